package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImageQualityTest {

  /** The vector of surfel-splatting section 15.3. */
  @Test
  void ssimOfThePublishedVector() {
    var x = new Image(16, 16, 1);
    var y = new Image(16, 16, 1);
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 16; column++) {
        x.set(column, row, 0, (7 * column + 3 * row) % 11 / 10f);
        y.set(column, row, 0, (5 * column + 2 * row) % 13 / 12f);
      }
    }
    assertThat(ImageQuality.ssim(x, y)).isCloseTo(0.223057267, within(1e-7));
    assertThat(ImageQuality.ssim(x, x)).isCloseTo(1, within(1e-9));
  }

  @Test
  void psnrFollowsItsDefinition() {
    var black = new Image(4, 3, 3);
    var grey = new Image(4, 3, 3);
    Arrays.fill(grey.values(), 0.1f);
    assertThat(ImageQuality.psnr(black, grey)).isCloseTo(20, within(1e-5));
    assertThat(ImageQuality.psnr(grey, grey)).isInfinite();
    float[] weights = new float[12];
    weights[5] = 1;
    grey.values()[0] = 1; // not counted
    assertThat(ImageQuality.psnr(black, grey, weights)).isCloseTo(20, within(1e-5));
  }
}
