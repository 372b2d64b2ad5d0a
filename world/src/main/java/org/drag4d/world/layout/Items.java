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

  /** Adds all things of a placed piece. */
  void add(Placed placed) {
    for (Member member : placed.piece().members()) {
      add(
          new Member(
              member.kind(),
              member.size(),
              placed.toWorld(member.at()),
              placed.toWorldYaw(member.yawDegrees()),
              member.finish(),
              member.named()));
    }
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
