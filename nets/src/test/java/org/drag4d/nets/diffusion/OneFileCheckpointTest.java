package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.drag4d.nets.schedule.Prediction;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files, and what diffusers' own conversion makes of them, are tools/parity/one_file.py's. */
class OneFileCheckpointTest {
  private static final Path FILES = Path.of("src/test/resources/one-file");

  private static List<String[]> rows(String name) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILES.resolve(name))),
                StandardCharsets.UTF_8))) {
      return in.lines().map(line -> line.split("\t")).toList();
    }
  }

  private static long[] shape(String text) {
    String inner = text.substring(1, text.length() - 1);
    return inner.isEmpty()
        ? new long[0]
        : Arrays.stream(inner.split(", ")).mapToLong(Long::parseLong).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sd1.ckpt", "sd2.safetensors"})
  void partsHaveTheNamesAndNumbersOfDiffusersConversion(String name) throws IOException {
    try (WeightFile file = WeightFile.open(FILES.resolve(name))) {
      assertThat(OneFileCheckpoint.isOne(file.tensors())).isTrue();
      OneFileCheckpoint parts = OneFileCheckpoint.of(file.tensors(), name);
      Map<String, Map<String, StoredTensor>> unread = new LinkedHashMap<>();
      unread.put("unet", new TreeMap<>(parts.unet()));
      unread.put("vae", new TreeMap<>(parts.autoencoder()));
      unread.put("text_encoder", new TreeMap<>(parts.textEncoder()));
      for (String[] row : rows(name.substring(0, 3) + "-parts.tsv.gz")) {
        StoredTensor tensor = unread.get(row[0]).remove(row[1]);
        assertThat(tensor).as(row[1]).isNotNull();
        assertThat(withoutOnes(tensor.shape())).as(row[1]).isEqualTo(withoutOnes(shape(row[2])));
        float[] floats = tensor.toFloats();
        assertThat(floats[0]).as(row[1]).isCloseTo(Float.parseFloat(row[3]), within(1e-2f));
        assertThat(floats[floats.length - 1]).isCloseTo(Float.parseFloat(row[4]), within(1e-2f));
        double sum = 0;
        for (float value : floats) {
          sum += value;
        }
        assertThat(sum).as(row[1]).isCloseTo(Double.parseDouble(row[5]), within(1e-4));
      }
      unread.get("text_encoder").remove("text_model.embeddings.position_ids");
      assertThat(unread.values()).allMatch(Map::isEmpty);
      assertThat(parts.openClip()).isEqualTo(name.startsWith("sd2"));
    }
  }

  /** A 1 x 1 convolution and a linear layer are the same numbers. */
  private static long[] withoutOnes(long[] shape) {
    return Arrays.stream(shape).filter(size -> size != 1).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1-5-pruned", "512-inpainting"})
  void publishedFilesGiveAllThatTheNetworksWant(String name) throws IOException {
    OneFileCheckpoint parts = OneFileCheckpoint.of(named(name), name);
    UnetConfig unet = parts.unetConfig();
    assertThat(unet)
        .isEqualTo(
            name.startsWith("v1")
                ? UnetConfig.STABLE_DIFFUSION_1
                : UnetConfig.STABLE_DIFFUSION_2.inpainting());
    same(parts.unet(), new Unet2DCondition(unet).parameters());
    same(parts.autoencoder(), new AutoencoderKl(AutoencoderConfig.STABLE_DIFFUSION).parameters());
    same(
        parts.textEncoder(),
        new ClipText(
                parts.openClip()
                    ? ClipTextConfig.STABLE_DIFFUSION_2
                    : ClipTextConfig.STABLE_DIFFUSION_1)
            .parameters());
  }

  /** The names and shapes of a published file, with noughts. */
  private static Map<String, StoredTensor> named(String name) throws IOException {
    Map<String, StoredTensor> stored = new LinkedHashMap<>();
    MemorySegment memory = MemorySegment.ofArray(new byte[3 * 1024 * 1024 * 4]);
    for (String[] row : rows(name + "-names.tsv.gz")) {
      long[] shape = shape(row[1]);
      long[] strides = new long[shape.length];
      long stride = 1;
      for (int d = shape.length - 1; d >= 0; d--) {
        strides[d] = stride;
        stride *= shape[d];
      }
      stored.put(row[0], new StoredTensor(row[0], ElementType.F32, shape, strides, memory));
    }
    return stored;
  }

  /** Names, shapes and the one telling tensor of Stable Diffusion 2, with or without a mark. */
  @ParameterizedTest
  @CsvSource({
    "512-inpainting, 0.12, false, EPSILON", // networks for inpainting predict noise
    "512-inpainting, 0.12, true, VELOCITY",
    "pictures, 0.12, false, VELOCITY",
    "pictures, 0.06, false, EPSILON",
    "pictures, 0.06, true, VELOCITY",
    "v1-5-pruned, 0.12, false, EPSILON"
  })
  void whatIsPredictedIsRecognised(String name, float spread, boolean marked, Prediction expected)
      throws IOException {
    Map<String, StoredTensor> stored = named(name.equals("pictures") ? "512-inpainting" : name);
    if (name.equals("pictures")) {
      stored.computeIfPresent(
          "model.diffusion_model.input_blocks.0.0.weight",
          (key, nine) ->
              new StoredTensor(
                  key, nine.type(), new long[] {320, 4, 3, 3}, nine.strides(), nine.memory()));
    }
    MemorySegment shifts = MemorySegment.ofArray(new float[320]);
    for (int i = 0; i < 320; i++) { // half above, half below a mean of 1
      shifts.setAtIndex(ValueLayout.JAVA_FLOAT, i, 1 + (i % 2 == 0 ? spread : -spread));
    }
    stored.computeIfPresent(
        "model.diffusion_model.output_blocks.11.1.transformer_blocks.0.norm1.bias",
        (key, t) -> new StoredTensor(key, ElementType.F32, t.shape(), t.strides(), shifts));
    if (marked) {
      stored.put("v_pred", stored.values().iterator().next());
    }
    assertThat(OneFileCheckpoint.of(stored, name).prediction()).isEqualTo(expected);
  }

  private static void same(Map<String, StoredTensor> made, ParameterTable wanted) {
    Map<String, List<Long>> expected = new TreeMap<>();
    for (Parameter parameter : wanted.parameters()) {
      expected.put(parameter.name(), parameter.shape().stream().filter(size -> size != 1).toList());
    }
    Map<String, List<Long>> given = new TreeMap<>();
    made.forEach(
        (name, tensor) ->
            given.put(name, Arrays.stream(withoutOnes(tensor.shape())).boxed().toList()));
    assertThat(given).isEqualTo(expected);
  }

  /** Names that no program writes stay as they are: whoever loads the part names them. */
  @Test
  void senselessNamesAreKept() throws IOException {
    Map<String, StoredTensor> stored = named("v1-5-pruned");
    StoredTensor some = stored.values().iterator().next();
    for (String name :
        List.of(
            "model.diffusion_model.input_blocks.0.0.op.weight",
            "model.diffusion_model.input_blocks.99999999999.0.x",
            "model.diffusion_model.middle_block.x.y",
            "model.diffusion_model.middle_block.1",
            "first_stage_model.decoder.up",
            "first_stage_model.decoder.up.one.two",
            "first_stage_model.encoder.down.88888888888.x")) {
      stored.put(name, some);
    }
    OneFileCheckpoint parts = OneFileCheckpoint.of(stored, "senseless");
    assertThat(parts.unet())
        .containsKeys("input_blocks.99999999999.0.x", "middle_block.x.y", "middle_block.1")
        .hasSize(686 + 4);
    assertThat(parts.autoencoder()).containsKeys("decoder.up", "decoder.up.one.two");
  }

  @Test
  void filesOfAnotherKindAreRefused() {
    Map<String, StoredTensor> folderLayout =
        Map.of(
            "conv_in.weight",
            new StoredTensor(
                "conv_in.weight",
                ElementType.F32,
                new long[] {1},
                new long[] {1},
                MemorySegment.ofArray(new byte[4])));
    assertThat(OneFileCheckpoint.isOne(folderLayout)).isFalse();
    assertThatThrownBy(() -> OneFileCheckpoint.of(folderLayout, "unet.safetensors"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("model.diffusion_model.");
  }
}
