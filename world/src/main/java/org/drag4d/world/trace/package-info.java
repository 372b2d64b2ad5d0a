/** Rays against triangles: an 8-wide bounding volume tree, with SIMD and a scalar twin. */
package org.drag4d.world.trace;
