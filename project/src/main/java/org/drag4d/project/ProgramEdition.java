package org.drag4d.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Tells one build of a module from another. */
final class ProgramEdition {
  private ProgramEdition() {}

  /**
   * Returns eight hexadecimal digits that follow the compiled code of a class's module: its jar, or
   * its folder of classes where it runs from one.
   */
  static String of(Class<?> member) {
    CRC32C sum = new CRC32C();
    try {
      Path code = Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path file : files(code)) {
        sum.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return String.format("%08x", sum.getValue());
  }

  private static List<Path> files(Path code) throws IOException {
    if (Files.isRegularFile(code)) {
      return List.of(code);
    }
    try (Stream<Path> all = Files.walk(code)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
