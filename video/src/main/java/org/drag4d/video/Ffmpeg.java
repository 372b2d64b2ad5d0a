package org.drag4d.video;

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
   * Passes a result on.
   *
   * @throws IllegalStateException with FFmpeg's own words if it is an error
   */
  static int check(int result, String doing) {
    if (result < 0) {
      byte[] text = new byte[256];
      avutil.av_strerror(result, text, text.length);
      String words = new String(text, java.nio.charset.StandardCharsets.UTF_8).split("\0")[0];
      throw new IllegalStateException(doing + ": " + words);
    }
    return result;
  }
}
