package org.drag4d.priors.depth;

import java.util.Arrays;
import org.drag4d.task.Progress;

/**
 * Rows of few numbers each, and the unknowns that leave the least weighted squares: minimises sum
 * w_i (a_i x - b_i)² by conjugate gradients on the normal equations, which are never formed (CGLS,
 * Björck 1996, section 7.4), with the columns scaled to equal length.
 */
final class SparseLeastSquares {
  private static final double TOLERANCE = 1e-10;

  private final int unknowns;
  private int rows;
  private int[] start = new int[1025];
  private int[] column = new int[8192];
  private double[] value = new double[8192];
  private double[] right = new double[1024];
  private double[] weight = new double[1024];

  SparseLeastSquares(int unknowns) {
    this.unknowns = unknowns;
  }

  /** Begins a row; its numbers are added next. */
  void row(double rightSide, double rowWeight) {
    if (rows == right.length) {
      right = Arrays.copyOf(right, 2 * rows);
      weight = Arrays.copyOf(weight, 2 * rows);
      start = Arrays.copyOf(start, 2 * rows + 1);
    }
    right[rows] = rightSide;
    weight[rows] = rowWeight;
    rows++;
    start[rows] = start[rows - 1];
  }

  /** Adds a number to the row begun last. */
  void add(int unknown, double number) {
    int at = start[rows];
    if (at == column.length) {
      column = Arrays.copyOf(column, 2 * at);
      value = Arrays.copyOf(value, 2 * at);
    }
    column[at] = unknown;
    value[at] = number;
    start[rows]++;
  }

  int rows() {
    return rows;
  }

  /** Sets how much a row counts. */
  void weigh(int row, double rowWeight) {
    weight[row] = rowWeight;
  }

  /** Returns what is left of a row: a x - b. */
  double residual(int row, double[] x) {
    double sum = -right[row];
    for (int at = start[row]; at < start[row + 1]; at++) {
      sum += value[at] * x[column[at]];
    }
    return sum;
  }

  /**
   * Solves, going on from what is in x.
   *
   * @param x the unknowns, changed
   * @param most iterations at most
   */
  void solve(double[] x, int most, Progress progress) {
    double[] scale = new double[unknowns];
    for (int row = 0; row < rows; row++) {
      for (int at = start[row]; at < start[row + 1]; at++) {
        scale[column[at]] += weight[row] * value[at] * value[at];
      }
    }
    for (int i = 0; i < unknowns; i++) {
      scale[i] = scale[i] > 0 ? 1 / Math.sqrt(scale[i]) : 0;
    }
    double[] left = new double[rows]; // sqrt(w) (b - A x)
    double[] along = new double[rows];
    for (int row = 0; row < rows; row++) {
      left[row] = -Math.sqrt(weight[row]) * residual(row, x);
    }
    double[] gradient = transposed(left, scale);
    double[] direction = gradient.clone();
    double size = dot(gradient, gradient);
    double first = size;
    for (int step = 0; step < most && size > TOLERANCE * TOLERANCE * first; step++) {
      progress.check();
      Arrays.fill(along, 0);
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int at = start[row]; at < start[row + 1]; at++) {
          sum += value[at] * scale[column[at]] * direction[column[at]];
        }
        along[row] = Math.sqrt(weight[row]) * sum;
      }
      double length = size / dot(along, along);
      for (int i = 0; i < unknowns; i++) {
        x[i] += length * scale[i] * direction[i];
      }
      for (int row = 0; row < rows; row++) {
        left[row] -= length * along[row];
      }
      gradient = transposed(left, scale);
      double next = dot(gradient, gradient);
      for (int i = 0; i < unknowns; i++) {
        direction[i] = gradient[i] + next / size * direction[i];
      }
      size = next;
    }
  }

  private double[] transposed(double[] left, double[] scale) {
    double[] sum = new double[unknowns];
    for (int row = 0; row < rows; row++) {
      double share = Math.sqrt(weight[row]) * left[row];
      for (int at = start[row]; at < start[row + 1]; at++) {
        sum[column[at]] += value[at] * share;
      }
    }
    for (int i = 0; i < unknowns; i++) {
      sum[i] *= scale[i];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
