package org.drag4d.splat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Quaternion;
import org.drag4d.splat.raster.SphericalHarmonics;
import org.junit.jupiter.api.Test;

class ReferenceRasterizerTest {
  private static final Offset<Double> PRINTED = within(1.5e-9);
  private static final ReferenceRasterizer RASTERIZER = new ReferenceRasterizer(.2, .5, .7);

  private final ReferenceSurfels surfels = GoldenScene.surfels();
  private final Pinhole camera = GoldenScene.camera();
  private final ReferenceMaps maps = RASTERIZER.forward(surfels, camera);

  @Test
  void pixelsOfTheGoldenScene() {
    pixel(
        8,
        6,
        new double[] {.272801912, .484589770, .667486401},
        new double[] {-.140525751, -.027416931, -.243007885},
        new double[] {1.056144114, .378134796, 4.852773572e-5, 4.097655269},
        new double[] {.157412037, .139234689});
    pixel(
        6,
        8,
        new double[] {.222244039, .512719749, .663951091},
        new double[] {-.000078962, -.066706058, -.040050643},
        new double[] {.286662453, .093889232, 1.622515689e-6, 3.203204105},
        new double[] {-.039003585, .014331950});
    pixel(
        12,
        11,
        new double[] {.233964234, .533964234, .676579019},
        new double[] {-.171240089, -.201800185, -.193531379},
        new double[] {.916296726, .392358612, 1.318115993e-6, 2.427257572},
        new double[] {-.052113588, .211994186});
  }

  private void pixel(int x, int y, double[] colour, double[] normal, double[] single, double[] f) {
    int at = 16 * y + x;
    for (int c = 0; c < 3; c++) {
      assertThat(maps.colour[3 * at + c]).isCloseTo(colour[c], PRINTED);
      assertThat(maps.normal[3 * at + c]).isCloseTo(normal[c], PRINTED);
    }
    assertThat(maps.depthSum[at]).isCloseTo(single[0], PRINTED);
    assertThat(maps.alpha[at]).isCloseTo(single[1], PRINTED);
    assertThat(maps.distortion[at]).isCloseTo(single[2], within(1e-14));
    assertThat(maps.medianDepth[at]).isCloseTo(single[3], PRINTED);
    assertThat(maps.features[2 * at]).isCloseTo(f[0], PRINTED);
    assertThat(maps.features[2 * at + 1]).isCloseTo(f[1], PRINTED);
  }

  @Test
  void sumsAndLossOfTheGoldenScene() {
    double[] colour = {64.938113592, 126.570808607, 166.648676888};
    double[] normal = {-5.506185789, -6.310659373, -28.258483183};
    for (int c = 0; c < 3; c++) {
      assertThat(sum(maps.colour, 3, c)).isCloseTo(colour[c], PRINTED);
      assertThat(sum(maps.normal, 3, c)).isCloseTo(normal[c], PRINTED);
    }
    assertThat(sum(maps.depthSum, 1, 0)).isCloseTo(111.725243914, PRINTED);
    assertThat(sum(maps.alpha, 1, 0)).isCloseTo(45.866565134, PRINTED);
    assertThat(sum(maps.distortion, 1, 0)).isCloseTo(.003449860260, within(1e-12));
    assertThat(sum(maps.medianDepth, 1, 0)).isCloseTo(456.101277510, PRINTED);
    assertThat(sum(maps.features, 2, 0)).isCloseTo(13.486021019, PRINTED);
    assertThat(sum(maps.features, 2, 1)).isCloseTo(6.347330862, PRINTED);
    assertThat(GoldenScene.loss(maps, GoldenScene.weights())).isCloseTo(-10.308622625, PRINTED);
  }

  private static double sum(double[] values, int stride, int offset) {
    double sum = 0;
    for (int i = offset; i < values.length; i += stride) {
      sum += values[i];
    }
    return sum;
  }

