package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.geometry.Image;
import org.drag4d.splat.TrainingView;

/**
 * A training view as the losses want it: the picture in planes of rows, weights, known depth and
 * normals tile by tile, and room for the local statistics of the picture, which never change.
 */
final class TargetPicture {
  final View view;
  final TileGrid grid;

  /** The picture; one that is kept as bytes is there after {@link #unpack} only. */
  RowImage picture;

  /** The picture's values × 255, in planes of rows without pads; empty if it is kept as floats. */
  private final byte[] packed;

  /** Rows of weights with pads; a single row of ones when all pixels count alike. */
  float[] weights;

  private final byte[] packedWeights;

  private final boolean weighted;

  /** Floats from row to row, pads included. */
  private final int stride;

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

  /**
   * Prepares a view.
   *
   * @param keepStatistics whether there is room for the local statistics
   * @param keepFloats whether there is room for the picture as floats; if not, it is kept as bytes,
   *     which loses nothing of a picture that came from an 8-bit file
   */
  TargetPicture(
      TrainingView source, TileKernels kernels, boolean keepStatistics, boolean keepFloats) {
    int width = source.camera().width();
    int height = source.camera().height();
    view = View.of(source.camera());
    grid = new TileGrid(width, height, kernels.lanes());
    float[] values = source.picture().values();
    picture = keepFloats ? new RowImage(width, height, 3) : RowImage.NONE;
    packed = new byte[keepFloats ? 0 : values.length];
    stride = RowImage.stride(width);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          float value = values[(y * width + x) * 3 + c];
          if (keepFloats) {
            picture.values[picture.place(c, y) + x] = value;
          } else {
            packed[(c * height + y) * width + x] = (byte) Image.toByte(value);
          }
        }
      }
    }
    weighted = source.weights().length != 0;
    weights = new float[!weighted ? stride : keepFloats ? height * stride : 0];
    packedWeights = new byte[weighted && !keepFloats ? width * height : 0];
    for (int i = 0; i < packedWeights.length; i++) {
      packedWeights[i] = (byte) Image.toByte(source.weights()[i]);
    }
    if (weighted && keepFloats) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(source.weights(), y * width, weights, y * stride + RowImage.PAD, width);
      }
    } else if (!weighted) {
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
    cache = new float[keepStatistics ? 2 * 3 * height * stride : 0];
  }

  /** Makes picture and weights readable, in places that all views of this size share. */
  void unpack(RowImage sharedPicture, RowImage sharedWeights) {
    if (packed.length != 0) {
      picture = sharedPicture;
      unpack(packed, sharedPicture);
    }
    if (packedWeights.length != 0) {
      weights = sharedWeights.values;
      unpack(packedWeights, sharedWeights);
    }
  }

  private static void unpack(byte[] bytes, RowImage into) {
    int width = into.width;
    for (int row = 0; row < bytes.length / width; row++) {
      int to = row * into.stride + RowImage.PAD;
      for (int x = 0; x < width; x++) {
        into.values[to + x] = (bytes[row * width + x] & 0xFF) / 255f;
      }
    }
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
    return weighted ? row * stride : 0;
  }

  /** Returns the place of a row of means in the cache, its pad included, or -1 without cache. */
  int cachePlace(int channel, int row) {
    return cache.length == 0 ? -1 : (channel * grid.height() + row) * stride;
  }

  /** Returns how far the mean squares lie behind the means. */
  int cacheOffset() {
    return 3 * grid.height() * stride;
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
