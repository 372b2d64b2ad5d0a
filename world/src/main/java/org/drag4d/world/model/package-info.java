/** Shapes, furniture, rooms and outdoor things as triangles with materials. */
package org.drag4d.world.model;
