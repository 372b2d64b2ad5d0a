package org.drag4d.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.nets.store.MissingModelException;
import org.drag4d.task.CancelledException;
import org.drag4d.task.InputException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into one message and an exit code. */
final class Failures {
  private Failures() {}

  /** Reports a failed command. */
  static int report(Exception failure, CommandLine command, ParseResult parsed) {
    Drag4D root = (Drag4D) command.getCommandSpec().root().userObject();
    Console console = root.console();
    if (console.verbose() && !(failure instanceof CancelledException)) {
      failure.printStackTrace(console.err());
    }
    return switch (failure) {
      case CancelledException e -> {
        console.remark("cancelled; what was finished is kept");
        yield result(console, "cancelled", ExitCodes.CANCELLED);
      }
      case InputException e -> {
        console.error(e.getMessage());
        yield result(console, e.getMessage(), ExitCodes.BAD_INPUT);
      }
      case MissingModelException e -> {
        console.error(e.getMessage());
        yield result(console, e.getMessage(), ExitCodes.MODEL_MISSING);
      }
      case ParameterException e -> reportUsage(e, parsed.originalArgs().toArray(new String[0]));
      case UncheckedIOException e -> {
        console.error(diskMessage(e.getCause()));
        yield result(console, diskMessage(e.getCause()), ExitCodes.FAILED);
      }
      default -> {
        console.error("this is a mistake in Drag4D, not yours: " + failure);
        if (!console.verbose()) {
          console.err().println("  Details: the same command with --verbose");
        }
        yield result(console, failure.toString(), ExitCodes.FAILED);
      }
    };
  }

  /** With {@code --json} a program reads standard output: it gets one object there, as always. */
  private static int result(Console console, String error, int exitCode) {
    if (console.json()) {
      console.result("", fields(error, exitCode));
    }
    return exitCode;
  }

  private static Map<String, Object> fields(String error, int exitCode) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error", error);
    fields.put("exitCode", exitCode);
    return fields;
  }

  /** Reports a command line that cannot be understood. */
  static int reportUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    boolean noCommand =
        failure instanceof UnmatchedArgumentException e
            && command.getParent() == null
            && !e.getUnmatched().getFirst().startsWith("-");
    String message =
        noCommand
            ? "there is no command '"
                + ((UnmatchedArgumentException) failure).getUnmatched().getFirst()
                + "'"
            : failure.getMessage().replaceFirst("^Error: ", "");
    System.err.println("error: " + message);
    if (!UnmatchedArgumentException.printSuggestions(failure, System.err)) {
      System.err.println("  Help: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    if (List.of(arguments).contains("--json")) { // the options may not have been understood
      System.out.println(Console.toJson(fields(message, ExitCodes.BAD_INPUT), true));
    }
    return ExitCodes.BAD_INPUT;
  }

  /** Says in words what the disk refused. */
  static String diskMessage(IOException failure) {
    String message = refusal(failure);
    return message.contains("No space left")
        ? message + "\n  Free some space, then start the same command again: it continues."
        : message;
  }

  private static String refusal(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> e.getFile() + ": may not be written or read (access denied)";
      case NoSuchFileException e -> e.getFile() + ": there is no such file";
      case FileSystemException e -> e.getFile() + ": " + e.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }
}
