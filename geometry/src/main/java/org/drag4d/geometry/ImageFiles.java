package org.drag4d.geometry;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.drag4d.task.InputException;

/**
 * Reads pictures that people have (PNG, JPEG also CMYK, WebP, GIF, BMP) and writes PNG. Pictures
 * with a colour profile of their own are converted to sRGB, and those that a camera marked as
 * turned (EXIF) are turned upright.
 */
public final class ImageFiles {
  /** The largest file that is read, in bytes. */
  public static final long MAXIMUM_BYTES = 512L << 20;

  /** The most pixels that a picture may have: a panorama of 11585 × 5792. */
  public static final int MAXIMUM_PIXELS = 1 << 26;

  private ImageFiles() {}

  /** The size of a picture in pixels. */
  public record Size(int width, int height) {}

  /**
   * Reads a picture of one channel (grey), three (colour), or four (with alpha; grey with alpha
   * becomes four channels too).
   *
   * @throws InputException if the file is missing, damaged, too large, or no picture
   */
  public static Image read(Path file) {
    return read(WholeFile.read(file, MAXIMUM_BYTES), file.toString());
  }

  /**
   * Reads a picture from memory.
   *
   * @param where what to call the picture in errors
   */
  public static Image read(byte[] bytes, String where) {
    return decode(bytes, where, reader -> upright(toImage(reader.read(0)), orientation(bytes)));
  }

  /** Reads a picture and returns its red, green and blue; alpha is dropped, grey is spread. */
  public static Image readColour(Path file) {
    Image image = read(file);
    if (image.channels() == 3) {
      return image;
    }
    float[] colour = new float[image.width() * image.height() * 3];
    for (int i = 0; i < colour.length / 3; i++) {
      for (int c = 0; c < 3; c++) {
        colour[3 * i + c] = image.values()[i * image.channels() + (image.channels() == 1 ? 0 : c)];
      }
    }
    return new Image(image.width(), image.height(), 3, colour);
  }

  /** Returns a picture's size, upright, without decoding its pixels. */
  public static Size size(Path file) {
    byte[] bytes = WholeFile.read(file, MAXIMUM_BYTES);
    return decode(
        bytes,
        file.toString(),
        reader -> {
          Size size = new Size(reader.getWidth(0), reader.getHeight(0));
          return orientation(bytes) > 4 ? new Size(size.height(), size.width()) : size;
        });
  }

  /** Writes a PNG with 8 bits a channel. */
  public static void write(Path file, Image image) {
    write(file, image, Map.of());
  }

  /**
   * Writes a PNG with 8 bits a channel that says where it came from.
   *
   * @param text keywords (1 to 79 characters of ASCII) and what they are; written in the map's
   *     order, so give one that has an order
   */
  public static void write(Path file, Image image, Map<String, String> text) {
    WholeFile.write(file, png(image, text));
  }

  /** Returns the bytes that {@link #write(Path, Image, Map)} writes. */
  public static byte[] png(Image image, Map<String, String> text) {
    return PngFile.encode8(image, text);
  }

  /** Returns what the text chunks of a PNG say, in their order. */
  public static Map<String, String> text(Path file) {
    return PngFile.text(WholeFile.read(file, MAXIMUM_BYTES), file.toString());
  }

  /**
   * Writes a depth map as a 16-bit grey PNG in millimetres. 0 is unknown; infinity and all beyond
   * 65.535 m become 65535.
   */
  public static void writeDepthMillimetres(Path file, DepthMap depth) {
    char[] grey = new char[depth.metres().length];
    for (int i = 0; i < grey.length; i++) {
      double millimetres = Math.rint(depth.metres()[i] * 1000.0);
      grey[i] = millimetres > 0 ? (char) Math.min(65535, millimetres) : 0;
    }
    WholeFile.write(file, PngFile.encode16(depth.width(), depth.height(), grey, Map.of()));
  }

  /**
   * Reads a depth map from a 16-bit grey PNG in millimetres; 65535 is read as infinity.
   *
   * @param measure which distance the file holds
   */
  public static DepthMap readDepthMillimetres(Path file, DepthMap.Measure measure) {
    byte[] bytes = WholeFile.read(file, MAXIMUM_BYTES);
    return decode(
        bytes,
        file.toString(),
        reader -> {
          Raster raster = reader.read(0).getRaster();
          if (raster.getNumBands() != 1 || raster.getSampleModel().getSampleSize(0) != 16) {
            throw new InputException(
                file.toString(),
                "a depth picture has one channel of 16 bits",
                "Depth is read from 16-bit grey PNG in millimetres, NPY or PFM in metres.");
          }
          int[] millimetres =
              raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
          float[] metres = new float[millimetres.length];
          for (int i = 0; i < metres.length; i++) {
            metres[i] = millimetres[i] == 65535 ? Float.POSITIVE_INFINITY : millimetres[i] / 1000f;
          }
          return new DepthMap(raster.getWidth(), raster.getHeight(), metres, measure);
        });
  }

