package org.drag4d.scene.distillation;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.drag4d.task.Workers;

/**
 * The directions in which vectors differ most: long features become a few numbers from which the
 * rest can be told again (text-to-scene section 8.3, step 3).
 *
 * <p>Found by subspace iteration on the covariance with a Rayleigh-Ritz step at the end: the few
 * leading directions are all that is wanted, which does not merit a dependency.
 *
 * @param mean of the vectors
 * @param basis orthonormal directions, the widest first; of each, the component of the largest size
 *     is positive
 * @param variances along the directions
 * @param totalVariance along all
 */
public record PrincipalComponents(
    double[] mean, double[][] basis, double[] variances, double totalVariance) {
  private static final int SPARE = 8;
  private static final int MOST_ROUNDS = 300;
  private static final double CONVERGED = 1e-10;
  private static final int ROWS_AT_ONCE = 8;

  /**
   * Analyses vectors.
   *
   * @param samples one vector after another
   * @param length of a vector
   * @param most directions that are wanted; there are no more than the length
   */
  public static PrincipalComponents of(double[] samples, int length, int most, Workers workers) {
    int count = samples.length / length;
    double[] mean = new double[length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        mean[k] += samples[i * length + k] / count;
      }
    }
    double[] centred = samples.clone();
    for (int i = 0; i < centred.length; i++) {
      centred[i] -= mean[i % length];
    }
    double[][] covariance = covariance(centred, length, count, workers);
    double total = IntStream.range(0, length).mapToDouble(k -> covariance[k][k]).sum();
    int components = Math.min(most, length);
    double[][] space = leading(covariance, Math.min(length, components + SPARE), workers);
    double[] values = ritz(covariance, space, workers);
    double[][] basis = Arrays.copyOf(space, components);
    for (double[] direction : basis) {
      orient(direction);
    }
    for (int k = 0; k < components; k++) {
      values[k] = Math.max(0, values[k]);
    }
    return new PrincipalComponents(mean, basis, Arrays.copyOf(values, components), total);
  }

  /** Returns how many directions there are. */
  public int components() {
    return basis.length;
  }

  /** Returns the share of the variance that lies along the directions; 1 if there is none. */
  public double explained() {
    return totalVariance <= 0 ? 1 : Math.min(1, Arrays.stream(variances).sum() / totalVariance);
  }

  /** Returns the places of vectors along the directions, one after another. */
  public float[] reduced(float[] vectors) {
    int length = mean.length;
    int count = vectors.length / length;
    float[] result = new float[count * components()];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < components(); k++) {
        double sum = 0;
        for (int j = 0; j < length; j++) {
          sum += basis[k][j] * (vectors[i * length + j] - mean[j]);
        }
        result[i * components() + k] = (float) sum;
      }
    }
    return result;
  }

  private static double[][] covariance(double[] x, int length, int count, Workers workers) {
    double[][] result = new double[length][length];
    workers.forEach(
        (length + ROWS_AT_ONCE - 1) / ROWS_AT_ONCE,
        (task, _) -> {
          int to = Math.min(length, (task + 1) * ROWS_AT_ONCE);
          for (int i = 0; i < count; i++) {
            for (int row = task * ROWS_AT_ONCE; row < to; row++) {
              addScaled(result[row], x, i * length, x[i * length + row] / count);
            }
          }
        });
    return result;
  }

  private static void addScaled(double[] to, double[] from, int at, double factor) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * from[at + k];
    }
  }

  /** Subspace iteration. */
  private static double[][] leading(double[][] matrix, int size, Workers workers) {
    int length = matrix.length;
    SplittableRandom random = new SplittableRandom(1);
    double[][] space = new double[size][length];
    for (double[] v : space) {
      for (int k = 0; k < length; k++) {
        v[k] = random.nextDouble(-1, 1);
      }
    }
    orthonormalise(space, random);
    double before = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double[][] turned = times(matrix, space, workers);
      double trace = 0;
      for (int k = 0; k < size; k++) {
        trace += dot(turned[k], space[k]);
      }
      space = turned;
      orthonormalise(space, random);
      if (Math.abs(trace - before) <= CONVERGED * Math.abs(trace)) {
        break;
      }
      before = trace;
    }
    return space;
  }

  private static double[][] times(double[][] matrix, double[][] vectors, Workers workers) {
    double[][] result = new double[vectors.length][];
    workers.forEach(
        vectors.length,
        (index, _) -> {
          double[] sum = new double[matrix.length];
          for (int row = 0; row < matrix.length; row++) { // symmetric: rows are columns
            addScaled(sum, matrix[row], 0, vectors[index][row]);
          }
          result[index] = sum;
        });
    return result;
  }

  /** Gram and Schmidt, twice for the sake of rounding; what vanishes is drawn anew. */
  private static void orthonormalise(double[][] vectors, SplittableRandom random) {
    for (int i = 0; i < vectors.length; i++) {
      double[] v = vectors[i];
      double before = Math.sqrt(dot(v, v));
      for (int pass = 0; pass < 4; pass++) {
        for (int j = 0; j < i; j++) {
          addScaled(v, vectors[j], 0, -dot(v, vectors[j]));
        }
        double norm = Math.sqrt(dot(v, v));
        if (!(norm > 1e-12 * before) || norm < 1e-150) {
          for (int k = 0; k < v.length; k++) {
            v[k] = random.nextDouble(-1, 1);
          }
          before = 1;
          pass = 0;
          continue;
        }
        for (int k = 0; k < v.length; k++) {
          v[k] /= norm;
        }
        before = 1;
      }
    }
  }

  /** Turns a space to the eigenvectors within it; returns their values, the largest first. */
  private static double[] ritz(double[][] matrix, double[][] space, Workers workers) {
    int size = space.length;
    double[][] turned = times(matrix, space, workers);
    double[][] small = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        small[i][j] = dot(space[i], turned[j]);
        small[j][i] = small[i][j];
      }
    }
    double[][] vectors = diagonalise(small);
    Integer[] order = IntStream.range(0, size).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(small[b][b], small[a][a]));
    double[][] result = new double[size][matrix.length];
    double[] values = new double[size];
    for (int k = 0; k < size; k++) {
      values[k] = small[order[k]][order[k]];
      for (int i = 0; i < size; i++) {
        addScaled(result[k], space[i], 0, vectors[i][order[k]]);
      }
    }
    System.arraycopy(result, 0, space, 0, size);
    return values;
  }

  /** Jacobi's method: leaves the values on the diagonal, returns the vectors as columns. */
  private static double[][] diagonalise(double[][] a) {
    int n = a.length;
    double[][] v = new double[n][n];
    for (int i = 0; i < n; i++) {
      v[i][i] = 1;
    }
    for (int sweep = 0; sweep < 60; sweep++) {
      double off = 0;
      double on = 0;
      for (int i = 0; i < n; i++) {
        on += a[i][i] * a[i][i];
        for (int j = 0; j < i; j++) {
          off += a[i][j] * a[i][j];
        }
      }
      if (off <= 1e-30 * on) {
        break;
      }
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          if (a[p][q] != 0) {
            rotate(a, v, p, q);
          }
        }
      }
    }
    return v;
  }

  private static void rotate(double[][] a, double[][] v, int p, int q) {
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double kp = a[k][p];
      double kq = a[k][q];
      a[k][p] = c * kp - s * kq;
      a[k][q] = s * kp + c * kq;
    }
    for (int k = 0; k < a.length; k++) {
      double pk = a[p][k];
      double qk = a[q][k];
      a[p][k] = c * pk - s * qk;
      a[q][k] = s * pk + c * qk;
      double vp = v[k][p];
      double vq = v[k][q];
      v[k][p] = c * vp - s * vq;
      v[k][q] = s * vp + c * vq;
    }
  }

  private static void orient(double[] direction) {
    int largest = 0;
    for (int k = 1; k < direction.length; k++) {
      // a little larger counts as equal, so that rounding does not turn a direction about
      if (Math.abs(direction[k]) > Math.abs(direction[largest]) + 1e-9) {
        largest = k;
      }
    }
    if (direction[largest] < 0) {
      for (int k = 0; k < direction.length; k++) {
        direction[k] = -direction[k];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
