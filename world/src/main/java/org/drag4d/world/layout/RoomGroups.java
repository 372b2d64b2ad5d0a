package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.layout.Cast.Choice;
import org.drag4d.world.layout.Finish.Style;

/**
 * The main groups of living rooms, bedrooms, studies, libraries, cabins and kitchens: what the eye
 * sees behind the free floor. In every group's frame the front is +z; its back stands at z = 0
 * until {@link Piece#of} moves the origin to the middle.
 */
final class RoomGroups {
  /** Between a seat and the table before it, metres. */
  private static final double KNEES = 0.36;

  private RoomGroups() {}

  /** Sofa against the wall, coffee table on a rug before it, armchairs at its sides. */
  static Piece lounge(Cast cast) {
    List<Member> members = new ArrayList<>();
    Choice sofa = cast.choose(Kind.SOFA);
    boolean seated = sofa.named() || cast.allows(Kind.SOFA);
    double sofaWidth = seated ? sofa.size().x() : 1.6;
    double sofaDepth = sofa.size().z();
    if (seated) {
      members.add(sofa.at(0, 0, sofaDepth / 2, 0));
      cushions(cast, sofa, members);
    }
    Choice table = cast.choose(Kind.COFFEE_TABLE, Kind.OTTOMAN);
    double tableZ = sofaDepth + KNEES + table.size().z() / 2;
    boolean hasTable = table.named() || cast.allows(table.kind());
    if (hasTable) {
      members.add(table.at(0, 0, tableZ, 0));
      if (table.kind() == Kind.COFFEE_TABLE) {
        coffeeTableTop(cast, table, tableZ, members);
      }
    }
    Choice chair = cast.choose(Kind.ARMCHAIR, Kind.ROCKING_CHAIR, Kind.BEAN_BAG);
    int chairs = chair.named() || cast.allows(chair.kind()) ? chair.countOr(2) : 0;
    double chairX =
        Math.max(sofaWidth / 2 - 0.25, table.size().x() / 2 + KNEES + 0.1)
            + chair.size().z() / 2
            + 0.12;
    for (int i = 0; i < Math.min(2, chairs); i++) {
      double side = i == 0 ? -1 : 1;
      members.add(
          chair.at(side * chairX, 0, tableZ + 0.08, -side * (90 - cast.dice.between(4, 16))));
    }
    for (int i = 2; i < chairs; i++) {
      cast.add(chair, Piece.Place.EDGE, 0.5, 0);
    }
    Choice side = cast.choose(Kind.SIDE_TABLE);
    int tables = side.named() || cast.allows(Kind.SIDE_TABLE) ? Math.min(2, side.countOr(2)) : 0;
    Choice lamp = cast.choose(Kind.TABLE_LAMP);
    for (int i = 0; i < tables && seated; i++) {
      double x = (i == 0 ? -1 : 1) * (sofaWidth / 2 + side.size().x() / 2 + 0.06);
      double z = side.size().z() / 2 + 0.05;
      members.add(side.at(x, 0, z, 0));
      if (lamp.named() || cast.allows(Kind.TABLE_LAMP)) {
        members.add(lamp.at(x, side.size().y(), z, 0));
      }
    }
    rug(cast, members, 2 * chairX + 0.2, table.size().z() + 1.7, tableZ - 0.1);
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  private static void cushions(Cast cast, Choice sofa, List<Member> members) {
    Choice cushion = cast.choose(Kind.CUSHION);
    if (!cushion.named() && !cast.allows(Kind.CUSHION)) {
      return;
    }
    int count = Math.min(6, cushion.countOr(2));
    double half = sofa.size().x() / 2 - 0.42;
    for (int i = 0; i < count; i++) {
      double x = count == 1 ? -half : -half + 2 * half * i / (count - 1);
      members.add(cushion.at(x, 0.455, 0.40, cast.dice.between(-14, 14)));
    }
  }

  private static void coffeeTableTop(Cast cast, Choice table, double z, List<Member> members) {
    double top = table.size().y();
    double x = table.size().x() / 2 - 0.24;
    if (cast.allows(Kind.BOOK_STACK)) {
      members.add(cast.usual(Kind.BOOK_STACK).at(-x, top, z + 0.06, cast.dice.between(-20, 20)));
    }
    Choice middle = cast.choose(Kind.FLOWERS_IN_VASE, Kind.VASE, Kind.FRUIT_BOWL);
    if (middle.named() || cast.allows(middle.kind())) {
      members.add(middle.at(x * 0.5, top, z - 0.06, 0));
    }
  }

  private static void rug(Cast cast, List<Member> members, double x, double z, double atZ) {
    Choice rug = cast.choose(Kind.RUG_RECTANGULAR, Kind.RUG_ROUND, Kind.FUR_RUG);
    if (!rug.named() && !cast.allows(rug.kind())) {
      return;
    }
    if (rug.kind() == Kind.FUR_RUG) {
      members.add(rug.at(0, 0, atZ + 0.4, 0));
      return;
    }
    boolean round = rug.kind() == Kind.RUG_ROUND;
    double square = Math.max(2.0, Math.min(x, z));
    members.add(rug.sized(round ? square : x, rug.size().y(), round ? square : z).at(0, 0, atZ, 0));
  }

  /** One bed, or two beside each other, with tables and lamps at the head, on a rug. */
  static Piece bed(Cast cast) {
    Choice bed = cast.choose(Kind.DOUBLE_BED, Kind.FOUR_POSTER_BED, Kind.SINGLE_BED);
    int beds = bed.kind() == Kind.SINGLE_BED ? Math.min(2, bed.countOr(1)) : 1;
    Choice table = cast.choose(Kind.BEDSIDE_TABLE);
    Choice lamp = cast.choose(Kind.TABLE_LAMP, Kind.CANDLESTICK);
    List<Member> members = new ArrayList<>();
    double z = bed.size().z() / 2;
    double tableX = bed.size().x() / 2 + table.size().x() / 2 + 0.07;
    boolean tables = table.named() || cast.allows(Kind.BEDSIDE_TABLE);
    double[] tableAt;
    if (beds == 2) {
      double x = table.size().x() / 2 + 0.07 + bed.size().x() / 2;
      members.add(bed.at(-x, 0, z, 0));
      members.add(bed.at(x, 0, z, 0));
      tableAt = new double[] {0};
    } else {
      members.add(bed.at(0, 0, z, 0));
      tableAt = table.countOr(2) == 1 ? new double[] {tableX} : new double[] {-tableX, tableX};
    }
    for (double x : tables ? tableAt : new double[0]) {
      members.add(table.at(x, 0, table.size().z() / 2, 0));
      if (lamp.named() || cast.allows(lamp.kind())) {
        members.add(lamp.at(x, table.size().y(), table.size().z() / 2 - 0.03, 0));
      }
    }
    rug(cast, members, bed.size().x() + 1.5, 1.9, bed.size().z() - 0.75);
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  /** A desk in the room before a wall of books, its chair between them. */
  static Piece study(Cast cast) {
    List<Member> members = new ArrayList<>();
    Choice shelf = cast.choose(Kind.BOOKCASE, Kind.SHELF_UNIT);
    boolean books = shelf.named() || cast.allows(Kind.BOOKCASE);
    int cases = books ? Math.clamp(shelf.countOr(3), 1, 4) : 0;
    double back = row(members, shelf, cases, 0);
    for (int i = cases; i < shelf.count(); i++) {
      cast.add(shelf, Piece.Place.WALL, 0.7, 0);
    }
    Choice desk = cast.choose(Kind.DESK);
    Choice seat = cast.choose(Kind.OFFICE_CHAIR, Kind.DINING_CHAIR, Kind.STOOL);
    double seatZ = back + 0.42 + seat.size().z() / 2;
    double deskZ = seatZ + seat.size().z() / 2 - 0.12 + desk.size().z() / 2;
    if (seat.named() || cast.allows(seat.kind())) {
      members.add(seat.at(0.04, 0, seatZ, cast.dice.between(-14, 14)));
    }
    members.add(desk.at(0, 0, deskZ, 180));
    deskTop(cast, desk, deskZ, 180, members);
    rug(cast, members, desk.size().x() + 1.3, 2.2, deskZ - 0.35);
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  /** Lamp, books and screen on a desk; yaw 180 when the sitter is on the -z side. */
  static void deskTop(Cast cast, Choice desk, double z, double yaw, List<Member> members) {
    double top = desk.size().y();
    double half = desk.size().x() / 2;
    double s = yaw == 180 ? -1 : 1;
    boolean modern =
        switch (cast.scheme.style()) {
          case MODERN, SCANDINAVIAN, INDUSTRIAL, BAUHAUS -> true;
          default -> false;
        };
    Choice lamp = cast.choose(Kind.TABLE_LAMP);
    if (lamp.named() || cast.allows(Kind.TABLE_LAMP)) {
      members.add(lamp.at(-s * (half - 0.24), top, z - s * 0.14, yaw));
    }
    Choice screen = cast.choose(Kind.COMPUTER);
    if (screen.named() || modern && cast.allows(Kind.COMPUTER)) {
      members.add(screen.at(0, top, z - s * 0.10, yaw));
    } else if (cast.allows(Kind.OPEN_BOOK)) {
      members.add(cast.choose(Kind.OPEN_BOOK).at(0, top, z + s * 0.10, yaw));
    }
    if (cast.allows(Kind.BOOK_STACK)) {
      members.add(cast.usual(Kind.BOOK_STACK).at(s * (half - 0.26), top, z - s * 0.08, yaw + 12));
    }
  }

  /** Bookcases side by side against a wall; returns the depth of the row. */
  private static double row(List<Member> members, Choice shelf, int count, double z) {
    for (int i = 0; i < count; i++) {
      double x = (i - (count - 1) / 2.0) * (shelf.size().x() + 0.005);
      members.add(shelf.at(x, 0, z + shelf.size().z() / 2, 0));
    }
    return count > 0 ? shelf.size().z() : 0;
  }

  /** A wall of books with two armchairs, a table and a lamp before it. */
  static Piece library(Cast cast) {
    List<Member> members = new ArrayList<>();
    Choice shelf = cast.choose(Kind.BOOKCASE);
    boolean books = shelf.named() || cast.allows(Kind.BOOKCASE);
    double back = row(members, shelf, books ? Math.clamp(shelf.countOr(5), 1, 5) : 0, 0);
    for (int i = 5; i < shelf.count(); i++) {
      cast.add(shelf, Piece.Place.WALL, 0.7, 0);
    }
    Choice chair = cast.choose(Kind.ARMCHAIR, Kind.ROCKING_CHAIR);
    int chairs = chair.named() || cast.allows(chair.kind()) ? chair.countOr(2) : 0;
    double z = back + 0.42 + chair.size().z() / 2;
    Choice table = cast.choose(Kind.SIDE_TABLE, Kind.COFFEE_TABLE);
    double x = table.size().x() / 2 + 0.22 + chair.size().x() / 2;
    if (chairs == 1) {
      members.add(chair.at(-x, 0, z, 12));
    } else if (chairs > 1) {
      members.add(chair.at(-x, 0, z, 20 + cast.dice.between(-5, 5)));
      members.add(chair.at(x, 0, z, -20 + cast.dice.between(-5, 5)));
    }
    for (int i = 2; i < chairs; i++) {
      cast.add(chair, Piece.Place.EDGE, 0.5, 0);
    }
    if (table.named() || cast.allows(table.kind())) {
      members.add(table.at(0, 0, z + 0.05, 0));
      Choice lamp = cast.choose(Kind.TABLE_LAMP, Kind.CANDELABRA, Kind.LANTERN);
      if (lamp.named() || cast.allows(lamp.kind())) {
        members.add(lamp.at(0, table.size().y(), z, 0));
      }
    }
    rug(cast, members, 2 * x + 1.4, 1.9, z + 0.2);
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  /** A fireplace or a stove with two seats and a fur before it, firewood beside it. */
  static Piece hearth(Cast cast) {
    List<Member> members = new ArrayList<>();
    Choice fire =
        cast.allows(Kind.FIREPLACE)
            ? cast.choose(Kind.FIREPLACE, Kind.WOOD_STOVE)
            : cast.choose(Kind.WOOD_STOVE);
    double gap = fire.kind() == Kind.WOOD_STOVE ? 0.25 : 0;
    members.add(fire.at(0, 0, gap + fire.size().z() / 2, 0));
    Choice wood = cast.choose(Kind.FIREWOOD);
    if (wood.named() || cast.allows(Kind.FIREWOOD)) {
      double x = fire.size().x() / 2 + wood.size().x() / 2 + 0.15;
      members.add(wood.at(x, 0, wood.size().z() / 2 + 0.05, 0));
    }
    Choice chair = cast.choose(Kind.ARMCHAIR, Kind.ROCKING_CHAIR);
    int chairs = chair.named() || cast.allows(chair.kind()) ? chair.countOr(2) : 0;
    double z = gap + fire.size().z() + 0.95;
    double x = Math.max(fire.size().x() / 2, 0.75) + chair.size().z() / 2 + 0.15;
    for (int i = 0; i < Math.min(2, chairs); i++) {
      double side = i == 0 ? -1 : 1;
      members.add(chair.at(side * x, 0, z, -side * (78 + cast.dice.between(-6, 6))));
    }
    for (int i = 2; i < chairs; i++) {
      cast.add(chair, Piece.Place.EDGE, 0.5, 0);
    }
    Choice rug = cast.choose(Kind.FUR_RUG, Kind.RUG_RECTANGULAR, Kind.RUG_ROUND);
    if (rug.named() || cast.allows(rug.kind())) {
      members.add(rug.at(0, 0, z + 0.05, 0));
    }
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  /** Fridge, cupboards, sink and stove in one line. */
  static Piece kitchenRun(Cast cast) {
    List<Member> members = new ArrayList<>();
    double s = cast.dice.chance(0.5) ? 1 : -1;
    Choice base = cast.choose(Kind.BASE_CABINETS);
    Choice sink = cast.choose(Kind.SINK_UNIT);
    Choice stove = cast.choose(Kind.STOVE);
    Choice fridge = cast.choose(Kind.FRIDGE);
    double height = base.size().y();
    double deep = base.size().z();
    double half = sink.size().x() / 2;
    members.add(sink.sized(sink.size().x(), height, deep).at(0, 0, deep / 2, 0));
    double left = 1.95;
    double right = 1.12;
    members.add(base.sized(left, height, deep).at(-s * (half + left / 2), 0, deep / 2, 0));
    members.add(base.sized(right, height, deep).at(s * (half + right / 2), 0, deep / 2, 0));
    double stoveX = s * (half + right + stove.size().x() / 2);
    if (stove.named() || cast.allows(Kind.STOVE)) {
      members.add(stove.sized(stove.size().x(), height, deep).at(stoveX, 0, deep / 2, 0));
      hob(cast, stove, stoveX, height, deep, members);
    }
    double end = half + right + stove.size().x();
    members.add(base.sized(0.60, height, deep).at(s * (end + 0.30), 0, deep / 2, 0));
    if (fridge.named() || cast.allows(Kind.FRIDGE)) {
      double x = -s * (half + left + fridge.size().x() / 2 + 0.02);
      members.add(fridge.at(x, 0, fridge.size().z() / 2, 0));
    }
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  private static void hob(
      Cast cast, Choice stove, double x, double y, double deep, List<Member> members) {
    Choice pot = cast.choose(Kind.POT);
    if (pot.named() || cast.allows(Kind.POT)) {
      members.add(pot.at(x - 0.13, y, deep / 2 - 0.12, 25));
    }
    Choice kettle = cast.choose(Kind.KETTLE);
    if ((kettle.named() || cast.allows(Kind.KETTLE)) && stove.size().x() > 0.5) {
      members.add(kettle.at(x + 0.14, y, deep / 2 + 0.12, -35));
    }
  }

  /** A kitchen island with stools on its far side. */
  static Piece island(Cast cast) {
    Choice island = cast.choose(Kind.KITCHEN_ISLAND);
    Choice stool = cast.choose(Kind.BAR_STOOL, Kind.STOOL);
    List<Member> members = new ArrayList<>();
    members.add(island.at(0, 0, 0, 0));
    int count = Math.min(4, stool.countOr(2));
    for (int i = 0; i < count; i++) {
      double x = (i - (count - 1) / 2.0) * Math.min(0.6, island.size().x() / count);
      members.add(stool.at(x, 0, island.size().z() / 2 + 0.26, 180));
    }
    return Piece.of(members, 0, Piece.Place.FREE, island.rank(2));
  }

  /** A desk against the wall with its chair. */
  static Piece wallDesk(Cast cast, int rank) {
    Choice desk = cast.choose(Kind.DESK);
    Choice seat =
        cast.scheme.style() == Style.RUSTIC || cast.scheme.style() == Style.VICTORIAN
            ? cast.choose(Kind.DINING_CHAIR)
            : cast.choose(Kind.OFFICE_CHAIR);
    List<Member> members = new ArrayList<>();
    members.add(desk.at(0, 0, desk.size().z() / 2, 0));
    double z = desk.size().z() + seat.size().z() / 2 - 0.1;
    members.add(seat.at(0, 0, z, 180 + cast.dice.between(-20, 20)));
    deskTop(cast, desk, desk.size().z() / 2, 0, members);
    return Piece.of(members, 0.1, Piece.Place.WALL, desk.rank(rank));
  }

  /** A dressing table with a stool before it. */
  static Piece dressingTable(Cast cast, int rank) {
    Choice table = cast.choose(Kind.DRESSING_TABLE);
    Choice stool = cast.choose(Kind.STOOL);
    List<Member> members = new ArrayList<>();
    members.add(table.at(0, 0, table.size().z() / 2, 0));
    members.add(stool.at(0, 0, table.size().z() + 0.14, 180));
    return Piece.of(members, 0.2, Piece.Place.WALL, table.rank(rank));
  }

  /** A bathtub at the wall with a small table beside it, a mat before it. */
  static Piece bath(Cast cast) {
    Choice tub = cast.choose(Kind.BATHTUB);
    List<Member> members = new ArrayList<>();
    if (tub.named() || cast.allows(Kind.BATHTUB)) {
      members.add(tub.at(0, 0, 0.16 + tub.size().z() / 2, 0));
    }
    Choice table = cast.choose(Kind.SIDE_TABLE, Kind.STOOL);
    double x = tub.size().x() / 2 + table.size().x() / 2 + 0.12;
    if (table.named() || cast.allows(table.kind())) {
      members.add(table.at(x, 0, table.size().z() / 2 + 0.05, 0));
    }
    Choice mat = cast.choose(Kind.RUG_RECTANGULAR, Kind.RUG_ROUND, Kind.FUR_RUG);
    if (mat.named() || cast.allows(mat.kind())) {
      Choice small = mat.named() ? mat : mat.sized(1.1, mat.size().y(), 0.7);
      members.add(small.at(0, 0, 0.16 + tub.size().z() + 0.12 + small.size().z() / 2, 0));
    }
    return Piece.of(members, 0, Piece.Place.WALL, 0);
  }

  /** A low table with stools for children on a round rug. */
  static Piece play(Cast cast) {
    Choice table = cast.choose(Kind.CHILDRENS_TABLE, Kind.ROUND_TABLE);
    Choice stool = cast.choose(Kind.STOOL, Kind.DINING_CHAIR);
    Choice small = stool.named() ? stool : stool.sized(0.32, 0.30, 0.32);
    List<Member> members = new ArrayList<>();
    members.add(table.at(0, 0, 0, 0));
    int count = Math.min(6, stool.countOr(4));
    for (int i = 0; i < count; i++) {
      double angle = 45 + 360.0 * i / count;
      double a = Math.toRadians(angle);
      double r = table.size().x() / 2 + 0.20 + cast.dice.between(0, 0.08);
      members.add(small.at(Math.sin(a) * r, 0, Math.cos(a) * r, angle + 180));
    }
    Choice rug = cast.choose(Kind.RUG_ROUND, Kind.RUG_RECTANGULAR);
    if (rug.named() || cast.allows(rug.kind())) {
      members.add(rug.sized(2.6, rug.size().y(), 2.6).at(0, 0, 0, 0));
    }
    return Piece.of(members, 0, Piece.Place.FREE, 0);
  }

  /** A garden table with chairs around it. */
  static Piece gardenSeats(Cast cast, int usual) {
    Choice table = cast.choose(Kind.GARDEN_TABLE, Kind.ROUND_TABLE);
    Choice chair = cast.choose(Kind.GARDEN_CHAIR, Kind.DINING_CHAIR);
    List<Member> members = new ArrayList<>();
    members.add(table.at(0, 0, 0, 0));
    int count = Math.min(6, chair.countOr(usual));
    for (int i = 0; i < count; i++) {
      double angle = 30 + 360.0 * i / count;
      double a = Math.toRadians(angle);
      double r = table.size().x() / 2 + chair.size().z() / 2 - 0.02;
      members.add(
          chair.at(Math.sin(a) * r, 0, Math.cos(a) * r, angle + 180 + cast.dice.between(-8, 8)));
    }
    return Piece.of(members, 0, Piece.Place.FREE, table.rank(0));
  }
}
