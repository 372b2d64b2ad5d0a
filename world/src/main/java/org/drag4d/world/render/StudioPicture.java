package org.drag4d.world.render;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.light.Scratch;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Appearance.Scattering;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.look.Tone;
import org.drag4d.world.model.Part;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Photographs a single object in a studio: a large key light from the camera's upper left, a weaker
 * fill from the right, a rim light from behind, and a bright room all around (built-in-world
 * section 10). Path-traced with one bounce; the object stands before nothing.
 */
public final class StudioPicture {
  private static final double OFFSET = 1e-4;
  private static final double BRIGHTEST_REFLECTION = 5;
  private static final double COAT = 0.04;
  private static final double AMBIENT_ABOVE = 0.34;
  private static final double AMBIENT_BELOW = 0.20;
  private static final double EXPOSURE = 1.2;

  /** Outlines and noisy pixels take up to this many times the samples of the others. */
  private static final int MOST = 4;

  /**
   * A rectangle of light at infinity.
   *
   * @param towards unit direction to its middle, in the world
   * @param u unit tangent
   * @param v unit tangent
   * @param half half its width over its distance
   * @param radiance per colour
   */
  private record SoftBox(Vec3 towards, Vec3 u, Vec3 v, double half, Rgb radiance) {
    /** In the camera's frame: azimuth to the right, elevation up, 0 behind the camera. */
    static SoftBox of(Pinhole camera, double azimuth, double elevation, double half, Rgb radiance) {
      double a = Math.toRadians(azimuth);
      double e = Math.toRadians(elevation);
      // the camera's level axes, so that up stays up when the camera looks down
      Vec3 forward = camera.cameraToWorld().rotation().zAxis();
      Vec3 level = new Vec3(forward.x(), 0, forward.z());
      Vec3 back = level.length() < 1e-6 ? new Vec3(0, 0, 1) : level.normalised().times(-1);
      Vec3 right = Vec3.UP.cross(back);
      Vec3 towards =
          back.times(Math.cos(e) * Math.cos(a))
              .plus(right.times(Math.cos(e) * Math.sin(a)))
              .plus(Vec3.UP.times(Math.sin(e)));
      Vec3 u = Vec3.UP.cross(towards).normalised();
      return new SoftBox(towards, u, towards.cross(u), half, radiance);
    }
  }

  private final Tracer tracer;
  private final Appearance[] appearances;
  private final SoftBox[] boxes;
  private final Pinhole camera;
  private final long seed;

  private StudioPicture(
      List<Part> parts, Pinhole camera, long seed, Workers workers, Progress progress) {
    tracer = Tracer.of(parts, workers, progress);
    Map<Material, Appearance> made = new HashMap<>();
    appearances = new Appearance[parts.size()];
    for (int i = 0; i < appearances.length; i++) {
      appearances[i] = made.computeIfAbsent(parts.get(i).material(), m -> Appearance.of(m, false));
    }
    this.camera = camera;
    this.seed = seed;
    boxes =
        new SoftBox[] {
          SoftBox.of(camera, -42, 46, 0.55, new Rgb(3.3, 3.2, 3.05)),
          SoftBox.of(camera, 58, 20, 0.60, new Rgb(0.85, 0.88, 0.95)),
          SoftBox.of(camera, 165, 50, 0.45, new Rgb(2.6, 2.6, 2.7))
        };
  }

