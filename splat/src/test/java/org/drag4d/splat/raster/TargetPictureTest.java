package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.splat.TrainingView;
import org.junit.jupiter.api.Test;

class TargetPictureTest {
  /** Sizes that are no multiple of anything, so that a wrong stride shows. */
  private static final int WIDTH = 37;

  private static final int HEIGHT = 21;

  @Test
  void bytesGiveBackThePictureAndTheWeightsOfAFile() {
    SplittableRandom random = new SplittableRandom(3);
    Image picture = new Image(WIDTH, HEIGHT, 3);
    float[] weights = new float[WIDTH * HEIGHT];
    for (int i = 0; i < picture.values().length; i++) {
      picture.values()[i] = random.nextInt(256) / 255f;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = random.nextInt(2);
    }
    Pinhole camera = Pinhole.ofVerticalFov("v", WIDTH, HEIGHT, 50, Pose.IDENTITY);
    TrainingView view = new TrainingView(camera, picture, weights, new float[0], new float[0]);
    TileKernels kernels = new ScalarTileKernels();
    TargetPicture floats = new TargetPicture(view, kernels, false, true);
    TargetPicture bytes = new TargetPicture(view, kernels, false, false);
    bytes.unpack(new RowImage(WIDTH, HEIGHT, 3), new RowImage(WIDTH, HEIGHT, 1));
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int weight = RowImage.PAD + x;
        assertThat(bytes.weights[bytes.weightPlace(y) + weight])
            .isEqualTo(weights[y * WIDTH + x])
            .isEqualTo(floats.weights[floats.weightPlace(y) + weight]);
        for (int c = 0; c < 3; c++) {
          float value = picture.at(x, y, c);
          assertThat(bytes.picture.values[bytes.picture.place(c, y) + x]).isEqualTo(value);
          assertThat(floats.picture.values[floats.picture.place(c, y) + x]).isEqualTo(value);
        }
      }
    }
  }
}
