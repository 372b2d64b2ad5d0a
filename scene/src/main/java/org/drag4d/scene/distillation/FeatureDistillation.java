package org.drag4d.scene.distillation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.scene.FeatureExtractor.Features;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Gives the surfels of a finished scene features: views of it are drawn and looked at, the features
 * are reduced to a few channels, and each surfel gets those that look most like them from all
 * views. The paper's L_distill (section 2.3), after the geometry is settled and detached from it,
 * as text-to-scene section 8.3 reads it.
 */
public final class FeatureDistillation {
  /** Places of features that the components are found from, at most. */
  private static final int SAMPLES = 12_000;

  private final Surfels surfels;
  private final DistillationSettings settings;
  private final Workers workers;
  private final Progress progress;

  private FeatureDistillation(
      Surfels surfels, DistillationSettings settings, Workers workers, Progress progress) {
    this.surfels = surfels;
    this.settings = settings;
    this.workers = workers;
    this.progress = progress;
  }

  /** A view, of the size that was looked at, and what the source says of it. */
  private record Seen(Pinhole camera, Image picture, Features features) {}

  /**
   * Distils.
   *
   * @param cameras from where the scene may be looked at
   * @param source features of the views
   * @throws InputException if the features of the views do not belong together
   */
  public static DistilledFeatures distil(
      Surfels surfels,
      List<Pinhole> cameras,
      FeatureSource source,
      DistillationSettings settings,
      Workers workers,
      Progress progress) {
    return new FeatureDistillation(surfels, settings, workers, progress).run(cameras, source);
  }

  private DistilledFeatures run(List<Pinhole> cameras, FeatureSource source) {
    List<Seen> views = look(chosen(cameras), source);
    List<Seen> training = new ArrayList<>();
    List<Seen> heldOut = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      boolean test = settings.testEvery() > 0 && (i + 1) % settings.testEvery() == 0;
      (test ? heldOut : training).add(views.get(i));
    }
    progress.begin("principal components", 1, "analysis");
    int length = views.getFirst().features.channels();
    PrincipalComponents components =
        PrincipalComponents.of(samples(training), length, settings.channels(), workers);
    progress.advance(1);
    List<TargetFeatures> targets = training.stream().map(v -> reduced(v, components)).toList();
    List<TargetFeatures> tests = heldOut.stream().map(v -> reduced(v, components)).toList();
    int channels = components.components();
    FeatureFit fit = new FeatureFit(surfels, channels, targets, settings.pull(), workers, progress);
    FeatureFit.Fit found = fit.solve(settings.steps());
    FeaturePreview preview = new FeaturePreview(components, fit, found.rows());
    for (int i = 0; i < Math.min(heldOut.size(), FeaturePreview.ROWS); i++) {
      preview.add(heldOut.get(i).picture, tests.get(i));
    }
    for (int i = 0; i < training.size() && preview.rows() < FeaturePreview.ROWS; i++) {
      preview.add(training.get(i).picture, targets.get(i));
    }
    return new DistilledFeatures(
        source.name(),
        channels,
        fit.values(found.rows()),
        components,
        found.unseen(),
        training.stream().map(v -> v.camera.name()).toList(),
        heldOut.stream().map(v -> v.camera.name()).toList(),
        quality(fit, found.rows(), targets),
        tests.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(quality(fit, found.rows(), tests)),
        preview.image());
  }

  private List<Pinhole> chosen(List<Pinhole> cameras) {
    int count = Math.min(settings.views(), cameras.size());
    return IntStream.range(0, count)
        .mapToObj(i -> cameras.get((int) ((long) i * cameras.size() / count)))
        .toList();
  }

  private List<Seen> look(List<Pinhole> cameras, FeatureSource source) {
    progress.begin("features of " + source.name(), cameras.size(), "views");
    List<Seen> views = new ArrayList<>();
    try (Rasterizer rasterizer = Rasterizers.best(workers)) {
      for (Pinhole given : cameras) {
        progress.check();
        Pinhole camera = sized(given, settings.pictureSize());
        Image picture = picture(rasterizer.render(surfels, camera));
        Features features = source.features(camera, picture, progress);
        String where = source.name() + ", view " + camera.name();
        if (!views.isEmpty() && features.channels() != views.getFirst().features.channels()) {
          throw new InputException(
              where,
              "has "
                  + features.channels()
                  + " channels, the first view "
                  + views.getFirst().features.channels());
        }
        for (float value : features.values()) {
          if (!Float.isFinite(value)) {
            throw new InputException(where, "has features that are not finite");
          }
        }
        views.add(new Seen(camera, picture, features));
        progress.advance(views.size());
      }
    }
    return views;
  }

  private static Pinhole sized(Pinhole camera, int longerSide) {
    int width = camera.width();
    int height = camera.height();
    int longer = Math.max(width, height);
    return camera.resized(
        Math.max(1, Math.round((float) width * longerSide / longer)),
        Math.max(1, Math.round((float) height * longerSide / longer)));
  }

  private static Image picture(RenderedView view) {
    float[] values = view.colour().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.clamp(values[i], 0, 1);
    }
    return new Image(view.width(), view.height(), 3, values);
  }

  /** Takes places evenly from all views. */
  private static double[] samples(List<Seen> views) {
    int length = views.getFirst().features.channels();
    long all = 0;
    for (Seen view : views) {
      all += view.features.values().length / length;
    }
    int count = (int) Math.min(SAMPLES, all);
    double[] samples = new double[count * length];
    long place = 0; // of the first place of the view
    int taken = 0;
    for (Seen view : views) {
      float[] values = view.features.values();
      int places = values.length / length;
      for (; taken < count && taken * all / count < place + places; taken++) {
        int from = (int) (taken * all / count - place) * length;
        for (int k = 0; k < length; k++) {
          samples[taken * length + k] = values[from + k];
        }
      }
      place += places;
    }
    return samples;
  }

  private TargetFeatures reduced(Seen view, PrincipalComponents components) {
    Features f = view.features;
    return new TargetFeatures(
        sized(view.camera, settings.fitSize()),
        f.width(),
        f.height(),
        components.components(),
        components.reduced(f.values()));
  }

  private double quality(FeatureFit fit, float[] rows, List<TargetFeatures> targets) {
    double error = 0;
    double spread = 0;
    for (TargetFeatures target : targets) {
      progress.check();
      error += fit.error(rows, target);
      spread += target.squares();
    }
    return spread > 0 ? 1 - error / spread : 1;
  }
}
