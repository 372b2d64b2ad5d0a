package org.drag4d.compose.placement;

import java.util.List;

/**
 * How well an object stands (object-composition section 10). Lengths are metres; the shares of the
 * object's diagonal that benchmarks compare are lengths divided by {@code diagonal}.
 *
 * @param diagonal of the object's box
 * @param maxPenetration the deepest that a point of the object lies inside the scene; 0 if none
 *     does
 * @param meanPenetration average over all points of the object, those outside count 0
 * @param penetrationShare share of the object's surface that lies inside the scene
 * @param supportGap from the support up to the lowest point of the object; negative below it
 * @param supportHeight height of what the object stands on, world y
 * @param contactRatio area that touches (within 1 % of the diagonal) over the area of the footprint
 * @param tiltDegrees between the object's up and the world's
 * @param stabilityMargin from the centre of mass, seen from above, to the edge of the contact area;
 *     negative outside: it would topple
 * @param distanceFromBox horizontally between the centres of the object and of the person's box; 0
 *     without a box
 * @param scaleSlack unused share of the person's box along its widest-fitting side, 0 to 1; 0
 *     without a box
 * @param steps how many steps the physics took
 * @param notes what a person should know, in words
 */
public record PlacementReport(
    double diagonal,
    double maxPenetration,
    double meanPenetration,
    double penetrationShare,
    double supportGap,
    double supportHeight,
    double contactRatio,
    double tiltDegrees,
    double stabilityMargin,
    double distanceFromBox,
    double scaleSlack,
    int steps,
    List<String> notes) {

  /** Copies the list. */
  public PlacementReport {
    notes = List.copyOf(notes);
  }
}
