package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A step that allocates has a vector that is boxed somewhere, and is many times slower.
 *
 * <p>What the compiler makes of a kernel depends on what ran before it and on chance, so the steps
 * run in a virtual machine of their own, as a person's do. A kernel that is always boxed is a
 * mistake in it; one that is boxed once in three is not what this test looks for.
 */
class AllocationTest {
  private static final int ATTEMPTS = 3;
  private static final long ALLOWED_BYTES = 1000;

  @ParameterizedTest
  @CsvSource({"0, 0", "10, 0", "0, 16"})
  void stepsAllocateNothing(double distortion, int channels) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS && least > ALLOWED_BYTES; i++) {
      least = Math.min(least, inFreshMachine(distortion, channels));
    }
    assertThat(least).isLessThanOrEqualTo(ALLOWED_BYTES);
  }

  private static long inFreshMachine(double distortion, int channels) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("--add-modules") || a.startsWith("-XX:") || a.contains("vector"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            AllocationTest.class.getName(),
            Double.toString(distortion),
            Integer.toString(channels)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return Long.parseLong(output.strip().lines().toList().getLast());
  }

  /**
   * Prints the least bytes that a step allocates; the arguments are the weight of distortion and
   * the feature channels.
   */
  public static void main(String[] arguments) {
    double distortion = Double.parseDouble(arguments[0]);
    int channels = Integer.parseInt(arguments[1]);
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
      FeatureCost features = new FeatureCost(engine, Math.max(1, channels));
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long least = Long.MAX_VALUE;
      int step = 0;
      for (int round = 0;
          round < 40 && least > ALLOWED_BYTES;
          round++) { // until the compiler is done
        for (int i = 0; i < 40; i++) {
          engine.step(step++, 0);
          if (channels > 0) {
            features.step();
          }
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        engine.step(step++, 0);
        if (channels > 0) {
          features.step();
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      System.out.println(least);
    }
  }
}
