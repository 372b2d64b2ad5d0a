package org.drag4d.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The program as a process of its own, as people start it. */
final class Drag4DProcess {
  private final Process process;
  private final CompletableFuture<String> out;

  /**
   * How it ended.
   *
   * @param code the exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  record Result(int code, String out, String err) {}

  private Drag4DProcess(Process process) {
    this.process = process;
    out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
  }

  /** Returns how the program is started. */
  static List<String> command() {
    List<String> command = new ArrayList<>();
    if (ctrlCIsIgnored()) {
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-XX:+UseParallelGC",
            "-Xmx1g",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "org.drag4d.cli.Drag4D"));
    return command;
  }

  /**
   * Says whether a child of ours would ignore Ctrl-C: shells start what runs in the background so,
   * and children inherit it.
   */
  private static boolean ctrlCIsIgnored() {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("SigIgn:"))
          .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    } catch (IOException | UncheckedIOException e) {
      return false; // not Linux
    }
  }

  /** Starts the program in a folder, with a cache of its own. */
  static Drag4DProcess start(Path folder, Path cache, String... arguments) throws IOException {
    return start(folder, cache, Map.of(), arguments);
  }

  /** Starts the program in a folder, with a cache and further variables of its own. */
  static Drag4DProcess start(
      Path folder, Path cache, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = command();
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("DRAG4D_CACHE", cache.toString());
    builder.environment().putAll(environment);
    return new Drag4DProcess(builder.start());
  }

  /** Runs the program to its end. */
  static Result run(Path folder, Path cache, String... arguments) throws Exception {
    return start(folder, cache, arguments).end();
  }

  /** Waits for the end. */
  Result end() throws Exception {
    String err = text(process.getErrorStream());
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("did not end");
    }
    return new Result(process.exitValue(), out.get(), err);
  }

  /** Reads progress until a line is as wanted; says whether one was. */
  boolean waitFor(Predicate<String> line) throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      if (line.test(text)) {
        return true;
      }
    }
    return false;
  }

  /** Kills the process as a power cut would: it gets no chance to tidy up. */
  void kill() throws Exception {
    process.destroyForcibly().waitFor();
  }

  /** Asks the process to stop, as Ctrl-C does. */
  void interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Waits and returns the exit code. */
  int code(long seconds) throws Exception {
    return process.waitFor(seconds, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
