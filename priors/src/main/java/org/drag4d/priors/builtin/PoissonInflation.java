package org.drag4d.priors.builtin;

import java.util.Arrays;
import org.drag4d.task.Progress;

/**
 * Height of an inflated silhouette (object-composition section 5.1): -Δu = c inside, u = 0 on the
 * outline, height z = √u. The square root meets the outline at a right angle, so that front and
 * back close smoothly. c = 4 turns a disk into a ball, c = 2 a strip into a round bar.
 *
 * <p>The outline lies where the soft mask is one half, between pixels; the five-point stencil next
 * to it is shortened accordingly.
 */
public final class PoissonInflation {
  /** Nearest that the outline may come to a pixel's centre; keeps the stencil well conditioned. */
  private static final double NEAREST = 0.1;

  private static final int MOST_SWEEPS = 4000;

  private final int width;
  private final int height;
  private final float[] mask;
  private final double[] u;

  private PoissonInflation(int width, int height, float[] mask) {
    this.width = width;
    this.height = height;
    this.mask = mask;
    this.u = new double[width * height];
  }

  /**
   * Solves the equation.
   *
   * @param width pixels
   * @param height pixels
   * @param mask alpha per pixel; one half is the outline; outside the picture it is 0
   * @param pixel edge of a pixel in the unit of the result
   * @param c the inflation constant
   * @return u per pixel, 0 or more inside; outside negative, falling away from the outline at the
   *     slope with which it rises inside, so that interpolation puts the zero on the outline
   */
  public static double[] solve(
      int width, int height, float[] mask, double pixel, double c, Progress progress) {
    PoissonInflation work = new PoissonInflation(width, height, mask);
    work.relax(c * pixel * pixel, progress);
    work.extend(pixel);
    return work.u;
  }

  /** Red-black successive over-relaxation. */
  private void relax(double rightSide, Progress progress) {
    int[] inside = inside();
    if (inside.length == 0) {
      return;
    }
    double[] weights = new double[5 * inside.length]; // left, right, up, down, sum
    for (int n = 0; n < inside.length; n++) {
      stencil(inside[n], weights, 5 * n);
    }
    double spectral = Math.cos(Math.PI / (Math.max(width, height) + 1));
    double omega = 2 / (1 + Math.sqrt(1 - spectral * spectral));
    double largest = 0;
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      if ((sweep & 15) == 0) {
        progress.check();
      }
      double change = 0;
      for (int colour = 0; colour < 2; colour++) {
        for (int n = 0; n < inside.length; n++) {
          int at = inside[n];
          if ((at % width + at / width & 1) != colour) {
            continue;
          }
          int w = 5 * n;
          double around = rightSide;
          // a weight of zero stands for the outline or the picture's edge, where u = 0
          around += weights[w] == 0 ? 0 : weights[w] * u[at - 1];
          around += weights[w + 1] == 0 ? 0 : weights[w + 1] * u[at + 1];
          around += weights[w + 2] == 0 ? 0 : weights[w + 2] * u[at - width];
          around += weights[w + 3] == 0 ? 0 : weights[w + 3] * u[at + width];
          double step = omega * (around / weights[w + 4] - u[at]);
          u[at] += step;
          change = Math.max(change, Math.abs(step));
          largest = Math.max(largest, u[at]);
        }
      }
      if (change < 1e-6 * largest) {
        return;
      }
    }
  }

  private int[] inside() {
    int count = 0;
    int[] list = new int[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (mask[i] >= 0.5f) {
        list[count++] = i;
      }
    }
    return Arrays.copyOf(list, count);
  }

  /**
   * Shortley-Weller: second differences with unequal arms; an arm that ends on the outline has 0.
   */
  private void stencil(int at, double[] weights, int w) {
    int x = at % width;
    int y = at / width;
    double left = arm(at, x > 0 ? at - 1 : -1);
    double right = arm(at, x < width - 1 ? at + 1 : -1);
    double up = arm(at, y > 0 ? at - width : -1);
    double down = arm(at, y < height - 1 ? at + width : -1);
    weights[w] = left < 1 ? 0 : 2 / (left * (left + right));
    weights[w + 1] = right < 1 ? 0 : 2 / (right * (left + right));
    weights[w + 2] = up < 1 ? 0 : 2 / (up * (up + down));
    weights[w + 3] = down < 1 ? 0 : 2 / (down * (up + down));
    weights[w + 4] = 2 / (left * right) + 2 / (up * down);
  }

  /** Distance to the neighbour, exactly 1, or to the outline before it, below 1. */
  private double arm(int at, int neighbour) {
    double inner = mask[at];
    double outer = neighbour < 0 ? 0 : mask[neighbour];
    if (outer >= 0.5) {
      return 1;
    }
    return Math.clamp((inner - 0.5) / (inner - outer), NEAREST, 1 - 1e-9);
  }

  /** Continues the slope beyond the outline, ring by ring. */
  private void extend(double pixel) {
    double[] known = u.clone();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (mask[at] >= 0.5f) {
          continue;
        }
        double sum = 0;
        int count = 0;
        for (int d = 0; d < 4; d++) {
          int nx = x + (d == 0 ? -1 : d == 1 ? 1 : 0);
          int ny = y + (d == 2 ? -1 : d == 3 ? 1 : 0);
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) {
            continue;
          }
          int n = ny * width + nx;
          if (mask[n] >= 0.5f) {
            double arm = arm(n, at);
            sum -= known[n] * (1 - arm) / arm;
            count++;
          }
        }
        // farther out any negative value serves; this one is about a thin bar's slope
        u[at] = count > 0 ? Math.min(sum / count, -1e-12) : -0.02 * pixel;
      }
    }
  }
}
