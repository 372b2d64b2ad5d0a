package org.drag4d.nets.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.ClipScore.Quality;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;

/** Formulas on the tiny towers, whose vectors the parity cases hold to the reference. */
class ClipScoreTest {
  private static Path file(String name) {
    try {
      return Path.of(ClipScoreTest.class.getResource("/parity/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Clip clip() {
    Path words = file("clip-text-embeds-words");
    return new Clip(
        file("clip-image/model.onnx"), words.resolve("model.onnx"), words, OnnxSettings.DEFAULT);
  }

  private static Image picture() {
    Image picture = new Image(60, 40, 3);
    for (int at = 0; at < picture.values().length; at++) {
      picture.values()[at] = at * 37 % 256 / 255f;
    }
    return picture;
  }

  @Test
  void theScoreIsTheScaledCosineOfTheCaption() {
    try (Clip clip = clip()) {
      ClipScore.Opinion opinion = new ClipScore(clip).of(picture(), "a cozy cabin");
      float[] seen = clip.embed(picture(), PictureProcessor.CLIP);
      float[] said = clip.embed("A photo depicts a cozy cabin");
      double dot = 0;
      double lengths = 0;
      double other = 0;
      for (int i = 0; i < seen.length; i++) {
        dot += seen[i] * said[i];
        lengths += seen[i] * seen[i];
        other += said[i] * said[i];
      }
      assertThat(opinion.cosine()).isCloseTo(dot / Math.sqrt(lengths * other), within(1e-5));
      assertThat(opinion.clipScore()).isCloseTo(2.5 * Math.max(0, opinion.cosine()), within(1e-9));
      double good = Math.exp(100 * Clip.cosine(seen, clip.embed("Good photo.")));
      double bad = Math.exp(100 * Clip.cosine(seen, clip.embed("Bad photo.")));
      assertThat(opinion.iqa().get(Quality.QUALITY)).isCloseTo(good / (good + bad), within(1e-9));
      assertThat(opinion.iqa().values()).allMatch(value -> value >= 0 && value <= 1);
    }
  }

  /** Nothing is opened before it is needed, and a text's tower is no picture's. */
  @Test
  void towersAreNotConfused() {
    Path words = file("clip-text-embeds-words");
    try (Clip clip =
        new Clip(words.resolve("model.onnx"), Path.of("none"), words, OnnxSettings.DEFAULT)) {
      assertThatThrownBy(() -> clip.embed(picture(), PictureProcessor.CLIP))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("has no input pixel_values; it has [input_ids]");
      assertThatThrownBy(() -> clip.embed("a chair"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("there is no such file");
    }
  }
}
