package org.drag4d.nets.torch;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A linear layer on the last dimension.
 *
 * @param weight [out, in]
 * @param bias [out]
 */
public record Linear(Parameter weight, Optional<Parameter> bias) {
  private static final int FEW_ROWS = 32;
  private static final long[] ONE = {1, 1};
  private static final long[] ZERO = {0, 0};

  /** Declares a layer with bias. */
  public static Linear of(ParameterTable table, long in, long out) {
    return new Linear(table.want("weight", out, in), Optional.of(table.want("bias", out)));
  }

  /** Declares a layer without bias. */
  public static Linear withoutBias(ParameterTable table, long in, long out) {
    return new Linear(table.want("weight", out, in), Optional.empty());
  }

  /** Declares a layer with bias whose part of the network files also call otherwise. */
  public static Linear alsoCalled(
      ParameterTable table, String part, String other, long in, long out) {
    return new Linear(
        table.want(part + ".weight", List.of(other + ".weight"), out, in),
        Optional.of(table.want(part + ".bias", List.of(other + ".bias"), out)));
  }

  /** Returns the layer's output [..., out] for rows [..., in]. */
  public Tensor apply(Weights weights, Tensor rows) {
    Tensor stored = weights.of(weight); // [out, in], or [out, in, 1, 1] of a convolution
    Tensor matrix = stored.view(stored.size(0), stored.size(1));
    long[] shape = rows.shape();
    long in = shape[shape.length - 1];
    long count = rows.numel() / Math.max(1, in);
    if (rows.is_cuda() || count < FEW_ROWS || rows.scalar_type().intern() == ScalarType.Double) {
      return torch.linear(rows, matrix, weights.of(bias));
    }
    // On the processor the matrix product of libtorch's OpenBLAS runs on one core; the same numbers
    // as a 1 x 1 convolution over rows laid out as pixels run on all of them.
    long out = matrix.size(0);
    shape[shape.length - 1] = out;
    Tensor pixels = rows.contiguous().view(1, 1, count, in).permute(0, 3, 1, 2);
    Tensor kernel = matrix.view(out, 1, 1, in).permute(0, 3, 1, 2);
    return torch
        .conv2d(pixels, kernel, weights.of(bias), ONE, ZERO, ONE, 1)
        .permute(0, 2, 3, 1)
        .reshape(shape);
  }
}
