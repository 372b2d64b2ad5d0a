package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.layout.Cast.Choice;

/** What stands in each landscape; trees, grass, sand and water belong to the landscape itself. */
final class OutdoorRecipes {
  private OutdoorRecipes() {}

  /** Fills the cast of a landscape. */
  static void fill(Cast cast) {
    switch (cast.said.scene()) {
      case GARDEN -> garden(cast);
      case MEADOW -> meadow(cast);
      case BEACH -> beach(cast);
      case DESERT -> desert(cast);
      case MOUNTAIN_LAKE -> lake(cast);
      case SNOWY_FOREST -> snow(cast);
      default -> forest(cast);
    }
  }

  private static void forest(Cast cast) {
    cast.main(camp(cast));
    boulders(cast, 4);
    tent(cast, false);
    logs(cast, 1);
  }

  private static void snow(Cast cast) {
    cast.main(camp(cast));
    boulders(cast, 3);
    tent(cast, false);
    logs(cast, 1);
    cast.add(cast.choose(Kind.FIREWOOD), Piece.Place.FREE, 0, 2);
  }

  private static void lake(Cast cast) {
    cast.main(camp(cast));
    boulders(cast, 6);
    tent(cast, true);
    logs(cast, 1);
  }

  private static void garden(Cast cast) {
    Choice fountain = cast.choose(Kind.FOUNTAIN);
    boolean water = fountain.named() || cast.allows(Kind.FOUNTAIN);
    if (water) {
      List<Member> members = new ArrayList<>();
      members.add(fountain.at(0, 0, 0, 0));
      cast.main(Piece.of(members, 0, Piece.Place.FREE, 0));
    }
    Piece seats = RoomGroups.gardenSeats(cast, 4);
    if (water) {
      cast.add(seats);
    } else {
      cast.main(seats);
    }
    Choice bench = cast.choose(Kind.GARDEN_BENCH, Kind.BENCH);
    for (int i = 0; i < bench.countOr(2); i++) {
      cast.add(bench, Piece.Place.EDGE, 0.6, 1 + i);
    }
    Choice box = cast.choose(Kind.PLANTER_BOX);
    for (int i = 0; i < box.countOr(4); i++) {
      cast.add(box, Piece.Place.EDGE, 0, 2 + i);
    }
    Choice pot = cast.choose(Kind.POTTED_PLANT);
    for (int i = 0; i < pot.countOr(3); i++) {
      cast.add(pot, Piece.Place.EDGE, 0, 3 + i);
    }
    cast.add(cast.choose(Kind.WATERING_CAN), Piece.Place.FREE, 0, 4);
    cast.put(cast.usual(Kind.TEAPOT), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.CUP), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.CUP), Kind.GARDEN_TABLE);
  }

  private static void meadow(Cast cast) {
    cast.main(RoomGroups.gardenSeats(cast, 2));
    boulders(cast, 3);
    cast.add(cast.choose(Kind.GARDEN_BENCH, Kind.BENCH), Piece.Place.EDGE, 0.6, 1);
    logs(cast, 1);
    cast.put(cast.usual(Kind.PRODUCE_BASKET), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.BOTTLE), Kind.GARDEN_TABLE);
  }

  private static void beach(Cast cast) {
    cast.main(RoomGroups.gardenSeats(cast, 2));
    Choice palm = cast.choose(Kind.PALM);
    for (int i = 0; i < palm.countOr(3); i++) {
      Choice tall = palm.named() ? palm : palm.sized(1.9, cast.dice.between(3.2, 4.6), 1.9);
      cast.add(tall, Piece.Place.EDGE, 0, 1 + i);
    }
    boulders(cast, 3);
    logs(cast, 1);
    cast.put(cast.usual(Kind.FRUIT_BOWL), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.WINE_GLASS), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.WINE_GLASS), Kind.GARDEN_TABLE);
  }

  private static void desert(Cast cast) {
    cast.main(camp(cast));
    boulders(cast, 7);
    tent(cast, true);
  }

  /** A fire with seats around it. */
  private static Piece camp(Cast cast) {
    Choice fire = cast.choose(Kind.CAMPFIRE);
    Choice log = cast.choose(Kind.LOG_SEAT, Kind.BENCH);
    List<Member> members = new ArrayList<>();
    if (fire.named() || cast.allows(Kind.CAMPFIRE)) {
      members.add(fire.at(0, 0, 0, 0));
    }
    int seats = Math.min(4, log.countOr(3));
    double[] angles = {180, 90, 270, 0};
    for (int i = 0; i < seats; i++) {
      double a = Math.toRadians(angles[i]);
      double r = fire.size().x() / 2 + 0.62;
      members.add(
          log.at(Math.sin(a) * r, 0, Math.cos(a) * r, angles[i] + 180 + cast.dice.between(-9, 9)));
    }
    return Piece.of(members, 0, Piece.Place.FREE, 0);
  }

  private static void boulders(Cast cast, int usual) {
    Choice rock = cast.choose(Kind.BOULDER);
    int count = rock.countOr(usual);
    for (int i = 0; i < count; i++) {
      double f = cast.dice.between(0.6, 1.5);
      cast.add(
          rock.sized(rock.size().x() * f, rock.size().y() * f, rock.size().z() * f),
          Piece.Place.EDGE,
          0,
          2 + i);
    }
  }

  private static void logs(Cast cast, int usual) {
    Choice log = cast.usual(Kind.LOG_SEAT);
    for (int i = 0; i < usual; i++) {
      cast.add(log, Piece.Place.EDGE, 0, 3);
    }
  }

  private static void tent(Cast cast, boolean usual) {
    if (usual || cast.wants(Kind.TENT)) {
      cast.add(cast.choose(Kind.TENT), Piece.Place.EDGE, 0.8, 1);
    }
  }
}
