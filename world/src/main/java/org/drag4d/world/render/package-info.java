/** Pictures: cameras, shading, depth and ids, and the studio for single objects. */
package org.drag4d.world.render;
