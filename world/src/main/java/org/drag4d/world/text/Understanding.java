package org.drag4d.world.text;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of a sentence, in plain words for the person who wrote it. Every word that could name
 * something to build is in one of the lists: nothing is dropped silently.
 *
 * @param understood what is built as it was said
 * @param near what is built as something near, with the reason
 * @param notBuilt what cannot be built
 */
public record Understanding(List<String> understood, List<String> near, List<String> notBuilt) {
  /** Copies the lists. */
  public Understanding {
    understood = List.copyOf(understood);
    near = List.copyOf(near);
    notBuilt = List.copyOf(notBuilt);
  }

  /** Returns all sentences in one list, each with what kind of news it is. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    understood.forEach(words -> notes.add("understood: " + words));
    near.forEach(words -> notes.add("near: " + words));
    notBuilt.forEach(words -> notes.add("not built: " + words));
    return List.copyOf(notes);
  }
}
