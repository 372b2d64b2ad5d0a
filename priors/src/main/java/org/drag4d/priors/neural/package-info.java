/** Priors that run published networks. */
package org.drag4d.priors.neural;
