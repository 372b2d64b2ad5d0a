package org.drag4d.world.layout;

import org.drag4d.world.layout.Cast.Choice;
import org.drag4d.world.text.SceneDescription.Mood;

/**
 * What belongs to each kind of room. What the sentence names is taken first; the rest makes a short
 * sentence a full, believable place.
 */
final class Recipes {
  private Recipes() {}

  /** Fills the cast of a room. */
  static void fill(Cast cast) {
    switch (cast.said.scene()) {
      default -> diningRoom(cast);
    }
    cast.takeTheRest();
  }

  private static boolean sparse(Cast cast) {
    return cast.said.moods().contains(Mood.SPARSE);
  }

  private static void diningRoom(Cast cast) {
    boolean full = !sparse(cast);
    cast.main(Groups.dining(cast, true, true, full));
    cast.add(Groups.dressed(cast, cast.choose(Kind.SIDEBOARD), true, 1));
    sideTables(cast, 2);
    if (full) {
      cast.add(cast.choose(Kind.FIREPLACE), Piece.Place.WALL, 1.2, 2);
      cast.add(cast.choose(Kind.DISPLAY_CABINET, Kind.BOOKCASE), Piece.Place.WALL, 0.7, 3);
      cast.add(Groups.reading(cast, 4));
      cast.add(cast.choose(Kind.POTTED_PLANT), Piece.Place.CORNER, 0, 3);
      cast.add(cast.usual(Kind.POTTED_PLANT), Piece.Place.CORNER, 0, 5);
      cast.add(cast.choose(Kind.GRANDFATHER_CLOCK), Piece.Place.WALL, 0.3, 6);
    }
    cast.hang(cast.choose(Kind.CURTAINS));
    cast.hang(cast.choose(Kind.MIRROR), Kind.SIDEBOARD);
    if (full) {
      cast.hang(cast.usual(Kind.PICTURE).sized(1.1, 0.8, 0.05), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.MANTEL_CLOCK), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.CANDLESTICK), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.CANDLESTICK), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.VASE), Kind.FIREPLACE);
      cast.put(cast.usual(Kind.FLOWERS_IN_VASE), Kind.SIDEBOARD);
      cast.put(cast.usual(Kind.TRAY), Kind.SIDEBOARD);
    }
  }

  /** Side tables against the walls that a sentence asks for. */
  private static void sideTables(Cast cast, int usual) {
    if (!cast.wants(Kind.SIDE_TABLE)) {
      return;
    }
    Choice table = cast.choose(Kind.SIDE_TABLE);
    for (int i = 0; i < table.countOr(usual); i++) {
      cast.add(table, Piece.Place.WALL, 0.2, 0);
    }
  }
}
