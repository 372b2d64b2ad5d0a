package org.drag4d.world.layout;

import java.util.List;
import java.util.Optional;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.text.Request;
import org.drag4d.world.text.Scene;
import org.drag4d.world.text.SceneDescription;

/**
 * The colours and materials of a place: one wall colour, one wood, one textile, one accent, muted
 * curtains (built-in-world section 8). A palette in the sentence takes the place of the usual one.
 *
 * @param style of everything that has none of its own
 * @param wall albedo of the walls
 * @param wood albedo of furniture wood
 * @param textile albedo of upholstery
 * @param accent albedo of the one strong colour
 * @param curtain albedo of curtains
 * @param cabinet albedo of painted cabinets
 * @param metal tone of metal parts
 * @param paintedWood whether furniture is painted rather than of bare wood
 * @param paletteNamed whether the sentence names the palette: then cupboards show it too
 */
record Scheme(
    Style style,
    Rgb wall,
    Rgb wood,
    Rgb textile,
    Rgb accent,
    Rgb curtain,
    Rgb cabinet,
    MetalTone metal,
    boolean paintedWood,
    boolean paletteNamed) {

  private static final Rgb WHITE = new Rgb(0.78, 0.76, 0.72);

  /** Wall, textile, accent, curtain. */
  private static final List<int[]> USUAL =
      List.of(
          new int[] {0xA9B496, 0xE6D8B8, 0x2A6C6F, 0xC9963F},
          new int[] {0xAAB8C2, 0xE2D8C8, 0xA2532F, 0x5D6D79},
          new int[] {0xE9DEC6, 0xCBB596, 0x7A2433, 0x8E9C7C},
          new int[] {0xD8BE9F, 0xEDE4D2, 0x2B4266, 0xE6DAC4},
          new int[] {0xCFCDC7, 0xB9B4AA, 0xC2932F, 0x85898C},
          new int[] {0xD9BFB6, 0xE9DFD3, 0x46704A, 0x8C5F66});

  /** Chooses the scheme of a place. */
  static Scheme of(SceneDescription said, Dice dice) {
    Style style = said.style().orElse(usualStyle(said.scene(), dice));
    int[] usual = USUAL.get(dice.below(USUAL.size()));
    Rgb wall = Rgb.ofSrgb(usual[0]);
    Rgb textile = Rgb.ofSrgb(usual[1]);
    Rgb accent = Rgb.ofSrgb(usual[2]);
    Rgb curtain = Rgb.ofSrgb(usual[3]);
    if (plainWalls(style)) {
      wall = wall.mix(WHITE, 0.6);
    }
    Rgb wood = woodOf(style, dice);
    List<Rgb> palette = said.palette();
    if (!palette.isEmpty()) {
      wall = palette.get(0).mix(WHITE, palette.size() > 1 ? 0.15 : 0.35);
      accent = palette.getLast();
      textile = palette.get(Math.min(1, palette.size() - 1));
      curtain = palette.get(palette.size() > 2 ? 2 : 0).mix(WHITE, 0.2);
    }
    boolean woodNamed = said.furnitureColour().filter(Scheme::isBrown).isPresent();
    if (woodNamed) {
      wood = said.furnitureColour().get();
    }
    Rgb cabinet = said.mainColour().orElse(style == Style.RUSTIC ? wood : textile.mix(WHITE, 0.4));
    if (said.furnitureColour().isPresent() && !woodNamed) {
      cabinet = said.furnitureColour().get();
      textile = cabinet;
    }
    if (said.scene() != Scene.KITCHEN && said.mainColour().isPresent()) {
      Rgb main = said.mainColour().get();
      wall = main.mix(WHITE, 0.25);
      if (palette.isEmpty()) {
        curtain = main.times(0.8);
      }
    }
    if (said.scene() == Scene.BATHROOM && palette.isEmpty() && said.mainColour().isEmpty()) {
      // Above white tiles a wall of the strong colour.
      wall = accent.mix(WHITE, 0.35);
    }
    wall = said.room().wallColour().orElse(wall);
    return new Scheme(
        style,
        bounded(wall),
        wood,
        bounded(textile),
        bounded(accent),
        bounded(curtain),
        bounded(cabinet),
        metalOf(style),
        said.furnitureColour().isPresent() && !woodNamed,
        palette.size() > 1);
  }

  /** Returns the finish of a thing that the sentence describes. */
  Finish finish(Kind kind, Request request) {
    Finish usual = finish(kind, request.style().orElse(style));
    Optional<Rgb> colour = request.colour();
    Substance body = request.substance().filter(s -> fits(kind, s)).orElse(usual.body());
    if (colour.isEmpty() && body == usual.body()) {
      return usual;
    }
    MetalTone tone = usual.metal();
    if (body == Substance.METAL && colour.isPresent()) {
      tone = nearestTone(colour.get());
    }
    // A grey sofa has a grey cover, whatever its frame is made of.
    if (colour.isPresent() && request.substance().isEmpty() && isMostlyCover(kind)) {
      boolean bodyIsCover = !hard(usual.body());
      return new Finish(
          usual.body(),
          bodyIsCover ? colour.get() : usual.bodyColour(),
          bodyIsCover ? usual.second() : colour.get(),
          usual.accent(),
          tone,
          usual.style());
    }
    // A leather sofa: the cover is its main part.
    if (request.substance().isPresent() && colour.isEmpty()) {
      return new Finish(
          body, usualColour(body, usual), usual.second(), usual.accent(), tone, usual.style());
    }
    Rgb main = colour.orElse(usual.bodyColour());
    Substance painted =
        request.substance().isEmpty() && usual.body() == Substance.WOOD && !isBrown(main)
            ? Substance.PAINT
            : body;
    boolean cloth =
        kind == Kind.CURTAINS || kind == Kind.TABLE_RUNNER || kind.stand() == Kind.Stand.RUG;
    return new Finish(
        painted, main, cloth ? main : usual.second(), usual.accent(), tone, usual.style());
  }

  /** Returns the usual finish of a kind. */
  Finish finish(Kind kind) {
    return finish(kind, style);
  }

  private Finish finish(Kind kind, Style style) {
    Rgb wood = style == this.style ? this.wood : woodOf(style, new Dice(kind.ordinal()));
    return switch (kind) {
      case SOFA, OTTOMAN, DINING_CHAIR, STOOL, BAR_STOOL, ROCKING_CHAIR, BENCH ->
          new Finish(Substance.WOOD, wood, textile, accent, metal, style);
      case ARMCHAIR, BEAN_BAG ->
          new Finish(Substance.FABRIC, accent, textile, curtain, metal, style);
      case OFFICE_CHAIR, CANTILEVER_CHAIR ->
          new Finish(
              Substance.METAL,
              new Rgb(0.6, 0.6, 0.6),
              accent.mix(textile, 0.3),
              accent,
              kind == Kind.CANTILEVER_CHAIR ? MetalTone.CHROME : metal,
              style);
      case DOUBLE_BED, SINGLE_BED, FOUR_POSTER_BED ->
          new Finish(Substance.WOOD, wood, textile, accent, metal, style);
      case BASE_CABINETS, WALL_CABINETS, SINK_UNIT, KITCHEN_ISLAND ->
          new Finish(Substance.PAINT, cabinet, counter(), accent, metal, style);
      case FRIDGE, STOVE, RANGE_HOOD ->
          new Finish(
              Substance.METAL,
              new Rgb(0.55, 0.55, 0.56),
              counter(),
              accent,
              MetalTone.CHROME,
              style);
      case FIREPLACE ->
          new Finish(
              style == Style.RUSTIC ? Substance.STONE : Substance.MARBLE,
              style == Style.RUSTIC ? new Rgb(0.36, 0.33, 0.29) : new Rgb(0.74, 0.72, 0.69),
              new Rgb(0.32, 0.13, 0.09),
              accent,
              metal,
              style);
      case WOOD_STOVE ->
          new Finish(
              Substance.METAL,
              new Rgb(0.06, 0.06, 0.06),
              accent,
              accent,
              MetalTone.BLACK_IRON,
              style);
      case CHANDELIER,
          PENDANT_LAMP,
          CEILING_LAMP,
          FLOOR_LAMP,
          TABLE_LAMP,
          WALL_SCONCE,
          CANDELABRA,
          CANDLESTICK,
          LANTERN ->
          new Finish(Substance.METAL, new Rgb(0.6, 0.5, 0.35), WHITE, accent, metal, style);
      case RUG_RECTANGULAR, RUG_ROUND ->
          new Finish(
              Substance.FABRIC,
              paletteNamed ? textile : accent.mix(new Rgb(0.35, 0.06, 0.05), 0.35),
              paletteNamed ? accent : accent.times(0.5),
              paletteNamed ? wall : textile,
              metal,
              style);
      case FUR_RUG ->
          new Finish(Substance.FABRIC, new Rgb(0.70, 0.66, 0.58), textile, accent, metal, style);
      case CURTAINS -> new Finish(Substance.FABRIC, curtain, curtain, accent, metal, style);
      case CUSHION ->
          new Finish(Substance.FABRIC, accent.mix(curtain, 0.4), accent, textile, metal, style);
      case TABLE_RUNNER ->
          new Finish(Substance.FABRIC, textile.mix(WHITE, 0.5), textile, accent, metal, style);
      case PLACE_SETTING, TEAPOT, CUP, PLATE_STACK, FRUIT_BOWL ->
          new Finish(
              Substance.CHINA,
              new Rgb(0.82, 0.81, 0.78),
              accent,
              new Rgb(0.1, 0.16, 0.4),
              metal,
              style);
      case WINE_GLASS, BOTTLE, WATER_BOTTLE, JAR ->
          new Finish(Substance.GLASS, new Rgb(0.8, 0.86, 0.84), accent, accent, metal, style);
      case VASE, FLOWERS_IN_VASE, FIGURINE ->
          new Finish(Substance.CHINA, accent.mix(WHITE, 0.25), textile, accent, metal, style);
      case BUST ->
          new Finish(Substance.MARBLE, new Rgb(0.74, 0.72, 0.69), textile, accent, metal, style);
      case POTTED_PLANT, POTTED_TREE, SMALL_PLANT, HANGING_PLANT, PALM ->
          new Finish(Substance.CHINA, new Rgb(0.46, 0.20, 0.11), textile, accent, metal, style);
      case TOY_BLOCKS, TOY_TRAIN, TOY_BALL, PLAY_TENT ->
          new Finish(Substance.PAINT, accent, textile, curtain, metal, style);
      case FOUNTAIN, BOULDER ->
          new Finish(Substance.STONE, new Rgb(0.40, 0.38, 0.35), textile, accent, metal, style);
      case BATHTUB, WASH_BASIN, TOILET ->
          new Finish(Substance.CHINA, new Rgb(0.80, 0.80, 0.78), textile, accent, metal, style);
      case WASHING_MACHINE ->
          new Finish(Substance.PLASTIC, new Rgb(0.78, 0.78, 0.77), textile, accent, metal, style);
      case SUITCASE ->
          new Finish(Substance.LEATHER, new Rgb(0.19, 0.085, 0.04), textile, accent, metal, style);
      case BICYCLE, ROWING_BOAT ->
          new Finish(Substance.PAINT, accent.mix(WHITE, 0.12), textile, accent, metal, style);
      case POT, KETTLE ->
          new Finish(
              Substance.METAL, new Rgb(0.6, 0.4, 0.3), accent, accent, MetalTone.COPPER, style);
      case BASKET, PRODUCE_BASKET ->
          new Finish(Substance.WICKER, new Rgb(0.46, 0.30, 0.15), textile, accent, metal, style);
      default -> {
        boolean painted = isCupboard(kind) && (paintedWood || paletteNamed);
        yield new Finish(
            painted ? Substance.PAINT : Substance.WOOD,
            painted ? (paintedWood ? cabinet : textile) : wood,
            textile,
            accent,
            metal,
            style);
      }
    };
  }

  private static boolean isCupboard(Kind kind) {
    return switch (kind) {
      case SIDEBOARD,
          DISPLAY_CABINET,
          SHELF_UNIT,
          CHEST_OF_DRAWERS,
          WARDROBE,
          CONSOLE_TABLE,
          BEDSIDE_TABLE,
          DRESSING_TABLE,
          BOOKCASE,
          TRUNK,
          TOY_BOX ->
          true;
      default -> false;
    };
  }

  private Rgb counter() {
    return switch (style) {
      case RUSTIC, SCANDINAVIAN, JAPANESE -> wood.mix(new Rgb(0.5, 0.36, 0.2), 0.4);
      case INDUSTRIAL -> new Rgb(0.25, 0.25, 0.25);
      default -> new Rgb(0.66, 0.65, 0.62);
    };
  }

  private static boolean fits(Kind kind, Substance substance) {
    return switch (substance) {
      case FABRIC, VELVET, LEATHER ->
          isUpholstered(kind)
              || kind == Kind.CUSHION
              || kind == Kind.CURTAINS
              || kind == Kind.TRUNK
              || kind.stand() == Kind.Stand.RUG;
      default -> true;
    };
  }

  private static boolean hard(Substance substance) {
    return switch (substance) {
      case FABRIC, VELVET, LEATHER -> false;
      default -> true;
    };
  }

  /** Says whether the colour of such a thing is that of its cover and not of its wood. */
  private static boolean isMostlyCover(Kind kind) {
    return switch (kind) {
      case SOFA,
          ARMCHAIR,
          OTTOMAN,
          OFFICE_CHAIR,
          CANTILEVER_CHAIR,
          BEAN_BAG,
          DOUBLE_BED,
          SINGLE_BED,
          FOUR_POSTER_BED ->
          true;
      default -> false;
    };
  }

  private static boolean isUpholstered(Kind kind) {
    return switch (kind) {
      case SOFA,
          ARMCHAIR,
          OTTOMAN,
          DINING_CHAIR,
          OFFICE_CHAIR,
          BEAN_BAG,
          BENCH,
          STOOL,
          CANTILEVER_CHAIR,
          BAR_STOOL,
          ROCKING_CHAIR,
          DOUBLE_BED,
          SINGLE_BED,
          FOUR_POSTER_BED ->
          true;
      default -> false;
    };
  }

  private Rgb usualColour(Substance substance, Finish usual) {
    return switch (substance) {
      case WOOD -> wood;
      case LEATHER -> new Rgb(0.20, 0.10, 0.055);
      case FABRIC, VELVET -> usual.body() == Substance.FABRIC ? usual.bodyColour() : usual.second();
      case WICKER -> new Rgb(0.46, 0.30, 0.15);
      case MARBLE -> new Rgb(0.74, 0.72, 0.69);
      case STONE -> new Rgb(0.40, 0.38, 0.35);
      case GLASS -> new Rgb(0.8, 0.86, 0.84);
      case CHINA -> new Rgb(0.80, 0.79, 0.76);
      case PAINT, PLASTIC -> cabinet;
      case METAL -> new Rgb(0.55, 0.55, 0.56);
    };
  }

  private static boolean isBrown(Rgb c) {
    return c.r() > c.g() * 1.15 && c.g() > c.b() * 1.25 && c.r() < 0.62 && c.r() < c.g() * 3.2;
  }

  private static MetalTone nearestTone(Rgb c) {
    if (c.r() < 0.08) {
      return MetalTone.BLACK_IRON;
    }
    if (c.r() < c.b() * 1.4) {
      return MetalTone.CHROME;
    }
    return c.r() > c.g() * 1.9 ? MetalTone.COPPER : MetalTone.BRASS;
  }

  private static MetalTone metalOf(Style style) {
    return switch (style) {
      case MODERN, BAUHAUS, SCANDINAVIAN -> MetalTone.CHROME;
      case RUSTIC, INDUSTRIAL, JAPANESE -> MetalTone.BLACK_IRON;
      case CLASSIC, BAROQUE, VICTORIAN, ART_DECO -> MetalTone.BRASS;
    };
  }

  private static boolean plainWalls(Style style) {
    return switch (style) {
      case MODERN, BAUHAUS, SCANDINAVIAN, JAPANESE, INDUSTRIAL -> true;
      default -> false;
    };
  }

  private static Rgb woodOf(Style style, Dice dice) {
    int[] choice =
        switch (style) {
          case CLASSIC -> new int[] {0x8A4A28, 0x7A4A2C, 0x5D3D27};
          case BAROQUE -> new int[] {0x6A2E1C, 0x7A4028, 0x5D3D27};
          case VICTORIAN -> new int[] {0x6A2E1C, 0x4F3020};
          case ART_DECO -> new int[] {0x4A2D20, 0x7A4A2C};
          case RUSTIC -> new int[] {0x8E6238, 0x9A6E42, 0x7A5230};
          case MODERN -> new int[] {0xB4854F, 0x6F4A2F, 0x9A7448};
          case BAUHAUS -> new int[] {0xB4854F, 0x96673A};
          case SCANDINAVIAN -> new int[] {0xD3B484, 0xC9A470};
          case INDUSTRIAL -> new int[] {0x7A5636, 0x6B4A30};
          case JAPANESE -> new int[] {0xB98F5C, 0x8A6238};
        };
    return Rgb.ofSrgb(choice[dice.below(choice.length)]);
  }

  private static Style usualStyle(Scene scene, Dice dice) {
    return switch (scene) {
      case DINING_ROOM, LIBRARY ->
          dice.pick(List.of(Style.CLASSIC, Style.VICTORIAN, Style.CLASSIC));
      case LIVING_ROOM, BEDROOM ->
          dice.pick(List.of(Style.CLASSIC, Style.MODERN, Style.SCANDINAVIAN));
      case BATHROOM -> dice.pick(List.of(Style.CLASSIC, Style.MODERN, Style.VICTORIAN));
      case KITCHEN -> dice.pick(List.of(Style.MODERN, Style.RUSTIC, Style.SCANDINAVIAN));
      case STUDY -> dice.pick(List.of(Style.CLASSIC, Style.MODERN));
      case PLAYROOM -> Style.SCANDINAVIAN;
      case WORKSHOP -> Style.INDUSTRIAL;
      default -> Style.RUSTIC;
    };
  }

  private static Rgb bounded(Rgb c) {
    return new Rgb(
        Math.clamp(c.r(), 0.03, 0.86),
        Math.clamp(c.g(), 0.03, 0.86),
        Math.clamp(c.b(), 0.03, 0.86));
  }
}
