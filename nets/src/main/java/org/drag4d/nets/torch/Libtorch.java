package org.drag4d.nets.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.task.InputException;

/** The native library: loaded once, with the environment that gives it its full speed. */
public final class Libtorch {
  private static final String PHYSICAL_LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";

  static {
    // libtorch spreads its work over the cores itself; a second pool of threads below it halves the
    // speed, and a core type named for another machine halves it again. OpenBLAS reads both when it
    // is loaded, so they are set before.
    environment("OPENBLAS_NUM_THREADS", "1");
    // JavaCPP would end a computation when the process, mapped weight files included, takes more
    // than four times the Java heap; networks of the published sizes do.
    if (System.getProperty(PHYSICAL_LIMIT) == null) {
      System.setProperty(PHYSICAL_LIMIT, "0");
    }
    environment("OPENBLAS_CORETYPE", "");
    try {
      Loader.load(torch.class);
    } catch (UnsatisfiedLinkError e) {
      throw new InputException(
          "libtorch",
          "cannot be loaded on this computer (" + firstLine(e) + ")",
          "It is published for Linux, Windows and macOS on x86_64 and for macOS on ARM.");
    }
  }

  private Libtorch() {}

  /**
   * Loads the library unless that is done.
   *
   * @throws InputException if there is none for this computer
   */
  public static void load() {
    // The static initialiser has done it.
  }

  /**
   * Sets with how many threads operations run. Call it from the one thread that runs networks:
   * every thread that calls libtorch has its own team.
   *
   * @param count at least 1
   */
  public static void threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("threads: " + count);
    }
    torch.set_num_threads(count);
  }

  /** Returns with how many threads operations run. */
  public static int threads() {
    return torch.get_num_threads();
  }

  /** Returns whether there is an NVIDIA card and a libtorch that was built for it. */
  public static boolean hasCuda() {
    return torch.cuda_is_available();
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** Sets a variable of this process's native environment; an empty value takes it away. */
  @SuppressWarnings("restricted") // the three functions are called as the C library declares them
  private static void environment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup symbols = linker.defaultLookup();
    try (Arena arena = Arena.ofConfined()) {
      if (symbols.find("_putenv_s").isPresent()) { // Windows; an empty value removes the variable
        MethodHandle put =
            linker.downcallHandle(
                symbols.findOrThrow("_putenv_s"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        int _ = (int) put.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value));
      } else if (value.isEmpty()) {
        MethodHandle unset =
            linker.downcallHandle(
                symbols.findOrThrow("unsetenv"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
        int _ = (int) unset.invokeExact(arena.allocateFrom(name));
      } else {
        MethodHandle set =
            linker.downcallHandle(
                symbols.findOrThrow("setenv"),
                FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT));
        int _ = (int) set.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      }
    } catch (Throwable e) {
      throw new IllegalStateException("cannot set " + name, e);
    }
  }
}
