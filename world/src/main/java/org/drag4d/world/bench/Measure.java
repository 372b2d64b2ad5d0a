package org.drag4d.world.bench;

import java.util.Locale;
import org.drag4d.task.InputException;

/** What can be measured. */
public enum Measure {
  /** The light of pictures against paths followed in their hundreds. */
  LIGHT,
  /** How alike two displaced views show the same surfaces. */
  AGREEMENT,
  /** Grain on a plain wall. */
  NOISE,
  /** Distances in an empty box against the closed form. */
  DEPTH,
  /** Light in a closed white box against the energy that its lamp sends. */
  FURNACE,
  /** Rays through nodes of eight boxes at once, and one box at a time. */
  TRAVERSAL,
  /** The same bytes from any number of threads. */
  THREADS,
  /** Seconds of a sample object. */
  OBJECT,
  /** Seconds from a sentence to its panorama. */
  PANORAMA,
  /** Seconds of a further view. */
  VIEW;

  /** Finds a measure by its name in any case. */
  public static Measure named(String name) {
    for (Measure measure : values()) {
      if (measure.word().equals(name.strip().toLowerCase(Locale.ROOT))) {
        return measure;
      }
    }
    StringBuilder all = new StringBuilder();
    for (Measure measure : values()) {
      all.append(all.isEmpty() ? "" : ", ").append(measure.word());
    }
    throw new InputException(
        "--only", "there is no figure '" + name + "'", "The figures are " + all + ".");
  }

  /** Returns its name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
