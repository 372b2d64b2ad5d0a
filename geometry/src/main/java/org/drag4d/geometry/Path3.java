package org.drag4d.geometry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A path that a person drew for an object: where the centre of the bottom face of its box goes, in
 * world coordinates.
 *
 * @param object the name of the object that moves; may be left out when there is only one
 * @param points at least 2
 * @param timing what the speed follows
 * @param orientation where the object's front points
 * @param seconds how long the motion takes; the frame count follows from it unless that is given
 */
public record Path3(
    Optional<String> object,
    List<Point> points,
    Timing timing,
    Orientation orientation,
    OptionalDouble seconds) {

  /**
   * A point that the path goes through.
   *
   * @param position metres
   * @param t when, 0 to 1 of the whole; all points have it when the timing is by keys
   * @param holdSeconds how long the object rests here
   * @param rotation the object's rotation from its own frame to the world here, for keyed
   *     orientation
   */
  public record Point(
      Vec3 position, OptionalDouble t, double holdSeconds, Optional<Quaternion> rotation) {
    /** Makes a point that is passed without a stop. */
    public static Point at(Vec3 position) {
      return new Point(position, OptionalDouble.empty(), 0, Optional.empty());
    }
  }

  /** What the speed along the path follows. */
  public enum Timing {
    /** Constant speed. */
    ARC_LENGTH,
    /** The points' own times. */
    KEYS
  }

  /** Where the object's front points while it moves. */
  public enum Orientation {
    /** Where it pointed at rest. */
    FIXED,
    /** Along the path, turned about world up only. */
    TANGENT,
    /** As the points say, between them along the shortest arc. */
    KEYED
  }

  /** Copies the points. */
  public Path3 {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a path needs at least 2 points");
    }
  }

  /** Makes a path through points at constant speed and with fixed orientation. */
  public static Path3 through(List<Vec3> positions) {
    return new Path3(
        Optional.empty(),
        positions.stream().map(Point::at).toList(),
        Timing.ARC_LENGTH,
        Orientation.FIXED,
        OptionalDouble.empty());
  }
}
