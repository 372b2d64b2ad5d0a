package org.drag4d.cli;

import java.util.Arrays;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;

/**
 * Where most surfels are: far ones, such as a sky, do not count.
 *
 * @param low smallest coordinates
 * @param high largest coordinates
 */
record Bounds(Vec3 low, Vec3 high) {
  private static final double SHARE_LEFT_OUT = 0.02;

  static Bounds of(Surfels surfels) {
    double[][] ends = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      float[] values = new float[surfels.count()];
      for (int i = 0; i < values.length; i++) {
        values[i] = surfels.positions()[3 * i + axis];
      }
      Arrays.sort(values);
      int out = (int) (values.length * SHARE_LEFT_OUT);
      ends[axis] =
          values.length == 0
              ? new double[] {0, 0}
              : new double[] {values[out], values[values.length - 1 - out]};
    }
    return new Bounds(
        new Vec3(ends[0][0], ends[1][0], ends[2][0]), new Vec3(ends[0][1], ends[1][1], ends[2][1]));
  }

  Vec3 middle() {
    return low.plus(high).times(0.5);
  }

  double diagonal() {
    return high.minus(low).length();
  }
}
