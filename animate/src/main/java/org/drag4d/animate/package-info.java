/** Stage 3 of the paper (section 2.5): a path becomes eight videos that agree, and one 4D scene. */
package org.drag4d.animate;
