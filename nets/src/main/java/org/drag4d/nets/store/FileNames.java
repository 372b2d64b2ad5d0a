package org.drag4d.nets.store;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.drag4d.task.InputException;

/**
 * Names that become files and folders here although somebody else chose them: a catalogue, a
 * server's header. None may lead out of its folder.
 */
final class FileNames {
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._+-]{0,127}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private FileNames() {}

  /** Returns whether a name can be one file or folder. */
  static boolean isSegment(String name) {
    return SEGMENT.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  static boolean isCommit(String name) {
    return COMMIT.matcher(name).matches();
  }

  static boolean isSha256(String name) {
    return SHA256.matcher(name).matches();
  }

  /**
   * Returns a name that can be one file or folder.
   *
   * @throws InputException if it cannot
   */
  static String checkSegment(String name, String where) {
    if (!isSegment(name)) {
      throw new InputException(where, "\"" + name + "\" cannot be the name of a file here");
    }
    return name;
  }

  /**
   * Returns a path of names, such as {@code onnx/model.onnx}.
   *
   * @throws InputException if it leads elsewhere
   */
  static String checkPath(String path, String where) {
    String[] segments = path.split("/", -1);
    for (String segment : segments) {
      if (segments.length > 8 || !isSegment(segment)) {
        throw new InputException(where, "\"" + path + "\" cannot be the path of a file here");
      }
    }
    return path;
  }

  /**
   * Returns {@code owner/name}.
   *
   * @throws InputException if it is something else
   */
  static String checkRepository(String repository, String where) {
    String[] parts = repository.split("/", -1);
    if (parts.length != 2
        || !isSegment(parts[0])
        || !isSegment(parts[1])
        || repository.contains("--")
        || repository.contains("..")) {
      throw new InputException(where, "\"" + repository + "\" is no repository (owner/name)");
    }
    return repository;
  }

  /** Returns the file of a path of names inside a folder. */
  static Path inside(Path folder, String path) {
    Path file = folder;
    for (String segment : checkPath(path, folder.toString()).split("/")) {
      file = file.resolve(segment);
    }
    return file;
  }
}
