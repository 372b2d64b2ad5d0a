package org.drag4d.animate;

import java.util.List;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;

/**
 * What a view's geometry says about every frame; what video models are conditioned on (section 2.5,
 * equations 12 and 13).
 *
 * @param guide the composed scene with the objects moved rigidly, as the surfels themselves look
 * @param masks one channel: how much of each pixel is moving objects
 * @param zDepths metres, 0 where there is nothing
 * @param tracks of objects and parts
 */
public record MotionControls(
    List<Image> guide, List<Image> masks, List<DepthMap> zDepths, ViewTracks tracks) {
  /** Copies the lists. */
  public MotionControls {
    guide = List.copyOf(guide);
    masks = List.copyOf(masks);
    zDepths = List.copyOf(zDepths);
  }
}
