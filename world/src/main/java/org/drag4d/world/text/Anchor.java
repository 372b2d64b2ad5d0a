package org.drag4d.world.text;

import org.drag4d.world.layout.Kind;

/** What a thing lies beside, under, before: another thing or a part of the room. */
public sealed interface Anchor {
  /**
   * A thing of the same place.
   *
   * @param kind what it is
   * @param count how many of them are meant, at least 1: "between two armchairs"
   */
  record Thing(Kind kind, int count) implements Anchor {}

  /** A part of the room. */
  enum Spot implements Anchor {
    WINDOW,
    DOOR,
    WALL,
    CORNER,
    CENTRE
  }
}
