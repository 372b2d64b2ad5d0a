package org.drag4d.splat.raster;

import java.util.Arrays;
import java.util.Optional;
import org.drag4d.task.Workers;

/**
 * Takes the gradient of the loss from the pixels back to (tile, surfel) pairs, tile by tile
 * (surfel-splatting section 9.2).
 *
 * <p>Each pair has a slot of its own for its sums, so that no two threads write to one place and
 * the sums do not depend on who did what when.
 */
final class BackwardPass {
  private final TileKernels kernels;
  private final PlaneKernels planes;
  private final Workers workers;
  private final Workers.Body body = this::tile;
  private final Scratch[] scratch;
  private TileGrid grid;
  private Projection seen;
  private Binning bins;
  private float[] maps;
  private float[] background;
  private RowImage colourGradient;
  private TargetPicture target;
  private GeometryLoss geometryLoss;
  private Optional<ConsistencyLoss> consistency = Optional.empty();
  private DistortionLoss distortion = DistortionLoss.NONE;
  private float[] moments = new float[0];
  private double[] tileLoss = new double[0];

  /** {@link TileKernels#SUMS} floats per pair. */
  float[] slots = new float[0];

  private static final class Scratch {
    final float[] records = new float[TilePass.PORTION * Projection.RECORD];
    final int[] blocks = new int[TileGrid.BLOCKS];
    float[] state = new float[0];
    float[] geometry = new float[0];
    float[] sums = new float[0];
    private final AlignedFloats stateMemory;
    private final AlignedFloats geometryMemory;
    private final AlignedFloats sumsMemory;

    /** Loss per pixel, alpha per pixel. */
    final float[] loss;

    Scratch(int lanes) {
      stateMemory = new AlignedFloats(TileKernels.STATE_PLANES * (TileGrid.BLOCKS * lanes + 16));
      geometryMemory = new AlignedFloats(TileGrid.BLOCKS * TileKernels.GEOMETRY * lanes);
      sumsMemory = new AlignedFloats(TileKernels.SUMS * lanes);
      loss = new float[TileGrid.BLOCKS * lanes];
    }

    void settle() {
      state = stateMemory.settled();
      geometry = geometryMemory.settled();
      sums = sumsMemory.settled();
    }
  }

  BackwardPass(TileKernels kernels, Workers workers) {
    this.kernels = kernels;
    planes = kernels.planes();
    this.workers = workers;
    scratch = new Scratch[workers.count()];
    for (int w = 0; w < scratch.length; w++) {
      scratch[w] = new Scratch(kernels.lanes());
    }
  }

  /**
   * Fills the slots.
   *
   * @param maps as the drawing left them
   * @param colourGradient dLoss / dpicture of the photometric loss
   * @param consistency its gradients are added, if it was evaluated
   * @param distortion is on only if the drawing gave moments of depth
   * @param moments as the drawing left them
   * @return the loss of known depth and normals, and of the distortion
   */
  double propagate(
      Projection seen,
      Binning bins,
      TileGrid grid,
      float[] maps,
      float[] background,
      RowImage colourGradient,
      TargetPicture target,
      GeometryLoss geometryLoss,
      Optional<ConsistencyLoss> consistency,
      DistortionLoss distortion,
      float[] moments) {
    this.distortion = distortion;
    this.moments = moments;
    this.seen = seen;
    this.bins = bins;
    this.grid = grid;
    this.maps = maps;
    this.background = background;
    this.colourGradient = colourGradient;
    this.target = target;
    this.geometryLoss = geometryLoss;
    this.consistency = consistency;
    int length = Math.multiplyExact(bins.pairs, TileKernels.SUMS);
    if (slots.length < length) {
      slots = new float[length + length / 4];
    }
    if (tileLoss.length < grid.tiles()) {
      tileLoss = new double[grid.tiles()];
    }
    for (Scratch s : scratch) {
      s.settle();
    }
    workers.forEach(grid.tiles(), body);
    double loss = 0;
    for (int tile = 0; tile < grid.tiles(); tile++) {
      loss += tileLoss[tile];
    }
    return loss;
  }

