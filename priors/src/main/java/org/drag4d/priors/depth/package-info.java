/** The distances of a whole panorama from those of perspective pictures of its parts. */
package org.drag4d.priors.depth;
