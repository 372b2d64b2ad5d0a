package org.drag4d.splat;

import org.drag4d.geometry.Camera;

/**
 * Renders surfels. Implementations give the same picture within the tolerance that the
 * double-precision reference states, and the same bytes for any number of threads.
 */
public sealed interface Rasterizer extends AutoCloseable
    permits ReferenceRasterizer, VectorRasterizer, ScalarRasterizer {

  /** Renders all maps of a view. */
  RenderedView render(Surfels surfels, Camera camera);

  /** Frees the working memory. */
  @Override
  void close();
}
