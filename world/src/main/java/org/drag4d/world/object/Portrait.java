package org.drag4d.world.object;

import java.util.List;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Part;

/** The camera that sees an object whole: a little from the side and from above, with a margin. */
final class Portrait {
  /** A frontal view inflates best; a little to the side shows that the object is round. */
  static final double AZIMUTH_DEGREES = 11;

  private static final double ELEVATION_DEGREES = 9;
  private static final double MARGIN = 0.06;

  /** Distance in object diagonals: far enough for little perspective. */
  private static final double DISTANCE = 4;

  private Portrait() {}

  static Pinhole of(String name, List<Part> parts, int size) {
    Vec3 low = new Vec3(1e9, 1e9, 1e9);
    Vec3 high = low.times(-1);
    for (Part part : parts) {
      float[] p = part.solid().positions();
      for (int i = 0; i < p.length; i += 3) {
        low =
            new Vec3(
                Math.min(low.x(), p[i]), Math.min(low.y(), p[i + 1]), Math.min(low.z(), p[i + 2]));
        high =
            new Vec3(
                Math.max(high.x(), p[i]),
                Math.max(high.y(), p[i + 1]),
                Math.max(high.z(), p[i + 2]));
      }
    }
    Vec3 middle = low.lerp(high, 0.5);
    double a = Math.toRadians(AZIMUTH_DEGREES);
    double e = Math.toRadians(ELEVATION_DEGREES);
    Vec3 towards = new Vec3(Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e));
    Vec3 eye = middle.plus(towards.times(DISTANCE * high.minus(low).length()));
    Pinhole unit = new Pinhole(name, 1, 1, 1, 1, 0, 0, Pose.lookingAt(eye, middle));
    double[] range = {1e9, -1e9, 1e9, -1e9};
    for (Part part : parts) {
      float[] p = part.solid().positions();
      for (int i = 0; i < p.length; i += 3) {
        Vec3 at = unit.project(new Vec3(p[i], p[i + 1], p[i + 2]));
        range[0] = Math.min(range[0], at.x());
        range[1] = Math.max(range[1], at.x());
        range[2] = Math.min(range[2], at.y());
        range[3] = Math.max(range[3], at.y());
      }
    }
    double focal = size * (1 - 2 * MARGIN) / Math.max(range[1] - range[0], range[3] - range[2]);
    return new Pinhole(
        name,
        size,
        size,
        focal,
        focal,
        0.5 * size - focal * (range[0] + range[1]) / 2,
        0.5 * size - focal * (range[2] + range[3]) / 2,
        unit.cameraToWorld());
  }
}
