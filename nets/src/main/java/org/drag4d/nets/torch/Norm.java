package org.drag4d.nets.torch;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A normalisation with learned scale and shift.
 *
 * @param kind over what
 * @param weight [c]
 * @param bias [c]
 * @param epsilon added to the variance
 */
public record Norm(Kind kind, Parameter weight, Parameter bias, double epsilon) {

  /** Over what numbers are normalised. */
  public sealed interface Kind {}

  /** Over groups of channels of a picture. */
  public record Groups(int count) implements Kind {}

  /** Over the last dimension. */
  public record Layer() implements Kind {}

  /** Declares a group normalisation of pictures with so many channels. */
  public static Norm groups(ParameterTable table, int groups, long channels, double epsilon) {
    return new Norm(
        new Groups(groups), table.want("weight", channels), table.want("bias", channels), epsilon);
  }

  /** Declares a layer normalisation of rows of that width. */
  public static Norm layer(ParameterTable table, long width, double epsilon) {
    return new Norm(new Layer(), table.want("weight", width), table.want("bias", width), epsilon);
  }

  /** Returns the normalised input. */
  public Tensor apply(Weights weights, Tensor input) {
    var scale = weights.of(Optional.of(weight));
    var shift = weights.of(Optional.of(bias));
    return switch (kind) {
      case Groups(int count) -> torch.group_norm(input, count, scale, shift, epsilon, false);
      case Layer() ->
          torch.layer_norm(
              input, new long[] {weight.shape().getFirst()}, scale, shift, epsilon, false);
    };
  }
}
