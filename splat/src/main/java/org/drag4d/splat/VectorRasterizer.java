package org.drag4d.splat;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.raster.PanoramaRasterizer;
import org.drag4d.splat.raster.TileRasterizer;
import org.drag4d.task.Workers;

/**
 * The fast rasterizer: tiles of blocks of pixels, one block a SIMD vector, all of it in the order
 * that the cache likes. Renders what {@link ReferenceRasterizer} renders.
 */
public final class VectorRasterizer implements Rasterizer {
  private final TileRasterizer tiles;
  private final PanoramaRasterizer panoramas;

  /**
   * Makes a rasterizer.
   *
   * @param workers who works; not closed with the rasterizer
   * @throws LinkageError if Java runs without the module jdk.incubator.vector
   */
  public VectorRasterizer(Workers workers) {
    tiles = TileRasterizer.vector(workers);
    panoramas = new PanoramaRasterizer(workers);
  }

  /** Returns how many pixels a vector holds. */
  public int lanes() {
    return tiles.lanes();
  }

  @Override
  public RenderedView render(Surfels surfels, Camera camera) {
    return switch (camera) {
      case Pinhole c -> tiles.render(surfels, c);
      case Equirectangular c -> panoramas.render(surfels, c);
    };
  }

  @Override
  public void close() {}
}
