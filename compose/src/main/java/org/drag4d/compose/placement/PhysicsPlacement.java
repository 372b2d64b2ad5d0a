package org.drag4d.compose.placement;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;

/**
 * Lets an object come to rest: Adam on its translation and yaw (section 2.4, equation 10). It is
 * run after {@link #dropped}, has little left to do then, and changes nothing when run again.
 */
final class PhysicsPlacement {
  /** Step of the translation in object diagonals (1e-3, section 2.4) and of the yaw in radians. */
  private static final double LEARNING_RATE = 1e-3;

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;

  /** Gradients below this are rest: noise must not make Adam walk. */
  private static final double AT_REST = 1e-9;

  private static final int WINDOW = 20;
  private static final double STILL = 1e-4;

  private PhysicsPlacement() {}

  /** The energy to descend. */
  @FunctionalInterface
  interface Energy {
    PhysicsLoss.Gradient at(double yaw, Vec3 translation);
  }

  /**
   * Where an object came to rest.
   *
   * @param pose object to world
   * @param steps how many steps it took
   */
  record Rest(Pose pose, int steps) {}

  /**
   * Descends.
   *
   * @param unit length in metres that counts as one: the object's diagonal
   * @param steps at most
   */
  static Rest settle(Pose start, double unit, Energy energy, int steps, Progress progress) {
    double[] parameters = new double[4]; // x, y, z in units from the start; yaw in radians
    double[] mean = new double[4];
    double[] square = new double[4];
    double[] windowStart = parameters.clone();
    int step = 0;
    for (; step < steps; step++) {
      progress.advance(step);
      PhysicsLoss.Gradient g = energy.at(parameters[3], moved(start, parameters, unit));
      double[] gradient = {
        g.translation().x() * unit, g.translation().y() * unit, g.translation().z() * unit, g.yaw()
      };
      double rate = LEARNING_RATE * (0.02 + 0.98 * 0.5 * (1 + Math.cos(Math.PI * step / steps)));
      for (int i = 0; i < 4; i++) {
        double own = Math.abs(gradient[i]) < AT_REST ? 0 : gradient[i];
        mean[i] = BETA1 * mean[i] + (1 - BETA1) * own;
        square[i] = BETA2 * square[i] + (1 - BETA2) * own * own;
        double m = mean[i] / (1 - Math.pow(BETA1, step + 1));
        double s = square[i] / (1 - Math.pow(BETA2, step + 1));
        parameters[i] -= rate * m / (Math.sqrt(s) + 1e-12);
      }
      if ((step + 1) % WINDOW == 0) {
        double change = 0;
        for (int i = 0; i < 4; i++) {
          change = Math.max(change, Math.abs(parameters[i] - windowStart[i]));
        }
        if (change < STILL) {
          step++;
          break;
        }
        windowStart = parameters.clone();
      }
    }
    return new Rest(
        PhysicsLoss.pose(start.rotation(), parameters[3], moved(start, parameters, unit)), step);
  }

  private static Vec3 moved(Pose start, double[] parameters, double unit) {
    return start
        .translation()
        .plus(new Vec3(parameters[0], parameters[1], parameters[2]).times(unit));
  }

  /**
   * Moves an object up or down until it touches its support and is nowhere inside it: by the
   * maximum over its points of H(x, z) - y (object-composition section 6.2). Exact, no iterations.
   *
   * @param level height to stand on where nothing was seen below the whole object
   */
  static Pose dropped(Body body, Pose pose, Ground ground, double level) {
    double lift = -Double.MAX_VALUE;
    double bottom = Double.MAX_VALUE;
    for (float[] points : new float[][] {body.vertices(), body.points()}) {
      for (int i = 0; i < points.length / 3; i++) {
        Vec3 p = pose.apply(Body.at(points, i));
        double support = ground.supportAt(p.x(), p.z());
        bottom = Math.min(bottom, p.y());
        if (!Double.isNaN(support)) {
          lift = Math.max(lift, support - p.y());
        }
      }
    }
    double by = lift == -Double.MAX_VALUE ? level - bottom : lift;
    return new Pose(pose.rotation(), pose.translation().plus(new Vec3(0, by, 0)));
  }
}
