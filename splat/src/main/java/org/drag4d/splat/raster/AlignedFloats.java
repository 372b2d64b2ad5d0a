package org.drag4d.splat.raster;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * Working memory whose first float lies where a cache line begins, as long as the collector leaves
 * it there.
 *
 * <p>A vector of 64 bytes that straddles two lines is loaded, and above all handed from a store to
 * the next load, in up to twice the time, and Java puts arrays at any multiple of eight bytes.
 * Where native access is enabled, the C library's memcpy of nothing says where an array lies, and
 * another one is taken if that is not good. Results do not depend on it.
 */
final class AlignedFloats {
  private static final int LINE = 64;

  /**
   * So many arrays of {@link #rounded} length, one after another, begin at all places in a line.
   */
  private static final int PLACES = 8;

  private static final int ATTEMPTS = 4 * PLACES;
  private static final MethodHandle COPY = copy();

  /** Whether all attempts failed once, for instance because all objects begin alike in a line. */
  private boolean hopeless;

  private final int length;
  private float[] values;
  private MemorySegment segment;

  AlignedFloats(int length) {
    this.length = rounded(length);
    values = new float[this.length];
    segment = MemorySegment.ofArray(values);
  }

  /** The object, its header of 16 bytes included, takes 8 bytes more than whole lines. */
  private static int rounded(int length) {
    return (length + 15) / 16 * 16 + 14;
  }

  @SuppressWarnings("restricted") // nothing is read or written
  private static MethodHandle copy() {
    MethodHandle none =
        MethodHandles.dropArguments(
            MethodHandles.constant(long.class, 0L),
            0,
            MemorySegment.class,
            MemorySegment.class,
            long.class);
    if (!AlignedFloats.class.getModule().isNativeAccessEnabled()) {
      return none;
    }
    Linker linker = Linker.nativeLinker();
    FunctionDescriptor signature =
        FunctionDescriptor.of(
            ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    return linker
        .defaultLookup()
        .find("memcpy")
        .map(f -> linker.downcallHandle(f, signature, Linker.Option.critical(true)))
        .orElse(none);
  }

  /** Returns the memory, after a look at where it lies now; the content may be lost. */
  float[] settled() {
    for (int i = 0; i < ATTEMPTS && !hopeless; i++) {
      if (address(segment) % LINE == 0) {
        return values;
      }
      values = new float[length];
      segment = MemorySegment.ofArray(values);
      hopeless = i == ATTEMPTS - 1;
    }
    return values;
  }

  private static long address(MemorySegment memory) {
    try {
      return (long) COPY.invokeExact(memory, memory, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException("memcpy", e);
    }
  }
}
