package org.drag4d.geometry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drag4d.task.InputException;

/**
 * NumPy's array files (format 1.0 to 3.0). Reads float16, float32, float64, int32, int64, uint8,
 * uint16 and bool of either byte order and either layout; writes float32, int32 and uint8, in C
 * order.
 */
public final class NpyFile {
  private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([<>|=]?\\w+)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L, ]*)\\)");
  private static final int MAXIMUM_VALUES = 1 << 28;

  private NpyFile() {}

  /**
   * An array as it was read.
   *
   * @param type NumPy's name of the stored type, such as {@code f4} or {@code u1}
   * @param shape lengths of the axes; empty for a single number
   * @param values all numbers in C order
   */
  public record Array(String type, int[] shape, double[] values) {
    /** Returns the numbers as float32, which is exact for all stored types up to 24 bits. */
    public float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    /** Returns the numbers as int32; fractions are cut off. */
    public int[] ints() {
      int[] ints = new int[values.length];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = (int) values[i];
      }
      return ints;
    }
  }

  /**
   * Reads an array.
   *
   * @throws InputException if the file is missing, damaged, too large or of another type
   */
  public static Array read(Path file) {
    String where = file.toString();
    byte[] bytes = WholeFile.read(file, 8L * MAXIMUM_VALUES + (1 << 16));
    if (bytes.length < 10
        || bytes[0] != (byte) 0x93
        || !new String(bytes, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY")) {
      throw new InputException(where, "is not an NPY file: the first six bytes are others");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = bytes[6] >= 2;
    long headerLength = wide && bytes.length >= 12 ? in.getInt(8) & 0xffffffffL : in.getChar(8);
    int start = wide ? 12 : 10;
    if (start + headerLength > bytes.length) {
      throw new InputException(where, "the header at byte 8 is cut off");
    }
    String header = new String(bytes, start, (int) headerLength, StandardCharsets.ISO_8859_1);
    String description = field(DESCRIPTION, header, "descr", where);
    boolean fortran = field(FORTRAN, header, "fortran_order", where).equals("True");
    int[] shape = shape(field(SHAPE, header, "shape", where), where);
    long count = 1;
    for (int axis : shape) {
      count *= axis;
      if (count > MAXIMUM_VALUES) {
        throw new InputException(where, "more than " + MAXIMUM_VALUES + " values");
      }
    }
    String type = description.replaceFirst("^[<>|=]", "");
    int size = sizeOf(type, where);
    int data = start + (int) headerLength;
    if (bytes.length - data < count * size) {
      throw new InputException(
          where,
          "cut off: shape "
              + Arrays.toString(shape)
              + " of "
              + type
              + " needs "
              + count * size
              + " bytes after byte "
              + data
              + ", there are "
              + (bytes.length - data));
    }
    in.order(description.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    double[] values = new double[(int) count];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(in, data + i * size, type);
    }
    return new Array(type, shape, fortran ? transposed(values, shape) : values);
  }

  /**
   * Reads a depth map of shape [H, W] or [H, W, 1], in metres.
   *
   * @param measure which distance the file holds
   */
  public static DepthMap readDepth(Path file, DepthMap.Measure measure) {
    Array array = read(file);
    int[] s = array.shape();
    if (!(s.length == 2 || (s.length == 3 && s[2] == 1)) || s[0] < 1 || s[1] < 1) {
      throw new InputException(
          file.toString(), "a depth map has shape [H, W], not " + Arrays.toString(s));
    }
    return new DepthMap(s[1], s[0], array.floats(), measure);
  }

  /** Writes float32 values of the given shape. */
  public static void write(Path file, float[] values, int... shape) {
    ByteBuffer out = begin("<f4", values.length, 4, shape);
    out.asFloatBuffer().put(values);
    WholeFile.write(file, out.array());
  }

  /** Writes int32 values of the given shape. */
  public static void write(Path file, int[] values, int... shape) {
    ByteBuffer out = begin("<i4", values.length, 4, shape);
    out.asIntBuffer().put(values);
    WholeFile.write(file, out.array());
  }

  /** Writes uint8 values of the given shape. */
  public static void write(Path file, byte[] values, int... shape) {
    ByteBuffer out = begin("|u1", values.length, 1, shape);
    out.put(values);
    WholeFile.write(file, out.array());
  }

  /** Writes a depth map as float32 [H, W], metres. */
  public static void writeDepth(Path file, DepthMap depth) {
    write(file, depth.metres(), depth.height(), depth.width());
  }

  /** Lays out the header, padded so that the data begin at a multiple of 64 bytes. */
  private static ByteBuffer begin(String description, int count, int size, int[] shape) {
    long product = 1;
    StringBuilder axes = new StringBuilder();
    for (int axis : shape) {
      product *= axis;
      axes.append(axis).append(", ");
    }
    if (product != count) {
      throw new IllegalArgumentException(count + " values of shape " + Arrays.toString(shape));
    }
    String tuple =
        shape.length == 1 ? shape[0] + "," : axes.substring(0, Math.max(0, axes.length() - 2));
    String dictionary =
        "{'descr': '" + description + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
    int start = (10 + dictionary.length() + 1 + 63) / 64 * 64;
    String header = dictionary + " ".repeat(start - 11 - dictionary.length()) + "\n";
    ByteBuffer out =
        ByteBuffer.allocate(Math.toIntExact(start + (long) count * size))
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    out.putChar((char) header.length());
    out.put(header.getBytes(StandardCharsets.US_ASCII));
    return out;
  }

  private static String field(Pattern pattern, String header, String name, String where) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new InputException(where, "the header has no usable '" + name + "': " + header.strip());
    }
    return matcher.group(1);
  }

  private static int[] shape(String text, String where) {
    try {
      return Arrays.stream(text.split(","))
          .map(part -> part.replace("L", "").strip())
          .filter(part -> !part.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException e) {
      throw new InputException(where, "the header's shape (" + text + ") is no shape");
    }
  }

  private static int sizeOf(String type, String where) {
    return switch (type) {
      case "f8", "i8" -> 8;
      case "f4", "i4" -> 4;
      case "f2", "u2" -> 2;
      case "u1", "b1" -> 1;
      default ->
          throw new InputException(
              where,
              "values of type " + type + " are not read",
              "Save it as float32, float64, int32 or uint8.");
    };
  }

  private static double value(ByteBuffer in, int at, String type) {
    return switch (type) {
      case "f8" -> in.getDouble(at);
      case "f4" -> in.getFloat(at);
      case "f2" -> Float.float16ToFloat(in.getShort(at));
      case "i8" -> in.getLong(at);
      case "i4" -> in.getInt(at);
      case "u2" -> in.getChar(at);
      default -> in.get(at) & 255;
    };
  }

  /** Turns column-major values of a shape into row-major ones. */
  private static double[] transposed(double[] values, int[] shape) {
    double[] out = new double[values.length];
    int[] index = new int[shape.length];
    for (int i = 0; i < out.length; i++) {
      int from = 0;
      for (int axis = shape.length - 1; axis >= 0; axis--) {
        from = from * shape[axis] + index[axis];
      }
      out[i] = values[from];
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return out;
  }
}
