package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * Draws binned surfels tile by tile (surfel-splatting section 6).
 *
 * <p>The records of a tile are first copied together, because a copy loop overlaps the misses that
 * the kernels would wait for one by one. Long lists are worked through in portions, so that the
 * working memory does not grow with them. Blocks whose pixels are all finished are struck from the
 * masks of the pairs further back, which spares the way back the same pairs.
 */
final class TilePass {
  /** Pairs of a tile that are worked on at a time. */
  static final int PORTION = 512;

  private final TileKernels kernels;
  private final PlaneKernels planes;
  private final Workers workers;
  private final Workers.Body body = this::tile;
  private final Scratch[] scratch;
  private TileGrid grid;
  private Projection seen;
  private Binning bins;
  private RowImage picture;
  private float[] background;

  /** Planes of all tiles, in the layout of {@link TileGrid}. */
  float[] maps = new float[0];

  /** Planes of the moments of depth, if they were asked for. */
  float[] moments = new float[0];

  private boolean withMoments;
  private boolean withMedian;

  private static final class Scratch {
    final float[] records = new float[PORTION * Projection.RECORD];

    /** Per 64 pairs of the portion, which of them touch a block; one entry per block. */
    final long[] bits = new long[PORTION];

    final int[] list = new int[PORTION + 16];
    float[] prepared = new float[0];
    private final AlignedFloats preparedMemory;
    final float[] composed;

    Scratch(int lanes) {
      preparedMemory = new AlignedFloats(TileKernels.BATCH * 2 * lanes);
      composed = new float[TileGrid.BLOCKS * lanes];
    }

    void settle() {
      prepared = preparedMemory.settled();
    }
  }

  TilePass(TileKernels kernels, Workers workers) {
    this.kernels = kernels;
    planes = kernels.planes();
    this.workers = workers;
    scratch = new Scratch[workers.count()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(kernels.lanes());
    }
  }

  /**
   * Draws.
   *
   * @param picture receives the colour over the background; empty ({@link RowImage#NONE}) if it is
   *     not needed
   * @param withMedian whether the median depth is wanted
   * @param withMoments whether the moments of depth are wanted too
   */
  void draw(
      Projection seen,
      Binning bins,
      TileGrid grid,
      RowImage picture,
      float[] background,
      boolean withMedian,
      boolean withMoments) {
    this.withMedian = withMedian;
    this.withMoments = withMoments;
    this.seen = seen;
    this.bins = bins;
    this.grid = grid;
    this.picture = picture;
    this.background = background;
    int length = grid.tiles() * TileKernels.MAP_PLANES * grid.planeLength();
    if (maps.length < length) {
      maps = new float[length];
    }
    length = withMoments ? grid.tiles() * TileKernels.MOMENT_PLANES * grid.planeLength() : 0;
    if (moments.length < length) {
      moments = new float[length];
    }
    for (Scratch s : scratch) {
      s.settle();
    }
    workers.forEach(grid.tiles(), body);
  }

  /** Returns the place of a tile in the moments. */
  static int momentPlace(TileGrid grid, int tile) {
    return tile * TileKernels.MOMENT_PLANES * grid.planeLength();
  }

  /** Returns the place of a plane of a tile in the maps. */
  static int place(TileGrid grid, int tile, int plane) {
    return (tile * TileKernels.MAP_PLANES + plane) * grid.planeLength();
  }

  private void tile(int tile, int worker) {
    Scratch s = scratch[worker];
    int plane = grid.planeLength();
    int lanes = kernels.lanes();
    int at = place(grid, tile, 0);
    Arrays.fill(maps, at, at + plane, 1);
    Arrays.fill(maps, at + plane, at + TileKernels.MAP_PLANES * plane, 0);
    int end = bins.tileStart[tile + 1];
    int moment = momentPlace(grid, tile);
    if (withMoments) {
      Arrays.fill(moments, moment, moment + TileKernels.MOMENT_PLANES * plane, 0);
    }
    long active = -1;
    for (int from = bins.tileStart[tile]; from < end; from += PORTION) {
      int to = Math.min(end, from + PORTION);
      if (active != 0) {
        kernels.gather(
            seen.records, bins.pairVisible, from, to, grid.left(tile), grid.top(tile), s.records);
      }
      transpose(s, from, to, active);
      for (long rest = active; rest != 0; rest &= rest - 1) {
        int block = Long.numberOfTrailingZeros(rest);
        int length = kernels.list(s.bits, block, to - from, s.list);
        if (block(s, length, block, at + block * lanes, moment + block * lanes, plane, from)) {
          active &= ~(1L << block);
        }
      }
    }
    if (picture != RowImage.NONE) {
      compose(s, tile, at, plane);
    }
  }

  /** Turns masks per pair into masks per block, 64 pairs at a time: a matrix of bits is turned. */
  private void transpose(Scratch s, int from, int to, long active) {
    for (int first = from; first < to; first += Long.SIZE) {
      int last = Math.min(to, first + Long.SIZE);
      int at = first - from;
      long[] bits = s.bits;
      for (int i = first; i < last; i++) {
        long mask = bins.pairMask[i] & active;
        bins.pairMask[i] = mask;
        bits[at + i - first] = mask;
      }
      Arrays.fill(bits, at + last - first, at + Long.SIZE, 0);
      swap(bits, at, 32, 0x00000000FFFFFFFFL);
      swap(bits, at, 16, 0x0000FFFF0000FFFFL);
      swap(bits, at, 8, 0x00FF00FF00FF00FFL);
      swap(bits, at, 4, 0x0F0F0F0F0F0F0F0FL);
      swap(bits, at, 2, 0x3333333333333333L);
      swap(bits, at, 1, 0x5555555555555555L);
    }
  }

  /** Exchanges the upper right with the lower left of all squares of 2 size bits. */
  private static void swap(long[] bits, int at, int size, long low) {
    for (int row = at; row < at + Long.SIZE; row += 2 * size) {
      for (int i = row; i < row + size; i++) {
        long a = bits[i];
        long b = bits[i + size];
        long t = (a >>> size ^ b) & low;
        bits[i] = a ^ t << size;
        bits[i + size] = b ^ t;
      }
    }
  }

  /** Draws a block; returns whether it is finished. */
  private boolean block(
      Scratch s, int end, int block, int at, int moment, int plane, int firstPair) {
    for (int i = 0; i < end; i += TileKernels.BATCH) {
      int to = Math.min(end, i + TileKernels.BATCH);
      kernels.alphas(s.records, s.list, i, to, block, s.prepared);
      if (withMoments) {
        kernels.moments(i, to, s.prepared, maps, at, moments, moment);
      }
      if (kernels.blend(s.records, s.list, i, to, s.prepared, maps, at, plane, withMedian)) {
        for (int rest = to; rest < end; rest++) {
          bins.pairMask[firstPair + s.list[rest] / Projection.RECORD] &= ~(1L << block);
        }
        return true;
      }
    }
    return false;
  }

  private void compose(Scratch s, int tile, int at, int plane) {
    int x = (tile % grid.tilesX()) * grid.tileWidth();
    int y = (tile / grid.tilesX()) * grid.tileHeight();
    for (int c = 0; c < 3; c++) {
      planes.compose(
          maps,
          at + (TileKernels.COLOUR + c) * plane,
          at,
          background[c],
          s.composed,
          s.composed.length);
      kernels.toRows(
          s.composed,
          0,
          picture.values,
          picture.place(c, y) + x,
          picture.stride,
          grid.width() - x,
          grid.height() - y);
    }
  }
}
