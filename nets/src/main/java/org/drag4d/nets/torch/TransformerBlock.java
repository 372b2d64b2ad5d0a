package org.drag4d.nets.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One round of a transformer over rows: attention among themselves, attention to a context, and a
 * feed-forward layer, each beside a way around it ("text-to-scene" section 7.2).
 */
public record TransformerBlock(
    Norm norm1, CrossAttention attn1, Norm norm2, CrossAttention attn2, Norm norm3, Feed feed) {
  private static final double EPSILON = 1e-5;

  /** Queries from rows, keys and values from rows or context. */
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
   * Declares a block.
   *
   * @param width of the rows
   * @param heads of attention
   * @param context width of the context's rows
   */
  public static TransformerBlock of(ParameterTable table, long width, int heads, long context) {
    return new TransformerBlock(
        Norm.layer(table.at("norm1"), width, EPSILON),
        CrossAttention.of(table.at("attn1"), width, width, heads),
        Norm.layer(table.at("norm2"), width, EPSILON),
        CrossAttention.of(table.at("attn2"), width, context, heads),
        Norm.layer(table.at("norm3"), width, EPSILON),
        Feed.of(table.at("ff"), width));
  }

  /**
   * Runs the block.
   *
   * @param rows [n, t, width]
   * @param context [n, t', context]
   * @return [n, t, width]
   */
  public Tensor apply(Weights w, Tensor rows, Tensor context) {
    try (Scope scope = Scope.open()) {
      Tensor seen = norm1.apply(w, rows);
      Tensor h = rows.add(attn1.apply(w, seen, seen));
      h = h.add(attn2.apply(w, norm2.apply(w, h), context));
      return scope.keep(h.add(feed.apply(w, norm3.apply(w, h))));
    }
  }
}
