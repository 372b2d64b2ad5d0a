package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room.Opening;
import org.drag4d.world.layout.Room.Wall;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.text.Bond;

/**
 * How a room is composed: the main group before the north wall, the free floor for the person's
 * object before it, the eye behind the free floor, furniture along the walls. From the free floor
 * three of the four directions are open for at least 1.8 m.
 *
 * @param width of the room, metres
 * @param depth of the room, metres
 * @param height of the room, metres
 * @param main the main group in its place, if there is one
 * @param openings windows and doors
 * @param eye where the panorama is taken
 * @param free floor kept free for the object
 */
record Stage(
    double width,
    double depth,
    double height,
    Optional<Piece.Placed> main,
    List<Opening> openings,
    Vec3 eye,
    Rect free) {

  static final double FREE_X = 1.9;
  static final double FREE_Z = 1.64;

  /** From the middle of the free floor to the eye, metres. */
  private static final double EYE_DISTANCE = 1.7;

  /** Free floor behind the eye and furniture along the south wall, metres. */
  private static final double BEHIND_EYE = 1.45;

  private static final double SIGHT = 1.8;

  /** Things in a landscape stand on a square of this size, metres. */
  private static final double OUTDOORS = 11;

  /** Stands for the height of a room under the sky, metres. */
  private static final double OPEN_SKY = 30;

  /** A door swings so far into the room, metres. */
  private static final double DOOR_SWING = 1.1;

  /** Composes a landscape: no walls, things within this distance of the middle. */
  static Stage outdoors(Cast cast, double larger) {
    double size = OUTDOORS + larger;
    Optional<Piece> main = cast.main();
    double x = cast.dice.between(-0.2, 0.2);
    double freeZ = 0.35;
    Rect free = Rect.around(x, freeZ, FREE_X, FREE_Z);
    double mainZ = freeZ - FREE_Z / 2 - 0.35 - main.map(Piece::depth).orElse(0.0) / 2;
    return new Stage(
        size,
        size,
        OPEN_SKY,
        main.map(piece -> new Piece.Placed(piece, x, mainZ, 0)),
        List.of(),
        new Vec3(x, 1.6, freeZ + EYE_DISTANCE + 0.3),
        free);
  }

  /** Composes a room around its main group; {@code larger} metres are added to width and depth. */
  static Stage compose(Cast cast, double larger) {
    Dice dice = cast.dice;
    double factor = cast.said.room().sizeFactor();
    Optional<Piece> main = cast.main();
    double mainWidth = main.map(Piece::width).orElse(1.5);
    double mainDepth = main.map(Piece::depth).orElse(0.6);
    boolean atWall = main.map(Piece::atWall).orElse(true);
    // Rugs reach further than the floor that a group covers.
    double gap = atWall ? 0.02 : Math.max(0.45, main.map(Piece::overhang).orElse(0.0) + 0.05);
    for (Wish wish : cast.wishes()) {
      // What stands behind the main group needs floor between it and the wall.
      boolean behind = main.isPresent() && wish.to().filter(to -> to == main.get()).isPresent();
      if (!atWall && behind && wish.relation().bond() == Bond.BEHIND) {
        gap = Math.max(gap, wish.piece().depth() + 0.5);
      }
    }
    double usualDepth =
        gap + mainDepth + 0.12 + FREE_Z / 2 + EYE_DISTANCE + BEHIND_EYE + dice.between(0, 0.25);
    double depth = Math.max(usualDepth, 5.8) * Math.max(1, factor) + larger;
    double width =
        Math.max(Math.max(6.2, mainWidth + (atWall ? 1.4 : 2.4)) * factor, 2 * SIGHT + 2.1)
            + larger
            + dice.between(0, 0.4);
    double north = -depth / 2;
    // A deeper room gives way between the main group and the free floor and behind the eye.
    double spare = 0.4 * (depth - usualDepth);
    double mainZ = north + gap + (atWall ? 0 : 0.5 * spare) + mainDepth / 2;
    double mainX = dice.between(-0.12, 0.12);
    double freeZ = mainZ + mainDepth / 2 + 0.12 + (atWall ? spare : 0.5 * spare) + FREE_Z / 2;
    Rect free = Rect.around(mainX, freeZ, FREE_X, FREE_Z);
    Vec3 eye = new Vec3(mainX, 1.55, freeZ + EYE_DISTANCE);
    return new Stage(
        width,
        depth,
        cast.ceiling,
        main.map(piece -> new Piece.Placed(piece, mainX, mainZ, 0)),
        Openings.of(cast, width, depth),
        eye,
        free);
  }

  /** Returns the free floor as the world knows it. */
  FreeFloor freeFloor() {
    return new FreeFloor(new Vec3(free.centreX(), 0, free.centreZ()), free.sizeX(), free.sizeZ());
  }

  /** Returns the inside of the room. */
  Rect inside() {
    return Rect.around(0, 0, width, depth);
  }

  /** Returns the floor that no piece may cover, apart from the main group's. */
  List<Rect> keptFree() {
    List<Rect> kept = new ArrayList<>();
    kept.add(free);
    // From the free floor to the eye and around it.
    kept.add(new Rect(eye.x() - 0.75, free.centreZ(), eye.x() + 0.75, eye.z() + 0.62));
    // What the cameras beside the free floor look through.
    kept.add(Rect.around(free.centreX(), free.centreZ(), 2 * SIGHT + 0.2, 0.9));
    for (Opening opening : openings) {
      if (opening.door()) {
        kept.add(before(opening, DOOR_SWING));
      }
    }
    return kept;
  }

  /** Returns the floor before an opening, so many metres deep. */
  Rect before(Opening o, double deep) {
    double low = o.along() - o.width() / 2;
    double high = o.along() + o.width() / 2;
    return switch (o.wall()) {
      case NORTH -> new Rect(low, -depth / 2, high, -depth / 2 + deep);
      case SOUTH -> new Rect(low, depth / 2 - deep, high, depth / 2);
      case WEST -> new Rect(-width / 2, low, -width / 2 + deep, high);
      case EAST -> new Rect(width / 2 - deep, low, width / 2, high);
    };
  }

  /** Returns half the length of a wall. */
  double halfLength(Wall wall) {
    return (wall == Wall.NORTH || wall == Wall.SOUTH ? width : depth) / 2;
  }
}
