package org.drag4d.scene;

import java.util.List;
import java.util.stream.Stream;
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
    throw new UnsupportedOperationException("not yet");
  }
}
