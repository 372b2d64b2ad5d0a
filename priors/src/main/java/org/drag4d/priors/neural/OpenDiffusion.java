package org.drag4d.priors.neural;

import java.util.List;
import java.util.function.Consumer;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.Unet2DCondition;

/**
 * The UNet and the autoencoder of a diffusion model, open together, and the texts that were encoded
 * for them: what a prior keeps from one view to the next.
 *
 * @param said the texts themselves
 * @param texts the same as the UNet reads them
 */
record OpenDiffusion(
    StableDiffusion.Loaded<Unet2DCondition> unet,
    StableDiffusion.Loaded<AutoencoderKl> autoencoder,
    List<String> said,
    EncodedTexts texts)
    implements AutoCloseable {

  /**
   * Opens the networks; none stays open if that fails.
   *
   * @param check looks at the UNet before anything else is opened, and throws if it does not suit
   */
  static OpenDiffusion of(
      StableDiffusion model, List<String> said, Consumer<Unet2DCondition> check) {
    EncodedTexts texts = EncodedTexts.of(model, said);
    StableDiffusion.Loaded<Unet2DCondition> unet = model.unet();
    try {
      check.accept(unet.network());
      return new OpenDiffusion(unet, model.autoencoder(), said, texts);
    } catch (RuntimeException e) {
      unet.close();
      throw e;
    }
  }

  @Override
  public void close() {
    unet.close();
    autoencoder.close();
  }
}
