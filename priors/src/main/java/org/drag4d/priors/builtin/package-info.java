/** Priors that need no download. Results name them; they never pose as neural ones. */
package org.drag4d.priors.builtin;
