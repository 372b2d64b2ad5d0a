package org.drag4d.scene;

import org.drag4d.geometry.DepthMap;

/**
 * The depth-gradient filter (paper section 2.3; text-to-scene 4.2): pixels at jumps of the depth,
 * whose colour and depth mix what is before and what is behind.
 *
 * <p>A pixel is at an edge where a neighbour's depth differs by more than a share, unless the
 * disparity 1/d runs straight through the pixel, as it does on a plane however steeply seen.
 */
final class DepthEdges {
  /** A jump this many times the threshold is an edge even if the disparity runs straight. */
  private static final double CERTAIN = 2;

  private DepthEdges() {}

  /** What a pixel's depth is to the depths before and after it, in its row or its column. */
  private interface Rule {
    boolean holds(float before, float depth, float after);
  }

  /**
   * Marks the pixels at edges.
   *
   * @param share largest relative difference of neighbours' depths that is no edge
   * @param wraps whether the left and right columns are neighbours
   * @return [H, W]; sky and unknown pixels are never marked, their neighbours are
   */
  static boolean[] of(DepthMap depth, double share, boolean wraps) {
    return marked(depth, wraps, (before, d, after) -> bent(before, d, after, share));
  }

  /**
   * Marks the pixels within ramps: those whose depth lies between the depths before and after and
   * jumps to both, as an estimated depth does across an edge. They lie on no surface. The pixels on
   * either side of a clean jump do, and so does what is thin: both are kept.
   *
   * @return [H, W], a part of what {@link #of} marks
   */
  static boolean[] ramps(DepthMap depth, double share, boolean wraps) {
    return marked(depth, wraps, (before, d, after) -> between(before, d, after, share));
  }

  /** Marks the known pixels for which a rule holds along the row or along the column. */
  private static boolean[] marked(DepthMap depth, boolean wraps, Rule rule) {
    int w = depth.width();
    int h = depth.height();
    boolean[] marked = new boolean[w * h];
    for (int j = 0; j < h; j++) {
      for (int i = 0; i < w; i++) {
        float d = depth.at(i, j);
        if (!known(d)) {
          continue;
        }
        float left = i > 0 ? depth.at(i - 1, j) : wraps ? depth.at(w - 1, j) : Float.NaN;
        float right = i < w - 1 ? depth.at(i + 1, j) : wraps ? depth.at(0, j) : Float.NaN;
        float up = j > 0 ? depth.at(i, j - 1) : Float.NaN;
        float down = j < h - 1 ? depth.at(i, j + 1) : Float.NaN;
        marked[j * w + i] = rule.holds(left, d, right) || rule.holds(up, d, down);
      }
    }
    return marked;
  }

  private static boolean between(float before, float d, float after, double share) {
    return known(before)
        && known(after)
        && (before < d) == (d < after)
        && Math.min(jump(before, d), jump(d, after)) > 0.5 * share
        && bent(before, d, after, share);
  }

  /** Returns the share for a picture whose pixels are so wide, from the one at 1024 a circle. */
  static double shareFor(double shareAt1024, double radiansPerPixel) {
    return shareAt1024 * radiansPerPixel / (2 * Math.PI / 1024);
  }

  /** Says whether the depth jumps at a pixel; a neighbour outside the picture is NaN. */
  private static boolean bent(float before, float d, float after, double share) {
    if (Float.isNaN(before) || Float.isNaN(after)) {
      float other = Float.isNaN(before) ? after : before;
      return !Float.isNaN(other) && jump(d, other) > CERTAIN * share;
    }
    double gradient = Math.max(jump(before, d), jump(d, after));
    if (gradient <= share) {
      return false;
    }
    double bend = Math.abs(d / before + d / after - 2); // second difference of 1/d, relative
    return gradient > CERTAIN * share || bend > 0.5 * share;
  }

  private static double jump(float a, float b) {
    if (!known(a) || !known(b)) {
      return Double.POSITIVE_INFINITY;
    }
    return Math.abs(a - b) / Math.min(a, b);
  }

  private static boolean known(float metres) {
    return metres > 0 && metres < Float.POSITIVE_INFINITY;
  }
}
