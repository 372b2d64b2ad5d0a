package org.drag4d.splat;

import java.util.List;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Pose;

/**
 * Surfels that know what they belong to: the scene itself and the objects put into it.
 *
 * @param surfels everything, in world coordinates, objects where they stand at rest
 * @param instances per surfel 0 for the scene or the {@link Member#id} of its object
 * @param parts per surfel the part of its object, from 1; 0 for the scene
 * @param members the objects
 */
public record SurfelScene(Surfels surfels, int[] instances, int[] parts, List<Member> members) {

  /**
   * An object in the scene.
   *
   * @param id its number in {@link SurfelScene#instances}, from 1
   * @param name what the person calls it
   * @param objectToWorld its pose at rest; the object frame has its origin in the centre of the
   *     bottom face of its box, +Y up, front +Z, metres (already scaled)
   * @param box its oriented bounding box at rest, in world coordinates
   */
  public record Member(int id, String name, Pose objectToWorld, Box3 box) {}

  /** Checks that the arrays belong together. */
  public SurfelScene {
    if (instances.length != surfels.count() || parts.length != surfels.count()) {
      throw new IllegalArgumentException("instance or part numbers differ in length from surfels");
    }
    members = List.copyOf(members);
  }

  /** Makes a scene without objects. */
  public static SurfelScene withoutObjects(Surfels surfels) {
    return new SurfelScene(surfels, new int[surfels.count()], new int[surfels.count()], List.of());
  }
}
