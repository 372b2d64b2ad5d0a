package org.drag4d.nets.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checkpoints were saved by PyTorch: tools/parity/weight_files.py. */
class TorchCheckpointTest {
  private static final Path FILES = Path.of("src/test/resources/weights");

  @Test
  void readsAStateDict() {
    try (WeightFile file = WeightFile.open(FILES.resolve("state_dict.pt"))) {
      assertThat(file.tensors()).containsOnlyKeys("weight", "bias");
      StoredTensor weight = file.tensors().get("weight");
      assertThat(weight.shape()).containsExactly(2, 3);
      assertThat(weight.toFloats()).containsExactly(-3, -2.5f, -2, -1.5f, -1, -0.5f);
    }
  }

  @Test
  void readsViewsTypesParametersAndWhatForeignObjectsHold() {
    try (WeightFile file = WeightFile.open(FILES.resolve("lightning.ckpt"))) {
      assertThat(floats(file, "state_dict.model.parameter")).containsExactly(-3, -2.5f, -2, -1.5f);
      StoredTensor transposed = file.tensors().get("state_dict.model.transposed");
      assertThat(transposed.shape()).containsExactly(6, 4);
      assertThat(transposed.isContiguous()).isFalse();
      assertThat(Arrays.copyOf(transposed.toFloats(), 5)).containsExactly(-3, 0, 3, 6, -2.5f);
      assertThat(floats(file, "state_dict.model.slice")).containsExactly(0, 1, 2, 3, 4, 5);
      for (String type : new String[] {"half", "bfloat", "double"}) {
        assertThat(floats(file, "state_dict.model." + type))
            .as(type)
            .containsExactly(-3, -2.5f, -2, -1.5f, -1);
      }
      assertThat(floats(file, "state_dict.model.long")).containsExactly(1, -2, 1L << 40);
      assertThat(floats(file, "state_dict.model.bool")).containsExactly(1, 0);
      assertThat(file.tensors().get("state_dict.model.scalar").shape()).isEmpty();
      assertThat(floats(file, "state_dict.model.scalar")).containsExactly(2.5f);
      assertThat(floats(file, "state_dict.model.empty")).isEmpty();
      assertThat(floats(file, "optimizer_states.0.state.0.exp_avg")).hasSize(3);
      assertThat(file.tensors().keySet()).anyMatch(name -> name.endsWith("weights.hidden"));
    }
  }

  @Test
  void theFormatFromBefore2020IsNamed() {
    assertThatThrownBy(() -> WeightFile.open(FILES.resolve("legacy.pth")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("torch.save");
  }

  @Test
  void everyDamagedByteAndEveryCutGivesAResultOrOneClearError(@TempDir Path folder)
      throws IOException {
    byte[] whole = Files.readAllBytes(FILES.resolve("lightning.ckpt"));
    Path file = folder.resolve("damaged.ckpt");
    for (int at = 0; at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 + at * 37 % 255);
      Files.write(file, damaged);
      openOrRefuse(file);
      Files.write(file, Arrays.copyOf(whole, at));
      openOrRefuse(file);
    }
  }

  @Test
  void aCallOfAnythingIsOnlyARecord() {
    // what a malicious file would hold: os.system('echo')
    String pickle = "cos\nsystem\n(S'echo'\ntR.";
    Pickled value = read(pickle);
    assertThat(value).isInstanceOf(Pickled.Inert.class);
    assertThat(((Pickled.Inert) value).callable()).isEqualTo(new Pickled.Global("os", "system"));
  }

  @Test
  void unknownOpcodesAreNamedWithTheirByte() {
    assertThatThrownBy(() -> read("N\u0001."))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("byte 1")
        .hasMessageContaining("0x1");
  }

  private static Pickled read(String pickle) {
    return PickleReader.read(
        "test", MemorySegment.ofArray(pickle.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static float[] floats(WeightFile file, String name) {
    assertThat(file.tensors()).containsKey(name);
    return file.tensors().get(name).toFloats();
  }

  private static void openOrRefuse(Path file) {
    try (WeightFile opened = WeightFile.open(file)) {
      opened.tensors().values().forEach(StoredTensor::toFloats);
    } catch (InputException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
