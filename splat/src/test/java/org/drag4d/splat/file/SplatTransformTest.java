package org.drag4d.splat.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.Surfels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What PlayCanvas' splat-transform, an independent reader, makes of our splat files. It runs where
 * Node.js is and {@code npm --prefix tools/checks ci --ignore-scripts} was called; elsewhere the
 * tests are skipped, and say so.
 */
class SplatTransformTest {
  private static final Path PROGRAM =
      Path.of("../tools/checks/node_modules/@playcanvas/splat-transform/bin/cli.mjs");

  @TempDir Path folder;

  @BeforeEach
  void needsTheProgram() {
    assumeTrue(
        Files.isRegularFile(PROGRAM),
        "splat-transform is not installed: npm --prefix tools/checks ci --ignore-scripts");
  }

  @Test
  void readsBothLayoutsOfOurPly() throws IOException, InterruptedException {
    for (SurfelPly.Layout layout : SurfelPly.Layout.values()) {
      Path ours = folder.resolve(layout + ".ply");
      try (OutputStream out = Files.newOutputStream(ours)) {
        SurfelPly.write(out, SurfelScene.withoutObjects(surfels(200)), layout);
      }
      Path theirs = folder.resolve(layout + "-theirs.ply");
      run(ours.toString(), theirs.toString());
      assertSame(surfels(200), SurfelFile.read(theirs).scene().surfels(), 1e-5);
    }
  }

  @Test
  void readsOurSpzAndWritesOneThatWeRead() throws IOException, InterruptedException {
    Path ours = folder.resolve("ours.spz");
    try (OutputStream out = Files.newOutputStream(ours)) {
      SpzFile.write(out, surfels(200));
    }
    Path ply = folder.resolve("theirs.ply");
    run(ours.toString(), ply.toString());
    assertSame(surfels(200), SurfelFile.read(ply).scene().surfels(), 2e-3);
    Path theirs = folder.resolve("theirs.spz");
    run("--spz-version", "3", ours.toString(), theirs.toString());
    assertSame(surfels(200), SurfelFile.read(theirs).scene().surfels(), 2e-3);
  }

  /** Positions in any order: readers may sort. */
  private static void assertSame(Surfels expected, Surfels actual, double tolerance) {
    assertThat(actual.count()).isEqualTo(expected.count());
    for (int i = 0; i < expected.count(); i++) {
      double nearest = Double.POSITIVE_INFINITY;
      int found = -1;
      for (int j = 0; j < actual.count(); j++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          double d = expected.positions()[3 * i + k] - actual.positions()[3 * j + k];
          sum += d * d;
        }
        if (sum < nearest) {
          nearest = sum;
          found = j;
        }
      }
      assertThat(Math.sqrt(nearest)).isLessThan(tolerance);
      assertThat(actual.opacityLogits()[found])
          .isCloseTo(expected.opacityLogits()[i], within(0.1f));
      assertThat(actual.logScales()[2 * found])
          .isCloseTo(expected.logScales()[2 * i], within(0.07f));
    }
  }

  private static Surfels surfels(int count) {
    var random = new Random(4);
    float[] positions = new float[3 * count];
    float[] rotations = new float[4 * count];
    float[] logScales = new float[2 * count];
    float[] logits = new float[count];
    float[] harmonics = new float[3 * count];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < 3; k++) {
        positions[3 * i + k] = 4 * random.nextFloat() - 2;
        harmonics[3 * i + k] = 2 * random.nextFloat() - 1;
      }
      for (int k = 0; k < 4; k++) {
        rotations[4 * i + k] = (float) random.nextGaussian();
      }
      logScales[2 * i] = -4 + random.nextFloat();
      logScales[2 * i + 1] = -4 + random.nextFloat();
      logits[i] = 3 * random.nextFloat() - 1;
    }
    return new Surfels(0, positions, rotations, logScales, logits, harmonics);
  }

  private static void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", PROGRAM.toString(), "--no-tty", "-w"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("%s", output).isZero();
  }
}
