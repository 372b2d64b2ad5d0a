package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.layout.Room.Wall;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.Relation;

/**
 * Says whether things lie as the sentence wants them, from nothing but where they stand; the result
 * tells the person, so it must not depend on how the layout tried.
 */
final class RelationCheck {
  private RelationCheck() {}

  /**
   * Returns how many of the things that a relation speaks of lie so.
   *
   * @param items everything in the place
   * @param stage the room, or the ground under the sky
   */
  static int count(Relation r, List<Item> items, Stage stage) {
    List<Member> all =
        items.stream()
            .map(
                i ->
                    new Member(i.kind(), i.size(), i.position(), i.yawDegrees(), i.finish(), false))
            .toList();
    int held = 0;
    for (Member member : all) {
      if (member.kind() == r.thing() && lies(r, member, all, stage)) {
        held++;
      }
    }
    return held;
  }

  private static boolean lies(Relation r, Member member, List<Member> all, Stage stage) {
    List<List<Member>> anchors = new ArrayList<>();
    for (Anchor anchor : r.to()) {
      switch (anchor) {
        case Anchor.Spot spot -> {
          if (!at(r, spot, member, stage)) {
            return false;
          }
        }
        case Anchor.Thing(Kind kind, int _) ->
            anchors.add(all.stream().filter(m -> m.kind() == kind && m != member).toList());
      }
    }
    if (anchors.isEmpty()) {
      return true;
    }
    // "Between the sofa and the window": at the window, and beside the sofa.
    boolean halfway = r.bond() == Bond.BETWEEN && anchors.size() < r.to().size();
    Relation asked =
        halfway ? new Relation(r.thing(), r.count(), Bond.BESIDE, r.to(), r.words()) : r;
    for (Member one : anchors.getFirst()) {
      for (Member two : anchors.getLast()) {
        boolean pair = one != two || anchors.getFirst().size() == 1 && anchors.size() == 1;
        if (pair && holds(asked, member, List.of(one, two))) {
          return true;
        }
      }
      if (asked.bond() != Bond.BETWEEN && holds(asked, member, List.of(one))) {
        return true;
      }
    }
    return false;
  }

  /** Says whether a thing lies as wanted to an anchor, or between the first and the last. */
  static boolean holds(Relation r, Member thing, List<Member> anchors) {
    Member to = anchors.getFirst();
    Rect a = thing.footprint();
    Rect b = to.footprint();
    Vec3 local = local(to, thing.at());
    double besideX = Math.abs(local.x()) - to.size().x() / 2;
    double gap = distance(a, b);
    double w = to.size().x() / 2 + thing.size().x() / 2;
    boolean inside = a.grown(-0.4 * Math.min(a.sizeX(), a.sizeZ())).overlap(b) > 0;
    return switch (r.bond()) {
      case BESIDE -> gap < 0.9;
      case FLANKING -> gap < 0.9 && besideX > -0.1;
      case LEFT_OF -> gap < 1.2 && local.x() < -0.25 * to.size().x();
      case RIGHT_OF -> gap < 1.2 && local.x() > 0.25 * to.size().x();
      case FACING -> looksAt(thing, to.at()) && gap < 8;
      case UNDER ->
          inside && thing.at().y() + 0.01 < to.at().y() + Math.max(0.02, to.size().y() - 0.05);
      case ABOVE -> overlapAlong(a, b) && thing.at().y() >= to.at().y() + 0.4 * to.size().y();
      case ON ->
          inside
              && Math.abs(thing.at().y() - to.at().y()) <= to.size().y() + 0.01
              && (thing.at().y() > to.at().y() + 0.05 || to.kind().stand() == Kind.Stand.RUG);
      case IN_FRONT_OF -> gap < 1.7 && Math.abs(local.x()) < w + 0.2 && before(to, local);
      case BEHIND -> gap < 1.7 && Math.abs(local.x()) < w + 0.2 && behind(to, local);
      case BETWEEN -> between(thing.at(), to.at(), anchors.getLast().at());
      case AROUND -> gap < 0.8;
      case AT -> false;
    };
  }

  private static boolean before(Member to, Vec3 local) {
    double edge = to.size().z() / 2 - 0.06;
    return to.kind() == Kind.DESK ? Math.abs(local.z()) > edge : local.z() > edge;
  }

