package org.drag4d.world.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;

/**
 * The words that the built-in world knows, read from the tables beside this class ({@code
 * scenes.tsv}, {@code things.tsv}, {@code colours.tsv}, {@code materials.tsv}, {@code
 * attributes.tsv}, {@code fillers.txt}). A phrase that stands in several tables has the meaning of
 * the first of them in that order.
 */
final class Vocabulary {
  private final Map<String, Meaning> phrases = new HashMap<>();
  private final Map<String, List<Kind>> contexts = new HashMap<>();
  private int longest = 1;

  private Vocabulary() {
    rows("scenes.tsv").forEach(this::addPlace);
    rows("things.tsv").forEach(this::addThing);
    rows("colours.tsv").forEach(row -> put(row[0], new Meaning.Colour(albedo(row[1]))));
    rows("materials.tsv").forEach(this::addMaterial);
    rows("attributes.tsv").forEach(row -> putAll(row[2], attribute(row[0], row[1])));
    rows("context.tsv").forEach(this::addContext);
    put("the", new Meaning.Link(Meaning.Tie.DEFINITE));
    put("its", new Meaning.Link(Meaning.Tie.DEFINITE));
    put("and", new Meaning.Link(Meaning.Tie.AND));
    put("or", new Meaning.Link(Meaning.Tie.OR));
    for (String[] row : rows("fillers.txt")) {
      for (String word : row[0].split(" ")) {
        put(word, new Meaning.Filler());
      }
    }
  }

  /** Returns the English vocabulary. */
  static Vocabulary english() {
    return Holder.ENGLISH;
  }

  /** Read when first needed. */
  private static final class Holder {
    static final Vocabulary ENGLISH = new Vocabulary();
  }

  /**
   * The longest phrase of the vocabulary that starts at a word.
   *
   * @param meaning what it says
   * @param words how many words it takes, at least 1
   * @param plural whether its last word is a plural that was taken as its singular
   * @param phrase the words
   */
  record Match(Meaning meaning, int words, boolean plural, String phrase) {}

  /** Returns the longest match at {@code start}; an {@link Meaning.Unknown} if there is none. */
  Match match(List<String> words, int start) {
    if (words.get(start).matches("\\d{1,6}")) {
      return new Match(
          new Meaning.Count(Math.max(1, Integer.parseInt(words.get(start)))),
          1,
          false,
          words.get(start));
    }
    for (int length = Math.min(longest, words.size() - start); length >= 1; length--) {
      List<String> part = words.subList(start, start + length);
      String phrase = String.join(" ", part);
      Meaning exact = phrases.get(phrase);
      boolean plural = !Plurals.singulars(part.getLast()).isEmpty();
      if (exact != null) {
        return new Match(exact, length, plural, phrase);
      }
      String head = String.join(" ", part.subList(0, length - 1));
      if (part.getLast().endsWith("'s")) {
        String owner = part.getLast().substring(0, part.getLast().length() - 2);
        Meaning meaning = phrases.get(head.isEmpty() ? owner : head + " " + owner);
        if (meaning != null) {
          // "A ship's wheel": the owner is no thing of the place.
          Meaning said = meaning instanceof Meaning.Thing ? new Meaning.Filler() : meaning;
          return new Match(said, length, false, phrase);
        }
      }
      for (String singular : Plurals.singulars(part.getLast())) {
        Meaning meaning = phrases.get(head.isEmpty() ? singular : head + " " + singular);
        if (meaning != null) {
          return new Match(meaning, length, true, phrase);
        }
      }
    }
    return new Match(new Meaning.Unknown(), 1, false, words.get(start));
  }

  /** Returns the meaning of exactly these words. */
  Optional<Meaning> meaning(String phrase) {
    return Optional.ofNullable(phrases.get(phrase));
  }

