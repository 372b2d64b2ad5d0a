package org.drag4d.geometry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.drag4d.task.InputException;

/**
 * Portable float maps: one or three channels of float32, rows stored from the bottom; here, as
 * everywhere, from the top.
 */
public final class PfmFile {
  private PfmFile() {}

  /** Reads a map as a picture of one or three channels; the values are not limited to [0, 1]. */
  public static Image read(Path file) {
    byte[] bytes = WholeFile.read(file, 1L << 30);
    String where = file.toString();
    int[] at = {0};
    String kind = word(bytes, at, where);
    if (!kind.equals("PF") && !kind.equals("Pf")) {
      throw new InputException(where, "is not a PFM file: it does not begin with PF or Pf");
    }
    int channels = kind.equals("PF") ? 3 : 1;
    double width = number(bytes, at, where);
    double height = number(bytes, at, where);
    double scale = number(bytes, at, where);
    if (width < 1
        || height < 1
        || width * height > ImageFiles.MAXIMUM_PIXELS
        || width != Math.rint(width)
        || height != Math.rint(height)
        || scale == 0) {
      throw new InputException(where, "a header of " + width + " x " + height + ", " + scale);
    }
    int row = (int) width * channels;
    int count = row * (int) height;
    if (bytes.length - at[0] < 4L * count) {
      throw new InputException(
          where, "cut off: " + 4L * count + " bytes are needed after byte " + at[0]);
    }
    var floats =
        ByteBuffer.wrap(bytes, at[0], 4 * count)
            .order(scale < 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
            .asFloatBuffer();
    float[] values = new float[count];
    for (int y = 0; y < (int) height; y++) {
      floats.get(((int) height - 1 - y) * row, values, y * row, row);
    }
    return new Image((int) width, (int) height, channels, values);
  }

  /** Reads a depth map of one channel, metres. */
  public static DepthMap readDepth(Path file, DepthMap.Measure measure) {
    Image image = read(file);
    if (image.channels() != 1) {
      throw new InputException(file.toString(), "a depth map has one channel, not three");
    }
    return new DepthMap(image.width(), image.height(), image.values(), measure);
  }

  /** Writes a picture of one or three channels, little-endian. */
  public static void write(Path file, Image image) {
    if (image.channels() == 4) {
      throw new IllegalArgumentException("PFM has no alpha");
    }
    int row = image.width() * image.channels();
    byte[] header =
        ((image.channels() == 3 ? "PF\n" : "Pf\n")
                + image.width()
                + " "
                + image.height()
                + "\n-1.0\n")
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out =
        ByteBuffer.allocate(header.length + 4 * row * image.height())
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    var floats = out.asFloatBuffer();
    for (int y = image.height() - 1; y >= 0; y--) {
      floats.put(image.values(), y * row, row);
    }
    WholeFile.write(file, out.array());
  }

  private static double number(byte[] bytes, int[] at, String where) {
    String word = word(bytes, at, where);
    try {
      return Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new InputException(where, "\"" + word + "\" in the header is no number");
    }
  }

  /** Reads up to one white space, which it swallows: the data follow the header's last one. */
  private static String word(byte[] bytes, int[] at, String where) {
    int start = at[0];
    while (at[0] < bytes.length && bytes[at[0]] > ' ' && at[0] - start < 32) {
      at[0]++;
    }
    if (at[0] >= bytes.length || bytes[at[0]] > ' ') {
      throw new InputException(where, "is not a PFM file: its header does not end");
    }
    return new String(bytes, start, at[0]++ - start, StandardCharsets.US_ASCII);
  }
}
