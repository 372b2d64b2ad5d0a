package org.drag4d.splat.file;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.drag4d.geometry.Quaternion;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;

/**
 * SPZ, Niantic's compact splat format, about 20 bytes a splat (surfel-splatting section 14.4).
 * Version 3 is written, versions 2 and 3 are read. Its axes are right, up, back: ours as they
 * stand.
 */
public final class SpzFile {
  private static final int MAGIC = 0x5053474e;
  private static final int HEADER_BYTES = 16;
  private static final int FRACTIONAL_BITS = 12;
  private static final double COLOUR_SCALE = 0.15;

  private SpzFile() {}

  // ---------------------------------------------------------------- writing

  /**
   * Writes surfels as version 3.
   *
   * @throws InputException if a surfel lies more than 2 km from the origin: the format's 24-bit
   *     coordinates end there
   */
  public static void write(OutputStream out, Surfels s) throws IOException {
    int n = s.count();
    int rest = s.coefficientsPerChannel() - 1;
    ByteBuffer b =
        ByteBuffer.allocate(HEADER_BYTES + n * (9 + 1 + 3 + 3 + 4 + 3 * rest))
            .order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(MAGIC).putInt(3).putInt(n);
    b.put((byte) s.degree()).put((byte) FRACTIONAL_BITS).put((byte) 0).put((byte) 0);
    for (float metres : s.positions()) {
      putFixed(b, metres);
    }
    for (float logit : s.opacityLogits()) {
      b.put(alphaByte(logit));
    }
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        b.put(colourByte(s.sphericalHarmonics()[3 * (rest + 1) * i + c]));
      }
    }
    byte third = scaleByte(ThirdScale.logOf(s));
    for (int i = 0; i < n; i++) {
      b.put(scaleByte(s.logScales()[2 * i])).put(scaleByte(s.logScales()[2 * i + 1])).put(third);
    }
    float[] q = s.rotations();
    for (int i = 0; i < n; i++) {
      b.putInt(packRotation(new Quaternion(q[4 * i], q[4 * i + 1], q[4 * i + 2], q[4 * i + 3])));
    }
    for (int i = 0; i < n; i++) {
      for (int k = 1; k <= rest; k++) {
        for (int c = 0; c < 3; c++) {
          b.put(harmonicByte(s.sphericalHarmonics()[3 * ((rest + 1) * i + k) + c], k < 4 ? 5 : 4));
        }
      }
    }
    try (GZIPOutputStream zipped = new GZIPOutputStream(new Unclosed(out), 1 << 16)) {
      zipped.write(b.array());
    }
  }

  /** Leaves the closing of the stream to its owner. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private static void putFixed(ByteBuffer b, float metres) {
    long fixed = Math.round((double) metres * (1 << FRACTIONAL_BITS));
    if (fixed < -(1 << 23) || fixed >= 1 << 23) {
      throw new InputException(
          "", "a surfel lies at " + metres + " m; SPZ files end at 2048 m from the origin");
    }
    b.put((byte) fixed).put((byte) (fixed >> 8)).put((byte) (fixed >> 16));
  }

  static byte alphaByte(double logit) {
    return clampedByte(255 / (1 + Math.exp(-logit)));
  }

  static byte colourByte(double coefficient) {
    return clampedByte(coefficient * COLOUR_SCALE * 255 + 127.5);
  }

  static byte scaleByte(double logScale) {
    return clampedByte((logScale + 10) * 16);
  }

  /** Keeps the first {@code bits} of eight, rounded to the middle of a bucket. */
  static byte harmonicByte(double coefficient, int bits) {
    int value = (int) Math.round(coefficient * 128) + 128;
    int bucket = 1 << (8 - bits);
    return clampedByte(Math.floorDiv(value + bucket / 2, bucket) * bucket);
  }

  private static byte clampedByte(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  /**
   * Packs a rotation: which of x y z w is the largest in the two highest bits, then the others in
   * that order, each a sign and nine bits of |q| · √2.
   */
  static int packRotation(Quaternion q) {
    double[] xyzw = {q.x(), q.y(), q.z(), q.w()};
    int largest = 0;
    for (int i = 1; i < 4; i++) {
      if (Math.abs(xyzw[i]) > Math.abs(xyzw[largest])) {
        largest = i;
      }
    }
    boolean flip = xyzw[largest] < 0;
    int packed = largest;
    for (int i = 0; i < 4; i++) {
      if (i != largest) {
        int negative = xyzw[i] < 0 ^ flip ? 1 : 0;
        int magnitude = (int) Math.min(511, 511 * Math.abs(xyzw[i]) * Math.sqrt(2) + 0.5);
        packed = packed << 10 | negative << 9 | magnitude;
      }
    }
    return packed;
  }

  // ---------------------------------------------------------------- reading

  /**
   * Reads a scene.
   *
   * @throws InputException if the file is not SPZ of version 2 or 3, or is damaged
   */
  public static SurfelFile read(Path file) {
    String where = file.toString();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(in, where);
    } catch (ZipException e) {
      throw new InputException(where, "is not a sound gzip file: " + e.getMessage());
    } catch (EOFException e) {
      throw new InputException(
          where, "ends before its splats do", "The file was cut short; copy it again.");
    } catch (IOException e) {
      throw new InputException(where, "cannot be read: " + SurfelFile.reason(e));
    }
  }

  private static SurfelFile read(InputStream file, String where) throws IOException {
    DataInputStream in = new DataInputStream(new GZIPInputStream(file, 1 << 16));
    ByteBuffer header = ByteBuffer.wrap(take(in, HEADER_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    if (header.getInt() != MAGIC) {
      throw new InputException(where, "is a gzip file but not SPZ");
    }
    int version = header.getInt();
    if (version != 2 && version != 3) {
      throw new InputException(
          where, "is SPZ of version " + version, "Versions 2 and 3 can be read.");
    }
    int n = header.getInt();
    int degree = header.get();
    int fractionalBits = header.get();
    if (n < 0 || n > SurfelFile.LIMIT) {
      throw new InputException(
          where,
          "claims " + Integer.toUnsignedString(n) + " splats; the limit is " + SurfelFile.LIMIT);
    }
    if (degree < 0 || degree > 3 || fractionalBits < 0 || fractionalBits > 23) {
      throw new InputException(
          where,
          "claims harmonics of degree " + degree + " and " + fractionalBits + " fractional bits");
    }
    int rest = (degree + 1) * (degree + 1) - 1;
    byte[] positions = take(in, 9L * n);
    byte[] alphas = take(in, n);
    byte[] colours = take(in, 3L * n);
    byte[] scales = take(in, 3L * n);
    byte[] rotations = take(in, (version == 2 ? 3L : 4L) * n);
    byte[] harmonics = take(in, 3L * rest * n);

    SurfelCollector collector = new SurfelCollector(degree, n);
    float[] position = new float[3];
    float[] rotation = new float[4];
    float[] scale = new float[3];
    float[] coefficients = new float[3 * (rest + 1)];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        position[c] = fixed(positions, 9 * i + 3 * c) / (float) (1 << fractionalBits);
        scale[c] = (scales[3 * i + c] & 0xff) / 16f - 10;
        coefficients[c] = (float) (((colours[3 * i + c] & 0xff) / 255.0 - 0.5) / COLOUR_SCALE);
      }
      for (int k = 0; k < 3 * rest; k++) {
        coefficients[3 + k] = ((harmonics[3 * rest * i + k] & 0xff) - 128) / 128f;
      }
      if (version == 2) {
        unpackThreeBytes(rotations, 3 * i, rotation);
      } else {
        unpackRotation(
            ByteBuffer.wrap(rotations).order(ByteOrder.LITTLE_ENDIAN).getInt(4 * i), rotation);
      }
      double alpha = (alphas[i] & 0xff) / 255.0;
      collector.add(
          position, rotation, scale, (float) Math.log(alpha / (1 - alpha)), coefficients, 0, 0);
    }
    return collector.toFile(List.of());
  }

  /**
   * Reads an array piece by piece, so that memory follows what is there and not what is claimed.
   */
  private static byte[] take(InputStream in, long length) throws IOException {
    if (length > Integer.MAX_VALUE - 16) {
      throw new EOFException();
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private static int fixed(byte[] b, int at) {
    return b[at] & 0xff | (b[at + 1] & 0xff) << 8 | b[at + 2] << 16;
  }

  private static void unpackThreeBytes(byte[] b, int at, float[] wxyz) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      wxyz[1 + c] = (b[at + c] & 0xff) / 127.5f - 1;
      sum += wxyz[1 + c] * wxyz[1 + c];
    }
    wxyz[0] = (float) Math.sqrt(Math.max(0, 1 - sum));
  }

  static void unpackRotation(int packed, float[] wxyz) {
    int largest = packed >>> 30;
    double sum = 0;
    int bits = packed;
    for (int i = 3; i >= 0; i--) {
      if (i != largest) {
        double magnitude = (bits & 511) / (511 * Math.sqrt(2));
        wxyz[(i + 1) % 4] = (float) ((bits & 512) != 0 ? -magnitude : magnitude);
        sum += magnitude * magnitude;
        bits >>>= 10;
      }
    }
    wxyz[(largest + 1) % 4] = (float) Math.sqrt(Math.max(0, 1 - sum));
  }
}
