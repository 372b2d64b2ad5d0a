package org.drag4d.geometry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.drag4d.task.InputException;

/**
 * Files that are read and written in one piece. A file written here appears whole or not at all.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Reads all bytes of a file.
   *
   * @param limitBytes larger files are refused; at most 2³¹ - 9, what an array holds
   * @throws InputException if there is no such file, it cannot be read, or it is too large
   */
  public static byte[] read(Path file, long limitBytes) {
    try {
      if (Files.isDirectory(file)) {
        throw new InputException(file.toString(), "is a folder, not a file");
      }
      long size = Files.size(file);
      long limit = Math.min(limitBytes, Integer.MAX_VALUE - 8);
      if (size > limit) {
        throw new InputException(
            file.toString(), size + " bytes are more than the " + limit + " that are read");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "there is no such file");
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /**
   * Writes a file, making the folders above it. The bytes go to a neighbouring file first, which
   * then takes the name.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public static void write(Path file, byte[] bytes) {
    appear(file.toAbsolutePath(), part -> Files.write(part, bytes));
  }

  /** Writes a file beside the one that is meant. */
  private interface Writer {
    void write(Path part) throws IOException;
  }

  private static void appear(Path whole, Writer writer) {
    Path part = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      Files.createDirectories(whole.getParent());
      writer.write(part);
      Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      delete(part);
      throw new UncheckedIOException(e);
    } catch (IOException e) { // a full disk does not say which file it refused
      delete(part);
      throw new UncheckedIOException(
          new FileSystemException(whole.toString(), null, e.getMessage()));
    }
  }

  /**
   * Copies a file, making the folders above the copy, which appears whole or not at all.
   *
   * @throws UncheckedIOException if the disk refuses
   */
  public static void copy(Path from, Path to) {
    Path whole = to.toAbsolutePath();
    appear(whole, part -> Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING));
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // the disk that refused to write may refuse this too; what it refused first is what matters
    }
  }
}
