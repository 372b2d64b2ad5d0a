/** Where an object stands: support, walls, gravity (section 2.4, equation 10). */
package org.drag4d.compose.placement;
