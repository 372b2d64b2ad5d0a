package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plurals of English nouns. */
final class Plurals {
  private static final Map<String, String> IRREGULAR =
      Map.of(
          "shelves",
          "shelf",
          "knives",
          "knife",
          "leaves",
          "leaf",
          "men",
          "man",
          "women",
          "woman",
          "children",
          "child",
          "people",
          "person",
          "candelabra",
          "candelabrum");

  private Plurals() {}

  /** Returns what the singular of a word may be, likeliest first; empty if it is no plural. */
  static List<String> singulars(String word) {
    List<String> singulars = new ArrayList<>(3);
    String irregular = IRREGULAR.get(word);
    if (irregular != null) {
      singulars.add(irregular);
    }
    if (word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us")) {
      if (word.endsWith("ies")) {
        singulars.add(word.substring(0, word.length() - 3) + "y");
      }
      singulars.add(word.substring(0, word.length() - 1));
      if (word.endsWith("es")) {
        singulars.add(word.substring(0, word.length() - 2));
      }
    }
    return singulars;
  }

  /** Returns the plural of a phrase: that of its last word. */
  static String plural(String phrase) {
    if (phrase.matches(".*(s|x|ch|sh)$")) {
      return phrase + "es";
    }
    if (phrase.endsWith("shelf")) {
      return phrase.substring(0, phrase.length() - 1) + "ves";
    }
    return phrase.matches(".*[^aeiou]y$")
        ? phrase.substring(0, phrase.length() - 1) + "ies"
        : phrase + "s";
  }
}
