package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Khronos' own validator says of our GLB files. It runs where Node.js is and {@code npm
 * --prefix tools/checks ci --ignore-scripts} was called; elsewhere the test is skipped, and says
 * so.
 */
class KhronosValidatorTest {
  private static final Path CHECKS = Path.of("../tools/checks");

  private static final String SCRIPT =
      """
      const validator = require('gltf-validator');
      const bytes = new Uint8Array(require('fs').readFileSync(process.argv[1]));
      validator.validateBytes(bytes).then(report => console.log(JSON.stringify(report)));
      """;

  @Test
  void findsNothingWrongInMeshesTexturesAndMovements(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(
        Files.isDirectory(CHECKS.resolve("node_modules/gltf-validator")),
        "gltf-validator is not installed: npm --prefix tools/checks ci --ignore-scripts");
    Path file = folder.resolve("moving.glb");
    GlbFile.write(file, GlbFileTest.moving(), Map.of("prompt", "a \"cozy\" room"));
    Process node =
        new ProcessBuilder("node", "-e", SCRIPT, file.toAbsolutePath().toString())
            .directory(CHECKS.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    JsonNode report = new ObjectMapper().readTree(output);
    JsonNode issues = report.path("issues");
    assertThat(issues.path("numErrors").asInt(-1)).as("%s", issues).isZero();
    assertThat(issues.path("numWarnings").asInt(-1)).as("%s", issues).isZero();
    assertThat(report.path("info").path("animationCount").asInt()).isEqualTo(1);
  }
}
