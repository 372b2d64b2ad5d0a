package org.drag4d.nets.onnx;

import java.util.Arrays;

/**
 * Whole numbers, in rows, the last dimension running fastest.
 *
 * @param values as many as the shape holds; handed over, not copied
 * @param shape the sizes of its dimensions
 */
public record LongTensor(long[] values, long... shape) implements HostTensor {
  /** Checks that values and shape agree. */
  public LongTensor {
    HostTensor.require(values.length, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LongTensor o
        && Arrays.equals(values, o.values)
        && Arrays.equals(shape, o.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return "LongTensor" + Arrays.toString(shape);
  }
}
