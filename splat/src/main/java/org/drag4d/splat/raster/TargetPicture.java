package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.splat.TrainingView;

/**
 * A training view as the losses want it: the picture in planes of rows, weights, known depth and
 * normals tile by tile, and room for the local statistics of the picture, which never change.
 */
final class TargetPicture {
  final View view;
  final TileGrid grid;
  final RowImage picture;

  /** Rows of weights with pads; a single row of ones when all pixels count alike. */
  final float[] weights;

  private final boolean weighted;

  /**
   * 1 / known z depth per pixel in the planes of tiles, 0 where unknown; empty if none is known.
   */
  final float[] inverseDepth;

  /** Known normals, three planes per tile; empty if there are none. */
  final float[] normal;

  /** How many pixels have a known depth, and a known normal. */
  final int knownDepths;

  final int knownNormals;

  /** Means and mean squares; empty if there is no room for them. */
  final float[] cache;

  private boolean cached;

  TargetPicture(TrainingView source, TileKernels kernels, boolean keepStatistics) {
    int width = source.camera().width();
    int height = source.camera().height();
    view = View.of(source.camera());
    grid = new TileGrid(width, height, kernels.lanes());
    picture = new RowImage(width, height, 3);
    float[] values = source.picture().values();
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++) {
        int to = picture.place(c, y);
        for (int x = 0; x < width; x++) {
          picture.values[to + x] = values[(y * width + x) * 3 + c];
        }
      }
    }
    weighted = source.weights().length != 0;
    weights = new float[weighted ? height * picture.stride : picture.stride];
    if (weighted) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(source.weights(), y * width, weights, picture.place(0, y), width);
      }
    } else {
      Arrays.fill(weights, RowImage.PAD, RowImage.PAD + width, 1);
    }
    inverseDepth = tiled(inverses(source.zDepth()), 1, kernels);
    normal = tiled(source.normal(), 3, kernels);
    int depths = 0;
    for (int i = 0; i < source.zDepth().length; i++) {
      float z = source.zDepth()[i];
      depths += z > 0 && z < Float.POSITIVE_INFINITY ? 1 : 0;
    }
    knownDepths = depths;
    int normals = 0;
    for (int i = 0; i < source.normal().length; i += 3) {
      float[] n = source.normal();
      normals += n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2] > 0.1f ? 1 : 0;
    }
    knownNormals = normals;
    cache = new float[keepStatistics ? 2 * picture.values.length : 0];
  }

  private static float[] inverses(float[] depths) {
    float[] result = new float[depths.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = depths[i] > 0 ? 1 / depths[i] : 0;
    }
    return result;
  }

  private float[] tiled(float[] rows, int channels, TileKernels kernels) {
    if (rows.length == 0) {
      return rows;
    }
    int width = grid.width();
    float[] single = new float[width * grid.height()];
    float[] result = new float[grid.tiles() * channels * grid.planeLength()];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < single.length; i++) {
        float value = rows[i * channels + c];
        single[i] = Float.isFinite(value) ? value : 0;
      }
      for (int tile = 0; tile < grid.tiles(); tile++) {
        int x = (tile % grid.tilesX()) * grid.tileWidth();
        int y = (tile / grid.tilesX()) * grid.tileHeight();
        kernels.toBlocks(
            single,
            y * width + x,
            width,
            width - x,
            grid.height() - y,
            result,
            (tile * channels + c) * grid.planeLength());
      }
    }
    return result;
  }

  /** Returns the place of a row of weights, its pad included. */
  int weightPlace(int row) {
    return weighted ? row * picture.stride : 0;
  }

  /** Returns the place of a row of means in the cache, its pad included, or -1 without cache. */
  int cachePlace(int channel, int row) {
    return cache.length == 0 ? -1 : picture.place(channel, row) - RowImage.PAD;
  }

  /** Returns how far the mean squares lie behind the means. */
  int cacheOffset() {
    return picture.values.length;
  }

  /** Says whether the cache is filled. */
  boolean cached() {
    return cached;
  }

  /** Says that all rows have been written to the cache. */
  void markCached() {
    cached = cache.length != 0;
  }
}
