package org.drag4d.animate;

import java.util.List;

/**
 * Where the moving objects and their parts are in each frame of one view: the trajectories T_i of
 * the paper (section 2.5).
 *
 * @param view the view's name
 * @param width pixels
 * @param height pixels
 * @param frames how many
 * @param tracks first the objects, then their parts
 * @param warnings in words, about this view
 */
public record ViewTracks(
    String view, int width, int height, int frames, List<Track> tracks, List<String> warnings) {

  /**
   * The track of one point that is fixed to an object.
   *
   * @param object the object's name
   * @param part the part's number from 1; 0 for the object as a whole
   * @param points u v per frame, pixels from the top left corner; meaningless where the point is
   *     behind the camera
   * @param depth z depth per frame, metres
   * @param visible per frame whether the point is in the picture and nothing of the static scene is
   *     in front of it
   */
  public record Track(
      String object, int part, double[] points, double[] depth, boolean[] visible) {}

  /** Copies the lists. */
  public ViewTracks {
    tracks = List.copyOf(tracks);
    warnings = List.copyOf(warnings);
  }
}
