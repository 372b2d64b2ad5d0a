package org.drag4d.splat.mesh;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** Colours of a mesh's vertices: what the pictures that see a vertex show there. */
final class MeshColours {
  private static final int BLOCK = 4096;

  private MeshColours() {}

  /**
   * Averages, for each vertex, the pictures in which it is not hidden; near and frontal views count
   * more. Where no picture sees it, the one that comes nearest in depth decides.
   *
   * @param tolerance how far, in metres, a vertex may lie behind a picture's depth
   */
  static TriangleMesh paint(
      TriangleMesh mesh,
      List<DepthPicture> pictures,
      double tolerance,
      Workers workers,
      Progress progress) {
    TriangleMesh shaded = MeshNormals.withNormals(mesh);
    float[] colours = new float[3 * mesh.vertexCount()];
    Pose[] worldToCamera =
        pictures.stream().map(p -> p.camera().cameraToWorld().inverse()).toArray(Pose[]::new);
    int blocks = (mesh.vertexCount() + BLOCK - 1) / BLOCK;
    progress.begin("colouring the mesh", blocks, "blocks");
    AtomicInteger done = new AtomicInteger();
    workers.forEach(
        blocks,
        (block, worker) -> {
          int end = Math.min(mesh.vertexCount(), (block + 1) * BLOCK);
          for (int v = block * BLOCK; v < end; v++) {
            paint(shaded, v, pictures, worldToCamera, tolerance, colours);
          }
          progress.advance(done.incrementAndGet());
        });
    return new TriangleMesh(
        mesh.positions(), new float[0], colours, new float[0], mesh.triangles(), Optional.empty());
  }

  private static void paint(
      TriangleMesh mesh,
      int v,
      List<DepthPicture> pictures,
      Pose[] worldToCamera,
      double tolerance,
      float[] colours) {
    Vec3 p = vector(mesh.positions(), v);
    Vec3 n = vector(mesh.normals(), v);
    double[] sum = new double[4];
    double nearest = Double.POSITIVE_INFINITY;
    int fallbackPicture = -1;
    int fallbackPixel = 0;
    for (int k = 0; k < worldToCamera.length; k++) {
      Pinhole camera = pictures.get(k).camera();
      Vec3 c = worldToCamera[k].apply(p);
      if (c.z() < 0.05) {
        continue;
      }
      int i = (int) Math.floor(camera.focalX() * c.x() / c.z() + camera.principalX());
      int j = (int) Math.floor(camera.focalY() * c.y() / c.z() + camera.principalY());
      if (i < 0 || j < 0 || i >= camera.width() || j >= camera.height()) {
        continue;
      }
      int at = j * camera.width() + i;
      float depth = pictures.get(k).zDepth()[at];
      if (depth <= 0) {
        continue;
      }
      double off = Math.abs(c.z() - depth);
      if (off < tolerance + 0.01 * depth) {
        Vec3 sight = camera.centre().minus(p);
        double distance = sight.length();
        double facing = Math.max(0.02, n.dot(sight) / distance);
        double weight = facing * facing / (distance * distance);
        add(pictures.get(k), at, weight, sum);
      } else if (off < nearest) {
        nearest = off;
        fallbackPicture = k;
        fallbackPixel = at;
      }
    }
    if (sum[3] == 0 && fallbackPicture >= 0) {
      add(pictures.get(fallbackPicture), fallbackPixel, 1, sum);
    }
    for (int c = 0; c < 3; c++) {
      colours[3 * v + c] = sum[3] > 0 ? (float) (sum[c] / sum[3]) : 0.5f;
    }
  }

  private static void add(DepthPicture picture, int at, double weight, double[] sum) {
    for (int c = 0; c < 3; c++) {
      sum[c] += weight * (picture.colours()[3 * at + c] & 0xff) / 255.0;
    }
    sum[3] += weight;
  }

  private static Vec3 vector(float[] values, int i) {
    return new Vec3(values[3 * i], values[3 * i + 1], values[3 * i + 2]);
  }
}
