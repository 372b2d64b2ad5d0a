package org.drag4d.scene;

import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;

/**
 * Points for the sky on a sphere behind everything else. Where the panorama sees sky they are close
 * together. A second, sparse layer behind them is for what comes into view from elsewhere (through
 * the side of a window, between leaves): it takes the colour of the nearest sky that any view
 * shows, and goes a little beyond that sky; outdoors all around above the horizon. Behind walls
 * there is none, since a wall that lets a hundredth of the sky through seems to lie farther away.
 */
final class SkyDome {
  /** The sphere's least radius, metres. */
  private static final double LEAST_RADIUS = 80;

  /** Rows of the map of sky colours that fills what no view shows. */
  private static final int ROWS = 90;

  private static final int COLUMNS = 2 * ROWS;

  /** Indoors the sky is filled this many rows beyond what views show. */
  private static final int RINGS = 10;

  /** A place that shows more of the upper half of all directions as sky is outdoors. */
  private static final double OUTDOOR_SHARE = 0.3;

  /** The filled sky goes down to this latitude below the horizon, degrees. */
  private static final double LOWEST_DEGREES = -12;

  /**
   * Filled points are so much wider than their spacing: whichever of them no view shows whole are
   * fitted to the part that is seen, and must not leave gaps beyond it.
   */
  private static final double OVERLAP = 2;

  private final Equirectangular camera;
  private final float[] sums = new float[4 * ROWS * COLUMNS]; // red, green, blue, count

  private SkyDome(Equirectangular camera) {
    this.camera = camera;
  }

  /**
   * Makes at most about {@code limit} points; none if no view shows any sky.
   *
   * @param views rendered views; what they know no depth of, though it counts, is sky
   */
  static PointCloud of(PanoramaScene panorama, ViewSet views, int limit) {
    SkyDome dome = new SkyDome(panorama.camera());
    double solidAngle = dome.gather(panorama);
    for (TrainingView view : views.displaced()) {
      dome.gather(view);
    }
    PointCollector points = new PointCollector();
    if (dome.fill()) {
      double radius = radius(panorama.radialDistance());
      dome.addSeen(panorama, solidAngle, radius, limit / 2, points);
      dome.addFilled(radius, limit / 2, points);
    }
    return points.toCloud();
  }

  private static double radius(DepthMap distance) {
    double radius = LEAST_RADIUS;
    for (float r : distance.metres()) {
      if (r < Float.POSITIVE_INFINITY) {
        radius = Math.max(radius, 1.2 * r);
      }
    }
    return radius;
  }

  // ---------------------------------------------------------------- the map of colours

  /** Gathers the panorama's sky; returns its solid angle. */
  private double gather(PanoramaScene panorama) {
    int w = camera.width();
    double pixel = 2 * Math.PI / w;
    double solidAngle = 0;
    float[] metres = panorama.radialDistance().metres();
    for (int at = 0; at < metres.length; at++) {
      if (metres[at] == Float.POSITIVE_INFINITY) {
        int row = at / w;
        solidAngle += pixel * pixel * Math.sin((row + 0.5) * pixel);
        add(at % w * COLUMNS / w, row * ROWS / camera.height(), panorama.colour().values(), 3 * at);
      }
    }
    return solidAngle;
  }

  private void gather(TrainingView view) {
    int w = view.camera().width();
    for (int at = 0; at < view.zDepth().length; at++) {
      boolean counts = view.weights().length == 0 || view.weights()[at] > 0;
      if (counts && view.zDepth()[at] == 0) {
        Vec3 ray = view.camera().worldRay(at % w + 0.5, at / w + 0.5);
        Vec3 where = camera.project(camera.centre().plus(ray));
        add(
            Math.min(COLUMNS - 1, (int) (where.x() * COLUMNS / camera.width())),
            Math.min(ROWS - 1, (int) (where.y() * ROWS / camera.height())),
            view.picture().values(),
            3 * at);
      }
    }
  }

  private void add(int column, int row, float[] colours, int from) {
    int cell = 4 * (row * COLUMNS + column);
    for (int c = 0; c < 3; c++) {
      sums[cell + c] += colours[from + c];
    }
    sums[cell + 3]++;
  }

