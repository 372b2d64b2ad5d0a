package org.drag4d.splat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fast rasterizers against the reference. */
class TileRasterizerTest {
  /** Pixels this close to a threshold, relatively, are not compared. */
  private static final double BAND = 1e-4;

  @ParameterizedTest
  @EnumSource
  void mapsMatchTheReference(RandomScenes.Kind kind) {
    long seen = 0;
    long excluded = 0;
    for (long seed = 0; seed < 4; seed++) {
      Surfels surfels = RandomScenes.surfels(kind, (int) seed, seed);
      Camera camera =
          seed < 3
              ? RandomScenes.camera(seed, 75, 50)
              : new Equirectangular(
                  "panorama", 96, 48, new Pose(new Quaternion(1, .3, .2, .4), new Vec3(0, .1, .3)));
      ReferenceSurfels wide = ReferenceSurfels.of(surfels);
      ReferenceRasterizer reference = new ReferenceRasterizer();
      RenderedView expected = reference.forward(wide, camera).toView();
      boolean[] uncertain = reference.uncertain(wide, camera, BAND);
      try (Workers workers = Workers.of(2)) {
        for (Rasterizer fast : fast(workers).toList()) {
          RenderedView view = fast.render(surfels, camera);
          for (int i = 0; i < view.alpha().length; i++) {
            seen++;
            if (uncertain[i]) {
              excluded++;
            } else {
              compare(kind + " seed " + seed + " " + fast.getClass(), expected, view, i);
            }
          }
        }
      }
    }
    assertThat(excluded).isLessThan(seen / 20);
  }

  private static Stream<Rasterizer> fast(Workers workers) {
    return Stream.of(new VectorRasterizer(workers), new ScalarRasterizer(workers));
  }

  private static void compare(String name, RenderedView expected, RenderedView actual, int i) {
    String at = name + " pixel " + i % expected.width() + " " + i / expected.width();
    near(at + " alpha", expected.alpha()[i], actual.alpha()[i], 1e-4);
    for (int c = 0; c < 3; c++) {
      near(at + " colour", expected.colour()[3 * i + c], actual.colour()[3 * i + c], 1e-4);
      near(at + " normal", expected.normal()[3 * i + c], actual.normal()[3 * i + c], 1e-4);
    }
    double depth = Math.abs(expected.depth()[i]);
    if (expected.alpha()[i] > .01 && depth < 100) {
      near(at + " depth", expected.depth()[i], actual.depth()[i], 1e-4 + 3e-4 * depth);
    }
    if (Math.abs(expected.medianDepth()[i]) < 100) {
      near(
          at + " median",
          expected.medianDepth()[i],
          actual.medianDepth()[i],
          1e-4 + 1e-3 * Math.abs(expected.medianDepth()[i]));
    }
  }

  private static void near(String what, float expected, float actual, double tolerance) {
    if (!(Math.abs(expected - actual) <= tolerance)) {
      assertThat(actual).as(what).isEqualTo(expected);
    }
  }
}
