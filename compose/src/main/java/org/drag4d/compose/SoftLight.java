package org.drag4d.compose;

import org.drag4d.geometry.Srgb;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;

/**
 * The light of a room on a mesh that only knows its albedo. The scene's surfels carry their light
 * in their colours, so a mesh without any would look cut out beside them: here a bright ceiling, a
 * window at the upper left of its front, and what floor and walls throw back.
 */
final class SoftLight {
  private static final Vec3 WINDOW = new Vec3(0.35, 0.7, 0.6).normalised();
  private static final double AROUND = 0.46;
  private static final double FROM_WINDOW = 0.42;
  private static final double FROM_ABOVE = 0.20;

  private SoftLight() {}

  /**
   * Returns the mesh with light in its vertex colours. A mesh with a texture stays as it is: those
   * mostly carry light already. So does one without colours or normals.
   */
  static TriangleMesh on(TriangleMesh mesh) {
    if (mesh.texture().isPresent() || mesh.colours().length == 0 || mesh.normals().length == 0) {
      return mesh;
    }
    float[] lit = new float[mesh.colours().length];
    float[] n = mesh.normals();
    for (int i = 0; i < lit.length; i += 3) {
      double window = n[i] * WINDOW.x() + n[i + 1] * WINDOW.y() + n[i + 2] * WINDOW.z();
      double light =
          AROUND + FROM_WINDOW * Math.max(0, window) + FROM_ABOVE * (0.5 + 0.5 * n[i + 1]);
      for (int c = 0; c < 3; c++) {
        double linear = light * Srgb.toLinear(mesh.colours()[i + c]);
        lit[i + c] = Srgb.fromLinear((float) Math.min(1, linear));
      }
    }
    return new TriangleMesh(
        mesh.positions(),
        mesh.normals(),
        lit,
        mesh.textureCoordinates(),
        mesh.triangles(),
        mesh.texture());
  }
}
