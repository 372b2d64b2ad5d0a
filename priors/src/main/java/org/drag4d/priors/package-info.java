/** Which priors there are, by name; the priors themselves are in the packages below. */
package org.drag4d.priors;
