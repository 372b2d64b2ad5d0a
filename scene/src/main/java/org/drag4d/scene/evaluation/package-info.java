/** How near a scene of surfels comes to the place that it was made from. */
package org.drag4d.scene.evaluation;
