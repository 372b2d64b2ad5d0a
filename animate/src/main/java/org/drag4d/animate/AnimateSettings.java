package org.drag4d.animate;

import java.util.List;
import java.util.OptionalInt;

/**
 * The choices of stage 3.
 *
 * @param frames how many frames; empty for what the path's seconds give, and 25 if it names none
 * @param width of the videos in pixels, even
 * @param height of the videos in pixels, even
 * @param framesPerSecond of the videos
 * @param views names of the views to make, of {@link ViewRing#NAMES}; results come in that order
 * @param fovDegrees vertical field of view
 * @param contactShadow whether a soft shadow follows the objects
 * @param seed one seed, one result; for priors that draw
 */
public record AnimateSettings(
    OptionalInt frames,
    int width,
    int height,
    double framesPerSecond,
    List<String> views,
    double fovDegrees,
    boolean contactShadow,
    long seed) {

  /** 25 frames of 576 × 320 at 8 a second from all eight views: the paper's videos. */
  public static final AnimateSettings DEFAULT =
      new AnimateSettings(OptionalInt.empty(), 576, 320, 8, ViewRing.NAMES, 45, true, 0);

  /** The frame count when neither the settings nor the path say another. */
  public static final int DEFAULT_FRAMES = 25;

  /** The most frames that a clip may have. */
  public static final int MAXIMUM_FRAMES = 1000;

  /** Checks the ranges. */
  public AnimateSettings {
    views = List.copyOf(views);
    if (frames.isPresent() && (frames.getAsInt() < 2 || frames.getAsInt() > MAXIMUM_FRAMES)) {
      throw new IllegalArgumentException(frames.getAsInt() + " frames");
    }
    if (width < 16 || height < 16 || width % 2 != 0 || height % 2 != 0 || width > 8192) {
      throw new IllegalArgumentException("videos of " + width + " x " + height);
    }
    if (!(framesPerSecond > 0) || framesPerSecond > 240) {
      throw new IllegalArgumentException(framesPerSecond + " frames a second");
    }
    if (views.isEmpty() || !ViewRing.NAMES.containsAll(views)) {
      throw new IllegalArgumentException("views " + views + " are not among " + ViewRing.NAMES);
    }
    if (!(fovDegrees >= 10) || fovDegrees > 75) {
      throw new IllegalArgumentException("a field of view of " + fovDegrees + " degrees");
    }
  }
}
