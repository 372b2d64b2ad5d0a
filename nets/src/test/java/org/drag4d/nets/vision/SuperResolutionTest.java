package org.drag4d.nets.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Random;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.SuperResolution.Edges;
import org.drag4d.nets.vision.SuperResolution.Tiles;
import org.drag4d.task.CancelledException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** Tiles cannot be told from a picture in one piece, and a panorama has no edge. */
class SuperResolutionTest {
  private static Path network(String name) {
    try {
      return Path.of(
          SuperResolutionTest.class.getResource("/parity/" + name + "/model.onnx").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Image picture(int width, int height) {
    Image picture = new Image(width, height, 3);
    Random random = new Random(7);
    for (int at = 0; at < picture.values().length; at++) {
      picture.values()[at] = random.nextFloat();
    }
    return picture;
  }

  private static Image rolled(Image picture, int columns) {
    Image rolled = new Image(picture.width(), picture.height(), 3);
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        for (int c = 0; c < 3; c++) {
          rolled.set((x + columns) % picture.width(), y, c, picture.at(x, y, c));
        }
      }
    }
    return rolled;
  }

  private static double furthest(Image a, Image b) {
    double furthest = 0;
    for (int at = 0; at < a.values().length; at++) {
      furthest = Math.max(furthest, Math.abs(a.values()[at] - b.values()[at]));
    }
    return furthest;
  }

  @Test
  void tilesAreAsOnePiece() {
    Image picture = picture(61, 40);
    try (SuperResolution network =
        SuperResolution.open(network("superresolution-x4"), OnnxSettings.DEFAULT)) {
      assertThat(network.scale()).isEqualTo(4);
      Image whole = network.enlarge(picture, Edges.PICTURE, new Tiles(64, 16), Progress.none());
      assertThat(whole.width()).isEqualTo(244);
      assertThat(whole.height()).isEqualTo(160);
      for (int side : new int[] {9, 16, 33}) {
        Image tiled = network.enlarge(picture, Edges.PICTURE, new Tiles(side, 8), Progress.none());
        assertThat(furthest(whole, tiled)).as("tiles of " + side).isCloseTo(0, within(1e-6));
      }
    }
  }

  /** Turned about its axis before or after, a panorama is the same. */
  @Test
  void aPanoramaHasNoEdge() {
    Image panorama = picture(48, 24);
    try (SuperResolution network =
        SuperResolution.open(network("superresolution-x4"), OnnxSettings.DEFAULT)) {
      for (Tiles tiles : new Tiles[] {new Tiles(20, 8), new Tiles(64, 16)}) {
        Image once = network.enlarge(panorama, Edges.PANORAMA, tiles, Progress.none());
        Image turned =
            network.enlarge(rolled(panorama, 13), Edges.PANORAMA, tiles, Progress.none());
        assertThat(furthest(rolled(once, 4 * 13), turned)).isCloseTo(0, within(1e-6));
        Image flat = network.enlarge(panorama, Edges.PICTURE, tiles, Progress.none());
        assertThat(furthest(once, flat)).as("edges matter").isGreaterThan(0.01);
      }
    }
  }

  @Test
  void itStopsBetweenTiles() {
    Progress impatient =
        new Progress() {
          @Override
          public void begin(String step, long total, String unit) {
            assertThat(total).isEqualTo(12);
          }

          @Override
          public void advance(long done) {
            if (done == 2) {
              throw new CancelledException();
            }
          }

          @Override
          public void note(String message) {}

          @Override
          public void check() {}
        };
    try (SuperResolution network =
        SuperResolution.open(network("superresolution-x4"), OnnxSettings.DEFAULT)) {
      assertThatThrownBy(
              () -> network.enlarge(picture(40, 30), Edges.PICTURE, new Tiles(10, 4), impatient))
          .isInstanceOf(CancelledException.class);
    }
  }
}
