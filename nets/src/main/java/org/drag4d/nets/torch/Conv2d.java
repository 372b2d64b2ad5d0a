package org.drag4d.nets.torch;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution of pictures [n, c, h, w] with square kernels.
 *
 * @param weight [out, in, k, k]
 * @param bias [out]
 * @param stride in both directions
 * @param padding zeros on all four sides
 */
public record Conv2d(Parameter weight, Optional<Parameter> bias, int stride, int padding) {
  private static final long[] UNDILATED = {1, 1};

  /** Declares a convolution with bias. */
  public static Conv2d of(
      ParameterTable table, long in, long out, int kernel, int stride, int padding) {
    return new Conv2d(
        table.want("weight", out, in, kernel, kernel),
        Optional.of(table.want("bias", out)),
        stride,
        padding);
  }

  /** Declares a convolution that keeps the size of the picture. */
  public static Conv2d same(ParameterTable table, long in, long out, int kernel) {
    return of(table, in, out, kernel, 1, kernel / 2);
  }

  /** Returns the convolved pictures. */
  public Tensor apply(Weights weights, Tensor pictures) {
    return torch.conv2d(
        pictures,
        weights.of(weight),
        weights.of(bias),
        new long[] {stride, stride},
        new long[] {padding, padding},
        UNDILATED,
        1);
  }
}
