package org.drag4d.compose.placement;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/**
 * Equation 10 exactly as printed:
 *
 * <pre>Σp Σq (1 - n_p · n_q) [‖p - q‖ < 1e-3] + Σp ½ g m_p (p - y_floor)</pre>
 *
 * The indicator is piecewise constant and normals do not change when an object is moved, so the
 * first sum has no gradient with respect to translation, and the second pulls down without end.
 * Moreover 1 - n_p · n_q is largest for a proper contact of opposed normals. It is kept to show
 * that (object-composition section 7.1); {@link PhysicsLoss} is what places objects.
 */
final class PaperLoss {
  /** In metres, as printed. */
  static final double THRESHOLD = 1e-3;

  private static final double GRAVITY = 9.81;

  private PaperLoss() {}

  /** Returns the collision sum. */
  static double collision(Body body, Pose objectToWorld, float[] scene, float[] sceneNormals) {
    double sum = 0;
    for (int i = 0; i < body.count(); i++) {
      Vec3 p = objectToWorld.apply(Body.at(body.points(), i));
      Vec3 n = objectToWorld.applyToDirection(Body.at(body.normals(), i));
      for (int j = 0; j < scene.length / 3; j++) {
        double dx = scene[3 * j] - p.x();
        double dy = scene[3 * j + 1] - p.y();
        double dz = scene[3 * j + 2] - p.z();
        if (dx * dx + dy * dy + dz * dz < THRESHOLD * THRESHOLD) {
          sum += 1 - n.dot(Body.at(sceneNormals, j));
        }
      }
    }
    return sum;
  }

  /** Returns the gravity sum; every sample has the mass 1 / count. */
  static double gravity(Body body, Pose objectToWorld, double floorHeight) {
    double sum = 0;
    for (int i = 0; i < body.count(); i++) {
      sum += objectToWorld.apply(Body.at(body.points(), i)).y() - floorHeight;
    }
    return 0.5 * GRAVITY * sum / body.count();
  }

  /** Returns the whole gradient with respect to translation: gravity's alone. */
  static PhysicsLoss.Gradient gradient(double value) {
    return new PhysicsLoss.Gradient(value, new Vec3(0, 0.5 * GRAVITY, 0), 0);
  }
}
