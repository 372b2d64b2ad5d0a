package org.drag4d.world.text;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.drag4d.world.layout.Kind;

/** What the grammar knows about kinds of things. */
final class Kinds {
  private Kinds() {}

  /** Returns how many of a kind one place holds at most. */
  static int most(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR, CANTILEVER_CHAIR, PLACE_SETTING, WINE_GLASS -> 12;
      case BOOK_STACK, CANDLESTICK, CUP, BOTTLE, JAR, VASE, CUSHION, SMALL_PLANT -> 10;
      case PICTURE, TOY_BALL, BOULDER, GIFT -> 8;
      case BARREL, CRATE, PUMPKIN, HAY_BALE -> 6;
      case BATHTUB, TOILET -> 1;
      case WASH_BASIN, ROWING_BOAT -> 2;
      case POTTED_TREE, PALM, HANGING_PLANT -> 6;
      case DESK -> 4;
      case STOOL, BOOKCASE, POTTED_PLANT, LANTERN, FIGURINE -> 6;
      case ARMCHAIR, OTTOMAN, SIDE_TABLE, BENCH, GARDEN_CHAIR, LOG_SEAT, BEAN_BAG, BAR_STOOL -> 4;
      case CURTAINS -> 8;
      case DINING_TABLE,
          DOUBLE_BED,
          FOUR_POSTER_BED,
          KITCHEN_ISLAND,
          FIREPLACE,
          PIANO,
          FOUNTAIN,
          CAMPFIRE,
          CHANDELIER,
          ROUND_TABLE,
          GRANDFATHER_CLOCK,
          FRIDGE,
          STOVE,
          SINK_UNIT,
          RANGE_HOOD,
          TELEVISION ->
          1;
      case SOFA, SINGLE_BED -> 2;
      default -> kind.stand() == Kind.Stand.ON_TOP ? 6 : 3;
    };
  }

  /** Returns the plain name of a kind. */
  static String words(Kind kind) {
    return switch (kind) {
      case RUG_RECTANGULAR -> "rug";
      case RUG_ROUND -> "round rug";
      case MAGAZINE_PICTURES -> "row of magazine pictures";
      case BOOK_STACK -> "stack of books";
      default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  /** Says whether a kind is part of any landscape rather than a thing in it. */
  static boolean isScenery(Kind kind) {
    return kind == Kind.POTTED_TREE;
  }

  /** Returns the kinds that go when a kind is not wanted: "no rugs" means round ones too. */
  static Set<Kind> relatives(Kind kind) {
    return switch (kind) {
      case RUG_RECTANGULAR -> Set.of(Kind.RUG_ROUND, Kind.FUR_RUG);
      case PICTURE -> Set.of(Kind.MAGAZINE_PICTURES);
      case POTTED_PLANT ->
          Set.of(
              Kind.POTTED_TREE,
              Kind.SMALL_PLANT,
              Kind.HANGING_PLANT,
              Kind.PLANTER_BOX,
              Kind.PLANT_BENCH,
              Kind.PALM,
              Kind.FLOWERS_IN_VASE);
      case TABLE_LAMP -> Set.of(Kind.FLOOR_LAMP, Kind.CEILING_LAMP, Kind.PENDANT_LAMP);
      case DINING_CHAIR -> Set.of(Kind.CANTILEVER_CHAIR, Kind.OFFICE_CHAIR);
      case BOOK_STACK -> Set.of(Kind.OPEN_BOOK);
      case DINING_TABLE -> Set.of(Kind.ROUND_TABLE);
      case CANDLESTICK -> Set.of(Kind.CANDELABRA);
      default -> Set.of();
    };
  }

  /** Returns the place that a thing lets one think of. */
  static Optional<Scene> home(Kind kind) {
    return Optional.ofNullable(
        switch (kind) {
          case SOFA, FIREPLACE, ARMCHAIR, TELEVISION, COFFEE_TABLE, PIANO, OTTOMAN ->
              Scene.LIVING_ROOM;
          case DINING_TABLE, DINING_CHAIR, PLACE_SETTING, CHANDELIER, SIDEBOARD, CANTILEVER_CHAIR ->
              Scene.DINING_ROOM;
          case STOVE,
              SINK_UNIT,
              BASE_CABINETS,
              WALL_CABINETS,
              KITCHEN_ISLAND,
              FRIDGE,
              RANGE_HOOD,
              POT,
              KETTLE ->
              Scene.KITCHEN;
          case DOUBLE_BED, SINGLE_BED, FOUR_POSTER_BED, WARDROBE, BEDSIDE_TABLE, DRESSING_TABLE ->
              Scene.BEDROOM;
          case DESK, OFFICE_CHAIR, COMPUTER, GLOBE -> Scene.STUDY;
          case BOOKCASE -> Scene.LIBRARY;
          case WOOD_STOVE, ANTLERS, FUR_RUG, FIREWOOD -> Scene.CABIN;
          case TOY_BLOCKS, TOY_BOX, TOY_TRAIN, ROCKING_HORSE, PLAY_TENT, CHILDRENS_TABLE ->
              Scene.PLAYROOM;
          case PLANT_BENCH, WATERING_CAN -> Scene.GREENHOUSE;
          case WORKBENCH, BICYCLE -> Scene.WORKSHOP;
          case BATHTUB, WASH_BASIN, TOILET -> Scene.BATHROOM;
          case BLACKBOARD -> Scene.STUDY;
          case HAY_BALE -> Scene.CABIN;
          case TEDDY_BEAR -> Scene.PLAYROOM;
          case CAMPFIRE, TENT, LOG_SEAT -> Scene.FOREST_CLEARING;
          case FOUNTAIN, GARDEN_BENCH, GARDEN_TABLE, GARDEN_CHAIR -> Scene.GARDEN;
          case PALM, PARASOL -> Scene.BEACH;
          case BOULDER, ROWING_BOAT -> Scene.MOUNTAIN_LAKE;
          default -> null;
        });
  }
}
