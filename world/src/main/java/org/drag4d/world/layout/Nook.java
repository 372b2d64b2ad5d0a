package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.text.Bond;
import org.drag4d.world.text.Relation;

/** Where in a group a thing may stand that lies beside, before or under one of its members. */
final class Nook {
  /** Between things that stand side by side, metres. */
  private static final double CLOSE = 0.06;

  private Nook() {}

  /**
   * A place in the frame of a group.
   *
   * @param x metres
   * @param z metres
   * @param yawDegrees of the thing
   */
  record Spot(double x, double z, double yawDegrees) {}

  /** Returns the relation seen from the anchor. */
  static Relation inverse(Relation r) {
    Bond bond =
        switch (r.bond()) {
          case LEFT_OF -> Bond.RIGHT_OF;
          case RIGHT_OF -> Bond.LEFT_OF;
          case IN_FRONT_OF -> Bond.BEHIND;
          case BEHIND -> Bond.IN_FRONT_OF;
          case BETWEEN -> Bond.FLANKING;
          default -> r.bond();
        };
    return new Relation(r.thing(), r.count(), bond, r.to(), r.words());
  }

  /** Says whether two things belong to walls and are to face each other. */
  static boolean needsOppositeWall(Relation r, Member thing, Member anchor) {
    boolean thingAtWall = thing.kind().stand() == Kind.Stand.WALL_FLOOR;
    boolean anchorSofa =
        anchor.kind() == Kind.SOFA || anchor.kind().stand() == Kind.Stand.WALL_FLOOR;
    return r.bond() == Bond.FACING && thingAtWall && anchorSofa;
  }

  /** Says whether a thing belongs to a wall and its anchor stands in the room. */
  static boolean needsAnotherWall(Member thing, Group to) {
    return thing.kind().stand() == Kind.Stand.WALL_FLOOR && !to.atWall();
  }

  /** Returns the places for a thing, best first. */
  static List<Spot> spots(Relation r, Member thing, Member to, boolean atWall, int index) {
    List<Spot> spots = new ArrayList<>();
    double w = to.size().x();
    double d = to.size().z();
    double tw = thing.size().x();
    double td = thing.size().z();
    boolean rug = thing.kind().stand() == Kind.Stand.RUG;
    switch (r.bond()) {
      case BESIDE, LEFT_OF, RIGHT_OF, FLANKING -> {
        int first = r.bond() == Bond.LEFT_OF || index % 2 == 1 ? -1 : 1;
        boolean both = r.bond() == Bond.BESIDE && index == 0;
        for (double gap : new double[] {CLOSE, 0.3, 0.62}) {
          spots.add(beside(to, thing, first, gap));
          if (both) {
            spots.add(beside(to, thing, -first, gap));
          }
          spots.add(local(to, first * (w / 2 + tw / 2 + gap), 0, 0));
          if (both) {
            spots.add(local(to, -first * (w / 2 + tw / 2 + gap), 0, 0));
          }
        }
        if (r.bond() == Bond.BESIDE) {
          spots.add(local(to, 0, d / 2 + td / 2 + 0.2, 0));
        }
      }
      case FACING -> {
        double gap = isTable(to.kind()) ? 0.02 : isWarm(to.kind()) ? 1.0 : 0.95;
        for (double more : new double[] {0, 0.3, 0.7}) {
          spots.add(local(to, 0, d / 2 + gap + more + td / 2, 180));
          double aside = index % 2 == 1 ? -0.55 : 0.55;
          spots.add(local(to, aside, d / 2 + gap + more + td / 2, 180));
          spots.add(local(to, -aside, d / 2 + gap + more + td / 2, 180));
        }
      }
      case IN_FRONT_OF -> {
        boolean seat = Usual.isSeat(thing.kind());
        boolean turned =
            seat && (isTable(to.kind()) || isWarm(to.kind()) || to.kind() == Kind.PIANO);
        double gap =
            rug
                ? -0.05
                : seat && isTable(to.kind())
                    ? 0.02
                    : turned ? 0.8 : Usual.isSeat(to.kind()) ? 0.36 : 0.1;
        double yaw = turned ? 180 : 0;
        for (double more : new double[] {0, 0.25, 0.6}) {
          for (double aside : new double[] {0, 0.5, -0.5}) {
            spots.add(local(to, aside, d / 2 + gap + more + td / 2, yaw));
            if (to.kind() == Kind.DESK && !atWall) {
              spots.add(local(to, aside, -d / 2 - gap - more - td / 2, turned ? 0 : 180));
            }
          }
        }
      }
      case BEHIND -> {
        for (double gap : new double[] {0.06, 0.3, 0.7}) {
          spots.add(local(to, 0, -d / 2 - gap - td / 2, 0));
          if (to.kind() == Kind.DESK) {
            spots.add(local(to, 0, d / 2 + gap + td / 2, 180));
          }
          spots.add(local(to, w / 2, -d / 2 - gap - td / 2, 0));
          spots.add(local(to, -w / 2, -d / 2 - gap - td / 2, 0));
        }
      }
      case UNDER -> {
        if (rug) {
          spots.add(local(to, 0, 0, 0));
        } else if (thing.size().y() <= Usual.clearance(to.kind(), to.size())
            && tw < w - 0.06
            && td < d) {
          double room = (w - tw) / 2 - 0.08;
          double z = -(d - td) / 2 + 0.03;
          for (double x : new double[] {0, 0.5 * room, -0.5 * room, room, -room}) {
            spots.add(local(to, x, z, 0));
            spots.add(local(to, x, 0, 0));
          }
        }
      }
      case AROUND -> {
        boolean tucked = Usual.isSeat(thing.kind()) && isTable(to.kind());
        double gap = tucked ? -0.08 : 0.45;
        double[] turns = {0, 180, 90, 270, 45, 225, 135, 315};
        for (int k = 0; k < turns.length; k++) {
          double a = Math.toRadians(turns[(k + index) % turns.length]);
          double reach =
              gap + td / 2 + Math.abs(Math.sin(a)) * w / 2 + Math.abs(Math.cos(a)) * d / 2;
          double yaw = Math.toDegrees(a) + 180;
          spots.add(local(to, Math.sin(a) * reach, Math.cos(a) * reach, yaw));
        }
      }
      case BETWEEN -> {
        spots.add(beside(to, thing, 1, CLOSE));
        spots.add(beside(to, thing, -1, CLOSE));
      }
      case ABOVE, ON, AT -> {}
    }
    return spots;
  }

