package org.drag4d.world.render;

import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * Smooths what rough coats and metals reflect, and nothing else: an à-trous filter (Dammertz et al.
 * 2010) over pixels of the same part, distance and normal, the wider the rougher the surface. A
 * reflection in such a surface is soft anyway; its noise is not (built-in-world section 5).
 */
final class ReflectionFilter {
  private static final float[] KERNEL = {1, 2f / 3, 1f / 6};
  private static final int ITERATIONS = 3;

  private final int width;
  private final int height;
  private final boolean wraps;

  /** Reflected radiance, three a pixel; filtered in place. */
  final float[] reflection;

  /** The one part that all samples of a pixel met; -1 where they met several. */
  final int[] part;

  /** Roughness, distance in metres and normal, five a pixel. */
  final float[] guide;

  ReflectionFilter(int width, int height, boolean wraps) {
    this.width = width;
    this.height = height;
    this.wraps = wraps;
    reflection = new float[width * height * 3];
    part = new int[width * height];
    guide = new float[width * height * 5];
  }

  void run(Workers workers, Progress progress) {
    float[] from = reflection;
    float[] to = new float[reflection.length];
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      float[] source = from;
      float[] target = to;
      int step = 1 << iteration;
      workers.forEach(
          height,
          (row, worker) -> {
            progress.check();
            for (int column = 0; column < width; column++) {
              smooth(source, target, column, row, step);
            }
          });
      from = target;
      to = source;
    }
    if (from != reflection) {
      System.arraycopy(from, 0, reflection, 0, reflection.length);
    }
  }

  private void smooth(float[] source, float[] target, int column, int row, int step) {
    int here = row * width + column;
    float rough = guide[here * 5];
    // the first round serves all but mirrors, the last only what is rather rough
    boolean wanted = part[here] >= 0 && rough > (step == 1 ? 0.07f : step == 2 ? 0.14f : 0.22f);
    if (!wanted) {
      System.arraycopy(source, here * 3, target, here * 3, 3);
      return;
    }
    float alpha = rough * rough;
    float turn = 1 / (0.045f * alpha * alpha + 2e-6f);
    float far = 1 / (0.012f * step * guide[here * 5 + 1]);
    float sum = 0;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int j = -2; j <= 2; j++) {
      int y = row + j * step;
      if (y < 0 || y >= height) {
        continue;
      }
      for (int i = -2; i <= 2; i++) {
        int x = column + i * step;
        if (wraps) {
          x = Math.floorMod(x, width);
        } else if (x < 0 || x >= width) {
          continue;
        }
        int there = y * width + x;
        if (part[there] != part[here]) {
          continue;
        }
        int p = here * 5;
        int q = there * 5;
        float alike =
            1
                - guide[p + 2] * guide[q + 2]
                - guide[p + 3] * guide[q + 3]
                - guide[p + 4] * guide[q + 4];
        float apart = Math.abs(guide[p + 1] - guide[q + 1]) * far + Math.max(0, alike) * turn;
        if (apart > 6) {
          continue;
        }
        float w =
            KERNEL[Math.abs(i)] * KERNEL[Math.abs(j)] / (1 + apart * (1 + 0.5f * apart * apart));
        sum += w;
        r += w * source[there * 3];
        g += w * source[there * 3 + 1];
        b += w * source[there * 3 + 2];
      }
    }
    target[here * 3] = r / sum;
    target[here * 3 + 1] = g / sum;
    target[here * 3 + 2] = b / sum;
  }
}
