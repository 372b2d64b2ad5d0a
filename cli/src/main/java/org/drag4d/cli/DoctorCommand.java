package org.drag4d.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.project.Versions;
import org.drag4d.task.CacheFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d doctor}: what this computer is, and what will run on it. */
@Command(
    name = "doctor",
    header = "check this computer and say what will run",
    description = "Checks this computer and says what will run on it.")
final class DoctorCommand implements Callable<Integer> {
  private static final long NEEDED_MEMORY = 4L << 30;
  private static final long NEEDED_DISK = 1L << 30;

  @ParentCommand private Drag4D drag4d;

  /**
   * One thing that was looked at.
   *
   * @param name what
   * @param ok whether it is as it should be
   * @param value what it is
   * @param advice what to do if it is not; empty if it is
   */
  record Check(String name, boolean ok, String value, String advice) {}

  @Override
  public Integer call() {
    List<Check> checks = checks();
    boolean ok = checks.stream().allMatch(Check::ok);
    StringBuilder text = new StringBuilder();
    for (Check check : checks) {
      text.append(check.ok() ? "ok   " : "BAD  ");
      text.append(String.format(Locale.ROOT, "%-12s %s%n", check.name(), check.value()));
      if (!check.ok()) {
        text.append("                  ").append(check.advice()).append('\n');
      }
    }
    text.append(
        ok
            ? "Everything that needs no downloads runs here. Try: drag4d demo"
            : "Mend what is marked BAD, then: drag4d demo");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ok", ok);
    fields.put("checks", checks);
    drag4d.console().result(text.toString(), fields);
    return ok ? ExitCodes.DONE : ExitCodes.FAILED;
  }

  private static List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(fine("drag4d", Versions.DRAG4D));
    checks.add(
        fine(
            "java",
            Runtime.version()
                + " ("
                + System.getProperty("java.vendor")
                + ") in "
                + System.getProperty("java.home")));
    String system =
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch");
    boolean wide = Runtime.version().feature() == 25;
    checks.add(new Check("system", wide, system, "Drag4D is made for Java 25"));
    checks.add(processor());
    checks.add(memory());
    checks.add(disk("disk here", Path.of("").toAbsolutePath()));
    checks.add(disk("cache", CacheFolder.location()));
    checks.add(graphics());
    return checks;
  }

  private static Check processor() {
    String simd = "";
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (Files.isReadable(cpuinfo)) {
      try {
        String text = Files.readString(cpuinfo);
        simd =
            text.contains(" avx512f")
                ? ", AVX-512"
                : text.contains(" avx2") ? ", AVX2" : text.contains(" asimd") ? ", NEON" : "";
      } catch (IOException e) {
        simd = "";
      }
    }
    return fine("processor", Runtime.getRuntime().availableProcessors() + " threads" + simd);
  }

  private static Check memory() {
    long bytes = 0;
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      bytes = system.getTotalMemorySize();
    }
    return new Check(
        "memory",
        bytes >= NEEDED_MEMORY,
        gibibytes(bytes) + " in all",
        "the demo needs about " + gibibytes(NEEDED_MEMORY));
  }

  private static Check disk(String name, Path folder) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return new Check(name, false, folder.toString(), "there is no such place");
    }
    try {
      long free = Files.getFileStore(there).getUsableSpace();
      boolean writable = Files.isWritable(there);
      return new Check(
          name,
          writable && free >= NEEDED_DISK,
          folder + ": " + gibibytes(free) + " free" + (writable ? "" : ", cannot be written"),
          writable ? "a project needs up to " + gibibytes(NEEDED_DISK) : "choose another folder");
    } catch (IOException e) {
      return new Check(name, false, folder.toString(), Failures.diskMessage(e));
    }
  }

  private static Check graphics() {
    return fine(
        "gpu",
        Files.exists(Path.of("/proc/driver/nvidia/version"))
            ? "an NVIDIA driver is installed; not needed, not used yet"
            : "none found; none is needed");
  }

  private static Check fine(String name, String value) {
    return new Check(name, true, value, "");
  }

  private static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
