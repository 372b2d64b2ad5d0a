package org.drag4d.compose;

import java.util.List;
import org.drag4d.splat.SurfelScene;

/**
 * The result of stage 2.
 *
 * @param scene everything as surfels that know their object and part; object {@code i} of the list
 *     has the id {@code i + 1}
 * @param objects the objects that stand in it
 * @param parts per object its parts
 */
public record ComposedScene(
    SurfelScene scene, List<PlacedObject> objects, List<List<ObjectSurfels.Part>> parts) {

  /** Copies the lists. */
  public ComposedScene {
    objects = List.copyOf(objects);
    parts = List.copyOf(parts);
  }
}
