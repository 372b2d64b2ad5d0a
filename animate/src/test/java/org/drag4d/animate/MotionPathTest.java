package org.drag4d.animate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Path3.Orientation;
import org.drag4d.geometry.Path3.Point;
import org.drag4d.geometry.Path3.Timing;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;

class MotionPathTest {
  private static final List<Vec3> BEND =
      List.of(new Vec3(0, 0, 0), new Vec3(1, 0, 0.2), new Vec3(1.3, 0.5, 1), new Vec3(3, 0, 1));

  @Property(tries = 100)
  void startsExactlyAtTheFirstPointAndEndsAtTheLast(
      @ForAll @Size(min = 6, max = 30) List<@DoubleRange(min = -3, max = 3) Double> numbers) {
    List<Vec3> points =
        IntStream.range(0, numbers.size() / 3)
            .mapToObj(
                i -> new Vec3(numbers.get(3 * i), numbers.get(3 * i + 1), numbers.get(3 * i + 2)))
            .toList();
    MotionPath path = new MotionPath("test", Path3.through(points), 3);
    assertThat(path.position(0)).isEqualTo(points.getFirst());
    assertThat(path.position(3).distance(points.getLast())).isLessThan(1e-9);
    for (int k = 0; k <= 30; k++) {
      assertThat(path.position(k * 0.1).isFinite()).isTrue();
    }
  }

  @Test
  void equalTimesAreEqualDistances() {
    MotionPath path = new MotionPath("test", Path3.through(BEND), 2);
    double sum = 0;
    for (int k = 1; k <= 1000; k++) {
      double step = path.position(k * 0.002).distance(path.position((k - 1) * 0.002));
      assertThat(step).isCloseTo(path.length() / 1000, within(path.length() * 2e-5));
      sum += step;
    }
    assertThat(sum).isCloseTo(path.length(), within(1e-3));
  }

  @Test
  void passesThroughItsPointsAndTwoPointsAreStraight() {
    MotionPath path = new MotionPath("test", Path3.through(BEND), 1);
    for (Vec3 point : BEND) {
      double nearest = 1e9;
      for (int k = 0; k <= 5000; k++) {
        nearest = Math.min(nearest, path.position(k / 5000.0).distance(point));
      }
      assertThat(nearest).isLessThan(1e-3);
    }
    MotionPath line =
        new MotionPath("test", Path3.through(List.of(Vec3.ZERO, new Vec3(4, 0, 0))), 1);
    assertThat(line.position(0.25).distance(new Vec3(1, 0, 0))).isLessThan(1e-9);
  }

  /** Centripetal knots: with points on a parabola of speed, values by hand from the recursion. */
  @Test
  void curveIsTheCentripetalOne() {
    // Points 0, 1, 5 on a line: knots 0, 1, 3 (square roots of 1 and 4), mirrored: -1, -1 … 9, 5.
    List<Vec3> points = List.of(Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(5, 0, 0));
    MotionPath path = new MotionPath("test", keys(points, 0, 0.5, 1), 1);
    // On a line the curve still passes 0 → 1 → 5 monotonically and without overshoot.
    double before = -1;
    for (int k = 0; k <= 100; k++) {
      double x = path.position(k / 100.0).x();
      assertThat(x).isGreaterThan(before);
      before = x;
    }
    assertThat(before).isCloseTo(5, within(1e-9));
    assertThat(path.length()).isCloseTo(5, within(1e-6));
  }

  private static Path3 keys(List<Vec3> positions, double... times) {
    List<Point> points =
        IntStream.range(0, positions.size())
            .mapToObj(
                i -> new Point(positions.get(i), OptionalDouble.of(times[i]), 0, Optional.empty()))
            .toList();
    return new Path3(
        Optional.empty(), points, Timing.KEYS, Orientation.FIXED, OptionalDouble.empty());
  }

  @Test
  void keysSayWhen() {
    MotionPath path = new MotionPath("test", keys(BEND, 0.1, 0.2, 0.7, 0.9), 10);
    assertThat(path.position(0.5)).isEqualTo(BEND.get(0));
    assertThat(path.position(2).distance(BEND.get(1))).isLessThan(1e-9);
    assertThat(path.position(7).distance(BEND.get(2))).isLessThan(1e-9);
    assertThat(path.position(9.9).distance(BEND.get(3))).isLessThan(1e-9);
  }

  @Test
  void restsStopTheClock() {
    List<Point> points =
        List.of(
            new Point(Vec3.ZERO, OptionalDouble.empty(), 1, Optional.empty()),
            new Point(new Vec3(2, 0, 0), OptionalDouble.empty(), 0.5, Optional.empty()),
            Point.at(new Vec3(4, 0, 0)));
    Path3 path =
        new Path3(
            Optional.empty(), points, Timing.ARC_LENGTH, Orientation.FIXED, OptionalDouble.empty());
    MotionPath motion = new MotionPath("test", path, 3.5);
    assertThat(motion.position(0.99)).isEqualTo(Vec3.ZERO);
    assertThat(motion.position(2).x()).isCloseTo(2, within(1e-9));
    assertThat(motion.position(2.5).x()).isCloseTo(2, within(1e-9));
    assertThat(motion.position(3).x()).isCloseTo(3, within(1e-6));
    assertThatThrownBy(() -> new MotionPath("hop.json", path, 1.5))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hop.json")
        .hasMessageContaining("1.5 s");
  }

  @Test
  void frontFollowsThePathOrTheKeys() {
    List<Point> points =
        List.of(Point.at(Vec3.ZERO), Point.at(new Vec3(0, 1, 0.001)), Point.at(new Vec3(3, 1, 0)));
    Path3 tangent =
        new Path3(
            Optional.empty(),
            points,
            Timing.ARC_LENGTH,
            Orientation.TANGENT,
            OptionalDouble.empty());
    MotionPath motion = new MotionPath("test", tangent, 1);
    Vec3 front = motion.pose(0.95, Quaternion.about(Vec3.UP, 30)).rotation().zAxis();
    assertThat(front.x()).isGreaterThan(0.95);
    assertThat(front.y()).isCloseTo(0, within(1e-9)); // yaw only
    List<Point> turns =
        List.of(
            new Point(
                Vec3.ZERO, OptionalDouble.empty(), 0, Optional.of(Quaternion.about(Vec3.UP, 0))),
            new Point(
                new Vec3(1, 0, 0),
                OptionalDouble.empty(),
                0,
                Optional.of(Quaternion.about(Vec3.UP, 90))));
    Path3 keyed =
        new Path3(
            Optional.empty(), turns, Timing.ARC_LENGTH, Orientation.KEYED, OptionalDouble.empty());
    assertThat(
            new MotionPath("test", keyed, 1).pose(0.5, Quaternion.IDENTITY).rotation().yawDegrees())
        .isCloseTo(45, within(1e-6));
  }

  @Test
  void standingStillIsAllowed() {
    MotionPath path = new MotionPath("test", Path3.through(List.of(Vec3.UP, Vec3.UP)), 1);
    assertThat(path.position(0.5)).isEqualTo(Vec3.UP);
    assertThat(path.pose(0.5, Quaternion.IDENTITY).rotation()).isEqualTo(Quaternion.IDENTITY);
  }
}
