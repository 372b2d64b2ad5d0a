package org.drag4d.world.text;

import java.util.List;
import org.drag4d.world.layout.Kind;

/**
 * Where the sentence wants a thing: "an armchair facing the fireplace". Things are known by their
 * kind: a relation holds if one of the kind, or as many as the sentence counts, lie so.
 *
 * @param thing which kind lies there
 * @param count how many of them, at least 1
 * @param bond how
 * @param to one anchor, or two of which the thing is in the middle
 * @param words of the sentence, for the person who wrote it
 */
public record Relation(Kind thing, int count, Bond bond, List<Anchor> to, String words) {
  /** Copies the list. */
  public Relation {
    to = List.copyOf(to);
  }

  /** Returns the first anchor. */
  public Anchor anchor() {
    return to.getFirst();
  }
}
