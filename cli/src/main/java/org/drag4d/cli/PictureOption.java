package org.drag4d.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.drag4d.compose.ObjectSource;
import org.drag4d.project.ObjectFiles;
import org.drag4d.task.InputException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A picture to read and one file to write: what the parts of stage 2 have in common. */
final class PictureOption {
  @Parameters(paramLabel = "PICTURE", description = "PNG, JPEG, WebP, GIF or BMP.")
  private Path picture;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      required = true,
      description = "The file to write.")
  private Path out;

  /**
   * Checks where the result goes, then reads the picture.
   *
   * @param extension what the result's name must end in
   * @throws InputException if the one cannot be written or the other cannot be read
   */
  ObjectSource.Picture read(String extension, boolean force) {
    if (!out.toString().endsWith(extension)) {
      throw new InputException(out.toString(), "must end in " + extension);
    }
    OutputPlace.checkFile(out, force);
    if (ObjectFiles.read(picture) instanceof ObjectSource.Picture read) {
      return read;
    }
    throw new InputException(picture.toString(), "is a mesh; a picture is wanted");
  }

  /** Does work on the picture; what is wrong with it is said with its name. */
  <T> T naming(Supplier<T> work) {
    try {
      return work.get();
    } catch (InputException e) {
      throw e.where().isEmpty() ? e.at(picture.toString()) : e;
    }
  }

  /** Returns the file to write. */
  Path out() {
    return out;
  }
}
