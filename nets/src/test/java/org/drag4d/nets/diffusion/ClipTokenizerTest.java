package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tokenizer against transformers' (tools/parity/clip_tokenizer.py). The system property
 * drag4d.clip names another folder of that script, for instance of the whole vocabulary.
 */
class ClipTokenizerTest {
  @TempDir Path folder;

  private static Path fixture() throws URISyntaxException {
    String chosen = System.getProperty("drag4d.clip", "");
    return chosen.isEmpty()
        ? Path.of(ClipTokenizerTest.class.getResource("/clip-tokenizer").toURI())
        : Path.of(chosen);
  }

  static List<JsonNode> texts() throws IOException, URISyntaxException {
    List<JsonNode> texts = new ArrayList<>();
    new ObjectMapper().readTree(fixture().resolve("golden.json").toFile()).forEach(texts::add);
    return texts;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void asTheReference(JsonNode golden) throws URISyntaxException {
    ClipTokenizer tokenizer = ClipTokenizer.open(fixture());
    String text = golden.path("text").asText();
    List<Integer> ids = new ArrayList<>();
    golden.path("ids").forEach(id -> ids.add(id.asInt()));
    assertThat(tokenizer.ids(text, 10_000)).isEqualTo(ids);
    LongStream.Builder padded = LongStream.builder();
    golden.path("padded").forEach(id -> padded.add(id.asLong()));
    assertThat(tokenizer.encode(text, tokenizer.end())).isEqualTo(padded.build().toArray());
  }

  @Test
  void paddingIsTheModels() throws URISyntaxException {
    ClipTokenizer tokenizer = ClipTokenizer.open(fixture());
    long[] ids = tokenizer.encode("a", 0);
    assertThat(ids).hasSize(77).startsWith(tokenizer.start());
    assertThat(ids[2]).isEqualTo(tokenizer.end());
    assertThat(ids[3]).isZero();
  }

  @Property(tries = 200)
  void everyTextHasIds(@ForAll String text) throws URISyntaxException {
    ClipTokenizer tokenizer = Holder.TOKENIZER;
    long[] ids = tokenizer.encode(text, 0);
    assertThat(ids).hasSize(77).contains(tokenizer.end());
  }

  private static final class Holder {
    static final ClipTokenizer TOKENIZER;

    static {
      try {
        TOKENIZER = ClipTokenizer.open(fixture());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void damagedVocabulariesAreRefused() throws IOException, URISyntaxException {
    Files.copy(fixture().resolve("vocab.json"), folder.resolve("vocab.json"));
    assertThatThrownBy(() -> ClipTokenizer.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("merges.txt");
    Files.writeString(folder.resolve("merges.txt"), "#version\na b c\n");
    assertThatThrownBy(() -> ClipTokenizer.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
    Files.writeString(folder.resolve("merges.txt"), "\u00a1 \u00a2\n");
    assertThatThrownBy(() -> ClipTokenizer.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("lacks");
    Files.writeString(folder.resolve("merges.txt"), "");
    Files.writeString(folder.resolve("vocab.json"), "{\"<|startoftext|>\": 1}");
    assertThatThrownBy(() -> ClipTokenizer.open(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("<|endoftext|> is missing");
    Files.writeString(folder.resolve("vocab.json"), "[");
    assertThatThrownBy(() -> ClipTokenizer.open(folder)).isInstanceOf(InputException.class);
  }

  @Test
  void endlessTextsAreRefused() throws URISyntaxException {
    ClipTokenizer tokenizer = ClipTokenizer.open(fixture());
    assertThatThrownBy(() -> tokenizer.ids("x ".repeat(10_001), 75))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("20000");
  }
}
