package org.drag4d.geometry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.drag4d.task.InputException;

/**
 * JSON files as trees. Numbers are written so that reading gives the same double; NaN and Infinity
 * are read, so that whoever looks at the field can refuse them by its name.
 */
public final class JsonFile {
  /** The largest file that is read, in bytes. */
  public static final long MAXIMUM_BYTES = 64L << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a file.
   *
   * @throws InputException if it is missing, too large or not JSON; says the line and column
   */
  public static JsonNode read(Path file) {
    byte[] bytes = WholeFile.read(file, MAXIMUM_BYTES);
    return parse(new String(bytes, StandardCharsets.UTF_8), file.toString());
  }

  /**
   * Reads a text.
   *
   * @param where what to call the text in errors
   */
  public static JsonNode parse(String text, String where) {
    try {
      JsonNode node = MAPPER.readTree(text.startsWith("\ufeff") ? text.substring(1) : text);
      if (node.isMissingNode()) {
        throw new InputException(where, "is empty where JSON is expected");
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new InputException(
          at == null ? where : where + ", line " + at.getLineNr() + ", column " + at.getColumnNr(),
          "is not JSON: " + e.getOriginalMessage());
    }
  }

  /** Writes a tree with indentation and a final line break, the same bytes on every system. */
  public static void write(Path file, JsonNode tree) {
    WholeFile.write(file, text(tree).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns what {@link #write} writes. Fields keep the order in which they were put. */
  public static String text(JsonNode tree) {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
