package org.drag4d.world.light;

import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Appearance.Scattering;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Light followed path by path: the reference that baked light is measured against (built-in-world
 * section 12). The same windows, lamps, sun and surfaces, but no records, no limits of radiance,
 * textures at every bounce and as many bounces as a path survives. The mean of many paths is exact;
 * hundreds are needed at every pixel. A work object, one a thread.
 */
public final class LightPaths {
  private static final int LONGEST = 64;
  private static final int SURE_BOUNCES = 5;
  private static final int THROUGH_GLASS = 8;

  private final Lights lights;
  private final Tracer tracer;
  private final Scratch s;
  private final Irradiance e = new Irradiance();
  private final double[] albedo = new double[3];
  private long random;

  // what the path still carries
  private double r;
  private double g;
  private double blue;

  /** Makes one that uses a thread's scratch. */
  public LightPaths(BakedLight light, Scratch scratch) {
    lights = light.lights();
    tracer = lights.tracer();
    s = scratch;
  }

  /**
   * Estimates the light that falls on a surface by one path.
   *
   * @param p the surface; it must not be the scratch's second point
   * @param place which pixel
   * @param index which path of it; the first choices of successive paths are well spread
   * @param seed one seed, one path
   * @param out irradiance in red, green, blue is added here
   */
  public void addIrradiance(SurfacePoint p, int place, int index, long seed, double[] out) {
    s.sunward.forgetOccluder();
    s.sampler.start(seed, place, index);
    random = mix(mix(seed) + ((long) place << 32) + index);
    double pick = s.sampler.next();
    double a = s.sampler.next();
    double b = s.sampler.next();
    double c = s.sampler.next();
    double d = s.sampler.next();
    double f = s.sampler.next();
    double g = s.sampler.next();
    direct(p, pick, a, b, c, d);
    out[0] += e.r;
    out[1] += e.g;
    out[2] += e.b;
    bounce(p, f, g, out);
  }

  /** Estimates what windows, lamps and the sun bring; the result is in {@code e}. */
  private void direct(SurfacePoint p, double pick, double a, double b, double c, double d) {
    e.clear();
    lights.addOneLight(p, pick, a, b, s, e);
    double cosine = lights.sunCosine(p.normalX, p.normalY, p.normalZ);
    double translucency = lights.appearance(p.part).translucency();
    double share = BakedLight.sunWeight(lights, p, translucency, cosine, c, d, s);
    e.r += share * lights.sun(0);
    e.g += share * lights.sun(1);
    e.b += share * lights.sun(2);
  }

  private void bounce(SurfacePoint from, double a, double b, double[] out) {
    r = Math.PI;
    g = Math.PI;
    blue = Math.PI;
    SurfacePoint p = from;
    for (int step = 0; step < LONGEST; step++) {
      BouncedLight.cosineDirection(p, a, b, s.direction);
      // below its own surface a bump sees the next one, which is lit as it is itself
      if (above(p, s.direction)) {
        if (!meets(p, out)) {
          return;
        }
        p = s.second;
      }
      colour(p);
      r *= albedo[0];
      g *= albedo[1];
      blue *= albedo[2];
      direct(p, next(), next(), next(), next(), next());
      out[0] += r * e.r / Math.PI;
      out[1] += g * e.g / Math.PI;
      out[2] += blue * e.b / Math.PI;
      if (step >= SURE_BOUNCES) {
        double survives = Math.max(albedo[0], Math.max(albedo[1], albedo[2]));
        if (next() >= survives) {
          return;
        }
        r /= survives;
        g /= survives;
        blue /= survives;
      }
      a = next();
      b = next();
    }
  }

  private static boolean above(SurfacePoint p, double[] d) {
    return p.geometricX * d[0] + p.geometricY * d[1] + p.geometricZ * d[2] >= 0;
  }

  /**
   * Follows the scratch's direction through glass. True when it meets a surface that passes light
   * on, then the scratch's second point; what a sky or nothing brings is added at once.
   */
  private boolean meets(SurfacePoint from, double[] out) {
    boolean open = lights.outside(from.x, from.y, from.z);
    double dx = s.direction[0];
    double dy = s.direction[1];
    double dz = s.direction[2];
    double ox = from.x;
    double oy = from.y;
    double oz = from.z;
    Lights.start(s.ray, from, dx, dy, dz, 1e4);
    SurfacePoint p = s.second;
    for (int pass = 0; pass < THROUGH_GLASS; pass++) {
      tracer.closest(s.ray);
      double far = s.ray.hit() ? s.ray.distance() : 1e4;
      if (!open && lights.leaves(ox, oy, oz, dx, dy, dz, far)) {
        return false; // the windows were sampled on their own
      }
      if (!s.ray.hit()) {
        if (open) {
          lights.sky().tabulated(dx, dy, dz, s.radiance);
          out[0] += r * s.radiance[0];
          out[1] += g * s.radiance[1];
          out[2] += blue * s.radiance[2];
        }
        return false;
      }
      tracer.describe(s.ray, p);
      Appearance met = lights.appearance(p.part);
      if (met.scattering() != Scattering.GLASS) {
        return met.scattering() != Scattering.GLOW;
      }
      Rgb tint = met.mean();
      r *= BakedLight.GLASS_PASSES * tint.r();
      g *= BakedLight.GLASS_PASSES * tint.g();
      blue *= BakedLight.GLASS_PASSES * tint.b();
      ox = p.x;
      oy = p.y;
      oz = p.z;
      Lights.start(s.ray, p, dx, dy, dz, 1e4);
    }
    return false;
  }

  /** The texture's colour where a path bounces; metals pass on a part, as the records have it. */
  private void colour(SurfacePoint p) {
    Appearance appearance = lights.appearance(p.part);
    int seed = p.part * 31 + tracer.instance(p.part);
    s.texture.place(
        p.localX, p.localY, p.localZ, p.localNormalX, p.localNormalY, p.localNormalZ, seed);
    appearance.evaluate(s.texture);
    Rgb mean = appearance.mean();
    double share = Lights.bounced(appearance).g() / Math.max(mean.g(), 1e-9);
    albedo[0] = share * s.texture.r;
    albedo[1] = share * s.texture.g;
    albedo[2] = share * s.texture.b;
  }

  /** The next random number in [0, 1): SplitMix64 (Steele, Lea and Flood 2014). */
  private double next() {
    random += 0x9E3779B97F4A7C15L;
    return (mix(random) >>> 11) * 0x1p-53;
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
