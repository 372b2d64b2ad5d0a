package org.drag4d.world.model.room;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room;

/**
 * One wall seen from inside: x to the right, y up, z into the room, the origin in the middle of its
 * foot.
 *
 * @param wall which
 * @param pose from this frame to the world
 * @param length metres
 * @param height metres
 * @param holes its openings, from left to right
 */
record WallFrame(Room.Wall wall, Pose pose, double length, double height, List<Hole> holes) {
  /** How thick the outer walls are, metres. */
  static final double THICKNESS = 0.28;

  /** An opening in the wall's frame. */
  record Hole(double left, double bottom, double right, double top, Room.Opening opening) {
    double middle() {
      return (left + right) / 2;
    }

    double width() {
      return right - left;
    }
  }

  /** A stretch of wall from left to right. */
  record Span(double left, double right, boolean leftIsCorner, boolean rightIsCorner) {
    double length() {
      return right - left;
    }

    double middle() {
      return (left + right) / 2;
    }
  }

  static WallFrame of(Room room, Room.Wall wall) {
    boolean alongX = wall == Room.Wall.NORTH || wall == Room.Wall.SOUTH;
    double length = alongX ? room.width() : room.depth();
    double yaw =
        switch (wall) {
          case NORTH -> 0;
          case EAST -> -90;
          case SOUTH -> 180;
          case WEST -> 90;
        };
    Vec3 foot =
        switch (wall) {
          case NORTH -> new Vec3(0, 0, -room.depth() / 2);
          case EAST -> new Vec3(room.width() / 2, 0, 0);
          case SOUTH -> new Vec3(0, 0, room.depth() / 2);
          case WEST -> new Vec3(-room.width() / 2, 0, 0);
        };
    // Seen from inside, SOUTH and WEST run against the world's axis.
    int direction = wall == Room.Wall.SOUTH || wall == Room.Wall.WEST ? -1 : 1;
    List<Hole> holes = new ArrayList<>();
    for (Room.Opening o : room.openings()) {
      if (o.wall() == wall) {
        double middle = direction * o.along();
        double left = Math.max(-length / 2 + 0.05, middle - o.width() / 2);
        double right = Math.min(length / 2 - 0.05, middle + o.width() / 2);
        double top = Math.min(room.height() - 0.05, o.sill() + o.height());
        holes.add(new Hole(left, o.door() ? 0 : o.sill(), right, top, o));
      }
    }
    holes.sort(Comparator.comparingDouble(Hole::left));
    return new WallFrame(
        wall,
        new Pose(Quaternion.about(Vec3.UP, yaw), foot),
        length,
        room.height(),
        List.copyOf(holes));
  }

  /** Returns the stretches at a height that no opening (widened by a margin) interrupts. */
  List<Span> spans(double bottom, double top, double margin) {
    List<Span> all = new ArrayList<>();
    double from = -length / 2;
    boolean corner = true;
    for (Hole hole : holes) {
      if (hole.bottom() - margin < top && hole.top() + margin > bottom) {
        double end = hole.left() - margin;
        if (end > from + 0.01) {
          all.add(new Span(from, end, corner, false));
        }
        from = Math.max(from, hole.right() + margin);
        corner = false;
      }
    }
    if (from < length / 2 - 0.01) {
      all.add(new Span(from, length / 2, corner, true));
    }
    return all;
  }
}
