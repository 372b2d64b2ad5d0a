package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Weights;

/**
 * The blocks of a UNet at one size of the feature map, and the convolution that leads to the next
 * size.
 *
 * @param resnets residual blocks
 * @param attentions one after each of them, or none
 * @param resize to the next size; none at the last one
 */
record UnetLevel(
    List<ResnetBlock> resnets, List<SpatialTransformer> attentions, Optional<Conv2d> resize) {

  /**
   * Declares the blocks.
   *
   * @param in channels that come into each residual block
   * @param level which of the configuration's levels it is, finest first
   * @param attends whether it attends to the text
   */
  static UnetLevel of(
      ParameterTable part,
      UnetConfig config,
      List<Integer> in,
      int level,
      boolean attends,
      Optional<Conv2d> resize) {
    List<ResnetBlock> resnets = new ArrayList<>();
    List<SpatialTransformer> attentions = new ArrayList<>();
    for (int layer = 0; layer < in.size(); layer++) {
      resnets.add(
          resnet(part.at("resnets", layer), config, in.get(layer), config.widths().get(level)));
      if (attends) {
        attentions.add(attention(part.at("attentions", layer), config, level));
      }
    }
    return new UnetLevel(resnets, attentions, resize);
  }

  static ResnetBlock resnet(ParameterTable part, UnetConfig config, int in, int out) {
    return ResnetBlock.of(part, in, out, config.timeWidth(), config.groups(), config.epsilon());
  }

  static SpatialTransformer attention(ParameterTable part, UnetConfig config, int level) {
    return SpatialTransformer.of(
        part,
        config.widths().get(level),
        config.heads().get(level),
        config.context(),
        config.transformerLayers().get(level),
        config.groups(),
        config.linearProjection());
  }

  /** Runs one residual block, and the attention after it. */
  Tensor apply(Weights w, int layer, Tensor x, Tensor time, Tensor context) {
    Tensor h = resnets.get(layer).apply(w, x, time);
    return attentions.isEmpty() ? h : attentions.get(layer).apply(w, h, context);
  }
}
