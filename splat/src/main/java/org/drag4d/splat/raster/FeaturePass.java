package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * Draws the feature channels of binned surfels tile by tile, lets a loss look at the pixels, and
 * takes its gradient back to the features, all while the tile is in the cache.
 *
 * <p>The weights are those of the colours, and no gradient goes to them: the geometry is not moved
 * by what its features are compared with (text-to-scene section 8.3, step 4). A tile whose pairs
 * are gathered in one go keeps its weights for the way back, as far as there is room.
 */
final class FeaturePass {
  /** Floats of features that are copied together at a time. */
  private static final int ROWS_ROOM = 16384;

  /** Floats of weights that a tile keeps for the way back. */
  private static final int WEIGHTS_ROOM = 1 << 17;

  private static final int CHUNK = 512;
  private static final int NOT_KEPT = -1;

  private final TileKernels tileKernels;
  private final FeatureKernels kernels;
  private final Workers workers;
  private final Workers.Body tileBody = this::tile;
  private final Workers.Body surfelBody = this::sumChunk;
  private final Scratch[] scratch;
  private final int lanes;
  private final int stride;

  /** Pairs of a tile that are worked on at a time. */
  private final int portion;

  private Projection seen;
  private Binning bins;
  private TileGrid grid;
  private FeatureLoss loss;
  private float[] features = new float[0];
  private float[] gradients = new float[0];
  private boolean learning;
  private double[] tileLoss = new double[0];

  /** Where reading ahead leaves something, so that it is not left out. */
  private final float[] touched;

  /** The gradients of pairs, a row each. */
  private float[] slots = new float[0];

  private static final class Scratch {
    final float[] records;
    final int[] lists;
    final int[] lengths = new int[TileGrid.BLOCKS];
    final int[] keptAt = new int[TileGrid.BLOCKS];
    int kept;
    final float[] transmittance;
    float[] prepared = new float[0];
    float[] weights = new float[0];
    float[] rows = new float[0];
    float[] pixels = new float[0];
    private final AlignedFloats preparedMemory;
    private final AlignedFloats weightsMemory;
    private final AlignedFloats rowsMemory;
    private final AlignedFloats pixelsMemory;

    Scratch(int lanes, int stride, int portion) {
      records = new float[portion * Projection.RECORD];
      lists = new int[TileGrid.BLOCKS * portion];
      transmittance = new float[TileGrid.BLOCKS * lanes];
      preparedMemory = new AlignedFloats(TileKernels.BATCH * 2 * lanes);
      weightsMemory = new AlignedFloats(WEIGHTS_ROOM + portion * lanes);
      rowsMemory = new AlignedFloats(portion * stride);
      pixelsMemory = new AlignedFloats(TileGrid.BLOCKS * lanes * stride);
    }

    void settle() {
      prepared = preparedMemory.settled();
      weights = weightsMemory.settled();
      rows = rowsMemory.settled();
      pixels = pixelsMemory.settled();
    }
  }

  /** Makes a pass for so many channels. */
  FeaturePass(TileKernels tileKernels, int channels, Workers workers) {
    this.tileKernels = tileKernels;
    this.workers = workers;
    kernels = tileKernels.features();
    lanes = tileKernels.lanes();
    stride = kernels.stride(channels);
    portion = Math.clamp(ROWS_ROOM / stride, TileKernels.BATCH, TilePass.PORTION);
    touched = new float[workers.count()];
    scratch = new Scratch[workers.count()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(lanes, stride, portion);
    }
  }

  /** Returns the floats from row to row of features. */
  int stride() {
    return stride;
  }

  /**
   * Draws, and judges.
   *
   * @param features a row per surfel
   * @param loss sees every pixel once
   * @return the sum of its values
   */
  double draw(Projection seen, Binning bins, TileGrid grid, float[] features, FeatureLoss loss) {
    learning = false;
    return run(seen, bins, grid, features, loss);
  }

  private double run(
      Projection seen, Binning bins, TileGrid grid, float[] features, FeatureLoss loss) {
    this.seen = seen;
    this.bins = bins;
    this.grid = grid;
    this.features = features;
    this.loss = loss;
    if (tileLoss.length < grid.tiles()) {
      tileLoss = new double[grid.tiles()];
    }
    for (Scratch s : scratch) {
      s.settle();
    }
    workers.forEach(grid.tiles(), tileBody);
    double sum = 0;
    for (int tile = 0; tile < grid.tiles(); tile++) {
      sum += tileLoss[tile];
    }
    return sum;
  }

  /**
   * Draws, judges, and propagates back.
   *
   * @param features a row per surfel
   * @param gradients a row per surfel, to which dLoss / dfeatures is added
   * @return the sum of the losses of the pixels
   */
  double learn(
      Projection seen,
      Binning bins,
      TileGrid grid,
      float[] features,
      FeatureLoss loss,
      float[] gradients) {
    int length = Math.multiplyExact(bins.pairs, stride);
    if (slots.length < length) {
      slots = new float[length + length / 4];
    }
    this.gradients = gradients;
    learning = true;
    double sum = run(seen, bins, grid, features, loss);
    workers.forEach((seen.places + CHUNK - 1) / CHUNK, surfelBody);
    return sum;
  }

