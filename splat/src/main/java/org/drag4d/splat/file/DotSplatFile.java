package org.drag4d.splat.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.drag4d.geometry.Quaternion;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;

/**
 * The {@code .splat} format: 32 bytes a splat, no header, no view dependence (surfel-splatting
 * section 14.2).
 */
public final class DotSplatFile {
  private static final int ROW_BYTES = 32;
  private static final int ROWS_AT_ONCE = 2048;

  private DotSplatFile() {}

  /** Writes surfels, largest and most opaque first, since viewers show files while they load. */
  public static void write(OutputStream out, Surfels surfels) throws IOException {
    float third = (float) Math.exp(ThirdScale.logOf(surfels));
    ByteBuffer buffer =
        ByteBuffer.allocate(ROW_BYTES * ROWS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i : byImportance(surfels)) {
      for (int c = 0; c < 3; c++) {
        buffer.putFloat(surfels.positions()[3 * i + c]);
      }
      buffer.putFloat((float) Math.exp(surfels.logScales()[2 * i]));
      buffer.putFloat((float) Math.exp(surfels.logScales()[2 * i + 1]));
      buffer.putFloat(third);
      int harmonics = 3 * surfels.coefficientsPerChannel() * i;
      for (int c = 0; c < 3; c++) {
        buffer.put(
            unsigned(255 * (0.5 + Surfels.C0 * surfels.sphericalHarmonics()[harmonics + c])));
      }
      buffer.put(unsigned(255 * opacity(surfels, i)));
      float[] q = surfels.rotations();
      Quaternion unit = new Quaternion(q[4 * i], q[4 * i + 1], q[4 * i + 2], q[4 * i + 3]);
      buffer.put(unsigned(unit.w() * 128 + 128)).put(unsigned(unit.x() * 128 + 128));
      buffer.put(unsigned(unit.y() * 128 + 128)).put(unsigned(unit.z() * 128 + 128));
      if (!buffer.hasRemaining()) {
        out.write(buffer.array());
        buffer.clear();
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  private static int[] byImportance(Surfels s) {
    double[] importance = new double[s.count()];
    for (int i = 0; i < importance.length; i++) {
      importance[i] = Math.exp(s.logScales()[2 * i] + s.logScales()[2 * i + 1]) * opacity(s, i);
    }
    return IntStream.range(0, s.count())
        .boxed()
        .sorted((a, b) -> Double.compare(importance[b], importance[a])) // stable: ties by index
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static double opacity(Surfels s, int i) {
    return 1 / (1 + Math.exp(-s.opacityLogits()[i]));
  }

  private static byte unsigned(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  /**
   * Reads a scene.
   *
   * @throws InputException if the length is not a multiple of 32 bytes or the file is too large
   */
  public static SurfelFile read(Path file) {
    String where = file.toString();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      long bytes = Files.size(file);
      if (bytes % ROW_BYTES != 0) {
        throw new InputException(
            where,
            "has " + bytes + " bytes, which is not a whole number of splats of " + ROW_BYTES,
            "The file was cut short, or is not a .splat file.");
      }
      if (bytes / ROW_BYTES > SurfelFile.LIMIT) {
        throw new InputException(where, "holds more splats than the limit of " + SurfelFile.LIMIT);
      }
      return read(in, (int) (bytes / ROW_BYTES), where);
    } catch (IOException e) {
      throw new InputException(where, "cannot be read: " + SurfelFile.reason(e));
    }
  }

  private static SurfelFile read(InputStream in, int count, String where) throws IOException {
    SurfelCollector collector = new SurfelCollector(0, count);
    byte[] row = new byte[ROW_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN);
    float[] position = new float[3];
    float[] scales = new float[3];
    float[] colour = new float[3];
    float[] rotation = new float[4];
    for (int i = 0; i < count; i++) {
      if (in.readNBytes(row, 0, ROW_BYTES) < ROW_BYTES) {
        throw new InputException(where, "ends in splat " + i + " of " + count);
      }
      for (int c = 0; c < 3; c++) {
        position[c] = buffer.getFloat(4 * c);
        // Written as 0, an axis is as thin as can be; the logarithm must stay a number.
        scales[c] = (float) Math.log(Math.max(1e-30, buffer.getFloat(12 + 4 * c)));
        colour[c] = (float) (((row[24 + c] & 0xff) / 255.0 - 0.5) / Surfels.C0);
      }
      for (int c = 0; c < 4; c++) {
        rotation[c] = ((row[28 + c] & 0xff) - 128) / 128f;
      }
      double alpha = (row[27] & 0xff) / 255.0;
      float logit = (float) Math.log(alpha / (1 - alpha)); // ±infinity at 0 and 255
      collector.add(position, rotation, scales, logit, colour, 0, 0);
    }
    return collector.toFile(List.of());
  }
}
