package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.text.RoomWishes.Covering;

/**
 * Second half of the grammar: from nouns with their attributes to a description of the place
 * (built-in-world section 9). Order: scene kind, style, palette, the room itself, things.
 */
final class Grammar {
  private final Vocabulary vocabulary;
  private final List<String> understood = new ArrayList<>();
  private final List<String> near = new ArrayList<>();
  private final List<String> notBuilt = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<Rgb> palette = new ArrayList<>();
  private final Set<Kind> without = EnumSet.noneOf(Kind.class);
  private Optional<Style> style = Optional.empty();
  private Optional<Rgb> mainColour = Optional.empty();
  private Optional<Rgb> furnitureColour = Optional.empty();
  private Optional<Room.Outside> outside = Optional.empty();
  private RoomWishesBuilder wishes = new RoomWishesBuilder();

  Grammar(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads a sentence that has at least one letter. */
  SceneDescription read(String prompt) {
    WordKinds kinds = new WordKinds(vocabulary);
    Reading reading = new Reading(vocabulary, kinds, Tokens.of(prompt));
    Scene scene = scene(reading);
    outside = reading.outside.or(() -> outside);
    for (Noun noun : reading.nouns) {
      if (noun.meaning instanceof Meaning.Part(Meaning.Element element) && !noun.modifier) {
        part(noun, element);
      }
    }
    general(reading);
    for (Noun noun : reading.nouns) {
      if (noun.meaning instanceof Meaning.Thing(List<Kind> built, boolean exact)) {
        thing(scene, noun, built, exact);
      }
    }
    wishes.outside = wishes.outside.or(() -> outside);
    wishes.outside.ifPresent(o -> understood.add("outside the windows: " + plain(o)));
    if (!reading.unknown.isEmpty()) {
      reading.unknown.stream()
          .limit(40)
          .forEach(word -> notBuilt.add(word + ": nothing near it can be built"));
      if (reading.unknown.size() > 40) {
        notBuilt.add(
            "and " + (reading.unknown.size() - 40) + " more words that the vocabulary lacks");
      }
    }
    return new SceneDescription(
        scene,
        requests,
        without,
        style,
        reading.light,
        reading.season.orElse(scene == Scene.SNOWY_FOREST ? Season.WINTER : Season.SUMMER),
        palette,
        mainColour,
        furnitureColour,
        wishes.build(),
        reading.moods,
        new Understanding(understood, near, notBuilt));
  }

  // ---- the place ----

  private Scene scene(Reading reading) {
    List<Noun> places =
        reading.nouns.stream()
            .filter(n -> n.meaning instanceof Meaning.Place && !n.negated && !n.outside)
            .toList();
    Predicate<Noun> exact = n -> ((Meaning.Place) n.meaning).exact() && n.near.isEmpty();
    Optional<Noun> chosen =
        places.stream()
            .filter(n -> exact.test(n) && !n.modifier)
            .findFirst()
            .or(() -> places.stream().filter(exact).findFirst())
            .or(() -> places.stream().filter(n -> !n.modifier).findFirst())
            .or(() -> places.stream().findFirst());
    Scene scene =
        chosen.map(n -> ((Meaning.Place) n.meaning).scene()).orElseGet(() -> guess(reading));
    chosen.ifPresent(noun -> describe(noun, scene, exact.test(noun)));
    for (Noun noun : reading.nouns) {
      if (noun.meaning instanceof Meaning.Place(Scene other, boolean _)
          && !noun.negated
          && chosen.filter(n -> n == noun).isEmpty()) {
        otherPlace(noun, scene, other);
      }
    }
    return scene;
  }

  private void describe(Noun noun, Scene scene, boolean exact) {
    Attributes said = noun.attributes;
    String words = said.isEmpty() ? "" : ", " + String.join(", ", said.words);
    if (exact) {
      understood.add("a " + scene.words() + words);
    } else {
      near.add(
          noun.near.map(reason -> reason + "; ").orElse(noun.phrase + ": ")
              + "taken as a "
              + scene.words()
              + ", the nearest place that can be built"
              + words);
    }
    placeAttributes(said, scene);
  }

  private void placeAttributes(Attributes said, Scene scene) {
    style = style.or(() -> said.style);
    if (!said.size.equals(new Vec3(1, 1, 1))) {
      wishes.sizeFactor = Math.clamp(said.size.z(), 0.92, 1.25);
      wishes.heightFactor *= said.size.y() > 1.2 ? said.size.y() : 1;
    }
    said.ceiling.ifPresent(c -> wishes.ceiling = Optional.of(c));
    said.colour()
        .ifPresent(
            c -> {
              mainColour = Optional.of(c);
              if (scene != Scene.KITCHEN && said.substance.isEmpty()) {
                wishes.wallColour = Optional.of(c);
              }
            });
    said.colours.stream().skip(1).forEach(palette::add);
    said.covering.ifPresent(c -> wishes.wall = Optional.of(c));
    said.substance
        .filter(s -> s == Substance.WOOD)
        .ifPresent(_ -> wishes.wall = wishes.wall.or(() -> Optional.of(Covering.PANELS)));
  }

  /** A second place lies outside the windows, or only qualifies a noun, or cannot be built too. */
  private void otherPlace(Noun noun, Scene scene, Scene other) {
    if (other == scene || noun.modifier) {
      return;
    }
    if (!scene.isOutdoors() && other.isOutdoors()) {
      outside = outside.or(() -> Optional.of(view(noun.phrase, other)));
    } else {
      notBuilt.add(noun.phrase + ": the place is already a " + scene.words());
    }
  }

  private static Room.Outside view(String phrase, Scene other) {
    if (phrase.matches("street|town|city|market|square|plaza|village")) {
      return Room.Outside.CITY;
    }
    return switch (other) {
      case GARDEN -> Room.Outside.GARDEN;
      case FOREST_CLEARING -> Room.Outside.FOREST;
      case BEACH, MOUNTAIN_LAKE -> Room.Outside.SEA;
      case SNOWY_FOREST -> Room.Outside.SNOW;
      default -> Room.Outside.MEADOW;
    };
  }

  /** Without a word for the place, the things in it tell. */
  private Scene guess(Reading reading) {
    Map<Scene, Integer> votes = new EnumMap<>(Scene.class);
    Map<Scene, String> because = new EnumMap<>(Scene.class);
    for (Noun noun : reading.nouns) {
      if (noun.meaning instanceof Meaning.Thing(List<Kind> kinds, boolean _) && !noun.negated) {
        Kinds.home(kinds.getFirst())
            .ifPresent(
                home -> {
                  votes.merge(home, 1, Integer::sum);
                  because.putIfAbsent(home, noun.phrase);
                });
      }
    }
    Optional<Scene> best =
        votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    if (best.isPresent()) {
      near.add(
          "no place is named: taken as a "
              + best.get().words()
              + ", because of: "
              + because.get(best.get()));
      return best.get();
    }
    boolean snow = reading.season.filter(s -> s == Season.WINTER).isPresent();
    boolean sky = reading.unknown.isEmpty() && reading.nouns.isEmpty() && snow;
    Scene scene = sky ? Scene.SNOWY_FOREST : Scene.LIVING_ROOM;
    near.add("no place is named: taken as a " + scene.words());
    return scene;
  }

  // ---- the room itself ----

  private void part(Noun noun, Meaning.Element element) {
    Attributes said = noun.attributes;
    String words = said.isEmpty() ? noun.phrase : String.join(" ", said.words) + " " + noun.phrase;
    if (noun.negated) {
      if (element == Meaning.Element.WINDOWS) {
        wishes.windows = OptionalInt.of(0);
        understood.add("no " + noun.phrase);
      } else if (element != Meaning.Element.ROOM && element != Meaning.Element.ACCENTS) {
        notBuilt.add("no " + noun.phrase + ": every room here has it");
      }
      return;
    }
    switch (element) {
      case WALLS -> {
        wishes.wallColour = said.colour().or(() -> wishes.wallColour);
        wishes.wall = covering(said, true).or(() -> wishes.wall);
        if (noun.phrase.startsWith("wallpaper")) {
          wishes.wall = Optional.of(Covering.WALLPAPER);
        }
      }
      case FLOOR -> {
        wishes.floorColour = said.colour().or(() -> wishes.floorColour);
        wishes.floor = covering(said, false).or(() -> wishes.floor);
      }
      case CEILING -> {
        wishes.ceiling = said.ceiling.or(() -> wishes.ceiling);
        wishes.ceilingColour = said.colour().or(() -> wishes.ceilingColour);
        wishes.heightFactor *= said.size.y();
        if (said.substance.filter(s -> s == Substance.GLASS).isPresent()) {
          wishes.ceiling = Optional.of(Room.Ceiling.GLAZED);
        }
      }
      case WINDOWS -> windows(noun);
      case PALETTE -> palette.addAll(said.colours);
      case ACCENTS -> {
        palette.addAll(said.colours);
        said.substanceColour.ifPresent(palette::add);
        style = style.or(() -> said.style);
      }
      case FURNITURE -> {
        style = said.style.or(() -> style);
        furnitureColour = said.colour().or(() -> furnitureColour);
      }
      case ROOM -> placeAttributes(said, Scene.LIVING_ROOM);
      case TRIM -> {
        wishes.trimColour = said.colour().or(() -> wishes.trimColour);
        if (noun.phrase.startsWith("beam")) {
          wishes.ceiling = Optional.of(Room.Ceiling.BEAMS);
        } else if (noun.phrase.matches("panell?ing|wainscot.*")) {
          wishes.wall = wishes.wall.or(() -> Optional.of(Covering.PANELS));
        }
      }
      case DOOR, LIGHTING -> {}
    }
    if (!said.isEmpty() || element == Meaning.Element.WINDOWS || element == Meaning.Element.TRIM) {
      understood.add(words);
    }
  }

  private void windows(Noun noun) {
    Attributes said = noun.attributes;
    Vec3 size = said.size;
    wishes.windowWidthFactor *= size.x() < 1 ? size.x() : Math.max(size.x(), size.z());
    wishes.windowHeightFactor *= size.y();
    if (noun.phrase.matches("floor to ceiling.*|panoramic.*|french.*|picture.*")) {
      wishes.windowHeightFactor *= 1.5;
      wishes.windowWidthFactor *= 1.4;
    }
    if (said.count > 0) {
      wishes.windows = OptionalInt.of(Math.min(said.count, 8));
    } else if (!noun.plural && !noun.definite && noun.phrase.endsWith("window")) {
      wishes.windows = OptionalInt.of(1);
    }
  }

  private static Optional<Covering> covering(Attributes said, boolean wall) {
    if (said.covering.isPresent()) {
      return said.covering;
    }
    return said.substance.flatMap(
        s ->
            switch (s) {
              case WOOD -> Optional.of(wall ? Covering.PANELS : Covering.BOARDS);
              case MARBLE -> Optional.of(Covering.MARBLE);
              case STONE -> Optional.of(Covering.STONE);
              case FABRIC, VELVET -> Optional.of(wall ? Covering.WALLPAPER : Covering.CARPET);
              default -> Optional.empty();
            });
  }

  /** Attributes that no noun took, moods and light. */
  private void general(Reading reading) {
    Attributes said = reading.general;
    style = style.or(() -> said.style);
    palette.addAll(said.colours);
    wishes.floor = wishes.floor.or(() -> said.covering);
    wishes.ceiling = wishes.ceiling.or(() -> said.ceiling);
    if (!said.isEmpty()) {
      understood.add("everywhere: " + String.join(", ", said.words));
    }
    if (!reading.moodWords.isEmpty()) {
      understood.add("mood and season: " + String.join(", ", reading.moodWords));
    }
    if (!reading.lightWords.isEmpty()) {
      understood.add("light: " + String.join(", ", reading.lightWords));
    }
  }

  // ---- things ----

  private void thing(Scene scene, Noun noun, List<Kind> built, boolean exact) {
    List<Kind> kinds = vocabulary.inContext(noun.phrase, scene).orElse(built);
    kinds = kinds.stream().map(kind -> shaped(kind, noun)).toList();
    if (noun.negated) {
      without.addAll(kinds);
      without.addAll(Kinds.relatives(kinds.getFirst()));
      understood.add("no " + noun.phrase);
      return;
    }
    if (scene.isOutdoors() && Kinds.isScenery(kinds.getFirst())) {
      understood.add(noun.phrase + ", as part of the " + scene.words());
      return;
    }
    if (noun.on.flatMap(holder -> holderKind(holder, scene)).filter(Grammar::holdsBooks).isPresent()
        && kinds.getFirst() == Kind.BOOK_STACK) {
      understood.add(noun.phrase + ", in their shelves");
      return;
    }
    if (scene.isOutdoors() && needsRoom(kinds.getFirst())) {
      notBuilt.add(noun.phrase + ": there is no wall and no ceiling in a " + scene.words());
      return;
    }
    Attributes said = noun.attributes;
    int count = said.count > 0 ? said.count : noun.plural ? 0 : 1;
    String words = words(noun, count);
    List<String> capped = new ArrayList<>();
    for (Kind kind : kinds) {
      int most = Kinds.most(kind);
      if (count > most) {
        capped.add(most + " at most");
      }
      if (repeated(kind, noun)) {
        continue;
      }
      requests.add(
          new Request(
              kind,
              Math.min(count, most),
              bounded(said.size),
              said.colour(),
              said.substance,
              said.style,
              kind.stand() == Kind.Stand.ON_TOP
                  ? noun.on.flatMap(holder -> holderKind(holder, scene))
                  : Optional.empty(),
              noun.phrase));
    }
    String limits = capped.isEmpty() ? "" : " (" + capped.getFirst() + ")";
    if (noun.near.isPresent()) {
      near.add(noun.near.get() + ", built as a " + name(kinds) + limits);
    } else if (!exact) {
      near.add(
          words + ": built as a " + name(kinds) + ", the nearest thing that can be built" + limits);
    } else if (!capped.isEmpty()) {
      near.add(words + limits);
    } else {
      understood.add(words);
    }
  }

  private static boolean holdsBooks(Kind kind) {
    return kind == Kind.BOOKCASE || kind == Kind.SHELF_UNIT || kind == Kind.WALL_SHELF;
  }

  private static boolean needsRoom(Kind kind) {
    return kind.stand() == Kind.Stand.WALL_HUNG || kind.stand() == Kind.Stand.CEILING;
  }

  /** "A chandelier above the table": the table was named before. */
  private boolean repeated(Kind kind, Noun noun) {
    return requests.stream().anyMatch(r -> r.kind() == kind)
        && (noun.definite || noun.attributes.isEmpty());
  }

  private Optional<Kind> holderKind(Noun holder, Scene scene) {
    return holder.meaning instanceof Meaning.Thing(List<Kind> kinds, boolean _)
        ? Optional.of(
            shaped(vocabulary.inContext(holder.phrase, scene).orElse(kinds).getFirst(), holder))
        : Optional.empty();
  }

  private Kind shaped(Kind kind, Noun noun) {
    boolean round = noun.attributes.round;
    boolean bauhaus = noun.attributes.style.filter(s -> s == Style.BAUHAUS).isPresent();
    return switch (kind) {
      case DINING_TABLE -> round ? Kind.ROUND_TABLE : kind;
      case ROUND_TABLE -> noun.attributes.size.x() > 1.3 && !round ? Kind.DINING_TABLE : kind;
      case RUG_RECTANGULAR -> round ? Kind.RUG_ROUND : kind;
      case DINING_CHAIR -> bauhaus ? Kind.CANTILEVER_CHAIR : kind;
      default -> kind;
    };
  }

  private static Vec3 bounded(Vec3 size) {
    return new Vec3(
        Math.clamp(size.x(), 0.6, 1.7),
        Math.clamp(size.y(), 0.6, 1.5),
        Math.clamp(size.z(), 0.6, 1.6));
  }

  private static String words(Noun noun, int count) {
    Map<String, Boolean> once = new LinkedHashMap<>();
    noun.attributes.words.forEach(word -> once.put(word, true));
    String counted =
        count > 1 && !once.keySet().stream().anyMatch(w -> w.matches("\\d+")) ? count + " " : "";
    String qualities = once.isEmpty() ? "" : ", " + String.join(", ", once.keySet());
    return counted + noun.phrase + qualities;
  }

  private static String name(List<Kind> kinds) {
    return String.join(" and a ", kinds.stream().map(Grammar::plain).toList());
  }

  static String plain(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  /** Collects what is said about the room. */
  private static final class RoomWishesBuilder {
    double sizeFactor = 1;
    double heightFactor = 1;
    Optional<Covering> floor = Optional.empty();
    Optional<Rgb> floorColour = Optional.empty();
    Optional<Covering> wall = Optional.empty();
    Optional<Rgb> wallColour = Optional.empty();
    Optional<Room.Ceiling> ceiling = Optional.empty();
    Optional<Rgb> ceilingColour = Optional.empty();
    Optional<Rgb> trimColour = Optional.empty();
    OptionalInt windows = OptionalInt.empty();
    double windowWidthFactor = 1;
    double windowHeightFactor = 1;
    Optional<Room.Outside> outside = Optional.empty();

    RoomWishes build() {
      return new RoomWishes(
          sizeFactor,
          Math.clamp(heightFactor, 0.85, 1.6),
          floor,
          floorColour,
          wall,
          wallColour,
          ceiling,
          ceilingColour,
          trimColour,
          windows,
          Math.clamp(windowWidthFactor, 0.5, 1.6),
          Math.clamp(windowHeightFactor, 0.6, 1.5),
          outside);
    }
  }
}
