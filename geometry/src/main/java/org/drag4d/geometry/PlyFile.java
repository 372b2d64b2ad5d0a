package org.drag4d.geometry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.drag4d.geometry.PlyTable.Element;
import org.drag4d.task.InputException;

/** Points and meshes in PLY files. Written as binary little-endian; see {@link PlyTable}. */
public final class PlyFile {
  private PlyFile() {}

  /**
   * Reads points: {@code x y z}, and if they are there {@code red green blue}, {@code nx ny nz} and
   * our {@code spacing}. Points without colour are grey; unknown normals and spacings are 0.
   *
   * @throws InputException if the file is damaged, has no vertices, or a position is not finite
   */
  public static PointCloud readPoints(Path file) {
    Element vertex = vertices(PlyTable.read(file), file.toString());
    float[] colours = colours(vertex);
    if (colours.length == 0) {
      colours = new float[3 * vertex.count()];
      Arrays.fill(colours, 0.5f);
    }
    float[] normals = triples(vertex, "nx", "ny", "nz");
    return new PointCloud(
        positions(vertex, file.toString()),
        colours,
        normals.length == 0 ? new float[3 * vertex.count()] : normals,
        vertex.has("spacing") ? vertex.floats("spacing") : new float[vertex.count()]);
  }

  /** Writes points with colours of 8 bits, normals, and spacings as {@code spacing}. */
  public static void writePoints(Path file, PointCloud points) {
    String header =
        header(points.count(), true)
            + "property uchar red\nproperty uchar green\nproperty uchar blue\n"
            + "property float spacing\nend_header\n";
    ByteBuffer out = begin(header, 31L * points.count());
    for (int i = 0; i < points.count(); i++) {
      put(out, points.positions(), i);
      put(out, points.normals(), i);
      putColour(out, points.colours(), i);
      out.putFloat(points.spacings()[i]);
    }
    WholeFile.write(file, out.array());
  }

  /**
   * Reads a mesh; polygons become fans of triangles. Faces are under {@code vertex_indices} or
   * {@code vertex_index}.
   *
   * @throws InputException if the file is damaged, has no faces, or an index points nowhere
   */
  public static TriangleMesh readMesh(Path file) {
    String where = file.toString();
    PlyTable table = PlyTable.read(file);
    Element vertex = vertices(table, where);
    float[] positions = positions(vertex, where);
    Element face =
        table.element("face").orElseThrow(() -> new InputException(where, "has no faces"));
    PlyTable.Lists lists =
        face.lists().containsKey("vertex_indices")
            ? face.lists().get("vertex_indices")
            : face.lists().get("vertex_index");
    if (lists == null) {
      throw new InputException(where, "its faces have no list vertex_indices");
    }
    return new TriangleMesh(
        positions,
        triples(vertex, "nx", "ny", "nz"),
        colours(vertex),
        textureCoordinates(vertex),
        fans(lists, face.count(), vertex.count(), where),
        Optional.empty());
  }

  private static int[] fans(PlyTable.Lists lists, int faces, int vertices, String where) {
    int triangles = 0;
    for (int f = 0; f < faces; f++) {
      triangles += Math.max(0, lists.offsets()[f + 1] - lists.offsets()[f] - 2);
    }
    int[] indices = new int[3 * triangles];
    int at = 0;
    for (int f = 0; f < faces; f++) {
      int from = lists.offsets()[f];
      int to = lists.offsets()[f + 1];
      for (int i = from; i < to; i++) {
        int index = lists.values()[i];
        if (index < 0 || index >= vertices) {
          throw new InputException(
              where, "face " + f + " refers to vertex " + index + " of " + vertices);
        }
      }
      for (int i = from + 2; i < to; i++) {
        indices[at++] = lists.values()[from];
        indices[at++] = lists.values()[i - 1];
        indices[at++] = lists.values()[i];
      }
    }
    return indices;
  }

