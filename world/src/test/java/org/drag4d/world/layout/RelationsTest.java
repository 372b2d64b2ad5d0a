package org.drag4d.world.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement.Setting;
import org.drag4d.world.text.SceneDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sentence says about where things lie, measured on the items themselves. */
class RelationsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a bedroom with a bed under a window and an armchair facing the fireplace",
        "a living room with a lamp beside the sofa, a piano in the corner",
        "Under the window stands a desk. Between the two armchairs is a small table.",
        "a kitchen with a round table in the centre and stools around it",
        "a dining room with a chandelier above the table and a painting over the sideboard",
        "a dining room with a sideboard behind the table and a mirror opposite the window",
        "a bedroom with a trunk at the foot of the bed and a rug in front of the fireplace",
        "a study with a globe on the desk, a telescope at the window, a basket under the desk",
        "a cabin with an armchair between the fireplace and the bed",
        "a garden with a bench facing the fountain and a watering can beside the bench",
        "a library with a table behind the sofa and a clock against the wall",
        "a playroom with a ball under the table and a rocking horse by the window"
      })
  void relationsHoldAndNoHardRuleBreaks(String prompt) {
    SceneDescription said = SceneDescription.of(prompt);
    List<String> found = new ArrayList<>();
    for (long seed = 0; seed < 2; seed++) {
      Arrangement place = Layout.arrange(said, seed);
      assertThat(place.notes()).hasSameSizeAs(said.relations());
      place.notes().stream().filter(n -> !n.startsWith("understood")).forEach(found::add);
      found.addAll(Violations.of(place));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void theArmchairLooksAtTheFire() {
    assertThat(
            any(
                "a living room with an armchair facing the fireplace",
                Kind.ARMCHAIR,
                Kind.FIREPLACE,
                (chair, fire) -> {
                  double yaw = Math.toRadians(chair.yawDegrees());
                  Vec3 way = fire.position().minus(chair.position());
                  double ahead = way.x() * Math.sin(yaw) + way.z() * Math.cos(yaw);
                  return ahead > 0.7 * way.length() && way.length() < 3;
                }))
        .isTrue();
  }

  @Test
  void theLampStandsWithinReachOfTheSofa() {
    assertThat(
            any(
                "a living room with a floor lamp beside the sofa",
                Kind.FLOOR_LAMP,
                Kind.SOFA,
                (lamp, sofa) ->
                    lamp.position().distance(sofa.position()) < 0.5 * sofa.size().x() + 0.9))
        .isTrue();
  }

  @Test
  void theTableStandsBetweenTheArmchairs() {
    Arrangement place =
        Layout.arrange(
            SceneDescription.of("a library with two armchairs with a table between them"), 1);
    List<Item> chairs = place.items().stream().filter(i -> i.kind() == Kind.ARMCHAIR).toList();
    Vec3 middle = chairs.get(0).position().plus(chairs.get(1).position()).times(0.5);
    assertThat(place.items())
        .anyMatch(i -> i.kind() == Kind.SIDE_TABLE && i.position().distance(middle) < 0.3);
  }

  @Test
  void theBedStandsBelowTheSill() {
    Arrangement place =
        Layout.arrange(SceneDescription.of("a bedroom with a bed under the window"), 0);
    Room room = ((Setting.Indoors) place.setting()).room();
    Item bed =
        place.items().stream().filter(i -> i.kind() == Kind.DOUBLE_BED).findFirst().orElseThrow();
    assertThat(room.openings())
        .anyMatch(
            o ->
                !o.door()
                    && o.wall() == Room.Wall.NORTH
                    && Math.abs(o.along() - bed.position().x()) < 0.3
                    && o.sill() > bed.size().y()
                    && o.sill() + o.height() < room.height());
  }

  @Test
  void whatCannotBeMetIsSaid() {
    Arrangement place =
        Layout.arrange(
            SceneDescription.of("a bedroom without windows, with an armchair by the window"), 0);
    assertThat(place.notes()).hasSize(1).first().asString().startsWith("not built: armchair by");
  }

  @Test
  void anEmptyRoomHoldsNothingButWhatIsNamed() {
    assertThat(Layout.arrange(SceneDescription.of("an empty bedroom"), 0).items()).isEmpty();
    assertThat(
            Layout.arrange(SceneDescription.of("an empty lounge with one chair"), 0)
                .items()
                .stream()
                .map(Item::kind))
        .containsExactly(Kind.ARMCHAIR);
  }

  private static boolean any(String prompt, Kind one, Kind two, BiPredicate<Item, Item> test) {
    List<Item> items = Layout.arrange(SceneDescription.of(prompt), 2).items();
    return items.stream()
        .filter(i -> i.kind() == one)
        .anyMatch(a -> items.stream().filter(i -> i.kind() == two).anyMatch(b -> test.test(a, b)));
  }
}
