package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * Which visible surfels touch which blocks of which tiles, per tile from near to far.
 *
 * <p>The visible surfels are sorted once by the depth of their centres (stable, so that ties keep
 * the order of the rows); then each writes one pair per tile that it touches, with a mask of the
 * blocks; then the pairs are moved to their tiles, which keeps the order.
 *
 * <p>Pairs lie tile by tile, and so do their gradients, which makes the way back write one line
 * after another; {@link #pairsOf} leads from a surfel to its pairs.
 */
final class Binning {
  private static final int CHUNK = 512;
  private static final int DIGIT = 13;

  private final SurfelKernels kernels;
  private final Workers workers;
  private final Workers.Body emission = this::emit;
  private final Workers.Body distribution = this::distribute;

  private TileGrid grid;
  private Projection seen;

  private int[] order = new int[0];
  private int[] orderScratch = new int[0];
  private int[] keys = new int[0];
  private int[] keysScratch = new int[0];
  private final int[] digits = new int[1 << DIGIT];

  // Pairs as the chunks of surfels write them.
  private int[][] chunkTile = new int[0][];
  private long[][] chunkMask = new long[0][];
  private int[] counts = new int[0]; // [chunk, tile]: pairs, then where they go
  private final int[][] masks;
  private final float[][] intervals;
  private final float[] touched;

  /** How many pairs there are. */
  int pairs;

  /** Per tile the first of its pairs; one more entry than tiles. */
  int[] tileStart = new int[0];

  /** Per pair the visible surfel. */
  int[] pairVisible = new int[0];

  /** Per pair the blocks that are touched. */
  long[] pairMask = new long[0];

  /** The pairs of each place together, in the order of the tiles. */
  int[] pairsOf = new int[0];

  /** Per place where its pairs begin in {@link #pairsOf}. */
  int[] pairsStart = new int[0];

  /** Per place how many pairs it has. */
  int[] pairsCount = new int[0];

  Binning(SurfelKernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    touched = new float[workers.count()];
    intervals = new float[workers.count()][4 * SurfelKernels.BLOCK_ROWS];
    masks = new int[workers.count()][SurfelKernels.BLOCK_ROWS];
  }

  /** Bins what a projection found. */
  void bin(Projection seen, TileGrid grid) {
    this.seen = seen;
    this.grid = grid;
    int n = seen.places;
    reserve(n);
    sort(n);
    int chunks = (n + CHUNK - 1) / CHUNK;
    int tiles = grid.tiles();
    if (chunkTile.length < chunks) {
      int old = chunkTile.length;
      chunkTile = Arrays.copyOf(chunkTile, chunks);
      chunkMask = Arrays.copyOf(chunkMask, chunks);
      for (int c = old; c < chunks; c++) {
        chunkTile[c] = new int[4 * CHUNK];
        chunkMask[c] = new long[4 * CHUNK];
      }
    }
    if (counts.length < chunks * tiles) {
      counts = new int[chunks * tiles];
    }
    workers.forEach(chunks, emission);
    place(chunks, tiles);
    workers.forEach(chunks, distribution);
  }

  private void reserve(int n) {
    if (order.length < n) {
      int room = n + n / 4;
      order = new int[room];
      orderScratch = new int[room];
      keys = new int[room];
      keysScratch = new int[room];
      pairsStart = new int[room];
      pairsCount = new int[room];
    }
  }

  /** Stable radix sort by depth; as many digits as the depths of this view differ in. */
  private void sort(int n) {
    int[] depth = seen.depthKeys;
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < n; i++) {
      least = Math.min(least, depth[i]);
      most = Math.max(most, depth[i]);
    }
    for (int i = 0; i < n; i++) {
      keys[i] = depth[i] - least;
      order[i] = i;
    }
    for (int shift = 0; n > 1 && shift < 32 && (most - least) >>> shift != 0; shift += DIGIT) {
      Arrays.fill(digits, 0);
      int mask = digits.length - 1;
      for (int i = 0; i < n; i++) {
        digits[keys[i] >>> shift & mask]++;
      }
      int sum = 0;
      for (int d = 0; d < digits.length; d++) {
        int here = digits[d];
        digits[d] = sum;
        sum += here;
      }
      for (int i = 0; i < n; i++) {
        int to = digits[keys[i] >>> shift & mask]++;
        keysScratch[to] = keys[i];
        orderScratch[to] = order[i];
      }
      int[] t = keys;
      keys = keysScratch;
      keysScratch = t;
      t = order;
      order = orderScratch;
      orderScratch = t;
    }
  }

  private void emit(int chunk, int worker) {
    int tiles = grid.tiles();
    Arrays.fill(counts, chunk * tiles, (chunk + 1) * tiles, 0);
    int from = chunk * CHUNK;
    int to = Math.min(seen.places, from + CHUNK);
    int pair = 0;
    touched[worker] = SurfelKernels.touch(seen.shapes, Projection.SHAPE, order, from, to);
    for (int i = from; i < to; i++) {
      int visible = order[i];
      int first = pair;
      float extent = seen.shapes[visible * Projection.SHAPE + Projection.COV_XX];
      if (extent >= 0) {
        pair = emitEllipse(visible, chunk, pair, worker);
      } else if (extent != Projection.NOTHING) {
        pair = emitCrossing(visible, chunk, pair);
      }
      pairsCount[visible] = pair - first;
    }
  }

  /** Up to two rows of four tiles at a time, until all that the shape may touch is looked at. */
  private int emitEllipse(int visible, int chunk, int firstPair, int worker) {
    int[] masks = this.masks[worker];
    float[] intervals = this.intervals[worker];
    int shape = visible * Projection.SHAPE;
    float[] shapes = seen.shapes;
    float ex = shapes[shape + Projection.ELLIPSE_X];
    float ey = shapes[shape + Projection.ELLIPSE_Y];
    float hx = (float) Math.sqrt(shapes[shape + Projection.COV_XX] + 1e-12f);
    float hy = (float) Math.sqrt(shapes[shape + Projection.COV_YY] + 1e-12f);
    float radius = shapes[shape + Projection.CIRCLE];
    float cx = shapes[shape + Projection.MIDDLE_X];
    float cy = shapes[shape + Projection.MIDDLE_Y];
    int blockHeight = grid.blockHeight();
    int lastRow = (grid.height() - 1) / blockHeight;
    int lastColumn = (grid.width() - 1) / TileGrid.BLOCK_WIDTH;
    // All but a block too many is decided by the exact test. Conditions in place of Math.min and
    // Math.max, which cost several times as much here.
    float top = ey - hy < cy - radius ? ey - hy : cy - radius;
    float bottom = ey + hy > cy + radius ? ey + hy : cy + radius;
    float left = ex - hx < cx - radius ? ex - hx : cx - radius;
    float right = ex + hx > cx + radius ? ex + hx : cx + radius;
    float inverseHeight = 1f / blockHeight;
    int firstRow = top < 1 ? 0 : (int) ((top - 1) * inverseHeight);
    int row = bottom < 0 ? 0 : (int) ((bottom + 1) * inverseHeight);
    lastRow = row < lastRow ? row : lastRow;
    int firstColumn = left < 1 ? 0 : (int) ((left - 1) * 0.25f);
    int column = right < 0 ? 0 : (int) ((right + 1) * 0.25f);
    lastColumn = column < lastColumn ? column : lastColumn;
    int pair = firstPair;
    for (int r = firstRow & ~7; r <= lastRow; r += SurfelKernels.BLOCK_ROWS) {
      kernels.blockIntervals(shapes, shape, blockHeight, r, lastRow, intervals);
      for (int c = firstColumn & ~7; c <= lastColumn; c += 32) {
        kernels.blockMasks(intervals, c, lastColumn, masks);
        int tile = (r >> 3) * grid.tilesX() + (c >> 3);
        for (int half = 0; half < 16 && r + half <= lastRow; half += 8) {
          for (int t = 0; t < 4 && c + 8 * t <= lastColumn; t++) {
            long mask = 0;
            for (int k = 7; k >= 0; k--) {
              mask = mask << 8 | masks[half + k] >>> 8 * t & 0xFF;
            }
            if (mask != 0) {
              pair = emitPair(chunk, pair, tile + t, mask);
            }
          }
          tile += grid.tilesX();
        }
      }
    }
    return pair;
  }

  /**
   * A disc that crosses the camera's plane, whose outline is no ellipse: every block that a bound
   * of the slope cannot rule out. With q = M⁻¹ ray, a hit needs |(q0, q1)| ≤ radius q2 or the
   * circle.
   */
  private int emitCrossing(int visible, int chunk, int firstPair) {
    float[] r = seen.records;
    int o = visible * Projection.RECORD;
    int shape = visible * Projection.SHAPE;
    double circle = seen.shapes[shape + Projection.CIRCLE];
    double radius = circle * Math.sqrt(2);
    double slopeX =
        Math.hypot(r[o + Projection.A_U], r[o + Projection.A_V])
            + radius * Math.abs(r[o + Projection.A_K]);
    double slopeY =
        Math.hypot(r[o + Projection.B_U], r[o + Projection.B_V])
            + radius * Math.abs(r[o + Projection.B_K]);
    double halfWidth = (TileGrid.BLOCK_WIDTH - 1) / 2.0;
    double halfHeight = (grid.blockHeight() - 1) / 2.0;
    double slack = slopeX * halfWidth + slopeY * halfHeight;
    double slackK =
        Math.abs(r[o + Projection.A_K]) * halfWidth + Math.abs(r[o + Projection.B_K]) * halfHeight;
    int pair = firstPair;
    for (int tile = 0; tile < grid.tiles(); tile++) {
      long mask = 0;
      for (int block = 0; block < TileGrid.BLOCKS; block++) {
        double x = (tile % grid.tilesX()) * grid.tileWidth() + (block & 7) * TileGrid.BLOCK_WIDTH;
        double y = (tile / grid.tilesX()) * grid.tileHeight() + (block >> 3) * grid.blockHeight();
        if (x >= grid.width() || y >= grid.height()) {
          continue;
        }
        double dx = x + 0.5 + halfWidth - r[o + Projection.CENTRE_X];
        double dy = y + 0.5 + halfHeight - r[o + Projection.CENTRE_Y];
        double q0 = dx * r[o + Projection.A_U] + dy * r[o + Projection.B_U];
        double q1 = dx * r[o + Projection.A_V] + dy * r[o + Projection.B_V];
        double q2 = dx * r[o + Projection.A_K] + dy * r[o + Projection.B_K] + r[o + Projection.C_K];
        boolean disc = Math.sqrt(q0 * q0 + q1 * q1) - radius * q2 <= slack * 1.001 + 1e-6;
        boolean filter = Math.abs(dx) <= circle + halfWidth && Math.abs(dy) <= circle + halfHeight;
        if ((disc || filter) && q2 - slackK <= 1.001 / Projection.NEAR && q2 + slackK > 0) {
          mask |= 1L << block;
        }
      }
      if (mask != 0) {
        pair = emitPair(chunk, pair, tile, mask);
      }
    }
    return pair;
  }

  private int emitPair(int chunk, int pair, int tile, long mask) {
    if (pair == chunkTile[chunk].length) {
      chunkTile[chunk] = Arrays.copyOf(chunkTile[chunk], pair + pair / 2);
      chunkMask[chunk] = Arrays.copyOf(chunkMask[chunk], pair + pair / 2);
    }
    chunkTile[chunk][pair] = tile;
    chunkMask[chunk][pair] = mask;
    counts[chunk * grid.tiles() + tile]++;
    return pair + 1;
  }

  /** Turns the counts into places. */
  private void place(int chunks, int tiles) {
    if (tileStart.length < tiles + 1) {
      tileStart = new int[tiles + 1];
    }
    int all = 0;
    for (int place = 0; place < seen.places; place++) {
      pairsStart[place] = all;
      all = Math.addExact(all, pairsCount[place]);
    }
    pairs = all;
    int sum = 0;
    for (int t = 0; t < tiles; t++) {
      tileStart[t] = sum;
      for (int c = 0; c < chunks; c++) {
        int here = counts[c * tiles + t];
        counts[c * tiles + t] = sum;
        sum += here;
      }
    }
    tileStart[tiles] = sum;
    if (pairVisible.length < pairs) {
      int room = pairs + pairs / 4;
      pairVisible = new int[room];
      pairMask = new long[room];
      pairsOf = new int[room];
    }
  }

  private void distribute(int chunk, int worker) {
    int tiles = grid.tiles();
    int[] tile = chunkTile[chunk];
    long[] mask = chunkMask[chunk];
    int to = Math.min(seen.places, (chunk + 1) * CHUNK);
    int pair = 0;
    for (int i = chunk * CHUNK; i < to; i++) {
      int visible = order[i];
      int start = pairsStart[visible];
      for (int k = pairsCount[visible]; k > 0; k--) {
        int place = counts[chunk * tiles + tile[pair]]++;
        pairVisible[place] = visible;
        pairMask[place] = mask[pair];
        pairsOf[start++] = place;
        pair++;
      }
    }
  }
}