  private void tile(int tile, int worker) {
    Scratch s = scratch[worker];
    tileLoss[tile] = fillState(s, tile);
    int plane = grid.planeLength();
    int end = bins.tileStart[tile + 1];
    for (int from = bins.tileStart[tile]; from < end; from += TilePass.PORTION) {
      int to = Math.min(end, from + TilePass.PORTION);
      kernels.gather(
          seen.records, bins.pairVisible, from, to, grid.left(tile), grid.top(tile), s.records);
      for (int i = from; i < to; i++) {
        int slot = i * TileKernels.SUMS;
        int count = 0;
        for (long mask = bins.pairMask[i]; mask != 0; mask &= mask - 1) {
          s.blocks[count++] = Long.numberOfTrailingZeros(mask);
        }
        if (count == 0) {
          Arrays.fill(slots, slot, slot + TileKernels.SUMS, 0);
          continue;
        }
        int record = (i - from) * Projection.RECORD;
        boolean filtered = kernels.geometry(s.records, record, s.blocks, count, s.geometry);
        kernels.chain(
            s.records,
            record,
            s.blocks,
            count,
            s.geometry,
            filtered,
            s.state,
            plane,
            s.sums,
            distortion.on());
        kernels.total(s.sums, slots, slot);
      }
    }
  }

  /** Writes gradients of the sums of each pixel and what lies behind; returns the tile's loss. */
  private double fillState(Scratch s, int tile) {
    int plane = grid.planeLength();
    int n = TileGrid.BLOCKS * kernels.lanes();
    int map = TilePass.place(grid, tile, 0);
    float[] state = s.state;
    int x = (tile % grid.tilesX()) * grid.tileWidth();
    int y = (tile / grid.tilesX()) * grid.tileHeight();
    boolean depth = geometryLoss.depth() > 0 && target.knownDepths > 0;
    boolean normal = geometryLoss.normal() > 0 && target.knownNormals > 0;
    Arrays.fill(state, 0, n, 1);
    if (!normal) {
      Arrays.fill(state, TileKernels.D_NORMAL * plane, TileKernels.D_DEPTH * plane, 0);
    }
    if (!depth) {
      Arrays.fill(state, TileKernels.D_DEPTH * plane, TileKernels.DISTORTION_ALPHA * plane, 0);
    }
    if (distortion.on()) {
      Arrays.fill(state, TileKernels.DISTORTION_ALPHA * plane, state.length, 0);
    }
    for (int c = 0; c < 3; c++) {
      int d = (TileKernels.D_COLOUR + c) * plane;
      kernels.toBlocks(
          colourGradient.values,
          colourGradient.place(c, y) + x,
          colourGradient.stride,
          grid.width() - x,
          grid.height() - y,
          state,
          d);
    }
    planes.colours(
        state,
        TileKernels.D_COLOUR * plane,
        TileKernels.BEHIND * plane,
        plane,
        maps,
        map + TileKernels.COLOUR * plane,
        map,
        background,
        n);
    double loss = 0;
    if (depth) {
      loss += depth(s, tile, map, plane, n);
    }
    if (normal) {
      loss += normal(s, tile, map, plane, n);
    }
    if (distortion.on()) {
      loss += distortion.fill(state, maps, moments, grid, tile);
    }
    if (consistency.isPresent()) {
      consistency.get().addTo(state, tile, maps, map, plane, n);
    }
    return loss;
  }

  private double depth(Scratch s, int tile, int map, int plane, int n) {
    float weight = geometryLoss.depth() / target.knownDepths;
    planes.depthLoss(
        s.state,
        TileKernels.D_DEPTH * plane,
        TileKernels.D_ALPHA * plane,
        plane,
        maps,
        map + TileKernels.DEPTH * plane,
        map,
        target.inverseDepth,
        tile * plane,
        weight,
        s.loss,
        n);
    return sum(s.loss, n) * weight;
  }

  private double normal(Scratch s, int tile, int map, int plane, int n) {
    float weight = geometryLoss.normal() / target.knownNormals;
    planes.normalLoss(
        s.state,
        TileKernels.D_NORMAL * plane,
        TileKernels.BEHIND * plane,
        plane,
        maps,
        map + TileKernels.NORMAL * plane,
        target.normal,
        3 * tile * plane,
        weight,
        s.loss,
        n);
    return sum(s.loss, n) * weight;
  }

  private static double sum(float[] values, int n) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    for (int i = 0; i < n; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    return (double) a + b + (c + d);
  }
}
