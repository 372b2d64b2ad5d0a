/** What a person brings instead of asking a prior: their own panorama with its depth. */
package org.drag4d.priors.file;
