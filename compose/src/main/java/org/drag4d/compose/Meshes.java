package org.drag4d.compose;

import org.drag4d.geometry.TriangleMesh;

/** Changes of the frame of a mesh. */
final class Meshes {
  private Meshes() {}

  /** Returns the mesh with every position multiplied by a factor. */
  static TriangleMesh scaled(TriangleMesh mesh, double factor) {
    return moved(mesh, new double[3], factor);
  }

  /** Returns the mesh with longest side 1 and the origin in the centre of its box's bottom face. */
  static TriangleMesh normalised(TriangleMesh mesh) {
    double[][] range = range(mesh);
    double[] origin = {
      (range[0][0] + range[1][0]) / 2, range[0][1], (range[0][2] + range[1][2]) / 2
    };
    return moved(mesh, origin, 1 / longestSide(mesh));
  }

  /** Returns the longest edge of the box around the mesh's triangles. */
  static double longestSide(TriangleMesh mesh) {
    double[][] range = range(mesh);
    double longest = 0;
    for (int axis = 0; axis < 3; axis++) {
      longest = Math.max(longest, range[1][axis] - range[0][axis]);
    }
    return longest;
  }

  /** Low and high corner over the vertices that triangles use. */
  private static double[][] range(TriangleMesh mesh) {
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int vertex : mesh.triangles()) {
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], mesh.positions()[3 * vertex + axis]);
        high[axis] = Math.max(high[axis], mesh.positions()[3 * vertex + axis]);
      }
    }
    return new double[][] {low, high};
  }

  private static TriangleMesh moved(TriangleMesh mesh, double[] origin, double factor) {
    float[] positions = mesh.positions().clone();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (float) ((positions[i] - origin[i % 3]) * factor);
    }
    return new TriangleMesh(
        positions,
        mesh.normals(),
        mesh.colours(),
        mesh.textureCoordinates(),
        mesh.triangles(),
        mesh.texture());
  }
}
