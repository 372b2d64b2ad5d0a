package org.drag4d.nets.torch;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A transposed convolution that enlarges pictures [n, c, h, w] without overlap: its kernel is as
 * wide as its stride.
 *
 * @param weight [in, out, k, k]
 * @param bias [out]
 */
public record ConvTranspose2d(Parameter weight, Parameter bias) {
  private static final long[] ONE = {1, 1};
  private static final long[] ZERO = {0, 0};

  /** Declares an enlargement by a whole factor. */
  public static ConvTranspose2d of(ParameterTable table, long in, long out, int factor) {
    return new ConvTranspose2d(
        table.want("weight", in, out, factor, factor), table.want("bias", out));
  }

  /** Returns pictures [n, out, factor h, factor w]. */
  public Tensor apply(Weights weights, Tensor pictures) {
    long factor = weight.shape().getLast();
    return torch.conv_transpose2d(
        pictures,
        weights.of(weight),
        weights.of(Optional.of(bias)),
        new long[] {factor, factor},
        ZERO,
        ZERO,
        1,
        ONE);
  }
}
