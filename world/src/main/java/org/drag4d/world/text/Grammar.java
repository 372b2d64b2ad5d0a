package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.drag4d.world.text.SceneDescription.Mood;

/**
 * Second half of the grammar: from nouns with their attributes to a description of the place
 * (built-in-world section 9). Order: scene kind, style, palette, the room itself, things.
 */
final class Grammar {
  /** So many unknown words are named one by one. */
  private static final int MOST_NOTES = 40;

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
  private final Set<Mood> moods = EnumSet.noneOf(Mood.class);
  private final RoomDraft wishes = new RoomDraft();

  Grammar(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads a sentence that has at least one letter. */
  SceneDescription read(String prompt) {
    WordKinds kinds = new WordKinds(vocabulary);
    Reading reading = new Reading(vocabulary, kinds, Tokens.of(prompt));
    moods.addAll(reading.moods);
    for (Placements.Draft draft : reading.placements.drafts()) {
      if (draft.bond() == Bond.ON && draft.thing().on.isEmpty()) {
        draft.thing().on = Optional.of(draft.to().getFirst());
      }
    }
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
    List<Relation> relations =
        new RelationGrammar(noun -> holderKind(noun, scene), scene.isOutdoors(), notBuilt)
            .relations(reading.placements.drafts());
    wishes.outside = wishes.outside.or(() -> outside);
    wishes.outside.ifPresent(o -> understood.add("outside the windows: " + plain(o)));
    reading.unknown.stream()
        .limit(MOST_NOTES)
        .forEach(
            word ->
                notBuilt.add(
                    word
                        + (kinds.isQuality(word)
                            ? ": a quality that cannot be shown"
                            : ": nothing near it can be built")));
    if (reading.unknown.size() > MOST_NOTES) {
      notBuilt.add(
          "and " + (reading.unknown.size() - MOST_NOTES) + " more words that the vocabulary lacks");
    }
    return new SceneDescription(
        scene,
        requests,
        relations,
        without,
        style,
        reading.light.taken(),
        reading.season.orElse(scene == Scene.SNOWY_FOREST ? Season.WINTER : Season.SUMMER),
        palette,
        mainColour,
        furnitureColour,
        wishes.build(),
        moods,
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
    if (other == scene) {
      return;
    }
    if (noun.modifier
        && !(noun.meaning instanceof Meaning.Place(Scene _, boolean exact) && exact)) {
      notBuilt.add(noun.phrase + ": the place is built as a " + scene.words());
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
      } else if (element == Meaning.Element.FURNITURE) {
        moods.add(Mood.EMPTY);
        understood.add("no " + noun.phrase + ": only what is named");
      } else if (element != Meaning.Element.ROOM && element != Meaning.Element.ACCENTS) {
        notBuilt.add("no " + noun.phrase + ": every room here has it");
      }
      return;
    }
    switch (element) {
      case WALLS -> wishes.walls(said, noun.phrase.startsWith("wallpaper"));
      case FLOOR -> wishes.floor(said);
      case CEILING -> wishes.ceiling(said);
      case WINDOWS -> wishes.windows(noun);
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
      case TRIM -> wishes.trim(said, noun.phrase);
      case DOOR, LIGHTING -> {}
    }
    if (!said.isEmpty() || element == Meaning.Element.WINDOWS || element == Meaning.Element.TRIM) {
      understood.add(words);
    }
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
    List<String> light = reading.light.understood();
    if (!light.isEmpty()) {
      understood.add("light: " + String.join(", ", light));
    }
    for (String word : reading.light.contradicting()) {
      near.add(
          word
              + ": a place has one light, and it is taken as "
              + plain(reading.light.taken().orElseThrow())
              + (light.isEmpty() ? "" : " (" + String.join(", ", light) + ")"));
    }
  }

  // ---- things ----

  private void thing(Scene scene, Noun noun, List<Kind> built, boolean exact) {
    List<Kind> kinds = vocabulary.inContext(noun.phrase, scene).orElse(built);
    kinds = kinds.stream().map(kind -> Suited.kind(kind, noun)).toList();
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
        && (noun.definite
            || noun.attributes.isEmpty() && !(noun.indefinite && noun.lies.isPresent()));
  }

  private Optional<Kind> holderKind(Noun holder, Scene scene) {
    return holder.meaning instanceof Meaning.Thing(List<Kind> kinds, boolean _)
        ? Optional.of(
            Suited.kind(
                vocabulary.inContext(holder.phrase, scene).orElse(kinds).getFirst(), holder))
        : Optional.empty();
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
    return String.join(" and a ", kinds.stream().map(Kinds::words).toList());
  }

  static String plain(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
