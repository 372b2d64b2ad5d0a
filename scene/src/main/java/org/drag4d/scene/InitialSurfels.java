package org.drag4d.scene;

import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;

/**
 * The surfels that optimisation starts from, flat on their surfaces and as large as their spacing
 * (surfel-splatting section 2): most where the panorama shows most ({@link PanoramaSurfaces}), some
 * on what only displaced views see, and a far sphere for the sky.
 */
public final class InitialSurfels {
  /** The share of the budget to start with; optimisation adds the rest where it helps. */
  private static final double START_SHARE = 0.8;

  /** Most of the start that may be sky. */
  private static final double SKY_SHARE = 0.12;

  /** Standard deviation of a surfel over the distance to the next one. */
  private static final double WIDTH = 0.6;

  private static final double OPACITY = 0.9;

  private InitialSurfels() {}

  /**
   * Makes at most {@link SceneSettings#surfels} surfels.
   *
   * @param points what is known of the surfaces
   * @param views whose sky is taken too
   */
  public static Surfels of(
      PanoramaScene panorama, PointCloud points, ViewSet views, SceneSettings settings) {
    int start = (int) Math.max(1, settings.surfels() * START_SHARE);
    PointCloud sky = SkyDome.of(panorama, views, (int) (start * SKY_SHARE));
    PointCloud hidden = ScenePoints.unseen(panorama, points);
    int surfaces = start - sky.count();
    int behind =
        (int)
            Math.min(
                hidden.count(), (long) surfaces * hidden.count() / Math.max(1, points.count()));
    PointCollector chosen = new PointCollector();
    new PanoramaSurfaces(panorama, views.cameras(), settings).choose(surfaces - behind, chosen);
    ScenePoints.thin(hidden, behind, chosen);
    ScenePoints.thin(sky, sky.count(), chosen);
    return surfels(chosen.toCloud());
  }

  private static Surfels surfels(PointCloud points) {
    int n = points.count();
    float[] rotations = new float[4 * n];
    float[] logScales = new float[2 * n];
    float[] logits = new float[n];
    float[] harmonics = new float[3 * n];
    float logit = (float) Math.log(OPACITY / (1 - OPACITY));
    for (int i = 0; i < n; i++) {
      Vec3 normal =
          new Vec3(
              points.normals()[3 * i], points.normals()[3 * i + 1], points.normals()[3 * i + 2]);
      Quaternion q = Quaternion.facing(normal);
      rotations[4 * i] = (float) q.w();
      rotations[4 * i + 1] = (float) q.x();
      rotations[4 * i + 2] = (float) q.y();
      rotations[4 * i + 3] = (float) q.z();
      float scale = (float) Math.log(Math.max(1e-5, WIDTH * points.spacings()[i]));
      logScales[2 * i] = scale;
      logScales[2 * i + 1] = scale;
      logits[i] = logit;
      for (int c = 0; c < 3; c++) {
        harmonics[3 * i + c] = (float) ((points.colours()[3 * i + c] - 0.5) / Surfels.C0);
      }
    }
    return new Surfels(0, points.positions(), rotations, logScales, logits, harmonics);
  }
}
