package org.drag4d.splat.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;

/**
 * Splat PLY, binary little-endian, as 2DGS writes it (two scales) and as 3DGS does (three); see
 * surfel-splatting section 14.1. Properties are found by name. {@code instance} and {@code part}
 * are ours: which object a surfel belongs to, and which part of it.
 */
public final class SurfelPly {
  private static final int ROWS_AT_ONCE = 1024;

  private SurfelPly() {}

  /** Which scales to write. */
  public enum Layout {
    /** Three scales, the third vanishingly small, so that viewers of 3D Gaussians open the file. */
    THREE_SCALES,
    /** Two scales, as the programs of 2DGS write and expect them. */
    TWO_SCALES
  }

  // ---------------------------------------------------------------- writing

  /**
   * Writes a scene. {@code instance} and {@code part} are written if any surfel belongs to an
   * object. Normals are real ones, though most readers ignore them.
   */
  public static void write(OutputStream out, SurfelScene scene, Layout layout) throws IOException {
    Surfels s = scene.surfels();
    int rest = 3 * (s.coefficientsPerChannel() - 1);
    boolean objects = hasObjects(scene);
    out.write(header(s.count(), rest, layout, objects).getBytes(StandardCharsets.US_ASCII));
    int floats = 3 + 3 + 3 + rest + 1 + (layout == Layout.THREE_SCALES ? 3 : 2) + 4;
    int rowBytes = 4 * (floats + (objects ? 2 : 0));
    ByteBuffer buffer = ByteBuffer.allocate(rowBytes * ROWS_AT_ONCE).order(ByteOrder.LITTLE_ENDIAN);
    float third = ThirdScale.logOf(s);
    for (int i = 0; i < s.count(); i++) {
      putRow(buffer, s, i, layout == Layout.THREE_SCALES ? Optional.of(third) : Optional.empty());
      if (objects) {
        buffer.putFloat(scene.instances()[i]).putFloat(scene.parts()[i]);
      }
      if (buffer.remaining() < rowBytes) {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    out.write(buffer.array(), 0, buffer.position());
  }

  private static boolean hasObjects(SurfelScene scene) {
    for (int i = 0; i < scene.instances().length; i++) {
      if (scene.instances()[i] != 0 || scene.parts()[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private static String header(int count, int rest, Layout layout, boolean objects) {
    List<String> names = new ArrayList<>(List.of("x", "y", "z", "nx", "ny", "nz"));
    for (int i = 0; i < 3; i++) {
      names.add("f_dc_" + i);
    }
    for (int i = 0; i < rest; i++) {
      names.add("f_rest_" + i);
    }
    names.addAll(List.of("opacity", "scale_0", "scale_1"));
    if (layout == Layout.THREE_SCALES) {
      names.add("scale_2");
    }
    names.addAll(List.of("rot_0", "rot_1", "rot_2", "rot_3"));
    if (objects) {
      // Readers that take every property for a 32-bit float are frequent, so these are floats too.
      names.addAll(List.of("instance", "part"));
    }
    StringBuilder text = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
    text.append("element vertex ").append(count).append('\n');
    names.forEach(name -> text.append("property float ").append(name).append('\n'));
    return text.append("end_header\n").toString();
  }

  private static void putRow(ByteBuffer buffer, Surfels s, int i, Optional<Float> thirdScale) {
    float[] q = s.rotations();
    Vec3 normal = new Quaternion(q[4 * i], q[4 * i + 1], q[4 * i + 2], q[4 * i + 3]).zAxis();
    for (int c = 0; c < 3; c++) {
      buffer.putFloat(s.positions()[3 * i + c]);
    }
    buffer.putFloat((float) normal.x()).putFloat((float) normal.y()).putFloat((float) normal.z());
    int coefficients = s.coefficientsPerChannel();
    int base = 3 * coefficients * i;
    for (int c = 0; c < 3; c++) {
      buffer.putFloat(s.sphericalHarmonics()[base + c]);
    }
    for (int channel = 0; channel < 3; channel++) { // channel by channel, as 3DGS does
      for (int k = 1; k < coefficients; k++) {
        buffer.putFloat(s.sphericalHarmonics()[base + 3 * k + channel]);
      }
    }
    buffer.putFloat(s.opacityLogits()[i]);
    buffer.putFloat(s.logScales()[2 * i]).putFloat(s.logScales()[2 * i + 1]);
    thirdScale.ifPresent(buffer::putFloat);
    for (int c = 0; c < 4; c++) {
      buffer.putFloat(q[4 * i + c]);
    }
  }

  // ---------------------------------------------------------------- reading

  /**
   * Reads a scene.
   *
   * @throws InputException if the file is not a splat PLY, is cut short, or claims more than {@link
   *     SurfelFile#LIMIT} splats
   */
  public static SurfelFile read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      return read(in, file.toString());
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + SurfelFile.reason(e));
    }
  }

  /**
   * Reads a scene from a stream.
   *
   * @param where what to call the stream in errors
   */
  public static SurfelFile read(InputStream in, String where) throws IOException {
    PlyHeader header = PlyHeader.parse(in, where);
    Columns columns = Columns.of(header, where);
    SurfelCollector collector = new SurfelCollector(columns.degree(), header.count());
    byte[] row = new byte[header.rowBytes()];
    ByteBuffer buffer = ByteBuffer.wrap(row).order(header.order());
    float[] position = new float[3];
    float[] rotation = new float[4];
    float[] scales = new float[columns.scales.length];
    float[] coefficients = new float[columns.harmonics.length];
    for (int i = 0; i < header.count(); i++) {
      int got = in.readNBytes(row, 0, row.length);
      if (got < row.length) {
        long offset = header.bytes() + (long) i * row.length + got;
        throw new InputException(
            where,
            "ends at byte " + offset + ", in splat " + i + " of " + header.count(),
            "The file was cut short; copy or download it again.");
      }
      fill(position, columns.position, buffer, header);
      fill(rotation, columns.rotation, buffer, header);
      fill(scales, columns.scales, buffer, header);
      fill(coefficients, columns.harmonics, buffer, header);
      collector.add(
          position,
          rotation,
          scales,
          header.value(buffer, columns.opacity),
          coefficients,
          columns.instance < 0 ? 0 : number(header.value(buffer, columns.instance)),
          columns.part < 0 ? 0 : number(header.value(buffer, columns.part)));
    }
    return collector.toFile(List.of());
  }

  private static void fill(float[] values, int[] columns, ByteBuffer row, PlyHeader header) {
    for (int i = 0; i < values.length; i++) {
      values[i] = header.value(row, columns[i]);
    }
  }

  private static int number(float value) {
    return value >= 0 && value < 1 << 24 ? Math.round(value) : 0;
  }

  /** Where the properties of a splat are among the columns of a row. */
  private record Columns(
      int[] position,
      int[] rotation,
      int[] scales,
      int opacity,
      int[] harmonics,
      int instance,
      int part) {

    static Columns of(PlyHeader header, String where) {
      if (!header.has("f_dc_0")) {
        throw new InputException(
            where,
            "is a PLY file without splats (it has no property f_dc_0)",
            "Points and meshes cannot be rendered as surfels; train a scene first.");
      }
      int rest = 0;
      while (header.has("f_rest_" + rest)) {
        rest++;
      }
      int degree =
          switch (rest) {
            case 0 -> 0;
            case 9 -> 1;
            case 24 -> 2;
            case 45 -> 3;
            default ->
                throw new InputException(
                    where,
                    "has "
                        + rest
                        + " properties f_rest_*; spherical harmonics have 0, 9, 24 or 45");
          };
      int perChannel = (degree + 1) * (degree + 1);
      int[] harmonics = new int[3 * perChannel];
      for (int channel = 0; channel < 3; channel++) {
        harmonics[channel] = header.require("f_dc_" + channel, where);
        for (int k = 1; k < perChannel; k++) {
          harmonics[3 * k + channel] =
              header.require("f_rest_" + (channel * (perChannel - 1) + k - 1), where);
        }
      }
      boolean three = header.has("scale_2");
      return new Columns(
          header.require(where, "x", "y", "z"),
          header.require(where, "rot_0", "rot_1", "rot_2", "rot_3"),
          three
              ? header.require(where, "scale_0", "scale_1", "scale_2")
              : header.require(where, "scale_0", "scale_1"),
          header.require("opacity", where),
          harmonics,
          header.column("instance"),
          header.column("part"));
    }

    int degree() {
      return (int) Math.round(Math.sqrt(harmonics.length / 3.0)) - 1;
    }
  }
}
