package org.drag4d.nets.torch;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Scaled dot-product attention: softmax(q k' / sqrt(d)) v. */
public final class Attention {
  /** Query rows at a time where the weights of attention are written out. */
  private static final long CHUNK = 256;

  private Attention() {}

  /** Splits rows [n, t, heads * d] into [n, heads, t, d]. */
  public static Tensor split(Tensor rows, int heads) {
    return rows.view(rows.size(0), rows.size(1), heads, rows.size(2) / heads).transpose(1, 2);
  }

  /** Joins [n, heads, t, d] to rows [n, t, heads * d]. */
  public static Tensor join(Tensor heads) {
    return heads
        .transpose(1, 2)
        .reshape(heads.size(0), heads.size(2), heads.size(1) * heads.size(3));
  }

  /** Every query sees every key. All tensors are [n, heads, t, d]. */
  public static Tensor full(Tensor query, Tensor key, Tensor value) {
    if (!query.is_cuda() && query.scalar_type().intern() == ScalarType.BFloat16) {
      return inChunks(query, key, value);
    }
    return torch.scaled_dot_product_attention(query, key, value);
  }

  /** A query sees the keys up to its own place. */
  public static Tensor causal(Tensor query, Tensor key, Tensor value) {
    return torch.scaled_dot_product_attention(
        query, key, value, new TensorOptional(), 0, true, new DoubleOptional(), false);
  }

  /**
   * The fused kernel of the processor is twenty times slower in 16 bits than in 32; products and a
   * softmax over a few hundred queries at a time are faster than both.
   */
  private static Tensor inChunks(Tensor query, Tensor key, Tensor value) {
    long rows = query.size(2);
    Tensor keys = key.transpose(2, 3).mul(new Scalar(1 / Math.sqrt(query.size(3)))).contiguous();
    Tensor values = value.contiguous();
    Tensor[] parts = new Tensor[Math.toIntExact((rows + CHUNK - 1) / CHUNK)];
    for (int i = 0; i < parts.length; i++) {
      long from = i * CHUNK;
      try (Scope scope = Scope.open()) {
        Tensor some = query.narrow(2, from, Math.min(CHUNK, rows - from)).contiguous();
        parts[i] = scope.keep(torch.matmul(torch.softmax(torch.matmul(some, keys), -1), values));
      }
    }
    return torch.cat(new TensorVector(parts), 2);
  }
}
