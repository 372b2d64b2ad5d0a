package org.drag4d.world.layout;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Cast.Choice;
import org.drag4d.world.text.Anchor;
import org.drag4d.world.text.Relation;

/** Things of the floor that the sentence puts on others: a globe on the desk, a basket on a rug. */
final class Footing {
  /** What is larger is made smaller to stand on furniture, metres. */
  private static final double LARGEST = 0.42;

  private static final double TALLEST = 0.62;

  private final Cast cast;
  private final List<Group> groups;

  Footing(Cast cast, List<Group> groups) {
    this.cast = cast;
    this.groups = groups;
  }

  /** Takes a single thing off the floor and puts it on the top of another. */
  void putOn(Relation r) {
    if (!(r.anchor() instanceof Anchor.Thing(Kind kind, int _)) || !small(r.thing())) {
      return;
    }
    for (int i = 0; i < r.count(); i++) {
      Optional<Group> single =
          groups.stream()
              .filter(g -> g.members.size() == 1 && g.members.getFirst().kind() == r.thing())
              .findFirst();
      if (single.isEmpty()) {
        return;
      }
      groups.remove(single.get());
      Member m = single.get().members.getFirst();
      double wide = Math.max(m.size().x(), m.size().z());
      double f = Math.min(1, Math.min(LARGEST / wide, TALLEST / m.size().y()));
      Choice choice =
          new Choice(
              m.kind(),
              new Vec3(f * m.size().x(), f * m.size().y(), f * m.size().z()),
              m.finish(),
              1,
              true);
      cast.tops().add(new Cast.Top(choice, Optional.of(kind), Optional.empty()));
    }
  }

  private static boolean small(Kind kind) {
    return switch (kind) {
      case GLOBE,
          BASKET,
          POTTED_PLANT,
          TOY_BALL,
          TOY_TRAIN,
          TOY_BLOCKS,
          WATERING_CAN,
          FIREWOOD,
          GIFT,
          PUMPKIN,
          CRATE,
          SUITCASE,
          GUITAR,
          PET_BED ->
          true;
      default -> false;
    };
  }
}
