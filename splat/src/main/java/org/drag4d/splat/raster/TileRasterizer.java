package org.drag4d.splat.raster;

import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;

/** Renders surfels with the tile engine: projection, binning, drawing. */
public final class TileRasterizer {
  private static final float[] BLACK = new float[3];

  final TileKernels kernels;
  final Workers workers;
  final Projection projection;
  final Binning binning;
  final TilePass drawing;

  private TileRasterizer(TileKernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    projection = new Projection(kernels, workers);
    binning = new Binning(kernels.surfels(), workers);
    drawing = new TilePass(kernels, workers);
  }

  /**
   * Makes one whose inner loops use SIMD. The system property {@code drag4d.vector.bits} forces
   * 128, 256 or 512 bits.
   *
   * @throws LinkageError if Java runs without the module jdk.incubator.vector
   * @throws UnsupportedOperationException if the machine's vectors do not suit
   */
  public static TileRasterizer vector(Workers workers) {
    return new TileRasterizer(new VectorTileKernels(), workers);
  }

  /** Makes one in plain Java. */
  public static TileRasterizer scalar(Workers workers) {
    return new TileRasterizer(new ScalarTileKernels(), workers);
  }

  /** Makes the fastest one that runs here. */
  public static TileRasterizer best(Workers workers) {
    return whyNotVector().isEmpty() ? vector(workers) : scalar(workers);
  }

  /** Returns why SIMD cannot be used, as a clause; empty if it can. */
  public static String whyNotVector() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return "java was started without --add-modules jdk.incubator.vector";
    }
    try {
      new VectorTileKernels();
      return "";
    } catch (LinkageError | UnsupportedOperationException e) {
      return "this machine's vectors do not suit (" + e.getMessage() + ")";
    }
  }

  /** Returns how many floats a vector of {@link #vector} holds. */
  public static int vectorLanes() {
    return new VectorTileKernels().lanes();
  }

  /** Returns how many pixels a block has. */
  public int lanes() {
    return kernels.lanes();
  }

  /** Renders all maps of a view, before any background. */
  public RenderedView render(Surfels surfels, Pinhole camera) {
    SurfelRows rows = new SurfelRows(surfels.degree(), surfels.count());
    rows.set(surfels);
    return render(rows, camera, surfels.degree());
  }

  RenderedView render(SurfelRows rows, Pinhole camera, int activeDegree) {
    TileGrid grid = new TileGrid(camera.width(), camera.height(), kernels.lanes());
    draw(rows, View.of(camera), grid, activeDegree, RowImage.NONE, BLACK);
    return view(grid);
  }

  /** Projects, bins and draws. */
  void draw(
      SurfelRows rows,
      View view,
      TileGrid grid,
      int activeDegree,
      RowImage picture,
      float[] background) {
    projection.project(rows, view, activeDegree);
    binning.bin(projection, grid);
    drawing.draw(projection, binning, grid, picture, background, true, false);
  }

  /** Counts the pairs of block and surfel of the last drawing. */
  long blockVisits() {
    long count = 0;
    for (int i = 0; i < binning.pairs; i++) {
      count += Long.bitCount(binning.pairMask[i]);
    }
    return count;
  }

  /** Counts, slowly, the pairs of pixel and surfel of the last drawing that have an alpha. */
  long blendedPairs(TileGrid grid) {
    float[] records = new float[TilePass.PORTION * Projection.RECORD];
    float[] geometry = new float[TileGrid.BLOCKS * TileKernels.GEOMETRY * lanes()];
    int[] blocks = new int[1];
    long count = 0;
    for (int tile = 0; tile < grid.tiles(); tile++) {
      int end = binning.tileStart[tile + 1];
      for (int from = binning.tileStart[tile]; from < end; from += TilePass.PORTION) {
        int to = Math.min(end, from + TilePass.PORTION);
        kernels.gather(
            projection.records,
            binning.pairVisible,
            from,
            to,
            grid.left(tile),
            grid.top(tile),
            records);
        for (int i = from; i < to; i++) {
          for (long mask = binning.pairMask[i]; mask != 0; mask &= mask - 1) {
            blocks[0] = Long.numberOfTrailingZeros(mask);
            kernels.geometry(records, (i - from) * Projection.RECORD, blocks, 1, geometry);
            for (int lane = 0; lane < lanes(); lane++) {
              count += geometry[lane] > 0 ? 1 : 0;
            }
          }
        }
      }
    }
    return count;
  }

  private RenderedView view(TileGrid grid) {
    int width = grid.width();
    int height = grid.height();
    int pixels = width * height;
    RenderedView v =
        new RenderedView(
            width,
            height,
            new float[3 * pixels],
            new float[pixels],
            new float[pixels],
            new float[pixels],
            new float[3 * pixels]);
    int plane = grid.planeLength();
    int lanes = kernels.lanes();
    workers.forEach(
        grid.tiles(),
        (tile, worker) -> {
          int left = (tile % grid.tilesX()) * grid.tileWidth();
          int top = (tile / grid.tilesX()) * grid.tileHeight();
          float[] maps = drawing.maps;
          for (int i = 0; i < TileGrid.BLOCKS * lanes; i++) {
            int block = i / lanes;
            int x = left + (block & 7) * TileGrid.BLOCK_WIDTH + (i & 3);
            int y = top + (block >> 3) * grid.blockHeight() + (i % lanes >> 2);
            if (x >= width || y >= height) {
              continue;
            }
            int from = TilePass.place(grid, tile, 0) + i;
            int to = y * width + x;
            float alpha = 1 - Math.abs(maps[from]);
            v.alpha()[to] = alpha;
            v.depth()[to] = alpha < 1f / 255 ? 0 : maps[from + TileKernels.DEPTH * plane] / alpha;
            v.medianDepth()[to] = maps[from + TileKernels.MEDIAN * plane];
            for (int c = 0; c < 3; c++) {
              v.colour()[3 * to + c] = maps[from + (TileKernels.COLOUR + c) * plane];
              v.normal()[3 * to + c] = maps[from + (TileKernels.NORMAL + c) * plane];
            }
          }
        });
    return v;
  }
}
