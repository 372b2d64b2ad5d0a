package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.layout.Piece.Placed;

/** Collects the items of an arrangement and numbers them. */
final class Items {
  private final List<Item> items = new ArrayList<>();
  private final Dice seeds;

  Items(long seed) {
    seeds = new Dice(seed ^ 0x5DEECE66DL);
  }

  /** Adds all things of a placed piece; its rugs are pushed inside the room. */
  void add(Placed placed, Rect inside) {
    for (Member member : placed.piece().members()) {
      Member turned =
          new Member(
              member.kind(),
              member.size(),
              placed.toWorld(member.at()),
              placed.toWorldYaw(member.yawDegrees()),
              member.finish(),
              member.named());
      add(member.kind().stand() == Kind.Stand.RUG ? pushedInside(turned, inside) : turned);
    }
  }

  private static Member pushedInside(Member rug, Rect inside) {
    Rect floor = rug.footprint();
    double x =
        Math.max(0, inside.minX() - floor.minX()) - Math.max(0, floor.maxX() - inside.maxX());
    double z =
        Math.max(0, inside.minZ() - floor.minZ()) - Math.max(0, floor.maxZ() - inside.maxZ());
    return rug.moved(x, z);
  }

  /** Adds a thing whose place is given in the world. */
  void add(Member member) {
    items.add(
        new Item(
            member.kind(),
            member.size(),
            member.at(),
            member.yawDegrees(),
            member.finish(),
            seeds.seed(),
            items.size() + 1));
  }

  /** Returns all items so far. */
  List<Item> all() {
    return List.copyOf(items);
  }
}
