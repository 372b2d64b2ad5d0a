/** Light: windows, lamps, sun; baked once into irradiance records on the surfaces. */
package org.drag4d.world.light;
