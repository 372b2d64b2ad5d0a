package org.drag4d.splat.raster;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.DensityControl;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainSettings;
import org.drag4d.splat.TrainingView;
import org.drag4d.splat.ViewGuidance;
import org.drag4d.task.Workers;

/**
 * One optimisation step: draw, compare, propagate back, improve. After the first rounds over the
 * views a step allocates nothing.
 */
public final class TrainingEngine {
  /** Floats that the statistics of the targets may take in all. */
  private static final long STATISTICS_BUDGET = 64L << 20;

  /** Floats that the targets may take in all before they are kept as bytes. */
  private static final long PICTURE_BUDGET = 192L << 20;

  /** Phases of a step, for {@link #phaseNanos}. */
  public enum Phase {
    /** Culling and projection. */
    PROJECT,
    /** Sorting and tile lists. */
    BIN,
    /** Drawing. */
    DRAW,
    /** Photometric loss. */
    LOSS,
    /** From pixels to pairs. */
    BACKWARD,
    /** From pairs to parameters. */
    UPDATE
  }

  private final TrainSettings settings;
  final TileRasterizer tiles;
  private final PhotometricLoss photometric;
  private final BackwardPass backward;
  private final ConsistencyLoss consistencyLoss;
  private final Optional<ConsistencyLoss> enabledConsistency;
  private final List<TargetPicture> targets = new ArrayList<>();
  private final List<Frame> frames = new ArrayList<>();
  private final float[] background;
  private final GeometryLoss geometryLoss;
  private final DistortionLoss distortionLoss;
  private final long[] nanos = new long[Phase.values().length];
  TileGrid lastGrid = new TileGrid(1, 1, 16);
  final SurfelRows surfels;
  final SurfelUpdate update;

  /** Size of the scene, metres: what the learning rate of positions is relative to. */
  private double extent;

  private ViewGuidance guidance = ViewGuidance.NONE;

  /** The pictures that a step works on, for one size of view. */
  private record Frame(RowImage rendered, RowImage gradient, RowImage target, RowImage weights) {
    Frame(int width, int height) {
      this(
          new RowImage(width, height, 3),
          new RowImage(width, height, 3),
          new RowImage(width, height, 3),
          new RowImage(width, height, 1));
    }
  }

  /** Prepares steps from surfels and views, with the fastest kernels that run here. */
  public TrainingEngine(
      Surfels initial, List<TrainingView> views, TrainSettings settings, Workers workers) {
    this(initial, views, settings, TileRasterizer.best(workers));
  }

  TrainingEngine(
      Surfels initial, List<TrainingView> views, TrainSettings settings, TileRasterizer tiles) {
    this.settings = settings;
    this.tiles = tiles;
    photometric = new PhotometricLoss(tiles.kernels.planes(), tiles.workers);
    backward = new BackwardPass(tiles.kernels, tiles.workers);
    consistencyLoss = new ConsistencyLoss(tiles.kernels, tiles.workers);
    enabledConsistency = Optional.of(consistencyLoss);
    update = new SurfelUpdate(tiles.kernels, tiles.workers);
    surfels = new SurfelRows(settings.sphericalHarmonicsDegree(), initial.count());
    surfels.set(initial);
    surfels.sortAlongCurve();
    update.reserve(surfels, surfels.count);
    extent = extent(initial);
    TrainSettings.Background b = settings.background();
    background = new float[] {b.red(), b.green(), b.blue()};
    distortionLoss = new DistortionLoss(settings.losses().distortion());
    geometryLoss =
        new GeometryLoss((float) settings.losses().depth(), (float) settings.losses().normal());
    long statistics = 0;
    long pictures = 0;
    for (TrainingView view : views) {
      long size = 6L * view.camera().width() * view.camera().height();
      boolean keep = statistics + size <= STATISTICS_BUDGET;
      statistics += keep ? size : 0;
      pictures += size / 2;
      targets.add(new TargetPicture(view, tiles.kernels, keep, pictures <= PICTURE_BUDGET));
    }
  }

