package org.drag4d.world.layout;

import java.util.Optional;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Room.Ceiling;
import org.drag4d.world.layout.Room.Outside;
import org.drag4d.world.layout.Room.Panelling;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.text.RoomWishes;
import org.drag4d.world.text.RoomWishes.Covering;
import org.drag4d.world.text.Scene;
import org.drag4d.world.text.SceneDescription;

/** Floor, walls and ceiling of a room. */
final class Shell {
  private static final Rgb WHITE = new Rgb(0.78, 0.77, 0.74);
  private static final Rgb OAK_FLOOR = Rgb.ofSrgb(0xA9764A);
  private static final Rgb JOINT = new Rgb(0.42, 0.41, 0.39);

  private Shell() {}

  /** Returns the height of the ceiling, metres. */
  static double height(SceneDescription said, Style style) {
    double usual =
        switch (said.scene()) {
          case DINING_ROOM, LIBRARY -> 3.15;
          case CABIN -> 2.75;
          case GREENHOUSE, WORKSHOP -> 3.2;
          default -> style == Style.BAROQUE || style == Style.VICTORIAN ? 3.1 : 2.85;
        };
    return Math.clamp(usual * said.room().heightFactor(), 2.4, 4.6);
  }

  /** Returns the room of a composed stage. */
  static Room of(SceneDescription said, Scheme scheme, Stage stage, Dice dice) {
    RoomWishes wishes = said.room();
    Style style = scheme.style();
    Rgb trim = wishes.trimColour().orElse(trim(scheme));
    return new Room(
        stage.width(),
        stage.depth(),
        stage.height(),
        stage.openings(),
        floor(said, scheme),
        wall(said, scheme),
        wishes.ceilingColour().orElse(WHITE),
        trim,
        wishes.ceiling().orElse(ceiling(said.scene(), style, stage.height(), dice)),
        panelling(said, style, dice),
        style,
        wishes.outside().orElse(outside(said)));
  }

  private static Outside outside(SceneDescription said) {
    if (said.season() == Arrangement.Season.WINTER) {
      return Outside.SNOW;
    }
    return switch (said.scene()) {
      case CABIN -> Outside.FOREST;
      case WORKSHOP -> Outside.MEADOW;
      default -> Outside.GARDEN;
    };
  }

  private static Material floor(SceneDescription said, Scheme scheme) {
    RoomWishes wishes = said.room();
    Optional<Rgb> colour = wishes.floorColour();
    Covering covering = wishes.floor().orElse(usualFloor(said.scene(), scheme.style()));
    // Dark slate lets white enamel stand out.
    Rgb plain =
        said.scene() == Scene.BATHROOM ? new Rgb(0.17, 0.18, 0.19) : new Rgb(0.60, 0.57, 0.52);
    Rgb tile = colour.orElse(plain);
    return switch (covering) {
      case PARQUET, PANELS, WALLPAPER -> new Material.Parquet(colour.orElse(OAK_FLOOR), 0.32);
      case BOARDS, LOGS ->
          new Material.Boards(
              colour.orElse(
                  scheme.style() == Style.SCANDINAVIAN
                      ? Rgb.ofSrgb(0xD2B184)
                      : Rgb.ofSrgb(0x9A6C42)),
              scheme.style() == Style.RUSTIC ? 0.19 : 0.14,
              0.42);
      case TILES -> new Material.Tile(tile, tile, JOINT, 0.33, 0.3);
      case CHESSBOARD ->
          new Material.Tile(
              colour.orElse(new Rgb(0.74, 0.72, 0.68)),
              new Rgb(0.06, 0.06, 0.06),
              JOINT,
              said.scene() == Scene.BATHROOM ? 0.24 : 0.4,
              0.22);
      case BRICK -> new Material.Brick(colour.orElse(new Rgb(0.34, 0.14, 0.09)), JOINT);
      case CARPET -> new Material.Fabric(colour.orElse(scheme.textile()));
      case CONCRETE -> new Material.Plain(colour.orElse(new Rgb(0.36, 0.35, 0.34)), 0.5);
      case MARBLE ->
          new Material.Marble(
              colour.orElse(new Rgb(0.76, 0.74, 0.70)),
              colour.map(c -> c.times(0.5)).orElse(new Rgb(0.35, 0.33, 0.31)),
              0.14);
      case STONE ->
          new Material.Tile(
              colour.orElse(new Rgb(0.36, 0.33, 0.29)),
              colour.map(c -> c.times(0.85)).orElse(new Rgb(0.31, 0.29, 0.26)),
              JOINT.times(0.7),
              0.5,
              0.6);
    };
  }

