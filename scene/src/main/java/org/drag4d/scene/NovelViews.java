package org.drag4d.scene;

import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;

/**
 * Sees the place of a panorama from other points. The built-in world can, since it has the place;
 * for it this stands where the paper inpaints displaced views (eq. 6), and results name it.
 */
public interface NovelViews {

  /** Returns the name to give in results. */
  String name();

  /** Renders what a pinhole camera sees, with depth and normals. */
  TrainingView render(Pinhole camera, int samples, Progress progress);

  /** Returns how far one can go from a point in a unit direction, at most {@code limit} metres. */
  double clearDistance(Vec3 from, Vec3 direction, double limit);

  /** Returns the middle of the floor that is kept free for the person's object. */
  Vec3 freeFloorCentre();
}
