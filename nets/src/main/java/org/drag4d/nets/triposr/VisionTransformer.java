package org.drag4d.nets.triposr;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Attention;
import org.drag4d.nets.torch.Conv2d;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.TransformerLayer;
import org.drag4d.nets.torch.Weights;

/**
 * A vision transformer (Dosovitskiy et al. 2021): a picture's patches as rows that know each other.
 */
final class VisionTransformer {
  /** What the reference adds to the number of patches before it divides, against rounding down. */
  private static final double SIZE_OFFSET = 0.1;

  private final TripoSrConfig.Encoder config;
  private final Parameter first;
  private final Parameter positions;
  private final Conv2d patches;
  private final List<TransformerLayer> layers = new ArrayList<>();
  private final Norm last;

  VisionTransformer(ParameterTable table, TripoSrConfig.Encoder config) {
    this.config = config;
    int width = config.width();
    long side = config.imageSize() / config.patch();
    ParameterTable embeddings = table.at("embeddings");
    first = embeddings.want("cls_token", 1, 1, width);
    positions = embeddings.want("position_embeddings", 1, side * side + 1, width);
    patches =
        Conv2d.of(
            embeddings.at("patch_embeddings.projection"),
            3,
            width,
            config.patch(),
            config.patch(),
            0);
    for (int i = 0; i < config.layers(); i++) {
      ParameterTable part = table.at("encoder.layer", i);
      layers.add(
          new TransformerLayer(
              Norm.layer(part.at("layernorm_before"), width, config.epsilon()),
              Linear.of(part.at("attention.attention.query"), width, width),
              Linear.of(part.at("attention.attention.key"), width, width),
              Linear.of(part.at("attention.attention.value"), width, width),
              Linear.of(part.at("attention.output.dense"), width, width),
              Norm.layer(part.at("layernorm_after"), width, config.epsilon()),
              Linear.of(part.at("intermediate.dense"), width, config.inner()),
              Linear.of(part.at("output.dense"), config.inner(), width)));
    }
    last = Norm.layer(table.at("layernorm"), width, config.epsilon());
    Linear.of(table.at("pooler.dense"), width, width); // in every file, and nothing uses it
  }

  /** Returns rows [n, 1 + patches, width] of normalised pictures [n, 3, h, w]. */
  Tensor apply(Weights w, Tensor pictures) {
    try (Scope scope = Scope.open()) {
      long n = pictures.size(0);
      long height = pictures.size(2) / config.patch();
      long width = pictures.size(3) / config.patch();
      Tensor rows = patches.apply(w, pictures).flatten(2, -1).transpose(1, 2);
      Tensor start = w.of(first).expand(n, -1, -1);
      Tensor x = Tensors.join(1, start, rows).add(places(w, height, width));
      for (TransformerLayer layer : layers) {
        try (Scope inner = Scope.open()) {
          x = inner.keep(layer.apply(w, x, config.heads(), Attention::full, torch::gelu));
        }
      }
      return scope.keep(last.apply(w, x));
    }
  }

  /** The learned positions, stretched to the picture's patches. */
  private Tensor places(Weights w, long height, long width) {
    Tensor learned = w.of(positions);
    long side = config.imageSize() / config.patch();
    if (height == side && width == side) {
      return learned;
    }
    Tensor grid =
        learned
            .narrow(1, 1, side * side)
            .reshape(1, side, side, config.width())
            .permute(0, 3, 1, 2)
            .contiguous();
    Tensor stretched =
        torch.upsample_bicubic2d(
            grid,
            new long[] {height, width},
            false,
            new DoubleOptional((height + SIZE_OFFSET) / side),
            new DoubleOptional((width + SIZE_OFFSET) / side));
    Tensor rows = stretched.permute(0, 2, 3, 1).reshape(1, height * width, config.width());
    return Tensors.join(1, learned.narrow(1, 0, 1), rows);
  }
}