  private static Covering usualFloor(Scene scene, Style style) {
    return switch (scene) {
      case CABIN, PLAYROOM, STUDY -> style == Style.CLASSIC ? Covering.PARQUET : Covering.BOARDS;
      case GREENHOUSE -> Covering.STONE;
      case BATHROOM ->
          style == Style.VICTORIAN || style == Style.ART_DECO
              ? Covering.CHESSBOARD
              : style == Style.RUSTIC || style == Style.SCANDINAVIAN
                  ? Covering.BOARDS
                  : Covering.TILES;
      case WORKSHOP -> Covering.CONCRETE;
      case KITCHEN -> style == Style.RUSTIC ? Covering.STONE : Covering.TILES;
      default ->
          switch (style) {
            case INDUSTRIAL -> Covering.CONCRETE;
            case RUSTIC, SCANDINAVIAN, JAPANESE, MODERN -> Covering.BOARDS;
            default -> Covering.PARQUET;
          };
    };
  }

  private static Material wall(SceneDescription said, Scheme scheme) {
    Rgb colour = scheme.wall();
    Optional<Covering> named = said.room().wall();
    if (named.isEmpty() && said.scene() == Scene.GREENHOUSE) {
      return new Material.Brick(said.room().wallColour().orElse(new Rgb(0.62, 0.54, 0.46)), JOINT);
    }
    if (named.isEmpty()) {
      boolean papered =
          switch (said.scene()) {
            case DINING_ROOM, LIVING_ROOM, BEDROOM -> true;
            default -> false;
          };
      return papered && isOrnate(scheme.style())
          ? new Material.Wallpaper(colour, colour.times(0.86))
          : new Material.Plaster(colour);
    }
    return switch (named.get()) {
      case WALLPAPER -> new Material.Wallpaper(colour, colour.times(0.84));
      case BRICK ->
          new Material.Brick(said.room().wallColour().orElse(new Rgb(0.36, 0.15, 0.10)), JOINT);
      case TILES, CHESSBOARD -> new Material.Tile(colour, colour, WHITE, 0.15, 0.15);
      case MARBLE -> new Material.Marble(colour, colour.times(0.5), 0.15);
      case STONE -> new Material.Stone(said.room().wallColour().orElse(new Rgb(0.40, 0.37, 0.33)));
      case CONCRETE -> new Material.Plaster(new Rgb(0.42, 0.41, 0.40));
      default -> new Material.Plaster(colour);
    };
  }

  private static Ceiling ceiling(Scene scene, Style style, double height, Dice dice) {
    return switch (scene) {
      case GREENHOUSE -> Ceiling.GLAZED;
      case CABIN -> dice.chance(0.5) ? Ceiling.PITCHED_BEAMS : Ceiling.BEAMS;
      case WORKSHOP -> Ceiling.BEAMS;
      case DINING_ROOM, LIBRARY -> isOrnate(style) ? Ceiling.COFFERED : plain(style);
      default -> isOrnate(style) && height > 2.8 ? Ceiling.COVED : plain(style);
    };
  }

  private static Ceiling plain(Style style) {
    return style == Style.RUSTIC ? Ceiling.BEAMS : Ceiling.FLAT;
  }

  private static Panelling panelling(SceneDescription said, Style style, Dice dice) {
    Optional<Covering> named = said.room().wall();
    if (named.isPresent()) {
      return switch (named.get()) {
        case PANELS -> Panelling.PANELS;
        case BOARDS -> Panelling.BOARDS;
        case LOGS -> Panelling.LOGS;
        case TILES ->
            said.scene() == Scene.KITCHEN || said.scene() == Scene.BATHROOM
                ? Panelling.TILES
                : Panelling.NONE;
        default -> Panelling.NONE;
      };
    }
    return switch (said.scene()) {
      case CABIN -> Panelling.LOGS;
      case KITCHEN, BATHROOM -> Panelling.TILES;
      case GREENHOUSE, WORKSHOP -> Panelling.NONE;
      case LIBRARY -> Panelling.PANELS;
      case DINING_ROOM -> isOrnate(style) ? Panelling.DADO : boards(style);
      case PLAYROOM -> Panelling.DADO;
      default -> isOrnate(style) && dice.chance(0.6) ? Panelling.DADO : boards(style);
    };
  }

  private static Panelling boards(Style style) {
    return style == Style.RUSTIC ? Panelling.BOARDS : Panelling.NONE;
  }

  private static Rgb trim(Scheme scheme) {
    return switch (scheme.style()) {
      case RUSTIC, JAPANESE -> scheme.wood();
      case INDUSTRIAL -> new Rgb(0.06, 0.06, 0.065);
      default -> WHITE;
    };
  }

  private static boolean isOrnate(Style style) {
    return switch (style) {
      case CLASSIC, BAROQUE, VICTORIAN, ART_DECO -> true;
      default -> false;
    };
  }
}
