package org.drag4d.world.model.furniture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish;
import org.drag4d.world.layout.Item;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.model.Part;

/** Builds every kind of thing. Things that look alike share their solids. */
public final class Furniture {
  private final double lampFactor;
  private final Map<Recipe, Workpiece> made = new HashMap<>();

  private record Recipe(Kind kind, Vec3 size, Finish finish, long seed) {}

  /**
   * What an item becomes.
   *
   * @param parts in the world
   * @param lamps in the world
   */
  public record Made(List<Part> parts, List<Lamp> lamps) {}

  /** Starts a workshop for one place whose lamps burn at this factor (0 off, 1 usual). */
  public Furniture(double lampFactor) {
    this.lampFactor = lampFactor;
  }

  /** Builds an item and puts it in its place. */
  public Made make(Item item) {
    long seed = varies(item.kind()) ? item.seed() : item.kind().ordinal();
    Workpiece piece =
        made.computeIfAbsent(
            new Recipe(item.kind(), item.size(), item.finish(), seed), this::build);
    Pose place = new Pose(Quaternion.about(Vec3.UP, item.yawDegrees()), item.position());
    List<Part> parts = new ArrayList<>();
    for (Workpiece.Element e : piece.elements()) {
      parts.add(
          new Part(
              e.solid(),
              place.times(e.pose()),
              e.scale(),
              e.material(),
              e.label(),
              item.instance()));
    }
    List<Lamp> lamps = new ArrayList<>();
    for (Lamp lamp : piece.lamps()) {
      lamps.add(new Lamp(place.apply(lamp.position()), lamp.radius(), lamp.intensity()));
    }
    return new Made(parts, lamps);
  }

  private Workpiece build(Recipe recipe) {
    Workpiece piece =
        new Workpiece(
            recipe.size(), recipe.finish(), label(recipe.kind()), lampFactor, recipe.seed());
    builder(recipe.kind()).accept(piece);
    return piece;
  }

