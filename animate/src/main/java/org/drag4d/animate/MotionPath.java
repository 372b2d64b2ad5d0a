package org.drag4d.animate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;

/**
 * A path as a motion (motion-video 5.2): a centripetal Catmull-Rom curve through the points, end
 * points mirrored, walked at constant speed or by the points' own times, with rests where points
 * ask for them.
 *
 * <p>Between points the curve is that of Barry and Goldman's recursion with knots √|P_{i+1} - P_i|
 * apart, which has no loops within a segment.
 */
final class MotionPath {
  private static final int SAMPLES = 64; // a segment, for arc length

  private final String where;
  private final Path3 path;
  private final List<Vec3> points = new ArrayList<>();
  private final List<Path3.Point> keys = new ArrayList<>();
  private final double[] arc; // length up to each sample
  private final double[] clock; // seconds, increasing
  private final double[] walked; // arc length at those seconds

  /**
   * Lays a path out in time.
   *
   * @param where the file or field, for messages
   * @param seconds how long the whole motion takes
   * @throws InputException if rests leave no time to move
   */
  MotionPath(String where, Path3 path, double seconds) {
    this.where = where;
    this.path = path;
    List<Double> holds = new ArrayList<>();
    for (Path3.Point point : path.points()) {
      if (!points.isEmpty() && points.getLast().distance(point.position()) < 1e-9) {
        holds.set(holds.size() - 1, holds.getLast() + point.holdSeconds());
        continue; // the same place again adds a rest, not a segment
      }
      points.add(point.position());
      keys.add(point);
      holds.add(point.holdSeconds());
    }
    arc = arcLengths();
    double[][] timeline =
        path.timing() == Path3.Timing.KEYS ? byKeys(holds, seconds) : byArcLength(holds, seconds);
    clock = timeline[0];
    walked = timeline[1];
  }

  private double[] arcLengths() {
    double[] lengths = new double[(points.size() - 1) * SAMPLES + 1];
    Vec3 before = points.getFirst();
    for (int i = 1; i < lengths.length; i++) {
      Vec3 next = curve((i - 1) / SAMPLES, ((i - 1) % SAMPLES + 1) / (double) SAMPLES);
      lengths[i] = lengths[i - 1] + before.distance(next);
      before = next;
    }
    return lengths;
  }

  private double[][] byArcLength(List<Double> holds, double seconds) {
    double resting = holds.stream().mapToDouble(h -> h).sum();
    if (resting > 0 && resting >= seconds - 1e-9 && points.size() > 1) {
      throw new InputException(
          where,
          "its rests take " + resting + " s of " + seconds + " s, which leaves no time to move",
          "Shorten \"hold\", or make the video longer with \"seconds\" or --frames.");
    }
    double length = arc[arc.length - 1];
    int n = points.size();
    double[] times = new double[2 * n];
    double[] lengths = new double[2 * n];
    double rested = 0;
    for (int i = 0; i < n; i++) {
      double s = arc[i * SAMPLES];
      times[2 * i] = rested + (length == 0 ? 0 : s / length) * (seconds - resting);
      rested += holds.get(i);
      times[2 * i + 1] = times[2 * i] + holds.get(i);
      lengths[2 * i] = lengths[2 * i + 1] = s;
    }
    return new double[][] {times, lengths};
  }

  private double[][] byKeys(List<Double> holds, double seconds) {
    int n = points.size();
    double[] times = new double[2 * n];
    double[] lengths = new double[2 * n];
    for (int i = 0; i < n; i++) {
      times[2 * i] = keys.get(i).t().orElse(0) * seconds;
      times[2 * i + 1] = times[2 * i] + holds.get(i);
      lengths[2 * i] = lengths[2 * i + 1] = arc[i * SAMPLES];
      if (i > 0 && times[2 * i - 1] > times[2 * i]) {
        throw new InputException(
            where + ", points[" + (i - 1) + "].hold",
            "the rest lasts past the time of the next point");
      }
    }
    return new double[][] {times, lengths};
  }

  /** Returns the length of the path in metres. */
  double length() {
    return arc[arc.length - 1];
  }

