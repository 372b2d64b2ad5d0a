package org.drag4d.priors.neural;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.diffusion.StableDiffusion;
import org.drag4d.nets.diffusion.WeightedPrompt;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;

/**
 * Texts as a UNet reads them, kept beyond the scope in which they were encoded: a prior encodes
 * them once and uses them for every view.
 */
final class EncodedTexts {
  private final float[] values;
  private final long[] shape;

  private EncodedTexts(float[] values, long[] shape) {
    this.values = values;
    this.shape = shape;
  }

  /** Encodes texts, none of which has weights in it; the text encoder is closed afterwards. */
  static EncodedTexts of(StableDiffusion model, List<String> texts) {
    return weighted(model, texts.stream().map(WeightedPrompt::plain).toList());
  }

  /** Encodes texts whose parts may count differently. */
  static EncodedTexts weighted(StableDiffusion model, List<WeightedPrompt> texts) {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor encoded = model.encode(texts);
      return new EncodedTexts(Tensors.floats(encoded), encoded.shape());
    }
  }

  /** Returns [texts, 77, width], a tensor of the scope around. */
  Tensor tensor() {
    return Tensors.of(values, shape);
  }
}
