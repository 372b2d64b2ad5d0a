package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.TransformerBlock;
import org.drag4d.nets.torch.Weights;

/**
 * Attention among the pixels of a feature map and to a text ("text-to-scene" section 7.2). The
 * projections in and out are 1 x 1 convolutions in some files and linear layers in others, which
 * are the same numbers.
 */
record SpatialTransformer(Norm norm, Linear projIn, List<TransformerBlock> blocks, Linear projOut) {
  private static final double PICTURE_EPSILON = 1e-6;

  /**
   * Declares a transformer.
   *
   * @param width channels of the feature map
   * @param heads of attention
   * @param context width of the text's rows
   * @param layers how many rounds
   * @param groups of the normalisation
   * @param linear whether the projections are declared as linear layers
   */
  static SpatialTransformer of(
      ParameterTable table,
      long width,
      int heads,
      long context,
      int layers,
      int groups,
      boolean linear) {
    List<TransformerBlock> blocks = new ArrayList<>();
    Norm norm = Norm.groups(table.at("norm"), groups, width, PICTURE_EPSILON);
    Linear projIn = projection(table.at("proj_in"), width, linear);
    for (int i = 0; i < layers; i++) {
      blocks.add(TransformerBlock.of(table.at("transformer_blocks", i), width, heads, context));
    }
    return new SpatialTransformer(
        norm, projIn, blocks, projection(table.at("proj_out"), width, linear));
  }

  private static Linear projection(ParameterTable table, long width, boolean linear) {
    return linear
        ? Linear.of(table, width, width)
        : new Linear(
            table.want("weight", width, width, 1, 1), Optional.of(table.want("bias", width)));
  }

  /**
   * Runs the transformer.
   *
   * @param x [n, c, h, w]
   * @param context [n, t, context]
   * @return [n, c, h, w]
   */
  Tensor apply(Weights w, Tensor x, Tensor context) {
    try (Scope scope = Scope.open()) {
      long n = x.size(0);
      long c = x.size(1);
      long height = x.size(2);
      long width = x.size(3);
      Tensor rows = norm.apply(w, x).permute(0, 2, 3, 1).reshape(n, height * width, c);
      rows = projIn.apply(w, rows);
      for (TransformerBlock block : blocks) {
        rows = block.apply(w, rows, context);
      }
      Tensor out = projOut.apply(w, rows).view(n, height, width, c).permute(0, 3, 1, 2);
      return scope.keep(out.add(x));
    }
  }
}
