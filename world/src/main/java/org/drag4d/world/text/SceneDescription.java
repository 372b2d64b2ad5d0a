package org.drag4d.world.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drag4d.task.InputException;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.look.Rgb;

/**
 * What a sentence says about a place (built-in-world section 9): the result of a small grammar over
 * tables of words, with WordNet for nouns that the tables lack. No network is involved, and every
 * decision is explained in {@link #understanding}.
 *
 * @param scene the kind of place
 * @param requests things to build, in the order of the sentence
 * @param relations where things are to lie, in the order of the sentence
 * @param without kinds of things that must not appear
 * @param style period or school of the whole place, if said
 * @param light time and weather, if said
 * @param season of gardens and landscapes
 * @param palette colours named for the whole place, most important first
 * @param mainColour colour of the place as a whole ("a grey kitchen"), if said
 * @param furnitureColour colour of its furniture ("mahogany furniture"), if said
 * @param room what is said about the room itself
 * @param moods what is said about how full and how warm the place is
 * @param understanding what was understood, taken as something near, not built
 */
public record SceneDescription(
    Scene scene,
    List<Request> requests,
    List<Relation> relations,
    Set<Kind> without,
    Optional<Style> style,
    Optional<Light> light,
    Season season,
    List<Rgb> palette,
    Optional<Rgb> mainColour,
    Optional<Rgb> furnitureColour,
    RoomWishes room,
    Set<Mood> moods,
    Understanding understanding) {

  /** How full and how warm a place is to be. */
  public enum Mood {
    COSY,
    /** Nothing but what the sentence names. */
    EMPTY,
    SPARSE,
    FULL
  }

  /** Copies the collections. */
  public SceneDescription {
    requests = List.copyOf(requests);
    relations = List.copyOf(relations);
    without = Set.copyOf(without);
    palette = List.copyOf(palette);
    moods = Set.copyOf(moods);
  }

  /**
   * Reads a sentence in English.
   *
   * @throws InputException if there is no letter in it
   */
  public static SceneDescription of(String prompt) {
    if (prompt.codePoints().noneMatch(Character::isLetter)) {
      throw new InputException(
          "prompt",
          prompt.isBlank() ? "is empty" : "has no words",
          "Describe a place, for instance \"a cozy cabin with a fireplace\".");
    }
    return new Grammar(Vocabulary.english()).read(prompt);
  }
}