  /** Returns where the object is after so many seconds. */
  Vec3 position(double seconds) {
    return at(walkedAt(seconds));
  }

  /**
   * Returns the pose after so many seconds.
   *
   * @param rest the object's rotation at rest
   */
  Pose pose(double seconds, Quaternion rest) {
    double s = walkedAt(seconds);
    Quaternion rotation =
        switch (path.orientation()) {
          case FIXED -> rest;
          case KEYED -> keyed(s);
          case TANGENT -> along(s, rest);
        };
    return new Pose(rotation, at(s));
  }

  private double walkedAt(double seconds) {
    if (seconds <= clock[0]) {
      return walked[0];
    }
    for (int i = 1; i < clock.length; i++) {
      if (seconds < clock[i]) {
        double f = (seconds - clock[i - 1]) / (clock[i] - clock[i - 1]);
        return walked[i - 1] + f * (walked[i] - walked[i - 1]);
      }
    }
    return walked[walked.length - 1];
  }

  /** Finds the place of an arc length on the curve: segment, plus its own parameter in [0, 1). */
  private double parameter(double s) {
    int found = Arrays.binarySearch(arc, s);
    if (found >= 0) {
      return found / (double) SAMPLES;
    }
    int above = Math.min(-found - 1, arc.length - 1);
    if (above == 0) {
      return 0;
    }
    double step = arc[above] - arc[above - 1];
    double f = step > 0 ? Math.min(1, (s - arc[above - 1]) / step) : 0;
    return (above - 1 + f) / SAMPLES;
  }

  private Vec3 at(double s) {
    double u = parameter(s);
    int segment = (int) u;
    return u == segment ? points.get(segment) : curve(segment, u - segment);
  }

  private Vec3 curve(int segment, double u) {
    if (points.size() == 2) {
      return points.get(0).lerp(points.get(1), u);
    }
    Vec3 p1 = points.get(segment);
    Vec3 p2 = points.get(segment + 1);
    Vec3 p0 = segment > 0 ? points.get(segment - 1) : p1.times(2).minus(p2);
    Vec3 p3 = segment + 2 < points.size() ? points.get(segment + 2) : p2.times(2).minus(p1);
    double t1 = Math.sqrt(p0.distance(p1));
    double t2 = t1 + Math.sqrt(p1.distance(p2));
    double t3 = t2 + Math.sqrt(p2.distance(p3));
    double t = t1 + u * (t2 - t1);
    Vec3 a1 = p0.lerp(p1, t / t1);
    Vec3 a2 = p1.lerp(p2, (t - t1) / (t2 - t1));
    Vec3 a3 = p2.lerp(p3, (t - t2) / (t3 - t2));
    Vec3 b1 = a1.lerp(a2, t / t2);
    Vec3 b2 = a2.lerp(a3, (t - t1) / (t3 - t1));
    return b1.lerp(b2, (t - t1) / (t2 - t1));
  }

  private Quaternion keyed(double s) {
    double u = Math.min(parameter(s), keys.size() - 1);
    int segment = Math.min((int) u, Math.max(0, keys.size() - 2));
    Quaternion from = keys.get(segment).rotation().orElse(Quaternion.IDENTITY);
    if (keys.size() == 1) {
      return from;
    }
    Quaternion to = keys.get(segment + 1).rotation().orElse(Quaternion.IDENTITY);
    return from.slerp(to, u - segment);
  }

  /** Turns the object about world up so that its front follows the path. */
  private Quaternion along(double s, Quaternion rest) {
    double reach = Math.max(length() * 1e-3, 1e-6);
    Vec3 step = at(Math.min(length(), s + reach)).minus(at(Math.max(0, s - reach)));
    for (double back = s; Math.hypot(step.x(), step.z()) < 1e-9 && back > 0; back -= 10 * reach) {
      step = at(back).minus(at(Math.max(0, back - 10 * reach))); // straight up: keep the heading
    }
    if (Math.hypot(step.x(), step.z()) < 1e-9) {
      return rest;
    }
    double yaw = Math.toDegrees(Math.atan2(step.x(), step.z()));
    return Quaternion.about(Vec3.UP, yaw - rest.yawDegrees()).times(rest);
  }
}
