import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks ({@code check}) or rewrites ({@code fix}) every Java source of the repository with
 * google-java-format. Run by the build on JDK 25, from the repository's root.
 */
final class Format {
  private static final Path STAMP = Path.of("target/formatted");

  public static void main(String[] arguments) throws IOException {
    boolean fix = arguments.length > 0 && arguments[0].equals("fix");
    var formatter = new Formatter();
    List<String> different = new ArrayList<>();
    FileTime started = FileTime.from(Instant.now());
    for (Path file : sources()) {
      String before = Files.readString(file);
      String after;
      try {
        after = formatter.formatSourceAndFixImports(before);
      } catch (FormatterException e) {
        System.err.println("error: " + file + ": " + e.getMessage());
        different.add(file.toString());
        continue;
      }
      if (before.equals(after)) {
        continue;
      }
      if (fix) {
        Files.writeString(file, after);
      } else {
        different.add(file.toString());
      }
    }
    if (!different.isEmpty()) {
      System.err.println("Not formatted as the project wants:");
      different.forEach(file -> System.err.println("  " + file));
      System.err.println("Mend them with: mvn -N validate -Dformat");
      System.exit(1);
    }
    Files.createDirectories(STAMP.getParent());
    Files.writeString(STAMP, "Sources older than this file are formatted.\n");
    Files.setLastModifiedTime(STAMP, started);
  }

  /** Sources that changed since they were last found to be well formatted. */
  private static List<Path> sources() throws IOException {
    FileTime since =
        Files.exists(STAMP) ? Files.getLastModifiedTime(STAMP) : FileTime.fromMillis(0);
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.toString().contains("target"))
          .filter(f -> changedSince(f, since))
          .sorted()
          .toList();
    }
  }

  private static boolean changedSince(Path file, FileTime since) {
    try {
      return Files.getLastModifiedTime(file).compareTo(since) >= 0;
    } catch (IOException e) {
      return true;
    }
  }
}
