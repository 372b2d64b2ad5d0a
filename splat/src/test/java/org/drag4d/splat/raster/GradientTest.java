package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.RandomScenes;
import org.drag4d.splat.ReferenceMaps;
import org.drag4d.splat.ReferenceRasterizer;
import org.drag4d.splat.ReferenceSurfels;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The gradients of the engine against those of the reference. */
class GradientTest {
  private static final int WIDTH = 75;
  private static final int HEIGHT = 50;
  private static final float[] BACKGROUND = {.2f, .5f, .7f};

  @ParameterizedTest
  @EnumSource
  void gradientsMatchTheReference(RandomScenes.Kind kind) {
    for (int seed = 0; seed < 4; seed++) {
      Surfels surfels = RandomScenes.surfels(kind, seed, seed);
      Pinhole camera = RandomScenes.camera(seed, WIDTH, HEIGHT);
      ReferenceSurfels wide = ReferenceSurfels.of(surfels);
      ReferenceRasterizer reference = new ReferenceRasterizer(.2f, .5f, .7f);
      ReferenceMaps maps = reference.forward(wide, camera);
      boolean[] uncertain = reference.uncertain(wide, camera, 2e-4);

      // A loss whose gradient is nothing in the pixels that rounding decides.
      SplittableRandom random = new SplittableRandom(seed);
      int pixels = WIDTH * HEIGHT;
      float[] zDepth = new float[pixels];
      float[] normal = new float[3 * pixels];
      RowImage colour = new RowImage(WIDTH, HEIGHT, 3);
      ReferenceMaps d = new ReferenceMaps(WIDTH, HEIGHT, 0);
      int known = 0;
      for (int i = 0; i < pixels; i++) {
        known += uncertain[i] ? 0 : 1;
      }
      GeometryLoss loss = new GeometryLoss(.1f * known, .05f * known);
      for (int i = 0; i < pixels; i++) {
        for (int c = 0; c < 3; c++) {
          if (!uncertain[i]) {
            float dc = (float) random.nextDouble(-1, 1);
            colour.values[colour.place(c, i / WIDTH) + i % WIDTH] = dc;
            d.colour[3 * i + c] = dc;
            normal[3 * i + c] = (float) random.nextDouble(.5, 1);
            d.normal[3 * i + c] = -.05f * normal[3 * i + c];
          }
        }
        if (!uncertain[i]) {
          zDepth[i] = (float) random.nextDouble(1, 5);
          double residual = maps.depthSum[i] / zDepth[i] - maps.alpha[i];
          double sign = Math.clamp(residual / GeometryLoss.SOFT, -1, 1);
          d.depthSum[i] = .1f * sign / zDepth[i];
          d.alpha[i] = -.1f * sign;
        }
      }
      TrainingView view =
          new TrainingView(camera, new Image(WIDTH, HEIGHT, 3), new float[0], zDepth, normal);
      ReferenceSurfels expected = reference.backward(wide, camera, maps, d);
      try (Workers workers = Workers.of(2)) {
        for (TileRasterizer tiles :
            Stream.of(TileRasterizer.vector(workers), TileRasterizer.scalar(workers)).toList()) {
          String name = kind + " seed " + seed + " lanes " + tiles.lanes() + " " + tiles.kernels;
          compare(name, surfels, expected, tiles, view, colour, loss, DistortionLoss.NONE);
        }
      }
    }
  }

