package org.drag4d.world.layout;

import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Piece.Placed;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.Relation;

/**
 * Where annealing is to bring a piece because the sentence says so: to a window, into a corner,
 * opposite another piece.
 *
 * @param piece which
 * @param member the thing in it that the relation speaks of
 * @param relation what is wanted
 * @param to the other piece, if it is not a part of the room
 */
record Wish(Piece piece, Member member, Relation relation, Optional<Piece> to) {
  /** Strong against the soft terms, weak against hard rules. */
  private static final double WEIGHT = 5;

  /** Says whether the thing is to stand below a window. */
  boolean underWindow() {
    return relation.anchor() == Anchor.Spot.WINDOW && relation.bond() == Bond.UNDER;
  }

  /** Returns the energy of a piece in its place; {@code other} is where the other piece stands. */
  double energy(Placed at, Optional<Placed> other, Stage stage) {
    return WEIGHT
        * switch (relation.anchor()) {
          case Anchor.Spot spot -> atSpot(spot, at, stage);
          case Anchor.Thing _ -> other.map(o -> toThing(at, o)).orElse(0.0);
        };
  }

  private double toThing(Placed at, Placed other) {
    if (relation.bond() == Bond.FACING) {
      return 2 * (1 - cosine(at, other.x(), other.z())) + (1 - cosine(other, at.x(), at.z()));
    }
    double near = Math.max(0, RelationCheck.distance(at.floor(), other.floor()) - 0.25);
    int side =
        switch (relation.bond()) {
          case BEHIND -> -1;
          case IN_FRONT_OF -> 1;
          default -> 0;
        };
    if (side == 0) {
      return near;
    }
    double yaw = Math.toRadians(other.toWorldYaw(0));
    double dx = at.x() - other.x();
    double dz = at.z() - other.z();
    double ahead = side * (dx * Math.sin(yaw) + dz * Math.cos(yaw));
    double aside = Math.abs(dx * Math.cos(yaw) - dz * Math.sin(yaw));
    return near + Math.max(0, 0.5 * other.piece().depth() - ahead) + 0.7 * Math.max(0, aside - 0.3);
  }

  private static double cosine(Placed from, double x, double z) {
    double yaw = Math.toRadians(from.toWorldYaw(0));
    double dx = x - from.x();
    double dz = z - from.z();
    double length = Math.max(1e-6, Math.hypot(dx, dz));
    return (dx * Math.sin(yaw) + dz * Math.cos(yaw)) / length;
  }

  private double atSpot(Anchor.Spot spot, Placed at, Stage stage) {
    Rect f = at.floor();
    double toX = stage.width() / 2 - Math.max(Math.abs(f.minX()), Math.abs(f.maxX()));
    double toZ = stage.depth() / 2 - Math.max(Math.abs(f.minZ()), Math.abs(f.maxZ()));
    return switch (spot) {
      case CORNER -> Math.max(0, toX - 0.1) + Math.max(0, toZ - 0.1);
      case WALL -> Math.max(0, Math.min(toX, toZ) - 0.05);
      case CENTRE -> 0.5 * Math.hypot(f.centreX(), f.centreZ());
      case DOOR -> toOpening(at, stage, true);
      case WINDOW ->
          relation.bond() == Bond.FACING ? facingWindow(at, stage) : toOpening(at, stage, false);
    };
  }

  private double toOpening(Placed at, Stage stage, boolean door) {
    double best = 6;
    for (Opening o : stage.openings()) {
      if (o.door() == door) {
        double away = Math.max(0, RelationCheck.distance(at.floor(), stage.before(o, 0.05)) - 0.3);
        if (underWindow()) {
          boolean alongX = o.wall() == Room.Wall.NORTH || o.wall() == Room.Wall.SOUTH;
          Vec3 thing = at.toWorld(member.at());
          away += 1.5 * Math.abs((alongX ? thing.x() : thing.z()) - o.along());
        }
        best = Math.min(best, away);
      }
    }
    return best;
  }

  private static double facingWindow(Placed at, Stage stage) {
    double best = 2;
    for (Opening o : stage.openings()) {
      if (!o.door()) {
        Rect before = stage.before(o, 0.05);
        double d = 0.1 * Math.max(0, RelationCheck.distance(at.floor(), before) - 1.5);
        best = Math.min(best, 2 * (1 - cosine(at, before.centreX(), before.centreZ())) + d);
      }
    }
    return best;
  }
}
