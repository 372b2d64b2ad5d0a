/** Samplers of diffusion networks, in plain Java: from noise to a sample in a few network calls. */
package org.drag4d.nets.schedule;
