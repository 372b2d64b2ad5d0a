/**
 * Places under the sky: ground, trees, undergrowth, rocks and water. What grows in numbers is one
 * Solid in many poses, so that a wood of a million triangles takes the memory of a few trees.
 */
package org.drag4d.world.model.outdoor;
