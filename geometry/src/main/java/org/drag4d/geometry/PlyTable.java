package org.drag4d.geometry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drag4d.task.InputException;

/**
 * A PLY file as it stands: elements with named columns. What the columns mean is for {@link
 * PlyFile} and for the readers of splats to say. Binary of both byte orders and ASCII are read.
 *
 * @param comments the header's comments, without the word
 * @param elements in the file's order
 */
public record PlyTable(List<String> comments, List<Element> elements) {
  private static final long MAXIMUM_BYTES = Integer.MAX_VALUE - 8;
  private static final int MAXIMUM_ASCII_BYTES = 200 << 20;
  private static final int MAXIMUM_HEADER_BYTES = 1 << 20;
  private static final int MAXIMUM_PROPERTIES = 1000;

  /**
   * One element, such as {@code vertex}.
   *
   * @param count how many rows
   * @param columns numbers by property name, one a row; 64 bits only where the file's type needs it
   * @param types PLY's type name by property name
   * @param lists list properties by name
   */
  public record Element(
      String name,
      int count,
      Map<String, Column> columns,
      Map<String, String> types,
      Map<String, Lists> lists) {
    /** Says whether there is a column. */
    public boolean has(String property) {
      return columns.containsKey(property);
    }

    /** Returns a column as float32; it must be there. */
    public float[] floats(String property) {
      return switch (columns.get(property)) {
        case Column.Floats(float[] values) -> values;
        case Column.Doubles(double[] values) -> {
          float[] floats = new float[values.length];
          for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
          }
          yield floats;
        }
        case null -> throw new IllegalArgumentException("no column " + property + " in " + name);
      };
    }
  }

  /** The numbers of a column. */
  public sealed interface Column {
    /** Types of up to 24 bits of precision. */
    record Floats(float[] values) implements Column {}

    /** The types int, uint and double. */
    record Doubles(double[] values) implements Column {}
  }

  /**
   * A list property: row r has values[offsets[r]] to values[offsets[r + 1] - 1]. Fractions are cut
   * off: lists hold indices.
   */
  public record Lists(int[] offsets, int[] values) {}

  /** Returns an element if the file has it. */
  public Optional<Element> element(String name) {
    return elements.stream().filter(e -> e.name().equals(name)).findFirst();
  }

  /**
   * Reads a file.
   *
   * @throws InputException naming the line of the header or the byte where it is wrong
   */
  public static PlyTable read(Path file) {
    return new Reader(WholeFile.read(file, MAXIMUM_BYTES), file.toString()).read();
  }

  private record Property(String name, String type, String countType) {
    boolean isList() {
      return !countType.isEmpty();
    }
  }

  private record Declared(String name, int count, List<Property> properties) {}

  private static final class Reader {
    private final byte[] bytes;
    private final String where;
    private final ByteBuffer in;
    private int at;
    private int line;
    private boolean ascii;

    Reader(byte[] bytes, String where) {
      this.bytes = bytes;
      this.where = where;
      in = ByteBuffer.wrap(bytes);
    }

    PlyTable read() {
      List<String> comments = new ArrayList<>();
      List<Declared> declared = new ArrayList<>();
      header(comments, declared);
      if (ascii && bytes.length > MAXIMUM_ASCII_BYTES) {
        throw new InputException(
            where,
            "an ASCII file of " + bytes.length + " bytes is too large",
            "Save it as binary.");
      }
      List<Element> elements = new ArrayList<>();
      for (Declared d : declared) {
        elements.add(element(d));
      }
      return new PlyTable(List.copyOf(comments), List.copyOf(elements));
    }

    private void header(List<String> comments, List<Declared> declared) {
      if (!nextLine().equals("ply")) {
        throw new InputException(where, "is not a PLY file: its first line is not \"ply\"");
      }
      boolean format = false;
      while (true) {
        String text = nextLine();
        String[] words = text.strip().split("\\s+");
        switch (words[0]) {
          case "format" -> {
            format = true;
            format(words.length > 1 ? words[1] : "");
          }
          case "comment" -> comments.add(text.strip().substring(7).strip());
          case "obj_info", "" -> {}
          case "element" ->
              declared.add(new Declared(word(words, 1), count(words), new ArrayList<>()));
          case "property" -> {
            if (declared.isEmpty()) {
              throw wrong("a property before any element");
            }
            List<Property> properties = declared.getLast().properties();
            properties.add(property(words));
            if (properties.size() > MAXIMUM_PROPERTIES) {
              throw wrong("too many properties");
            }
          }
          case "end_header" -> {
            if (!format) {
              throw wrong("the header names no format");
            }
            return;
          }
          default -> throw wrong("unknown word \"" + words[0] + "\"");
        }
      }
    }

    private void format(String name) {
      switch (name) {
        case "ascii" -> ascii = true;
        case "binary_little_endian" -> in.order(ByteOrder.LITTLE_ENDIAN);
        case "binary_big_endian" -> in.order(ByteOrder.BIG_ENDIAN);
        default -> throw wrong("unknown format \"" + name + "\"");
      }
    }

    private Property property(String[] words) {
      boolean list = word(words, 1).equals("list");
      Property property =
          list
              ? new Property(word(words, 4), plain(word(words, 3)), plain(word(words, 2)))
              : new Property(word(words, 2), plain(word(words, 1)), "");
      return property;
    }

    private String plain(String type) {
      return switch (type) {
        case "float", "float32" -> "float";
        case "double", "float64" -> "double";
        case "char", "int8" -> "char";
        case "uchar", "uint8" -> "uchar";
        case "short", "int16" -> "short";
        case "ushort", "uint16" -> "ushort";
        case "int", "int32" -> "int";
        case "uint", "uint32" -> "uint";
        default -> throw wrong("unknown type \"" + type + "\"");
      };
    }

    private int count(String[] words) {
      try {
        int count = Integer.parseInt(word(words, 2));
        // Every row takes at least one byte, so a longer count is a lie.
        if (count < 0 || count > bytes.length) {
          throw wrong(count + " rows cannot be in " + bytes.length + " bytes");
        }
        return count;
      } catch (NumberFormatException e) {
        throw wrong("\"" + word(words, 2) + "\" is no number of rows");
      }
    }

    private String word(String[] words, int index) {
      if (index >= words.length) {
        throw wrong("words are missing at the end");
      }
      return words[index];
    }

    private InputException wrong(String what) {
      return new InputException(where + ", header line " + line, what);
    }

    private String nextLine() {
      int start = at;
      while (at < bytes.length && bytes[at] != '\n') {
        if (++at > MAXIMUM_HEADER_BYTES) {
          throw new InputException(where, "the header does not end");
        }
      }
      line++;
      if (at == bytes.length) {
        throw new InputException(
            where, line == 1 ? "is not a PLY file" : "the header does not end");
      }
      String text = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
      at++;
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private Element element(Declared declared) {
      int count = declared.count();
      Map<String, Column> columns = new LinkedHashMap<>();
      Map<String, String> types = new LinkedHashMap<>();
      Map<String, Lists> lists = new LinkedHashMap<>();
      List<Property> properties = declared.properties();
      int p = properties.size();
      float[][] floats = new float[p][];
      double[][] doubles = new double[p][];
      int[][] offsets = new int[p][];
      int[][] values = new int[p][];
      int rowBytes = 0;
      for (int i = 0; i < p; i++) {
        Property property = properties.get(i);
        rowBytes += ascii ? 1 : sizeOf(property.isList() ? property.countType() : property.type());
      }
      if ((long) rowBytes * count > bytes.length - at) {
        throw new InputException(
            where,
            count + " rows of " + declared.name() + " do not fit after byte " + at + ": cut off");
      }
      for (int i = 0; i < p; i++) {
        Property property = properties.get(i);
        types.put(property.name(), property.type());
        if (property.isList()) {
          offsets[i] = new int[count + 1];
          values[i] = new int[3 * count];
        } else if (wide(property.type())) {
          doubles[i] = new double[count];
          columns.put(property.name(), new Column.Doubles(doubles[i]));
        } else {
          floats[i] = new float[count];
          columns.put(property.name(), new Column.Floats(floats[i]));
        }
      }
      for (int row = 0; row < count; row++) {
        for (int i = 0; i < p; i++) {
          Property property = properties.get(i);
          if (floats[i] != null) {
            floats[i][row] = (float) next(property.type());
          } else if (doubles[i] != null) {
            doubles[i][row] = next(property.type());
          } else {
            int length = (int) next(property.countType());
            int from = offsets[i][row];
            if (length < 0 || length > bytes.length - at) {
              throw new InputException(where, "a list of " + length + " at byte " + at);
            }
            if (from + length > values[i].length) {
              values[i] = Arrays.copyOf(values[i], 2 * (from + length));
            }
            for (int k = 0; k < length; k++) {
              values[i][from + k] = (int) next(property.type());
            }
            offsets[i][row + 1] = from + length;
          }
        }
      }
      for (int i = 0; i < p; i++) {
        if (offsets[i] != null) {
          lists.put(
              properties.get(i).name(),
              new Lists(offsets[i], Arrays.copyOf(values[i], offsets[i][count])));
        }
      }
      return new Element(declared.name(), count, columns, types, lists);
    }

    private static boolean wide(String type) {
      return type.equals("double") || type.equals("int") || type.equals("uint");
    }

    private static int sizeOf(String type) {
      return switch (type) {
        case "char", "uchar" -> 1;
        case "short", "ushort" -> 2;
        case "double" -> 8;
        default -> 4;
      };
    }

    private double next(String type) {
      if (ascii) {
        return nextWord();
      }
      int size = sizeOf(type);
      if (at + size > bytes.length) {
        throw new InputException(where, "cut off at byte " + bytes.length);
      }
      int from = at;
      at += size;
      return switch (type) {
        case "float" -> in.getFloat(from);
        case "double" -> in.getDouble(from);
        case "char" -> in.get(from);
        case "uchar" -> in.get(from) & 255;
        case "short" -> in.getShort(from);
        case "ushort" -> in.getChar(from);
        case "int" -> in.getInt(from);
        default -> in.getInt(from) & 0xffffffffL;
      };
    }

    private double nextWord() {
      while (at < bytes.length && bytes[at] <= ' ') {
        at++;
      }
      int start = at;
      while (at < bytes.length && bytes[at] > ' ') {
        at++;
      }
      String word = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
      try {
        if (!word.isEmpty()) {
          return switch (word.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(word);
          };
        }
      } catch (NumberFormatException e) {
        throw new InputException(where, "\"" + word + "\" at byte " + start + " is no number");
      }
      throw new InputException(where, "cut off at byte " + bytes.length);
    }
  }
}
