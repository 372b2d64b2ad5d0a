package org.drag4d.compose;

import java.util.List;
import java.util.Optional;
import org.drag4d.compose.placement.Body;
import org.drag4d.compose.placement.Placement;
import org.drag4d.compose.placement.Surroundings;
import org.drag4d.geometry.Box3;
import org.drag4d.task.Progress;

/** From an object and a box to an object that stands (section 2.4, "3D paste"). */
public final class ObjectPlacement {
  private ObjectPlacement() {}

  /**
   * Scales an object into its box, moves it aside from what it would run into, lets it down onto
   * what is below and lets the physics settle it.
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
      Progress progress) {
    Surroundings all = surroundings;
    for (PlacedObject other : others) {
      Body body =
          Body.of(
              other.model().mesh(), other.scale(), settings.placementSamples(), settings.seed());
      all = all.with(body, other.objectToWorld());
    }
    Placement.Choices choices =
        new Placement.Choices(
            model.naturalSize().orElse(settings.defaultSize()),
            settings.placementSamples(),
            settings.placementSteps(),
            settings.loss(),
            settings.seed());
    Placement placement = Placement.of(model.mesh(), box, all, choices, progress);
    placement.report().notes().forEach(note -> progress.note(model.name() + ": " + note));
    return new PlacedObject(
        model, placement.scale(), placement.objectToWorld(), placement.box(), placement.report());
  }
}
