package org.drag4d.compose;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;

/**
 * What stage 2 starts from.
 *
 * @param scene the optimised surfels of stage 1
 * @param points dense points with normals of everything that stage 1 saw; they support objects and
 *     stand in their way
 * @param floorHeight world y of the floor, metres
 * @param panoramaCentre where the panorama was taken; objects face it
 * @param keptFree the middle of the floor that stage 1 kept free for objects, if it did
 * @param standing objects that stay where they are
 * @param requests objects to make and place, in this order; one with the name of a standing object
 *     takes its place
 * @param segmenter finds masks of pictures
 * @param generator makes objects of pictures
 */
public record ComposeInputs(
    Surfels scene,
    PointCloud points,
    double floorHeight,
    Vec3 panoramaCentre,
    Optional<Vec3> keptFree,
    List<PlacedObject> standing,
    List<ObjectRequest> requests,
    ForegroundSegmenter segmenter,
    ObjectGenerator generator) {

  /** Copies the lists. */
  public ComposeInputs {
    standing = List.copyOf(standing);
    requests = List.copyOf(requests);
  }
}
