package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.drag4d.splat.DensityControl;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What each rule adds, moves and removes, surfel by surfel. */
class DensificationTest {
  private static final Workers WORKERS = Workers.of(1);
  private static final int ROW = SurfelRows.ROW;
  private static final double EXTENT = 10;

  private final SurfelRows rows = new SurfelRows(1, 0);
  private final SurfelUpdate update = new SurfelUpdate(new ScalarTileKernels(), WORKERS);
  private final Densification densification = new Densification(rows, update, EXTENT, 7);

  @AfterAll
  static void close() {
    WORKERS.close();
  }

  /** Surfels along x, one metre apart, 0.05 m wide and 0.02 m high, opacity 0.5, grey. */
  private void surfels(int count) {
    Surfels s =
        new Surfels(
            1,
            new float[3 * count],
            new float[4 * count],
            new float[2 * count],
            new float[count],
            new float[12 * count]);
    for (int i = 0; i < count; i++) {
      s.positions()[3 * i] = i;
      s.rotations()[4 * i] = 1;
      s.logScales()[2 * i] = (float) Math.log(0.05);
      s.logScales()[2 * i + 1] = (float) Math.log(0.02);
      s.sphericalHarmonics()[12 * i] = 0.1f * i;
    }
    rows.set(s);
    update.reserve(rows, count);
    Arrays.fill(update.mean, 1);
    Arrays.fill(update.square, 1);
    Arrays.fill(update.restMean, 1);
    Arrays.fill(update.restSquare, 1);
  }

  private void opacity(int surfel, double opacity) {
    rows.rows[surfel * ROW + SurfelRows.OPACITY_LOGIT] = (float) Math.log(opacity / (1 - opacity));
  }

  private void gradient(int surfel, double sum, int steps) {
    update.screenGradient[2 * surfel] = (float) sum;
    update.screenGradient[2 * surfel + 1] = steps;
  }

  private float[] positionsX() {
    float[] x = new float[rows.count()];
    for (int i = 0; i < x.length; i++) {
      x[i] = rows.rows[i * ROW];
    }
    Arrays.sort(x);
    return x;
  }

  private static DensityControl.FixedBudget budget(int budget, double growth) {
    return new DensityControl.FixedBudget(budget, 1, 1, 9, 0.005, growth, 0);
  }

  private static DensityControl.CloneAndSplit classic(int budget) {
    return new DensityControl.CloneAndSplit(budget, 1, 1, 9, 2e-4, 0.01, 0.05, 0.1);
  }

  @Test
  void aDeadSurfelBecomesHalfOfTheOneThatTheImagePullsAt() {
    surfels(4);
    opacity(2, 0.001);
    gradient(1, 5, 1);
    densification.keepBudget(budget(4, 0.05), 3);
    assertThat(rows.count()).isEqualTo(4);
    // 0 and 3 stay; 2 is gone; 1 lies in two halves 0.6 standard deviations to either side
    assertThat(positionsX()).containsExactly(new float[] {0, 0.97f, 1.03f, 3}, within(1e-5f));
    for (int half : new int[] {1, 2}) {
      assertThat(rows.rows[half * ROW + SurfelRows.LOG_SCALE])
          .isCloseTo((float) Math.log(0.05 * 0.65), within(1e-5f));
      assertThat(rows.rows[half * ROW + SurfelRows.LOG_SCALE + 1])
          .isCloseTo((float) Math.log(0.02), within(1e-5f));
      assertThat(rows.rows[half * ROW + SurfelRows.COLOUR]).isEqualTo(0.1f);
      assertThat(update.mean[half * ROW]).isZero();
      assertThat(update.restSquare[half * rows.restStride]).isZero();
      assertThat(rows.x[half]).isEqualTo(rows.rows[half * ROW]);
    }
    assertThat(update.mean[0]).isOne();
    assertThat(update.screenGradient).containsOnly(0);
  }

  @Test
  void theCountGrowsByItsShareAndStopsAtTheBudget() {
    surfels(100);
    for (int i = 0; i < 100; i++) {
      gradient(i, 1, 1);
    }
    densification.keepBudget(budget(112, 0.1), 3);
    assertThat(rows.count()).isEqualTo(110);
    for (int i = 0; i < 110; i++) {
      gradient(i, 1, 1);
    }
    densification.keepBudget(budget(112, 0.1), 4);
    assertThat(rows.count()).isEqualTo(112);
    densification.keepBudget(budget(112, 0.1), 5);
    assertThat(rows.count()).isEqualTo(112);
  }

  @Test
  void surfelsThatNothingPullsAtAreLeftAlone() {
    surfels(10);
    float[] before = Arrays.copyOf(rows.rows, 10 * ROW);
    densification.keepBudget(budget(20, 0.5), 3);
    densification.cloneAndSplit(classic(20), 4);
    assertThat(rows.count()).isEqualTo(10);
    assertThat(Arrays.copyOf(rows.rows, 10 * ROW)).isEqualTo(before);
  }

  @Test
  void smallOnesAreCopiedAndLargeOnesSplitWhereTheMeanGradientIsHigh() {
    surfels(3);
    rows.rows[2 * ROW + SurfelRows.LOG_SCALE] = (float) Math.log(0.5); // above 0.01 of the extent
    rows.derive(2);
    gradient(0, 0.019, 100); // mean 1.9e-4: below the threshold
    gradient(1, 0.021, 100); // above
    gradient(2, 0.021, 100);
    densification.cloneAndSplit(classic(100), 3);
    assertThat(rows.count()).isEqualTo(5);
    float[] copy = Arrays.copyOfRange(rows.rows, 3 * ROW, 3 * ROW + SurfelRows.PARAMETERS);
    assertThat(copy).isEqualTo(Arrays.copyOfRange(rows.rows, ROW, ROW + SurfelRows.PARAMETERS));
    assertThat(update.mean[ROW]).as("the parent keeps its moments").isOne();
    assertThat(update.mean[3 * ROW]).as("the copy starts without").isZero();
    for (int child : new int[] {2, 4}) {
      assertThat(rows.rows[child * ROW + SurfelRows.LOG_SCALE])
          .isCloseTo((float) Math.log(0.5 / 1.6), within(1e-5f));
      assertThat(rows.rows[child * ROW] - 2).isNotZero().isBetween(-2.5f, 2.5f);
      assertThat(rows.rows[child * ROW + 2]).as("within the plane").isZero();
      assertThat(update.mean[child * ROW]).isZero();
    }
    assertThat(update.screenGradient).containsOnly(0);
  }

  @Test
  void transparentHugeAndBrokenOnesAreRemovedAndTheOthersKeepTheirMoments() {
    surfels(5);
    opacity(0, 0.04);
    rows.rows[ROW + SurfelRows.LOG_SCALE] = (float) Math.log(1.1); // above 0.1 of the extent
    rows.derive(1);
    rows.rows[2 * ROW] = Float.NaN;
    rows.derive(2);
    update.mean[4 * ROW] = 0.25f;
    densification.cloneAndSplit(classic(100), 3);
    assertThat(positionsX()).containsExactly(3, 4);
    assertThat(update.mean[ROW]).isEqualTo(0.25f);
    assertThat(rows.x[1]).isEqualTo(4);
  }

  @Test
  void theBudgetStopsCopies() {
    surfels(10);
    for (int i = 0; i < 10; i++) {
      gradient(i, 1, 1);
    }
    densification.cloneAndSplit(classic(13), 3);
    assertThat(rows.count()).isEqualTo(13);
  }
}
