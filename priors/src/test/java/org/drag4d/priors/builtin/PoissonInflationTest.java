package org.drag4d.priors.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** The check values of object-composition section 5.1. */
class PoissonInflationTest {
  private static final int SIZE = 240;

  /** A silhouette in [-1.3, 1.3]², given by what is inside. */
  @FunctionalInterface
  private interface Inside {
    boolean at(double x, double y);
  }

  private static double[] inflate(Inside inside, double c) {
    float[] mask = new float[SIZE * SIZE];
    double pixel = 2.6 / SIZE;
    for (int i = 0; i < mask.length; i++) {
      int hits = 0;
      for (int s = 0; s < 64; s++) { // coverage, as an anti-aliased mask has it
        double x = (i % SIZE + (s % 8 + 0.5) / 8) * pixel - 1.3;
        double y = (i / SIZE + (s / 8 + 0.5) / 8) * pixel - 1.3;
        hits += inside.at(x, y) ? 1 : 0;
      }
      mask[i] = hits / 64f;
    }
    return PoissonInflation.solve(SIZE, SIZE, mask, pixel, c, Progress.none());
  }

  private static double highest(double[] u) {
    return Math.sqrt(Arrays.stream(u).max().orElse(0));
  }

  @Test
  void diskBecomesABall() {
    double[] u = inflate((x, y) -> x * x + y * y < 1, 4);
    assertThat(highest(u)).isCloseTo(1.00, within(0.02));
    int row = SIZE / 2;
    for (double x : new double[] {-0.8, -0.4, 0.3, 0.6}) {
      int column = (int) ((x + 1.3) / 2.6 * SIZE);
      double exact = Math.sqrt(1 - Math.pow((column + 0.5) * 2.6 / SIZE - 1.3, 2));
      assertThat(Math.sqrt(u[row * SIZE + column])).isCloseTo(exact, within(0.02));
    }
  }

  @Test
  void ellipseSquareAndRectangleReachTheirHeights() {
    double ellipse = highest(inflate((x, y) -> x * x / 1.44 + y * y / 0.16 < 1, 4));
    assertThat(ellipse).isCloseTo(Math.sqrt(2) * 1.2 * 0.4 / Math.hypot(1.2, 0.4), within(0.011));
    double square = highest(inflate((x, y) -> Math.abs(x) < 1 && Math.abs(y) < 1, 4));
    assertThat(square).isCloseTo(1.07, within(0.021));
    double bar = highest(inflate((x, y) -> Math.abs(x) < 1.2 && Math.abs(y) < 0.3, 4));
    assertThat(bar).isCloseTo(0.43, within(0.009));
  }

  @Test
  void longStripBecomesARoundBar() {
    double[] u = inflate((x, y) -> Math.abs(y) < 0.2 && Math.abs(x) < 1.25, 2);
    assertThat(highest(u)).isCloseTo(0.2, within(0.004));
  }

  @Test
  void zeroLiesOnTheOutlineBetweenPixels() {
    double radius = 0.9137;
    double[] u = inflate((x, y) -> Math.hypot(x, y) < radius, 4);
    int row = SIZE / 2;
    for (int column = SIZE / 2; column < SIZE - 1; column++) {
      double a = u[row * SIZE + column];
      double b = u[row * SIZE + column + 1];
      if (a > 0 && b <= 0) {
        double x = (column + 0.5 + a / (a - b)) * 2.6 / SIZE - 1.3;
        assertThat(x).isCloseTo(radius, within(0.4 * 2.6 / SIZE));
        return;
      }
    }
  }

  @Test
  void emptyMaskStaysFlat() {
    double[] u = PoissonInflation.solve(4, 4, new float[16], 0.1, 2, Progress.none());
    assertThat(Arrays.stream(u).max().orElse(1)).isLessThanOrEqualTo(0);
  }
}
