package org.drag4d.world.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.drag4d.world.layout.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that the vocabulary lacks, by WordNet: the cases of networks-and-data section 3. */
class WordKindsTest {
  private final WordKinds kinds = new WordKinds(Vocabulary.english());

  @ParameterizedTest
  @CsvSource({
    "settee, SOFA",
    "chesterfield, SOFA",
    "highboy, CHEST_OF_DRAWERS",
    "escritoire, DESK",
    "davenport, DESK",
    "tabouret, STOOL"
  })
  void findsTheNearestThing(String word, Kind kind) {
    assertThat(kinds.nearest(word))
        .hasValueSatisfying(
            finding -> {
              assertThat(((Meaning.Thing) finding.meaning()).kinds()).containsExactly(kind);
              assertThat(finding.reason()).startsWith(word + ": ");
            });
  }

  @ParameterizedTest
  @CsvSource({"armoire, WARDROBE", "credenza, SIDEBOARD", "ottoman, OTTOMAN", "teapot, TEAPOT"})
  void theVocabularyKnowsTheUsualOnes(String word, Kind kind) {
    assertThat(SceneDescription.of("a room with a " + word).requests())
        .extracting(Request::kind)
        .containsExactly(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dragon", "happiness", "king", "Paris", "elephant", "walk", "button", "qwertz"})
  void personsPlacesAnimalsAndIdeasAreNotBuilt(String word) {
    assertThat(kinds.nearest(word.toLowerCase(Locale.ROOT))).isEmpty();
  }

  @Test
  void nothingIsPrinted() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (PrintStream both = new PrintStream(written, true, StandardCharsets.UTF_8)) {
      System.setOut(both);
      System.setErr(both);
      new WordKinds(Vocabulary.english()).nearest("settee");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).isEmpty();
  }
}
