package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.world.text.Relation;
import org.drag4d.world.text.SceneDescription;

/**
 * What became of the relations of a sentence, checked where everything stands in the end.
 *
 * @param notes in words
 * @param held how many hold
 */
record RelationReport(List<String> notes, int held) {
  static RelationReport of(SceneDescription said, List<Item> items, Stage stage) {
    List<String> notes = new ArrayList<>();
    int held = 0;
    for (Relation r : said.relations()) {
      long present = items.stream().filter(i -> i.kind() == r.thing()).count();
      int wanted = (int) Math.clamp(r.count(), 1, Math.max(1, present));
      int lying = RelationCheck.count(r, items, stage);
      if (lying >= wanted) {
        notes.add("understood: " + r.words());
        held++;
      } else if (lying > 0) {
        notes.add("near: " + r.words() + ": true of " + lying + " of " + wanted);
      } else {
        notes.add("not built: " + r.words() + ": there was no room for it to lie so");
      }
    }
    return new RelationReport(notes, held);
  }
}
