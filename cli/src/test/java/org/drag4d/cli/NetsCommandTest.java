package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetsCommandTest {
  private static final Path CASE =
      Path.of("..", "nets", "src", "test", "resources", "parity", "clip-text-sd2");

  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aCaseThatAgreesEndsWithNought() throws IOException {
    assertThat(run("nets", "check", CASE.toString(), "--json")).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toByteArray());
    assertThat(result.path("pass").asBoolean()).isTrue();
    assertThat(result.path("model").asText()).isEqualTo("clip-text");
    assertThat(result.path("outputs").findValuesAsText("name"))
        .containsExactlyInAnyOrder("last_hidden_state", "pooler_output");
    for (JsonNode output : result.path("outputs")) {
      assertThat(output.path("maxRel").asDouble(1)).isLessThan(1e-4);
    }
  }

  @Test
  void networksOnOnnxRuntimeAreChecked() throws IOException {
    Path other = CASE.resolveSibling("depth-metric3d-normals");
    assertThat(run("nets", "check", other.toString(), "--json")).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toByteArray());
    assertThat(result.path("model").asText()).isEqualTo("depth-metric3d");
    assertThat(result.path("outputs").findValuesAsText("name"))
        .containsExactlyInAnyOrder("depth", "normals", "normal_confidence");
  }

  @Test
  void aCaseBeyondTheToleranceEndsWithOne() {
    assertThat(run("nets", "check", CASE.toString(), "--tolerance", "0")).isEqualTo(1);
    assertThat(text(out)).contains("last_hidden_state").contains("2x9x24").contains("too far");
  }

  @Test
  void whatIsNoCaseEndsWithTwo() {
    assertThat(run("nets", "check", folder.toString())).isEqualTo(2);
    assertThat(text(err)).contains("case.json").doesNotContain("mistake in Drag4D");
    assertThat(run("nets", "keys", "gpt")).isEqualTo(2);
    assertThat(text(err)).contains("unet-2d-condition-sd2");
  }

  @Test
  void keysAreTabSeparated() {
    assertThat(run("nets", "keys", "autoencoder-kl")).isZero();
    List<String> lines = text(out).lines().toList();
    assertThat(lines).hasSize(248).allMatch(line -> line.matches("[a-z0-9_.]+\t[0-9,]+\tF32"));
    assertThat(lines).contains("quant_conv.weight\t8,8,1,1\tF32");
  }

  private int run(String... command) {
    return InProcess.run(folder, out, err, command);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
