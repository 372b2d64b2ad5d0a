package org.drag4d.geometry;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.drag4d.task.InputException;

/**
 * Writes PNG pictures (ISO/IEC 15948), the same bytes for the same picture: no time stamp, one
 * filter rule, one compression level. Text chunks carry where a picture came from.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int MAXIMUM_CHUNK = 1 << 20; // of text; pictures are not read here

  private PngFile() {}

  /** Encodes a picture with 8 bits a channel. */
  static byte[] encode8(Image image, Map<String, String> text) {
    int row = image.width() * image.channels();
    byte[] samples = new byte[row * image.height()];
    float[] values = image.values();
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) Image.toByte(values[i]);
    }
    return encode(
        image.width(), image.height(), 8, colourType(image.channels()), samples, row, text);
  }

  /** Encodes 16-bit grey values. */
  static byte[] encode16(int width, int height, char[] grey, Map<String, String> text) {
    byte[] samples = new byte[2 * grey.length];
    ByteBuffer.wrap(samples).asCharBuffer().put(grey);
    return encode(width, height, 16, 0, samples, 2 * width, text);
  }

  private static int colourType(int channels) {
    return switch (channels) {
      case 1 -> 0;
      case 3 -> 2;
      default -> 6;
    };
  }

  private static byte[] encode(
      int width,
      int height,
      int bits,
      int colourType,
      byte[] samples,
      int rowBytes,
      Map<String, String> text) {
    var out = new ByteArrayOutputStream(samples.length / 2 + 1024);
    out.writeBytes(SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) bits)
            .put((byte) colourType)
            .array();
    chunk(out, "IHDR", header, header.length);
    text.forEach((keyword, value) -> textChunk(out, keyword, value));
    int pixelBytes = rowBytes / width;
    // For residuals: as small as the usual level 6, in a third of its time.
    Deflater deflater = new Deflater(4);
    deflater.setStrategy(Deflater.FILTERED);
    try {
      byte[] filtered = filter(samples, rowBytes, height, pixelBytes);
      deflater.setInput(filtered);
      deflater.finish();
      byte[] block = new byte[1 << 16];
      while (!deflater.finished()) {
        chunk(out, "IDAT", block, deflater.deflate(block));
      }
    } finally {
      deflater.end();
    }
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  /**
   * Filters each row by the type whose residuals have the smallest sum of magnitudes, the choice
   * that the standard recommends (section 12.8).
   */
  private static byte[] filter(byte[] samples, int rowBytes, int height, int pixelBytes) {
    byte[] filtered = new byte[(rowBytes + 1) * height];
    byte[] candidate = new byte[rowBytes];
    byte[] zero = new byte[rowBytes];
    byte[] above = new byte[rowBytes];
    byte[] row = new byte[rowBytes];
    for (int y = 0; y < height; y++) {
      System.arraycopy(samples, y * rowBytes, row, 0, rowBytes);
      byte[] up = y == 0 ? zero : above;
      int best = Integer.MAX_VALUE;
      int at = y * (rowBytes + 1);
      for (int type = 0; type < 5; type++) {
        int sum = residuals(type, row, up, candidate, pixelBytes);
        if (sum < best) {
          best = sum;
          filtered[at] = (byte) type;
          System.arraycopy(candidate, 0, filtered, at + 1, rowBytes);
        }
      }
      byte[] swap = above;
      above = row;
      row = swap;
    }
    return filtered;
  }

  /** One loop a type, each so plain that the compiler makes the most of it. */
  private static int residuals(int type, byte[] row, byte[] up, byte[] out, int pixelBytes) {
    for (int i = 0; i < pixelBytes; i++) {
      int above = up[i] & 255;
      int predicted =
          switch (type) {
            case 0, 1 -> 0;
            case 3 -> above / 2;
            default -> above;
          };
      out[i] = (byte) (row[i] - predicted);
    }
    int from = pixelBytes;
    switch (type) {
      case 0 -> System.arraycopy(row, from, out, from, row.length - from);
      case 1 -> {
        for (int i = from; i < row.length; i++) {
          out[i] = (byte) (row[i] - row[i - pixelBytes]);
        }
      }
      case 2 -> {
        for (int i = from; i < row.length; i++) {
          out[i] = (byte) (row[i] - up[i]);
        }
      }
      case 3 -> {
        for (int i = from; i < row.length; i++) {
          out[i] = (byte) (row[i] - ((row[i - pixelBytes] & 255) + (up[i] & 255) >> 1));
        }
      }
      default -> {
        for (int i = from; i < row.length; i++) {
          out[i] =
              (byte)
                  (row[i]
                      - paeth(row[i - pixelBytes] & 255, up[i] & 255, up[i - pixelBytes] & 255));
        }
      }
    }
    int sum = 0;
    for (byte residual : out) {
      sum += Math.abs(residual);
    }
    return sum;
  }

  private static int paeth(int left, int above, int corner) {
    int a = Math.abs(above - corner);
    int b = Math.abs(left - corner);
    int c = Math.abs(left + above - 2 * corner);
    return a <= b && a <= c ? left : b <= c ? above : corner;
  }

  private static void textChunk(ByteArrayOutputStream out, String keyword, String value) {
    if (!keyword.matches("[\\x20-\\x7e]{1,79}") || !keyword.equals(keyword.strip())) {
      throw new IllegalArgumentException("not a PNG text keyword: " + keyword);
    }
    var body = new ByteArrayOutputStream();
    body.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
    body.write(0);
    if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(value)) {
      body.writeBytes(value.getBytes(StandardCharsets.ISO_8859_1));
      chunk(out, "tEXt", body.toByteArray(), body.size());
    } else {
      body.writeBytes(new byte[4]); // not compressed, no language, no translated keyword
      body.writeBytes(value.getBytes(StandardCharsets.UTF_8));
      chunk(out, "iTXt", body.toByteArray(), body.size());
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data, int length) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    out.writeBytes(name);
    out.write(data, 0, length);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  /** Says whether bytes begin as a PNG file does. */
  static boolean isPng(byte[] bytes) {
    return bytes.length >= 8
        && ByteBuffer.wrap(bytes).getLong() == ByteBuffer.wrap(SIGNATURE).getLong();
  }

  /** Reads the uncompressed text chunks, in their order. */
  static Map<String, String> text(byte[] bytes, String where) {
    if (!isPng(bytes)) {
      throw new InputException(where, "is not a PNG file");
    }
    Map<String, String> text = new LinkedHashMap<>();
    ByteBuffer in = ByteBuffer.wrap(bytes).position(8);
    while (in.remaining() >= 12) {
      int length = in.getInt();
      byte[] name = new byte[4];
      in.get(name);
      if (length < 0 || length > in.remaining() - 4) {
        throw new InputException(where, "a chunk at byte " + (in.position() - 8) + " is cut off");
      }
      String type = new String(name, StandardCharsets.US_ASCII);
      if ((type.equals("tEXt") || type.equals("iTXt")) && length <= MAXIMUM_CHUNK) {
        byte[] body = new byte[length];
        in.get(body);
        readText(type, body, text);
      } else {
        in.position(in.position() + length);
      }
      in.getInt(); // checksum
    }
    return text;
  }

  private static void readText(String type, byte[] body, Map<String, String> text) {
    int end = indexOfZero(body, 0);
    if (end < 0) {
      return;
    }
    String keyword = new String(body, 0, end, StandardCharsets.ISO_8859_1);
    if (type.equals("tEXt")) {
      text.put(
          keyword, new String(body, end + 1, body.length - end - 1, StandardCharsets.ISO_8859_1));
      return;
    }
    int language = end + 3;
    boolean compressed = body.length > end + 1 && body[end + 1] != 0;
    int languageEnd = indexOfZero(body, language);
    int translatedEnd = languageEnd < 0 ? -1 : indexOfZero(body, languageEnd + 1);
    if (!compressed && translatedEnd >= 0) {
      text.put(
          keyword,
          new String(
              body, translatedEnd + 1, body.length - translatedEnd - 1, StandardCharsets.UTF_8));
    }
  }

  private static int indexOfZero(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }
}