  /**
   * The median distance of the surfels from their middle. Not from the cameras, which in a panorama
   * all stand in one place.
   */
  private static double extent(Surfels s) {
    int n = s.count();
    double[] middle = new double[3];
    double[] values = new double[n];
    int finite = 0;
    for (int axis = 0; axis < 3; axis++) {
      finite = 0;
      for (int i = 0; i < n; i++) {
        float value = s.positions()[3 * i + axis];
        if (Float.isFinite(value)) {
          values[finite++] = value;
        }
      }
      Arrays.sort(values, 0, finite);
      middle[axis] = finite == 0 ? 0 : values[finite / 2];
    }
    finite = 0;
    for (int i = 0; i < n; i++) {
      double x = s.positions()[3 * i] - middle[0];
      double y = s.positions()[3 * i + 1] - middle[1];
      double z = s.positions()[3 * i + 2] - middle[2];
      double distance = Math.sqrt(x * x + y * y + z * z);
      if (Double.isFinite(distance)) {
        values[finite++] = distance;
      }
    }
    Arrays.sort(values, 0, finite);
    return finite == 0 ? 1 : Math.max(1e-3, values[finite / 2]);
  }

  /** Lets somebody else say, too, how rendered views should change. */
  public void guidedBy(ViewGuidance other) {
    guidance = other;
  }

  /** Returns how many views there are to learn from. */
  public int views() {
    return targets.size();
  }

  /** Returns how many surfels there are. */
  public int count() {
    return surfels.count;
  }

  /** Returns how many surfels the last step saw. */
  public int visible() {
    return tiles.projection.visible;
  }

  /**
   * Learns from one view.
   *
   * @param step how many steps came before, which decides rates and the active colour degree
   * @param viewIndex which view
   * @return the loss before the step
   */
  public double step(int step, int viewIndex) {
    TargetPicture target = targets.get(viewIndex);
    lastGrid = target.grid;
    Frame frame = frame(target.grid.width(), target.grid.height());
    target.unpack(frame.target, frame.weights);
    int degree = step / settings.degreeEvery();
    long t0 = System.nanoTime();
    tiles.projection.project(surfels, target.view, degree);
    long t1 = System.nanoTime();
    tiles.binning.bin(tiles.projection, target.grid);
    long t2 = System.nanoTime();
    TrainSettings.Losses losses = settings.losses();
    DistortionLoss distortion =
        losses.distortion() > 0 && step >= losses.distortionFrom()
            ? distortionLoss
            : DistortionLoss.NONE;
    tiles.drawing.draw(
        tiles.projection,
        tiles.binning,
        target.grid,
        frame.rendered,
        background,
        false,
        distortion.on());
    long t3 = System.nanoTime();
    double loss =
        photometric.evaluate(
            frame.rendered, target, (float) settings.losses().structure(), frame.gradient);
    if (guidance.speaksAt(step, viewIndex)) {
      guide(step, viewIndex, frame);
    }
    long t4 = System.nanoTime();
    Optional<ConsistencyLoss> consistency = Optional.empty();
    if (losses.consistency() > 0 && step >= losses.consistencyFrom()) {
      loss +=
          consistencyLoss.evaluate(
              target.grid, target.view, tiles.drawing.maps, losses.consistency());
      consistency = enabledConsistency;
    }
    loss +=
        backward.propagate(
            tiles.projection,
            tiles.binning,
            target.grid,
            tiles.drawing.maps,
            background,
            frame.gradient,
            target,
            geometryLoss,
            consistency,
            distortion,
            tiles.drawing.moments);
    long t5 = System.nanoTime();
    setRates(step);
    double opacityCost =
        settings.density() instanceof DensityControl.FixedBudget b ? b.opacityCost() : 0;
    update.update(
        surfels,
        target.view,
        tiles.projection,
        tiles.binning,
        backward.slots,
        degree,
        opacityCost,
        true);
    long t6 = System.nanoTime();
    nanos[0] += t1 - t0;
    nanos[1] += t2 - t1;
    nanos[2] += t3 - t2;
    nanos[3] += t4 - t3;
    nanos[4] += t5 - t4;
    nanos[5] += t6 - t5;
    return loss;
  }

