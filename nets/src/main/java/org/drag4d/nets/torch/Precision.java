package org.drag4d.nets.torch;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.drag4d.task.InputException;

/** The numbers that a network computes with, whatever its file holds. */
public enum Precision {
  /** 32 bits: exact enough for everything; the usual one on a processor. */
  FLOAT32,
  /** Float's range in 16 bits: half the memory, twice the speed, about three digits. */
  BFLOAT16,
  /** 64 bits: for checking formulas against published numbers. */
  FLOAT64;

  /** Returns libtorch's name for it. */
  ScalarType scalarType() {
    return switch (this) {
      case FLOAT32 -> ScalarType.Float;
      case BFLOAT16 -> ScalarType.BFloat16;
      case FLOAT64 -> ScalarType.Double;
    };
  }

  /**
   * Returns the precision that a person calls {@code fp32}, {@code bf16} or {@code fp64}.
   *
   * @throws InputException for any other name
   */
  public static Precision named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "fp32", "float32" -> FLOAT32;
      case "bf16", "bfloat16" -> BFLOAT16;
      case "fp64", "float64" -> FLOAT64;
      default ->
          throw new InputException("precision", "'" + name + "' is none of fp32, bf16, fp64");
    };
  }
}
