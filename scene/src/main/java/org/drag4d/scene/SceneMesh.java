package org.drag4d.scene;

import org.drag4d.geometry.TriangleMesh;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.mesh.SurfaceExtraction;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * The scene's surface: depth rendered from the training views, fused in a truncated signed distance
 * volume, as coloured triangles (surfel-splatting section 13).
 */
public final class SceneMesh {
  private SceneMesh() {}

  /** Extracts at most {@link SceneSettings#meshTriangles} triangles. */
  public static TriangleMesh of(
      Surfels surfels, ViewSet views, SceneSettings settings, Workers workers, Progress progress) {
    return SurfaceExtraction.of(
        surfels,
        views.cameras(),
        new SurfaceExtraction.Settings(settings.meshVoxels(), settings.meshTriangles()),
        workers,
        progress);
  }
}
