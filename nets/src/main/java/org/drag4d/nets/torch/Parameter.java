package org.drag4d.nets.torch;

import java.util.Arrays;
import java.util.List;

/**
 * One tensor that a network wants from its weight file.
 *
 * @param name as the reference implementation writes it today
 * @param otherNames as older files write it
 * @param shape its dimensions; a file may hold the same numbers with dimensions of 1 more or fewer
 *     at the end, as 1 x 1 convolutions and linear layers do
 */
public record Parameter(String name, List<String> otherNames, List<Long> shape) {
  /** Takes the lists as they are, unchangeable. */
  public Parameter {
    otherNames = List.copyOf(otherNames);
    shape = List.copyOf(shape);
  }

  /** Returns the shape as libtorch takes it. */
  long[] dimensions() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** Returns how many numbers it has. */
  public long count() {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }

  /** Says whether a stored shape holds this parameter: equal but for ones at the end. */
  boolean fits(long[] stored) {
    return Arrays.equals(withoutTrailingOnes(dimensions()), withoutTrailingOnes(stored));
  }

  private static long[] withoutTrailingOnes(long[] shape) {
    int length = shape.length;
    while (length > 0 && shape[length - 1] == 1) {
      length--;
    }
    return Arrays.copyOf(shape, length);
  }
}
