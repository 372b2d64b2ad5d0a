package org.drag4d.world.text;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;

/** What a word or a phrase of the vocabulary says. */
sealed interface Meaning {

  /** A kind of place; not exact when it is only the nearest one that can be built. */
  record Place(Scene scene, boolean exact) implements Meaning {}

  /** A thing, or several that belong together ("decorative items"). */
  record Thing(List<Kind> kinds, boolean exact) implements Meaning {}

  /** A colour as linear albedo. */
  record Colour(Rgb albedo) implements Meaning {}

  /** A substance, with its own colour when the name implies one ("walnut"). */
  record Stuff(Substance substance, Optional<Rgb> colour) implements Meaning {}

  /** A period or school. */
  record StyleWord(Style style) implements Meaning {}

  /** Time of day or weather; general words ("bright") give way to those that name a time. */
  record LightWord(Light light, boolean general) implements Meaning {}

  /** A season. */
  record SeasonWord(Season season) implements Meaning {}

  /** Makes the next colour paler, darker, stronger. */
  record Tone(Shade shade) implements Meaning {}

  /** Factors on width, height and depth. */
  record Size(Vec3 factors) implements Meaning {}

  /** A number of things. */
  record Count(int number) implements Meaning {}

  /** How full and how warm. */
  record MoodWord(SceneDescription.Mood mood) implements Meaning {}

  /** The shape or the surface of a thing. */
  record Look(Form form) implements Meaning {}

  /** A part of the room itself. */
  record Part(Element element) implements Meaning {}

  /** What covers a floor or a wall. */
  record Cover(RoomWishes.Covering covering) implements Meaning {}

  /** The shape of the ceiling. */
  record CeilingWord(Room.Ceiling ceiling) implements Meaning {}

  /** What the windows look at. */
  record View(Room.Outside outside) implements Meaning {}

  /**
   * A preposition: the noun before lies so to the noun that follows, or the other way round if
   * swapped ("surrounded by").
   */
  record Lies(Bond bond, boolean swapped) implements Meaning {}

  /** "In the corner", "against the wall". */
  record At(Anchor.Spot spot) implements Meaning {}

  /** A word that ties others together. */
  record Link(Tie tie) implements Meaning {}

  /** A word that says nothing about what is to be built. */
  record Filler() implements Meaning {}

  /** A word that the vocabulary lacks. */
  record Unknown() implements Meaning {}

  /** Tones of colour. */
  enum Shade {
    PALE,
    PASTEL,
    DARK,
    VIVID
  }

  /** Shapes and surfaces. */
  enum Form {
    ROUND,
    POLISHED,
    PATTERNED
  }

  /** Parts of the room. */
  enum Element {
    WALLS,
    FLOOR,
    CEILING,
    WINDOWS,
    DOOR,
    PALETTE,
    FURNITURE,
    ACCENTS,
    LIGHTING,
    ROOM,
    TRIM
  }

  /** Words that tie others together. */
  enum Tie {
    /** No, without. */
    NOT,
    /** Of, in, made of: attributes follow their noun. */
    AFTER,
    /** With, set with: what follows belongs to the noun before. */
    HOLDING,
    /** On: the noun before stands on the noun that follows. */
    ON,
    /** Overlooking: what follows lies outside. */
    VIEW,
    /** At, from, through and the rest. */
    OTHER,
    /** It, them: what was named before. */
    PRONOUN,
    /** A comma. */
    COMMA,
    /** And. */
    AND,
    /** Or, nor. */
    OR,
    /** The, its: what follows may have been named before. */
    DEFINITE,
    /** End of a sentence. */
    STOP
  }
}
