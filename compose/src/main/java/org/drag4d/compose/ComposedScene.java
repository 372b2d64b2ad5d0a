package org.drag4d.compose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.Surfels;

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

  /** Puts the scene's surfels first and those of the objects behind, in order. */
  static ComposedScene join(
      Surfels scene, List<PlacedObject> objects, List<ObjectSurfels> surfels) {
    int count = scene.count();
    for (ObjectSurfels own : surfels) {
      count += own.surfels().count();
    }
    int coefficients = 3 * scene.coefficientsPerChannel();
    Surfels all =
        new Surfels(
            scene.degree(),
            Arrays.copyOf(scene.positions(), 3 * count),
            Arrays.copyOf(scene.rotations(), 4 * count),
            Arrays.copyOf(scene.logScales(), 2 * count),
            Arrays.copyOf(scene.opacityLogits(), count),
            Arrays.copyOf(scene.sphericalHarmonics(), coefficients * count));
    int[] instances = new int[count];
    int[] partOfSurfel = new int[count];
    List<SurfelScene.Member> members = new ArrayList<>();
    List<List<ObjectSurfels.Part>> parts = new ArrayList<>();
    int from = scene.count();
    for (int o = 0; o < objects.size(); o++) {
      Surfels own = surfels.get(o).surfels();
      int n = own.count();
      System.arraycopy(own.positions(), 0, all.positions(), 3 * from, 3 * n);
      System.arraycopy(own.rotations(), 0, all.rotations(), 4 * from, 4 * n);
      System.arraycopy(own.logScales(), 0, all.logScales(), 2 * from, 2 * n);
      System.arraycopy(own.opacityLogits(), 0, all.opacityLogits(), from, n);
      for (int i = 0; i < n; i++) { // higher degrees stay 0
        System.arraycopy(
            own.sphericalHarmonics(),
            3 * i,
            all.sphericalHarmonics(),
            coefficients * (from + i),
            3);
      }
      Arrays.fill(instances, from, from + n, o + 1);
      System.arraycopy(surfels.get(o).partOfSurfel(), 0, partOfSurfel, from, n);
      PlacedObject object = objects.get(o);
      members.add(
          new SurfelScene.Member(
              o + 1, object.model().name(), object.objectToWorld(), object.box()));
      parts.add(surfels.get(o).parts());
      from += n;
    }
    return new ComposedScene(
        new SurfelScene(all, instances, partOfSurfel, members), objects, parts);
  }
}
