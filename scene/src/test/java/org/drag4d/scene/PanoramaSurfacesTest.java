package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.junit.jupiter.api.Test;

/** Surfels begin where there is something to see. */
class PanoramaSurfacesTest {
  private static final int W = 256;
  private static final int H = 128;
  private static final int BAR = 70;
  private static final SceneSettings SETTINGS = Quality.TINY.sceneSettings(0);

  /** A sphere of 3 m: grey on the left, faint noise on the right, and a bar of one pixel at 1 m. */
  private static PanoramaScene sphere() {
    var random = new Random(4);
    float[] colour = new float[3 * W * H];
    float[] metres = new float[W * H];
    Arrays.fill(metres, 3);
    for (int at = 0; at < W * H; at++) {
      for (int c = 0; c < 3; c++) {
        colour[3 * at + c] = at % W < W / 2 ? 0.5f : 0.4f + 0.2f * random.nextFloat();
      }
      if (at % W == BAR && Math.abs(at / W - H / 2) < 20) {
        metres[at] = 1;
      }
    }
    return new PanoramaScene(
        Equirectangular.at("sphere", W, new Vec3(0, 1.5, 0)),
        new Image(W, H, 3, colour),
        new DepthMap(W, H, metres, DepthMap.Measure.RADIAL_DISTANCE),
        new float[0],
        Optional.empty(),
        "test",
        List.of());
  }

  private static PointCloud chosen(PanoramaScene panorama, List<Pinhole> views, int wanted) {
    PointCollector points = new PointCollector();
    new PanoramaSurfaces(panorama, views, SETTINGS).choose(wanted, points);
    return points.toCloud();
  }

  @Test
  void detailGetsMoreAndWhatIsThinIsThere() {
    PanoramaScene sphere = sphere();
    PointCloud points = chosen(sphere, List.of(), 4000);
    assertThat(points.count()).isBetween(3900, 4000);
    int grey = 0;
    int noise = 0;
    int bar = 0;
    for (int i = 0; i < points.count(); i++) {
      Vec3 p = at(points, i);
      double distance = p.distance(sphere.camera().centre());
      double column = sphere.camera().project(p).x();
      if (distance < 2) {
        bar++;
        assertThat(column).isCloseTo(BAR + 0.5, within(0.01));
        assertThat((double) points.spacings()[i]).isLessThan(0.2); // jut out a little at most
      } else if (column < W / 2.0) {
        grey++;
      } else {
        noise++;
      }
    }
    assertThat(bar).isGreaterThan(8); // of 39 pixels
    assertThat(noise).isGreaterThan(3 * grey);
    assertThat(grey).isGreaterThan(100);
  }

  /** Spacings are sides of squares, so that their squares add up to the sphere. */
  @Test
  void spacingsAddUpToTheSurface() {
    PointCloud points = chosen(sphere(), List.of(), 3000);
    double area = 0;
    for (float spacing : points.spacings()) {
      area += spacing * (double) spacing;
    }
    assertThat(area).isCloseTo(4 * Math.PI * 9, within(0.12 * 4 * Math.PI * 9));
  }

  @Test
  void whereViewsComeCloserThereAreMore() {
    Vec3 centre = new Vec3(0, 1.5, 0);
    Vec3 wall = new Vec3(0, 1.5, 3); // grey, at the seam
    Pinhole close =
        Pinhole.ofVerticalFov(
            "close", 64, 64, 60, Pose.lookingAt(centre.plus(wall.minus(centre).times(0.5)), wall));
    int without = near(chosen(sphere(), List.of(), 2000), wall);
    int with = near(chosen(sphere(), List.of(close), 2000), wall);
    assertThat(with).isGreaterThan(without * 3 / 2);
  }

  private static int near(PointCloud points, Vec3 where) {
    int near = 0;
    for (int i = 0; i < points.count(); i++) {
      near += at(points, i).distance(where) < 0.6 ? 1 : 0;
    }
    return near;
  }

  private static Vec3 at(PointCloud points, int i) {
    float[] p = points.positions();
    return new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
  }
}
