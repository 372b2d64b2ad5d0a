package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.layout.Room.Wall;
import org.drag4d.world.model.Place.FreeFloor;

/**
 * Checks an arrangement against the hard rules of built-in-world section 9 from its items alone: by
 * turned rectangles in the world, not by the axis-aligned ones that the layout works with.
 */
final class Violations {
  private static final double TOLERANCE = 0.012;

  private Violations() {}

  static List<String> of(Arrangement place) {
    List<String> found = new ArrayList<>();
    List<Item> standing = place.items().stream().filter(Violations::stands).toList();
    for (int i = 0; i < standing.size(); i++) {
      for (int j = i + 1; j < standing.size(); j++) {
        Item a = standing.get(i);
        Item b = standing.get(j);
        double allowed = tucked(a.kind(), b.kind()) ? 0.22 : TOLERANCE;
        if (!under(a, b)
            && !under(b, a)
            && depthOfOverlap(corners(a, 0), corners(b, 0)) > allowed) {
          found.add(a.kind() + " and " + b.kind() + " overlap");
        }
      }
    }
    freeFloor(place, found);
    eye(place, standing, found);
    supports(place, found);
    if (place.setting() instanceof Arrangement.Setting.Indoors(Room room)) {
      room(place, room, standing, found);
    }
    return found;
  }

  private static boolean stands(Item item) {
    boolean floor =
        item.kind().stand() == Kind.Stand.FLOOR || item.kind().stand() == Kind.Stand.WALL_FLOOR;
    return floor && item.position().y() < 0.05;
  }

  /** What is lower than the top of a table may stand wholly beneath it. */
  private static boolean under(Item low, Item table) {
    boolean open = isTable(table.kind()) || table.kind() == Kind.COFFEE_TABLE;
    boolean fits = open && low.size().y() < table.size().y() - 0.09;
    if (!fits) {
      return false;
    }
    for (double[] corner : corners(low, 0)) {
      if (depthOfOverlap(whole(table), rectangle(new Vec3(corner[0], 0, corner[1]), 1e-4, 1e-4, 0))
          <= 0) {
        return false;
      }
    }
    return true;
  }

  /** Chairs go under their tables, stools under tables and islands. */
  private static boolean tucked(Kind a, Kind b) {
    return isSeat(a) && isTable(b) || isSeat(b) && isTable(a);
  }

