package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Attention;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Weights;

/**
 * Attention among the pixels of a feature map and to a text ("text-to-scene" section 7.2). The
 * projections in and out are 1 x 1 convolutions in some files and linear layers in others, which
 * are the same numbers.
 */
record SpatialTransformer(Norm norm, Linear projIn, List<Block> blocks, Linear projOut) {
  private static final double PICTURE_EPSILON = 1e-6;

  /** One round: among pixels, to the text, and each pixel by itself. */
  record Block(
      Norm norm1, CrossAttention attn1, Norm norm2, CrossAttention attn2, Norm norm3, Feed feed) {}

  /** Queries from pixels, keys and values from pixels or text. */
  record CrossAttention(Linear toQ, Linear toK, Linear toV, Linear toOut, int heads) {
    static CrossAttention of(ParameterTable table, long width, long contextWidth, int heads) {
      return new CrossAttention(
          Linear.withoutBias(table.at("to_q"), width, width),
          Linear.withoutBias(table.at("to_k"), contextWidth, width),
          Linear.withoutBias(table.at("to_v"), contextWidth, width),
          Linear.of(table.at("to_out.0"), width, width),
          heads);
    }

    Tensor apply(Weights w, Tensor x, Tensor context) {
      Tensor q = Attention.split(toQ.apply(w, x), heads);
      Tensor k = Attention.split(toK.apply(w, context), heads);
      Tensor v = Attention.split(toV.apply(w, context), heads);
      return toOut.apply(w, Attention.join(Attention.full(q, k, v)));
    }
  }

  /** GEGLU: half of the first layer's output, weighted by GELU of the other half. */
  record Feed(Linear in, Linear out) {
    static Feed of(ParameterTable table, long width) {
      return new Feed(
          Linear.of(table.at("net.0.proj"), width, 8 * width),
          Linear.of(table.at("net.2"), 4 * width, width));
    }

    Tensor apply(Weights w, Tensor x) {
      Tensor both = in.apply(w, x);
      long half = both.size(2) / 2;
      Tensor gate = torch.gelu(both.narrow(2, half, half));
      return out.apply(w, both.narrow(2, 0, half).mul(gate));
    }
  }

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
    List<Block> blocks = new ArrayList<>();
    Norm norm = Norm.groups(table.at("norm"), groups, width, PICTURE_EPSILON);
    Linear projIn = projection(table.at("proj_in"), width, linear);
    for (int i = 0; i < layers; i++) {
      ParameterTable part = table.at("transformer_blocks", i);
      blocks.add(
          new Block(
              Norm.layer(part.at("norm1"), width, 1e-5),
              CrossAttention.of(part.at("attn1"), width, width, heads),
              Norm.layer(part.at("norm2"), width, 1e-5),
              CrossAttention.of(part.at("attn2"), width, context, heads),
              Norm.layer(part.at("norm3"), width, 1e-5),
              Feed.of(part.at("ff"), width)));
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
      for (Block block : blocks) {
        try (Scope round = Scope.open()) {
          Tensor seen = block.norm1().apply(w, rows);
          Tensor h = rows.add(block.attn1().apply(w, seen, seen));
          h = h.add(block.attn2().apply(w, block.norm2().apply(w, h), context));
          rows = round.keep(h.add(block.feed().apply(w, block.norm3().apply(w, h))));
        }
      }
      Tensor out = projOut.apply(w, rows).view(n, height, width, c).permute(0, 3, 1, 2);
      return scope.keep(out.add(x));
    }
  }
}
