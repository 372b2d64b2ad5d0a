package org.drag4d.nets.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor in a file. Its memory is the mapped file: read-only, valid while the {@link WeightFile}
 * is open.
 *
 * @param name as the file calls it
 * @param type what its numbers are, little-endian
 * @param shape its dimensions; empty for a single number
 * @param strides per dimension, in elements; those of a contiguous tensor unless a checkpoint holds
 *     a view
 * @param memory from its first element on; as long as its last element needs
 */
public record StoredTensor(
    String name, ElementType type, long[] shape, long[] strides, MemorySegment memory) {

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Returns how many numbers the tensor has. */
  public long count() {
    long count = 1;
    for (long size : shape) {
      count *= size;
    }
    return count;
  }

  /** Says whether the numbers lie one after the other, the last dimension fastest. */
  public boolean isContiguous() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }

  /**
   * Returns the numbers as floats, contiguous whatever the file's strides.
   *
   * @throws IllegalStateException if there are more than a Java array holds
   */
  public float[] toFloats() {
    long count = count();
    if (count > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException(name + " has " + count + " numbers, too many for an array");
    }
    float[] floats = new float[(int) count];
    if (type == ElementType.F32 && isContiguous()) {
      MemorySegment.copy(memory, FLOAT, 0, floats, 0, floats.length);
      return floats;
    }
    long[] index = new long[shape.length];
    long element = 0;
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) number(element);
      for (int d = shape.length - 1; d >= 0; d--) { // the next index, last dimension first
        element += strides[d];
        if (++index[d] < shape[d]) {
          break;
        }
        element -= shape[d] * strides[d];
        index[d] = 0;
      }
    }
    return floats;
  }

  /**
   * Returns the whole numbers of a contiguous tensor of 64-bit numbers.
   *
   * @throws IllegalStateException if it is another, or has more than a Java array holds
   */
  public long[] toLongs() {
    if (type != ElementType.I64 || !isContiguous() || count() > Integer.MAX_VALUE - 16) {
      throw new IllegalStateException(this + " as an array of whole numbers");
    }
    long[] numbers = new long[(int) count()];
    MemorySegment.copy(memory, LONG, 0, numbers, 0, numbers.length);
    return numbers;
  }

  private double number(long element) {
    long at = element * type.bytes();
    return switch (type) {
      case F64 -> memory.get(DOUBLE, at);
      case F32 -> memory.get(FLOAT, at);
      case F16 -> Float.float16ToFloat(memory.get(SHORT, at));
      case BF16 -> Float.intBitsToFloat(memory.get(SHORT, at) << 16);
      case I64 -> memory.get(LONG, at);
      case I32 -> memory.get(INT, at);
      case I16 -> memory.get(SHORT, at);
      case I8 -> memory.get(ValueLayout.JAVA_BYTE, at);
      case U8 -> memory.get(ValueLayout.JAVA_BYTE, at) & 255;
      case BOOL -> memory.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1;
    };
  }

  /** Returns the strides of a contiguous tensor. */
  static long[] contiguousStrides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride *= shape[i];
    }
    return strides;
  }

  @Override
  public String toString() {
    return name + " " + type + Arrays.toString(shape);
  }
}
