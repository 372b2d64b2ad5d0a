package org.drag4d.nets.schedule;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Where samplers get their noise. */
@FunctionalInterface
public interface NoiseSource {
  /** Returns so many new numbers of the normal distribution with mean 0 and variance 1. */
  float[] next(int count);

  /** Returns noise that one seed always makes the same. */
  static NoiseSource seeded(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return count -> {
      float[] noise = new float[count];
      for (int i = 0; i < count; i++) {
        noise[i] = (float) random.nextGaussian();
      }
      return noise;
    };
  }

  /** Returns a source that must not be asked, for samplers that add no noise. */
  static NoiseSource none() {
    return count -> {
      throw new IllegalStateException("this sampler was said to add no noise");
    };
  }
}