  private static boolean isSeat(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR, CANTILEVER_CHAIR, STOOL, BAR_STOOL, OFFICE_CHAIR, GARDEN_CHAIR -> true;
      default -> false;
    };
  }

  private static boolean isTable(Kind kind) {
    return switch (kind) {
      case DINING_TABLE,
          ROUND_TABLE,
          DESK,
          GARDEN_TABLE,
          CHILDRENS_TABLE,
          DRESSING_TABLE,
          KITCHEN_ISLAND,
          WORKBENCH ->
          true;
      default -> false;
    };
  }

  private static void freeFloor(Arrangement place, List<String> found) {
    FreeFloor free = place.freeFloor();
    if (free.sizeX() < 1.8 || free.sizeZ() < 1.6) {
      found.add("the free floor is " + free.sizeX() + " x " + free.sizeZ());
    }
    double[][] rectangle = rectangle(free.centre(), free.sizeX() / 2, free.sizeZ() / 2, 0);
    for (Item item : place.items()) {
      boolean above =
          item.kind().stand() == Kind.Stand.CEILING
              && item.position().y() - item.size().y() >= 2.2 - 1e-9;
      if (item.kind().stand() != Kind.Stand.RUG
          && !above
          && depthOfOverlap(corners(item, 0), rectangle) > TOLERANCE) {
        found.add(item.kind() + " is on the free floor");
      }
    }
    double distance =
        Math.hypot(free.centre().x() - place.eye().x(), free.centre().z() - place.eye().z());
    if (distance < 1.6 || distance > 3.0) {
      found.add("the free floor is " + distance + " m from the eye");
    }
    if (free.centre().z() > place.eye().z()) {
      found.add("the free floor is behind the eye");
    }
    int open = 0;
    for (int quarter = 0; quarter < 4; quarter++) {
      open += sight(place, quarter) ? 1 : 0;
    }
    if (open < 3) {
      found.add("only " + open + " directions are open around the free floor");
    }
  }

  /** Says whether 1.8 m from the middle of the free floor nothing higher than 1 m is in the way. */
  private static boolean sight(Arrangement place, int quarter) {
    double angle = Math.toRadians(90 * quarter);
    Vec3 c = place.freeFloor().centre();
    Vec3 middle = c.plus(new Vec3(Math.sin(angle) * 0.9, 0, Math.cos(angle) * 0.9));
    double[][] way = rectangle(middle, 0.2, 0.9, 90 * quarter);
    if (place.setting() instanceof Arrangement.Setting.Indoors(Room room)) {
      for (double[] corner : way) {
        if (Math.abs(corner[0]) > room.width() / 2 || Math.abs(corner[1]) > room.depth() / 2) {
          return false;
        }
      }
    }
    return place.items().stream()
        .filter(i -> stands(i) && i.size().y() > 0.5)
        .noneMatch(i -> depthOfOverlap(corners(i, 0), way) > 0);
  }

  private static void eye(Arrangement place, List<Item> standing, List<String> found) {
    Vec3 eye = place.eye();
    if (eye.y() < 1.5 || eye.y() > 1.6) {
      found.add("the eye is at " + eye.y() + " m");
    }
    double[][] around = rectangle(new Vec3(eye.x(), 0, eye.z()), 0.5, 0.5, 0);
    for (Item item : standing) {
      if (depthOfOverlap(corners(item, 0), around) > TOLERANCE) {
        found.add(item.kind() + " is too near the eye");
      }
    }
  }

  /** What stands on another thing stands over it, at the height of a top. */
  private static void supports(Arrangement place, List<String> found) {
    for (Item item : place.items()) {
      if (item.kind().stand() == Kind.Stand.ON_TOP || isRaised(item)) {
        boolean held =
            place.items().stream()
                .filter(below -> below.kind().stand() != Kind.Stand.ON_TOP)
                .anyMatch(
                    below ->
                        item.position().y() > 0.2
                            && item.position().y()
                                <= below.position().y() + below.size().y() + 0.006
                            && depthOfOverlap(
                                    below.kind().stand() == Kind.Stand.WALL_HUNG
                                        ? corners(below, 0.01)
                                        : whole(below),
                                    rectangle(item.position(), 0.005, 0.005, 0))
                                > 0);
        if (!held) {
          found.add(item.kind() + " stands on nothing at " + item.position());
        }
      }
    }
  }

  /** A globe or a basket on a table. */
  private static boolean isRaised(Item item) {
    return item.kind().stand() == Kind.Stand.FLOOR && item.position().y() > 0.05;
  }

  private static void room(Arrangement place, Room room, List<Item> standing, List<String> found) {
    double halfX = room.width() / 2;
    double halfZ = room.depth() / 2;
    Vec3 eye = place.eye();
    if (Math.abs(eye.x()) > halfX - 0.5 || Math.abs(eye.z()) > halfZ - 0.5) {
      found.add("the eye is too near a wall");
    }
    for (Item item : place.items()) {
      for (double[] corner : corners(item, 0)) {
        if (Math.abs(corner[0]) > halfX + TOLERANCE || Math.abs(corner[1]) > halfZ + TOLERANCE) {
          found.add(item.kind() + " goes through a wall");
          break;
        }
      }
      double low =
          item.kind().stand() == Kind.Stand.CEILING
              ? item.position().y() - item.size().y()
              : item.position().y();
      if (low < -1e-9 || low + item.size().y() > room.height() + 1e-6) {
        found.add(item.kind() + " goes through floor or ceiling");
      }
    }
    for (Opening opening : room.openings()) {
      if (opening.sill() + opening.height() > room.height() || opening.width() < 0.3) {
        found.add("an opening does not fit: " + opening);
      }
      double deep = opening.door() ? 1.1 : 0.5;
      double[][] before = before(opening, halfX, halfZ, deep);
      for (Item item : standing) {
        boolean matters = opening.door() || item.size().y() > opening.sill() + 0.06;
        boolean backed = item.kind().stand() == Kind.Stand.WALL_FLOOR || opening.door();
        if (matters && backed && depthOfOverlap(corners(item, 0), before) > TOLERANCE) {
          found.add(item.kind() + " is before " + (opening.door() ? "a door" : "a window"));
        }
      }
    }
    hanging(place, room, found);
  }

  /** Things on one wall do not cover one another, nor windows and doors. */
  private static void hanging(Arrangement place, Room room, List<String> found) {
    List<Item> hung =
        place.items().stream().filter(i -> i.kind().stand() == Kind.Stand.WALL_HUNG).toList();
    for (int i = 0; i < hung.size(); i++) {
      Item a = hung.get(i);
      for (int j = i + 1; j < hung.size(); j++) {
        Item b = hung.get(j);
        boolean high =
            Math.min(a.position().y() + a.size().y(), b.position().y() + b.size().y())
                    - Math.max(a.position().y(), b.position().y())
                > TOLERANCE;
        if (high && depthOfOverlap(corners(a, 0), corners(b, 0)) > TOLERANCE) {
          found.add(a.kind() + " and " + b.kind() + " hang over one another");
        }
      }
      for (Opening opening : room.openings()) {
        boolean high =
            Math.min(a.position().y() + a.size().y(), opening.sill() + opening.height())
                    - Math.max(a.position().y(), opening.sill())
                > TOLERANCE;
        if (a.kind() != Kind.CURTAINS
            && high
            && depthOfOverlap(
                    corners(a, 0), before(opening, room.width() / 2, room.depth() / 2, 0.05))
                > TOLERANCE) {
          found.add(a.kind() + " hangs over an opening");
        }
      }
    }
  }

  private static double[][] before(Opening o, double halfX, double halfZ, double deep) {
    double half = o.width() / 2;
    Vec3 middle =
        switch (o.wall()) {
          case NORTH -> new Vec3(o.along(), 0, -halfZ + deep / 2);
          case SOUTH -> new Vec3(o.along(), 0, halfZ - deep / 2);
          case WEST -> new Vec3(-halfX + deep / 2, 0, o.along());
          case EAST -> new Vec3(halfX - deep / 2, 0, o.along());
        };
    boolean alongX = o.wall() == Wall.NORTH || o.wall() == Wall.SOUTH;
    return rectangle(middle, alongX ? half : deep / 2, alongX ? deep / 2 : half, 0);
  }

  /** Returns the four corners (x, z) of the floor under a thing. */
  private static double[][] corners(Item item, double grown) {
    Vec3 middle = item.position();
    if (item.kind().stand() == Kind.Stand.WALL_HUNG) {
      double yaw = Math.toRadians(item.yawDegrees());
      double half = item.size().z() / 2;
      middle = middle.plus(new Vec3(Math.sin(yaw) * half, 0, Math.cos(yaw) * half));
    }
    // Of a round thing the square that lies inside it.
    double f = item.kind() == Kind.ROUND_TABLE || item.kind() == Kind.GARDEN_TABLE ? 0.7 : 1;
    return rectangle(
        middle,
        f * item.size().x() / 2 + grown,
        f * item.size().z() / 2 + grown,
        item.yawDegrees());
  }

  private static double[][] whole(Item item) {
    return rectangle(
        item.position(), item.size().x() / 2 + 0.01, item.size().z() / 2 + 0.01, item.yawDegrees());
  }

  private static double[][] rectangle(Vec3 middle, double halfX, double halfZ, double yaw) {
    double c = Math.cos(Math.toRadians(yaw));
    double s = Math.sin(Math.toRadians(yaw));
    double[][] corners = new double[4][];
    double[][] signs = {{-1, -1}, {1, -1}, {1, 1}, {-1, 1}};
    for (int i = 0; i < 4; i++) {
      double x = signs[i][0] * halfX;
      double z = signs[i][1] * halfZ;
      corners[i] = new double[] {middle.x() + x * c + z * s, middle.z() - x * s + z * c};
    }
    return corners;
  }

  /** How far two convex quadrangles would have to be moved apart, metres: separating axes. */
  private static double depthOfOverlap(double[][] a, double[][] b) {
    double least = Double.POSITIVE_INFINITY;
    for (double[][] shape : List.of(a, b)) {
      for (int i = 0; i < 2; i++) {
        double nx = shape[i + 1][1] - shape[i][1];
        double nz = shape[i][0] - shape[i + 1][0];
        double length = Math.hypot(nx, nz);
        double[] spanA = span(a, nx / length, nz / length);
        double[] spanB = span(b, nx / length, nz / length);
        least = Math.min(least, Math.min(spanA[1], spanB[1]) - Math.max(spanA[0], spanB[0]));
      }
    }
    return least;
  }

  private static double[] span(double[][] corners, double nx, double nz) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] corner : corners) {
      double d = corner[0] * nx + corner[1] * nz;
      low = Math.min(low, d);
      high = Math.max(high, d);
    }
    return new double[] {low, high};
  }
}
