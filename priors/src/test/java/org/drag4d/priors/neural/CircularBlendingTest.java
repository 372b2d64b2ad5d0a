package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;

import org.drag4d.geometry.Image;
import org.junit.jupiter.api.Test;

class CircularBlendingTest {
  @Test
  void theFirstColumnsBecomeTheLastOnes() {
    float[] row = {0, 0, 0, 0, 5, 5, 5, 5, 1, 2, 3, 4};
    float[] blended = CircularBlending.blend(row, 12, 4);
    assertThat(blended).startsWith(1f, 1.5f, 1.5f, 1f).endsWith(5f, 1f, 2f, 3f, 4f);
  }

  @Test
  void aRepetitionAtTheEndIsCutOffAndAClosedPanoramaIsKept() {
    Image repeated = waves(68, 64);
    Image closed = waves(64, 64);
    assertThat(CircularBlending.period(repeated, 4).width()).isEqualTo(64);
    assertThat(CircularBlending.period(closed, 4)).isSameAs(closed);
  }

  private static Image waves(int width, int period) {
    Image image = new Image(width, 4, 3);
    for (int at = 0; at < image.values().length; at++) {
      image.values()[at] = (float) (0.5 + 0.4 * Math.sin(2 * Math.PI * (at / 3 % width) / period));
    }
    return image;
  }
}