  /** Returns whether two of a kind differ: books, plants, pictures do, chairs of a set do not. */
  private static boolean varies(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR,
          ARMCHAIR,
          STOOL,
          BAR_STOOL,
          BENCH,
          OFFICE_CHAIR,
          CANTILEVER_CHAIR,
          GARDEN_CHAIR,
          PLACE_SETTING,
          WINE_GLASS,
          CUP,
          PENDANT_LAMP,
          WALL_SCONCE,
          CANDLESTICK,
          CANDELABRA,
          TABLE_LAMP,
          BEDSIDE_TABLE ->
          false;
      default -> true;
    };
  }

  /** Returns the semantic class of a kind in one or two words. */
  static String label(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR, ROCKING_CHAIR, OFFICE_CHAIR, CANTILEVER_CHAIR, GARDEN_CHAIR -> "chair";
      case BAR_STOOL -> "stool";
      case GARDEN_BENCH -> "bench";
      case DINING_TABLE,
          ROUND_TABLE,
          COFFEE_TABLE,
          SIDE_TABLE,
          CONSOLE_TABLE,
          BEDSIDE_TABLE,
          DRESSING_TABLE,
          CHILDRENS_TABLE,
          GARDEN_TABLE ->
          "table";
      case CHEST_OF_DRAWERS, DISPLAY_CABINET, BASE_CABINETS, WALL_CABINETS -> "cabinet";
      case SHELF_UNIT, WALL_SHELF -> "shelf";
      case DOUBLE_BED, SINGLE_BED, FOUR_POSTER_BED -> "bed";
      case WOOD_STOVE -> "stove";
      case GRANDFATHER_CLOCK, WALL_CLOCK, MANTEL_CLOCK -> "clock";
      case PENDANT_LAMP, CEILING_LAMP, FLOOR_LAMP, TABLE_LAMP, WALL_SCONCE -> "lamp";
      case RUG_RECTANGULAR, RUG_ROUND, FUR_RUG -> "rug";
      case CURTAINS -> "curtain";
      case MAGAZINE_PICTURES -> "picture";
      case WINE_GLASS -> "glass";
      case WATER_BOTTLE -> "bottle";
      case PLATE_STACK, PLACE_SETTING -> "plate";
      case FLOWERS_IN_VASE -> "flowers";
      case BOOK_STACK, OPEN_BOOK -> "book";
      case TOY_BLOCKS, TOY_TRAIN, TOY_BALL, ROCKING_HORSE -> "toy";
      case POTTED_PLANT, SMALL_PLANT, HANGING_PLANT, PALM -> "plant";
      case POTTED_TREE -> "tree";
      case PLANTER_BOX -> "planter";
      case PLANT_BENCH -> "bench";
      case LOG_SEAT -> "log";
      case PLAY_TENT -> "tent";
      case ROWING_BOAT -> "boat";
      case TEDDY_BEAR -> "toy";
      default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }

  private static Consumer<Workpiece> builder(Kind kind) {
    return switch (kind) {
      case DINING_CHAIR -> Chairs::diningChair;
      case ARMCHAIR -> Upholstery::armchair;
      case SOFA -> Upholstery::sofa;
      case STOOL -> Seating::stool;
      case BAR_STOOL -> Seating::barStool;
      case BENCH -> Seating::bench;
      case OTTOMAN -> Upholstery::ottoman;
      case ROCKING_CHAIR -> Seating::rockingChair;
      case OFFICE_CHAIR -> Seating::officeChair;
      case BEAN_BAG -> Upholstery::beanBag;
      case CANTILEVER_CHAIR -> Chairs::cantileverChair;
      case DINING_TABLE -> Tables::diningTable;
      case ROUND_TABLE -> Tables::roundTable;
      case COFFEE_TABLE -> Tables::coffeeTable;
      case SIDE_TABLE -> Tables::sideTable;
      case DESK -> Tables::desk;
      case CONSOLE_TABLE -> Tables::consoleTable;
      case BEDSIDE_TABLE -> Tables::bedsideTable;
      case DRESSING_TABLE -> Tables::dressingTable;
      case WORKBENCH -> Tables::workbench;
      case CHILDRENS_TABLE -> Tables::childrensTable;
      case SIDEBOARD -> Storage::sideboard;
      case BOOKCASE -> Storage::bookcase;
      case WARDROBE -> Storage::wardrobe;
      case CHEST_OF_DRAWERS -> Storage::chestOfDrawers;
      case DISPLAY_CABINET -> Storage::displayCabinet;
      case TRUNK -> Storage::trunk;
      case SHELF_UNIT -> Storage::shelfUnit;
      case TOY_BOX -> Storage::toyBox;
      case FIREPLACE -> Hearth::fireplace;
      case WOOD_STOVE -> Hearth::woodStove;
      case CAMPFIRE -> Hearth::campfire;
      case CHANDELIER -> Lamps::chandelier;
      case PENDANT_LAMP -> Lamps::pendant;
      case CEILING_LAMP -> Lamps::ceilingLamp;
      case FLOOR_LAMP -> Lamps::floorLamp;
      case TABLE_LAMP -> Lamps::tableLamp;
      case WALL_SCONCE -> Lamps::wallSconce;
      case CANDLESTICK -> Candles::candlestick;
      case CANDELABRA -> Candles::candelabra;
      case LANTERN -> Candles::lantern;
      case RUG_RECTANGULAR -> Textiles::rectangularRug;
      case RUG_ROUND -> Textiles::roundRug;
      case FUR_RUG -> Textiles::furRug;
      case CURTAINS -> Textiles::curtains;
      case CUSHION -> Textiles::cushion;
      case TABLE_RUNNER -> Textiles::tableRunner;
      case PICTURE -> WallThings::picture;
      case MAGAZINE_PICTURES -> WallThings::magazinePictures;
      case MIRROR -> WallThings::mirror;
      case WALL_CLOCK -> WallThings::wallClock;
      case WALL_SHELF -> WallThings::wallShelf;
      case ANTLERS -> WallThings::antlers;
      case PLACE_SETTING -> Tableware::placeSetting;
      case WINE_GLASS -> Tableware::wineGlass;
      case TEAPOT -> Tableware::teapot;
      case CUP -> Tableware::cupAndSaucer;
      case FRUIT_BOWL -> Cookware::fruitBowl;
      case PRODUCE_BASKET -> Cookware::produceBasket;
      case BOTTLE -> Cookware::bottle;
      case WATER_BOTTLE -> Cookware::waterBottle;
      case PLATE_STACK -> Tableware::plateStack;
      case POT -> Cookware::pot;
      case KETTLE -> Cookware::kettle;
      case CAKE -> Cookware::cake;
      case VASE -> Decoration::vase;
      case FLOWERS_IN_VASE -> Decoration::flowersInVase;
      case BOOK_STACK -> Decoration::bookStack;
      case OPEN_BOOK -> Decoration::openBook;
      case MANTEL_CLOCK -> Decoration::mantelClock;
      case BUST -> Decoration::bust;
      case FIGURINE -> Decoration::figurine;
      case JAR -> Decoration::jar;
      case TRAY -> Decoration::tray;
      case COMPUTER -> Decoration::computer;
      case RADIO -> Decoration::radio;
      case BASKET -> Basketry::basket;
      case FIREWOOD -> Basketry::firewood;
      case POTTED_PLANT -> Plants::pottedPlant;
      case POTTED_TREE -> Plants::pottedTree;
      case SMALL_PLANT -> Plants::smallPlant;
      case HANGING_PLANT -> Plants::hangingPlant;
      case PLANTER_BOX -> Plants::planterBox;
      case PLANT_BENCH -> Plants::plantBench;
      case PALM -> Plants::palm;
      case DOUBLE_BED -> Beds::doubleBed;
      case SINGLE_BED -> Beds::singleBed;
      case FOUR_POSTER_BED -> Beds::fourPosterBed;
      case BASE_CABINETS -> Kitchen::baseCabinets;
      case WALL_CABINETS -> Kitchen::wallCabinets;
      case KITCHEN_ISLAND -> Kitchen::island;
      case STOVE -> Kitchen::stove;
      case RANGE_HOOD -> Kitchen::rangeHood;
      case FRIDGE -> Kitchen::fridge;
      case SINK_UNIT -> Kitchen::sinkUnit;
      case PIANO -> Play::piano;
      case GRANDFATHER_CLOCK -> Play::grandfatherClock;
      case TELEVISION -> Play::television;
      case EASEL -> Play::easel;
      case ROCKING_HORSE -> Toys::rockingHorse;
      case TOY_BLOCKS -> Toys::toyBlocks;
      case TOY_TRAIN -> Toys::toyTrain;
      case TOY_BALL -> Toys::toyBall;
      case PLAY_TENT -> Toys::playTent;
      case GLOBE -> Play::globe;
      case TELESCOPE -> Play::telescope;
      case GARDEN_BENCH -> Gardens::bench;
      case GARDEN_TABLE -> Gardens::table;
      case GARDEN_CHAIR -> Gardens::chair;
      case FOUNTAIN -> Gardens::fountain;
      case WATERING_CAN -> Gardens::wateringCan;
      case LOG_SEAT -> Camp::logSeat;
      case BOULDER -> Camp::boulder;
      case TENT -> Camp::tent;
      case PARASOL -> Sunshade::parasol;
      case ROWING_BOAT -> Boat::rowingBoat;
      case HAY_BALE -> Harvest::hayBale;
      case PUMPKIN -> Harvest::pumpkin;
      case BATHTUB -> Bathroom::bathtub;
      case WASH_BASIN -> Bathroom::washBasin;
      case TOILET -> Bathroom::toilet;
      case WASHING_MACHINE -> Laundry::washingMachine;
      case BARREL -> Casks::barrel;
      case CRATE -> Casks::crate;
      case SUITCASE -> Casks::suitcase;
      case GIFT -> Casks::gift;
      case LADDER -> Leaning::ladder;
      case BICYCLE -> Bicycle::bicycle;
      case GUITAR -> Leaning::guitar;
      case PET_BED -> Plush::petBed;
      case TEDDY_BEAR -> Plush::teddyBear;
      case BLACKBOARD -> Boards::blackboard;
    };
  }
}
