package org.drag4d.splat;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.raster.PanoramaRasterizer;
import org.drag4d.splat.raster.TileRasterizer;
import org.drag4d.task.Workers;

/** The engine of {@link VectorRasterizer} in plain Java, for where the vector module is missing. */
public final class ScalarRasterizer implements Rasterizer {
  private final TileRasterizer tiles;
  private final PanoramaRasterizer panoramas;

  /**
   * Makes a rasterizer.
   *
   * @param workers who works; not closed with the rasterizer
   */
  public ScalarRasterizer(Workers workers) {
    tiles = TileRasterizer.scalar(workers);
    panoramas = new PanoramaRasterizer(workers);
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