  private void tile(int tile, int worker) {
    Scratch s = scratch[worker];
    Arrays.fill(s.transmittance, 1);
    Arrays.fill(s.pixels, 0);
    s.kept = 0;
    walk(s, tile, false);
    tileLoss[tile] = judge(s, tile);
    if (learning) {
      int start = bins.tileStart[tile];
      Arrays.fill(slots, start * stride, bins.tileStart[tile + 1] * stride, 0);
      Arrays.fill(s.transmittance, 1);
      walk(s, tile, true);
    }
  }

  /** From near to far through the pairs of a tile, drawing or collecting gradients. */
  private void walk(Scratch s, int tile, boolean back) {
    int start = bins.tileStart[tile];
    int end = bins.tileStart[tile + 1];
    boolean inOneGo = end - start <= portion;
    long active = -1;
    for (int from = start; from < end; from += portion) {
      int to = Math.min(end, from + portion);
      if (!(back && inOneGo)) {
        tileKernels.gather(
            seen.records, bins.pairVisible, from, to, grid.left(tile), grid.top(tile), s.records);
        list(s, from, to, active);
      }
      if (!back) {
        kernels.gather(features, seen.surfelOf, bins.pairVisible, from, to, stride, s.rows);
      }
      for (long rest = active; rest != 0; rest &= rest - 1) {
        int block = Long.numberOfTrailingZeros(rest);
        if (back && inOneGo && s.keptAt[block] != NOT_KEPT) {
          collect(s, block, s.keptAt[block], from);
        } else if (block(s, block, from, back, learning && inOneGo)) {
          active &= ~(1L << block);
        }
      }
    }
  }

  /** Turns masks per pair into lists per block. */
  private void list(Scratch s, int from, int to, long active) {
    Arrays.fill(s.lengths, 0);
    for (int i = from; i < to; i++) {
      int record = (i - from) * Projection.RECORD;
      for (long mask = bins.pairMask[i] & active; mask != 0; mask &= mask - 1) {
        int block = Long.numberOfTrailingZeros(mask);
        s.lists[block * portion + s.lengths[block]++] = record;
      }
    }
  }

  /** Draws a block, or collects its gradients; returns whether it is finished. */
  private boolean block(Scratch s, int block, int firstPair, boolean back, boolean keep) {
    int start = block * portion;
    boolean room = keep && s.kept + s.lengths[block] * lanes <= WEIGHTS_ROOM;
    int first = room ? s.kept : WEIGHTS_ROOM;
    boolean finished = weigh(s, block, first);
    int count = s.lengths[block];
    if (room) {
      s.kept += count * lanes;
    }
    s.keptAt[block] = room ? first : NOT_KEPT;
    int pixel = block * lanes * stride;
    if (back) {
      collect(s, block, first, firstPair);
    } else {
      kernels.blend(s.weights, first, s.rows, s.lists, start, count, stride, s.pixels, pixel);
    }
    return finished;
  }

  /** Writes the weights of a block's list; what lies behind a finished block leaves the list. */
  private boolean weigh(Scratch s, int block, int first) {
    int start = block * portion;
    int end = start + s.lengths[block];
    for (int i = start; i < end; i += TileKernels.BATCH) {
      int to = Math.min(end, i + TileKernels.BATCH);
      tileKernels.alphas(s.records, s.lists, i, to, block, s.prepared);
      int weight = first + (i - start) * lanes;
      if (kernels.weights(s.prepared, to - i, s.transmittance, block * lanes, s.weights, weight)) {
        s.lengths[block] = to - start;
        return true;
      }
    }
    return false;
  }

  private void collect(Scratch s, int block, int first, int firstPair) {
    kernels.collect(
        s.weights,
        first,
        s.pixels,
        block * lanes * stride,
        s.lists,
        block * portion,
        s.lengths[block],
        stride,
        slots,
        firstPair * stride);
  }

  private double judge(Scratch s, int tile) {
    int left = grid.left(tile);
    int top = grid.top(tile);
    double sum = 0;
    for (int i = 0; i < TileGrid.BLOCKS * lanes; i++) {
      int block = i / lanes;
      int x = left + (block & 7) * TileGrid.BLOCK_WIDTH + (i & 3);
      int y = top + (block >> 3) * grid.blockHeight() + (i % lanes >> 2);
      if (x < grid.width() && y < grid.height()) {
        float alpha = 1 - Math.abs(s.transmittance[i]);
        sum += loss.replace(x, y, alpha, s.pixels, i * stride);
      } else {
        Arrays.fill(s.pixels, i * stride, (i + 1) * stride, 0);
      }
    }
    return sum;
  }

  /** Adds up the pairs of surfels, in the order of the tiles. */
  private void sumChunk(int chunk, int worker) {
    int to = Math.min(seen.places, (chunk + 1) * CHUNK);
    if (to > chunk * CHUNK) {
      int last = bins.pairsStart[to - 1] + bins.pairsCount[to - 1];
      touched[worker] =
          SurfelKernels.touch(slots, stride, bins.pairsOf, bins.pairsStart[chunk * CHUNK], last);
    }
    for (int place = chunk * CHUNK; place < to; place++) {
      int first = bins.pairsStart[place];
      int end = first + bins.pairsCount[place];
      if (end > first) {
        int row = seen.surfelOf[place] * stride;
        kernels.sum(slots, bins.pairsOf, first, end, stride, gradients, row);
      }
    }
  }
}