  /** Writes a mesh with its normals and colours, where it has them; textures are left out. */
  public static void writeMesh(Path file, TriangleMesh mesh) {
    int n = mesh.vertexCount();
    boolean normals = mesh.normals().length > 0;
    boolean colours = mesh.colours().length > 0;
    String header =
        header(n, normals)
            + (colours ? "property uchar red\nproperty uchar green\nproperty uchar blue\n" : "")
            + "element face "
            + mesh.triangleCount()
            + "\nproperty list uchar int vertex_indices\nend_header\n";
    long vertexBytes = 12 + (normals ? 12 : 0) + (colours ? 3 : 0);
    ByteBuffer out = begin(header, vertexBytes * n + 13L * mesh.triangleCount());
    for (int i = 0; i < n; i++) {
      put(out, mesh.positions(), i);
      if (normals) {
        put(out, mesh.normals(), i);
      }
      if (colours) {
        putColour(out, mesh.colours(), i);
      }
    }
    for (int t = 0; t < mesh.triangleCount(); t++) {
      out.put((byte) 3);
      for (int k = 0; k < 3; k++) {
        out.putInt(mesh.triangles()[3 * t + k]);
      }
    }
    WholeFile.write(file, out.array());
  }

  private static String header(int count, boolean normals) {
    return "ply\nformat binary_little_endian 1.0\ncomment up_axis y\nelement vertex "
        + count
        + "\nproperty float x\nproperty float y\nproperty float z\n"
        + (normals ? "property float nx\nproperty float ny\nproperty float nz\n" : "");
  }

  private static ByteBuffer begin(String header, long bytes) {
    byte[] text = header.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Math.toIntExact(text.length + bytes))
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(text);
  }

  private static void put(ByteBuffer out, float[] triples, int index) {
    for (int c = 0; c < 3; c++) {
      out.putFloat(triples[3 * index + c]);
    }
  }

  private static void putColour(ByteBuffer out, float[] colours, int index) {
    for (int c = 0; c < 3; c++) {
      out.put((byte) Image.toByte(colours[3 * index + c]));
    }
  }

  private static Element vertices(PlyTable table, String where) {
    Element vertex =
        table.element("vertex").orElseThrow(() -> new InputException(where, "has no vertices"));
    for (String axis : new String[] {"x", "y", "z"}) {
      if (!vertex.has(axis)) {
        throw new InputException(where, "its vertices have no property " + axis);
      }
    }
    return vertex;
  }

  private static float[] positions(Element vertex, String where) {
    float[] positions = triples(vertex, "x", "y", "z");
    for (int i = 0; i < positions.length; i++) {
      if (!Float.isFinite(positions[i])) {
        throw new InputException(where, "vertex " + i / 3 + " has the coordinate " + positions[i]);
      }
    }
    return positions;
  }

  private static float[] triples(Element vertex, String a, String b, String c) {
    return vertex.has(a) && vertex.has(b) && vertex.has(c)
        ? interleaved(vertex.floats(a), vertex.floats(b), vertex.floats(c))
        : new float[0];
  }

  private static float[] interleaved(float[]... columns) {
    float[] rows = new float[columns.length * columns[0].length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = columns[i % columns.length][i / columns.length];
    }
    return rows;
  }

  private static float[] colours(Element vertex) {
    float[] colours = triples(vertex, "red", "green", "blue");
    if (colours.length > 0 && !vertex.types().get("red").matches("float|double")) {
      float white = vertex.types().get("red").equals("ushort") ? 65535f : 255f;
      for (int i = 0; i < colours.length; i++) {
        colours[i] /= white;
      }
    }
    return colours;
  }

  private static float[] textureCoordinates(Element vertex) {
    for (String[] names : new String[][] {{"s", "t"}, {"u", "v"}, {"texture_u", "texture_v"}}) {
      if (vertex.has(names[0]) && vertex.has(names[1])) {
        float[] v = vertex.floats(names[1]).clone();
        for (int i = 0; i < v.length; i++) {
          v[i] = 1 - v[i]; // PLY counts v from the bottom
        }
        return interleaved(vertex.floats(names[0]), v);
      }
    }
    return new float[0];
  }
}
