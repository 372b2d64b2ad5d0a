package org.drag4d.priors.depth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;

/**
 * Brings the tiles of one panorama to agree where they overlap (text-to-scene section 6.3). In the
 * logarithm of the distance a wrong scale is an added number, so each tile gets a coarse grid of
 * numbers to add, and one number for an added distance: to first order ln(d + t) = ln d + t / d.
 *
 * <pre>
 *   E = sum over overlaps w rho(l_a + c_a - l_b - c_b)  +  smoothness of the grids  +  smallness
 *   c = g(across, down) + h m / d,   m the tile's median distance
 * </pre>
 *
 * Linear in g and h; rho is robust, by reweighting, since mirrors, sky and windows are seen
 * differently from tile to tile. Smallness keeps the network's metric scale.
 */
public final class TileAlignment {
  private static final int CELLS = 5;
  private static final int NODES = CELLS + 1;
  private static final int PER_TILE = NODES * NODES + 1;

  private static final int DIRECTIONS = 8000;
  private static final int PASSES = 7;
  private static final int CONVEX_PASSES = 3;
  private static final double HUBER = 0.05;
  private static final double FAR_OFF = 0.4; // halved with every pass
  private static final double CURVATURE = 0.3;
  private static final double SLOPE = 0.01;
  private static final double SMALLNESS = 3e-4;
  private static final double SHIFT_SMALLNESS = 1e-3;
  private static final int MOST_ITERATIONS = 300;

  private TileAlignment() {}

  /** What is added to the logarithm of a tile's distances. */
  static final class Correction {
    private final double[] numbers; // the grid, rows from the top, then h
    private final double median;

    private Correction(double[] numbers, double median) {
      this.numbers = numbers;
      this.median = median;
    }

    /** Returns the corrected logarithm. */
    double corrected(DepthTile.Place place, double log) {
      double sum = log + numbers[PER_TILE - 1] * median / Math.exp(log);
      for (int corner = 0; corner < 4; corner++) {
        sum += share(place, corner) * numbers[node(place, corner)];
      }
      return sum;
    }
  }

  private static int cell(double share) {
    return Math.clamp((int) (share * CELLS), 0, CELLS - 1);
  }

  private static int node(DepthTile.Place place, int corner) {
    return (cell(place.down()) + corner / 2) * NODES + cell(place.across()) + corner % 2;
  }

  private static double share(DepthTile.Place place, int corner) {
    double fx = place.across() * CELLS - cell(place.across());
    double fy = place.down() * CELLS - cell(place.down());
    return (corner % 2 == 0 ? 1 - fx : fx) * (corner / 2 == 0 ? 1 - fy : fy);
  }

  /**
   * Finds the corrections, one a tile.
   *
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  static List<Correction> align(List<DepthTile> tiles, Progress progress) {
    progress.begin("aligning the depth of " + tiles.size() + " tiles", PASSES, "passes");
    double[] medians = tiles.stream().mapToDouble(TileAlignment::median).toArray();
    SparseLeastSquares equations = new SparseLeastSquares(PER_TILE * tiles.size());
    List<Double> weights = overlaps(equations, tiles, medians, progress);
    double total = Math.max(1e-9, weights.stream().mapToDouble(w -> w).sum());
    for (int row = 0; row < weights.size(); row++) {
      equations.weigh(row, weights.get(row) / total);
    }
    regularise(equations, tiles.size());
    double[] x = new double[PER_TILE * tiles.size()];
    for (int pass = 0; pass < PASSES; pass++) {
      if (pass > 0) {
        for (int row = 0; row < weights.size(); row++) {
          double share = robust(Math.abs(equations.residual(row, x)), pass);
          equations.weigh(row, weights.get(row) / total * share);
        }
      }
      equations.solve(x, MOST_ITERATIONS, progress);
      progress.advance(pass + 1L);
    }
    List<Correction> corrections = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      corrections.add(
          new Correction(Arrays.copyOfRange(x, t * PER_TILE, (t + 1) * PER_TILE), medians[t]));
    }
    return corrections;
  }

  /**
   * Returns how much of its weight a row keeps: by Huber's rule, which finds the one minimum, then
   * by Geman and McClure's, to which what is far off means nothing.
   */
  private static double robust(double residual, int pass) {
    if (pass < CONVEX_PASSES) {
      return residual > HUBER ? HUBER / residual : 1;
    }
    double relative = residual / (FAR_OFF * Math.pow(0.5, pass - CONVEX_PASSES));
    return 1 / Math.pow(1 + relative * relative, 2);
  }

