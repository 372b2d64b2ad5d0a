package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.drag4d.world.layout.Kind;

/** From nouns that lie beside, under and before others to relations between kinds of things. */
final class RelationGrammar {
  /** So many relations between things are arranged for. */
  private static final int MOST_RELATIONS = 24;

  private final Function<Noun, Optional<Kind>> kinds;
  private final boolean outdoors;
  private final List<String> notBuilt;

  /**
   * Starts for one place.
   *
   * @param kinds what a noun is built as; empty for what is no thing
   * @param outdoors whether there are no walls and no windows
   * @param notBuilt takes what is left out, in words
   */
  RelationGrammar(Function<Noun, Optional<Kind>> kinds, boolean outdoors, List<String> notBuilt) {
    this.kinds = kinds;
    this.outdoors = outdoors;
    this.notBuilt = notBuilt;
  }

  /** The drafts between things that are built; what is built as another kind lies there instead. */
  List<Relation> relations(List<Placements.Draft> drafts) {
    List<Relation> relations = new ArrayList<>();
    for (Placements.Draft draft : drafts) {
      if (draft.thing().negated || draft.to().stream().anyMatch(n -> n.negated)) {
        continue;
      }
      if (draft.swapped() || kinds.apply(draft.thing()).isEmpty()) {
        turned(draft).ifPresent(relations::add);
        continue;
      }
      List<Anchor> to = new ArrayList<>();
      draft.spot().ifPresent(to::add);
      draft.to().forEach(n -> anchor(n).ifPresent(to::add));
      if (to.size() == Math.max(1, draft.to().size())) {
        relations.add(relation(draft.thing(), draft.bond(), to, draft));
      }
    }
    List<Relation> kept = relations.stream().filter(this::buildable).toList();
    if (kept.size() > MOST_RELATIONS) {
      int more = kept.size() - MOST_RELATIONS;
      notBuilt.add(
          "where " + more + " more things are to stand: the first " + MOST_RELATIONS + " are");
    }
    return kept.stream().limit(MOST_RELATIONS).toList();
  }

  /**
   * "A table surrounded by chairs": the chairs lie around it; a window above a bed: it is under.
   */
  private Optional<Relation> turned(Placements.Draft draft) {
    if (draft.to().isEmpty() || kinds.apply(draft.to().getFirst()).isEmpty()) {
      return Optional.empty();
    }
    Bond bond =
        draft.swapped() ? draft.bond() : draft.bond() == Bond.ABOVE ? Bond.UNDER : Bond.BESIDE;
    return anchor(draft.thing())
        .map(
            anchor ->
                new Relation(
                    kinds.apply(draft.to().getFirst()).orElseThrow(),
                    number(draft.to().getFirst()),
                    bond,
                    List.of(anchor),
                    draft.thing().phrase
                        + " "
                        + draft.words()
                        + " the "
                        + draft.to().getFirst().phrase));
  }

  private Relation relation(Noun thing, Bond bond, List<Anchor> to, Placements.Draft draft) {
    String anchors =
        draft.to().isEmpty()
            ? ""
            : " the " + String.join(" and the ", draft.to().stream().map(n -> n.phrase).toList());
    return new Relation(
        kinds.apply(thing).orElseThrow(),
        number(thing),
        bond,
        to,
        thing.phrase + " " + draft.words() + anchors);
  }

  private static int number(Noun noun) {
    return noun.attributes.count > 0 ? noun.attributes.count : noun.plural ? 2 : 1;
  }

  private Optional<Anchor> anchor(Noun noun) {
    Optional<Anchor> spot = Placements.spot(noun).map(s -> s);
    return spot.or(() -> kinds.apply(noun).map(kind -> new Anchor.Thing(kind, number(noun))));
  }

  /** Things on the wall are on the wall anyhow; under the sky there is no wall and no window. */
  private boolean buildable(Relation r) {
    boolean room = r.anchor() instanceof Anchor.Spot spot && spot != Anchor.Spot.CENTRE;
    boolean plain = r.bond() == Bond.ON && room;
    if (room && outdoors) {
      notBuilt.add(r.words() + ": there are no walls and no windows under the sky");
    }
    return !plain && !(room && outdoors);
  }
}
