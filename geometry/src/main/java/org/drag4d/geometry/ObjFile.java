package org.drag4d.geometry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.task.InputException;

/**
 * Wavefront OBJ with MTL: colours ({@code Kd}), one texture a material ({@code map_Kd}), vertex
 * colours where a file has them. Axes are taken as they stand.
 */
public final class ObjFile {
  private static final long MAXIMUM_BYTES = 1L << 30;
  private static final int MAXIMUM_VERTICES = 2_000_000; // three indices make one 63-bit key

  private ObjFile() {}

  /**
   * Reads all faces as one mesh; polygons become fans. Materials with different textures share one
   * picture then, as in {@link GlbFile#readMesh}.
   *
   * @throws InputException with the line that is wrong
   */
  public static TriangleMesh readMesh(Path file) {
    return new Reader(file).read();
  }

  private record Material(float[] colour, Optional<Image> texture) {}

  /** Growing numbers. */
  private static final class Floats {
    private float[] values = new float[1024];
    private int size;

    void add(float value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }
  }

  /** The faces of one material, with their own vertices. */
  private static final class Group {
    private final Map<Long, Integer> corners = new HashMap<>();
    private final Floats positions = new Floats();
    private final Floats normals = new Floats();
    private final Floats colours = new Floats();
    private final Floats coordinates = new Floats();
    private final List<int[]> triangles = new ArrayList<>();
  }

  private static final class Reader {
    private final Path file;
    private final Floats v = new Floats();
    private final Floats colours = new Floats();
    private final Floats vt = new Floats();
    private final Floats vn = new Floats();
    private final Map<String, Material> materials = new HashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private boolean coloured;
    private int line;

    Reader(Path file) {
      this.file = file;
    }

    private InputException wrong(String what) {
      return new InputException(file + ", line " + line, what);
    }

    TriangleMesh read() {
      String text = new String(WholeFile.read(file, MAXIMUM_BYTES), StandardCharsets.UTF_8);
      String current = "";
      for (String raw : (Iterable<String>) text.lines()::iterator) {
        line++;
        String[] words = raw.strip().split("\\s+");
        switch (words[0]) {
          case "v" -> vertex(words);
          case "vt" -> {
            vt.add(number(words, 1));
            vt.add(words.length > 2 ? number(words, 2) : 0);
          }
          case "vn" -> {
            for (int c = 1; c <= 3; c++) {
              vn.add(number(words, c));
            }
          }
          case "f" -> face(words, groups.computeIfAbsent(current, k -> new Group()));
          case "usemtl" -> current = raw.strip().substring(6).strip();
          case "mtllib" -> library(raw.strip().substring(6).strip());
          default -> {} // groups, smoothing, lines, comments
        }
      }
      List<GltfScene.Node> nodes = new ArrayList<>();
      groups.forEach(
          (name, group) ->
              nodes.add(
                  new GltfScene.Node(name, Pose.IDENTITY, mesh(name, group), Optional.empty())));
      return JoinedMesh.of(new GltfScene(nodes), file.toString());
    }