  /**
   * Renders an object.
   *
   * @param parts what the object is made of, in its place in the world
   * @param camera where it is seen from; the lights follow the camera's heading
   * @param samples per pixel; outlines and noisy pixels take up to four times as many. 16 is smooth
   * @param uncertainty standard error of a pixel's brightness, of 1, that needs no more samples
   * @param seed one seed, one picture
   * @return four channels: display-encoded colour of the object alone (divided by its coverage, so
   *     that edges carry no background), and alpha = the share of the pixel that it covers
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public static Image render(
      List<Part> parts,
      Pinhole camera,
      int samples,
      double uncertainty,
      long seed,
      Workers workers,
      Progress progress) {
    return new StudioPicture(parts, camera, seed, workers, progress)
        .expose(samples, uncertainty, workers, progress);
  }

  private Image expose(int samples, double uncertainty, Workers workers, Progress progress) {
    int width = camera.width();
    int height = camera.height();
    float[] out = new float[width * height * 4];
    PixelRays rays = new PixelRays(camera);
    Scratch[] scratch = Scratch.forEach(workers);
    Surface[] surfaces = new Surface[scratch.length];
    for (int i = 0; i < surfaces.length; i++) {
      surfaces[i] = new Surface();
    }
    progress.begin("photographing the object", height, "rows");
    workers.forEach(
        height,
        (row, worker) -> {
          Scratch s = scratch[worker];
          double[] light = new double[3];
          double[] direction = new double[3];
          for (int column = 0; column < width; column++) {
            if (column % 64 == 0) {
              progress.check();
            }
            int pixel = row * width + column;
            double r = 0;
            double g = 0;
            double b = 0;
            double weights = 0;
            int hits = 0;
            double shown = 0;
            double squares = 0;
            int taken = 0;
            while (taken < samples
                || taken < MOST * samples
                    && (hits > 0 && hits < taken
                        || standardError(shown, squares, hits) > uncertainty)) {
              int k = taken++;
              s.sampler.start(seed, pixel, k);
              double u = column + s.sampler.next();
              double v = row + s.sampler.next();
              rays.aim(u, v, direction);
              if (!sample(direction, rays.footprint(), surfaces[worker], s, light)) {
                continue;
              }
              hits++;
              double weight = 1 / (1 + EXPOSURE * Math.max(light[0], Math.max(light[1], light[2])));
              shown += 1 - weight;
              squares += (1 - weight) * (1 - weight);
              weights += weight;
              r += weight * light[0];
              g += weight * light[1];
              b += weight * light[2];
            }
            if (hits > 0) {
              light[0] = r / weights * EXPOSURE;
              light[1] = g / weights * EXPOSURE;
              light[2] = b / weights * EXPOSURE;
              Tone.map(light);
              out[pixel * 4] = (float) light[0];
              out[pixel * 4 + 1] = (float) light[1];
              out[pixel * 4 + 2] = (float) light[2];
              out[pixel * 4 + 3] = hits / (float) taken;
            }
          }
          progress.advance(row);
        });
    return new Image(width, height, 4, out);
  }

  /** The standard error of a mean of brightnesses; none if there are none. */
  private static double standardError(double sum, double squares, int count) {
    double mean = sum / Math.max(1, count);
    return Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean) / Math.max(1, count));
  }

  /** Follows one camera ray; false when it misses the object. */
  private boolean sample(double[] d, double footprint, Surface surface, Scratch s, double[] out) {
    Vec3 eye = camera.centre();
    s.ray.set(eye.x(), eye.y(), eye.z(), d[0], d[1], d[2], 1e4);
    tracer.closest(s.ray);
    if (!s.ray.hit()) {
      return false;
    }
    SurfacePoint p = s.point;
    tracer.describe(s.ray, p);
    double distance = s.ray.distance();
    Appearance appearance = appearances[p.part];
    surface.evaluate(p, appearance, p.part, tracer, distance, footprint * distance, s);
    p.bend(d[0], d[1], d[2]);
    if (appearance.scattering() == Scattering.GLOW) {
      out[0] = appearance.emission().r();
      out[1] = appearance.emission().g();
      out[2] = appearance.emission().b();
      return true;
    }
    double ar = surface.albedo[0];
    double ag = surface.albedo[1];
    double ab = surface.albedo[2];
    boolean metal =
        appearance.scattering() == Scattering.METAL || appearance.scattering() == Scattering.MIRROR;
    boolean coated = appearance.coated() || appearance.scattering() == Scattering.GLASS;
    double rough = surface.roughness;
    double cosine = -(d[0] * p.normalX + d[1] * p.normalY + d[2] * p.normalZ);
    double fade = coated ? 1 - Math.clamp((rough - 0.3) / 0.6, 0.0, 1.0) : 0;
    double reflects = (COAT + (1 - COAT) * (1 - rough) * Surface.grazing(cosine)) * fade;
    out[0] = 0;
    out[1] = 0;
    out[2] = 0;
    if (!metal) {
      for (int i = 0; i < boxes.length; i++) {
        addBox(p, i, ar, ag, ab, s, out);
      }
      bounce(p, ar, ag, ab, s, out);
      out[0] *= 1 - reflects;
      out[1] *= 1 - reflects;
      out[2] *= 1 - reflects;
    }
    double chance = metal ? 1 : Math.min(1, 6 * reflects + 0.1);
    if ((metal || reflects > 0)
        && s.sampler.next() < chance
        && Surface.reflect(
            p, rough, d[0], d[1], d[2], s.sampler.next(), s.sampler.next(), s.direction)) {
      // the reflection's own shading moves the point: it is the last use of it
      seen(p, s);
      double edge = Surface.grazing(cosine) * (1 - rough);
      double share = reflects / chance;
      out[0] += s.radiance[0] * (metal ? ar + (1 - ar) * edge : share);
      out[1] += s.radiance[1] * (metal ? ag + (1 - ag) * edge : share);
      out[2] += s.radiance[2] * (metal ? ab + (1 - ab) * edge : share);
    }
    return true;
  }

  /** Adds the diffuse light of one soft box by one shadow ray. */
  private void addBox(
      SurfacePoint p, int i, double ar, double ag, double ab, Scratch s, double[] out) {
    SoftBox box = boxes[i];
    double a = (2 * s.sampler.next() - 1) * box.half;
    double b = (2 * s.sampler.next() - 1) * box.half;
    double dx = box.towards.x() + a * box.u.x() + b * box.v.x();
    double dy = box.towards.y() + a * box.u.y() + b * box.v.y();
    double dz = box.towards.z() + a * box.u.z() + b * box.v.z();
    double n = 1 / Math.sqrt(1 + a * a + b * b);
    dx *= n;
    dy *= n;
    dz *= n;
    double cosine = p.normalX * dx + p.normalY * dy + p.normalZ * dz;
    if (cosine <= 0 || p.geometricX * dx + p.geometricY * dy + p.geometricZ * dz <= 0) {
      return;
    }
    s.shadow.set(
        p.x + OFFSET * p.geometricX,
        p.y + OFFSET * p.geometricY,
        p.z + OFFSET * p.geometricZ,
        dx,
        dy,
        dz,
        1e4);
    if (tracer.occluded(s.shadow)) {
      return;
    }
    // irradiance: radiance · cosine · solid angle
    double e = cosine * 4 * box.half * box.half * n * n * n / Math.PI;
    out[0] += ar * box.radiance.r() * e;
    out[1] += ag * box.radiance.g() * e;
    out[2] += ab * box.radiance.b() * e;
  }

  /** Adds what one cosine-distributed ray brings: the bright room, or light off the object. */
  private void bounce(SurfacePoint p, double ar, double ag, double ab, Scratch s, double[] out) {
    double u = s.sampler.next();
    double turn = 2 * Math.PI * s.sampler.next();
    double radius = Math.sqrt(u);
    double x = radius * Math.cos(turn);
    double y = radius * Math.sin(turn);
    double z = Math.sqrt(1 - u);
    double nx = p.normalX;
    double ny = p.normalY;
    double nz = p.normalZ;
    double sign = nz >= 0 ? 1 : -1;
    double q = -1 / (sign + nz);
    double c = nx * ny * q;
    double dx = x * (1 + sign * nx * nx * q) + y * c + z * nx;
    double dy = x * sign * c + y * (sign + ny * ny * q) + z * ny;
    double dz = -x * sign * nx - y * ny + z * nz;
    if (p.geometricX * dx + p.geometricY * dy + p.geometricZ * dz <= 0) {
      return;
    }
    s.direction[0] = dx;
    s.direction[1] = dy;
    s.direction[2] = dz;
    look(p, false, s);
    out[0] += ar * s.radiance[0];
    out[1] += ag * s.radiance[1];
    out[2] += ab * s.radiance[2];
  }

  private void seen(SurfacePoint p, Scratch s) {
    look(p, true, s);
    double largest = Math.max(s.radiance[0], Math.max(s.radiance[1], s.radiance[2]));
    if (largest > BRIGHTEST_REFLECTION) {
      for (int k = 0; k < 3; k++) {
        s.radiance[k] *= BRIGHTEST_REFLECTION / largest;
      }
    }
  }

  /** Writes the radiance along the scratch's direction; the boxes show in reflections only. */
  private void look(SurfacePoint p, boolean boxesToo, Scratch s) {
    double dx = s.direction[0];
    double dy = s.direction[1];
    double dz = s.direction[2];
    s.ray.set(
        p.x + OFFSET * p.geometricX,
        p.y + OFFSET * p.geometricY,
        p.z + OFFSET * p.geometricZ,
        dx,
        dy,
        dz,
        1e4);
    tracer.closest(s.ray);
    double[] out = s.radiance;
    if (!s.ray.hit()) {
      double ambient = ambient(dy);
      out[0] = ambient;
      out[1] = ambient;
      out[2] = ambient;
      if (boxesToo) {
        addBoxesSeen(dx, dy, dz, out);
      }
      return;
    }
    SurfacePoint q = s.second;
    tracer.describe(s.ray, q);
    Rgb albedo = appearances[q.part].mean();
    int box = Math.min(boxes.length - 1, (int) (s.sampler.next() * boxes.length));
    out[0] = 0;
    out[1] = 0;
    out[2] = 0;
    addBox(q, box, albedo.r(), albedo.g(), albedo.b(), s, out);
    double half = 0.5 * ambient(q.normalY);
    out[0] = boxes.length * out[0] + albedo.r() * half;
    out[1] = boxes.length * out[1] + albedo.g() * half;
    out[2] = boxes.length * out[2] + albedo.b() * half;
  }

  private static double ambient(double up) {
    return AMBIENT_BELOW + (AMBIENT_ABOVE - AMBIENT_BELOW) * (0.5 + 0.5 * up);
  }

  private void addBoxesSeen(double dx, double dy, double dz, double[] out) {
    for (SoftBox box : boxes) {
      double along = dx * box.towards.x() + dy * box.towards.y() + dz * box.towards.z();
      if (along <= 0) {
        continue;
      }
      double a = Math.abs(dx * box.u.x() + dy * box.u.y() + dz * box.u.z()) / along;
      double b = Math.abs(dx * box.v.x() + dy * box.v.y() + dz * box.v.z()) / along;
      if (a < box.half && b < box.half) {
        out[0] += box.radiance.r();
        out[1] += box.radiance.g();
        out[2] += box.radiance.b();
      }
    }
  }
}
