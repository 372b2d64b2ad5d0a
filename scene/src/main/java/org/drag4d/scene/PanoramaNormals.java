package org.drag4d.scene;

import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Vec3;

/** Surface normals of a panorama from its distances (text-to-scene 4.4). */
final class PanoramaNormals {
  /** A relative second difference of 1/r below this is a straight run. */
  private static final double STRAIGHT = 0.02;

  private PanoramaNormals() {}

  /** Returns the panorama's own normals, or those of its distances. */
  static float[] of(PanoramaScene panorama) {
    return panorama.normals().length > 0
        ? panorama.normals()
        : fromDistance(panorama.camera(), panorama.radialDistance());
  }

  /**
   * Returns unit normals in the world, towards the camera; 0 for sky and where nothing is known.
   *
   * <p>Where 1/r runs straight over a few pixels, as on planes, the normal comes from that wide
   * step, which evens out what depth from files is rounded to; elsewhere from the next pixels, and
   * at edges from the side whose distance is more alike.
   */
  static float[] fromDistance(Equirectangular camera, DepthMap distance) {
    int w = distance.width();
    int h = distance.height();
    int wide = Math.max(1, w / 700);
    float[] normals = new float[3 * w * h];
    for (int j = 0; j < h; j++) {
      double level = Math.cos((j + 0.5) * Math.PI / h - Math.PI / 2);
      int around = Math.clamp(Math.round(wide / level), wide, Math.max(wide, w / 8));
      for (int i = 0; i < w; i++) {
        if (!known(distance.at(i, j))) {
          continue;
        }
        Vec3 across = tangent(camera, distance, i, j, around, 0);
        Vec3 down = tangent(camera, distance, i, j, 0, wide);
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

  /** Returns the unit direction from the pixel before to the pixel after, along one axis. */
  private static Vec3 tangent(
      Equirectangular camera, DepthMap distance, int i, int j, int stepI, int stepJ) {
    float r = distance.at(i, j);
    float before = distance(distance, i - stepI, j - stepJ);
    float after = distance(distance, i + stepI, j + stepJ);
    if (stepI + stepJ > 1
        && !(known(before) && known(after) && Math.abs(r / before + r / after - 2) < STRAIGHT)) {
      return tangent(camera, distance, i, j, Math.min(1, stepI), Math.min(1, stepJ));
    }
    double jumpBefore = known(before) ? Math.abs(r - before) : Double.POSITIVE_INFINITY;
    double jumpAfter = known(after) ? Math.abs(r - after) : Double.POSITIVE_INFINITY;
    Vec3 here = camera.worldRay(i + 0.5, j + 0.5).times(r);
    Vec3 from =
        jumpBefore <= 1.5 * jumpAfter && known(before)
            ? camera.worldRay(i - stepI + 0.5, j - stepJ + 0.5).times(before)
            : here;
    Vec3 to =
        jumpAfter <= 1.5 * jumpBefore && known(after)
            ? camera.worldRay(i + stepI + 0.5, j + stepJ + 0.5).times(after)
            : here;
    Vec3 step = to.minus(from);
    double length = step.length();
    return length > 0 ? step.times(1 / length) : step;
  }

  /** Returns a pixel's distance; columns wrap around, and beyond a pole nothing is known. */
  private static float distance(DepthMap distance, int i, int j) {
    return j < 0 || j >= distance.height() ? 0 : distance.at(Math.floorMod(i, distance.width()), j);
  }
}
