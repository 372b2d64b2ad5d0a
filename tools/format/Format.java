import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks ({@code check}) or rewrites ({@code fix}) every Java source of the repository with
 * google-java-format. Run by the build on JDK 25, from the repository's root.
 */
final class Format {
  public static void main(String[] arguments) throws IOException {
    boolean fix = arguments.length > 0 && arguments[0].equals("fix");
    var formatter = new Formatter();
    List<String> different = new ArrayList<>();
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
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .filter(f -> !f.toString().contains("target"))
          .sorted()
          .toList();
    }
  }
}
