package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.layout.Cast.Choice;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.SceneDescription.Mood;

/**
 * What belongs to each kind of room. What the sentence names is taken first; the rest makes a short
 * sentence a full, believable place. Numbers are ranks: the highest is left out first where a room
 * is too small.
 */
final class Recipes {
  private Recipes() {}

  /** Fills the cast of a room. */
  static void fill(Cast cast) {
    if (cast.said.moods().contains(Mood.EMPTY)) {
      // Nothing but what the sentence names.
      cast.takeTheRest();
      Ties.tie(cast);
      return;
    }
    if (cast.allows(Kind.CURTAINS) || cast.wants(Kind.CURTAINS)) {
      curtains(cast);
    }
    switch (cast.said.scene()) {
      case DINING_ROOM -> diningRoom(cast);
      case LIVING_ROOM -> livingRoom(cast);
      case KITCHEN -> kitchen(cast);
      case BEDROOM -> bedroom(cast);
      case STUDY -> study(cast);
      case LIBRARY -> library(cast);
      case CABIN -> cabin(cast);
      case PLAYROOM -> playroom(cast);
      case GREENHOUSE -> greenhouse(cast);
      case WORKSHOP -> workshop(cast);
      case BATHROOM -> bathroom(cast);
      case FOREST_CLEARING, GARDEN, MEADOW, BEACH, DESERT, MOUNTAIN_LAKE, SNOWY_FOREST ->
          OutdoorRecipes.fill(cast);
    }
    cast.takeTheRest();
    Ties.tie(cast);
  }

  private static void curtains(Cast cast) {
    boolean usual =
        switch (cast.said.scene()) {
          case DINING_ROOM, LIVING_ROOM, BEDROOM, STUDY, LIBRARY, CABIN, PLAYROOM -> true;
          case KITCHEN -> cast.scheme.paletteNamed() || cast.said.moods().contains(Mood.COSY);
          default -> false;
        };
    if (usual || cast.wants(Kind.CURTAINS)) {
      cast.hang(cast.choose(Kind.CURTAINS));
    }
  }

  private static boolean full(Cast cast) {
    return !cast.said.moods().contains(Mood.SPARSE);
  }

  private static boolean plain(Cast cast) {
    return switch (cast.scheme.style()) {
      case MODERN, BAUHAUS, SCANDINAVIAN, JAPANESE, INDUSTRIAL -> true;
      default -> false;
    };
  }

  private static void diningRoom(Cast cast) {
    boolean full = full(cast);
    cast.main(Groups.dining(cast, true, true, full));
    cast.add(Groups.dressed(cast, cast.choose(Kind.SIDEBOARD), true, 1));
    sideTables(cast);
    cast.hang(cast.choose(Kind.MIRROR), Kind.SIDEBOARD);
    if (full) {
      if (!plain(cast) || cast.wants(Kind.FIREPLACE)) {
        fireplace(cast, 2);
      }
      cast.add(cast.choose(Kind.DISPLAY_CABINET, Kind.BOOKCASE), Piece.Place.WALL, 0.7, 3);
      cast.add(Groups.reading(cast, 4));
      plants(cast, 2);
      cast.add(cast.choose(Kind.GRANDFATHER_CLOCK), Piece.Place.WALL, 0.3, 6);
      sconces(cast);
      cast.put(cast.usual(Kind.FLOWERS_IN_VASE), Kind.SIDEBOARD);
      cast.put(cast.usual(Kind.TRAY), Kind.SIDEBOARD);
      cast.put(cast.usual(Kind.BOOK_STACK), Kind.SIDE_TABLE);
    }
  }

