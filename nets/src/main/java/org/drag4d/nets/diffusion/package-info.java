/**
 * The networks of Stable Diffusion on libtorch, under their published names: the CLIP text encoder
 * and its tokenizer, the autoencoder of pictures, the conditional UNet.
 */
package org.drag4d.nets.diffusion;