  /** Loss and gradients of the distortion alone, over all pixels. */
  @ParameterizedTest
  @EnumSource(names = {"SPARSE", "DENSE", "OPACITIES"})
  void distortionMatchesTheReference(RandomScenes.Kind kind) {
    for (int seed = 0; seed < 3; seed++) {
      Surfels surfels = RandomScenes.surfels(kind, 0, seed);
      Pinhole camera = RandomScenes.camera(seed, WIDTH, HEIGHT);
      ReferenceSurfels wide = ReferenceSurfels.of(surfels);
      ReferenceRasterizer reference = new ReferenceRasterizer();
      ReferenceMaps maps = reference.forward(wide, camera);
      ReferenceMaps d = new ReferenceMaps(WIDTH, HEIGHT, 0);
      int pixels = WIDTH * HEIGHT;
      Arrays.fill(d.distortion, 1000.0 / pixels);
      ReferenceSurfels expected = reference.backward(wide, camera, maps, d);
      double loss = Arrays.stream(maps.distortion).sum() * 1000 / pixels;
      TrainingView view =
          new TrainingView(
              camera, new Image(WIDTH, HEIGHT, 3), new float[0], new float[0], new float[0]);
      try (Workers workers = Workers.of(2)) {
        for (TileRasterizer tiles :
            List.of(TileRasterizer.vector(workers), TileRasterizer.scalar(workers))) {
          String name = kind + " seed " + seed + " lanes " + tiles.lanes() + " " + tiles.kernels;
          RowImage colour = new RowImage(WIDTH, HEIGHT, 3);
          GeometryLoss none = new GeometryLoss(0, 0);
          DistortionLoss distortion = new DistortionLoss(1000);
          double actual = compare(name, surfels, expected, tiles, view, colour, none, distortion);
          assertThat(actual).as(name).isCloseTo(loss, within(1e-3 * loss));
        }
      }
    }
  }

  private static double compare(
      String name,
      Surfels surfels,
      ReferenceSurfels expected,
      TileRasterizer tiles,
      TrainingView view,
      RowImage colour,
      GeometryLoss loss,
      DistortionLoss distortion) {
    SurfelRows rows = new SurfelRows(surfels.degree(), surfels.count());
    rows.set(surfels);
    TargetPicture target = new TargetPicture(view, tiles.kernels, false, true);
    RowImage picture = new RowImage(WIDTH, HEIGHT, 3);
    tiles.projection.project(rows, target.view, 3);
    tiles.binning.bin(tiles.projection, target.grid);
    tiles.drawing.draw(
        tiles.projection, tiles.binning, target.grid, picture, BACKGROUND, false, distortion.on());
    BackwardPass backward = new BackwardPass(tiles.kernels, tiles.workers);
    double value =
        backward.propagate(
            tiles.projection,
            tiles.binning,
            target.grid,
            tiles.drawing.maps,
            BACKGROUND,
            colour,
            target,
            loss,
            Optional.empty(),
            distortion,
            tiles.drawing.moments);
    SurfelUpdate update = new SurfelUpdate(tiles.kernels, tiles.workers);
    update.update(rows, target.view, tiles.projection, tiles.binning, backward.slots, 3, 0, false);
    // The distortion is over all pixels, those that rounding decides among them.
    double band = distortion.on() ? 3e-4 : 1e-4;
    int n = surfels.count();
    float[] g = update.gradients;
    check(name + " position", expected.positions(), 3, g, SurfelRows.POSITION, n, band);
    check(name + " rotation", expected.rotations(), 4, g, SurfelRows.ROTATION, n, band);
    check(name + " scale", expected.logScales(), 2, g, SurfelRows.LOG_SCALE, n, band);
    check(name + " opacity", expected.opacityLogits(), 1, g, SurfelRows.OPACITY_LOGIT, n, band);
    int own = 3 * surfels.coefficientsPerChannel();
    for (int i = 0; i < n; i++) {
      double[] e = expected.sphericalHarmonics();
      for (int k = 0; k < own; k++) {
        float actual =
            k < 3
                ? g[i * 16 + SurfelRows.COLOUR + k]
                : update.restGradients[i * rows.restStride + k - 3];
        assertThat(Math.abs(actual - e[own * i + k]))
            .as(name + " colour " + i + " " + k + ": " + actual + " for " + e[own * i + k])
            .isLessThanOrEqualTo(1e-3 * largest(e));
      }
    }
    return value;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double v : values) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }

  private static void check(
      String name, double[] expected, int width, float[] rows, int offset, int n, double band) {
    double largest = largest(expected);
    double error = 0;
    double norm = 0;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < width; k++) {
        double e = expected[width * i + k];
        double a = rows[16 * i + offset + k];
        error += (a - e) * (a - e);
        norm += e * e;
        assertThat(Math.abs(a - e))
            .as(name + " of surfel " + i + "[" + k + "]: " + a + " for " + e)
            .isLessThan(1e-3 * Math.abs(e) + band * largest + 1e-9);
      }
    }
    assertThat(Math.sqrt(error / (norm + 1e-18))).as(name).isLessThan(2 * band);
  }
}