  /** Adds the gradient of somebody else's loss to the photometric one. */
  private void guide(int step, int viewIndex, Frame frame) {
    RowImage rendered = frame.rendered;
    RowImage gradient = frame.gradient;
    Image picture = new Image(rendered.width, rendered.height, 3);
    double squares = 0;
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < rendered.height; row++) {
        int from = rendered.place(channel, row);
        int into = 3 * row * rendered.width + channel;
        for (int i = 0; i < rendered.width; i++) {
          picture.values()[into + 3 * i] = rendered.values[from + i];
          squares += gradient.values[from + i] * gradient.values[from + i];
        }
      }
    }
    float[] added = guidance.gradient(step, viewIndex, picture, Math.sqrt(squares));
    for (int channel = 0; channel < 3; channel++) {
      for (int row = 0; row < rendered.height; row++) {
        int into = gradient.place(channel, row);
        int from = 3 * row * rendered.width + channel;
        for (int i = 0; i < rendered.width; i++) {
          gradient.values[into + i] += added[from + 3 * i];
        }
      }
    }
  }

  private Frame frame(int width, int height) {
    for (int i = 0; i < frames.size(); i++) {
      RowImage rendered = frames.get(i).rendered;
      if (rendered.width == width && rendered.height == height) {
        return frames.get(i);
      }
    }
    frames.add(new Frame(width, height));
    return frames.getLast();
  }

  private void setRates(int step) {
    TrainSettings.Rates r = settings.rates();
    double t = settings.steps() <= 1 ? 0 : Math.min(1, step / (settings.steps() - 1.0));
    double position =
        extent * Math.exp((1 - t) * Math.log(r.positionStart()) + t * Math.log(r.positionEnd()));
    double decay = Math.pow(r.finalFraction(), t);
    float[] rates = update.rates;
    Arrays.fill(rates, 0);
    Arrays.fill(rates, SurfelRows.POSITION, SurfelRows.ROTATION, (float) position);
    Arrays.fill(rates, SurfelRows.ROTATION, SurfelRows.LOG_SCALE, (float) (r.rotation() * decay));
    Arrays.fill(rates, SurfelRows.LOG_SCALE, SurfelRows.OPACITY_LOGIT, (float) (r.scale() * decay));
    rates[SurfelRows.OPACITY_LOGIT] = (float) (r.opacity() * decay);
    Arrays.fill(rates, SurfelRows.COLOUR, SurfelRows.PARAMETERS, (float) (r.colour() * decay));
    Arrays.fill(update.restRates, (float) (r.colourRest() * decay));
  }

  /**
   * Adds, moves and removes surfels, if the settings want it after so many steps.
   *
   * @param steps how many steps are done
   */
  public void controlDensity(int steps) {
    Densification densification = new Densification(surfels, update, extent, settings.seed());
    switch (settings.density()) {
      case DensityControl.Fixed() -> {}
      case DensityControl.FixedBudget b -> {
        if (due(steps, b.every(), b.from(), b.until())) {
          densification.keepBudget(b, steps);
        }
      }
      case DensityControl.CloneAndSplit c -> {
        if (due(steps, c.every(), c.from(), c.until())) {
          densification.cloneAndSplit(c, steps);
        }
      }
    }
  }

  private static boolean due(int steps, int every, int from, int until) {
    return steps >= from && steps < until && steps % every == 0;
  }

  /**
   * Writes all state that later steps depend on.
   *
   * @param steps how many steps are done
   */
  public void write(DataOutput out, int steps) throws IOException {
    out.writeDouble(extent);
    new TrainingState(surfels, update).write(out, steps);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @return how many steps are done
   */
  public int read(DataInput in) throws IOException {
    extent = in.readDouble();
    return new TrainingState(surfels, update).read(in);
  }

  /** Renders the surfels as they are, without background. */
  public RenderedView render(Pinhole camera) {
    return tiles.render(surfels, camera, settings.sphericalHarmonicsDegree());
  }

  /** Returns a copy of the surfels as they are. */
  public Surfels surfels() {
    return surfels.toSurfels();
  }

  /** Returns nanoseconds spent per {@link Phase} since the start; the array itself. */
  public long[] phaseNanos() {
    return nanos;
  }

  /** Returns how many (block of pixels, surfel) pairs the last step looked at on its way back. */
  public long blockVisits() {
    return tiles.blockVisits();
  }

  /** Returns how many pixels a block has: those of one vector. */
  public int blockPixels() {
    return tiles.lanes();
  }

  /** Returns how many (pixel, surfel) pairs of the last step counted, per pixel of its view. */
  public double blendedPairsPerPixel() {
    return tiles.blendedPairs(lastGrid) / ((double) lastGrid.width() * lastGrid.height());
  }
}
