package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * Which visible surfels touch which blocks of which tiles, per tile from near to far.
 *
 * <p>Each visible surfel writes one pair per tile that it touches, with a mask of the blocks; then
 * the pairs are moved to their tiles; then each tile sorts its pairs by the depth of the surfels'
 * centres (stable, so that ties keep the order of the rows). One sort of all surfels before the
 * pairs are written would compare less, but whatever follows it would read in the order of depth,
 * which is no order in memory, and it would be one thread's work.
 *
 * <p>Pairs lie tile by tile, and so do their gradients, which makes the way back write one line
 * after another; {@link #pairsOf} leads from a surfel to its pairs.
 */
final class Binning {
  /** Places that write their pairs together. */
  private static final int CHUNK = 1024;

  /** Surfels whose windows are computed one right after the other. */
  private static final int GROUP = 32;

  private final SurfelKernels kernels;
  private final Workers workers;
  private final Workers.Body emission = this::emit;
  private final Workers.Body distribution = this::distribute;
  private final Workers.Body sorting = this::sort;

  private TileGrid grid;
  private Projection seen;

  // Pairs as the chunks of places write them, and how many.
  private int[][] chunkTile = new int[0][];
  private long[][] chunkMask = new long[0][];
  private int[] chunkPairs = new int[0];
  private int[] counts = new int[0]; // [chunk, tile]: pairs, then where they go

  // Pairs tile by tile, before each tile is sorted: place and number as written, mask.
  private long[] unsorted = new long[0];
  private long[] unsortedMask = new long[0];
  private final Scratch[] scratch;

  /** What surfels of a group touch, before it is written down as pairs. */
  private static final class Scratch {
    final float[] intervals = new float[GROUP * SurfelKernels.WINDOW_INTERVALS];
    final long[] masks = new long[GROUP * SurfelKernels.WINDOW_MASKS];

    /** Last row of blocks of the window, -1 without one; first and last column. */
    final int[] lastRow = new int[GROUP];

    final int[] firstRow = new int[GROUP];
    final int[] firstColumn = new int[GROUP];
    final int[] lastColumn = new int[GROUP];
    final DepthSort sort = new DepthSort();
  }

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
    scratch = new Scratch[workers.count()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch();
    }
  }

  /** Bins what a projection found. */
  void bin(Projection seen, TileGrid grid) {
    this.seen = seen;
    this.grid = grid;
    int n = seen.places;
    int chunks = (n + CHUNK - 1) / CHUNK;
    reserve(n, chunks);
    workers.forEach(chunks, emission);
    place(chunks);
    workers.forEach(chunks, distribution);
    workers.forEach(grid.tiles(), sorting);
  }

  private void reserve(int n, int chunks) {
    if (pairsStart.length < n) {
      int room = n + n / 4;
      pairsStart = new int[room];
      pairsCount = new int[room];
    }
    if (chunkTile.length < chunks) {
      int old = chunkTile.length;
      chunkTile = Arrays.copyOf(chunkTile, chunks);
      chunkMask = Arrays.copyOf(chunkMask, chunks);
      chunkPairs = new int[chunks];
      for (int c = old; c < chunks; c++) {
        chunkTile[c] = new int[4 * CHUNK];
        chunkMask[c] = new long[4 * CHUNK];
      }
    }
    int tiles = grid.tiles();
    if (counts.length < chunks * tiles) {
      counts = new int[(chunks + chunks / 4) * tiles];
    }
    if (tileStart.length < tiles + 1) {
      tileStart = new int[tiles + 1];
    }
  }

  private void emit(int chunk, int worker) {
    Scratch s = scratch[worker];
    int tiles = grid.tiles();
    Arrays.fill(counts, chunk * tiles, (chunk + 1) * tiles, 0);
    int end = Math.min(seen.places, (chunk + 1) * CHUNK);
    int pair = 0;
    for (int from = chunk * CHUNK; from < end; from += GROUP) {
      int to = Math.min(end, from + GROUP);
      windows(s, from, to);
      for (int place = from; place < to; place++) {
        int first = pair;
        int i = place - from;
        float extent = seen.shapes[place * Projection.SHAPE + Projection.HALF_X];
        if (s.lastRow[i] >= 0) {
          int r = s.firstRow[i];
          int c = s.firstColumn[i];
          pair = emitWindow(s, i, r, s.lastRow[i], c, s.lastColumn[i], chunk, pair);
        } else if (extent >= 0) {
          pair = emitLarge(s, place, chunk, pair);
        } else if (extent != Projection.NOTHING) {
          pair = emitCrossing(place, chunk, pair);
        }
        pairsCount[place] = pair - first;
      }
    }
    chunkPairs[chunk] = pair;
  }

  /**
   * Fills the masks of the surfels of a group that fit into one window. In loops of their own,
   * because long calculations overlap from surfel to surfel as long as no branch comes as a
   * surprise.
   */
  private void windows(Scratch s, int from, int to) {
    float[] shapes = seen.shapes;
    int blockHeight = grid.blockHeight();
    float inverseHeight = 1f / blockHeight;
    int lowest = (grid.height() - 1) / blockHeight;
    int rightmost = (grid.width() - 1) / TileGrid.BLOCK_WIDTH;
    for (int place = from; place < to; place++) {
      int shape = place * Projection.SHAPE;
      int i = place - from;
      s.lastRow[i] = -1;
      if (!(shapes[shape + Projection.HALF_X] >= 0)) {
        continue;
      }
      // All but a block too many is decided by the exact test. Conditions in place of Math.min and
      // Math.max, which cost several times as much here.
      float top = shapes[shape + Projection.TOP];
      float bottom = shapes[shape + Projection.BOTTOM];
      float left = shapes[shape + Projection.LEFT];
      float right = shapes[shape + Projection.RIGHT];
      int firstRow = (top < 1 ? 0 : (int) ((top - 1) * inverseHeight)) & ~7;
      int firstColumn = (left < 1 ? 0 : (int) ((left - 1) * 0.25f)) & ~7;
      int lastRow = bottom < 0 ? 0 : (int) ((bottom + 1) * inverseHeight);
      int lastColumn = right < 0 ? 0 : (int) ((right + 1) * 0.25f);
      lastRow = lastRow < lowest ? lastRow : lowest;
      lastColumn = lastColumn < rightmost ? lastColumn : rightmost;
      s.firstRow[i] = firstRow;
      s.firstColumn[i] = firstColumn;
      s.lastColumn[i] = lastColumn;
      if (lastRow - firstRow < SurfelKernels.WINDOW_ROWS
          && lastColumn - firstColumn < SurfelKernels.WINDOW_COLUMNS) {
        s.lastRow[i] = lastRow;
        int at = i * SurfelKernels.WINDOW_INTERVALS;
        kernels.blockIntervals(shapes, shape, blockHeight, firstRow, lastRow, s.intervals, at);
      }
    }
    for (int i = 0; i < to - from; i++) {
      if (s.lastRow[i] >= 0) {
        masks(s, i, s.firstColumn[i], s.lastColumn[i]);
      }
    }
  }

  private void masks(Scratch s, int index, int firstColumn, int lastColumn) {
    kernels.blockMasks(
        s.intervals,
        index * SurfelKernels.WINDOW_INTERVALS,
        firstColumn,
        lastColumn,
        s.masks,
        index * SurfelKernels.WINDOW_MASKS);
  }

  /** Writes the pairs of a window. */
  private int emitWindow(
      Scratch s,
      int index,
      int firstRow,
      int lastRow,
      int firstColumn,
      int lastColumn,
      int chunk,
      int firstPair) {
    int pair = firstPair;
    int tile = (firstRow >> 3) * grid.tilesX() + (firstColumn >> 3);
    int across = (lastColumn - firstColumn >> 3) + 1;
    int at = index * SurfelKernels.WINDOW_MASKS;
    for (int row = firstRow; row <= lastRow; row += 8) {
      long a = s.masks[at];
      long b = s.masks[at + 1];
      long c = s.masks[at + 2];
      long d = s.masks[at + 3];
      for (int t = 0; t < across; t++) {
        long mask =
            twoRows(a, 8 * t)
                | twoRows(b, 8 * t) << 16
                | twoRows(c, 8 * t) << 32
                | twoRows(d, 8 * t) << 48;
        if (mask != 0) {
          pair = emitPair(chunk, pair, tile + t, mask);
        }
      }
      at += 4;
      tile += grid.tilesX();
    }
    return pair;
  }

  /** Eight columns, from a column on, of the two rows of an entry of the masks. */
  private static long twoRows(long rows, int column) {
    return rows >>> column & 0xFF | rows >>> column + 24 & 0xFF00;
  }

  /** A surfel that does not fit into one window: window after window. */
  private int emitLarge(Scratch s, int place, int chunk, int firstPair) {
    float[] shapes = seen.shapes;
    int shape = place * Projection.SHAPE;
    int blockHeight = grid.blockHeight();
    int lowest = (grid.height() - 1) / blockHeight;
    int rightmost = (grid.width() - 1) / TileGrid.BLOCK_WIDTH;
    float top = Math.max(0, shapes[shape + Projection.TOP] - 1);
    float left = Math.max(0, shapes[shape + Projection.LEFT] - 1);
    int firstRow = (int) (top / blockHeight) & ~7;
    int firstColumn = (int) (left / TileGrid.BLOCK_WIDTH) & ~7;
    int lastRow = (int) ((shapes[shape + Projection.BOTTOM] + 1) / blockHeight);
    int lastColumn = (int) ((shapes[shape + Projection.RIGHT] + 1) / TileGrid.BLOCK_WIDTH);
    lastRow = Math.clamp(lastRow, 0, lowest);
    lastColumn = Math.clamp(lastColumn, 0, rightmost);
    int index = place % GROUP; // where this surfel's window would be
    int at = index * SurfelKernels.WINDOW_INTERVALS;
    int pair = firstPair;
    for (int r = firstRow; r <= lastRow; r += SurfelKernels.WINDOW_ROWS) {
      int bottom = Math.min(lastRow, r + SurfelKernels.WINDOW_ROWS - 1);
      kernels.blockIntervals(shapes, shape, blockHeight, r, bottom, s.intervals, at);
      for (int c = firstColumn; c <= lastColumn; c += SurfelKernels.WINDOW_COLUMNS) {
        int right = Math.min(lastColumn, c + SurfelKernels.WINDOW_COLUMNS - 1);
        masks(s, index, c, right);
        pair = emitWindow(s, index, r, bottom, c, right, chunk, pair);
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
    double circle = seen.shapes[visible * Projection.SHAPE + Projection.CIRCLE];
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
  private void place(int chunks) {
    int all = 0;
    for (int c = 0; c < chunks; c++) {
      int here = chunkPairs[c];
      chunkPairs[c] = all;
      all = Math.addExact(all, here);
    }
    pairs = all;
    int tiles = grid.tiles();
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
      unsorted = new long[room];
      unsortedMask = new long[room];
      pairVisible = new int[room];
      pairMask = new long[room];
      pairsOf = new int[room];
    }
  }

  private void distribute(int chunk, int worker) {
    int tiles = chunk * grid.tiles();
    int[] tile = chunkTile[chunk];
    long[] mask = chunkMask[chunk];
    int first = chunkPairs[chunk];
    int to = Math.min(seen.places, (chunk + 1) * CHUNK);
    int pair = 0;
    for (int place = chunk * CHUNK; place < to; place++) {
      pairsStart[place] = first + pair;
      for (int k = pairsCount[place]; k > 0; k--) {
        int at = counts[tiles + tile[pair]]++;
        unsorted[at] = (long) place << 32 | first + pair;
        unsortedMask[at] = mask[pair];
        pair++;
      }
    }
  }

  private void sort(int tile, int worker) {
    int from = tileStart[tile];
    int n = tileStart[tile + 1] - from;
    DepthSort sort = scratch[worker].sort;
    sort.reserve(n);
    for (int i = 0; i < n; i++) {
      sort.put(i, seen.depthKeys[(int) (unsorted[from + i] >>> 32)]);
    }
    sort.sort(n);
    for (int i = 0; i < n; i++) {
      int source = from + sort.index(i);
      long pair = unsorted[source];
      pairVisible[from + i] = (int) (pair >>> 32);
      pairMask[from + i] = unsortedMask[source];
      pairsOf[(int) pair] = from + i;
    }
  }
}
