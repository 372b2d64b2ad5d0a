package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    OneFileCheckpoint parts = OneFileCheckpoint.of(stored, name);
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
