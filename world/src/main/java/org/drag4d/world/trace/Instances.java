package org.drag4d.world.trace;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Part;

/**
 * Where the instances of shared solids stand: turns rays into their frames and boxes out of them.
 */
final class Instances {
  private static final int FLOATS = 12;

  private final int[] parts;
  // the inverse of rotation and scale (row-major), then the translation
  private final double[] worldToLocal;
  // rotation and scale (row-major), then the translation
  private final double[] localToWorld;

  /**
   * Notes where instances stand.
   *
   * @param all all parts of the place
   * @param parts which of them are instances
   */
  Instances(List<Part> all, int[] parts) {
    this.parts = parts;
    worldToLocal = new double[parts.length * FLOATS];
    localToWorld = new double[parts.length * FLOATS];
    for (int i = 0; i < parts.length; i++) {
      Part part = all.get(parts[i]);
      Vec3 x = part.localToWorld().rotation().xAxis();
      Vec3 y = part.localToWorld().rotation().yAxis();
      Vec3 z = part.localToWorld().rotation().zAxis();
      double[] columns = {x.x(), x.y(), x.z(), y.x(), y.y(), y.z(), z.x(), z.y(), z.z()};
      int o = i * FLOATS;
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          localToWorld[o + row * 3 + column] = columns[column * 3 + row] * part.scale();
          worldToLocal[o + row * 3 + column] = columns[row * 3 + column] / part.scale();
        }
      }
      Vec3 t = part.localToWorld().translation();
      localToWorld[o + 9] = worldToLocal[o + 9] = t.x();
      localToWorld[o + 10] = worldToLocal[o + 10] = t.y();
      localToWorld[o + 11] = worldToLocal[o + 11] = t.z();
    }
  }

  /** Returns how many there are. */
  int count() {
    return parts.length;
  }

  /** Returns which part of the place an instance is. */
  int part(int instance) {
    return parts[instance];
  }

  /** Turns a ray into an instance's frame; distances along it stay world metres. */
  void aim(int instance, RayFrame world, RayFrame local) {
    double[] m = worldToLocal;
    int o = instance * FLOATS;
    double px = world.ox - m[o + 9];
    double py = world.oy - m[o + 10];
    double pz = world.oz - m[o + 11];
    double dx = world.dx;
    double dy = world.dy;
    double dz = world.dz;
    local.aim(
        (float) (m[o] * px + m[o + 1] * py + m[o + 2] * pz),
        (float) (m[o + 3] * px + m[o + 4] * py + m[o + 5] * pz),
        (float) (m[o + 6] * px + m[o + 7] * py + m[o + 8] * pz),
        (float) (m[o] * dx + m[o + 1] * dy + m[o + 2] * dz),
        (float) (m[o + 3] * dx + m[o + 4] * dy + m[o + 5] * dz),
        (float) (m[o + 6] * dx + m[o + 7] * dy + m[o + 8] * dz));
  }

  /**
   * Makes a world box large enough for a box of an instance's frame.
   *
   * @param local min x y z, max x y z
   * @param box the same of the world box, which grows
   */
  void cover(int instance, float[] local, float[] box) {
    double[] m = localToWorld;
    int o = instance * FLOATS;
    for (int row = 0; row < 3; row++) {
      double middle = m[o + 9 + row];
      double half = 0;
      for (int k = 0; k < 3; k++) {
        double low = local[k];
        double high = local[3 + k];
        middle += m[o + row * 3 + k] * 0.5 * (low + high);
        half += Math.abs(m[o + row * 3 + k]) * 0.5 * (high - low);
      }
      box[row] = Math.min(box[row], (float) (middle - half));
      box[3 + row] = Math.max(box[3 + row], (float) (middle + half));
    }
  }
}
