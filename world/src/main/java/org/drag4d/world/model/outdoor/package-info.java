/** Landscapes: trees, grass, stones, water. */
package org.drag4d.world.model.outdoor;
