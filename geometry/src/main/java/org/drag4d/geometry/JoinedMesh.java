package org.drag4d.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.task.InputException;

/**
 * Many meshes as one in world coordinates. One texture that all share stays as it is. Otherwise
 * each texture gets a band of one tall picture, and surfaces without texture a plain texel of
 * another band. In bands, texture coordinates are shifted by whole numbers into [0, 1] and what
 * still reaches out is clamped, so a texture that repeats inside one triangle is stretched there.
 */
final class JoinedMesh {
  private static final int PLAIN_COLUMNS = 256;

  private JoinedMesh() {}

  static TriangleMesh of(GltfScene scene, String where) {
    List<TriangleMesh> meshes = new ArrayList<>();
    for (GltfScene.Node node : scene.nodes()) {
      if (node.mesh().triangleCount() > 0) {
        meshes.add(Affine.of(node.meshToWorld()).apply(node.mesh()));
      }
    }
    if (meshes.isEmpty()) {
      throw new InputException(where, "has no triangles");
    }
    Map<Image, Integer> textures = new IdentityHashMap<>();
    boolean plain = false;
    for (TriangleMesh mesh : meshes) {
      mesh.texture().ifPresent(t -> textures.putIfAbsent(t, textures.size()));
      plain |= mesh.texture().isEmpty();
    }
    boolean shared = textures.isEmpty() || (textures.size() == 1 && !plain);
    return shared ? joined(meshes) : joined(banded(meshes));
  }

  private static TriangleMesh joined(List<TriangleMesh> meshes) {
    boolean normals = meshes.stream().allMatch(m -> m.normals().length > 0);
    boolean colours = meshes.stream().anyMatch(m -> m.colours().length > 0);
    boolean textured = meshes.getFirst().texture().isPresent();
    int vertices = meshes.stream().mapToInt(TriangleMesh::vertexCount).sum();
    int triangles = meshes.stream().mapToInt(TriangleMesh::triangleCount).sum();
    float[] positions = new float[3 * vertices];
    float[] allNormals = new float[normals ? 3 * vertices : 0];
    float[] allColours = new float[colours ? 3 * vertices : 0];
    Arrays.fill(allColours, 1);
    float[] coordinates = new float[textured ? 2 * vertices : 0];
    int[] indices = new int[3 * triangles];
    int vertex = 0;
    int index = 0;
    for (TriangleMesh mesh : meshes) {
      int n = mesh.vertexCount();
      System.arraycopy(mesh.positions(), 0, positions, 3 * vertex, 3 * n);
      if (normals) {
        System.arraycopy(mesh.normals(), 0, allNormals, 3 * vertex, 3 * n);
      }
      if (mesh.colours().length > 0) {
        System.arraycopy(mesh.colours(), 0, allColours, 3 * vertex, 3 * n);
      }
      if (textured) {
        System.arraycopy(mesh.textureCoordinates(), 0, coordinates, 2 * vertex, 2 * n);
      }
      for (int i : mesh.triangles()) {
        indices[index++] = i + vertex;
      }
      vertex += n;
    }
    return new TriangleMesh(
        positions, allNormals, allColours, coordinates, indices, meshes.getFirst().texture());
  }

