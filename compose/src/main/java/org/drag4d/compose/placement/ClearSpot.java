package org.drag4d.compose.placement;

import java.util.Optional;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/** Places where an object runs into nothing. */
final class ClearSpot {
  private ClearSpot() {}

  /**
   * Returns the nearest place to the wanted one where the object fits; the wanted one itself if it
   * fits there.
   *
   * @param farthest how far to look, metres
   */
  static Optional<Vec3> nearest(
      Ground ground, Body body, Pose wanted, double farthest, boolean onGround) {
    Ground.Footprint footprint = ground.footprint(body, wanted);
    Vec3 at = wanted.translation();
    if (ground.fits(footprint, at.x(), at.z(), onGround)) {
      return Optional.of(at);
    }
    int reach = (int) (farthest / ground.cell());
    Vec3 best = at;
    double bestDistance = Double.MAX_VALUE;
    for (int ring = 1; ring <= reach && ring <= bestDistance; ring++) {
      for (int dz = -ring; dz <= ring; dz++) {
        int step = Math.abs(dz) == ring ? 1 : 2 * ring;
        for (int dx = -ring; dx <= ring; dx += step) {
          double distance = Math.hypot(dx, dz);
          double x = at.x() + dx * ground.cell();
          double z = at.z() + dz * ground.cell();
          if (distance < bestDistance && ground.fits(footprint, x, z, onGround)) {
            best = new Vec3(x, at.y(), z);
            bestDistance = distance;
          }
        }
      }
    }
    return bestDistance < Double.MAX_VALUE ? Optional.of(best) : Optional.empty();
  }

  /**
   * Returns the best place of free floor to show an object of a radius: in view of the panorama's
   * centre, with room around it to move; as near as can be to the floor that was kept free, else
   * about two metres in front of the eye.
   *
   * @param keptFree the middle of that floor, if there is any
   * @param radius of the circle that the object needs, metres
   */
  static Optional<Vec3> inView(Ground ground, Vec3 eye, Optional<Vec3> keptFree, double radius) {
    double[] clearance = clearance(ground);
    double bestScore = -Double.MAX_VALUE;
    Vec3 best = eye;
    for (int at = 0; at < clearance.length; at++) {
      if (clearance[at] < radius) {
        continue;
      }
      Vec3 spot = ground.middle(at);
      double dx = spot.x() - eye.x();
      double dz = spot.z() - eye.z();
      double distance = Math.hypot(dx, dz);
      double offCentre = Math.atan2(Math.abs(dx), -dz) / Math.PI; // the panorama looks along -Z
      double away =
          keptFree
              .map(kept -> Math.hypot(spot.x() - kept.x(), spot.z() - kept.z()))
              .orElse(0.45 * Math.abs(distance - 2.2) + 1.2 * offCentre);
      double roomAround = Math.min(clearance[at] - radius, 1.0);
      double near = Math.max(0, 1.6 + 0.5 * radius - distance); // too close to see whole
      double score = roomAround - away - 2 * near;
      if (score > bestScore && isSeen(ground, eye, spot)) {
        bestScore = score;
        best = spot;
      }
    }
    return bestScore > -Double.MAX_VALUE ? Optional.of(best) : Optional.empty();
  }

  /** Two-pass chamfer distance in metres from each cell to what is not clear. */
  private static double[] clearance(Ground ground) {
    int size = ground.size();
    double[] d = new double[size * size];
    for (int at = 0; at < d.length; at++) {
      int x = at % size;
      int z = at / size;
      boolean edge = x == 0 || z == 0 || x == size - 1 || z == size - 1;
      d[at] = edge || !ground.isClear(at) ? 0 : Double.MAX_VALUE;
    }
    for (int pass = 0; pass < 2; pass++) {
      int sign = pass == 0 ? 1 : -1;
      for (int n = 0; n < d.length; n++) {
        int at = pass == 0 ? n : d.length - 1 - n;
        if (d[at] == 0) {
          continue;
        }
        double diagonal = Math.sqrt(2) * ground.cell();
        d[at] = Math.min(d[at], d[at - sign] + ground.cell());
        d[at] = Math.min(d[at], d[at - sign * size] + ground.cell());
        d[at] = Math.min(d[at], d[at - sign * (size + 1)] + diagonal);
        d[at] = Math.min(d[at], d[at - sign * (size - 1)] + diagonal);
      }
    }
    return d;
  }

  /** Says whether nothing as high as the line of sight stands between the eye and a spot. */
  private static boolean isSeen(Ground ground, Vec3 eye, Vec3 spot) {
    int steps = (int) Math.ceil(Math.hypot(spot.x() - eye.x(), spot.z() - eye.z()) / ground.cell());
    double eyeHeight = eye.y() - spot.y();
    for (int i = 1; i < steps; i++) {
      double t = (double) i / steps;
      Vec3 on = eye.lerp(spot, t);
      int at = ground.cellOf(on.x(), on.z());
      if (at >= 0 && ground.isTakenUpTo(at, eyeHeight * (1 - t))) {
        return false;
      }
    }
    return true;
  }
}
