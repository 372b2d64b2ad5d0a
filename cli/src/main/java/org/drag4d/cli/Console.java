package org.drag4d.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.util.Map;

/**
 * Everything that is written to a person: results on standard output and nothing else there;
 * progress, remarks and errors on standard error.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param json whether the result is one JSON object and progress is JSON lines
 * @param quiet whether only results and errors are written
 * @param verbose whether details are written
 * @param terminal whether standard error is a terminal, where a line can be repainted
 * @param colour whether escape sequences for colour may be written
 */
record Console(
    PrintStream out,
    PrintStream err,
    boolean json,
    boolean quiet,
    boolean verbose,
    boolean terminal,
    boolean colour) {

  /** Writes the result of a command: the text to read, or with {@code --json} the fields. */
  void result(String text, Map<String, ?> fields) {
    if (json) {
      out.println(toJson(fields, true));
    } else if (!text.isEmpty()) {
      out.println(text);
    }
    out.flush();
  }

  /** Says something worth knowing, unless nobody wants to hear it. */
  void remark(String message) {
    if (!quiet && !json) {
      err.println(message);
    }
  }

  /** Says something that only the curious want to know. */
  void detail(String message) {
    if (verbose) {
      err.println(message);
    }
  }

  /** Says why the command failed; always written. */
  void error(String message) {
    err.println(bold("error: ") + message);
  }

  /** Returns the text in bold where that is possible. */
  String bold(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** Returns the text in a faint colour where that is possible. */
  String faint(String text) {
    return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
  }

  /** Returns a value as JSON: maps, lists, records, numbers, texts. */
  static String toJson(Object value, boolean indented) {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .configure(SerializationFeature.INDENT_OUTPUT, indented)
            .build();
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
