/**
 * Scenes of 2D Gaussians (surfels): the model, differentiable rendering, training, meshes, files.
 *
 * <p>Mathematics, symbols and constants follow "2D Gaussian Splatting for Geometrically Accurate
 * Radiance Fields" (Huang et al., 2024); where this package departs from it, the class says so.
 */
package org.drag4d.splat;
