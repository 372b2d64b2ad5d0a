/** What surfaces, lamps and the sky look like. */
package org.drag4d.world.look;
