package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which noun of a sentence lies how to which other; fed by {@link Reading} word by word. The thing
 * is the last noun before the preposition ("a lamp beside the sofa"); where there is none since the
 * sentence began it is the next one after the anchor ("Under the window stands a bed").
 */
final class Placements {
  /**
   * A relation between nouns, before their kinds are known.
   *
   * @param thing what lies there
   * @param bond how
   * @param swapped whether the anchors lie around the thing ("a bed flanked by two tables")
   * @param to nouns it lies to; empty for a spot
   * @param spot part of the room, if it is one
   * @param words the preposition
   */
  record Draft(
      Noun thing,
      Bond bond,
      boolean swapped,
      List<Noun> to,
      Optional<Anchor.Spot> spot,
      String words) {}

  private record Open(Meaning.Lies lies, String words, Optional<Noun> thing, boolean first) {}

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Noun> things = new ArrayList<>();
  private Optional<Open> open = Optional.empty();

  /** A first anchor whose second may follow: "between the sofa and ...". */
  private Optional<Draft> half = Optional.empty();

  /** What waits for its thing: the anchor was named first. */
  private Optional<Draft> fronted = Optional.empty();

  /** The thing that the last relation placed: "a bed under the window, facing the door". */
  private Optional<Noun> head = Optional.empty();

  private Optional<Noun> last = Optional.empty();

  /** Whether the sentence has named anything yet. */
  private boolean begun;

  /** Whether a comma has just been read. */
  private boolean paused;

  List<Draft> drafts() {
    drafts.reversed().forEach(draft -> draft.thing().lies = Optional.of(draft));
    return List.copyOf(drafts);
  }

  /** A preposition. */
  void lies(Meaning.Lies lies, String words) {
    open = Optional.of(new Open(lies, words, thing(), mayComeFirst()));
    half = Optional.empty();
  }

  /** "In the corner", "against the wall". */
  void spot(Anchor.Spot spot, String words) {
    Optional<Noun> thing = thing();
    if (thing.isPresent()) {
      drafts.add(new Draft(thing.get(), Bond.AT, false, List.of(), Optional.of(spot), words));
    } else if (mayComeFirst()) {
      fronted = Optional.of(new Draft(null, Bond.AT, false, List.of(), Optional.of(spot), words));
    }
  }

  private boolean mayComeFirst() {
    return !begun || paused && last.filter(n -> n.meaning instanceof Meaning.Place).isPresent();
  }

  private Optional<Noun> thing() {
    return head.or(() -> last.filter(Placements::isAnchor));
  }

  /** A noun that names a thing, a place or a part of the room. */
  void noun(Noun noun) {
    if (fronted.isPresent() && isThing(noun)) {
      Draft f = fronted.get();
      drafts.add(new Draft(noun, f.bond(), f.swapped(), f.to(), f.spot(), f.words()));
      fronted = Optional.empty();
      head = Optional.of(noun);
    } else if (half.isPresent()) {
      Draft h = half.get();
      drafts.remove(h);
      drafts.add(
          new Draft(
              h.thing(), h.bond(), false, List.of(h.to().getFirst(), noun), h.spot(), h.words()));
      noun.anchor = true;
      half = Optional.empty();
    } else if (open.isPresent()) {
      anchor(open.get(), noun);
      open = Optional.empty();
    } else {
      head = Optional.empty();
    }
    if (isThing(noun)) {
      things.add(noun);
    }
    last = Optional.of(noun);
    begun = true;
    paused = false;
  }

  private void anchor(Open tie, Noun noun) {
    if (!isAnchor(noun)) {
      return;
    }
    noun.anchor = true;
    Optional<Noun> thing = tie.thing();
    Draft draft =
        new Draft(
            thing.orElse(null),
            tie.lies().bond(),
            tie.lies().swapped(),
            List.of(noun),
            Optional.empty(),
            tie.words());
    if (thing.isPresent()) {
      drafts.add(draft);
      head = thing;
      if (draft.bond() == Bond.BETWEEN && !noun.plural && noun.attributes.count < 2) {
        half = Optional.of(draft);
      }
    } else if (tie.first()) {
      fronted = Optional.of(draft);
    }
  }

  /** "It", "them": what was named before the thing. */
  void pronoun(Optional<Noun> holder, boolean plural) {
    if (open.isPresent() && open.get().thing().isPresent()) {
      Noun thing = open.get().thing().get();
      int at = things.indexOf(thing);
      List<Noun> before = things.subList(0, at < 0 ? things.size() : at);
      Optional<Noun> fitting =
          before.reversed().stream()
              .filter(n -> (n.plural || n.attributes.count > 1) == plural)
              .findFirst();
      holder
          .filter(h -> h != thing && isAnchor(h))
          .or(() -> fitting)
          .or(() -> before.isEmpty() ? Optional.empty() : Optional.of(before.getLast()))
          .ifPresent(noun -> anchor(open.get(), noun));
      open = Optional.empty();
      half = Optional.empty();
    }
  }

  /** A noun that nothing is known about: it neither lies anywhere nor does anything lie at it. */
  void unknown() {
    open = Optional.empty();
    half = Optional.empty();
    fronted = Optional.empty();
    head = Optional.empty();
    last = Optional.empty();
    begun = true;
  }

  /** A comma: no second anchor follows. */
  void comma() {
    open = Optional.empty();
    half = Optional.empty();
    paused = true;
  }

  /** "And", "with": something else begins, unless a second anchor is awaited. */
  void more() {
    open = Optional.empty();
    fronted = Optional.empty();
  }

  /** Says whether an anchor is awaited. */
  boolean isWaiting() {
    return open.isPresent();
  }

  /** The end of a sentence. */
  void stop() {
    unknown();
    begun = false;
    paused = false;
  }

  static boolean isThing(Noun noun) {
    return noun.meaning instanceof Meaning.Thing;
  }

  /** Says whether something may lie at a noun. */
  private static boolean isAnchor(Noun noun) {
    return isThing(noun) || spot(noun).isPresent();
  }

  /** Returns the part of the room that a noun names. */
  static Optional<Anchor.Spot> spot(Noun noun) {
    if (!(noun.meaning instanceof Meaning.Part(Meaning.Element element))) {
      return Optional.empty();
    }
    return switch (element) {
      case WINDOWS -> Optional.of(Anchor.Spot.WINDOW);
      case DOOR -> Optional.of(Anchor.Spot.DOOR);
      case WALLS -> Optional.of(Anchor.Spot.WALL);
      default -> Optional.empty();
    };
  }
}
