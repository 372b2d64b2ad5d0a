package org.drag4d.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.task.InputException;

/** Checks where results shall go before the work that makes them. */
final class OutputPlace {
  private OutputPlace() {}

  /**
   * Checks a file that will be written.
   *
   * @throws InputException if it is there already and may not be replaced, or cannot be written
   */
  static void checkFile(Path file, boolean force) {
    if (Files.isDirectory(file)) {
      throw new InputException(file.toString(), "is a folder, not a file");
    }
    if (Files.exists(file) && !force) {
      throw new InputException(
          file.toString(), "is there already", "Pass --force to replace it, or name another file.");
    }
    checkWritable(file.toAbsolutePath().getParent());
  }

  /**
   * Checks a folder that will be filled.
   *
   * @throws InputException if it is a file or cannot be written
   */
  static void checkFolder(Path folder) {
    if (Files.isRegularFile(folder)) {
      throw new InputException(folder.toString(), "is a file, not a folder");
    }
    checkWritable(folder.toAbsolutePath());
  }

  private static void checkWritable(Path folder) {
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new InputException(
          folder.toString(), "cannot be written", "Choose another place, or its permissions.");
    }
  }
}
