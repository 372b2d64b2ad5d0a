package org.drag4d.nets.onnx;

import java.util.Arrays;

/** Numbers that go into a network or come out of it, in rows, the last dimension fastest. */
public sealed interface HostTensor permits FloatTensor, LongTensor, ByteTensor {
  /** Returns the sizes of its dimensions; empty for a single number. */
  long[] shape();

  /** Returns how many numbers a shape holds. */
  static long count(long... shape) {
    long count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /** Checks that there are as many numbers as a shape holds. */
  static void require(int values, long... shape) {
    if (count(shape) != values) {
      throw new IllegalArgumentException(
          values + " values for the shape " + Arrays.toString(shape));
    }
  }
}
