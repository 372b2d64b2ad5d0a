package org.drag4d.nets.onnx;

import java.util.Arrays;

/**
 * Numbers of 32 bits, in rows, the last dimension running fastest.
 *
 * @param values as many as the shape holds; handed over, not copied
 * @param shape the sizes of its dimensions
 */
public record FloatTensor(float[] values, long... shape) implements HostTensor {
  /** Checks that values and shape agree. */
  public FloatTensor {
    HostTensor.require(values.length, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FloatTensor o
        && Arrays.equals(values, o.values)
        && Arrays.equals(shape, o.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return "FloatTensor" + Arrays.toString(shape);
  }
}
