package org.drag4d.world.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drag4d.world.text.Request;
import org.drag4d.world.text.SceneDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hard rules of the layout for many prompts and seeds. */
class LayoutRulesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "An elegant dining room featuring a long polished table set with fine china, crystal"
            + " glasses, and a chandelier, with ornate chairs and side tables adorned with"
            + " decorative items.",
        "A smoky grey kitchen with modern accents, small garden-facing windows, Bauhaus furniture,"
            + " high ceilings, and a pastel beige-blue-salmon palette. Cozy atmosphere with a"
            + " basket of produce, water bottle, magazine-style wall decor, and wooden parquet"
            + " flooring.",
        "a dining room",
        "a dining room with a round table and twelve chairs",
        "a living room",
        "a modern living room with two sofas, four armchairs and a television",
        "a living room with a piano, a grandfather clock, a globe and three bookcases",
        "a tiny living room with a huge sofa",
        "a kitchen",
        "a kitchen with an island, three bar stools and a long oak table",
        "a kitchen without windows",
        "a bedroom",
        "a bedroom with two single beds, a wardrobe, a desk and a wall shelf",
        "a spacious victorian bedroom with a four poster bed and eight pictures",
        "a study",
        "a small study with a telescope, an easel and ten books",
        "a library",
        "a library with six bookcases, four armchairs and a piano",
        "a cozy cabin with a fireplace",
        "a cabin with a double bed, a wood stove and no fireplace",
        "a playroom",
        "a playroom with eight toy balls, a toy train, a play tent and a rocking horse",
        "a greenhouse",
        "a conservatory with six orange trees and wicker chairs",
        "a workshop with a tall shelf unit",
        "an empty room",
        "a bathroom",
        "a victorian bathroom with a bathtub under the window, a toilet and two wash basins",
        "a wine cellar with six barrels, four crates and a ladder against the wall",
        "a hallway with a bicycle, a suitcase, a cat bed under the table and eight presents",
        "a beach with a rowing boat, a parasol and a crate beside the boat",
        "an art gallery with eight paintings, a bench and a bust",
        "a room with three windows, a low ceiling and a harp",
        "a room with twelve candles, ten vases and no furniture",
        "a forest clearing with a tent",
        "a garden with a fountain, four benches and a table set with china",
        "a meadow",
        "a beach with three palm trees and four deck chairs",
        "a desert",
        "a mountain lake with a campfire",
        "a snowy forest with a sofa and a grandfather clock"
      })
  void noHardRuleIsBrokenAndNothingNamedIsMissing(String prompt) {
    SceneDescription said = SceneDescription.of(prompt);
    List<String> found = new ArrayList<>();
    for (long seed = 0; seed < 3; seed++) {
      Arrangement place = Layout.arrange(said, seed);
      for (String violation : Violations.of(place)) {
        found.add("seed " + seed + ": " + violation);
      }
      Map<Kind, Long> counts =
          place.items().stream().collect(Collectors.groupingBy(Item::kind, Collectors.counting()));
      for (Request request : said.requests()) {
        long least = Math.max(1, request.count());
        if (counts.getOrDefault(request.kind(), 0L) < least) {
          found.add("seed " + seed + ": too few of " + request.kind());
        }
      }
      for (Kind kind : said.without()) {
        if (counts.containsKey(kind)) {
          found.add("seed " + seed + ": unwanted " + kind);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void instancesAreNumberedFromOne() {
    List<Item> items = Layout.arrange(SceneDescription.of("a bedroom"), 3).items();
    assertThat(items.stream().map(Item::instance)).doesNotHaveDuplicates();
    assertThat(items.getFirst().instance()).isEqualTo(1);
    assertThat(items.getLast().instance()).isEqualTo(items.size());
    assertThat(items.stream().collect(Collectors.toMap(Item::seed, Function.identity())))
        .hasSize(items.size());
  }
}
