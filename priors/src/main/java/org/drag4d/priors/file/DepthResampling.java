package org.drag4d.priors.file;

import org.drag4d.geometry.DepthMap;

/**
 * A panorama's distances at another size. On one surface 1/r is interpolated, which is exact for
 * planes; across a jump the nearest pixel decides, so that no distance appears between what is
 * before and what is behind.
 */
final class DepthResampling {
  /** Neighbours that differ by more than this share lie on two surfaces. */
  private static final double JUMP = 0.08;

  private DepthResampling() {}

  static DepthMap to(DepthMap from, int width, int height) {
    if (from.width() == width && from.height() == height) {
      return from;
    }
    float[] metres = new float[width * height];
    for (int j = 0; j < height; j++) {
      double y = (j + 0.5) * from.height() / height - 0.5;
      int j0 = (int) Math.floor(y);
      for (int i = 0; i < width; i++) {
        double x = (i + 0.5) * from.width() / width - 0.5;
        metres[j * width + i] = sample(from, (int) Math.floor(x), j0, x, y);
      }
    }
    return new DepthMap(width, height, metres, from.measure());
  }

  private static float sample(DepthMap from, int i0, int j0, double x, double y) {
    double fx = x - i0;
    double fy = y - j0;
    float a = at(from, i0, j0);
    float b = at(from, i0 + 1, j0);
    float c = at(from, i0, j0 + 1);
    float d = at(from, i0 + 1, j0 + 1);
    float least = Math.min(Math.min(a, b), Math.min(c, d));
    float most = Math.max(Math.max(a, b), Math.max(c, d));
    if (!(most <= least * (1 + JUMP))) { // infinity is a jump too
      return at(from, i0 + (fx < 0.5 ? 0 : 1), j0 + (fy < 0.5 ? 0 : 1));
    }
    double inverse = (1 - fy) * ((1 - fx) / a + fx / b) + fy * ((1 - fx) / c + fx / d);
    return inverse > 0 ? (float) (1 / inverse) : Float.POSITIVE_INFINITY;
  }

  private static float at(DepthMap map, int i, int j) {
    return map.at(Math.floorMod(i, map.width()), Math.clamp(j, 0, map.height() - 1));
  }
}