  @Test
  void gradientsOfTheGoldenScene() {
    ReferenceSurfels g = RASTERIZER.backward(surfels, camera, maps, GoldenScene.weights());
    close(
        g.positions(),
        -3.255039,
        -3.207571,
        -.023016,
        -.032005,
        -4.492468,
        .504555,
        3.240473,
        -24.116917,
        -4.246675,
        -4.034866,
        -9.086437,
        .572915);
    close(
        g.rotations(),
        1.669934,
        -3.889171,
        4.155518,
        5.215493,
        -4.392271,
        -5.682313,
        10.960392,
        .027047,
        26.093346,
        41.103931,
        -35.036866,
        28.951550,
        -.108827,
        .691424,
        -.654943,
        -.323885);
    close(g.logScales(), 2.971550, 1.631317, 1.796849, .191612, -1.713759, 2.671979, 0, 0);
    close(g.opacityLogits(), -.676376, -.327705, -.793458, -.045478);
    double[] colour = DoubleStream.of(g.sphericalHarmonics()).map(d -> d / Surfels.C0).toArray();
    close(
        colour, -.096978, -.371380, .471958, .394687, -.142915, -.250386, .857855, -1.003007,
        .154873, -.632496, .640828, -.014543);
    close(
        g.features(), .042946, -.448669, .360729, -.032820, 1.008168, -.849283, -.711376, .515290);
  }

  private static void close(double[] actual, double... expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).as("entry " + i).isCloseTo(expected[i], within(6e-7));
    }
  }

  @Test
  void gradientsMatchFiniteDifferencesWithFullSphericalHarmonics() {
    SplittableRandom random = new SplittableRandom(7);
    ReferenceSurfels golden = GoldenScene.surfels();
    double[] coefficients = random.doubles(4 * 48, -.15, .15).toArray();
    ReferenceSurfels s =
        new ReferenceSurfels(
            3,
            2,
            golden.positions(),
            golden.rotations(),
            golden.logScales(),
            golden.opacityLogits(),
            coefficients,
            golden.features());
    ReferenceMaps weights = GoldenScene.weights();
    ReferenceSurfels g = RASTERIZER.backward(s, camera, RASTERIZER.forward(s, camera), weights);
    differences(s, weights, s.positions(), g.positions());
    differences(s, weights, s.rotations(), g.rotations());
    differences(s, weights, s.logScales(), g.logScales());
    differences(s, weights, s.opacityLogits(), g.opacityLogits());
    differences(s, weights, s.sphericalHarmonics(), g.sphericalHarmonics());
    differences(s, weights, s.features(), g.features());
  }

  private void differences(
      ReferenceSurfels s, ReferenceMaps weights, double[] parameters, double[] gradients) {
    double largest = DoubleStream.of(gradients).map(Math::abs).max().orElse(0);
    for (int i = 0; i < parameters.length; i++) {
      double h = 1e-6;
      double value = parameters[i];
      parameters[i] = value + h;
      double above = GoldenScene.loss(RASTERIZER.forward(s, camera), weights);
      parameters[i] = value - h;
      double below = GoldenScene.loss(RASTERIZER.forward(s, camera), weights);
      parameters[i] = value;
      assertThat((above - below) / (2 * h))
          .as("entry " + i)
          .isCloseTo(gradients[i], within(1e-5 * Math.max(1, largest)));
    }
  }

  @Test
  void sphericalHarmonicsBasis() {
    double[] expected = {
      .2820948, -.2611690, .3917535, -.1305845, .1560783, -.4682350, .2928636, -.2341175,
      -.1170588, .0225280, .3310922, -.5409528, .0641157, -.2704764, -.2483191, .1239038
    };
    double norm = Math.sqrt(14);
    double[] basis = new double[16];
    SphericalHarmonics.basis(3, 1 / norm, 2 / norm, 3 / norm, basis);
    for (int k = 0; k < 16; k++) {
      assertThat(basis[k]).isCloseTo(expected[k], within(6e-8));
    }
  }

  @Test
  void rotationMatrix() {
    Quaternion q = new Quaternion(.9, .2, -.3, .1);
    close(
        new double[] {
          q.xAxis().x(), q.yAxis().x(), q.zAxis().x(), q.xAxis().y(), q.yAxis().y(), q.zAxis().y()
        },
        .789473684,
        -.315789474,
        -.526315789,
        .063157895,
        .894736842,
        -.442105263);
  }

  @Test
  void nothingAndBrokenSurfelsShowTheBackground() {
    ReferenceSurfels broken = GoldenScene.surfels();
    broken.positions()[0] = Double.NaN;
    broken.logScales()[2] = Double.POSITIVE_INFINITY;
    broken.opacityLogits()[2] = Double.NEGATIVE_INFINITY;
    broken.sphericalHarmonics()[9] = Double.NaN;
    ReferenceMaps view = RASTERIZER.forward(broken, camera);
    assertThat(view.alpha).containsOnly(0);
    for (int i = 0; i < view.colour.length; i++) {
      assertThat(view.colour[i]).isEqualTo(GoldenScene.BACKGROUND[i % 3]);
    }
  }
}