  /** Returns what a noun means in a certain place, if that differs from its usual meaning. */
  Optional<List<Kind>> inContext(String phrase, Scene scene) {
    List<String> words = Tokens.of(phrase);
    List<Kind> exact = contexts.get(phrase + "@" + scene);
    if (exact != null || words.isEmpty()) {
      return Optional.ofNullable(exact);
    }
    String head = String.join(" ", words.subList(0, words.size() - 1));
    return Plurals.singulars(words.getLast()).stream()
        .map(
            singular ->
                contexts.get((head.isEmpty() ? singular : head + " " + singular) + "@" + scene))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private void addContext(String[] row) {
    List<Kind> kinds = Arrays.stream(row[2].split("\\+")).map(Kind::valueOf).toList();
    for (String scene : row[1].split(" ")) {
      contexts.put(row[0] + "@" + Scene.valueOf(scene), kinds);
    }
  }

  private void addPlace(String[] row) {
    Scene scene = Scene.valueOf(row[0]);
    putAll(row[1], new Meaning.Place(scene, true));
    putAll(row.length > 2 ? row[2] : "", new Meaning.Place(scene, false));
  }

  private void addThing(String[] row) {
    List<Kind> kinds = Arrays.stream(row[0].split("\\+")).map(Kind::valueOf).toList();
    putAll(row[1], new Meaning.Thing(kinds, true));
    putAll(row.length > 2 ? row[2] : "", new Meaning.Thing(kinds, false));
  }

  private void addMaterial(String[] row) {
    Optional<Rgb> colour = row[1].equals("-") ? Optional.empty() : Optional.of(albedo(row[1]));
    putAll(row[2], new Meaning.Stuff(Substance.valueOf(row[0]), colour));
  }

  private static Meaning attribute(String slot, String value) {
    return switch (slot) {
      case "STYLE" -> new Meaning.StyleWord(Style.valueOf(value));
      case "LIGHT" -> new Meaning.LightWord(Light.valueOf(value), false);
      case "BRIGHT" -> new Meaning.LightWord(Light.valueOf(value), true);
      case "SEASON" -> new Meaning.SeasonWord(Season.valueOf(value));
      case "TONE" -> new Meaning.Tone(Meaning.Shade.valueOf(value));
      case "SIZE" -> {
        String[] f = value.split(" ");
        yield new Meaning.Size(
            new Vec3(Double.parseDouble(f[0]), Double.parseDouble(f[1]), Double.parseDouble(f[2])));
      }
      case "COUNT" -> new Meaning.Count(Integer.parseInt(value));
      case "MOOD" -> new Meaning.MoodWord(SceneDescription.Mood.valueOf(value));
      case "SHAPE" -> new Meaning.Look(Meaning.Form.valueOf(value));
      case "PART" -> new Meaning.Part(Meaning.Element.valueOf(value));
      case "COVERING" -> new Meaning.Cover(RoomWishes.Covering.valueOf(value));
      case "CEILING" -> new Meaning.CeilingWord(Room.Ceiling.valueOf(value));
      case "OUTSIDE" -> new Meaning.View(Room.Outside.valueOf(value));
      case "LIES" -> new Meaning.Lies(Bond.valueOf(value), false);
      case "SWAPPED" -> new Meaning.Lies(Bond.valueOf(value), true);
      case "AT" -> new Meaning.At(Anchor.Spot.valueOf(value));
      case "LINK" -> new Meaning.Link(Meaning.Tie.valueOf(value));
      case "FILLER" -> new Meaning.Filler();
      default -> throw new IllegalArgumentException("attributes.tsv has an unknown slot " + slot);
    };
  }

  private void putAll(String list, Meaning meaning) {
    for (String phrase : list.split(",")) {
      if (!phrase.isBlank()) {
        put(phrase.strip(), meaning);
      }
    }
  }

  private void put(String phrase, Meaning meaning) {
    // The same cutting as of a sentence, so that "children's room" is found however it is written.
    List<String> words = Tokens.of(phrase);
    phrases.putIfAbsent(String.join(" ", words), meaning);
    longest = Math.max(longest, words.size());
  }

  /** Albedos stay between 0.03 and 0.86: nothing real is pure black or white. */
  private static Rgb albedo(String hex) {
    Rgb colour = Rgb.ofSrgb(Integer.parseInt(hex, 16));
    return new Rgb(limit(colour.r()), limit(colour.g()), limit(colour.b()));
  }

  private static double limit(double value) {
    return Math.clamp(value, 0.03, 0.86);
  }

  private static List<String[]> rows(String name) {
    List<String[]> rows = new ArrayList<>();
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Vocabulary.class.getResourceAsStream(name), name),
                StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(line.split("\t"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
