package org.drag4d.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * The views to train on. Pictures and normals have values that 8-bit files keep ({@link
 * org.drag4d.geometry.Image#quantised}, {@link org.drag4d.geometry.NormalPicture}), weights too (as
 * a grey picture); z depth is 32-bit.
 *
 * @param base I_i of the paper (equation 4): seen from the panorama's centre
 * @param displaced Aug(I_i) (equation 5), from elsewhere; weights 0 where nothing is known and C
 *     where it is uncertain (equation 8)
 * @param displacedBy what made the displaced views: the name of a {@link NovelViews}, or {@code
 *     "projection"} when the panorama's points were projected
 */
public record ViewSet(List<TrainingView> base, List<TrainingView> displaced, String displacedBy) {

  /** Copies the lists. */
  public ViewSet {
    base = List.copyOf(base);
    displaced = List.copyOf(displaced);
  }

  /** Returns all views, base views first. */
  public List<TrainingView> all() {
    return Stream.concat(base.stream(), displaced.stream()).toList();
  }

  /** Makes all views of a plan. */
  public static ViewSet of(
      ViewPlan plan,
      PanoramaScene panorama,
      SceneSettings settings,
      Workers workers,
      Progress progress) {
    float[] normals = PanoramaNormals.of(panorama);
    TrainingView[] base = new TrainingView[plan.base().size()];
    progress.begin("looking around from the panorama's centre", base.length, "views");
    AtomicInteger done = new AtomicInteger();
    workers.forEach(
        base.length,
        (i, worker) -> {
          base[i] = BaseView.of(panorama, normals, plan.base().get(i));
          progress.advance(done.incrementAndGet());
        });
    return panorama
        .novelViews()
        .map(
            place ->
                new ViewSet(List.of(base), rendered(plan, place, settings, progress), place.name()))
        .orElseGet(
            () ->
                new ViewSet(
                    List.of(base),
                    projected(plan, panorama, normals, settings, workers, progress),
                    "projection"));
  }

  private static List<TrainingView> rendered(
      ViewPlan plan, NovelViews place, SceneSettings settings, Progress progress) {
    List<TrainingView> views = new ArrayList<>();
    for (Pinhole camera : plan.displaced()) {
      progress.begin(
          "rendering displaced view " + (views.size() + 1) + " of " + plan.displaced().size(),
          0,
          "");
      views.add(BaseView.quantised(place.render(camera, settings.displacedSamples(), progress)));
    }
    return views;
  }

  private static List<TrainingView> projected(
      ViewPlan plan,
      PanoramaScene panorama,
      float[] normals,
      SceneSettings settings,
      Workers workers,
      Progress progress) {
    ProjectedView.Grid grid = new ProjectedView.Grid(panorama, normals, settings);
    TrainingView[] views = new TrainingView[plan.displaced().size()];
    progress.begin("projecting displaced views", views.length, "views");
    AtomicInteger done = new AtomicInteger();
    workers.forEach(
        views.length,
        (i, worker) -> {
          views[i] = ProjectedView.of(grid, plan.displaced().get(i), settings);
          progress.advance(done.incrementAndGet());
        });
    return List.of(views);
  }
}