  private static void livingRoom(Cast cast) {
    boolean full = full(cast);
    cast.main(RoomGroups.lounge(cast));
    cast.hang(cast.usual(Kind.PICTURE).sized(1.3, 0.85, 0.04), Kind.SOFA);
    ceilingLamp(cast);
    if (!full) {
      return;
    }
    if (plain(cast) && !cast.wants(Kind.FIREPLACE)) {
      cast.add(Groups.dressed(cast, cast.choose(Kind.SIDEBOARD), false, 1));
      cast.hang(cast.choose(Kind.TELEVISION), Kind.SIDEBOARD);
    } else {
      fireplace(cast, 1);
      cast.add(Groups.dressed(cast, cast.choose(Kind.SIDEBOARD, Kind.CONSOLE_TABLE), true, 3));
      cast.hang(cast.choose(Kind.MIRROR), Kind.SIDEBOARD);
      sconces(cast);
    }
    bookcases(cast, 2, 2);
    cast.add(cast.choose(Kind.FLOOR_LAMP), Piece.Place.CORNER, 0, 3);
    plants(cast, 2);
    if (cast.dice.chance(0.35) || cast.wants(Kind.PIANO)) {
      cast.add(cast.choose(Kind.PIANO), Piece.Place.WALL, 0.6, 5);
    } else {
      cast.add(Groups.reading(cast, 5));
    }
    cast.put(cast.usual(Kind.VASE), Kind.SIDEBOARD);
    cast.put(cast.usual(Kind.FIGURINE), Kind.SIDEBOARD);
    cast.put(cast.usual(Kind.BOOK_STACK), Kind.SIDEBOARD);
  }

  private static void kitchen(Cast cast) {
    cast.main(RoomGroups.kitchenRun(cast));
    Choice hood = cast.choose(Kind.RANGE_HOOD);
    cast.hang(hood, Kind.STOVE);
    cast.hang(cast.choose(Kind.WALL_CABINETS), Kind.BASE_CABINETS);
    if (cast.wants(Kind.KITCHEN_ISLAND)) {
      cast.add(RoomGroups.island(cast));
    }
    boolean laid = cast.wants(Kind.PLACE_SETTING);
    Piece table =
        Groups.dining(
            cast,
            Kind.ROUND_TABLE,
            laid,
            cast.wants(Kind.CHANDELIER) || full(cast),
            cast.said.moods().contains(Mood.COSY));
    cast.add(table);
    // Work light: lamps in a row before the run.
    Choice lamp = cast.usual(Kind.CEILING_LAMP);
    for (int i = 0; i < 3; i++) {
      cast.add(lamp);
    }
    if (full(cast)) {
      cast.add(cast.choose(Kind.SIDEBOARD, Kind.SHELF_UNIT), Piece.Place.WALL, 0.7, 2);
      cast.add(cast.choose(Kind.DISPLAY_CABINET), Piece.Place.WALL, 0.7, 4);
      cast.add(cast.usual(Kind.SHELF_UNIT), Piece.Place.WALL, 0.5, 5);
      cast.add(cast.choose(Kind.BENCH), Piece.Place.EDGE, 0.3, 6);
      cast.add(cast.choose(Kind.BASKET), Piece.Place.CORNER, 0, 6);
      plants(cast, 2);
      cast.hang(cast.choose(Kind.WALL_CLOCK));
      cast.hang(cast.choose(Kind.WALL_SHELF));
      cast.put(cast.usual(Kind.JAR), Kind.BASE_CABINETS);
      cast.put(cast.usual(Kind.JAR), Kind.BASE_CABINETS);
      cast.put(cast.usual(Kind.PLATE_STACK), Kind.BASE_CABINETS);
      cast.put(cast.usual(Kind.BOTTLE), Kind.BASE_CABINETS);
      cast.put(cast.usual(Kind.SMALL_PLANT), Kind.BASE_CABINETS);
      cast.put(cast.usual(Kind.TRAY), Kind.SIDEBOARD);
      cast.put(cast.usual(Kind.TEAPOT), Kind.SIDEBOARD);
      cast.put(cast.usual(Kind.VASE), Kind.SIDEBOARD);
      cast.put(cast.usual(Kind.JAR), Kind.WALL_SHELF);
      cast.put(cast.usual(Kind.JAR), Kind.WALL_SHELF);
      cast.put(cast.usual(Kind.CUP), Kind.WALL_SHELF);
      cast.put(cast.usual(Kind.CUP), Kind.ROUND_TABLE);
    }
  }

