package org.drag4d.world.layout;

import java.util.List;
import org.drag4d.geometry.Vec3;

/**
 * What the layout moves about as one: a single thing or a group built by rule. Its members are in a
 * frame whose origin is the middle of the floor that it covers.
 *
 * @param members its things
 * @param width floor along its back, metres
 * @param depth floor from back to front, metres
 * @param front free floor wanted before it, metres
 * @param place where it likes to stand
 * @param rank 0 for what the sentence names; the higher, the sooner it is left out
 */
record Piece(
    List<Member> members, double width, double depth, double front, Place place, int rank) {

  /** Where a piece likes to stand. */
  enum Place {
    /** With its back to a wall. */
    WALL,
    /** In a corner. */
    CORNER,
    /** Near a wall, but not at it. */
    EDGE,
    /** Anywhere. */
    FREE
  }

  /** Copies the list. */
  Piece {
    members = List.copyOf(members);
  }

  /**
   * Puts members together; the floor they cover decides the frame. A group with something that the
   * sentence names has rank 0.
   */
  static Piece of(List<Member> members, double front, Place place, int rank) {
    Rect floor =
        members.stream()
            .filter(Member::blocksFloor)
            .map(Member::footprint)
            .reduce(Rect::union)
            .orElseGet(() -> members.getFirst().footprint());
    List<Member> centred =
        members.stream().map(m -> m.moved(-floor.centreX(), -floor.centreZ())).toList();
    boolean named = members.stream().anyMatch(Member::named);
    return new Piece(centred, floor.sizeX(), floor.sizeZ(), front, place, named ? 0 : rank);
  }

  /** Returns the height of its tallest thing on the floor, metres. */
  double height() {
    return members.stream()
        .filter(Member::blocksFloor)
        .mapToDouble(m -> m.size().y())
        .max()
        .orElse(0);
  }

  /** Returns how far its rugs reach behind the floor that it covers, metres. */
  double overhang() {
    return members.stream()
        .filter(m -> m.kind().stand() == Kind.Stand.RUG)
        .mapToDouble(m -> -depth / 2 - m.footprint().minZ())
        .max()
        .orElse(0);
  }

  /** Returns the first thing, which names the piece. */
  Kind kind() {
    return members.getFirst().kind();
  }

  /** Says whether its back belongs to a wall. */
  boolean atWall() {
    return place == Place.WALL;
  }

  /**
   * A piece in its place.
   *
   * @param piece which
   * @param x of its middle, world metres
   * @param z of its middle, world metres
   * @param quarter its front faces +z, +x, -z, -x for 0, 1, 2, 3
   */
  record Placed(Piece piece, double x, double z, int quarter) {
    /** Returns the floor that it covers. */
    Rect floor() {
      boolean turned = quarter % 2 == 1;
      return Rect.around(
          x, z, turned ? piece.depth : piece.width, turned ? piece.width : piece.depth);
    }

    /** Returns the floor that it wants free before it. */
    Rect frontFloor() {
      Rect f = floor();
      return switch (quarter) {
        case 0 -> new Rect(f.minX(), f.maxZ(), f.maxX(), f.maxZ() + piece.front);
        case 1 -> new Rect(f.maxX(), f.minZ(), f.maxX() + piece.front, f.maxZ());
        case 2 -> new Rect(f.minX(), f.minZ() - piece.front, f.maxX(), f.minZ());
        default -> new Rect(f.minX() - piece.front, f.minZ(), f.minX(), f.maxZ());
      };
    }

    /** Returns a point of the piece's frame in the world. */
    Vec3 toWorld(Vec3 local) {
      return switch (quarter) {
        case 0 -> new Vec3(x + local.x(), local.y(), z + local.z());
        case 1 -> new Vec3(x + local.z(), local.y(), z - local.x());
        case 2 -> new Vec3(x - local.x(), local.y(), z - local.z());
        default -> new Vec3(x - local.z(), local.y(), z + local.x());
      };
    }

    /** Returns a yaw of the piece's frame in the world, degrees. */
    double toWorldYaw(double yawDegrees) {
      return yawDegrees + 90 * quarter;
    }
  }
}
