package org.drag4d.scene;

import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;

/**
 * Keeps surfels from being smaller than what any view could tell, after "Mip-Splatting" (Yu et al.,
 * 2024). A rasterizer draws everything at least as wide as its filter, so smaller surfels look
 * right in the views that they were trained on; but whoever comes closer sees gaps between them.
 */
final class SurfelSizes {
  /**
   * Least standard deviation in pixels of the finest view: that of the rasterizer's filter, so that
   * the finest view hardly changes (surfel-splatting section 4).
   */
  private static final double LEAST_PIXELS = Math.sqrt(0.5);

  private static final int BLOCK = 4096;

  private SurfelSizes() {}

  /** Returns the surfels with both scales at least as large as the finest of views can tell. */
  static Surfels noFinerThanSeen(Surfels surfels, List<Pinhole> views, Workers workers) {
    float[] logScales = surfels.logScales().clone();
    Pose[] worldToCamera =
        views.stream().map(view -> view.cameraToWorld().inverse()).toArray(Pose[]::new);
    float[] p = surfels.positions();
    workers.forEach(
        (surfels.count() + BLOCK - 1) / BLOCK,
        (block, worker) -> {
          int end = Math.min(surfels.count(), (block + 1) * BLOCK);
          for (int i = block * BLOCK; i < end; i++) {
            Vec3 centre = new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
            double pixel = Double.POSITIVE_INFINITY;
            for (int k = 0; k < worldToCamera.length; k++) {
              pixel = Math.min(pixel, pixelAt(views.get(k), worldToCamera[k].apply(centre)));
            }
            if (pixel < Double.POSITIVE_INFINITY) {
              float least = (float) Math.log(LEAST_PIXELS * pixel);
              logScales[2 * i] = Math.max(logScales[2 * i], least);
              logScales[2 * i + 1] = Math.max(logScales[2 * i + 1], least);
            }
          }
        });
    return new Surfels(
        surfels.degree(),
        surfels.positions(),
        surfels.rotations(),
        logScales,
        surfels.opacityLogits(),
        surfels.sphericalHarmonics());
  }

  /**
   * Returns the width in metres of a pixel at a point, or infinity if the view does not show it.
   */
  private static double pixelAt(Pinhole view, Vec3 p) {
    if (p.z() < 0.2) {
      return Double.POSITIVE_INFINITY;
    }
    double x = view.focalX() * p.x() / p.z() + view.principalX();
    double y = view.focalY() * p.y() / p.z() + view.principalY();
    boolean shown = x >= 0 && y >= 0 && x < view.width() && y < view.height();
    return shown ? p.z() / Math.max(view.focalX(), view.focalY()) : Double.POSITIVE_INFINITY;
  }
}
