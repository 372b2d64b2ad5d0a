package org.drag4d.splat.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.drag4d.splat.SurfelScene;
import org.drag4d.task.InputException;

/**
 * What a splat file holds.
 *
 * @param scene the surfels; objects in it keep their numbers, but files do not keep their names and
 *     boxes, so {@link SurfelScene#members} is empty
 * @param notes what a person should know about the file, such as splats that were left out
 */
public record SurfelFile(SurfelScene scene, List<String> notes) {

  /** Most splats that a file may hold; what claims more is taken for damaged. */
  public static final int LIMIT = 50_000_000;

  /** Copies the list. */
  public SurfelFile {
    notes = List.copyOf(notes);
  }

  /**
   * Reads a splat file of any kind that this package knows, by its first bytes and its extension.
   *
   * @throws InputException if the file cannot be read as splats
   */
  public static SurfelFile read(Path file) {
    byte[] start = new byte[4];
    int length;
    try (InputStream in = Files.newInputStream(file)) {
      length = in.readNBytes(start, 0, start.length);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + reason(e));
    }
    if (length >= 3 && start[0] == 'p' && start[1] == 'l' && start[2] == 'y') {
      return SurfelPly.read(file);
    }
    if (length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
      return SpzFile.read(file);
    }
    if (length == 4 && new String(start, StandardCharsets.US_ASCII).equals("NGSP")) {
      throw new InputException(
          file.toString(), "is SPZ of version 4 or later", "Versions 2 and 3 can be read.");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".splat")) {
      return DotSplatFile.read(file);
    }
    throw new InputException(
        file.toString(),
        "is not a splat file",
        "Give a PLY as 2DGS or 3DGS write it, a .splat file or an SPZ file of version 2 or 3.");
  }

  /** Says in words what went wrong with a file. */
  static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no such file";
      case AccessDeniedException denied -> "access is denied";
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
