package org.drag4d.compose;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;

/**
 * The surfels of one object, in world coordinates where it stands.
 *
 * @param surfels degree 0
 * @param partOfSurfel per surfel its part, from 1
 * @param parts the parts in order of their number
 */
public record ObjectSurfels(Surfels surfels, int[] partOfSurfel, List<Part> parts) {

  /**
   * A part of an object: what stage 3 follows as one thing.
   *
   * @param id from 1; parts are numbered from the bottom up
   * @param surfels how many surfels it has
   * @param centre its middle in the object frame, metres
   * @param colour its mean colour, sRGB in [0, 1]
   */
  public record Part(int id, int surfels, Vec3 centre, Vec3 colour) {}

  /** Copies the list. */
  public ObjectSurfels {
    parts = List.copyOf(parts);
  }
}
