package org.drag4d.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Puts standard error back where the launcher found it. The launcher points it elsewhere while the
 * virtual machine starts, because that writes a warning about the incubating SIMD module that
 * nothing turns off.
 */
final class StandardError {
  private StandardError() {}

  /** Restores standard error if the launcher moved it ({@code -Ddrag4d.stderr=DESCRIPTOR}). */
  @SuppressWarnings("restricted")
  static void restore() {
    Integer kept = Integer.getInteger("drag4d.stderr");
    if (kept == null) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle dup2 =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("dup2"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int result = (int) dup2.invokeExact((int) kept, 2);
      if (result != 2) {
        System.out.println("warning: standard error could not be restored");
      }
    } catch (Throwable e) {
      System.out.println("warning: standard error could not be restored: " + e.getMessage());
    }
  }
}