  private static double median(DepthTile tile) {
    double[] known = new double[tile.distance().length];
    int count = 0;
    for (float metres : tile.distance()) {
      if (metres > 0 && metres < Float.POSITIVE_INFINITY) {
        known[count++] = metres;
      }
    }
    Arrays.sort(known, 0, count);
    return count == 0 ? 1 : known[count / 2];
  }

  /** A row for every two tiles that see a direction; returns how much each counts. */
  private static List<Double> overlaps(
      SparseLeastSquares equations, List<DepthTile> tiles, double[] medians, Progress progress) {
    List<Double> weights = new ArrayList<>();
    DepthTile.Place[] places = new DepthTile.Place[tiles.size()];
    double[] logs = new double[tiles.size()];
    for (int k = 0; k < DIRECTIONS; k++) {
      progress.check();
      // Fibonacci's spiral covers the sphere evenly.
      double y = 1 - (2 * k + 1.0) / DIRECTIONS;
      double angle = k * Math.PI * (3 - Math.sqrt(5));
      double level = Math.sqrt(1 - y * y);
      Vec3 direction = new Vec3(level * Math.cos(angle), y, level * Math.sin(angle));
      for (int t = 0; t < tiles.size(); t++) {
        places[t] = tiles.get(t).place(direction);
        logs[t] = places[t].margin() > 0.02 ? tiles.get(t).smooth(places[t]) : Double.NaN;
      }
      for (int a = 0; a < tiles.size(); a++) {
        for (int b = a + 1; b < tiles.size(); b++) {
          if (Double.isNaN(logs[a]) || Double.isNaN(logs[b])) {
            continue;
          }
          weights.add(Math.sqrt(tiles.get(a).weight(places[a]) * tiles.get(b).weight(places[b])));
          equations.row(logs[b] - logs[a], 1);
          side(equations, a, places[a], medians[a] / Math.exp(logs[a]), 1);
          side(equations, b, places[b], medians[b] / Math.exp(logs[b]), -1);
        }
      }
    }
    return weights;
  }

  private static void side(
      SparseLeastSquares equations, int tile, DepthTile.Place place, double inverse, int sign) {
    for (int corner = 0; corner < 4; corner++) {
      equations.add(tile * PER_TILE + node(place, corner), sign * share(place, corner));
    }
    equations.add(tile * PER_TILE + PER_TILE - 1, sign * inverse);
  }

  private static void regularise(SparseLeastSquares equations, int tiles) {
    double count = (double) tiles * NODES * NODES;
    for (int t = 0; t < tiles; t++) {
      int base = t * PER_TILE;
      for (int j = 0; j < NODES; j++) {
        for (int i = 0; i < NODES; i++) {
          int at = base + j * NODES + i;
          equations.row(0, SMALLNESS / count);
          equations.add(at, 1);
          for (int step : new int[] {1, NODES}) {
            int place = step == 1 ? i : j;
            if (place + 1 < NODES) {
              equations.row(0, SLOPE / count);
              equations.add(at, -1);
              equations.add(at + step, 1);
            }
            if (place + 2 < NODES) { // a tilt bends nothing
              equations.row(0, CURVATURE / count);
              equations.add(at, 1);
              equations.add(at + step, -2);
              equations.add(at + 2 * step, 1);
            }
          }
        }
      }
      equations.row(0, SHIFT_SMALLNESS / tiles);
      equations.add(base + PER_TILE - 1, 1);
    }
  }
}