  private static void bedroom(Cast cast) {
    cast.main(RoomGroups.bed(cast));
    cast.hang(cast.usual(Kind.PICTURE).sized(1.2, 0.8, 0.04), Kind.DOUBLE_BED);
    ceilingLamp(cast);
    cast.add(cast.choose(Kind.WARDROBE), Piece.Place.WALL, 0.7, 1);
    cast.add(Groups.dressed(cast, cast.choose(Kind.CHEST_OF_DRAWERS), false, 2));
    cast.hang(cast.choose(Kind.MIRROR), Kind.CHEST_OF_DRAWERS);
    if (full(cast)) {
      cast.add(RoomGroups.dressingTable(cast, 3));
      cast.add(Groups.reading(cast, 3));
      plants(cast, 2);
      cast.add(cast.choose(Kind.TRUNK, Kind.BENCH), Piece.Place.WALL, 0.5, 4);
      if (cast.dice.chance(0.5) || cast.wants(Kind.BOOKCASE)) {
        bookcases(cast, 1, 5);
      }
      cast.add(cast.choose(Kind.BASKET), Piece.Place.CORNER, 0, 6);
      cast.put(cast.usual(Kind.BOOK_STACK), Kind.BEDSIDE_TABLE);
      cast.put(cast.usual(Kind.VASE), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.FIGURINE), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.FLOWERS_IN_VASE), Kind.DRESSING_TABLE);
    }
  }

  private static void study(Cast cast) {
    boolean deskAtWall =
        cast.said.relations().stream()
            .anyMatch(r -> r.thing() == Kind.DESK && r.anchor() instanceof Anchor.Spot);
    if (deskAtWall) {
      cast.main(RoomGroups.library(cast));
      cast.add(RoomGroups.wallDesk(cast, 0));
    } else {
      cast.main(RoomGroups.study(cast));
    }
    ceilingLamp(cast);
    if (full(cast)) {
      cast.add(Groups.reading(cast, 1));
      bookcases(cast, 2, 2);
      cast.add(cast.choose(Kind.GLOBE), Piece.Place.CORNER, 0, 2);
      cast.add(Groups.dressed(cast, cast.choose(Kind.CONSOLE_TABLE, Kind.SIDEBOARD), true, 3));
      if (!plain(cast)) {
        fireplace(cast, 3);
        cast.add(cast.choose(Kind.GRANDFATHER_CLOCK), Piece.Place.WALL, 0.3, 4);
      }
      plants(cast, 2);
      cast.add(cast.choose(Kind.TELESCOPE), Piece.Place.EDGE, 0, 6);
      cast.put(cast.usual(Kind.BUST), Kind.CONSOLE_TABLE);
      cast.put(cast.usual(Kind.BOOK_STACK), Kind.SIDE_TABLE);
    }
  }

  private static void library(Cast cast) {
    cast.main(RoomGroups.library(cast));
    ceilingLamp(cast);
    bookcases(cast, 6, 1);
    if (full(cast)) {
      fireplace(cast, 2);
      cast.add(RoomGroups.wallDesk(cast, 3));
      cast.add(cast.choose(Kind.GLOBE), Piece.Place.CORNER, 0, 3);
      plants(cast, 1);
      cast.add(cast.choose(Kind.GRANDFATHER_CLOCK), Piece.Place.WALL, 0.3, 4);
      sconces(cast);
      cast.put(cast.usual(Kind.BUST), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.OPEN_BOOK), Kind.SIDE_TABLE);
    }
  }

  private static void cabin(Cast cast) {
    boolean fire = cast.allows(Kind.FIREPLACE) || cast.allows(Kind.WOOD_STOVE);
    cast.main(fire ? RoomGroups.hearth(cast) : RoomGroups.lounge(cast));
    cast.hang(cast.choose(Kind.ANTLERS), Kind.FIREPLACE);
    Piece table =
        Groups.dining(cast, Kind.ROUND_TABLE, cast.wants(Kind.PLACE_SETTING), false, false);
    cast.add(table);
    Choice bed = cast.choose(Kind.SINGLE_BED, Kind.DOUBLE_BED, Kind.FOUR_POSTER_BED);
    cast.add(bed, Piece.Place.WALL, 0.4, 1);
    if (full(cast)) {
      cast.add(Groups.dressed(cast, cast.choose(Kind.CHEST_OF_DRAWERS), false, 3));
      bookcases(cast, 1, 3);
      cast.add(cast.choose(Kind.TRUNK), Piece.Place.WALL, 0.4, 4);
      cast.add(cast.choose(Kind.FLOOR_LAMP), Piece.Place.CORNER, 0, 4);
      cast.add(cast.choose(Kind.BASKET), Piece.Place.CORNER, 0, 6);
      plants(cast, 1);
      cast.put(cast.choose(Kind.LANTERN), Kind.ROUND_TABLE);
      cast.put(cast.usual(Kind.LANTERN), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.CANDLESTICK), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.CANDLESTICK), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.MANTEL_CLOCK), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.CUP), Kind.ROUND_TABLE);
      cast.put(cast.usual(Kind.TEAPOT), Kind.ROUND_TABLE);
      cast.put(cast.usual(Kind.BOOK_STACK), Kind.CHEST_OF_DRAWERS);
      cast.hang(cast.choose(Kind.WALL_SHELF));
    }
    cast.add(cast.choose(Kind.CEILING_LAMP, Kind.PENDANT_LAMP, Kind.CHANDELIER));
  }

  private static void playroom(Cast cast) {
    cast.main(RoomGroups.play(cast));
    ceilingLamp(cast);
    cast.add(cast.choose(Kind.TOY_BOX), Piece.Place.WALL, 0.4, 1);
    cast.add(cast.choose(Kind.SHELF_UNIT, Kind.BOOKCASE), Piece.Place.WALL, 0.6, 1);
    cast.add(cast.choose(Kind.TOY_BLOCKS), Piece.Place.FREE, 0, 1);
    cast.add(cast.choose(Kind.TOY_TRAIN), Piece.Place.FREE, 0, 2);
    cast.add(cast.choose(Kind.ROCKING_HORSE), Piece.Place.EDGE, 0, 2);
    cast.add(cast.choose(Kind.PLAY_TENT), Piece.Place.CORNER, 0.4, 2);
    cast.add(cast.choose(Kind.BEAN_BAG), Piece.Place.EDGE, 0.3, 3);
    balls(cast);
    if (full(cast)) {
      cast.add(cast.choose(Kind.SINGLE_BED), Piece.Place.WALL, 0.5, 4);
      cast.add(cast.choose(Kind.CHEST_OF_DRAWERS), Piece.Place.WALL, 0.5, 4);
      cast.add(cast.choose(Kind.EASEL), Piece.Place.EDGE, 0.4, 4);
      cast.add(cast.usual(Kind.BASKET), Piece.Place.CORNER, 0, 5);
      plants(cast, 1);
      cast.put(cast.usual(Kind.TABLE_LAMP), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.FIGURINE), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.BOOK_STACK), Kind.CHILDRENS_TABLE);
      cast.hang(cast.choose(Kind.WALL_CLOCK));
    }
  }

  private static void balls(Cast cast) {
    Choice ball = cast.choose(Kind.TOY_BALL);
    for (int i = 0; i < ball.countOr(2); i++) {
      cast.add(ball, Piece.Place.FREE, 0, 3);
    }
  }

  private static void greenhouse(Cast cast) {
    cast.main(RoomGroups.gardenSeats(cast, 4));
    cast.put(cast.usual(Kind.TEAPOT), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.CUP), Kind.GARDEN_TABLE);
    cast.put(cast.usual(Kind.CUP), Kind.GARDEN_TABLE);
    Choice bench = cast.choose(Kind.PLANT_BENCH);
    for (int i = 0; i < bench.countOr(3); i++) {
      cast.add(bench, Piece.Place.WALL, 0.5, 1 + i);
    }
    Choice box = cast.choose(Kind.PLANTER_BOX);
    for (int i = 0; i < box.countOr(4); i++) {
      cast.add(box, Piece.Place.WALL, 0.2, 1 + i);
    }
    Choice tree = cast.choose(Kind.POTTED_TREE);
    for (int i = 0; i < tree.countOr(3); i++) {
      cast.add(tree, Piece.Place.CORNER, 0, 2 + i);
    }
    Choice palm = cast.choose(Kind.PALM);
    for (int i = 0; i < palm.countOr(1); i++) {
      cast.add(palm, Piece.Place.CORNER, 0, 3);
    }
    plants(cast, 3);
    cast.add(cast.choose(Kind.GARDEN_BENCH), Piece.Place.EDGE, 0.5, 3);
    cast.add(cast.choose(Kind.WATERING_CAN), Piece.Place.EDGE, 0, 3);
    Choice hanging = cast.choose(Kind.HANGING_PLANT);
    if (hanging.named() || cast.allows(Kind.HANGING_PLANT)) {
      for (int i = 0; i < hanging.countOr(4); i++) {
        cast.overhead().add(hanging.at(0, cast.ceiling, 0, 0));
      }
    }
  }

  private static void workshop(Cast cast) {
    List<Member> members = new ArrayList<>();
    Choice bench = cast.choose(Kind.WORKBENCH);
    for (int i = 0; i < 2; i++) {
      double x = (i - 0.5) * (bench.size().x() + 0.02);
      members.add(bench.at(x, 0, bench.size().z() / 2, 0));
    }
    Choice stool = cast.choose(Kind.STOOL);
    members.add(stool.at(-0.6, 0, bench.size().z() + 0.3, 180));
    cast.main(Piece.of(members, 0, Piece.Place.WALL, 0));
    ceilingLamp(cast);
    for (int i = 0; i < 3; i++) {
      cast.put(cast.usual(i == 0 ? Kind.POT : Kind.JAR), Kind.WORKBENCH);
    }
    cast.put(cast.usual(Kind.TABLE_LAMP), Kind.WORKBENCH);
    cast.put(cast.usual(Kind.RADIO), Kind.WORKBENCH);
    cast.hang(cast.choose(Kind.WALL_SHELF), Kind.WORKBENCH);
    cast.add(cast.choose(Kind.SHELF_UNIT), Piece.Place.WALL, 0.6, 1);
    cast.add(cast.usual(Kind.SHELF_UNIT), Piece.Place.WALL, 0.6, 2);
    cast.add(cast.choose(Kind.WOOD_STOVE), Piece.Place.WALL, 0.9, 3);
    cast.add(cast.choose(Kind.TRUNK), Piece.Place.WALL, 0.4, 3);
    cast.add(cast.choose(Kind.FIREWOOD), Piece.Place.CORNER, 0, 3);
    cast.add(cast.choose(Kind.EASEL), Piece.Place.EDGE, 0.3, 4);
    cast.add(cast.usual(Kind.CHEST_OF_DRAWERS), Piece.Place.WALL, 0.5, 4);
    cast.add(cast.usual(Kind.BASKET), Piece.Place.CORNER, 0, 5);
    cast.hang(cast.choose(Kind.WALL_CLOCK));
  }

  private static void bathroom(Cast cast) {
    cast.main(RoomGroups.bath(cast));
    ceilingLamp(cast);
    Choice basin = cast.choose(Kind.WASH_BASIN);
    for (int i = 0; i < basin.countOr(1); i++) {
      cast.add(basin, Piece.Place.WALL, 0.6, 0);
    }
    cast.hang(cast.choose(Kind.MIRROR), Kind.WASH_BASIN);
    cast.hang(cast.choose(Kind.WALL_SCONCE));
    cast.add(cast.choose(Kind.TOILET), Piece.Place.WALL, 0.6, 1);
    if (full(cast)) {
      cast.add(cast.choose(Kind.CHEST_OF_DRAWERS, Kind.SHELF_UNIT), Piece.Place.WALL, 0.6, 2);
      cast.add(cast.choose(Kind.SHELF_UNIT), Piece.Place.WALL, 0.5, 3);
      cast.add(cast.choose(Kind.BASKET), Piece.Place.CORNER, 0, 3);
      cast.add(cast.choose(Kind.DRESSING_TABLE), Piece.Place.WALL, 0.5, 3);
      cast.add(cast.choose(Kind.BENCH), Piece.Place.EDGE, 0, 4);
      cast.add(cast.choose(Kind.ARMCHAIR), Piece.Place.EDGE, 0.4, 5);
      plants(cast, 3);
      cast.hang(cast.choose(Kind.WALL_SHELF));
      cast.put(cast.usual(Kind.VASE), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.BASKET).sized(0.36, 0.24, 0.30), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.SMALL_PLANT), Kind.CHEST_OF_DRAWERS);
      cast.put(cast.usual(Kind.JAR), Kind.WALL_SHELF);
      cast.put(cast.usual(Kind.JAR), Kind.WALL_SHELF);
      cast.put(cast.usual(Kind.CANDLESTICK), Kind.SIDE_TABLE);
    }
  }

  // ---- what several rooms share ----

  private static void fireplace(Cast cast, int rank) {
    if (!cast.allows(Kind.FIREPLACE)) {
      return;
    }
    Choice fire = cast.choose(Kind.FIREPLACE, Kind.WOOD_STOVE);
    cast.add(fire, Piece.Place.WALL, 1.2, rank);
    cast.hang(cast.usual(Kind.PICTURE).sized(1.1, 0.8, 0.05), Kind.FIREPLACE);
    cast.put(cast.usual(Kind.MANTEL_CLOCK), Kind.FIREPLACE);
    cast.put(cast.usual(Kind.CANDLESTICK), Kind.FIREPLACE);
    cast.put(cast.usual(Kind.CANDLESTICK), Kind.FIREPLACE);
    cast.put(cast.usual(Kind.VASE), Kind.FIREPLACE);
  }

  private static void plants(Cast cast, int usual) {
    Choice plant = cast.choose(Kind.POTTED_PLANT, Kind.POTTED_TREE, Kind.PALM);
    int count = plant.countOr(usual);
    for (int i = 0; i < count; i++) {
      cast.add(plant, Piece.Place.CORNER, 0, 3 + 2 * i);
    }
  }

  private static void bookcases(Cast cast, int usual, int rank) {
    Choice shelf = cast.choose(Kind.BOOKCASE);
    int count = shelf.countOr(usual);
    for (int i = 0; i < count; i += 2) {
      List<Member> members = new ArrayList<>();
      for (int j = i; j < Math.min(i + 2, count); j++) {
        members.add(shelf.at((j - i) * (shelf.size().x() + 0.005), 0, 0, 0));
      }
      if (shelf.named() || cast.allows(Kind.BOOKCASE)) {
        cast.add(Piece.of(members, 0.7, Piece.Place.WALL, shelf.rank(rank + i)));
      }
    }
  }

  private static void sconces(Cast cast) {
    Choice sconce = cast.choose(Kind.WALL_SCONCE);
    for (int i = 0; i < sconce.countOr(2); i++) {
      cast.hang(sconce);
    }
  }

  private static void ceilingLamp(Cast cast) {
    Kind usual =
        switch (cast.scheme.style()) {
          case CLASSIC, BAROQUE, VICTORIAN, ART_DECO -> Kind.CHANDELIER;
          case MODERN, BAUHAUS -> Kind.CEILING_LAMP;
          default -> Kind.PENDANT_LAMP;
        };
    Kind[] instead = {Kind.CHANDELIER, Kind.PENDANT_LAMP, Kind.CEILING_LAMP};
    cast.add(cast.choose(usual, instead));
  }

  /** Side tables against the walls that a sentence asks for. */
  private static void sideTables(Cast cast) {
    if (!cast.wants(Kind.SIDE_TABLE)) {
      return;
    }
    Choice table = cast.choose(Kind.SIDE_TABLE);
    for (int i = 0; i < table.countOr(2); i++) {
      cast.add(table, Piece.Place.WALL, 0.2, 0);
    }
  }
}
