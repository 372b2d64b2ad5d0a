package org.drag4d.scene;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * The views to train on, kept as compactly as their files ({@link StoredView}). Each access to a
 * {@link TrainingView} unpacks it anew, so who needs a view several times holds on to it, and who
 * goes through all of them never has more than one in memory.
 *
 * @param storedBase I_i of the paper (equation 4): seen from the panorama's centre
 * @param storedDisplaced Aug(I_i) (equation 5), from elsewhere; weights 0 where nothing is known
 *     and C where it is uncertain (equation 8)
 * @param displacedBy what made the displaced views: the name of a {@link NovelViews}, or {@code
 *     "projection"} when the panorama's points were projected
 */
public record ViewSet(
    List<StoredView> storedBase, List<StoredView> storedDisplaced, String displacedBy) {

  /** Copies the lists. */
  public ViewSet {
    storedBase = List.copyOf(storedBase);
    storedDisplaced = List.copyOf(storedDisplaced);
  }

  /** Returns the views from the panorama's centre. */
  public List<TrainingView> base() {
    return new Unpacking(storedBase);
  }

  /** Returns the views from elsewhere. */
  public List<TrainingView> displaced() {
    return new Unpacking(storedDisplaced);
  }

  /** Returns all views, base views first. */
  public List<TrainingView> all() {
    return new Unpacking(Stream.concat(storedBase.stream(), storedDisplaced.stream()).toList());
  }

  /** Returns where all views stand, base views first. */
  public List<Pinhole> cameras() {
    return Stream.concat(storedBase.stream(), storedDisplaced.stream())
        .map(StoredView::camera)
        .toList();
  }

  /** A list that unpacks a view when it is asked for. */
  private static final class Unpacking extends AbstractList<TrainingView> implements RandomAccess {
    private final List<StoredView> stored;

    Unpacking(List<StoredView> stored) {
      this.stored = stored;
    }

    @Override
    public TrainingView get(int index) {
      return stored.get(index).training();
    }

    @Override
    public int size() {
      return stored.size();
    }
  }

  /** Makes all views of a plan. */
  public static ViewSet of(
      ViewPlan plan,
      PanoramaScene panorama,
      SceneSettings settings,
      Workers workers,
      Progress progress) {
    List<StoredView> all = new ArrayList<>();
    String displacedBy = make(plan, panorama, settings, workers, progress, all::add);
    int base = plan.base().size();
    return new ViewSet(all.subList(0, base), all.subList(base, all.size()), displacedBy);
  }

  /**
   * Who paints what projected views do not show.
   *
   * @param inpainter the prior
   * @param prompt the sentence of the place; may be empty
   */
  public record Filling(Inpainter inpainter, String prompt) {}

  /**
   * Makes all views of a plan one after another and hands each over, base views first, so that who
   * writes them to files need not hold them all.
   *
   * @return what made the displaced views
   */
  public static String make(
      ViewPlan plan,
      PanoramaScene panorama,
      SceneSettings settings,
      Workers workers,
      Progress progress,
      Consumer<StoredView> taker) {
    return make(plan, panorama, settings, Optional.empty(), workers, progress, taker);
  }

  /**
   * Makes all views of a plan and paints the holes of projected ones.
   *
   * @param filling who paints; views that the prior itself renders have no holes
   * @return what made the displaced views
   */
  public static String make(
      ViewPlan plan,
      PanoramaScene panorama,
      SceneSettings settings,
      Optional<Filling> filling,
      Workers workers,
      Progress progress,
      Consumer<StoredView> taker) {
    float[] normals = PanoramaNormals.of(panorama);
    progress.begin("looking around from the panorama's centre", plan.base().size(), "views");
    inBatches(plan.base(), workers, progress, taker, view -> BaseView.of(panorama, normals, view));
    if (panorama.novelViews().isPresent()) {
      NovelViews place = panorama.novelViews().get();
      int count = plan.displaced().size();
      for (int i = 0; i < count; i++) {
        progress.begin("rendering displaced view " + (i + 1) + " of " + count, 0, "");
        taker.accept(
            StoredView.of(
                place.render(plan.displaced().get(i), settings.displacedSamples(), progress)));
      }
      return place.name();
    }
    ProjectedView.Grid grid = new ProjectedView.Grid(panorama, normals, settings);
    if (filling.isPresent()) {
      fill(plan.displaced(), grid, settings, filling.get(), progress, taker);
      return "projection, painted by " + filling.get().inpainter().name();
    }
    progress.begin("projecting displaced views", plan.displaced().size(), "views");
    inBatches(
        plan.displaced(), workers, progress, taker, view -> ProjectedView.of(grid, view, settings));
    return "projection";
  }

  /** One after another on one thread, as networks want it. */
  private static void fill(
      List<Pinhole> cameras,
      ProjectedView.Grid grid,
      SceneSettings settings,
      Filling filling,
      Progress progress,
      Consumer<StoredView> taker) {
    try {
      for (int i = 0; i < cameras.size(); i++) {
        progress.begin("painting displaced view " + (i + 1) + " of " + cameras.size(), 0, "");
        progress.check();
        taker.accept(
            StoredView.of(
                FilledView.of(
                    ProjectedView.of(grid, cameras.get(i), settings),
                    filling.inpainter(),
                    filling.prompt(),
                    settings.seed() + i,
                    progress)));
      }
    } finally {
      filling.inpainter().release();
    }
  }

  @FunctionalInterface
  private interface Maker {
    TrainingView make(Pinhole camera);
  }

  /** Makes as many views at a time as there are threads. */
  private static void inBatches(
      List<Pinhole> cameras,
      Workers workers,
      Progress progress,
      Consumer<StoredView> taker,
      Maker maker) {
    int batch = workers.count();
    StoredView[] made = new StoredView[batch];
    for (int start = 0; start < cameras.size(); start += batch) {
      int first = start;
      int count = Math.min(batch, cameras.size() - start);
      workers.forEach(
          count, (i, worker) -> made[i] = StoredView.of(maker.make(cameras.get(first + i))));
      for (int i = 0; i < count; i++) {
        taker.accept(made[i]);
      }
      progress.advance(start + count);
    }
  }
}
