package org.drag4d.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.scene.capture.CaptureTraining;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.InputException;
import org.drag4d.task.Workers;

/**
 * What a training run keeps beside {@code SCENE.ply} while it works: in {@code SCENE.training} the
 * checkpoint that the same command continues from, and {@code preview.png}, the known picture with
 * the scene's beside it.
 *
 * @param path the folder
 */
record TrainingFolder(Path path) {
  private static final int GAP = 4;

  /** Returns the folder of a scene's file. */
  static TrainingFolder of(Path scene) {
    String name = scene.getFileName().toString();
    return new TrainingFolder(
        scene.resolveSibling(name.substring(0, name.length() - ".ply".length()) + ".training"));
  }

  private Path checkpoint() {
    return path.resolve("checkpoint");
  }

  /** Says whether an earlier run was stopped and can be continued. */
  boolean interrupted() {
    return Files.isRegularFile(checkpoint());
  }

  /** Returns the rest of the earlier run, if there is one and it fits. */
  Optional<SurfelTrainer> resume(CaptureTraining training, Workers workers, Console console) {
    if (!interrupted()) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(checkpoint()))) {
      SurfelTrainer trainer = training.resume(in, workers);
      console.remark("continuing after step " + trainer.step());
      return Optional.of(trainer);
    } catch (InputException e) {
      console.remark("starting anew: " + e.getMessage());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes all that the rest of the run depends on; the file appears whole or not at all. */
  void writeCheckpoint(SurfelTrainer trainer) {
    Path part = path.resolve("checkpoint.part");
    try {
      Files.createDirectories(path);
      try (OutputStream out = Files.newOutputStream(part)) {
        trainer.writeCheckpoint(out);
      }
      Files.move(
          part, checkpoint(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      throw new UncheckedIOException(e);
    } catch (IOException e) { // a full disk does not say which file it refused
      throw new UncheckedIOException(
          new FileSystemException(part.toString(), null, e.getMessage()));
    }
  }

  /** Writes the known picture of a view and the scene's, side by side. */
  void writePreview(TrainingView view, Image rendered) {
    int w = rendered.width();
    int h = rendered.height();
    Image both = new Image(2 * w + GAP, h, 3);
    for (int row = 0; row < h; row++) {
      int to = row * (2 * w + GAP) * 3;
      System.arraycopy(view.picture().values(), row * w * 3, both.values(), to, 3 * w);
      System.arraycopy(rendered.values(), row * w * 3, both.values(), to + 3 * (w + GAP), 3 * w);
    }
    ImageFiles.write(path.resolve("preview.png"), both);
  }

  /** Forgets how to continue: the run is complete. */
  void complete() {
    try {
      Files.deleteIfExists(checkpoint());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
