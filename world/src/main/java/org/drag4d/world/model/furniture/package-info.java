/** Every kind of thing that can stand in a place, one class a family. */
package org.drag4d.world.model.furniture;
