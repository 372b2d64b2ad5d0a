package org.drag4d.animate;

import java.util.List;
import org.drag4d.geometry.Pinhole;

/**
 * One of the eight views of the moving objects.
 *
 * @param name such as {@code a090_e30}; also the camera's name
 * @param azimuthDegrees 0 in front of the object, growing counter-clockwise seen from above
 * @param elevationDegrees above the horizon, as asked for
 * @param camera static during the clip
 * @param notes in words: what had to be changed so that the view sees the objects
 */
public record RingView(
    String name,
    double azimuthDegrees,
    double elevationDegrees,
    Pinhole camera,
    List<String> notes) {
  /** Copies the list. */
  public RingView {
    notes = List.copyOf(notes);
  }
}
