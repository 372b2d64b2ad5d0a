package org.drag4d.world.text;

/** How one thing lies to another, seen by somebody who faces the other thing. */
public enum Bond {
  /** At its side, in front or behind: within reach. */
  BESIDE,
  /** At its left side. */
  LEFT_OF,
  /** At its right side. */
  RIGHT_OF,
  /** On both sides of it. */
  FLANKING,
  /** Turned towards it. */
  FACING,
  /** Beneath it, or below a window. */
  UNDER,
  /** Over it: hung on the wall above it or from the ceiling. */
  ABOVE,
  /** Standing on it. */
  ON,
  /** Before its front. */
  IN_FRONT_OF,
  /** At its back. */
  BEHIND,
  /** In the middle of two. */
  BETWEEN,
  /** All around it. */
  AROUND,
  /** In a corner, at a wall, in the middle of the room. */
  AT
}
