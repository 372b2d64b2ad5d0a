package org.drag4d.animate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drag4d.geometry.StrictJson;
import org.drag4d.task.InputException;

/** Paths by name: they start where the object stands and stay on free floor. */
public enum PathPreset {
  /** Straight ahead. */
  LINE,
  /** A quarter of a circle or more, as far as there is room. */
  ARC,
  /** A few jumps in a row, each a throw under gravity. */
  HOP,
  /** Once around, back to the start. */
  CIRCLE,
  /** An eight, back to the start. */
  FIGURE8;

  /** Returns the preset's name in commands and files. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns all names. */
  public static List<String> words() {
    return Arrays.stream(values()).map(PathPreset::word).toList();
  }

  /** Returns the preset of a name, if it is one. */
  public static Optional<PathPreset> find(String word) {
    return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
  }

  /**
   * Returns the preset of a name.
   *
   * @param where what to call the name in the error: an option, a field
   * @throws InputException naming the nearest preset if it is none
   */
  public static PathPreset of(String word, String where) {
    return find(word)
        .orElseThrow(
            () -> {
              String nearest = StrictJson.nearest(word, words());
              return new InputException(
                  where,
                  "\"" + word + "\" is no path preset: " + String.join(", ", words()),
                  nearest.isEmpty() ? "" : "Did you mean \"" + nearest + "\"?");
            });
  }
}
