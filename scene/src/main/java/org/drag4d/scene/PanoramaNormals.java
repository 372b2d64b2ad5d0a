package org.drag4d.scene;

import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Vec3;

/** Surface normals of a panorama from its distances (text-to-scene 4.4). */
final class PanoramaNormals {
  private PanoramaNormals() {}

  /** Returns the panorama's own normals, or those of its distances. */
  static float[] of(PanoramaScene panorama) {
    return panorama.normals().length > 0
        ? panorama.normals()
        : fromDistance(panorama.camera(), panorama.radialDistance());
  }

  /**
   * Returns unit normals in the world, towards the camera; 0 for sky and where nothing is known.
   * Along each axis the neighbour whose distance is more alike decides, so that normals stay sharp
   * at edges.
   */
  static float[] fromDistance(Equirectangular camera, DepthMap distance) {
    int w = distance.width();
    int h = distance.height();
    float[] normals = new float[3 * w * h];
    for (int j = 0; j < h; j++) {
      for (int i = 0; i < w; i++) {
        float r = distance.at(i, j);
        if (!known(r)) {
          continue;
        }
        Vec3 point = point(camera, distance, i, j);
        Vec3 across = tangent(camera, distance, point, r, (i + w - 1) % w, j, (i + 1) % w, j);
        Vec3 down =
            tangent(camera, distance, point, r, i, Math.max(0, j - 1), i, Math.min(h - 1, j + 1));
        Vec3 normal = across.cross(down);
        double length = normal.length();
        Vec3 back = camera.worldRay(i + 0.5, j + 0.5).times(-1);
        Vec3 unit = length < 1e-12 ? back : normal.times(1 / length);
        double sign = unit.dot(back) < 0 ? -1 : 1;
        int at = 3 * (j * w + i);
        normals[at] = (float) (sign * unit.x());
        normals[at + 1] = (float) (sign * unit.y());
        normals[at + 2] = (float) (sign * unit.z());
      }
    }
    return normals;
  }

  private static boolean known(float metres) {
    return metres > 0 && metres < Float.POSITIVE_INFINITY;
  }

  private static Vec3 point(Equirectangular camera, DepthMap distance, int i, int j) {
    return camera.worldRay(i + 0.5, j + 0.5).times(distance.at(i, j));
  }

  private static Vec3 tangent(
      Equirectangular camera,
      DepthMap distance,
      Vec3 point,
      float r,
      int beforeI,
      int beforeJ,
      int afterI,
      int afterJ) {
    double before = jump(r, distance.at(beforeI, beforeJ));
    double after = jump(r, distance.at(afterI, afterJ));
    Vec3 from = point;
    Vec3 to = point;
    if (before <= 1.5 * after && before < Double.POSITIVE_INFINITY) {
      from = point(camera, distance, beforeI, beforeJ);
    }
    if (after <= 1.5 * before && after < Double.POSITIVE_INFINITY) {
      to = point(camera, distance, afterI, afterJ);
    }
    return to.minus(from);
  }

  private static double jump(float a, float b) {
    return known(b) ? Math.abs(a - b) : Double.POSITIVE_INFINITY;
  }
}
