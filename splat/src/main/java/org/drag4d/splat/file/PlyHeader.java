package org.drag4d.splat.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.task.InputException;

/** The header of a PLY file, up to the rows of its first element. */
final class PlyHeader {
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_PROPERTIES = 1024;

  private final List<String> names = new ArrayList<>();
  private final Type[] types = new Type[MOST_PROPERTIES];
  private final int[] offsets = new int[MOST_PROPERTIES];
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private int count = -1;
  private int rowBytes;
  private long bytes;

  private PlyHeader() {}

  private enum Type {
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    static Optional<Type> named(String name) {
      return Optional.ofNullable(
          switch (name) {
            case "char", "int8" -> INT8;
            case "uchar", "uint8" -> UINT8;
            case "short", "int16" -> INT16;
            case "ushort", "uint16" -> UINT16;
            case "int", "int32" -> INT32;
            case "uint", "uint32" -> UINT32;
            case "float", "float32" -> FLOAT32;
            case "double", "float64" -> FLOAT64;
            default -> null;
          });
    }
  }

  /** Reads the header; the stream then stands at the first row. */
  static PlyHeader parse(InputStream in, String where) throws IOException {
    PlyHeader h = new PlyHeader();
    if (!h.line(in, where).equals("ply")) {
      throw new InputException(where, "is not a PLY file (it does not start with \"ply\")");
    }
    boolean formatSeen = false;
    int elements = 0;
    while (true) {
      long lineStart = h.bytes;
      String line = h.line(in, where);
      String[] words = line.trim().split("\\s+");
      switch (words[0]) {
        case "format" -> {
          formatSeen = true;
          h.format(words, where);
        }
        case "comment", "obj_info", "" -> {}
        case "element" -> {
          elements++;
          if (elements == 1) {
            h.element(words, where);
          }
        }
        case "property" -> {
          if (elements == 0) {
            throw new InputException(where, "has a property before any element");
          }
          if (elements == 1) {
            h.property(words, where);
          } // what follows the splats is not read
        }
        case "end_header" -> {
          if (!formatSeen || h.count < 0) {
            throw new InputException(where, "has a header without format or without vertices");
          }
          return h;
        }
        default ->
            throw new InputException(
                where, "has a header line that PLY does not know at byte " + lineStart);
      }
    }
  }

  private void format(String[] words, String where) {
    String format = words.length > 1 ? words[1] : "";
    order =
        switch (format) {
          case "binary_little_endian" -> ByteOrder.LITTLE_ENDIAN;
          case "binary_big_endian" -> ByteOrder.BIG_ENDIAN;
          default ->
              throw new InputException(
                  where,
                  "is a PLY file in the format \"" + format + "\"",
                  "Splats are read from binary PLY files only.");
        };
  }

  private void element(String[] words, String where) {
    if (words.length == 3 && words[1].equals("chunk")) {
      throw new InputException(
          where,
          "is a compressed splat PLY",
          "Save it as an ordinary splat PLY, for instance with SuperSplat.");
    }
    if (words.length != 3 || !words[1].equals("vertex")) {
      throw new InputException(where, "does not begin with the element \"vertex\"");
    }
    try {
      count = Integer.parseInt(words[2]);
    } catch (NumberFormatException e) {
      count = -1;
    }
    if (count < 0 || count > SurfelFile.LIMIT) {
      throw new InputException(
          where, "claims " + words[2] + " splats; the limit is " + SurfelFile.LIMIT);
    }
  }

  private void property(String[] words, String where) {
    Optional<Type> type = words.length == 3 ? Type.named(words[1]) : Optional.empty();
    if (type.isEmpty()) {
      throw new InputException(
          where, "has a vertex property that is not one number: " + String.join(" ", words));
    }
    if (names.contains(words[2])) {
      throw new InputException(where, "has the property " + words[2] + " twice");
    }
    if (names.size() == MOST_PROPERTIES) {
      throw new InputException(where, "has more than " + MOST_PROPERTIES + " properties");
    }
    types[names.size()] = type.get();
    offsets[names.size()] = rowBytes;
    names.add(words[2]);
    rowBytes += type.get().bytes;
  }

  private String line(InputStream in, String where) throws IOException {
    StringBuilder text = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new InputException(where, "ends at byte " + bytes + ", in its header");
      }
      bytes++;
      if (bytes > LONGEST) {
        throw new InputException(where, "has a header longer than " + LONGEST + " bytes");
      }
      if (c == '\n') {
        int end = text.length();
        return end > 0 && text.charAt(end - 1) == '\r'
            ? text.substring(0, end - 1)
            : text.toString();
      }
      text.append((char) c);
    }
  }

  /** Returns how many rows the first element has. */
  int count() {
    return count;
  }

  /** Returns the length of a row in bytes. */
  int rowBytes() {
    return rowBytes;
  }

  /** Returns the length of the header in bytes: where the first row begins. */
  long bytes() {
    return bytes;
  }

  /** Returns the byte order of the rows. */
  ByteOrder order() {
    return order;
  }

  /** Says whether rows have a property. */
  boolean has(String name) {
    return names.contains(name);
  }

  /** Returns the column of a property, -1 if there is none. */
  int column(String name) {
    return names.indexOf(name);
  }

  /** Returns the column of a property that must be there. */
  int require(String name, String where) {
    int column = names.indexOf(name);
    if (column < 0) {
      throw new InputException(where, "has no property " + name);
    }
    return column;
  }

  /** Returns the columns of properties that must be there. */
  int[] require(String where, String... wanted) {
    int[] columns = new int[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      columns[i] = require(wanted[i], where);
    }
    return columns;
  }

  /** Returns a row's value in a column. */
  float value(ByteBuffer row, int column) {
    int at = offsets[column];
    return switch (types[column]) {
      case INT8 -> row.get(at);
      case UINT8 -> row.get(at) & 0xff;
      case INT16 -> row.getShort(at);
      case UINT16 -> row.getShort(at) & 0xffff;
      case INT32 -> row.getInt(at);
      case UINT32 -> row.getInt(at) & 0xffffffffL;
      case FLOAT32 -> row.getFloat(at);
      case FLOAT64 -> (float) row.getDouble(at);
    };
  }
}
