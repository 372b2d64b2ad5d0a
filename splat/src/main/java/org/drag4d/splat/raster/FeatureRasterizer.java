package org.drag4d.splat.raster;

import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Workers;

/**
 * Draws any number of feature channels of surfels that stay as they are, with the very weights of
 * the colours (surfel-splatting section 6), and takes gradients back to the features.
 *
 * <p>The geometry is detached: a loss of features moves features only, as is usual for distillation
 * (text-to-scene section 8.3); {@link org.drag4d.splat.ReferenceRasterizer} has the gradients of
 * everything. Features are rows of {@link #stride} floats per surfel, of which the first {@link
 * #channels} count and the others are 0; {@link #rows} and {@link #values} convert.
 *
 * <p>Results are the same bytes for any number of threads. After the first views a pass allocates
 * nothing but what it returns.
 */
public final class FeatureRasterizer {
  private final TileRasterizer tiles;
  private final FeaturePass pass;
  private final SurfelRows surfels;
  private final int channels;

  /**
   * Takes surfels, with the fastest kernels that run here.
   *
   * @param channels of the features, at least 1
   * @param workers who works; not closed with the rasterizer
   */
  public FeatureRasterizer(Surfels surfels, int channels, Workers workers) {
    this(surfels, channels, TileRasterizer.best(workers));
  }

  FeatureRasterizer(Surfels surfels, int channels, TileRasterizer tiles) {
    if (channels < 1) {
      throw new IllegalArgumentException(channels + " feature channels");
    }
    this.tiles = tiles;
    this.channels = channels;
    pass = new FeaturePass(tiles.kernels, channels, tiles.workers);
    this.surfels = new SurfelRows(0, surfels.count());
    this.surfels.set(surfels);
  }

  /** Returns the channels of the features. */
  public int channels() {
    return channels;
  }

  /** Returns the floats from row to row of features: the channels, filled up to whole vectors. */
  public int stride() {
    return pass.stride();
  }

  /** Returns how many surfels there are. */
  public int count() {
    return surfels.count;
  }

  /** Lays out features of [surfels, channels] as rows. */
  public float[] rows(float[] values) {
    if (values.length != count() * channels) {
      throw new IllegalArgumentException(
          values.length + " values for " + count() + " surfels of " + channels + " channels");
    }
    float[] rows = new float[count() * stride()];
    for (int i = 0; i < count(); i++) {
      System.arraycopy(values, i * channels, rows, i * stride(), channels);
    }
    return rows;
  }

  /** Returns the features of rows as [surfels, channels]. */
  public float[] values(float[] rows) {
    float[] values = new float[count() * channels];
    for (int i = 0; i < count(); i++) {
      System.arraycopy(rows, i * stride(), values, i * channels, channels);
    }
    return values;
  }

  /**
   * Draws features.
   *
   * @param rows of the surfels
   * @return [H, W, channels] Σ w f, rows from the top
   */
  public float[] draw(float[] rows, Pinhole camera) {
    float[] drawn = new float[camera.width() * camera.height() * channels];
    FeatureLoss copy =
        (x, y, _, values, at) -> {
          System.arraycopy(values, at, drawn, (y * camera.width() + x) * channels, channels);
          return 0;
        };
    judge(rows, camera, copy);
    return drawn;
  }

  /**
   * Draws features and judges them.
   *
   * @param rows of the surfels
   * @param loss sees every pixel of the view once
   * @return the sum of the losses of the pixels
   */
  public double judge(float[] rows, Pinhole camera, FeatureLoss loss) {
    return pass.draw(tiles.projection, tiles.binning, look(camera), checked(rows), loss);
  }

  /**
   * Draws features, judges them, and takes the gradient back.
   *
   * @param rows of the surfels
   * @param loss sees every pixel of the view once
   * @param gradients rows to which dLoss / drows is added
   * @return the sum of the losses of the pixels
   */
  public double learn(float[] rows, Pinhole camera, FeatureLoss loss, float[] gradients) {
    TileGrid grid = look(camera);
    return pass.learn(
        tiles.projection, tiles.binning, grid, checked(rows), loss, checked(gradients));
  }

  private float[] checked(float[] rows) {
    if (rows.length < count() * stride()) {
      throw new IllegalArgumentException(
          rows.length + " floats for " + count() + " rows of " + stride());
    }
    return rows;
  }

  private TileGrid look(Pinhole camera) {
    TileGrid grid = new TileGrid(camera.width(), camera.height(), tiles.lanes());
    tiles.projection.project(surfels, View.of(camera), 0);
    tiles.binning.bin(tiles.projection, grid);
    return grid;
  }
}
