package org.drag4d.nets.onnx;

import java.util.Arrays;

/**
 * Numbers in rows, the last dimension running fastest.
 *
 * @param values as many as the shape holds; handed over, not copied
 * @param shape the sizes of its dimensions
 */
public record FloatTensor(float[] values, long... shape) {
  /** Checks that values and shape agree. */
  public FloatTensor {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    if (count != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for the shape " + Arrays.toString(shape));
    }
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
