package org.drag4d.world.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.drag4d.task.InputException;
import org.drag4d.world.layout.Arrangement.Season;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.text.RoomWishes.Covering;
import org.drag4d.world.text.SceneDescription.Mood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrammarTest {
  private static final String KITCHEN =
      "A smoky grey kitchen with modern accents, small garden-facing windows, Bauhaus furniture,"
          + " high ceilings, and a pastel beige-blue-salmon palette. Cozy atmosphere with a basket"
          + " of produce, water bottle, magazine-style wall decor, and wooden parquet flooring.";

  /** Kinds are written with their number; none means a plural without one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a cozy cabin with a fireplace                               | CABIN           | 1 FIREPLACE
          a modern living room with a sofa and two armchairs          | LIVING_ROOM     | 1 SOFA, 2 ARMCHAIR
          a bedroom with a four-poster bed and a round rug            | BEDROOM         | 1 FOUR_POSTER_BED, 1 RUG_ROUND
          a library at night with leather armchairs and a globe       | LIBRARY         | 0 ARMCHAIR, 1 GLOBE
          a kitchen with copper pots and a long oak table             | KITCHEN         | 0 POT, 1 DINING_TABLE
          a kitchen with a round table and four stools                | KITCHEN         | 1 ROUND_TABLE, 4 STOOL
          a garden with a stone fountain and three benches            | GARDEN          | 1 FOUNTAIN, 3 GARDEN_BENCH
          a sunny playroom with toy blocks and a teepee               | PLAYROOM        | 0 TOY_BLOCKS, 1 PLAY_TENT
          a greenhouse full of orange trees and ferns                 | GREENHOUSE      | 0 POTTED_TREE, 0 POTTED_PLANT
          a beach at sunset with three palm trees                     | BEACH           | 3 PALM
          a snowy forest with a campfire and two log seats            | SNOWY_FOREST    | 1 CAMPFIRE, 2 LOG_SEAT
          A teapot on a round table beside an ottoman                 | LIVING_ROOM     | 1 TEAPOT, 1 ROUND_TABLE, 1 OTTOMAN
          a dining room with ten chairs                               | DINING_ROOM     | 10 DINING_CHAIR
          a study with a walnut desk, bookshelves and a telescope     | STUDY           | 1 DESK, 0 BOOKCASE, 1 TELESCOPE
          a tiny office with a computer                               | STUDY           | 1 COMPUTER
          a desk made of glass with a lamp on it                      | STUDY           | 1 DESK, 1 TABLE_LAMP
          a dining table surrounded by eight black chairs             | DINING_ROOM     | 1 DINING_TABLE, 8 DINING_CHAIR
          a mountain lake in autumn with a tent                       | MOUNTAIN_LAKE   | 1 TENT
          desert with five red rocks under a starry sky               | DESERT          | 5 BOULDER
          a kitchen with a kitchen island, three bar stools, a fridge | KITCHEN         | 1 KITCHEN_ISLAND, 3 BAR_STOOL, 1 FRIDGE
          a conservatory with wicker chairs and hanging plants        | GREENHOUSE      | 0 GARDEN_CHAIR, 0 HANGING_PLANT
          a log cabin with a wood stove, antlers and a bearskin rug   | CABIN           | 1 WOOD_STOVE, 0 ANTLERS, 1 FUR_RUG
          a nursery with a rocking horse, a toy train and two balls   | PLAYROOM        | 1 ROCKING_HORSE, 1 TOY_TRAIN, 2 TOY_BALL
          a workshop with a workbench and a stool                     | WORKSHOP        | 1 WORKBENCH, 1 STOOL
          a sofa, a television and a coffee table                     | LIVING_ROOM     | 1 SOFA, 1 TELEVISION, 1 COFFEE_TABLE
          a double bed between two bedside tables                     | BEDROOM         | 1 DOUBLE_BED, 2 BEDSIDE_TABLE
          a dozen books and a pair of candles in a library            | LIBRARY         | 10 BOOK_STACK, 2 CANDLESTICK
          a parlour with a grandfather clock and an upright piano     | LIVING_ROOM     | 1 GRANDFATHER_CLOCK, 1 PIANO
          a child's bedroom with a bunk bed and a bean bag            | PLAYROOM        | 1 SINGLE_BED, 1 BEAN_BAG
          a meadow with a picnic table                                | MEADOW          | 1 GARDEN_TABLE
          a banquet hall with a table and a chandelier above the table | DINING_ROOM    | 1 DINING_TABLE, 1 CHANDELIER
          a lounge with a mirror, three pictures and a wall clock     | LIVING_ROOM     | 1 MIRROR, 3 PICTURE, 1 WALL_CLOCK
          a white bathroom with a bath, a sink and a toilet           | BATHROOM        | 1 BATHTUB, 1 WASH_BASIN, 1 TOILET
          a harbour with a fishing boat, two barrels and crates       | BEACH           | 1 ROWING_BOAT, 2 BARREL, 0 CRATE
          a garage with a bike, a step ladder and a suitcase          | WORKSHOP        | 1 BICYCLE, 1 LADDER, 1 SUITCASE
          a parlour with a guitar, five presents and a cat bed        | LIVING_ROOM     | 1 GUITAR, 5 GIFT, 1 PET_BED
          a bedroom with two lamps beside the bed                     | BEDROOM         | 2 TABLE_LAMP, 1 DOUBLE_BED
          """)
  void findsPlaceAndThings(String prompt, Scene scene, String things) {
    SceneDescription said = SceneDescription.of(prompt);
    assertThat(said.scene()).isEqualTo(scene);
    assertThat(said.requests())
        .extracting(r -> r.count() + " " + r.kind())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(things.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a bedroom, no curtains                                | CURTAINS
          a living room with neither curtains nor plants        | CURTAINS, POTTED_PLANT, POTTED_TREE
          a dining room without a chandelier, with a red rug    | CHANDELIER
          a study with no books, lamps or pictures              | BOOK_STACK, TABLE_LAMP, PICTURE
          a cabin without a fireplace                           | FIREPLACE
          """)
  void respectsNegation(String prompt, String kinds) {
    SceneDescription said = SceneDescription.of(prompt);
    for (String kind : kinds.split(", ")) {
      assertThat(said.without()).contains(Kind.valueOf(kind));
      assertThat(said.requests()).extracting(Request::kind).doesNotContain(Kind.valueOf(kind));
    }
  }

  @Test
  void negationEndsWhereSomethingNewBegins() {
    SceneDescription said = SceneDescription.of("a room without curtains and a red rug");
    assertThat(said.without()).contains(Kind.CURTAINS).doesNotContain(Kind.RUG_RECTANGULAR);
    assertThat(said.requests()).extracting(Request::kind).containsExactly(Kind.RUG_RECTANGULAR);
    assertThat(SceneDescription.of("a kitchen without windows").room().windows()).hasValue(0);
  }

  @Test
  void attributesBindToTheNextNounOrBackAfterOf() {
    SceneDescription said =
        SceneDescription.of(
            "a living room with red chairs, a sofa in blue velvet and a table of oak");
    Request chairs = request(said, Kind.ARMCHAIR);
    Request sofa = request(said, Kind.SOFA);
    Request table = request(said, Kind.COFFEE_TABLE);
    Rgb red = chairs.colour().orElseThrow();
    assertThat(red.r()).isGreaterThan(3 * red.b());
    Rgb blue = sofa.colour().orElseThrow();
    assertThat(blue.b()).isGreaterThan(2 * blue.r());
    assertThat(sofa.substance()).contains(Substance.VELVET);
    assertThat(table.substance()).contains(Substance.WOOD);
  }

  @Test
  void sizesAndStylesBelongToTheirNoun() {
    SceneDescription said =
        SceneDescription.of("a modern dining room with a long table and ornate chairs");
    assertThat(said.style()).contains(Style.MODERN);
    assertThat(request(said, Kind.DINING_TABLE).scale().x()).isGreaterThan(1.3);
    assertThat(request(said, Kind.DINING_CHAIR).style()).contains(Style.BAROQUE);
  }

  @Test
  void tonesChangeTheColourThatFollows() {
    Rgb pale =
        request(SceneDescription.of("a bedroom with a pale red sofa"), Kind.SOFA)
            .colour()
            .orElseThrow();
    Rgb plain =
        request(SceneDescription.of("a bedroom with a red sofa"), Kind.SOFA).colour().orElseThrow();
    assertThat(pale.g()).isGreaterThan(plain.g() + 0.1);
  }

  @Test
  void relationsSayWhatStandsOnWhat() {
    assertThat(request(SceneDescription.of("a teapot on a round table"), Kind.TEAPOT).on())
        .contains(Kind.ROUND_TABLE);
    assertThat(request(SceneDescription.of("a desk with a lamp"), Kind.TABLE_LAMP).on())
        .contains(Kind.DESK);
  }

  @Test
  void theKitchenOfThePaperIsReadWhole() {
    SceneDescription said = SceneDescription.of(KITCHEN);
    assertThat(said.scene()).isEqualTo(Scene.KITCHEN);
    assertThat(said.style()).contains(Style.BAUHAUS);
    assertThat(said.moods()).containsExactly(Mood.COSY);
    assertThat(said.mainColour().orElseThrow().r()).isCloseTo(0.28, within(0.02));
    assertThat(said.palette()).hasSize(3);
    Rgb salmon = said.palette().get(2);
    assertThat(salmon.r()).isGreaterThan(salmon.g()).isGreaterThan(salmon.b());
    RoomWishes room = said.room();
    assertThat(room.floor()).contains(Covering.PARQUET);
    assertThat(room.outside()).contains(Room.Outside.GARDEN);
    assertThat(room.windowWidthFactor()).isLessThan(0.9);
    assertThat(room.heightFactor()).isGreaterThan(1.2);
    assertThat(said.requests())
        .extracting(Request::kind)
        .containsExactly(Kind.PRODUCE_BASKET, Kind.WATER_BOTTLE, Kind.MAGAZINE_PICTURES);
    assertThat(said.understanding().near()).isEmpty();
    assertThat(said.understanding().notBuilt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a bedroom at dawn, DAWN",
    "a sunny kitchen, NOON",
    "a beach at sunset, GOLDEN_HOUR",
    "a foggy forest, FOGGY",
    "a candlelit dining room, CANDLE_LIT",
    "a lounge at night, NIGHT",
    "an overcast meadow, OVERCAST",
    "a neon-lit bar, NEON"
  })
  void findsTheLight(String prompt, Light light) {
    assertThat(SceneDescription.of(prompt).light()).contains(light);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a foggy morning in a forest         | FOGGY      | ''
          a sunny morning on a beach          | MORNING    | ''
          a candlelit lounge at night         | CANDLE_LIT | ''
          a lounge at night in the morning    | NIGHT      | morning
          a bright lounge at midnight         | NIGHT      | bright
          """)
  void saysWhichOfSeveralLightsIsTaken(String prompt, Light light, String contradicting) {
    SceneDescription said = SceneDescription.of(prompt);
    assertThat(said.light()).contains(light);
    List<String> near = said.understanding().near();
    if (contradicting.isEmpty()) {
      assertThat(near).isEmpty();
    } else {
      assertThat(near).anyMatch(n -> n.startsWith(contradicting + ": a place has one light"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a bedroom with a bed under a window                    | DOUBLE_BED UNDER WINDOW
          an armchair facing the fireplace                       | ARMCHAIR FACING FIREPLACE
          a lounge with a lamp beside the sofa                   | FLOOR_LAMP BESIDE SOFA
          Under the window stands a desk.                        | DESK UNDER WINDOW
          In the corner, a piano. A sofa.                        | PIANO AT CORNER
          a lounge with two armchairs and a table between them   | SIDE_TABLE BETWEEN ARMCHAIR
          a bed with a trunk at the foot of it                   | TRUNK IN_FRONT_OF DOUBLE_BED
          a dining table surrounded by six chairs                | DINING_CHAIR AROUND DINING_TABLE
          a desk with a window above it and a globe on the desk  | DESK UNDER WINDOW, GLOBE ON DESK
          a stool between the stove and the fridge in a kitchen  | STOOL BETWEEN STOVE FRIDGE
          a sofa facing the door, against the wall               | SOFA FACING DOOR, SOFA AT WALL
          a lounge facing the sea with a sofa                    | ''
          a garden at dawn with a bench                          | ''
          a kitchen with pictures on the walls                   | ''
          a cabin lit by candles with a bed                      | ''
          """)
  void findsWhereThingsLie(String prompt, String relations) {
    SceneDescription said = SceneDescription.of(prompt);
    assertThat(said.relations())
        .extracting(
            r ->
                r.thing()
                    + " "
                    + r.bond()
                    + r.to().stream()
                        .map(
                            a -> a instanceof Anchor.Thing(Kind kind, int _) ? " " + kind : " " + a)
                        .reduce("", String::concat))
        .containsExactlyElementsOf(
            relations.isEmpty() ? List.of() : Arrays.asList(relations.split(", ")));
  }

  @Test
  void noFurnitureAndEmptyMeanNothingButWhatIsNamed() {
    assertThat(SceneDescription.of("an empty room").moods()).contains(Mood.EMPTY);
    assertThat(SceneDescription.of("a room without furniture").moods()).contains(Mood.EMPTY);
  }

  @Test
  void findsTheSeason() {
    assertThat(SceneDescription.of("a forest in autumn").season()).isEqualTo(Season.AUTUMN);
    assertThat(SceneDescription.of("a snowy forest").season()).isEqualTo(Season.WINTER);
  }

  @Test
  void wallsFloorAndCeilingTakeCoverings() {
    RoomWishes room =
        SceneDescription.of(
                "a lounge with exposed brick walls, a dark blue carpeted floor and exposed beams")
            .room();
    assertThat(room.wall()).contains(Covering.BRICK);
    assertThat(room.floor()).contains(Covering.CARPET);
    assertThat(room.floorColour()).isPresent();
    assertThat(room.ceiling()).contains(Room.Ceiling.BEAMS);
  }

  @ParameterizedTest
  @CsvSource({
    "a loft with windows overlooking the city, CITY",
    "a bedroom with a view of the sea, SEA",
    "a cabin in a snowy forest, SNOW",
    "a dining room overlooking a garden, GARDEN",
    "a cabin in the woods, FOREST"
  })
  void placesOutsideAreSeenThroughTheWindows(String prompt, Room.Outside outside) {
    assertThat(SceneDescription.of(prompt).room().outside()).contains(outside);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "123 456", "!?", "🙂🙂"})
  void aPromptWithoutLettersIsRefused(String prompt) {
    assertThatThrownBy(() -> SceneDescription.of(prompt)).isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asdf qwer zxcv",
        "一个舒适的客厅",
        "уютная гостиная",
        "غرفة معيشة",
        "🙂 x 🛋️",
        "a",
        "ǅ",
        "no",
        "without",
        "red",
        "the the the",
        ",,,a,,,",
        "in of with on",
        "12 2 chairs of 3"
      })
  void anythingElseGivesAPlace(String prompt) {
    SceneDescription said = SceneDescription.of(prompt);
    assertThat(said.scene()).isNotNull();
    assertThat(said.understanding().notes()).isNotEmpty();
  }

  @Test
  void wordsOfOtherLanguagesAreReported() {
    assertThat(SceneDescription.of("一个舒适的客厅").understanding().notBuilt())
        .anyMatch(note -> note.startsWith("一个舒适的客厅"));
  }

  @Test
  void longPromptsAreRead() {
    String prompt = "a red chair and a wooblefrob near the tall blue lamp, ".repeat(200);
    assertThat(prompt.length()).isGreaterThan(10_000);
    SceneDescription said = SceneDescription.of(prompt);
    assertThat(said.requests()).extracting(Request::kind).contains(Kind.TABLE_LAMP);
    assertThat(said.understanding().notBuilt()).hasSize(1);
    assertThat(said.understanding().notes().size()).isLessThan(600);
  }

  @Property(tries = 300)
  void noTextFails(@ForAll @StringLength(max = 200) String text) {
    try {
      assertThat(SceneDescription.of(text).scene()).isNotNull();
    } catch (InputException e) {
      assertThat(text.codePoints().noneMatch(Character::isLetter)).isTrue();
    }
  }

  @Test
  void everyWordForAThingIsReported() {
    Understanding notes =
        SceneDescription.of("a living room with a sofa, a yurt, a dragon and a settee")
            .understanding();
    assertThat(notes.understood()).contains("sofa");
    assertThat(notes.near()).anyMatch(n -> n.startsWith("yurt"));
    assertThat(notes.near()).anyMatch(n -> n.startsWith("settee: a kind of sofa"));
    assertThat(notes.notBuilt()).anyMatch(n -> n.startsWith("dragon"));
  }

  private static Request request(SceneDescription said, Kind kind) {
    List<Request> found = said.requests().stream().filter(r -> r.kind() == kind).toList();
    assertThat(found).as(kind + " in " + said.requests()).hasSize(1);
    return found.getFirst();
  }
}
