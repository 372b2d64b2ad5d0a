package org.drag4d.world.layout;

import org.drag4d.geometry.Vec3;

/** How kinds of things usually stand, and what can stand on them. */
final class Usual {
  private Usual() {}

  /** Returns how many a plural without a number means. */
  static int many(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR, CANTILEVER_CHAIR, PLACE_SETTING, WINE_GLASS -> 6;
      case GIFT -> 4;
      case BARREL, CRATE, PUMPKIN, HAY_BALE -> 3;
      case BOOK_STACK, CANDLESTICK, PICTURE, SMALL_PLANT, TOY_BALL, BOULDER, BOTTLE, CUP -> 4;
      case VASE, CUSHION, POTTED_PLANT, LANTERN, LOG_SEAT, BOOKCASE, STOOL, JAR -> 3;
      default -> 2;
    };
  }

  /** Returns where a thing on the floor likes to stand. */
  static Piece.Place place(Kind kind) {
    return switch (kind) {
      case POTTED_PLANT,
          POTTED_TREE,
          FLOOR_LAMP,
          PALM,
          BASKET,
          FIREWOOD,
          GLOBE,
          BARREL,
          CRATE,
          GUITAR,
          PET_BED ->
          Piece.Place.CORNER;
      case SOFA,
          ARMCHAIR,
          BENCH,
          TRUNK,
          TOY_BOX,
          EASEL,
          TELESCOPE,
          ROCKING_CHAIR,
          BEAN_BAG,
          GARDEN_BENCH,
          SIDE_TABLE,
          DINING_CHAIR,
          PLAY_TENT,
          SUITCASE,
          GIFT,
          PUMPKIN,
          HAY_BALE,
          PARASOL,
          ROWING_BOAT ->
          Piece.Place.EDGE;
      default -> kind.stand() == Kind.Stand.WALL_FLOOR ? Piece.Place.WALL : Piece.Place.FREE;
    };
  }

  /** Returns the floor that a thing wants free before it, metres (built-in-world section 9). */
  static double front(Kind kind) {
    return switch (kind) {
      case SOFA,
          ARMCHAIR,
          ROCKING_CHAIR,
          PIANO,
          DESK,
          WORKBENCH,
          BATHTUB,
          WASH_BASIN,
          TOILET,
          WASHING_MACHINE ->
          0.6;
      case SIDEBOARD,
          BOOKCASE,
          WARDROBE,
          CHEST_OF_DRAWERS,
          DISPLAY_CABINET,
          SHELF_UNIT,
          TRUNK,
          DRESSING_TABLE,
          CONSOLE_TABLE,
          FRIDGE,
          STOVE,
          SINK_UNIT,
          BASE_CABINETS ->
          0.7;
      case FIREPLACE, WOOD_STOVE -> 1.2;
      default -> 0;
    };
  }

  /** Says whether somebody sits on it, with its front before them. */
  static boolean isSeat(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR,
          CANTILEVER_CHAIR,
          OFFICE_CHAIR,
          ARMCHAIR,
          SOFA,
          STOOL,
          BAR_STOOL,
          BENCH,
          ROCKING_CHAIR,
          BEAN_BAG,
          GARDEN_CHAIR,
          GARDEN_BENCH,
          LOG_SEAT ->
          true;
      default -> false;
    };
  }

  /** Returns how high a thing may be to go under another, metres; 0 if nothing fits under it. */
  static double clearance(Kind kind, Vec3 size) {
    return switch (kind) {
      case DINING_TABLE,
          ROUND_TABLE,
          DESK,
          CONSOLE_TABLE,
          DRESSING_TABLE,
          GARDEN_TABLE,
          WORKBENCH,
          CHILDRENS_TABLE ->
          size.y() - 0.14;
      case COFFEE_TABLE, SIDE_TABLE -> size.y() - 0.1;
      default -> 0;
    };
  }

  /**
   * The flat top of a thing on which others can stand.
   *
   * @param y height above the thing's foot, metres
   * @param width metres, along the thing's x
   * @param depth metres
   * @param z of its middle in the thing's frame
   * @param seat whether only what the sentence puts there stands on it
   */
  record Surface(double y, double width, double depth, double z, boolean seat) {
    Surface(double y, double width, double depth, double z) {
      this(y, width, depth, z, false);
    }
  }

  /** Returns the top of a thing; its width is 0 if nothing can stand on it. */
  static Surface top(Kind kind, Vec3 size) {
    double x = size.x();
    double z = size.z();
    return switch (kind) {
      case DINING_TABLE,
          COFFEE_TABLE,
          SIDE_TABLE,
          CONSOLE_TABLE,
          BEDSIDE_TABLE,
          SIDEBOARD,
          CHEST_OF_DRAWERS,
          WORKBENCH,
          TRUNK,
          BASE_CABINETS,
          KITCHEN_ISLAND ->
          new Surface(size.y(), x - 0.10, z - 0.08, 0);
      case DESK -> new Surface(size.y(), x - 0.10, z - 0.10, 0);
      case DRESSING_TABLE -> new Surface(0.76, x - 0.10, z - 0.14, 0.03);
      case ROUND_TABLE, CHILDRENS_TABLE, GARDEN_TABLE ->
          new Surface(size.y(), 0.66 * x, 0.66 * z, 0);
      case FIREPLACE -> new Surface(size.y(), x - 0.14, 0.22, -z / 2 + 0.13);
      case PIANO -> new Surface(size.y(), x - 0.14, 0.30, -z / 2 + 0.18);
      case WASHING_MACHINE -> new Surface(size.y(), x - 0.06, z - 0.10, -0.02);
      case BARREL -> new Surface(size.y() - 0.04, 0.6 * x, 0.6 * z, 0, true);
      case HAY_BALE, SUITCASE -> new Surface(size.y(), x - 0.1, z - 0.04, 0, true);
      case WALL_SHELF -> new Surface(size.y(), x - 0.06, z - 0.04, z / 2);
      case SOFA -> new Surface(0.45, x - 0.5, 0.42, 0.1, true);
      case ARMCHAIR -> new Surface(0.45, 0.42, 0.42, 0.06, true);
      case BENCH, STOOL, OTTOMAN, TOY_BOX -> new Surface(size.y(), x - 0.06, z - 0.04, 0, true);
      case DOUBLE_BED, SINGLE_BED, FOUR_POSTER_BED -> new Surface(0.56, x - 0.3, 0.9, 0.25, true);
      default -> new Surface(0, 0, 0, 0);
    };
  }
}
