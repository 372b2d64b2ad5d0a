package org.drag4d.video;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.drag4d.task.InputException;

/** The native libraries: loaded once, quiet. */
final class Ffmpeg {
  private Ffmpeg() {}

  /**
   * Makes sure that the libraries are there.
   *
   * @throws InputException if this build has none for this machine
   */
  static void require() {
    try {
      avutil.av_log_set_level(avutil.AV_LOG_FATAL);
    } catch (LinkageError e) {
      throw new InputException(
          "video",
          "this build has no FFmpeg libraries for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + " ("
              + e.getMessage()
              + ")",
          "Build it on this machine, or keep the single frames instead of videos.");
    }
  }

  /**
   * Passes the result of writing a file on.
   *
   * @throws UncheckedIOException with the system's own words if the disk refused
   */
  static int checkWritten(int result, Path file) {
    if (result < 0) {
      throw new UncheckedIOException(new FileSystemException(file.toString(), null, words(result)));
    }
    return result;
  }

  /**
   * Passes a result on.
   *
   * @throws IllegalStateException with FFmpeg's own words if it is an error
   */
  static int check(int result, String doing) {
    if (result < 0) {
      throw new IllegalStateException(doing + ": " + words(result));
    }
    return result;
  }

  private static String words(int result) {
    byte[] text = new byte[256];
    avutil.av_strerror(result, text, text.length);
    return new String(text, StandardCharsets.UTF_8).split("\0")[0];
  }
}
