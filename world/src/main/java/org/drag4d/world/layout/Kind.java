package org.drag4d.world.layout;

import static org.drag4d.world.layout.Kind.Stand.CEILING;
import static org.drag4d.world.layout.Kind.Stand.FLOOR;
import static org.drag4d.world.layout.Kind.Stand.ON_TOP;
import static org.drag4d.world.layout.Kind.Stand.RUG;
import static org.drag4d.world.layout.Kind.Stand.WALL_FLOOR;
import static org.drag4d.world.layout.Kind.Stand.WALL_HUNG;

import org.drag4d.geometry.Vec3;

/**
 * The kinds of things that can be built, with their usual size (width x, height y, depth z in
 * metres; the front faces +z) and where they stand.
 */
public enum Kind {
  // seating
  DINING_CHAIR(0.50, 1.00, 0.54, FLOOR),
  ARMCHAIR(0.86, 0.95, 0.88, FLOOR),
  SOFA(2.05, 0.84, 0.92, FLOOR),
  STOOL(0.40, 0.46, 0.40, FLOOR),
  BAR_STOOL(0.42, 0.98, 0.44, FLOOR),
  BENCH(1.30, 0.46, 0.40, FLOOR),
  OTTOMAN(0.65, 0.42, 0.65, FLOOR),
  ROCKING_CHAIR(0.64, 1.05, 0.86, FLOOR),
  OFFICE_CHAIR(0.62, 1.08, 0.62, FLOOR),
  BEAN_BAG(0.85, 0.70, 0.85, FLOOR),
  CANTILEVER_CHAIR(0.50, 0.82, 0.56, FLOOR),
  // tables
  DINING_TABLE(2.40, 0.76, 1.10, FLOOR),
  ROUND_TABLE(1.20, 0.75, 1.20, FLOOR),
  COFFEE_TABLE(1.15, 0.42, 0.62, FLOOR),
  SIDE_TABLE(0.50, 0.58, 0.50, FLOOR),
  DESK(1.50, 0.76, 0.72, WALL_FLOOR),
  CONSOLE_TABLE(1.20, 0.82, 0.38, WALL_FLOOR),
  BEDSIDE_TABLE(0.48, 0.58, 0.42, WALL_FLOOR),
  DRESSING_TABLE(1.10, 0.76, 0.46, WALL_FLOOR),
  WORKBENCH(1.60, 0.88, 0.62, WALL_FLOOR),
  CHILDRENS_TABLE(0.80, 0.50, 0.80, FLOOR),
  // storage
  SIDEBOARD(1.70, 0.88, 0.48, WALL_FLOOR),
  BOOKCASE(1.10, 2.10, 0.34, WALL_FLOOR),
  WARDROBE(1.50, 2.10, 0.62, WALL_FLOOR),
  CHEST_OF_DRAWERS(1.00, 0.95, 0.48, WALL_FLOOR),
  DISPLAY_CABINET(1.05, 2.00, 0.42, WALL_FLOOR),
  TRUNK(0.95, 0.48, 0.50, FLOOR),
  SHELF_UNIT(1.00, 1.50, 0.36, WALL_FLOOR),
  TOY_BOX(0.80, 0.46, 0.46, FLOOR),
  // beds
  DOUBLE_BED(1.75, 1.15, 2.12, WALL_FLOOR),
  SINGLE_BED(1.00, 1.00, 2.08, WALL_FLOOR),
  FOUR_POSTER_BED(1.85, 2.15, 2.16, WALL_FLOOR),
  // kitchen
  BASE_CABINETS(2.40, 0.90, 0.62, WALL_FLOOR),
  WALL_CABINETS(2.40, 0.72, 0.36, WALL_HUNG),
  KITCHEN_ISLAND(1.80, 0.90, 0.90, FLOOR),
  STOVE(0.60, 0.90, 0.62, WALL_FLOOR),
  RANGE_HOOD(0.70, 0.80, 0.48, WALL_HUNG),
  FRIDGE(0.70, 1.85, 0.70, WALL_FLOOR),
  SINK_UNIT(1.00, 0.90, 0.62, WALL_FLOOR),
  // heat, sound, play
  FIREPLACE(1.70, 1.25, 0.45, WALL_FLOOR),
  WOOD_STOVE(0.60, 0.80, 0.50, WALL_FLOOR),
  PIANO(1.50, 1.22, 0.62, WALL_FLOOR),
  GRANDFATHER_CLOCK(0.48, 2.10, 0.30, WALL_FLOOR),
  TELEVISION(1.30, 0.76, 0.10, WALL_HUNG),
  EASEL(0.62, 1.30, 0.60, FLOOR),
  ROCKING_HORSE(0.36, 0.80, 0.92, FLOOR),
  TOY_BLOCKS(0.60, 0.36, 0.60, FLOOR),
  TOY_TRAIN(0.90, 0.22, 0.60, FLOOR),
  TOY_BALL(0.30, 0.30, 0.30, FLOOR),
  PLAY_TENT(1.20, 1.50, 1.20, FLOOR),
  GLOBE(0.42, 0.95, 0.42, FLOOR),
  TELESCOPE(0.70, 1.45, 0.70, FLOOR),
  // lamps
  CHANDELIER(0.95, 1.10, 0.95, CEILING),
  PENDANT_LAMP(0.42, 1.20, 0.42, CEILING),
  CEILING_LAMP(0.50, 0.20, 0.50, CEILING),
  FLOOR_LAMP(0.42, 1.60, 0.42, FLOOR),
  TABLE_LAMP(0.32, 0.56, 0.32, ON_TOP),
  WALL_SCONCE(0.22, 0.36, 0.18, WALL_HUNG),
  CANDLESTICK(0.12, 0.34, 0.12, ON_TOP),
  CANDELABRA(0.30, 0.46, 0.30, ON_TOP),
  LANTERN(0.22, 0.40, 0.22, ON_TOP),
  // textiles
  RUG_RECTANGULAR(3.00, 0.012, 2.00, RUG),
  RUG_ROUND(2.20, 0.012, 2.20, RUG),
  FUR_RUG(1.70, 0.03, 1.20, RUG),
  CURTAINS(1.80, 2.40, 0.14, WALL_HUNG),
  CUSHION(0.45, 0.40, 0.16, ON_TOP),
  TABLE_RUNNER(1.60, 0.004, 0.36, ON_TOP),
  // wall things
  PICTURE(0.80, 0.60, 0.04, WALL_HUNG),
  MAGAZINE_PICTURES(1.40, 1.00, 0.03, WALL_HUNG),
  MIRROR(0.70, 1.00, 0.04, WALL_HUNG),
  WALL_CLOCK(0.34, 0.34, 0.06, WALL_HUNG),
  WALL_SHELF(0.90, 0.26, 0.22, WALL_HUNG),
  ANTLERS(0.60, 0.60, 0.36, WALL_HUNG),
  // tableware
  PLACE_SETTING(0.46, 0.10, 0.34, ON_TOP),
  WINE_GLASS(0.08, 0.19, 0.08, ON_TOP),
  TEAPOT(0.26, 0.18, 0.17, ON_TOP),
  CUP(0.14, 0.08, 0.14, ON_TOP),
  FRUIT_BOWL(0.34, 0.18, 0.34, ON_TOP),
  PRODUCE_BASKET(0.42, 0.28, 0.32, ON_TOP),
  BOTTLE(0.09, 0.30, 0.09, ON_TOP),
  WATER_BOTTLE(0.08, 0.27, 0.08, ON_TOP),
  PLATE_STACK(0.27, 0.12, 0.27, ON_TOP),
  POT(0.30, 0.22, 0.26, ON_TOP),
  KETTLE(0.22, 0.24, 0.18, ON_TOP),
  CAKE(0.30, 0.16, 0.30, ON_TOP),
  // decoration
  VASE(0.20, 0.36, 0.20, ON_TOP),
  FLOWERS_IN_VASE(0.36, 0.54, 0.36, ON_TOP),
  BOOK_STACK(0.26, 0.16, 0.20, ON_TOP),
  OPEN_BOOK(0.42, 0.04, 0.28, ON_TOP),
  MANTEL_CLOCK(0.24, 0.30, 0.14, ON_TOP),
  BUST(0.28, 0.44, 0.24, ON_TOP),
  FIGURINE(0.14, 0.26, 0.12, ON_TOP),
  JAR(0.14, 0.20, 0.14, ON_TOP),
  TRAY(0.44, 0.04, 0.30, ON_TOP),
  COMPUTER(0.60, 0.46, 0.22, ON_TOP),
  RADIO(0.34, 0.24, 0.18, ON_TOP),
  BASKET(0.42, 0.34, 0.42, FLOOR),
  FIREWOOD(0.55, 0.45, 0.40, FLOOR),
  // plants
  POTTED_PLANT(0.60, 1.10, 0.60, FLOOR),
  POTTED_TREE(0.90, 1.90, 0.90, FLOOR),
  SMALL_PLANT(0.28, 0.34, 0.28, ON_TOP),
  HANGING_PLANT(0.50, 0.90, 0.50, CEILING),
  PLANTER_BOX(1.20, 0.70, 0.42, WALL_FLOOR),
  PLANT_BENCH(1.50, 1.20, 0.56, WALL_FLOOR),
  PALM(1.30, 2.30, 1.30, FLOOR),
  // garden and outdoors
  GARDEN_BENCH(1.50, 0.88, 0.60, FLOOR),
  GARDEN_TABLE(0.90, 0.74, 0.90, FLOOR),
  GARDEN_CHAIR(0.52, 0.88, 0.54, FLOOR),
  FOUNTAIN(1.50, 1.30, 1.50, FLOOR),
  WATERING_CAN(0.40, 0.34, 0.18, FLOOR),
  CAMPFIRE(1.10, 0.40, 1.10, FLOOR),
  LOG_SEAT(1.50, 0.42, 0.42, FLOOR),
  BOULDER(0.80, 0.55, 0.70, FLOOR),
  TENT(2.20, 1.50, 2.60, FLOOR),
  PARASOL(2.20, 2.35, 2.20, FLOOR),
  ROWING_BOAT(1.30, 0.55, 3.40, FLOOR),
  HAY_BALE(0.95, 0.42, 0.48, FLOOR),
  PUMPKIN(0.34, 0.30, 0.34, FLOOR),
  // bath and laundry
  BATHTUB(1.70, 0.62, 0.80, WALL_FLOOR),
  WASH_BASIN(0.62, 0.86, 0.50, WALL_FLOOR),
  TOILET(0.40, 0.80, 0.68, WALL_FLOOR),
  WASHING_MACHINE(0.60, 0.85, 0.62, WALL_FLOOR),
  // what people bring in
  BARREL(0.60, 0.85, 0.60, FLOOR),
  CRATE(0.56, 0.36, 0.42, FLOOR),
  SUITCASE(0.66, 0.48, 0.22, FLOOR),
  GIFT(0.34, 0.34, 0.34, FLOOR),
  LADDER(0.48, 2.20, 0.62, WALL_FLOOR),
  BICYCLE(1.74, 1.02, 0.56, WALL_FLOOR),
  GUITAR(0.42, 1.06, 0.40, FLOOR),
  PET_BED(0.64, 0.20, 0.54, FLOOR),
  TEDDY_BEAR(0.30, 0.38, 0.30, ON_TOP),
  BLACKBOARD(1.90, 1.15, 0.09, WALL_HUNG);

  /** Where a thing stands. */
  public enum Stand {
    /** Anywhere on the floor. */
    FLOOR,
    /** On the floor with its back to a wall. */
    WALL_FLOOR,
    /** Hangs on a wall. */
    WALL_HUNG,
    /** Hangs from the ceiling. */
    CEILING,
    /** Stands on another thing. */
    ON_TOP,
    /** Lies flat on the floor and may be stood upon. */
    RUG
  }

  private final Vec3 usualSize;
  private final Stand stand;

  Kind(double width, double height, double depth, Stand stand) {
    this.usualSize = new Vec3(width, height, depth);
    this.stand = stand;
  }

  /** Returns width, height and depth in metres when nothing else is asked for. */
  public Vec3 usualSize() {
    return usualSize;
  }

  /** Returns where it stands. */
  public Stand stand() {
    return stand;
  }
}
