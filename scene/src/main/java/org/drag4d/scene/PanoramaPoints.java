package org.drag4d.scene;

import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;

/**
 * P = E⁻¹(I_p, D_p), equation 3 of the paper: every pixel of the panorama becomes a point, without
 * sky and without pixels within ramps of the depth (text-to-scene 4.2).
 *
 * <p>The points are spread evenly over the sphere of directions: rows near the poles give fewer.
 */
public final class PanoramaPoints {
  /** The share of the point limit that the panorama may use; displaced views add the rest. */
  private static final double SHARE = 0.75;

  private PanoramaPoints() {}

  /** Lifts the panorama into space; at most {@link SceneSettings#pointLimit} points. */
  public static PointCloud of(PanoramaScene panorama, SceneSettings settings) {
    Equirectangular camera = panorama.camera();
    DepthMap distance = panorama.radialDistance();
    float[] normals = PanoramaNormals.of(panorama);
    int w = camera.width();
    int h = camera.height();
    double pixel = 2 * Math.PI / w;
    boolean[] ramps =
        DepthEdges.ramps(distance, DepthEdges.shareFor(settings.depthGradient(), pixel), true);
    // A row of W pixels at latitude b covers cos b of the equator; all rows together W H 2/π.
    double stride = Math.max(1, Math.sqrt(w * (double) h * 2 / Math.PI / limit(settings)));
    int rows = (int) Math.max(1, Math.floor(h / stride));
    PointCollector points = new PointCollector();
    for (int row = 0; row < rows; row++) {
      int j = (int) ((row + 0.5) * h / rows);
      double level = Math.cos((row + 0.5) * Math.PI / rows - Math.PI / 2);
      int columns = (int) Math.max(1, Math.floor(w * level / stride));
      for (int column = 0; column < columns; column++) {
        int i = (int) ((column + 0.5) * w / columns);
        float r = distance.at(i, j);
        if (!(r > 0 && r < Float.POSITIVE_INFINITY) || ramps[j * w + i]) {
          continue;
        }
        int at = 3 * (j * w + i);
        Vec3 ray = camera.worldRay(i + 0.5, j + 0.5);
        Vec3 normal = new Vec3(normals[at], normals[at + 1], normals[at + 2]);
        points.add(
            camera.centre().plus(ray.times(r)),
            panorama.colour().values(),
            at,
            normal,
            spacing(r * pixel * stride, ray, normal));
      }
    }
    return points.toCloud();
  }

  private static double limit(SceneSettings settings) {
    return Math.max(1, settings.pointLimit() * SHARE);
  }

  /**
   * Returns the spacing on a surface whose neighbouring rays are so many metres apart: the side of
   * the square of the same area as the slanted footprint.
   */
  static double spacing(double metresAcross, Vec3 ray, Vec3 normal) {
    double facing = Math.max(0.05, Math.abs(ray.dot(normal)));
    return metresAcross / Math.sqrt(facing);
  }
}
