/** Stage 1 of the paper (section 2.3): a sentence or a panorama becomes a scene of surfels. */
package org.drag4d.scene;