  /**
   * Spreads colours from cell to neighbouring cell: a little way indoors, outdoors until all have
   * one. False if no cell has any.
   */
  private boolean fill() {
    boolean any = false;
    double above = 0;
    for (int cell = 0; cell < ROWS * COLUMNS; cell++) {
      float n = sums[4 * cell + 3];
      if (n > 0) {
        any = true;
        above += cell < ROWS * COLUMNS / 2 ? solidAngle(cell / COLUMNS) : 0;
        for (int c = 0; c < 4; c++) {
          sums[4 * cell + c] /= n;
        }
      }
    }
    int rings = above > OUTDOOR_SHARE * 2 * Math.PI ? COLUMNS : RINGS;
    for (int ring = 0; any && ring < rings; ring++) {
      float[] before = sums.clone();
      for (int cell = 0; cell < ROWS * COLUMNS; cell++) {
        if (before[4 * cell + 3] == 0) {
          takeFromNeighbours(before, cell);
        }
      }
    }
    return any;
  }

  private static double solidAngle(int row) {
    double side = Math.PI / ROWS;
    return side * side * Math.sin((row + 0.5) * side);
  }

  private void takeFromNeighbours(float[] before, int cell) {
    int row = cell / COLUMNS;
    int column = cell % COLUMNS;
    float[] mean = new float[4];
    for (int k = 0; k < 4; k++) {
      int j = row + (k == 0 ? -1 : k == 1 ? 1 : 0);
      int i = Math.floorMod(column + (k == 2 ? -1 : k == 3 ? 1 : 0), COLUMNS);
      if (j >= 0 && j < ROWS && before[4 * (j * COLUMNS + i) + 3] > 0) {
        for (int c = 0; c < 3; c++) {
          mean[c] += before[4 * (j * COLUMNS + i) + c];
        }
        mean[3]++;
      }
    }
    for (int c = 0; c < 4 && mean[3] > 0; c++) {
      sums[4 * cell + c] = mean[c] / mean[3];
    }
  }

  // ---------------------------------------------------------------- points

  private void addSeen(
      PanoramaScene panorama, double solidAngle, double radius, int limit, PointCollector into) {
    double step =
        Math.max(
            3 * 2 * Math.PI / camera.width(), Math.sqrt(1.1 * solidAngle / Math.max(1, limit)));
    int rows = (int) Math.max(1, Math.round(Math.PI / step));
    for (int row = 0; row < rows; row++) {
      int columns = columnsOf(row, rows, step);
      for (int column = 0; column < columns; column++) {
        double u = (column + 0.5) / columns * camera.width();
        double v = (row + 0.5) / rows * camera.height();
        int at = (int) v * camera.width() + (int) u;
        if (panorama.radialDistance().metres()[at] == Float.POSITIVE_INFINITY) {
          add(u, v, panorama.colour().values(), 3 * at, radius, step, 1, into);
        }
      }
    }
  }

  /** Adds wide points wherever the map has a colour, a little behind the others. */
  private void addFilled(double radius, int limit, PointCollector into) {
    double upper = 2 * Math.PI * (1 - Math.sin(Math.toRadians(LOWEST_DEGREES)));
    double step = Math.max(Math.toRadians(1.5), Math.sqrt(1.1 * upper / Math.max(1, limit)));
    int rows = (int) Math.max(1, Math.round(Math.PI / step));
    for (int row = 0; row < rows; row++) {
      double latitude = 90 - (row + 0.5) * 180 / rows;
      int columns = latitude < LOWEST_DEGREES ? 0 : columnsOf(row, rows, step);
      for (int column = 0; column < columns; column++) {
        double u = (column + 0.5) / columns * camera.width();
        double v = (row + 0.5) / rows * camera.height();
        int cell =
            (int) (v * ROWS / camera.height()) * COLUMNS + (int) (u * COLUMNS / camera.width());
        if (sums[4 * cell + 3] > 0) {
          add(u, v, sums, 4 * cell, 1.1 * radius, step, OVERLAP, into);
        }
      }
    }
  }

  private static int columnsOf(int row, int rows, double step) {
    double level = Math.sin((row + 0.5) * Math.PI / rows);
    return (int) Math.max(1, Math.round(2 * Math.PI * level / step));
  }

  private void add(
      double u,
      double v,
      float[] colours,
      int from,
      double radius,
      double step,
      double overlap,
      PointCollector into) {
    Vec3 ray = camera.worldRay(u, v);
    into.add(
        camera.centre().plus(ray.times(radius)),
        colours,
        from,
        ray.times(-1),
        overlap * radius * step);
  }
}
