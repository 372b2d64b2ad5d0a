package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * Which visible surfels touch which blocks of which tiles, per tile from near to far.
 *
 * <p>The visible surfels are sorted once by the depth of their centres (stable, so that ties keep
 * the order of the rows); then each writes one pair per tile that it touches, with a mask of the
 * blocks; then the pairs are moved to their tiles, which keeps the order. A block is touched if its
 * pixel centres' rectangle meets the ellipse or the circle of the surfel's {@link
 * Projection#shapes}: exact, because both are convex, so that within the rows of a block each
 * covers one interval.
 *
 * <p>Pairs lie tile by tile, and so do their gradients, which makes the way back write one line
 * after another; {@link #pairsOf} leads from a surfel to its pairs.
 */
final class Binning {
  private static final int CHUNK = 512;
  private static final int DIGIT = 13;

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
  private int[][] chunkVisible = new int[0][];
  private long[][] chunkMask = new long[0][];
  private int[] chunkPairs = new int[0];
  private int[] chunkStart = new int[0];
  private int[] counts = new int[0]; // [chunk, tile]: pairs, then where they go
  private long[][] rowMasks;

  /** How many pairs there are. */
  int pairs;

  /** Per tile the first of its pairs; one more entry than tiles. */
  int[] tileStart = new int[0];

  /** Per pair the visible surfel. */
  int[] pairVisible = new int[0];

  /** Per pair the blocks that are touched. */
  long[] pairMask = new long[0];

  /** The pairs of each visible surfel together, in the order of the tiles. */
  int[] pairsOf = new int[0];

  /** Per visible surfel where its pairs begin in {@link #pairsOf}. */
  int[] pairsStart = new int[0];

  /** Per visible surfel how many pairs it has. */
  int[] pairsCount = new int[0];

  Binning(Workers workers) {
    this.workers = workers;
    rowMasks = new long[workers.count()][0];
  }

  /** Bins what a projection found. */
  void bin(Projection seen, TileGrid grid) {
    this.seen = seen;
    this.grid = grid;
    int n = seen.visible;
    reserve(n);
    sort(n);
    int chunks = (n + CHUNK - 1) / CHUNK;
    int tiles = grid.tiles();
    if (chunkTile.length < chunks) {
      int old = chunkTile.length;
      chunkTile = Arrays.copyOf(chunkTile, chunks);
      chunkVisible = Arrays.copyOf(chunkVisible, chunks);
      chunkMask = Arrays.copyOf(chunkMask, chunks);
      for (int c = old; c < chunks; c++) {
        chunkTile[c] = new int[4 * CHUNK];
        chunkVisible[c] = new int[4 * CHUNK];
        chunkMask[c] = new long[4 * CHUNK];
      }
      chunkPairs = new int[chunks];
      chunkStart = new int[chunks];
    }
    if (counts.length < chunks * tiles) {
      counts = new int[chunks * tiles];
    }
    for (int w = 0; w < rowMasks.length; w++) {
      if (rowMasks[w].length < grid.tilesX()) {
        rowMasks[w] = new long[grid.tilesX()];
      }
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
    int to = Math.min(seen.visible, from + CHUNK);
    int pair = 0;
    for (int i = from; i < to; i++) {
      int visible = order[i];
      int first = pair;
      if (seen.shapes[visible * Projection.SHAPE + Projection.COV_XX] >= 0) {
        pair = emitEllipse(visible, chunk, pair, rowMasks[worker]);
      } else {
        pair = emitCrossing(visible, chunk, pair);
      }
      pairsStart[visible] = first; // within the chunk; its place among all pairs is added later
      pairsCount[visible] = pair - first;
    }
    chunkPairs[chunk] = pair;
  }

  /** Block rows from top to bottom; the blocks of a tile row gather in one mask per tile. */
  private int emitEllipse(int visible, int chunk, int firstPair, long[] masks) {
    int shape = visible * Projection.SHAPE;
    float[] shapes = seen.shapes;
    float ex = shapes[shape + Projection.ELLIPSE_X];
    float ey = shapes[shape + Projection.ELLIPSE_Y];
    float xx = shapes[shape + Projection.COV_XX] + 1e-12f;
    float xy = shapes[shape + Projection.COV_XY];
    float yy = shapes[shape + Projection.COV_YY] + 1e-12f;
    float radius = shapes[shape + Projection.CIRCLE];
    float cx = shapes[shape + Projection.MIDDLE_X];
    float cy = shapes[shape + Projection.MIDDLE_Y];
    float hx = (float) Math.sqrt(xx);
    float hy = (float) Math.sqrt(yy);
    float slope = xy / yy; // of the line of the intervals' middles
    float width2 = Math.max(0, xx - xy * slope); // squared half width of the middle interval
    float rightmost = xy / hx; // y of the rightmost point, from the centre

    float slack = 2e-3f + 1e-6f * (Math.abs(ex) + hx + Math.abs(ey) + hy); // rounding

    int blockHeight = grid.blockHeight();
    float inverseHeight = 1f / blockHeight;
    // Blocks whose pixel centres, from +0.5 to +height-0.5, can be touched.
    float top = Math.min(ey - hy, cy - radius);
    float bottom = Math.max(ey + hy, cy + radius);
    int blockRows = (grid.height() + blockHeight - 1) / blockHeight;
    int firstRow = (int) Math.max(0, Math.floor((top + 0.5f) * inverseHeight) - 1);
    int lastRow = (int) Math.min(blockRows - 1, Math.floor((bottom - 0.5f) * inverseHeight));
    int lastColumn = (grid.width() - 1) / TileGrid.BLOCK_WIDTH;
    int pair = firstPair;
    int firstTile = Integer.MAX_VALUE;
    int lastTile = -1;
    float inverseYy = 1 / yy;
    float radius2 = radius * radius;
    // Conditions in place of Math.min and Math.max, which cost several times as much here.
    for (int row = firstRow; row <= lastRow; row++) {
      float ya = row * blockHeight + 0.5f;
      float yb = ya + blockHeight - 1;
      int bitRow = (row & 7) << 3;

      float ta = ya - ey - slack;
      float tb = yb - ey + slack;
      ta = ta < -hy ? -hy : ta;
      tb = tb > hy ? hy : tb;
      if (ta <= tb) {
        float right = rightmost < ta ? ta : rightmost > tb ? tb : rightmost;
        float left = -rightmost < ta ? ta : -rightmost > tb ? tb : -rightmost;
        float insideRight = 1 - right * right * inverseYy;
        float insideLeft = 1 - left * left * inverseYy;
        insideRight = insideRight < 0 ? 0 : width2 * insideRight;
        insideLeft = insideLeft < 0 ? 0 : width2 * insideLeft;
        float xb = ex + slope * right + (float) Math.sqrt(insideRight) + slack;
        float xa = ex + slope * left - (float) Math.sqrt(insideLeft) - slack;
        // First block whose last centre, 4 b + 3.5, is not left of xa; last whose first is not
        // right of xb.
        int a = xa <= 3.5f ? 0 : (int) ((xa - 3.5f) * 0.25f + 0.99999f);
        int b = xb < 0.5f ? -1 : (int) ((xb - 0.5f) * 0.25f);
        b = b > lastColumn ? lastColumn : b;
        if (a <= b) {
          firstTile = a >> 3 < firstTile ? a >> 3 : firstTile;
          lastTile = mark(masks, a, b, bitRow, lastTile);
        }
      }
      float d = ya > cy ? ya - cy : cy > yb ? cy - yb : 0;
      float half2 = radius2 - d * d;
      if (half2 >= 0) {
        float half = (float) Math.sqrt(half2) + slack;
        float xa = cx - half;
        float xb = cx + half;
        int a = xa <= 3.5f ? 0 : (int) ((xa - 3.5f) * 0.25f + 0.99999f);
        int b = xb < 0.5f ? -1 : (int) ((xb - 0.5f) * 0.25f);
        b = b > lastColumn ? lastColumn : b;
        if (a <= b) {
          firstTile = a >> 3 < firstTile ? a >> 3 : firstTile;
          lastTile = mark(masks, a, b, bitRow, lastTile);
        }
      }
      if ((row & 7) == 7 || row == lastRow) {
        int tileRow = (row >> 3) * grid.tilesX();
        for (int t = firstTile; t <= lastTile; t++) {
          if (masks[t] != 0) {
            pair = emitPair(chunk, pair, tileRow + t, visible, masks[t]);
            masks[t] = 0;
          }
        }
        firstTile = Integer.MAX_VALUE;
        lastTile = -1;
      }
    }
    return pair;
  }

  /** Sets the bits of the blocks a to b of a row; returns the last tile touched so far. */
  private static int mark(long[] masks, int a, int b, int bitRow, int lastTile) {
    int ta = a >> 3;
    int tb = b >> 3;
    for (int t = ta; t <= tb; t++) {
      int from = t == ta ? a & 7 : 0;
      int to = t == tb ? b & 7 : 7;
      masks[t] |= (0xFFL >>> 7 - to + from) << from << bitRow;
    }
    return Math.max(lastTile, tb);
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
        pair = emitPair(chunk, pair, tile, visible, mask);
      }
    }
    return pair;
  }

  private int emitPair(int chunk, int pair, int tile, int visible, long mask) {
    if (pair == chunkTile[chunk].length) {
      chunkTile[chunk] = Arrays.copyOf(chunkTile[chunk], pair + pair / 2);
      chunkVisible[chunk] = Arrays.copyOf(chunkVisible[chunk], pair + pair / 2);
      chunkMask[chunk] = Arrays.copyOf(chunkMask[chunk], pair + pair / 2);
    }
    chunkTile[chunk][pair] = tile;
    chunkVisible[chunk][pair] = visible;
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
    for (int c = 0; c < chunks; c++) {
      chunkStart[c] = all;
      all = Math.addExact(all, chunkPairs[c]);
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
    int start = chunkStart[chunk];
    int[] tile = chunkTile[chunk];
    for (int i = 0; i < chunkPairs[chunk]; i++) {
      int to = counts[chunk * tiles + tile[i]]++;
      pairVisible[to] = chunkVisible[chunk][i];
      pairMask[to] = chunkMask[chunk][i];
      pairsOf[start + i] = to;
    }
    int from = chunk * CHUNK;
    int to = Math.min(seen.visible, from + CHUNK);
    for (int i = from; i < to; i++) {
      pairsStart[order[i]] += start;
    }
  }
}
