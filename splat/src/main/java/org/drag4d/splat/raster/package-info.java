/**
 * The engine that draws surfels fast and propagates gradients back: from rows of parameters to
 * records of what a camera sees ({@link org.drag4d.splat.raster.Projection}), to lists of surfels
 * per tile ({@link org.drag4d.splat.raster.Binning}), to pixels and back ({@link
 * org.drag4d.splat.raster.TileKernels}), to new parameters ({@link
 * org.drag4d.splat.raster.SurfelUpdate}).
 *
 * <p>Everything is written to places that depend on the data alone, and summed in a fixed order, so
 * that the result is the same for any number of threads. After the first iterations nothing is
 * allocated.
 */
package org.drag4d.splat.raster;
