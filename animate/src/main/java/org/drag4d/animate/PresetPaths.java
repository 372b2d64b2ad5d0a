package org.drag4d.animate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.geometry.Occupancy;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Path3.Orientation;
import org.drag4d.geometry.Path3.Point;
import org.drag4d.geometry.Path3.Timing;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.task.InputException;

/**
 * Lays presets out where there is room: of many headings and sizes the largest whose whole way is
 * free floor, sideways headings first because the front view shows them best.
 */
final class PresetPaths {
  private static final double STEP = 0.05; // metres between checks of the floor
  private static final double LEAST_LENGTH = 0.3;
  private static final double[] RADII = {0.9, 0.75, 0.6, 0.5, 0.4, 0.3, 0.22, 0.15};

  private final Occupancy occupancy;
  private final Member member;
  private final Vec3 start;
  private final double footRadius;
  private final double longest; // so that the object stays large in pictures of its whole way

  PresetPaths(Occupancy occupancy, Member member) {
    this.occupancy = occupancy;
    this.member = member;
    start = member.box().bottomCentre();
    footRadius = 0.5 * Math.hypot(member.box().size().x(), member.box().size().z()) * 0.8 + 0.03;
    Vec3 size = member.box().size();
    longest = Math.max(0.8, Math.min(2.4, 3.2 * Math.max(size.x(), Math.max(size.y(), size.z()))));
  }

  /**
   * Lays out a preset.
   *
   * @throws InputException if there is no room even for a small one
   */
  Path3 lay(PathPreset preset) {
    return switch (preset) {
      case LINE -> line();
      case HOP -> hop();
      case ARC -> round(120, Orientation.TANGENT, "arc");
      case CIRCLE -> round(360, Orientation.TANGENT, "circle");
      case FIGURE8 -> figure8();
    };
  }

  private InputException noRoom(String what) {
    return new InputException(
        "--path " + what,
        "there is no free floor for it around " + member.name(),
        "Move the object to a free place, or draw a path.");
  }

  /** A straight way over free floor. */
  private record Way(double yawDegrees, double length, Orientation orientation) {}

  private Way straight(String what) {
    double rest = member.objectToWorld().rotation().yawDegrees();
    Way best = new Way(0, 0, Orientation.FIXED);
    double bestScore = 0;
    for (int i = 0; i < 16; i++) {
      double turn = i * 22.5 - 180;
      double length = Math.min(longest, freeLength(rest + turn));
      double sideways = Math.abs(Math.sin(Math.toRadians(turn)));
      double ahead = Math.cos(Math.toRadians(turn));
      double score = length * (0.6 + 0.4 * sideways + 0.1 * ahead);
      if (length >= LEAST_LENGTH && score > bestScore) {
        bestScore = score;
        boolean forward = Math.abs(turn) <= 50;
        best = new Way(rest + turn, length, forward ? Orientation.TANGENT : Orientation.FIXED);
      }
    }
    if (bestScore == 0) {
      throw noRoom(what);
    }
    return best;
  }

  private double freeLength(double yaw) {
    Vec3 direction = heading(yaw);
    double length = 0;
    while (length < longest && free(start.plus(direction.times(length + STEP)))) {
      length += STEP;
    }
    return length;
  }

  private boolean free(Vec3 foot) {
    return occupancy.freeFloor(foot.x(), foot.z(), footRadius, start.y(), member.box().size().y());
  }

  private static Vec3 heading(double yawDegrees) {
    double yaw = Math.toRadians(yawDegrees);
    return new Vec3(Math.sin(yaw), 0, Math.cos(yaw));
  }

  private Path3 line() {
    Way way = straight("line");
    Vec3 end = start.plus(heading(way.yawDegrees()).times(way.length()));
    return path(List.of(Point.at(start), Point.at(end)), Timing.ARC_LENGTH, way.orientation());
  }

  /** Jumps: each goes forward evenly and up and down as a throw does, 4 h u (1 - u). */
  private Path3 hop() {
    Way way = straight("hop");
    int hops = Math.max(2, Math.min(5, (int) Math.round(way.length() / 0.5)));
    double stride = way.length() / hops;
    double height = Math.min(0.5 * stride, 0.45 * member.box().size().y());
    int samples = 10;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= hops * samples; i++) {
      double u = i % samples / (double) samples;
      Vec3 at =
          start
              .plus(heading(way.yawDegrees()).times(stride * i / samples))
              .plus(new Vec3(0, 4 * height * u * (1 - u), 0));
      points.add(
          new Point(
              i == 0 ? start : at,
              OptionalDouble.of((double) i / (hops * samples)),
              0,
              Optional.empty()));
    }
    return path(points, Timing.KEYS, way.orientation());
  }

  /** An arc that leaves along a heading; the object's own heading first, then others. */
  private Path3 round(double degrees, Orientation orientation, String what) {
    double rest = member.objectToWorld().rotation().yawDegrees();
    for (double radius : radii(degrees < 360 ? longest / 2 : longest / 3)) {
      for (double turn : new double[] {0, 45, -45, 90, -90, 135, -135, 180}) {
        for (int side : new int[] {1, -1}) {
          List<Vec3> points = circle(rest + turn, radius, side, degrees);
          if (points.stream().allMatch(this::free)) {
            return path(points.stream().map(Point::at).toList(), Timing.ARC_LENGTH, orientation);
          }
        }
      }
    }
    throw noRoom(what);
  }

  /** Longer ways get smaller circles: all presets are walked in the same few seconds. */
  private static double[] radii(double largest) {
    return Arrays.stream(RADII).filter(r -> r <= largest).toArray();
  }

  private List<Vec3> circle(double yaw, double radius, int side, double degrees) {
    Vec3 toCentre = heading(yaw + side * 90);
    Vec3 centre = start.plus(toCentre.times(radius));
    int steps = Math.max(8, (int) (degrees / 15));
    List<Vec3> points = new ArrayList<>();
    points.add(start);
    for (int i = 1; i <= steps; i++) {
      double turned = yaw - side * 90 + side * degrees * i / steps;
      points.add(i == steps && degrees == 360 ? start : centre.plus(heading(turned).times(radius)));
    }
    return points;
  }

  private Path3 figure8() {
    double rest = member.objectToWorld().rotation().yawDegrees();
    for (double radius : radii(longest / 4.5)) {
      for (double turn : new double[] {0, 45, -45, 90}) {
        List<Vec3> points = new ArrayList<>(circle(rest + turn, radius, 1, 360));
        points.removeLast();
        points.addAll(circle(rest + turn, radius, -1, 360));
        if (points.stream().allMatch(this::free)) {
          return path(
              points.stream().map(Point::at).toList(), Timing.ARC_LENGTH, Orientation.TANGENT);
        }
      }
    }
    throw noRoom("figure8");
  }

  private Path3 path(List<Point> points, Timing timing, Orientation orientation) {
    return new Path3(
        Optional.of(member.name()), points, timing, orientation, OptionalDouble.empty());
  }
}