  @FunctionalInterface
  private interface Decoding<T> {
    T from(ImageReader reader) throws IOException;
  }

  private static <T> T decode(byte[] bytes, String where, Decoding<T> decoding) {
    // The readers' own streams would spill into temporary files.
    try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw new InputException(
            where, "is no picture that can be read", "Use PNG, JPEG, WebP, GIF or BMP.");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAXIMUM_PIXELS) {
          throw new InputException(
              where,
              reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels are too many",
              "Scale the picture down to at most " + MAXIMUM_PIXELS + " pixels.");
        }
        return decoding.from(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Decoders report damage by these; what they say is the best description there is.
      throw new InputException(where, "is damaged: " + e.getMessage());
    }
  }

  private static Image toImage(BufferedImage picture) {
    ColorModel model = picture.getColorModel();
    int type = model.getColorSpace().getType();
    boolean plain =
        model instanceof ComponentColorModel
            && (model.getColorSpace().isCS_sRGB() || type == ColorSpace.TYPE_GRAY)
            && !model.isAlphaPremultiplied();
    if (plain) {
      return fromRaster(picture.getRaster(), model.hasAlpha());
    }
    if (!(model.getColorSpace().isCS_sRGB())) {
      var target =
          new BufferedImage(
              picture.getWidth(),
              picture.getHeight(),
              model.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
      return fromPixels(new ColorConvertOp(null).filter(picture, target));
    }
    return fromPixels(picture);
  }

  /** Takes samples as they stand: grey ones too, which AWT would brighten. */
  private static Image fromRaster(Raster raster, boolean alpha) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    int channels = bands == 2 ? 4 : bands;
    float largest = (1L << raster.getSampleModel().getSampleSize(0)) - 1;
    Image image = new Image(width, height, channels);
    float[] values = image.values();
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          int band = bands == 2 ? (c == 3 ? 1 : 0) : c;
          values[(y * width + x) * channels + c] = row[x * bands + band] / largest;
        }
      }
    }
    return image;
  }

  private static Image fromPixels(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int channels = picture.getColorModel().hasAlpha() ? 4 : 3;
    Image image = new Image(width, height, channels);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++) {
          int shift = c == 3 ? 24 : 16 - 8 * c;
          image.values()[(y * width + x) * channels + c] = (row[x] >> shift & 255) / 255f;
        }
      }
    }
    return image;
  }

  /**
   * Finds how a camera held a JPEG picture: the EXIF orientation, 1 to 8; 1 (upright) when nothing
   * says otherwise. EXIF 2.3, tag 0x0112.
   */
  private static int orientation(byte[] b) {
    if (b.length < 4 || (b[0] & 255) != 0xff || (b[1] & 255) != 0xd8) {
      return 1;
    }
    int at = 2;
    while (at + 4 <= b.length && (b[at] & 255) == 0xff) {
      int marker = b[at + 1] & 255;
      int length = (b[at + 2] & 255) << 8 | b[at + 3] & 255;
      if (marker == 0xda || at + 2 + length > b.length) {
        return 1;
      }
      if (marker == 0xe1 && length > 16 && b[at + 4] == 'E' && b[at + 5] == 'x') {
        return orientation(b, at + 10, at + 2 + length);
      }
      at += 2 + length;
    }
    return 1;
  }

  private static int orientation(byte[] b, int tiff, int end) {
    boolean little = b[tiff] == 'I';
    long directory = unsigned(b, tiff + 4, 4, little, end);
    long at = tiff + directory;
    int entries = (int) unsigned(b, at, 2, little, end);
    for (int i = 0; i < entries; i++) {
      long entry = at + 2 + 12L * i;
      if (unsigned(b, entry, 2, little, end) == 0x0112) {
        int value = (int) unsigned(b, entry + 8, 2, little, end);
        return value >= 1 && value <= 8 ? value : 1;
      }
    }
    return 1;
  }

  private static long unsigned(byte[] b, long at, int bytes, boolean little, int end) {
    if (at < 0 || at + bytes > end) {
      return 0;
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | b[(int) at + (little ? bytes - 1 - i : i)] & 255;
    }
    return value;
  }

  private static Image upright(Image image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    boolean sideways = orientation > 4;
    int w = image.width();
    int h = image.height();
    Image turned = new Image(sideways ? h : w, sideways ? w : h, image.channels());
    for (int y = 0; y < turned.height(); y++) {
      for (int x = 0; x < turned.width(); x++) {
        int a = sideways ? y : x; // along the stored width, before mirroring
        int b = sideways ? x : y;
        int fromX =
            orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8
                ? w - 1 - a
                : a;
        int fromY =
            orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7
                ? h - 1 - b
                : b;
        for (int c = 0; c < image.channels(); c++) {
          turned.set(x, y, c, image.at(fromX, fromY, c));
        }
      }
    }
    return turned;
  }
}
