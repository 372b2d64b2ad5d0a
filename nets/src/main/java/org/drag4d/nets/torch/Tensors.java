package org.drag4d.nets.torch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.StoredTensor;

/** Numbers into tensors and back. Every tensor belongs to the scope in which it is made. */
public final class Tensors {
  private Tensors() {}

  /**
   * Copies floats into a new tensor on the processor, in the given shape, last dimension fastest.
   */
  public static Tensor of(float[] values, long... shape) {
    Tensor tensor = empty(ScalarType.Float, values.length, shape);
    MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_FLOAT, 0, values.length);
    return tensor;
  }

  /** Copies doubles into a new tensor on the processor. */
  public static Tensor of(double[] values, long... shape) {
    Tensor tensor = empty(ScalarType.Double, values.length, shape);
    MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_DOUBLE, 0, values.length);
    return tensor;
  }

  /** Copies whole numbers into a new tensor on the processor. */
  public static Tensor of(long[] values, long... shape) {
    Tensor tensor = empty(ScalarType.Long, values.length, shape);
    MemorySegment.copy(values, 0, memory(tensor), ValueLayout.JAVA_LONG, 0, values.length);
    return tensor;
  }

  /**
   * Looks at a tensor of a weight file without copying it. The file stays open longer than the
   * tensor; writing to it ends the virtual machine.
   */
  public static Tensor view(StoredTensor stored) {
    try (TensorOptions options = new TensorOptions(scalarType(stored.type()))) {
      if (stored.count() == 0) {
        return torch.zeros(stored.shape(), options);
      }
      long[] storage = {stored.memory().byteSize() / stored.type().bytes()};
      try (Scope scope = Scope.withoutGradients()) {
        Tensor flat = torch.from_blob(new Address(stored.memory()), storage, options);
        return scope.keep(flat.as_strided(stored.shape(), stored.strides()));
      }
    }
  }

  /** Copies a tensor of any kind, device and memory layout into floats, last dimension fastest. */
  public static float[] floats(Tensor tensor) {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor plain = tensor.cpu().to(ScalarType.Float).contiguous();
      float[] values = new float[Math.toIntExact(plain.numel())];
      MemorySegment.copy(memory(plain), ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
      return values;
    }
  }

  /** Copies a tensor of any kind into doubles. */
  public static double[] doubles(Tensor tensor) {
    try (Scope _ = Scope.withoutGradients()) {
      Tensor plain = tensor.cpu().to(ScalarType.Double).contiguous();
      double[] values = new double[Math.toIntExact(plain.numel())];
      MemorySegment.copy(memory(plain), ValueLayout.JAVA_DOUBLE, 0, values, 0, values.length);
      return values;
    }
  }

  /** Returns the tensor on a device in a precision; itself where it is that already. */
  public static Tensor to(Tensor tensor, ComputeDevice device, Precision precision) {
    return tensor.to(device.open(), precision.scalarType());
  }

  /** Returns the tensor with the same kind of numbers and on the same device as another. */
  public static Tensor like(Tensor tensor, Tensor other) {
    return tensor.to(other.device(), other.scalar_type());
  }

  /**
   * Returns pictures [n, c, h, w] with the channels of a pixel side by side, as convolutions like.
   */
  public static Tensor channelsLast(Tensor pictures) {
    return pictures.contiguous(MemoryFormat.ChannelsLast);
  }

  /** Joins tensors along a dimension. */
  public static Tensor join(long dimension, Tensor... parts) {
    return torch.cat(new TensorVector(parts), dimension);
  }

  /** Returns the tensor's memory on the processor, valid while the tensor is open. */
  @SuppressWarnings("restricted") // libtorch says where its tensor lies and how long it is
  static MemorySegment memory(Tensor contiguous) {
    return MemorySegment.ofAddress(contiguous.data_ptr().address())
        .reinterpret(contiguous.nbytes());
  }

  private static Tensor empty(ScalarType type, long count, long[] shape) {
    if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != count) {
      throw new IllegalArgumentException(
          count + " numbers do not have the shape " + Arrays.toString(shape));
    }
    try (TensorOptions options = new TensorOptions(type)) {
      return torch.zeros(shape, options);
    }
  }

  private static ScalarType scalarType(ElementType type) {
    return switch (type) {
      case F64 -> ScalarType.Double;
      case F32 -> ScalarType.Float;
      case F16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case I64 -> ScalarType.Long;
      case I32 -> ScalarType.Int;
      case I16 -> ScalarType.Short;
      case I8 -> ScalarType.Char;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
    };
  }

  /** Memory that Java owns, as libtorch takes it. */
  private static final class Address extends Pointer {
    Address(MemorySegment segment) {
      super((Pointer) null);
      address = segment.address();
      limit = segment.byteSize();
      capacity = segment.byteSize();
    }
  }
}
