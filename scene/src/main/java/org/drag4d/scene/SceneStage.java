package org.drag4d.scene;

import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Stage 1 of the paper (section 2.3): a panorama with depth becomes points (equation 3), base views
 * (4), displaced views (5, 6) and a scene of surfels optimised on both (7 to 9).
 *
 * <p>Every step is a public class whose result is a value, so that a caller can keep it and go on
 * from there: steps are pure, and what files keep in eight bits is already quantised in the result.
 */
public final class SceneStage {
  private SceneStage() {}

  /**
   * Makes a scene.
   *
   * @throws org.drag4d.task.InputException if the inputs cannot be used
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public static OptimisedScene run(
      SceneInputs inputs, SceneSettings settings, Workers workers, Progress progress) {
    return run(
        inputs
            .panorama()
            .generate(inputs.prompt(), settings.panoramaRequest(), progress)
            .quantised(),
        settings,
        workers,
        progress);
  }

  /**
   * Makes a scene from a panorama that is there already.
   *
   * @param panorama as files keep it ({@link PanoramaScene#quantised})
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public static OptimisedScene run(
      PanoramaScene panorama, SceneSettings settings, Workers workers, Progress progress) {
    PointCloud seen = PanoramaPoints.of(panorama, settings);
    ViewPlan plan = ViewPlan.of(panorama, settings);
    ViewSet views = ViewSet.of(plan, panorama, settings, workers, progress);
    PointCloud points = ScenePoints.join(panorama, seen, views, settings);
    Surfels initial = InitialSurfels.of(panorama, points, views, settings);
    Surfels surfels = SceneOptimisation.run(initial, views, settings, workers, progress);
    TriangleMesh mesh = SceneMesh.of(surfels, views, settings, workers, progress);
    return new OptimisedScene(
        panorama,
        points,
        views,
        surfels,
        mesh,
        FloorPlane.find(points, panorama.camera().centre()));
  }
}
