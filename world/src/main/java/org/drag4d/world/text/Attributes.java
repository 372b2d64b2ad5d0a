package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;

/** What a sentence has said about one noun so far; grows while the sentence is read. */
final class Attributes {
  final List<Rgb> colours = new ArrayList<>();
  final List<String> words = new ArrayList<>();
  private final List<String> roomWords = new ArrayList<>();
  Optional<Substance> substance = Optional.empty();
  Optional<Rgb> substanceColour = Optional.empty();
  Optional<Style> style = Optional.empty();
  Optional<RoomWishes.Covering> covering = Optional.empty();
  Optional<Room.Ceiling> ceiling = Optional.empty();
  Vec3 size = new Vec3(1, 1, 1);
  int count;
  boolean round;
  private Optional<Meaning.Shade> shade = Optional.empty();

  boolean isEmpty() {
    return words.isEmpty() && count == 0;
  }

  /** Takes an attribute up; says whether the meaning is one. */
  boolean add(Meaning meaning, String phrase) {
    switch (meaning) {
      case Meaning.Colour(Rgb albedo) -> colours.add(shaded(albedo));
      case Meaning.Stuff(Substance stuff, Optional<Rgb> colour) -> {
        substance = Optional.of(stuff);
        substanceColour = colour.map(this::shaded);
      }
      case Meaning.StyleWord(Style named) -> style = Optional.of(named);
      case Meaning.Tone(Meaning.Shade tone) -> shade = Optional.of(tone);
      case Meaning.Size(Vec3 f) ->
          size = new Vec3(size.x() * f.x(), size.y() * f.y(), size.z() * f.z());
      case Meaning.Count(int number) -> count = number;
      case Meaning.Look(Meaning.Form form) -> round |= form == Meaning.Form.ROUND;
      case Meaning.Cover(RoomWishes.Covering named) -> covering = Optional.of(named);
      case Meaning.CeilingWord(Room.Ceiling named) -> ceiling = Optional.of(named);
      default -> {
        return false;
      }
    }
    if (meaning instanceof Meaning.Cover || meaning instanceof Meaning.CeilingWord) {
      roomWords.add(phrase);
    }
    if (!(meaning instanceof Meaning.Count)) {
      words.add(phrase);
    }
    return true;
  }

  /** Takes over everything that another list of attributes says. */
  void addAll(Attributes other) {
    colours.addAll(other.colours);
    words.addAll(other.words);
    substance = other.substance.or(() -> substance);
    substanceColour = other.substanceColour.or(() -> substanceColour);
    style = other.style.or(() -> style);
    covering = other.covering.or(() -> covering);
    ceiling = other.ceiling.or(() -> ceiling);
    size =
        new Vec3(size.x() * other.size.x(), size.y() * other.size.y(), size.z() * other.size.z());
    count = other.count > 0 ? other.count : count;
    round |= other.round;
    shade = other.shade.or(() -> shade);
  }

  /** Gives away what is said about floor, walls and ceiling, with the words for it. */
  Attributes takeForRoom() {
    Attributes taken = new Attributes();
    taken.covering = covering;
    taken.ceiling = ceiling;
    taken.words.addAll(roomWords);
    words.removeAll(roomWords);
    roomWords.clear();
    covering = Optional.empty();
    ceiling = Optional.empty();
    return taken;
  }

  /** Returns the first colour named, or that of the substance. */
  Optional<Rgb> colour() {
    return colours.isEmpty() ? substanceColour : Optional.of(colours.getFirst());
  }

  private Rgb shaded(Rgb colour) {
    Rgb white = new Rgb(0.80, 0.78, 0.74);
    return shade
        .map(
            tone ->
                switch (tone) {
                  case PALE -> colour.mix(white, 0.4);
                  case PASTEL -> colour.mix(white, 0.3);
                  case DARK -> colour.times(0.45);
                  case VIVID -> vivid(colour);
                })
        .orElse(colour);
  }

  private static Rgb vivid(Rgb c) {
    double mean = (c.r() + c.g() + c.b()) / 3;
    return new Rgb(
        Math.clamp(mean + (c.r() - mean) * 1.25, 0.03, 0.86),
        Math.clamp(mean + (c.g() - mean) * 1.25, 0.03, 0.86),
        Math.clamp(mean + (c.b() - mean) * 1.25, 0.03, 0.86));
  }
}
