package org.drag4d.compose;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.compose.placement.Surroundings;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Progress;

/**
 * Stage 2 of the paper (section 2.4): objects made from pictures stand in the scene. The steps can
 * be called one by one by whoever keeps their results; {@link #run} is all of them.
 */
public final class ComposeStage {
  private ComposeStage() {}

  /**
   * Makes, places and adds all objects.
   *
   * @throws org.drag4d.task.InputException if a picture, mesh or box cannot be used
   */
  public static ComposedScene run(
      ComposeInputs inputs, ComposeSettings settings, Progress progress) {
    Surroundings surroundings =
        Surroundings.of(
            inputs.points(),
            inputs.floorHeight(),
            inputs.panoramaCentre(),
            inputs.keptFree(),
            progress);
    List<PlacedObject> objects = new ArrayList<>(inputs.standing());
    for (ObjectRequest request : inputs.requests()) {
      ObjectModel model =
          ObjectMaker.make(request, inputs.segmenter(), inputs.generator(), progress);
      objects = without(objects, request.name());
      objects.add(
          ObjectPlacement.place(model, request.box(), surroundings, objects, settings, progress));
    }
    return compose(inputs.scene(), objects, settings, progress);
  }

  /** Returns the objects except the one of a name. */
  public static List<PlacedObject> without(List<PlacedObject> objects, String name) {
    List<PlacedObject> rest = new ArrayList<>(objects);
    rest.removeIf(object -> object.model().name().equals(name));
    return rest;
  }

  /**
   * Joins the surfels of the scene, left as they are, and those of the objects.
   *
   * @param scene the optimised surfels of stage 1
   * @param objects what stands in it; the order gives the ids, from 1
   */
  public static ComposedScene compose(
      Surfels scene, List<PlacedObject> objects, ComposeSettings settings, Progress progress) {
    List<ObjectSurfels> own = new ArrayList<>();
    for (PlacedObject object : objects) {
      own.add(ObjectSurfels.of(object, settings, progress));
    }
    return ComposedScene.join(scene, objects, own);
  }
}
