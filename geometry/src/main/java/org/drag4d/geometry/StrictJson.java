package org.drag4d.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.drag4d.task.InputException;

/**
 * A value inside one of our own JSON files, which knows its place there. Every wrong thing is said
 * with file and field ({@code hop.json, points[2].t}), and unknown keys are errors that name the
 * nearest known key, because a misspelt setting that is silently ignored costs hours.
 */
public final class StrictJson {
  private final JsonNode node;
  private final String file;
  private final String field;

  private StrictJson(JsonNode node, String file, String field) {
    this.node = node;
    this.file = file;
    this.field = field;
  }

  /** Reads a file. */
  public static StrictJson read(Path file) {
    return new StrictJson(JsonFile.read(file), file.toString(), "");
  }

  /**
   * Reads a text.
   *
   * @param where what to call the text in errors
   */
  public static StrictJson parse(String text, String where) {
    return new StrictJson(JsonFile.parse(text, where), where, "");
  }

  /** Returns the place of this value: the file and, below its top, the field. */
  public String where() {
    return field.isEmpty() ? file : file + ", " + field;
  }

  /** Makes the error of something wrong with this value. */
  public InputException wrong(String what, String remedy) {
    return new InputException(where(), what, remedy);
  }

  /** Makes the error of something wrong with this value whose remedy is plain. */
  public InputException wrong(String what) {
    return new InputException(where(), what);
  }

  /**
   * Checks that this is an object with no other keys than these.
   *
   * @return this
   */
  public StrictJson keys(String... known) {
    if (!node.isObject()) {
      throw wrong("must be an object with the keys " + String.join(", ", known));
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (Stream.of(known).noneMatch(name::equals)) {
        String nearest = nearest(name, List.of(known));
        throw wrong(
            "unknown key \"" + name + "\"",
            nearest.isEmpty()
                ? "Known keys: " + String.join(", ", known) + "."
                : "Did you mean \"" + nearest + "\"?");
      }
    }
    return this;
  }

  /** Returns the names of this object's keys, in the file's order. */
  public List<String> names() {
    if (!node.isObject()) {
      throw wrong("must be an object");
    }
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Says whether this object has a key (whose value is not null). */
  public boolean has(String key) {
    return node.hasNonNull(key);
  }

  /** Returns the value of a key that must be there. */
  public StrictJson at(String key) {
    return find(key).orElseThrow(() -> wrong("\"" + key + "\" is missing"));
  }

  /** Returns the value of a key if it is there and not null. */
  public Optional<StrictJson> find(String key) {
    return has(key)
        ? Optional.of(
            new StrictJson(node.get(key), file, field.isEmpty() ? key : field + "." + key))
        : Optional.empty();
  }

  /** Returns the items of this list. */
  public List<StrictJson> items() {
    if (!node.isArray()) {
      throw wrong("must be a list");
    }
    List<StrictJson> items = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      items.add(new StrictJson(node.get(i), file, field + "[" + i + "]"));
    }
    return items;
  }

  /** Returns this text. */
  public String text() {
    if (!node.isTextual()) {
      throw wrong("must be a text in quotation marks, not " + node);
    }
    return node.textValue();
  }

  /** Returns this true or false. */
  public boolean truth() {
    if (!node.isBoolean()) {
      throw wrong("must be true or false, not " + node);
    }
    return node.booleanValue();
  }

  /** Returns this finite number. */
  public double number() {
    if (!node.isNumber()) {
      throw wrong("must be a number, not " + node);
    }
    double value = node.doubleValue();
    if (!Double.isFinite(value)) {
      throw wrong("must be a finite number, not " + node.asText());
    }
    return value;
  }

  /** Returns this number, which must lie in a range (ends included). */
  public double number(double least, double most) {
    double value = number();
    if (value < least || value > most) {
      throw wrong("must lie in " + least + " to " + most + ", not be " + value);
    }
    return value;
  }

  /** Returns this whole number, which must lie in a range (ends included). */
  public int integer(int least, int most) {
    if (!node.isNumber() || number() != Math.rint(number())) {
      throw wrong("must be a whole number, not " + node);
    }
    double value = number();
    if (value < least || value > most) {
      throw wrong("must lie in " + least + " to " + most + ", not be " + node);
    }
    return (int) value;
  }

  /** Returns this whole number of up to 64 bits, such as a seed. */
  public long longInteger() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("must be a whole number, not " + node);
    }
    return node.longValue();
  }

  /** Returns this list of three numbers. */
  public Vec3 vec3() {
    double[] v = numbers(3, "three numbers [x, y, z]");
    return new Vec3(v[0], v[1], v[2]);
  }

  /** Returns this rotation [w, x, y, z], normalised. */
  public Quaternion quaternion() {
    double[] q = numbers(4, "a quaternion [w, x, y, z]");
    if (q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3] < 1e-12) {
      throw wrong("a quaternion of length zero is no rotation");
    }
    return new Quaternion(q[0], q[1], q[2], q[3]);
  }

  private double[] numbers(int count, String what) {
    if (!node.isArray() || node.size() != count) {
      throw wrong("must be " + what);
    }
    return items().stream().mapToDouble(StrictJson::number).toArray();
  }

  /** Returns this text, which must be one of the choices. */
  public String choice(List<String> choices) {
    String text = text();
    if (!choices.contains(text)) {
      String nearest = nearest(text, choices);
      throw wrong(
          "\"" + text + "\" is none of " + String.join(", ", choices),
          nearest.isEmpty() ? "" : "Did you mean \"" + nearest + "\"?");
    }
    return text;
  }

  /**
   * Returns the known word that looks most like one that is not known; empty when none does (more
   * than a third of the letters would have to change, swapped neighbours counting once).
   */
  public static String nearest(String word, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> edits(word, k)))
        .filter(k -> edits(word, k) <= Math.max(1, Math.max(word.length(), k.length()) / 3))
        .orElse("");
  }

  /** Optimal string alignment distance, letter case apart. */
  private static int edits(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
