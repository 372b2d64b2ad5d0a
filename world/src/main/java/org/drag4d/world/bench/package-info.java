/**
 * How good and how fast the renderer is: the acceptance figures of built-in-world section 12,
 * measured on real worlds and on rooms whose answer is known.
 */
package org.drag4d.world.bench;
