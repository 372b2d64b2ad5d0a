/** How near objects and masks made from pictures come to what is known of them. */
package org.drag4d.priors.evaluation;
