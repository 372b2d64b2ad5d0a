package org.drag4d.compose;

import java.util.List;
import java.util.Optional;
import org.drag4d.compose.placement.Surroundings;
import org.drag4d.geometry.Box3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/** From an object and a box to an object that stands (section 2.4, "3D paste"). */
public final class ObjectPlacement {
  private ObjectPlacement() {}

  /**
   * Scales an object into its box, lets it down onto what is below, moves it away from what it
   * would run into and lets the physics settle it.
   *
   * @param box where it shall stand; empty for a free spot of the floor in view of the panorama's
   *     centre, facing it
   * @param others objects that already stand there
   */
  public static PlacedObject place(
      ObjectModel model,
      Optional<Box3> box,
      Surroundings surroundings,
      List<PlacedObject> others,
      ComposeSettings settings,
      Workers workers,
      Progress progress) {
    throw new UnsupportedOperationException();
  }
}