  /** Gives all meshes the same picture, made of bands. */
  private static List<TriangleMesh> banded(List<TriangleMesh> meshes) {
    List<Image> bands = new ArrayList<>();
    int plainTriangles = 0;
    int width = PLAIN_COLUMNS;
    for (TriangleMesh mesh : meshes) {
      if (mesh.texture().isEmpty()) {
        plainTriangles += mesh.triangleCount();
      } else if (bands.stream().noneMatch(b -> b == mesh.texture().get())) {
        bands.add(mesh.texture().get());
        width = Math.max(width, mesh.texture().get().width());
      }
    }
    // Plain texels are 3 × 3 so that interpolation inside one finds only its own colour.
    int perRow = width / 3;
    int plainHeight = 3 * ((plainTriangles + perRow - 1) / perRow);
    int height = bands.stream().mapToInt(Image::height).sum() + plainHeight;
    if ((long) width * height > ImageFiles.MAXIMUM_PIXELS) {
      throw new InputException("", "the textures together have too many pixels");
    }
    Image picture = new Image(width, height, 3);
    Map<Image, Integer> tops = new IdentityHashMap<>();
    int top = plainHeight;
    for (Image band : bands) {
      tops.put(band, top);
      for (int y = 0; y < band.height(); y++) {
        for (int x = 0; x < band.width(); x++) {
          for (int c = 0; c < 3; c++) {
            picture.set(x, top + y, c, band.at(x, y, band.channels() == 1 ? 0 : c));
          }
        }
      }
      top += band.height();
    }
    List<TriangleMesh> banded = new ArrayList<>();
    int[] texel = {0};
    for (TriangleMesh mesh : meshes) {
      banded.add(
          mesh.texture().isPresent()
              ? inBand(mesh, mesh.texture().get(), tops.get(mesh.texture().get()), picture)
              : plain(mesh, texel, perRow, picture));
    }
    return banded;
  }

  private static TriangleMesh inBand(TriangleMesh mesh, Image band, int top, Image picture) {
    TriangleMesh split = split(mesh);
    float[] uv = split.textureCoordinates();
    for (int t = 0; t < uv.length; t += 6) {
      for (int c = 0; c < 2; c++) {
        float shift = (float) Math.floor((uv[t + c] + uv[t + 2 + c] + uv[t + 4 + c]) / 3);
        int size = c == 0 ? band.width() : band.height();
        int start = c == 0 ? 0 : top;
        int whole = c == 0 ? picture.width() : picture.height();
        for (int k = 0; k < 3; k++) {
          float inside = Math.max(0, Math.min(1, uv[t + 2 * k + c] - shift));
          // Half a texel from the edge, where interpolation stays inside the band.
          float pixel = Math.max(0.5f, Math.min(size - 0.5f, inside * size));
          uv[t + 2 * k + c] = (start + pixel) / whole;
        }
      }
    }
    return new TriangleMesh(
        split.positions(),
        split.normals(),
        new float[0],
        uv,
        split.triangles(),
        Optional.of(picture));
  }

  private static TriangleMesh plain(TriangleMesh mesh, int[] texel, int perRow, Image picture) {
    TriangleMesh split = split(mesh);
    float[] uv = new float[2 * split.vertexCount()];
    for (int t = 0; t < split.triangleCount(); t++) {
      int column = 3 * (texel[0] % perRow);
      int row = 3 * (texel[0]++ / perRow);
      for (int c = 0; c < 3; c++) {
        float mean = 1;
        if (split.colours().length > 0) {
          int at = 9 * t + c;
          mean = (split.colours()[at] + split.colours()[at + 3] + split.colours()[at + 6]) / 3;
        }
        for (int i = 0; i < 9; i++) {
          picture.set(column + i % 3, row + i / 3, c, mean);
        }
      }
      for (int k = 0; k < 3; k++) {
        uv[6 * t + 2 * k] = (column + 1.5f) / picture.width();
        uv[6 * t + 2 * k + 1] = (row + 1.5f) / picture.height();
      }
    }
    return new TriangleMesh(
        split.positions(),
        split.normals(),
        new float[0],
        uv,
        split.triangles(),
        Optional.of(picture));
  }

  /** Gives every triangle vertices of its own. */
  private static TriangleMesh split(TriangleMesh mesh) {
    int[] sequence = new int[mesh.triangles().length];
    Arrays.setAll(sequence, i -> i);
    return new TriangleMesh(
        gathered(mesh.positions(), 3, mesh.triangles()),
        gathered(mesh.normals(), 3, mesh.triangles()),
        gathered(mesh.colours(), 3, mesh.triangles()),
        gathered(mesh.textureCoordinates(), 2, mesh.triangles()),
        sequence,
        mesh.texture());
  }

  private static float[] gathered(float[] values, int width, int[] indices) {
    if (values.length == 0) {
      return values;
    }
    float[] gathered = new float[width * indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, width * indices[i], gathered, width * i, width);
    }
    return gathered;
  }
}
