package org.drag4d.compose.placement;

import java.util.Arrays;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Vec3;

/**
 * What an object stands on: the highest level surface below the middle of its box
 * (object-composition section 6.1). That is the table if the box is above the table, the floor if
 * it is below or beside it. Floor and support are two different things.
 *
 * @param height world y, metres
 * @param seen whether a surface was seen there; otherwise it is the floor, assumed
 */
record SupportPlane(double height, boolean seen) {
  private static final int LEVELS = 1024;

  /** Cosine of the steepest slope that supports. */
  static final double LEVEL_NORMAL = 0.7;

  /** Share of the footprint that a surface must cover. */
  private static final double LEAST_COVER = 0.2;

  /** Finds the support of a box. */
  static SupportPlane below(Box3 box, Surroundings surroundings) {
    double diagonal = box.size().length();
    double reach = 0.6 * Math.hypot(extent(box, true), extent(box, false));
    int[] near = surroundings.near(box.centre().x(), box.centre().z(), reach);
    double bottom = surroundings.floorHeight() - 0.5 * diagonal;
    double top = box.centre().y();
    double step = Math.max(0.01 * diagonal, (top - bottom) / (LEVELS - 2));
    double[] area = new double[LEVELS];
    double[] moment = new double[LEVELS];
    float[] p = surroundings.positions();
    for (int i : near) {
      double y = p[3 * i + 1];
      if (surroundings.normals()[3 * i + 1] < LEVEL_NORMAL || y > top || y < bottom) {
        continue;
      }
      Vec3 local = box.rotation().inverse().rotate(Body.at(p, i).minus(box.centre()));
      if (Math.abs(local.x()) > 0.6 * box.size().x()
          || Math.abs(local.z()) > 0.6 * box.size().z()) {
        continue;
      }
      int level = (int) ((y - bottom) / step);
      double weight = surroundings.spacings()[i] * (double) surroundings.spacings()[i];
      area[level] += weight;
      moment[level] += weight * y;
    }
    double needed = LEAST_COVER * 1.44 * box.size().x() * box.size().z();
    needed = Math.min(needed, 0.5 * Arrays.stream(area).sum());
    for (int level = LEVELS - 1; level > 0; level--) {
      double sum = area[level] + area[level - 1];
      if (sum > 0 && sum >= needed) {
        // the surface may continue below: take the fuller of the two bins and its neighbour
        int peak = area[level] >= area[level - 1] ? level : level - 1;
        return new SupportPlane(moment[peak] / area[peak], true);
      }
    }
    return new SupportPlane(surroundings.floorHeight(), false);
  }

  /** Returns the width of the box as seen along a world axis. */
  private static double extent(Box3 box, boolean alongX) {
    double sum = 0;
    Vec3[] axes = {box.rotation().xAxis(), box.rotation().yAxis(), box.rotation().zAxis()};
    double[] sizes = {box.size().x(), box.size().y(), box.size().z()};
    for (int a = 0; a < 3; a++) {
      sum += Math.abs(alongX ? axes[a].x() : axes[a].z()) * sizes[a];
    }
    return sum;
  }
}
