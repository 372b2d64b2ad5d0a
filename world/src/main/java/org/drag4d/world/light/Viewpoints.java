package org.drag4d.world.light;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Appearance.Scattering;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/** Where one looks around from to find the surfaces that cameras may see. */
final class Viewpoints {
  private static final int ATTEMPTS = 400;
  private static final double ELBOW_ROOM = 0.15;
  private static final int PASSES = 6;

  private final Lights lights;
  private final Tracer tracer;
  private final List<Vec3> points = new ArrayList<>();

  /** Takes the eye, and free points of the flight volume, up to {@code count} in all. */
  Viewpoints(Place place, Lights lights, int count, long seed) {
    this.lights = lights;
    this.tracer = lights.tracer();
    Scratch s = new Scratch();
    points.add(place.eye());
    Vec3 size = place.high().minus(place.low());
    for (int attempt = 0; attempt < ATTEMPTS && points.size() < count; attempt++) {
      s.sampler.start(seed, 17, attempt + 1);
      Vec3 p =
          place
              .low()
              .plus(
                  new Vec3(
                      size.x() * s.sampler.next(),
                      size.y() * s.sampler.next(),
                      size.z() * s.sampler.next()));
      if (isFree(p, s)) {
        points.add(p);
      }
    }
  }

  int count() {
    return points.size();
  }

  Vec3 get(int i) {
    return points.get(i);
  }

  private boolean isFree(Vec3 p, Scratch s) {
    for (int axis = 0; axis < 6; axis++) {
      double sign = axis % 2 == 0 ? 1 : -1;
      s.ray.set(
          p.x(),
          p.y(),
          p.z(),
          axis / 2 == 0 ? sign : 0,
          axis / 2 == 1 ? sign : 0,
          axis / 2 == 2 ? sign : 0,
          1e4);
      tracer.closest(s.ray);
      if (s.ray.hit()) {
        tracer.describe(s.ray, s.point);
        if (s.ray.distance() < ELBOW_ROOM || s.point.inside) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Looks from a point through glass and mirrors at the first surface that keeps records; it is
   * then the scratch's point.
   *
   * @param u share of the turn, 0.5 ahead along -Z
   * @param y height of the direction on the unit sphere
   * @return how far the surface is, along the way; negative when there is none
   */
  double look(Vec3 eye, double u, double y, Scratch s) {
    double level = Math.sqrt(Math.max(0, 1 - y * y));
    double turn = 2 * Math.PI * (u - 0.5);
    double dx = level * Math.sin(turn);
    double dy = y;
    double dz = -level * Math.cos(turn);
    double travelled = 0;
    s.ray.set(eye.x(), eye.y(), eye.z(), dx, dy, dz, 1e3);
    for (int pass = 0; pass < PASSES; pass++) {
      tracer.closest(s.ray);
      if (!s.ray.hit()) {
        return -1;
      }
      travelled += s.ray.distance();
      SurfacePoint p = s.point;
      tracer.describe(s.ray, p);
      Scattering scattering = lights.appearance(p.part).scattering();
      if (scattering == Scattering.MIRROR) {
        double k = 2 * (dx * p.normalX + dy * p.normalY + dz * p.normalZ);
        dx -= k * p.normalX;
        dy -= k * p.normalY;
        dz -= k * p.normalZ;
      } else if (scattering == Scattering.GLOW) {
        return -1;
      } else if (scattering != Scattering.GLASS) {
        return travelled;
      }
      Lights.start(s.ray, p, dx, dy, dz, 1e3);
    }
    return -1;
  }
}
