package org.drag4d.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
   * Checks a folder that will be filled. Whatever else is in it stays.
   *
   * @param names of the files that will be written
   * @throws InputException if it is a file or cannot be written, or one of the files is there and
   *     may not be replaced
   */
  static void checkFolder(Path folder, List<String> names, boolean force) {
    for (String name : names) {
      if (!force && Files.exists(folder.resolve(name))) {
        throw new InputException(
            folder.resolve(name).toString(),
            "is there already",
            "Pass --force to replace it, or name another folder.");
      }
    }
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