    private float number(String[] words, int index) {
      if (index >= words.length) {
        throw wrong("numbers are missing");
      }
      try {
        float value = Float.parseFloat(words[index]);
        if (Float.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // said below, together with numbers that are not finite
      }
      throw wrong("\"" + words[index] + "\" is no number");
    }

    private void vertex(String[] words) {
      if (Math.max(v.size, Math.max(vn.size, vt.size)) >= 3 * MAXIMUM_VERTICES) {
        throw wrong("more than " + MAXIMUM_VERTICES + " vertices");
      }
      for (int c = 1; c <= 3; c++) {
        v.add(number(words, c));
      }
      boolean has = words.length >= 7;
      coloured |= has;
      for (int c = 4; c <= 6; c++) {
        colours.add(has ? number(words, c) : 1);
      }
    }

    private void face(String[] words, Group group) {
      if (words.length < 4) {
        throw wrong("a face needs three corners");
      }
      int first = corner(words[1], group);
      int before = corner(words[2], group);
      for (int i = 3; i < words.length; i++) {
        int next = corner(words[i], group);
        group.triangles.add(new int[] {first, before, next});
        before = next;
      }
    }

    private int corner(String word, Group group) {
      String[] parts = word.split("/", -1);
      int p = index(parts[0], v.size / 3);
      int t = parts.length > 1 && !parts[1].isEmpty() ? index(parts[1], vt.size / 2) : -1;
      int n = parts.length > 2 && !parts[2].isEmpty() ? index(parts[2], vn.size / 3) : -1;
      long key = ((long) p * 2_000_003 + t) * 2_000_003 + n;
      return group.corners.computeIfAbsent(
          key,
          k -> {
            for (int c = 0; c < 3; c++) {
              group.positions.add(v.values[3 * p + c]);
              group.colours.add(colours.values[3 * p + c]);
              group.normals.add(n < 0 ? Float.NaN : vn.values[3 * n + c]);
            }
            group.coordinates.add(t < 0 ? Float.NaN : vt.values[2 * t]);
            group.coordinates.add(t < 0 ? Float.NaN : 1 - vt.values[2 * t + 1]); // v is up
            return group.positions.size / 3 - 1;
          });
    }

    private int index(String word, int count) {
      try {
        int i = Integer.parseInt(word);
        int index = i < 0 ? count + i : i - 1;
        if (index >= 0 && index < count) {
          return index;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw wrong("\"" + word + "\" is no index among " + count);
    }

    private TriangleMesh mesh(String name, Group group) {
      Material material =
          materials.getOrDefault(name, new Material(new float[] {1, 1, 1}, Optional.empty()));
      float[] coordinates = complete(group.coordinates);
      boolean textured = material.texture().isPresent() && coordinates.length > 0;
      float[] rgb = Arrays.copyOf(group.colours.values, group.colours.size);
      for (int i = 0; i < rgb.length; i++) {
        rgb[i] *= coloured ? 1 : material.colour()[i % 3];
      }
      int[] triangles = new int[3 * group.triangles.size()];
      for (int i = 0; i < triangles.length; i++) {
        triangles[i] = group.triangles.get(i / 3)[i % 3];
      }
      return new TriangleMesh(
          Arrays.copyOf(group.positions.values, group.positions.size),
          complete(group.normals),
          textured ? new float[0] : rgb,
          textured ? coordinates : new float[0],
          triangles,
          textured ? material.texture() : Optional.empty());
    }

    /** Returns the numbers, or none if any corner lacked them. */
    private static float[] complete(Floats floats) {
      float[] values = Arrays.copyOf(floats.values, floats.size);
      for (float value : values) {
        if (Float.isNaN(value)) {
          return new float[0];
        }
      }
      return values;
    }

    /** Reads materials; a library or texture that is not there leaves the mesh plain. */
    private void library(String name) {
      Path folder = file.toAbsolutePath().normalize().getParent();
      Path library = folder.resolve(name).normalize();
      if (!library.startsWith(folder) || !Files.isRegularFile(library)) {
        return;
      }
      String current = "";
      float[] colour = {1, 1, 1};
      String text = new String(WholeFile.read(library, 1 << 24), StandardCharsets.UTF_8);
      for (String raw : (Iterable<String>) text.lines()::iterator) {
        String[] words = raw.strip().split("\\s+");
        switch (words[0]) {
          case "newmtl" -> {
            current = raw.strip().substring(6).strip();
            colour = new float[] {1, 1, 1};
            materials.put(current, new Material(colour, Optional.empty()));
          }
          case "Kd" -> {
            for (int c = 0; c < 3 && c + 1 < words.length; c++) {
              colour[c] = Math.max(0, Math.min(1, number(words, c + 1)));
            }
          }
          case "map_Kd" -> {
            Path picture = folder.resolve(words[words.length - 1]).normalize();
            if (picture.startsWith(folder) && Files.isRegularFile(picture)) {
              materials.put(
                  current, new Material(colour, Optional.of(ImageFiles.readColour(picture))));
            }
          }
          default -> {}
        }
      }
    }
  }

  /** Writes a mesh with a material file and, where it has one, its texture beside it. */
  public static void writeMesh(Path file, TriangleMesh mesh) {
    String base = file.getFileName().toString().replaceFirst("\\.\\w+$", "").replace(' ', '_');
    boolean textured = mesh.texture().isPresent() && mesh.textureCoordinates().length > 0;
    StringBuilder out = new StringBuilder("mtllib " + base + ".mtl\nusemtl surface\n");
    float[] p = mesh.positions();
    for (int i = 0; i < p.length; i += 3) {
      out.append("v ").append(p[i]).append(' ').append(p[i + 1]).append(' ').append(p[i + 2]);
      if (!textured && mesh.colours().length > 0) {
        for (int c = 0; c < 3; c++) {
          out.append(' ').append(mesh.colours()[i + c]);
        }
      }
      out.append('\n');
    }
    float[] uv = textured ? mesh.textureCoordinates() : new float[0];
    for (int i = 0; i < uv.length; i += 2) {
      out.append("vt ").append(uv[i]).append(' ').append(1 - uv[i + 1]).append('\n');
    }
    float[] n = mesh.normals();
    for (int i = 0; i < n.length; i += 3) {
      out.append("vn ").append(n[i]).append(' ').append(n[i + 1]).append(' ').append(n[i + 2]);
      out.append('\n');
    }
    for (int t = 0; t < mesh.triangles().length; t++) {
      int k = mesh.triangles()[t] + 1;
      out.append(t % 3 == 0 ? "f " : " ").append(k);
      if (textured || n.length > 0) {
        out.append('/').append(textured ? "" + k : "").append(n.length > 0 ? "/" + k : "");
      }
      out.append(t % 3 == 2 ? "\n" : "");
    }
    String material = "newmtl surface\nKd 1 1 1\n";
    if (textured) {
      ImageFiles.write(file.resolveSibling(base + ".png"), mesh.texture().get());
      material += "map_Kd " + base + ".png\n";
    }
    WholeFile.write(file.resolveSibling(base + ".mtl"), material.getBytes(StandardCharsets.UTF_8));
    WholeFile.write(file, out.toString().getBytes(StandardCharsets.UTF_8));
  }
}
