package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void whatCannotBeMeasuredEndsWithTwo() {
    assertThat(run("eval")).isEqualTo(2);
    assertThat(text(err)).contains("scene or object or masks");
    assertThat(run("eval", "object", "dragon")).isEqualTo(2);
    assertThat(text(err)).contains("teddy");
    assertThat(run("eval", "masks", folder.toString(), "--models", "grabcut")).isEqualTo(2);
    assertThat(text(err)).contains("pictures/NAME.png").doesNotContain("mistake in Drag4D");
    assertThat(run("eval", "masks", "--models", "nothing")).isEqualTo(2);
  }

  @Test
  void aPersonsOwnPicturesAreMeasured() throws IOException {
    Path set = folder.resolve("set");
    Image picture = new Image(64, 48, 3);
    Image mask = new Image(64, 48, 1);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        boolean inside = Math.hypot(x - 30, y - 24) < 13;
        mask.set(x, y, 0, inside ? 1 : 0);
        picture.set(x, y, 0, inside ? 0.9f : 0.2f + (x * 7 + y * 3) % 11 * 0.01f);
        picture.set(x, y, 1, inside ? 0.2f : 0.5f);
        picture.set(x, y, 2, inside ? 0.1f : 0.4f);
      }
    }
    ImageFiles.write(set.resolve("pictures/disc.png"), picture);
    ImageFiles.write(set.resolve("masks/disc.png"), mask);
    int code = run("eval", "masks", set.toString(), "--models", "grabcut", "--json");
    assertThat(code).as(text(err)).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toByteArray());
    assertThat(result.path("rows")).hasSize(2);
    for (JsonNode row : result.path("rows")) {
      assertThat(row.path("method").asText()).isEqualTo("grabcut");
      assertThat(row.path("picture").asText()).isEqualTo("disc");
      assertThat(row.path("iou").asDouble()).isGreaterThan(0.9);
    }
    assertThat(result.path("means").get(1).path("box").asBoolean()).isTrue();
  }

  private int run(String... command) {
    out.reset();
    err.reset();
    return InProcess.run(folder, out, err, command);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
