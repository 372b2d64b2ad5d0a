package org.drag4d.project;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drag4d.geometry.Extent;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Vec3;
import org.drag4d.project.ProjectFile.BoxEntry;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.project.ProjectFile.PathEntry;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Refuses what would stand or move outside the scene before anything slow is done for it: as soon
 * as the prior can tell how far the place reaches (the built-in world knows its walls within
 * seconds), and for any other panorama as soon as its points are known, before the optimisation.
 */
final class InsideScene {
  /** Feet stand on the lowest surface, so a little below it is still inside. */
  private static final Vec3 FROM_FOOT = new Vec3(0, 0.3, 0);

  private final Extent extent;

  private InsideScene(Extent extent) {
    this.extent = extent;
  }

  /** Checks against a known extent. */
  static InsideScene of(Extent extent) {
    return new InsideScene(extent);
  }

  /** Checks against what the prior of the panorama says of its place; empty if it cannot tell. */
  static Optional<InsideScene> of(
      ProjectFile wishes, PanoramaGenerator generator, Progress progress) {
    return generator
        .extent(
            wishes.prompt(),
            wishes.quality().sceneSettings(wishes.seed()).panoramaRequest(),
            progress)
        .map(InsideScene::new);
  }

  /** Says whether there is anything to check: presets and free spots stay inside by themselves. */
  static boolean concerns(ProjectFile wishes) {
    return wishes.objects().stream().anyMatch(o -> o.box().isPresent())
        || wishes.paths().stream().anyMatch(p -> !p.points().isEmpty());
  }

  /**
   * Checks everything that a project wants.
   *
   * @throws InputException with the field of {@code project.json}
   */
  void check(ProjectFile wishes) {
    List<ObjectEntry> objects = wishes.objects();
    for (int i = 0; i < objects.size(); i++) {
      String where = "project.json, objects[" + i + "].box.centre";
      objects.get(i).box().ifPresent(box -> check(box, where));
    }
    List<PathEntry> paths = wishes.paths();
    for (int i = 0; i < paths.size(); i++) {
      check(paths.get(i).points(), "project.json, paths[" + i + "].path");
    }
  }

  /** Checks where an object shall stand. */
  void check(BoxEntry box, String where) {
    if (!extent.contains(box.centre())) {
      throw outside(where, box.centre());
    }
  }

  /**
   * Checks where objects shall move.
   *
   * @param where file, or file and field, of the paths
   */
  void check(List<Path3> paths, String where) {
    for (int k = 0; k < paths.size(); k++) {
      List<Path3.Point> points = paths.get(k).points();
      for (int i = 0; i < points.size(); i++) {
        Vec3 at = points.get(i).position();
        if (!extent.contains(at.plus(FROM_FOOT))) {
          String path = paths.size() > 1 ? "paths[" + k + "]." : "";
          String separator = where.endsWith("].path") ? "." : ", ";
          throw outside(where + separator + path + "points[" + i + "].position", at);
        }
      }
    }
  }

  private InputException outside(String where, Vec3 at) {
    return new InputException(
        where,
        String.format(
            Locale.ROOT, "[%.2f, %.2f, %.2f] lies outside the scene", at.x(), at.y(), at.z()),
        String.format(
            Locale.ROOT,
            "The scene reaches from [%.1f, %.1f, %.1f] to [%.1f, %.1f, %.1f].",
            extent.low().x(),
            extent.low().y(),
            extent.low().z(),
            extent.high().x(),
            extent.high().y(),
            extent.high().z()));
  }
}
