package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;

/**
 * How much faster one thread draws with the kernels than with a loop over pixels that each walk
 * through the surfels of their tile, as a graphics processor's threads do. Both are given the same
 * lists; a second loop also skips the pairs whose block is not touched, as the kernels do.
 */
public final class DrawingComparison {
  private final TileRasterizer tiles;
  private final TileGrid grid;
  private final RowImage picture;
  private final float[] background = new float[3];

  /** Colour, transmittance, depth and normal of all pixels, as the loop leaves them. */
  private final float[] pixels;

  private static final int VALUES = 8;

  private DrawingComparison(Surfels surfels, Pinhole camera, Workers alone) {
    tiles = TileRasterizer.best(alone);
    grid = new TileGrid(camera.width(), camera.height(), tiles.lanes());
    picture = new RowImage(camera.width(), camera.height(), 3);
    pixels = new float[VALUES * camera.width() * camera.height()];
    SurfelRows rows = new SurfelRows(surfels.degree(), surfels.count());
    rows.set(surfels);
    tiles.projection.project(rows, View.of(camera), surfels.degree());
    tiles.binning.bin(tiles.projection, grid);
  }

  /**
   * Times of the loops over that of the kernels.
   *
   * @param wholeTiles of the loop that walks through all surfels of a tile
   * @param sameBlocks of the loop that is spared the same pairs as the kernels
   */
  public record Ratios(double wholeTiles, double sameBlocks) {}

  /**
   * Compares.
   *
   * @param repeats of each, in turn; the medians count
   */
  public static Ratios ratios(Surfels surfels, Pinhole camera, int repeats) {
    try (Workers alone = Workers.of(1)) {
      DrawingComparison c = new DrawingComparison(surfels, camera, alone);
      double[] whole = new double[repeats];
      double[] same = new double[repeats];
      double[] kernels = new double[repeats];
      for (int i = 0; i < 2 * repeats; i++) { // the first half warms up
        long start = System.nanoTime();
        c.tiles.drawing.draw(
            c.tiles.projection, c.tiles.binning, c.grid, c.picture, c.background, false, false);
        long drawn = System.nanoTime();
        c.loop(true);
        long spared = System.nanoTime();
        c.loop(false);
        kernels[i % repeats] = drawn - start;
        same[i % repeats] = spared - drawn;
        whole[i % repeats] = System.nanoTime() - spared;
      }
      Arrays.sort(whole);
      Arrays.sort(same);
      Arrays.sort(kernels);
      double median = kernels[repeats / 2];
      return new Ratios(whole[repeats / 2] / median, same[repeats / 2] / median);
    }
  }

  /** The loop: surfel-splatting section 6 as it is written down. */
  private void loop(boolean sparing) {
    for (int y = 0; y < grid.height(); y++) {
      for (int x = 0; x < grid.width(); x++) {
        pixel(x, y, sparing);
      }
    }
  }

  private void pixel(int x, int y, boolean sparing) {
    Binning bins = tiles.binning;
    int tile = y / grid.tileHeight() * grid.tilesX() + x / grid.tileWidth();
    int column = x % grid.tileWidth() / TileGrid.BLOCK_WIDTH;
    long block = 1L << y % grid.tileHeight() / grid.blockHeight() * 8 + column;
    float[] r = tiles.projection.records;
    float t = 1;
    float red = 0;
    float green = 0;
    float blue = 0;
    float depth = 0;
    float nx = 0;
    float ny = 0;
    float nz = 0;
    for (int i = bins.tileStart[tile]; i < bins.tileStart[tile + 1]; i++) {
      if (sparing && (bins.pairMask[i] & block) == 0) {
        continue;
      }
      int at = bins.pairVisible[i] * Projection.RECORD;
      float dx = x + 0.5f - r[at + Projection.CENTRE_X];
      float dy = y + 0.5f - r[at + Projection.CENTRE_Y];
      float k = dx * r[at + Projection.A_K] + dy * r[at + Projection.B_K] + r[at + Projection.C_K];
      if (!(k > TileKernels.SMALLEST_K && k <= TileKernels.LARGEST_K)) {
        continue;
      }
      float z = 1 / k;
      float u = (dx * r[at + Projection.A_U] + dy * r[at + Projection.B_U]) * z;
      float v = (dx * r[at + Projection.A_V] + dy * r[at + Projection.B_V]) * z;
      float rho = Math.min(u * u + v * v, 2 * (dx * dx + dy * dy));
      float exponent = r[at + Projection.LOG2_OPACITY] + TileKernels.EXPONENT * rho;
      if (exponent < TileKernels.LOG2_SMALLEST_ALPHA) {
        continue;
      }
      float alpha = Math.min(TileKernels.LARGEST_ALPHA, (float) Exponential.exp(LN2 * exponent));
      float w = alpha * t;
      if (t - w < TileKernels.STOP) {
        break;
      }
      t -= w;
      red += w * r[at + Projection.RED];
      green += w * r[at + Projection.RED + 1];
      blue += w * r[at + Projection.RED + 2];
      nx += w * r[at + Projection.NORMAL];
      ny += w * r[at + Projection.NORMAL + 1];
      nz += w * r[at + Projection.NORMAL + 2];
      depth += w * z;
    }
    int to = (y * grid.width() + x) * VALUES;
    pixels[to] = t;
    pixels[to + 1] = red;
    pixels[to + 2] = green;
    pixels[to + 3] = blue;
    pixels[to + 4] = depth;
    pixels[to + 5] = nx;
    pixels[to + 6] = ny;
    pixels[to + 7] = nz;
  }

  private static final double LN2 = Math.log(2);

  /** Returns the largest difference of a colour between loop and kernels. */
  static double largestDifference(Surfels surfels, Pinhole camera) {
    try (Workers alone = Workers.of(1)) {
      DrawingComparison c = new DrawingComparison(surfels, camera, alone);
      c.loop(false);
      c.tiles.drawing.draw(
          c.tiles.projection, c.tiles.binning, c.grid, c.picture, c.background, false, false);
      double largest = 0;
      for (int y = 0; y < c.grid.height(); y++) {
        for (int x = 0; x < c.grid.width(); x++) {
          for (int channel = 0; channel < 3; channel++) {
            float drawn = c.picture.values[c.picture.place(channel, y) + x];
            float looped = c.pixels[(y * c.grid.width() + x) * VALUES + 1 + channel];
            largest = Math.max(largest, Math.abs(drawn - looped));
          }
        }
      }
      return largest;
    }
  }
}
