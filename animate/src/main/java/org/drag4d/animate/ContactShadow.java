package org.drag4d.animate;

import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene.Member;

/**
 * The soft dark spot that an object leaves on what is under it. It belongs to the surface, so it is
 * worked out for the still surfels there, the same ones in all views. Beside a wall of height s an
 * even sky loses the share (1 - d / √(d² + s²)) / 2 at the distance d; the spot falls off like that
 * around the ellipse of the object's foot, with an s that grows and a strength that shrinks as it
 * rises.
 */
final class ContactShadow {
  private static final double DARKEST = 0.75; // of the light, right under an object that stands
  private static final double FADE_HEIGHT = 0.35; // metres of height that halve it
  private static final double REACH = 5; // falloffs; there two hundredths are left
  private static final double LEVEL = 0.05; // metres off the support that still count fully
  private static final double OFF = 0.14; // metres off the support that no longer count

  private final Vec3 foot;
  private final double supportHeight;
  private final Vec3 sideways;
  private final Vec3 ahead;
  private final double radiusX;
  private final double radiusZ;
  private final double falloff;
  private final double strength;

  /**
   * Prepares the shadow of an object.
   *
   * @param objectToWorld where it is
   * @param supportHeight world y of the surface under it
   */
  ContactShadow(Member member, Pose objectToWorld, double supportHeight) {
    Box3 box = member.box();
    Pose moved = objectToWorld.times(member.objectToWorld().inverse());
    foot = moved.apply(box.bottomCentre());
    this.supportHeight = supportHeight;
    Vec3 x = moved.applyToDirection(box.rotation().xAxis());
    Vec3 z = moved.applyToDirection(box.rotation().zAxis());
    sideways = level(x);
    ahead = level(z);
    double height = Math.max(0, foot.y() - supportHeight);
    radiusX = box.size().x() / 2;
    radiusZ = box.size().z() / 2;
    falloff = 0.28 * Math.min(box.size().y(), radiusX + radiusZ) + 0.5 * height;
    strength = DARKEST / (1 + height / FADE_HEIGHT);
  }

  private static Vec3 level(Vec3 direction) {
    double length = Math.hypot(direction.x(), direction.z());
    return length < 1e-6
        ? new Vec3(1, 0, 0)
        : new Vec3(direction.x() / length, 0, direction.z() / length);
  }

  /**
   * Lets the shadow fall on surfels.
   *
   * @param positions x y z per surfel, world metres
   * @param light per surfel the share of light that it gets; what the shadow takes is taken off
   */
  void fallOn(float[] positions, float[] light) {
    double reachX = radiusX + REACH * falloff;
    double reachZ = radiusZ + REACH * falloff;
    for (int i = 0; i < light.length; i++) {
      double off = Math.abs(positions[3 * i + 1] - supportHeight);
      if (off < OFF) {
        Vec3 at = new Vec3(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
        Vec3 d = at.minus(foot);
        if (Math.abs(d.dot(sideways)) < reachX && Math.abs(d.dot(ahead)) < reachZ) {
          light[i] *= (float) light(d, off);
        }
      }
    }
  }

  /** Returns how much light is left, in (0, 1], {@code off} metres above or below the support. */
  private double light(Vec3 d, double off) {
    double a = d.dot(sideways) / radiusX;
    double b = d.dot(ahead) / radiusZ;
    double r = Math.sqrt(a * a + b * b);
    double outside = r <= 1 ? 0 : Math.hypot(d.x(), d.z()) * (1 - 1 / r);
    double f = 1 - outside / Math.sqrt(outside * outside + falloff * falloff);
    double dark = strength * Math.max(0, (f - 0.02) / 0.98);
    return 1 - dark * (1 - smoothStep(LEVEL, OFF, off));
  }

  private static double smoothStep(double from, double to, double value) {
    double t = Math.max(0, Math.min(1, (value - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
