package org.drag4d.world.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.drag4d.world.text.SceneDescription;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final String DINING_ROOM =
      "An elegant dining room featuring a long polished table set with fine china, crystal glasses,"
          + " and a chandelier, with ornate chairs and side tables adorned with decorative items.";

  @Test
  void theFirstPromptOfThePaperGivesWhatItSays() {
    Arrangement place = Layout.arrange(SceneDescription.of(DINING_ROOM), 0);
    assertThat(place.items())
        .extracting(Item::kind)
        .contains(
            Kind.DINING_TABLE,
            Kind.DINING_CHAIR,
            Kind.PLACE_SETTING,
            Kind.WINE_GLASS,
            Kind.CHANDELIER,
            Kind.SIDE_TABLE,
            Kind.VASE);
  }

  @Test
  void oneSeedGivesOnePlace() {
    SceneDescription said = SceneDescription.of(DINING_ROOM);
    assertThat(Layout.arrange(said, 5)).isEqualTo(Layout.arrange(said, 5));
    assertThat(Layout.arrange(said, 5)).isNotEqualTo(Layout.arrange(said, 6));
  }

  @Test
  void aColouredSofaHasACoverOfThatColour() {
    Arrangement place =
        Layout.arrange(SceneDescription.of("a living room with a grey sofa and a red armchair"), 0);
    Finish sofa = only(place, Kind.SOFA).finish();
    assertThat(sofa.body()).isEqualTo(Finish.Substance.WOOD);
    assertThat(sofa.second().r()).isBetween(0.2, 0.3);
    assertThat(sofa.second().g()).isCloseTo(sofa.second().r(), within(0.02));
    assertThat(sofa.second().b()).isCloseTo(sofa.second().r(), within(0.02));
    Finish armchair = only(place, Kind.ARMCHAIR).finish();
    assertThat(armchair.body()).isEqualTo(Finish.Substance.FABRIC);
    assertThat(armchair.bodyColour().r()).isGreaterThan(3 * armchair.bodyColour().g());
  }

  private static Item only(Arrangement place, Kind kind) {
    return place.items().stream().filter(item -> item.kind() == kind).findFirst().orElseThrow();
  }
}
