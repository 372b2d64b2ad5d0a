package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.layout.Cast.Choice;

/**
 * Groups of things that belong together, built by rule (built-in-world section 9). In every group's
 * frame the front is +z.
 */
final class Groups {
  /** Along a table every diner has so much, metres. */
  private static final double PITCH = 0.64;

  /** How far a chair's seat goes under the edge of its table, metres. */
  private static final double TUCK = 0.10;

  private Groups() {}

  /** A dining table with chairs, laid places, a centrepiece, a rug and a chandelier above. */
  static Piece dining(Cast cast, boolean laid, boolean chandelier, boolean rug) {
    return dining(cast, Kind.DINING_TABLE, laid, chandelier, rug);
  }

  /** The same around a table that is usually of another kind. */
  static Piece dining(Cast cast, Kind usual, boolean laid, boolean chandelier, boolean rug) {
    Dice dice = cast.dice;
    Choice table = cast.choose(usual, Kind.DINING_TABLE, Kind.ROUND_TABLE);
    Choice chair = cast.choose(Kind.DINING_CHAIR, Kind.CANTILEVER_CHAIR);
    if (!chair.named() && cast.scheme.style() == Finish.Style.BAUHAUS) {
      chair = cast.usual(Kind.CANTILEVER_CHAIR);
    }
    boolean round = table.kind() == Kind.ROUND_TABLE;
    boolean longTable = table.size().x() > 2.6;
    int chairs = chair.countOr(round ? 4 : longTable ? 10 : 8);
    if (!chair.named() && !cast.allows(chair.kind())) {
      chairs = 0;
    }
    if (round) {
      double diameter = Math.max(table.size().x(), chairs * 0.24 + 0.2);
      table = table.sized(diameter, table.size().y(), diameter);
    } else {
      int side = chairs >= 6 ? (chairs - 1) / 2 : (chairs + 1) / 2;
      double length = Math.max(table.size().x(), side * PITCH + (chairs >= 6 ? 0.45 : 0.2));
      table = table.sized(length, table.size().y(), table.size().z());
    }
    List<Member> members = new ArrayList<>();
    members.add(table.at(0, 0, 0, 0));
    List<double[]> seats = round ? aroundCircle(table, chairs) : alongTable(table, chairs);
    double top = table.size().y();
    Choice setting = cast.choose(Kind.PLACE_SETTING);
    Choice glass = cast.choose(Kind.WINE_GLASS);
    boolean plates = (laid || setting.named()) && (setting.named() || cast.allows(setting.kind()));
    boolean glasses = (plates || glass.named()) && (glass.named() || cast.allows(glass.kind()));
    double tuck = chair.size().z() / 2 - TUCK;
    for (double[] seat : seats) {
      double out = Math.toRadians(seat[2]);
      double sx = Math.sin(out);
      double sz = Math.cos(out);
      double pull = tuck + dice.between(0.0, 0.06);
      members.add(
          chair.at(
              seat[0] + sx * pull + cosJitter(dice) * sz,
              0,
              seat[1] + sz * pull + cosJitter(dice) * sx,
              seat[2] + 180 + dice.between(-4, 4)));
      if (plates) {
        double in = 0.04 + setting.size().z() / 2;
        members.add(setting.at(seat[0] - sx * in, top, seat[1] - sz * in, seat[2]));
      }
      if (glasses) {
        // At the diner's right hand, above the knife.
        double in = plates ? setting.size().z() + 0.07 : 0.25;
        double right = plates ? 0.16 : 0;
        members.add(
            glass.at(seat[0] - sx * in + sz * right, top, seat[1] - sz * in - sx * right, seat[2]));
      }
    }
    centrepiece(cast, table, round, plates, members);
    if (chandelier) {
      Kind hanging = usual == Kind.ROUND_TABLE ? Kind.PENDANT_LAMP : Kind.CHANDELIER;
      Choice lamp = cast.choose(hanging, Kind.CHANDELIER, Kind.PENDANT_LAMP, Kind.CEILING_LAMP);
      if (lamp.named() || cast.allows(lamp.kind())) {
        double drop = Math.clamp(cast.ceiling - 1.68, 0.55, 2.4);
        double height = lamp.kind() == Kind.CEILING_LAMP ? lamp.size().y() : drop;
        members.add(lamp.sized(lamp.size().x(), height, lamp.size().z()).at(0, cast.ceiling, 0, 0));
      }
    }
    if (rug || cast.wants(Kind.RUG_RECTANGULAR) || cast.wants(Kind.RUG_ROUND)) {
      Choice carpet =
          round
              ? cast.choose(Kind.RUG_ROUND, Kind.RUG_RECTANGULAR)
              : cast.choose(Kind.RUG_RECTANGULAR, Kind.RUG_ROUND);
      if (carpet.named() || cast.allows(carpet.kind())) {
        double x = table.size().x() + 1.5;
        double z = table.size().z() + 1.5;
        double square = Math.max(x, z);
        boolean circle = carpet.kind() == Kind.RUG_ROUND;
        members.add(
            carpet
                .sized(circle ? square : x, carpet.size().y(), circle ? square : z)
                .at(0, 0, 0, 0));
      }
    }
    return Piece.of(members, 0, Piece.Place.FREE, 2);
  }

