package org.drag4d.splat.mesh;

import org.drag4d.geometry.TriangleMesh;

/** Vertex normals as the mean of the faces' normals, weighted by area. */
final class MeshNormals {
  private MeshNormals() {}

  static TriangleMesh withNormals(TriangleMesh mesh) {
    float[] p = mesh.positions();
    int[] t = mesh.triangles();
    double[] sum = new double[p.length];
    for (int i = 0; i < t.length; i += 3) {
      double[] n = areaNormal(p, t[i], t[i + 1], t[i + 2]);
      for (int corner = 0; corner < 3; corner++) {
        for (int c = 0; c < 3; c++) {
          sum[3 * t[i + corner] + c] += n[c];
        }
      }
    }
    float[] normals = new float[p.length];
    for (int v = 0; v < p.length; v += 3) {
      double length =
          Math.sqrt(sum[v] * sum[v] + sum[v + 1] * sum[v + 1] + sum[v + 2] * sum[v + 2]);
      for (int c = 0; c < 3; c++) {
        normals[v + c] = length > 0 ? (float) (sum[v + c] / length) : c == 1 ? 1 : 0;
      }
    }
    return new TriangleMesh(
        p, normals, mesh.colours(), mesh.textureCoordinates(), t, mesh.texture());
  }

  /** Returns the cross product of two edges: the normal, twice the area long. */
  static double[] areaNormal(float[] p, int a, int b, int c) {
    double ux = p[3 * b] - p[3 * a];
    double uy = p[3 * b + 1] - p[3 * a + 1];
    double uz = p[3 * b + 2] - p[3 * a + 2];
    double vx = p[3 * c] - p[3 * a];
    double vy = p[3 * c + 1] - p[3 * a + 1];
    double vz = p[3 * c + 2] - p[3 * a + 2];
    return new double[] {uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx};
  }
}
