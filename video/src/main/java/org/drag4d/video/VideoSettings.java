package org.drag4d.video;

/**
 * How a video is written.
 *
 * @param codec how frames are compressed
 * @param framesPerSecond more than 0
 * @param comment what the file says about where it came from; empty for nothing
 */
public record VideoSettings(VideoCodec codec, double framesPerSecond, String comment) {
  /** Checks the rate. */
  public VideoSettings {
    if (!(framesPerSecond > 0) || framesPerSecond > 1000) {
      throw new IllegalArgumentException(framesPerSecond + " frames a second");
    }
  }

  /** Returns H.264 at a rate. */
  public static VideoSettings h264(double framesPerSecond, String comment) {
    return new VideoSettings(VideoCodec.H264, framesPerSecond, comment);
  }
}