  private static double cosJitter(Dice dice) {
    return dice.between(-0.025, 0.025);
  }

  /** Places around a round table: x, z of the edge and the direction outwards in degrees. */
  private static List<double[]> aroundCircle(Choice table, int chairs) {
    List<double[]> seats = new ArrayList<>();
    double radius = table.size().x() / 2;
    for (int i = 0; i < chairs; i++) {
      double angle = 45 + 360.0 * i / chairs;
      double a = Math.toRadians(angle);
      seats.add(new double[] {Math.sin(a) * radius, Math.cos(a) * radius, angle});
    }
    return seats;
  }

  /** Places along the sides of a table and, from six on, at its ends. */
  private static List<double[]> alongTable(Choice table, int chairs) {
    List<double[]> seats = new ArrayList<>();
    double x = table.size().x() / 2;
    double z = table.size().z() / 2;
    int ends = chairs >= 6 ? 2 : 0;
    int front = (chairs - ends) / 2;
    int back = chairs - ends - front;
    for (int i = 0; i < back; i++) {
      seats.add(new double[] {spread(i, back, x), -z, 180});
    }
    for (int i = 0; i < front; i++) {
      seats.add(new double[] {spread(i, front, x), z, 0});
    }
    if (ends > 0) {
      seats.add(new double[] {-x, 0, 270});
      seats.add(new double[] {x, 0, 90});
    }
    return seats;
  }

  private static double spread(int index, int count, double half) {
    double pitch = Math.min(0.8, (2 * half - 0.3) / count);
    return (index - (count - 1) / 2.0) * pitch;
  }

  private static void centrepiece(
      Cast cast, Choice table, boolean round, boolean laid, List<Member> members) {
    double top = table.size().y();
    double half = table.size().x() / 2;
    boolean formal = laid && !round;
    if (formal && (cast.allows(Kind.TABLE_RUNNER) || cast.wants(Kind.TABLE_RUNNER))) {
      Choice runner = cast.choose(Kind.TABLE_RUNNER);
      members.add(runner.sized(2 * half - 0.9, runner.size().y(), 0.32).at(0, top, 0, 0));
    }
    Choice middle = cast.choose(Kind.FLOWERS_IN_VASE, Kind.FRUIT_BOWL);
    if (middle.named() || cast.allows(middle.kind())) {
      members.add(middle.at(0, top + 0.004, 0, 0));
    }
    if (formal) {
      Choice light = cast.choose(Kind.CANDELABRA, Kind.CANDLESTICK);
      if (light.named() || cast.allows(light.kind())) {
        double x = Math.min(0.5 * half, 0.75);
        members.add(light.at(-x, top + 0.004, 0, 0));
        members.add(light.at(x, top + 0.004, 0, 0));
      }
    }
  }

  /** A side table or a chest with lamps at its ends and something between. */
  static Piece dressed(Cast cast, Choice chest, boolean lamps, int rank) {
    List<Member> members = new ArrayList<>();
    members.add(chest.at(0, 0, 0, 0));
    Usual.Surface top = Usual.top(chest.kind(), chest.size());
    if (lamps && (cast.allows(Kind.TABLE_LAMP) || cast.wants(Kind.TABLE_LAMP))) {
      Choice lamp = cast.choose(Kind.TABLE_LAMP);
      double x = top.width() / 2 - 0.17;
      if (x > 0.3) {
        members.add(lamp.at(-x, top.y(), top.z(), 0));
        members.add(lamp.at(x, top.y(), top.z(), 0));
      } else {
        members.add(lamp.at(0, top.y(), top.z(), 0));
      }
    }
    return Piece.of(
        members, Usual.front(chest.kind()), Usual.place(chest.kind()), chest.rank(rank));
  }

  /** An armchair turned into the room, with a lamp or a small table beside it. */
  static Piece reading(Cast cast, int rank) {
    Choice chair = cast.choose(Kind.ARMCHAIR, Kind.ROCKING_CHAIR);
    List<Member> members = new ArrayList<>();
    members.add(chair.at(0, 0, 0, cast.dice.between(-18, 18)));
    double side = cast.dice.chance(0.5) ? 1 : -1;
    Choice lamp = cast.choose(Kind.FLOOR_LAMP);
    if (lamp.named() || cast.allows(lamp.kind())) {
      members.add(lamp.at(side * (chair.size().x() / 2 + 0.34), 0, -0.22, 0));
    }
    Choice table = cast.choose(Kind.SIDE_TABLE);
    if (table.named() || cast.allows(table.kind())) {
      members.add(table.at(-side * (chair.size().x() / 2 + 0.38), 0, 0.02, 0));
    }
    if (cast.allows(Kind.CUSHION)) {
      members.add(cast.usual(Kind.CUSHION).at(0, 0.46, -0.06, 0));
    }
    return Piece.of(members, 0.5, Piece.Place.EDGE, chair.rank(rank));
  }
}
