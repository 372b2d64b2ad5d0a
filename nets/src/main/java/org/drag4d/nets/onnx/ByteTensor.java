package org.drag4d.nets.onnx;

import java.util.Arrays;

/**
 * Whole numbers from 0 to 255, or yes and no as 1 and 0, in rows, the last dimension fastest.
 *
 * @param values as many as the shape holds; handed over, not copied
 * @param shape the sizes of its dimensions
 */
public record ByteTensor(byte[] values, long... shape) implements HostTensor {
  /** Checks that values and shape agree. */
  public ByteTensor {
    HostTensor.require(values.length, shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteTensor o
        && Arrays.equals(values, o.values)
        && Arrays.equals(shape, o.shape);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + Arrays.hashCode(shape);
  }

  @Override
  public String toString() {
    return "ByteTensor" + Arrays.toString(shape);
  }
}
