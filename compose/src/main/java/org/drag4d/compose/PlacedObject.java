package org.drag4d.compose;

import org.drag4d.compose.placement.PlacementReport;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;

/**
 * An object that stands in the scene: the "3D paste" of section 2.4.
 *
 * @param model what it is
 * @param scale metres per unit of the model's mesh (the model's longest side is 1)
 * @param objectToWorld takes the scaled mesh to the world
 * @param box its oriented bounding box, world metres
 * @param report how well it stands
 */
public record PlacedObject(
    ObjectModel model, double scale, Pose objectToWorld, Box3 box, PlacementReport report) {

  /** Returns the mesh in metres, still in the object frame: what the object's file holds. */
  public TriangleMesh metricMesh() {
    return Meshes.scaled(model.mesh(), scale);
  }
}