  /** Side by side with backs in line; seats beside a fire turn towards it. */
  static Spot beside(Member to, Member thing, int side, double gap) {
    double x = to.size().x() / 2 + thing.size().x() / 2 + gap;
    if (Usual.isSeat(thing.kind()) && isWarm(to.kind())) {
      return local(to, side * (x + 0.15), to.size().z() / 2 + 0.55, -side * 50);
    }
    return inRow(to, thing, side, gap);
  }

  /** Side by side with backs in line. */
  static Spot inRow(Member to, Member thing, int side, double gap) {
    double x = to.size().x() / 2 + thing.size().x() / 2 + gap;
    return local(to, side * x, (thing.size().z() - to.size().z()) / 2, 0);
  }

  private static Spot local(Member to, double x, double z, double yaw) {
    double a = Math.toRadians(to.yawDegrees());
    return new Spot(
        to.at().x() + x * Math.cos(a) + z * Math.sin(a),
        to.at().z() - x * Math.sin(a) + z * Math.cos(a),
        to.yawDegrees() + yaw);
  }

  private static boolean isTable(Kind kind) {
    return Usual.clearance(kind, kind.usualSize()) > 0.3;
  }

  private static boolean isWarm(Kind kind) {
    return switch (kind) {
      case FIREPLACE, WOOD_STOVE, TELEVISION, CAMPFIRE -> true;
      default -> false;
    };
  }

  /** Returns members moved so that one of them comes to a spot. */
  static List<Member> moved(List<Member> members, Member thing, Spot spot) {
    double turn = spot.yawDegrees() - thing.yawDegrees();
    double c = Math.cos(Math.toRadians(turn));
    double s = Math.sin(Math.toRadians(turn));
    return members.stream()
        .map(
            m -> {
              double x = m.at().x() - thing.at().x();
              double z = m.at().z() - thing.at().z();
              return new Member(
                  m.kind(),
                  m.size(),
                  new Vec3(spot.x() + x * c + z * s, m.at().y(), spot.z() - x * s + z * c),
                  m.yawDegrees() + turn,
                  m.finish(),
                  m.named());
            })
        .toList();
  }

  /**
   * Returns which members of a group are in the way and may go, because the sentence does not name
   * them; nothing if one is in the way that has to stay.
   */
  static Optional<List<Member>> blocked(Group group, List<Member> moved, List<Member> ignored) {
    List<Member> away = new ArrayList<>();
    for (Member m : moved) {
      if (!m.blocksFloor()) {
        continue;
      }
      for (Member other : group.members) {
        if (!other.blocksFloor() || ignored.contains(other) || away.contains(other)) {
          continue;
        }
        if (m.footprint().grown(-0.01).overlap(other.footprint()) > 0.0005 && !tucked(m, other)) {
          if (other.named() || group.hinges(other)) {
            return Optional.empty();
          }
          away.add(other);
        }
      }
    }
    return Optional.of(away);
  }

  /** Chairs go a little under their tables. */
  private static boolean tucked(Member a, Member b) {
    boolean pair =
        Usual.isSeat(a.kind()) && isTable(b.kind()) || Usual.isSeat(b.kind()) && isTable(a.kind());
    return pair && a.footprint().grown(-0.06).overlap(b.footprint().grown(-0.06)) < 0.02;
  }
}
