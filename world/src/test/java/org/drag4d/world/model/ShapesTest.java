package org.drag4d.world.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Shapes that enclose a volume are closed, face outwards and hold the volume they should. */
class ShapesTest {
  @Property(tries = 60)
  void boxesAreClosedAndHoldTheirVolume(
      @ForAll @DoubleRange(min = 0.05, max = 3) double width,
      @ForAll @DoubleRange(min = 0.05, max = 3) double height,
      @ForAll @DoubleRange(min = 0.05, max = 3) double depth) {
    Solid box = Boxes.bevelled(width, height, depth, 0.005);
    closed(box);
    Soundness.check(box, "box");
    assertThat(box.triangleCount()).isEqualTo(44);
    // Twelve edges lose a prism of half a square bevel each; corners are a matter of b³.
    double lost = 4 * (width + height + depth) * 0.5 * 0.005 * 0.005;
    assertThat(volume(box)).isCloseTo(width * height * depth - lost, within(2e-6));
  }

  @Property(tries = 40)
  void turnedCylindersAreClosedAndRound(
      @ForAll @DoubleRange(min = 0.02, max = 1) double radius,
      @ForAll @DoubleRange(min = 0.05, max = 2) double height,
      @ForAll @IntRange(min = 48, max = 96) int sides) {
    Solid cylinder = Lathe.turn(Profile.from(0, 0).to(radius, 0, radius, height, 0, height), sides);
    closed(cylinder);
    Soundness.check(cylinder, "cylinder");
    double circle = Math.PI * radius * radius;
    assertThat(volume(cylinder)).isBetween(0.99 * circle * height, circle * height);
  }

  @Property(tries = 40)
  void tubesAreClosedAndFollowTheirCurve(
      @ForAll @DoubleRange(min = -1, max = 1) double x,
      @ForAll @DoubleRange(min = 0.3, max = 1) double y,
      @ForAll @DoubleRange(min = -1, max = 1) double z) {
    List<Vec3> curve = Curves.through(0, 0, 0, x, y, z, 2 * x, 2 * y, 0.5 * z);
    Solid tube = Sweep.tube(curve, 0.02, 24);
    closed(tube);
    Soundness.check(tube, "tube");
    double length = 0;
    for (int i = 1; i < curve.size(); i++) {
      length += curve.get(i).distance(curve.get(i - 1));
    }
    assertThat(volume(tube) / (Math.PI * 0.02 * 0.02 * length)).isBetween(0.94, 1.01);
  }

  @Property(tries = 40)
  void platesOfAnyOutlineAreClosed(
      @ForAll @IntRange(min = 3, max = 14) int points,
      @ForAll @DoubleRange(min = 0.45, max = 1) double notch) {
    // A star: every other corner drawn in.
    Profile outline = Profile.from(1, 0);
    for (int i = 1; i < 2 * points; i++) {
      double a = Math.PI * i / points;
      double r = i % 2 == 0 ? 1 : notch;
      outline = outline.to(r * Math.cos(a), r * Math.sin(a));
    }
    Solid plate = Plate.cut(outline, 0.03, 0);
    closed(plate);
    Soundness.check(plate, "plate");
    double area = points * notch * Math.sin(Math.PI / points);
    assertThat(volume(plate)).isCloseTo(0.03 * area, within(1e-5));
    closed(Plate.cut(outline, 0.03, 0.004));
  }

  @Property(tries = 30)
  void cushionsAreClosedAndLieBetweenEllipsoidAndBox(
      @ForAll @DoubleRange(min = 2, max = 10) double power) {
    Solid cushion = Cushion.superellipsoid(0.6, 0.2, 0.5, power, 14);
    closed(cushion);
    Soundness.check(cushion, "cushion");
    double box = 0.6 * 0.2 * 0.5;
    assertThat(volume(cushion)).isBetween(0.97 * Math.PI / 6 * box, box);
  }

  @Property(tries = 30)
  void mouldingsAreClosedAndMitresAddWhatTheyShould(
      @ForAll @DoubleRange(min = 0.3, max = 3) double length,
      @ForAll @IntRange(min = -1, max = 1) int mitre) {
    Profile section = Profile.from(0, 0).to(0.04, 0, 0.04, 0.05, 0, 0.05);
    Solid moulding = Plate.moulding(section, length, mitre, mitre);
    closed(moulding);
    Soundness.check(moulding, "moulding");
    // A mitre lengthens the bar by its slope times the middle of the section, at both ends.
    assertThat(volume(moulding)).isCloseTo(0.04 * 0.05 * (length + 2 * mitre * 0.02), within(1e-7));
  }

  /** Every edge belongs to two triangles that run along it in opposite directions. */
  private static void closed(Solid solid) {
    Map<String, Integer> edges = new HashMap<>();
    int[] t = solid.triangles();
    for (int i = 0; i < t.length; i += 3) {
      for (int k = 0; k < 3; k++) {
        String a = key(solid.positions(), t[i + k]);
        String b = key(solid.positions(), t[i + (k + 1) % 3]);
        edges.merge(
            a.compareTo(b) < 0 ? a + "|" + b : b + "|" + a,
            a.compareTo(b) < 0 ? 1 : -1,
            Integer::sum);
      }
    }
    assertThat(edges.values()).allMatch(balance -> balance == 0);
  }

  private static String key(float[] p, int vertex) {
    return Math.round(p[3 * vertex] * 1e5)
        + ","
        + Math.round(p[3 * vertex + 1] * 1e5)
        + ","
        + Math.round(p[3 * vertex + 2] * 1e5);
  }

  private static double volume(Solid solid) {
    double sum = 0;
    float[] p = solid.positions();
    int[] t = solid.triangles();
    for (int i = 0; i < t.length; i += 3) {
      sum += at(p, t[i]).dot(at(p, t[i + 1]).cross(at(p, t[i + 2]))) / 6;
    }
    return sum;
  }

  private static Vec3 at(float[] p, int vertex) {
    return new Vec3(p[3 * vertex], p[3 * vertex + 1], p[3 * vertex + 2]);
  }
}
