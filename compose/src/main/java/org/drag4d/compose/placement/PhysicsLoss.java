package org.drag4d.compose.placement;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/**
 * The energy that an object at rest has least of: L_physics, equation 10, in the form that works
 * (object-composition section 7.2). All lengths are divided by the object's diagonal D, so a scene
 * a hundred times larger gives the same result.
 *
 * <ul>
 *   <li>penetration, weight 200: mean over the samples of a Huber function (δ = 0.01) of how deep
 *       they are inside the scene;
 *   <li>gravity, weight 1: mean height above the support, none once the object touches;
 *   <li>contact, weight 5: mean distance of the lowest 2 % from the support, so that it neither
 *       hovers nor sinks;
 *   <li>box, weight 0.1: squared horizontal distance from where the object is wanted.
 * </ul>
 */
public final class PhysicsLoss {
  private static final double PENETRATION = 200;
  private static final double GRAVITY = 1;
  private static final double CONTACT = 5;
  private static final double BOX = 0.1;
  private static final double HUBER = 0.01;

  /** Which terms. */
  public enum Kind {
    /** Penetration, gravity, contact and box terms relative to the object's size. */
    SCALE_AWARE,
    /**
     * Equation 10 as printed, {@link PaperLoss}. Its collision term has no gradient with respect to
     * translation, so an object sinks through the floor; for reproducing that finding only.
     */
    PAPER_LITERAL
  }

  /**
   * A loss and its gradient.
   *
   * @param value the loss
   * @param translation derivative by the translation
   * @param yaw derivative by the turn about world up, per radian
   */
  record Gradient(double value, Vec3 translation, double yaw) {}

  private final Body body;
  private final Clearance clearance;
  private final Vec3 wanted;
  private final double diagonal;

  /** Samples turned as at the start; yaw and translation are applied to these. */
  private final Vec3[] turned;

  private final int[] lowest;

  PhysicsLoss(Body body, Quaternion rotation, Clearance clearance, Vec3 wanted) {
    this.body = body;
    this.clearance = clearance;
    this.wanted = wanted;
    this.diagonal = body.diagonal();
    turned = new Vec3[body.count()];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = rotation.rotate(Body.at(body.points(), i));
    }
    // neither yaw nor translation changes which samples are lowest
    int few = Math.max(1, turned.length / 50);
    lowest =
        IntStream.range(0, turned.length)
            .boxed()
            .sorted(
                (a, b) -> {
                  int order = Double.compare(turned[a].y(), turned[b].y());
                  return order != 0 ? order : Integer.compare(a, b);
                })
            .limit(few)
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Evaluates the loss for a yaw in radians, added to the start's rotation, and a translation. */
  Gradient at(double yaw, Vec3 translation) {
    double cos = Math.cos(yaw);
    double sin = Math.sin(yaw);
    int n = turned.length;
    double value = 0;
    double gx = 0;
    double gy = 0;
    double gz = 0;
    double gYaw = 0;
    Vec3[] away = new Vec3[1];
    boolean touching = isTouching(cos, sin, translation);
    for (int i = 0; i < n; i++) {
      Vec3 arm = turn(turned[i], cos, sin);
      Vec3 place = arm.plus(translation);
      double above = clearance.toSupport(place);
      if (above < 0) {
        value += PENETRATION * huber(-above / diagonal) / n;
        gy -= PENETRATION * huberSlope(-above / diagonal) / (n * diagonal);
      } else if (!touching) {
        double height = Double.isInfinite(above) ? 0 : above;
        value += GRAVITY * height / diagonal / n;
        gy += GRAVITY / (n * diagonal);
      }
      double gap = clearance.toThings(place, away);
      if (gap < 0) {
        value += PENETRATION * huber(-gap / diagonal) / n;
        double slope = -PENETRATION * huberSlope(-gap / diagonal) / (n * diagonal);
        Vec3 g = away[0].times(slope);
        gx += g.x();
        gy += g.y();
        gz += g.z();
        gYaw += arm.z() * g.x() - arm.x() * g.z(); // g · (up × arm)
      }
    }
    for (int i : lowest) {
      double above = clearance.toSupport(turn(turned[i], cos, sin).plus(translation));
      if (Double.isInfinite(above)) {
        continue;
      }
      value += CONTACT * Math.abs(above) / diagonal / lowest.length;
      gy += CONTACT * Math.signum(above) / (diagonal * lowest.length);
    }
    double dx = translation.x() - wanted.x();
    double dz = translation.z() - wanted.z();
    value += BOX * (dx * dx + dz * dz) / (diagonal * diagonal);
    gx += 2 * BOX * dx / (diagonal * diagonal);
    gz += 2 * BOX * dz / (diagonal * diagonal);
    return new Gradient(value, new Vec3(gx, gy, gz), gYaw);
  }

  /** Says whether half of the lowest samples are within 0.1 % of D of the support. */
  private boolean isTouching(double cos, double sin, Vec3 translation) {
    double[] gaps = new double[lowest.length];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = clearance.toSupport(turn(turned[lowest[i]], cos, sin).plus(translation));
    }
    Arrays.sort(gaps);
    return gaps[gaps.length / 2] < 1e-3 * diagonal;
  }

  static Vec3 turn(Vec3 v, double cos, double sin) {
    return new Vec3(cos * v.x() + sin * v.z(), v.y(), cos * v.z() - sin * v.x());
  }

  private static double huber(double x) {
    return x < HUBER ? 0.5 * x * x : HUBER * (x - 0.5 * HUBER);
  }

  private static double huberSlope(double x) {
    return Math.min(x, HUBER);
  }

  /** Returns the object that this is the loss of. */
  Body body() {
    return body;
  }

  /** Returns the pose for a yaw in radians and a translation. */
  static Pose pose(Quaternion start, double yaw, Vec3 translation) {
    return new Pose(Quaternion.about(Vec3.UP, Math.toDegrees(yaw)).times(start), translation);
  }
}
