package org.drag4d.world.model;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;

/**
 * One piece of the place: a shape of one material in its place.
 *
 * @param solid the shape, in the part's own metres; shared between parts that look alike
 * @param localToWorld where it stands
 * @param scale uniform factor applied to the solid before the pose (1 for nearly everything)
 * @param material what it is made of; textures are laid out in the part's own metres
 * @param label what it is, in one word ("chair", "wall", "floor", "book"): the semantic class
 * @param instance which thing it belongs to: all parts of one chair share a number, from 1; walls,
 *     floor and ceiling share 0
 */
public record Part(
    Solid solid, Pose localToWorld, double scale, Material material, String label, int instance) {

  /** Returns the same part moved. */
  Part shifted(Vec3 by) {
    Pose moved = new Pose(localToWorld.rotation(), localToWorld.translation().plus(by));
    return new Part(solid, moved, scale, material, label, instance);
  }
}
