package org.drag4d.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;
import org.drag4d.video.VideoSettings;
import org.drag4d.video.VideoWriter;

/** Writes films whole. */
final class Films {
  private Films() {}

  static void write(
      Path file, Iterable<Image> frames, int width, int height, double rate, Progress progress) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (VideoWriter writer =
        new VideoWriter(
            file, width, height, VideoSettings.h264(rate, "Drag4D " + Versions.DRAG4D))) {
      for (Image frame : frames) {
        progress.check();
        writer.add(frame);
      }
      writer.finish();
    }
  }
}
