package org.drag4d.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The program inside this process: quick, for commands that end before anything slow begins. */
final class InProcess {
  private InProcess() {}

  /** Runs a command whose file names are those of a folder. */
  static int run(Path folder, ByteArrayOutputStream err, String... command) {
    return run(folder, new ByteArrayOutputStream(), err, command);
  }

  /** Runs a command and keeps both of its outputs. */
  static int run(
      Path folder, ByteArrayOutputStream result, ByteArrayOutputStream err, String... command) {
    String[] arguments =
        Stream.of(command).map(argument -> inFolder(folder, argument)).toArray(String[]::new);
    PrintStream out = System.out;
    PrintStream before = System.err;
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setOut(new PrintStream(result, true, StandardCharsets.UTF_8));
    try {
      return Drag4D.commandLine().execute(arguments);
    } finally {
      System.setOut(out);
      System.setErr(before);
    }
  }

  private static String inFolder(Path folder, String argument) {
    boolean names =
        argument.matches("[a-z]+\\.(png|jpg|npy|json|glb|ply|drag4d)")
            || argument.equals("x")
            || argument.equals(".")
            || Files.isDirectory(folder.resolve(argument)) && argument.matches("[a-z]+");
    return names ? folder.resolve(argument).toString() : argument;
  }
}
