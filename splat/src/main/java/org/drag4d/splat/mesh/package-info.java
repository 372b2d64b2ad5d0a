/**
 * The surface of a scene of surfels: rendered depth is fused in a truncated signed distance volume,
 * whose zero surface becomes triangles (surfel-splatting section 13).
 */
package org.drag4d.splat.mesh;
