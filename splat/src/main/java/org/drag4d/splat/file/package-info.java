/**
 * Splat files: PLY as 2DGS and 3DGS write it, {@code .splat}, SPZ (surfel-splatting section 14).
 * Coordinates are used as they stand.
 */
package org.drag4d.splat.file;