  private static boolean behind(Member to, Vec3 local) {
    double edge = to.size().z() / 2 - 0.06;
    return to.kind() == Kind.DESK ? Math.abs(local.z()) > edge : local.z() < -edge;
  }

  /** Above one another as seen from the front or from above. */
  private static boolean overlapAlong(Rect a, Rect b) {
    return a.grown(0.45).overlap(b) > 0;
  }

  private static boolean between(Vec3 at, Vec3 one, Vec3 two) {
    double dx = two.x() - one.x();
    double dz = two.z() - one.z();
    double length = Math.hypot(dx, dz);
    double along = ((at.x() - one.x()) * dx + (at.z() - one.z()) * dz) / length;
    double aside = Math.abs((at.x() - one.x()) * dz - (at.z() - one.z()) * dx) / length;
    return along > 0.15 * length && along < 0.85 * length && aside < 0.8;
  }

  private static boolean looksAt(Member thing, Vec3 point) {
    double yaw = Math.toRadians(thing.yawDegrees());
    double dx = point.x() - thing.at().x();
    double dz = point.z() - thing.at().z();
    double length = Math.hypot(dx, dz);
    return length > 1e-6 && (dx * Math.sin(yaw) + dz * Math.cos(yaw)) / length > 0.76;
  }

  /** Returns a point in the frame of a thing. */
  private static Vec3 local(Member to, Vec3 at) {
    double a = Math.toRadians(to.yawDegrees());
    double x = at.x() - to.at().x();
    double z = at.z() - to.at().z();
    return new Vec3(x * Math.cos(a) - z * Math.sin(a), at.y(), x * Math.sin(a) + z * Math.cos(a));
  }

  // ---- parts of the room ----

  private static boolean at(Relation r, Anchor.Spot spot, Member thing, Stage stage) {
    Rect f = thing.footprint();
    double toX = stage.width() / 2 - Math.max(Math.abs(f.minX()), Math.abs(f.maxX()));
    double toZ = stage.depth() / 2 - Math.max(Math.abs(f.minZ()), Math.abs(f.maxZ()));
    return switch (spot) {
      case CORNER -> toX < 0.6 && toZ < 0.6;
      case WALL -> Math.min(toX, toZ) < 0.3;
      case CENTRE ->
          Math.abs(f.centreX()) < 0.28 * stage.width()
              && Math.abs(f.centreZ()) < 0.3 * stage.depth();
      case DOOR -> stage.openings().stream().anyMatch(o -> o.door() && gap(stage, o, f) < 1.5);
      case WINDOW ->
          stage.openings().stream().anyMatch(o -> !o.door() && atWindow(r, o, thing, stage));
    };
  }

  private static double gap(Stage stage, Opening opening, Rect floor) {
    return distance(stage.before(opening, 0.05), floor);
  }

  private static boolean atWindow(Relation r, Opening window, Member thing, Stage stage) {
    Rect floor = thing.footprint();
    double gap = gap(stage, window, floor);
    boolean alongX = window.wall() == Wall.NORTH || window.wall() == Wall.SOUTH;
    double centre = alongX ? floor.centreX() : floor.centreZ();
    double half = (alongX ? floor.sizeX() : floor.sizeZ()) / 2;
    double off = Math.abs(centre - window.along());
    return switch (r.bond()) {
      case UNDER ->
          gap < 0.6
              && off < Math.max(half, window.width() / 2)
              && thing.size().y() < window.sill() + 0.12;
      case FACING -> {
        Rect before = stage.before(window, 0.05);
        yield looksAt(thing, new Vec3(before.centreX(), 0, before.centreZ()));
      }
      case IN_FRONT_OF -> gap < 1.6 && off < half + window.width() / 2;
      default -> gap < 1.3;
    };
  }

  /** Returns the shortest way between two rectangles, 0 if they touch. */
  static double distance(Rect a, Rect b) {
    double x = Math.max(0, Math.max(a.minX() - b.maxX(), b.minX() - a.maxX()));
    double z = Math.max(0, Math.max(a.minZ() - b.maxZ(), b.minZ() - a.maxZ()));
    return Math.hypot(x, z);
  }
}
