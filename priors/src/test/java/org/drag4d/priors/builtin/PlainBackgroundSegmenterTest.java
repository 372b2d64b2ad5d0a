package org.drag4d.priors.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.drag4d.geometry.Image;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

class PlainBackgroundSegmenterTest {
  private static final int SIZE = 120;

  private static Image mask(Image picture) {
    return new PlainBackgroundSegmenter().mask(picture, Progress.none()).alpha();
  }

  /** A brown ring on a grey that gets darker downwards, as a studio backdrop does, with noise. */
  private static Image ringOnBackdrop(double holeRadius, double noise) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    Image picture = new Image(SIZE, SIZE, 3);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean in = inRing(x, y, holeRadius);
        double backdrop = 0.85 - 0.15 * y / SIZE - 0.05 * Math.pow(x / 60.0 - 1, 2);
        double[] colour =
            in ? new double[] {0.5, 0.3, 0.15} : new double[] {backdrop, backdrop, backdrop};
        for (int c = 0; c < 3; c++) {
          picture.set(x, y, c, (float) (colour[c] + noise * (random.nextDouble() - 0.5)));
        }
      }
    }
    return picture;
  }

  private static boolean inRing(int x, int y, double holeRadius) {
    double r = Math.hypot(x - 59.5, y - 59.5);
    return r < 40 && r >= holeRadius;
  }

  private static double overlap(Image mask, double holeRadius) {
    int both = 0;
    int either = 0;
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        boolean a = mask.at(x, y, 0) >= 0.5f;
        boolean b = inRing(x, y, holeRadius);
        both += a && b ? 1 : 0;
        either += a || b ? 1 : 0;
      }
    }
    return (double) both / either;
  }

  @Test
  void findsTheObjectOnAnUnevenBackdropAndItsHole() {
    assertThat(overlap(mask(ringOnBackdrop(18, 0.03)), 18)).isGreaterThan(0.97);
  }

  @Test
  void fillsSpecksOfTheBackgroundsColour() {
    assertThat(overlap(mask(ringOnBackdrop(1.2, 0.03)), 0)).isGreaterThan(0.97);
  }

  @Test
  void prefersAnAlphaChannelThatSaysSomething() {
    Image picture = new Image(8, 8, 4);
    for (int i = 0; i < 64; i++) {
      picture.values()[4 * i + 3] = i % 8 < 4 ? 0.9f : 0.1f; // soft everywhere
    }
    Image mask = mask(picture);
    assertThat(mask.at(1, 1, 0)).isEqualTo(0.9f);
    assertThat(mask.at(6, 1, 0)).isEqualTo(0.1f);
  }

  @Test
  void ignoresAnAlphaChannelThatIsOpaqueEverywhere() {
    Image rgb = ringOnBackdrop(0, 0);
    Image rgba = new Image(SIZE, SIZE, 4);
    for (int i = 0; i < SIZE * SIZE; i++) {
      System.arraycopy(rgb.values(), 3 * i, rgba.values(), 4 * i, 3);
      rgba.values()[4 * i + 3] = 1;
    }
    assertThat(overlap(mask(rgba), 0)).isGreaterThan(0.97);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> mask(new Image(5, 5, 4)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("transparent everywhere");
    Image faint = new Image(5, 5, 4);
    faint.values()[3] = 0.4f;
    assertThatThrownBy(() -> mask(faint))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("half opaque");
    assertThatThrownBy(() -> mask(new Image(1, 1, 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too small");
    assertThatThrownBy(() -> mask(new Image(64, 64, 3)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("nothing in front");
    Image noise = new Image(64, 64, 3);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int i = 0; i < noise.values().length; i++) {
      noise.values()[i] = random.nextFloat();
    }
    assertThatThrownBy(() -> mask(noise))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not plain")
        .hasMessageContaining("alpha channel");
  }
}
