package org.drag4d.scene.capture;

/**
 * How a scene is trained on posed pictures.
 *
 * @param steps optimisation steps
 * @param surfels how many surfels the scene may have
 * @param seed one seed, one result
 * @param testEvery every so many pictures one is held out for measuring, the first among them; 0
 *     for none
 * @param longestSide pixels; larger pictures are averaged down to it
 */
public record CaptureSettings(int steps, int surfels, long seed, int testEvery, int longestSide) {
  /** What {@code drag4d train} does when nothing else is asked for. */
  public static final CaptureSettings DEFAULT = new CaptureSettings(4000, 200_000, 0, 8, 800);

  /** Checks the ranges. */
  public CaptureSettings {
    if (steps < 1 || surfels < 1 || testEvery < 0 || longestSide < 16) {
      throw new IllegalArgumentException("a capture setting is out of range");
    }
  }
}
