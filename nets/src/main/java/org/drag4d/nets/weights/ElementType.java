package org.drag4d.nets.weights;

import java.util.Optional;

/** What a tensor's numbers are. The names are those of safetensors. */
public enum ElementType {
  F64(8, "DoubleStorage"),
  F32(4, "FloatStorage"),
  F16(2, "HalfStorage"),
  BF16(2, "BFloat16Storage"),
  I64(8, "LongStorage"),
  I32(4, "IntStorage"),
  I16(2, "ShortStorage"),
  I8(1, "CharStorage"),
  U8(1, "ByteStorage"),
  BOOL(1, "BoolStorage");

  private final int bytes;
  private final String torchStorage;

  ElementType(int bytes, String torchStorage) {
    this.bytes = bytes;
    this.torchStorage = torchStorage;
  }

  /** Returns how many bytes one number takes. */
  public int bytes() {
    return bytes;
  }

  /** Returns the type that safetensors calls so. */
  static Optional<ElementType> ofSafetensors(String name) {
    for (ElementType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** Returns the type whose storage class in PyTorch is called so. */
  static Optional<ElementType> ofTorchStorage(String name) {
    for (ElementType type : values()) {
      if (type.torchStorage.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
