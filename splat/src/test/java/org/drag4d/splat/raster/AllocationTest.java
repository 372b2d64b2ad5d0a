package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.DensityControl;
import org.drag4d.splat.RandomScenes;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step that allocates has a vector that is boxed somewhere, and is many times slower. */
class AllocationTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 10})
  void stepsAllocateNothing(double distortion) {
    Pinhole camera = RandomScenes.camera(3, 128, 128);
    float[] depth = new float[128 * 128];
    Arrays.fill(depth, 2);
    float[] normal = new float[3 * depth.length];
    for (int i = 2; i < normal.length; i += 3) {
      normal[i] = -1;
    }
    TrainingView view =
        new TrainingView(camera, new Image(128, 128, 3), new float[0], depth, normal);
    TrainSettings settings =
        TrainSettings.fromDepth(100_000, 0, 0)
            .withDensity(new DensityControl.Fixed())
            .withLosses(TrainSettings.Losses.WITH_GEOMETRY.withDistortion(distortion));
    try (Workers workers = Workers.of(1)) {
      TrainingEngine engine =
          new TrainingEngine(
              RandomScenes.surfels(RandomScenes.Kind.DENSE, 0, 2),
              List.of(view),
              settings,
              workers);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      int step = 0;
      for (int round = 0; round < 40 && least > 1000; round++) { // until the compiler is done
        for (int i = 0; i < 40; i++) {
          engine.step(step++, 0);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        engine.step(step++, 0);
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      assertThat(least).isLessThan(1000);
    }
  }
}
