package org.drag4d.scene.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  /** Vectors made of known directions with known variances give these again. */
  @Property(tries = 30)
  void knownDirectionsAreFound(
      @ForAll @IntRange(min = 2, max = 40) int length,
      @ForAll @IntRange(min = 1, max = 6) int wanted,
      @ForAll @IntRange(max = 1000) int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int rank = Math.min(wanted, length);
    // rows of a Hadamard-like orthonormal set: cosines
    double[][] directions = new double[rank][length];
    for (int k = 0; k < rank; k++) {
      for (int j = 0; j < length; j++) {
        directions[k][j] =
            Math.sqrt((k == 0 ? 1.0 : 2.0) / length) * Math.cos(Math.PI * k * (j + 0.5) / length);
      }
    }
    // each sample lies on one direction, on both sides equally often: no correlations
    int count = 2 * rank;
    double[] samples = new double[count * length];
    double[] middle = new double[length];
    for (int j = 0; j < length; j++) {
      middle[j] = random.nextDouble(-5, 5);
    }
    for (int i = 0; i < count; i++) {
      double amount = (i % 2 == 0 ? 1 : -1) * Math.pow(2, rank - i / 2);
      for (int j = 0; j < length; j++) {
        samples[i * length + j] = middle[j] + amount * directions[i / 2][j];
      }
    }
    try (Workers workers = Workers.of(2)) {
      PrincipalComponents p = PrincipalComponents.of(samples, length, wanted, workers);
      assertThat(p.components()).isEqualTo(rank);
      assertThat(p.mean()).containsExactly(middle, within(1e-9));
      assertThat(p.explained()).isCloseTo(1, within(1e-9));
      for (int k = 0; k < rank; k++) {
        double variance = Math.pow(4, rank - k) / rank;
        assertThat(p.variances()[k]).isCloseTo(variance, within(1e-6 * variance));
        double along = 0;
        for (int j = 0; j < length; j++) {
          along += p.basis()[k][j] * directions[k][j];
        }
        assertThat(Math.abs(along)).isCloseTo(1, within(1e-6));
      }
    }
  }

  /** With as many components as numbers, nothing is lost. */
  @Test
  void reducedVectorsTellTheRest() {
    SplittableRandom random = new SplittableRandom(4);
    int length = 12;
    double[] samples = random.doubles(200L * length, -1, 1).toArray();
    try (Workers workers = Workers.of(1)) {
      PrincipalComponents p = PrincipalComponents.of(samples, length, 40, workers);
      float[] vector = new float[length];
      for (int j = 0; j < length; j++) {
        vector[j] = (float) random.nextDouble(-1, 1);
      }
      float[] reduced = p.reduced(vector);
      for (int j = 0; j < length; j++) {
        double told = p.mean()[j];
        for (int k = 0; k < length; k++) {
          told += reduced[k] * p.basis()[k][j];
        }
        assertThat(told).isCloseTo(vector[j], within(1e-5));
      }
    }
  }

  @Test
  void vectorsThatAreAllAlikeHaveNoDirections() {
    double[] samples = new double[60];
    Arrays.fill(samples, 0.5);
    try (Workers workers = Workers.of(1)) {
      PrincipalComponents p = PrincipalComponents.of(samples, 6, 3, workers);
      assertThat(p.variances()).containsExactly(new double[3], within(1e-20));
      assertThat(p.reduced(new float[] {.5f, .5f, .5f, .5f, .5f, .5f}))
          .containsExactly(new float[3], within(1e-6f));
    }
  }
}
