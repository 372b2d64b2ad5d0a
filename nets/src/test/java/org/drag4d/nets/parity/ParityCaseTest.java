package org.drag4d.nets.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drag4d.nets.torch.LeakCheck;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every committed case (tools/parity), and folders that are none. */
@ExtendWith(LeakCheck.class)
class ParityCaseTest {
  @TempDir Path folder;

  static List<Path> cases() throws IOException, URISyntaxException {
    Path root = Path.of(ParityCaseTest.class.getResource("/parity").toURI());
    try (Stream<Path> folders = Files.list(root)) {
      return folders.sorted().toList();
    }
  }

  /** Outputs of 8 bits may be one step away, where the reference's number lies between two. */
  @ParameterizedTest
  @MethodSource("cases")
  void asTheReference(Path folder) {
    ParityCase.Report report = ParityCase.run(folder);
    assertThat(report.differences())
        .isNotEmpty()
        .allSatisfy(
            difference -> {
              boolean bytes = difference.absolute() == Math.rint(difference.absolute());
              assertThat(difference.relative()).isLessThan(bytes ? 1.01 / 255 : 2e-5);
            });
  }

  /** The changes of a LoRA case matter: without them the outputs are far from the expected ones. */
  @Test
  void withoutItsLoraACaseFails() throws IOException, URISyntaxException {
    copy("unet-lora-kohya");
    Path description = folder.resolve("case.json");
    String with = Files.readString(description);
    Files.writeString(
        description, with.replace("\"lora\": \"lora.safetensors\"", "\"lora\": null"));
    assertThat(ParityCase.run(folder).worst()).isGreaterThan(0.01);
  }

  @Test
  void eachNetworkHasTwoCases() throws IOException, URISyntaxException {
    List<String> models = cases().stream().map(ParityCase::run).map(r -> r.model()).toList();
    List<String> names = new ArrayList<>(Network.names());
    names.addAll(OnnxNetwork.names());
    for (String name : names) {
      assertThat(models.stream().filter(name::equals).count()).as(name).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void whatIsNoCaseIsRefused() throws IOException, URISyntaxException {
    assertThatThrownBy(() -> ParityCase.run(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("case.json");
    Files.writeString(folder.resolve("case.json"), "{\"model\": \"gpt\", \"config\": {}}");
    assertThatThrownBy(() -> ParityCase.run(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("'gpt' is not known")
        .hasMessageContaining("depth-metric3d")
        .hasMessageContaining("unet-2d-condition");
    copy("clip-text-sd2");
    Files.writeString(
        folder.resolve("case.json"),
        Files.readString(folder.resolve("case.json")).replace("\"gelu\"", "\"relu\""));
    assertThatThrownBy(() -> ParityCase.run(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hidden_act");
  }

  /** Weights of another structure, and a switch that is not known, are named. */
  @Test
  void anotherStructureIsRefused() throws IOException, URISyntaxException {
    copy("clip-text-sd2");
    String description = Files.readString(folder.resolve("case.json"));
    Files.writeString(
        folder.resolve("case.json"),
        description.replace("\"num_hidden_layers\": 3", "\"num_hidden_layers\": 2"));
    assertThatThrownBy(() -> ParityCase.run(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("16 tensors that this network does not know")
        .hasMessageContaining("text_model.encoder.layers.2.");
    Files.writeString(
        folder.resolve("case.json"),
        description.replace("\"vocab_size\"", "\"rotary\": true, \"vocab_size\""));
    assertThatThrownBy(() -> ParityCase.run(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("rotary: is not known");
  }

  /** Another network, or an option that is not known, is said in words. */
  @ParameterizedTest
  @CsvSource({
    "depth-metric3d-fixed, fill-lama-free, has no output predicted_depth",
    "fill-lama-free, depth-metric3d-fixed, is no LaMa",
    "superresolution-x4, depth-metric3d-fixed, is no network of super-resolution",
    "mask-u2net, superresolution-x4, is no u2net",
  })
  void anotherFileIsRefused(String name, String other, String message) throws Exception {
    copy(name);
    Path model = Path.of(getClass().getResource("/parity/" + other + "/model.onnx").toURI());
    Files.copy(model, folder.resolve("model.onnx"), StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> ParityCase.run(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
    copy(name);
    Path description = folder.resolve("case.json");
    Files.writeString(
        description,
        Files.readString(description)
            .replace("\"options\": {", "\"options\": {\"speed\": 3,")
            .replace(",}", "}"));
    assertThatThrownBy(() -> ParityCase.run(folder)).hasMessageContaining("speed: is not known");
  }

  /** Whatever stands in a configuration, the answer is a result or one clear error. */
  @ParameterizedTest
  @ValueSource(strings = {"unet-lora-kohya", "autoencoder-odd", "clip-text-sd2", "triposr-two"})
  void senselessConfigurationsAreRefused(String name) throws IOException, URISyntaxException {
    copy(name);
    Path description = folder.resolve("case.json");
    ObjectMapper mapper = new ObjectMapper();
    JsonNode whole = mapper.readTree(description.toFile());
    for (String key : (Iterable<String>) whole.path("config")::fieldNames) {
      for (String value : List.of("0", "-1", "1e300", "\"x\"", "[]")) {
        ObjectNode changed = whole.deepCopy();
        ((ObjectNode) changed.path("config")).set(key, mapper.readTree(value));
        mapper.writeValue(description.toFile(), changed);
        try {
          ParityCase.run(folder);
        } catch (InputException e) {
          assertThat(e.getMessage()).isNotBlank();
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void copy(String name) throws IOException, URISyntaxException {
    Path from = Path.of(getClass().getResource("/parity/" + name).toURI());
    for (Path file : files(from)) {
      Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
