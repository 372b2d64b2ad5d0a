package org.drag4d.compose;

import org.drag4d.geometry.TriangleMesh;

/** Changes of the frame of a mesh. */
final class Meshes {
  private Meshes() {}

  /** Returns the mesh with every position multiplied by a factor. */
  static TriangleMesh scaled(TriangleMesh mesh, double factor) {
    float[] positions = mesh.positions().clone();
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (float) (positions[i] * factor);
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
