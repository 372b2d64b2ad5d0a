package org.drag4d.world.render;

import java.util.Arrays;
import org.drag4d.world.light.BakedLight;
import org.drag4d.world.light.Irradiance;
import org.drag4d.world.light.Lights;
import org.drag4d.world.light.Scratch;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.look.Sky;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * What one camera ray sees: procedural texture × cached irradiance, the sun by a shadow ray, and
 * one reflection ray for coats and metals (built-in-world sections 1, 3 and 7). A work object, one
 * a thread.
 *
 * <p>A long file, because a sample's light is one calculation over fields that never leave it.
 */
final class Shader {
  private static final int LONGEST_PATH = 8;
  private static final int THROUGH_GLASS = 4;
  private static final int SUN_RAYS_INDOORS = 2;
  private static final int SUN_RAYS_OUTDOORS = 1;

  /** How often more is looked where the sun is half hidden and the half-shadow stays grainy. */
  private static final int MORE_SUN_ROUNDS = 2;

  private static final int KEPT_POINTS = 16;

  /** Leaves are too small for what is smooth over their half-shadow. */
  private static final double FOLIAGE = 0.3;

  private static final double FAR_AWAY = 1e4;

  /** Metres from what leaves shade to the leaves, about. */
  private static final double NEAREST_CROWN = 4;

  /** Half-shadows of fewer pixels' width than this are hardly smoothed. */
  private static final double NARROW = 12;

  private static final double BRIGHTEST_REFLECTION = 8;
  private static final double BRIGHTEST_LAMP = 12;
  private static final double BRIGHTEST_HIGHLIGHT = 20;
  private static final double COAT = 0.04;
  private static final double WATER = 0.02;
  private static final double SHARP = 0.15;
  private static final double ROUGH = 0.25;
  private static final double FAINT = 0.006;
  private static final double OFFSET = 4e-4;
  private static final double SUN_DISC = Math.cos(0.0055);
  private static final double SUN_DISC_RADIANCE = 1.3;

  private static final Rgb DARK = new Rgb(0, 0, 0);

  private final BakedLight light;
  private final Lights lights;
  private final Tracer tracer;
  private final Sky sky;
  private final boolean matte;
  private final double haze;
  private final int looks;
  private final long seed;
  final Scratch s;
  private final Surface surface = new Surface();
  private final Surface second = new Surface();
  private final PixelLight pixelLight = new PixelLight();
  private boolean relief = true;

  /** The light that fell on what the last camera ray met. */
  final Irradiance e = new Irradiance();

  /** Whether the last camera ray met, straight away, a surface that scatters light. */
  boolean scattered;

  /** The sun's part of that light where nothing hides it: share of the sun's irradiance. */
  double sunShare;

  /** How much of the sun is visible, 0 to 1. */
  double sunVisible;

  /** How much of the sun nothing nearby hides, 0 to 1. */
  double sunUncovered;

  /** What the sun adds to the radiance of the last camera ray where nothing hides it. */
  final double[] sunlight = new double[3];

  /** What reflections added, a part of the radiance of the last camera ray. */
  final double[] reflection = new double[3];

  /** The part that the last camera ray met, through glass and mirrors; -1 for sky and lamps. */
  int part;

  /** Its roughness. */
  double roughness;

  /** Whether anything on the way reflects too sharply for its reflection to be smoothed later. */
  boolean reflectsSharply;

  /** How far it is. */
  double distance;

  private final double[] towards = new double[3];

  // the path so far
  private double r;
  private double g;
  private double b;
  private double dx;
  private double dy;
  private double dz;
  private int pixel;

  // the nearest thing that hid the sun from the pixel, metres
  private double sunHiddenAt;

  // where the pixel's samples looked at the sun, how often, and the sum of what they saw of it
  private final SurfacePoint[] sunPoint = new SurfacePoint[KEPT_POINTS];
  private int sunPoints;
  private int sunLooks;
  private double sunFound;
  private boolean sunHiddenNearby;
  private double pixelWidth;

  /**
   * Makes a shader.
   *
   * @param haze fading with distance in the open, per metre
   * @param looks samples per window and of the lamps where no record of direct light fits
   */
  Shader(BakedLight light, boolean matte, double haze, int looks, long seed, Scratch scratch) {
    this.light = light;
    this.lights = light.lights();
    this.tracer = lights.tracer();
    this.sky = lights.sky();
    this.matte = matte;
    this.haze = haze;
    this.looks = looks;
    this.seed = seed;
    this.s = scratch;
    for (int i = 0; i < KEPT_POINTS; i++) {
      sunPoint[i] = new SurfacePoint();
    }
  }

  /** Leaves out the relief of textures: light on the smooth shapes. */
  void withoutRelief() {
    relief = false;
  }

  /** Starts a pixel: its samples share what they find out about the light. */
  void startPixel(int pixel) {
    this.pixel = pixel;
    pixelLight.forget();
    s.sunward.forgetOccluder();
    sunHiddenAt = Double.POSITIVE_INFINITY;
    sunPoints = 0;
    sunLooks = 0;
    sunFound = 0;
    sunHiddenNearby = false;
  }

  /**
   * Follows a camera ray.
   *
   * @param d unit direction
   * @param sample which sample of the pixel; the scratch's sampler has been started
   * @param footprint width of the pixel in radians
   * @param out radiance without the sun's, see {@link #sunlight}
   */
  void radiance(
      double ox, double oy, double oz, double[] d, int sample, double footprint, double[] out) {
    r = 1;
    g = 1;
    b = 1;
    dx = d[0];
    dy = d[1];
    dz = d[2];
    out[0] = 0;
    out[1] = 0;
    out[2] = 0;
    reflection[0] = 0;
    reflection[1] = 0;
    reflection[2] = 0;
    Arrays.fill(sunlight, 0);
    sunVisible = 0;
    sunShare = 0;
    sunUncovered = 0;
    part = -1;
    reflectsSharply = false;
    scattered = false;
    double travelled = 0;
    s.ray.set(ox, oy, oz, dx, dy, dz, 1e4);
    for (int step = 0; step < LONGEST_PATH; step++) {
      tracer.closest(s.ray);
      if (!s.ray.hit()) {
        addSky(out);
        return;
      }
      SurfacePoint p = s.point;
      tracer.describe(s.ray, p);
      travelled += s.ray.distance();
      Appearance appearance = lights.appearance(p.part);
      switch (appearance.scattering()) {
        case GLOW -> {
          Rgb glow = appearance.emission();
          // a shade is a little darker at its rim
          double facing = 0.72 + 0.28 * Math.abs(dx * p.normalX + dy * p.normalY + dz * p.normalZ);
          out[0] += r * glow.r() * facing;
          out[1] += g * glow.g() * facing;
          out[2] += b * glow.b() * facing;
          return;
        }
        case MIRROR -> {
          double k = 2 * (dx * p.normalX + dy * p.normalY + dz * p.normalZ);
          dx -= k * p.normalX;
          dy -= k * p.normalY;
          dz -= k * p.normalZ;
          scale(0.88, 0.90, 0.89);
        }
        case GLASS -> throughGlass(p, appearance, out);
        default -> {
          scattered = step == 0 && appearance.scattering() == Appearance.Scattering.DIFFUSE;
          shade(p, appearance, travelled, footprint, sample, out);
          return;
        }
      }
      start(s.ray, p, dx, dy, dz);
    }
  }

  private void scale(double x, double y, double z) {
    r *= x;
    g *= y;
    b *= z;
  }

  private void addSky(double[] out) {
    sky.radiance(dx, dy, dz, s.radiance);
    if (lights.sunShines()
        && dx * lights.towardsSun(0) + dy * lights.towardsSun(1) + dz * lights.towardsSun(2)
            > SUN_DISC) {
      for (int k = 0; k < 3; k++) {
        s.radiance[k] += SUN_DISC_RADIANCE * lights.sun(k);
      }
    }
    out[0] += r * s.radiance[0];
    out[1] += g * s.radiance[1];
    out[2] += b * s.radiance[2];
  }

  private void throughGlass(SurfacePoint p, Appearance appearance, double[] out) {
    reflectsSharply = !matte;
    double cosine = -(dx * p.normalX + dy * p.normalY + dz * p.normalZ);
    double once = COAT + (1 - COAT) * Surface.grazing(cosine);
    double reflects = 2 * once / (1 + once);
    if (!matte) {
      double chance = Math.min(1, 8 * reflects + 0.1);
      if (s.sampler.next() < chance) {
        double k = 2 * (dx * p.normalX + dy * p.normalY + dz * p.normalZ);
        seen(p, dx - k * p.normalX, dy - k * p.normalY, dz - k * p.normalZ, true);
        double share = reflects / chance;
        out[0] += r * share * s.radiance[0];
        out[1] += g * share * s.radiance[1];
        out[2] += b * share * s.radiance[2];
      }
    }
    Rgb tint = appearance.mean();
    double through = 1 - reflects;
    scale(through * tint.r(), through * tint.g(), through * tint.b());
  }

  private void shade(
      SurfacePoint p,
      Appearance appearance,
      double travelled,
      double footprint,
      int sample,
      double[] out) {
    double width = footprint * travelled;
    if (relief) {
      surface.evaluate(p, appearance, seedOf(p.part), tracer, travelled, width, s);
    } else {
      surface.colour(p, appearance, seedOf(p.part), s);
    }
    p.bend(dx, dy, dz);
    part = p.part;
    roughness = surface.roughness;
    distance = travelled;
    double first0 = out[0];
    double first1 = out[1];
    double first2 = out[2];
    boolean metal = appearance.scattering() == Appearance.Scattering.METAL;
    double sunlit = receive(p, width, sample);
    double reflects = 0;
    if (!metal) {
      reflects = coat(p, appearance, sunlit, reflection);
    } else {
      polished(p, sunlit, reflection);
    }
    if (!metal) {
      double share = (1 - reflects) / Math.PI;
      double seen = sunVisible * sunShare;
      out[0] += r * surface.albedo[0] * (e.r - seen * lights.sun(0)) * share;
      out[1] += g * surface.albedo[1] * (e.g - seen * lights.sun(1)) * share;
      out[2] += b * surface.albedo[2] * (e.b - seen * lights.sun(2)) * share;
      sunlight[0] = r * surface.albedo[0] * sunShare * lights.sun(0) * share;
      sunlight[1] = g * surface.albedo[1] * sunShare * lights.sun(1) * share;
      sunlight[2] = b * surface.albedo[2] * sunShare * lights.sun(2) * share;
    }
    out[0] += reflection[0];
    out[1] += reflection[1];
    out[2] += reflection[2];
    if (haze > 0 && lights.outside(p.x, p.y, p.z)) {
      double clear = Math.exp(-haze * travelled);
      sky.tabulated(dx, Math.max(0.04, dy), dz, s.radiance);
      for (int k = 0; k < 3; k++) {
        reflection[k] *= clear;
        sunlight[k] *= clear;
      }
      out[0] = first0 + (out[0] - first0) * clear + r * s.radiance[0] * (1 - clear);
      out[1] = first1 + (out[1] - first1) * clear + g * s.radiance[1] * (1 - clear);
      out[2] = first2 + (out[2] - first2) * clear + b * s.radiance[2] * (1 - clear);
    }
  }

  private int seedOf(int part) {
    return part * 31 + tracer.instance(part);
  }

  /** Gathers the light that falls on the point; returns how much of the sun is visible. */
  private double receive(SurfacePoint p, double width, int sample) {
    double bx = p.normalX;
    double by = p.normalY;
    double bz = p.normalZ;
    double[] n = surface.smooth;
    if (!pixelLight.serves(p.part, p.x, p.y, p.z, n, 2.5 * width)) {
      p.normalX = n[0];
      p.normalY = n[1];
      p.normalZ = n[2];
      light.indirect(p, pixelLight.indirect);
      boolean known =
          light.direct(
              p, pixelLight.indirect, looks, pixel * 64 + sample, seed, s, pixelLight.direct);
      if (known) {
        pixelLight.keep(p.part, p.x, p.y, p.z, n);
      } else {
        pixelLight.forget();
      }
      p.normalX = bx;
      p.normalY = by;
      p.normalZ = bz;
    }
    double tx = bx - n[0];
    double ty = by - n[1];
    double tz = bz - n[2];
    Irradiance allRound = pixelLight.indirect;
    Irradiance few = pixelLight.direct;
    double[] own = surface.albedo;
    double d = few.turned(tx, ty, tz);
    e.r = allRound.r * allRound.turnedAllRound(tx, ty, tz, own[0]) + few.r * d;
    e.g = allRound.g * allRound.turnedAllRound(tx, ty, tz, own[1]) + few.g * d;
    e.b = allRound.b * allRound.turnedAllRound(tx, ty, tz, own[2]) + few.b * d;
    s.sampler.start(seed + 91, pixel, sample);
    s.sampler.skip(2);
    return sun(p, width);
  }

  /** Adds the sun; returns how much of it is visible on the viewer's side. */
  private double sun(SurfacePoint p, double width) {
    sunShare = light.sunShare(p);
    if (sunShare <= 0) {
      return 0;
    }
    double translucency = lights.appearance(p.part).translucency();
    pixelWidth = width;
    if (sunPoints < KEPT_POINTS) {
      sunPoint[sunPoints].standAt(p);
    }
    sunPoints++;
    lookAtSun(p, leaf(p.part));
    double seen = sunVisible * sunShare;
    e.r += seen * lights.sun(0);
    e.g += seen * lights.sun(1);
    e.b += seen * lights.sun(2);
    boolean ahead = lights.sunCosine(p.normalX, p.normalY, p.normalZ) > 0;
    return ahead ? sunVisible * (1 - 0.5 * translucency) : 0;
  }

  private void lookAtSun(SurfacePoint p, boolean leaf) {
    int rays = light.indoors() ? SUN_RAYS_INDOORS : SUN_RAYS_OUTDOORS;
    double near = leaf ? FAR_AWAY : SunFilter.sharpWithin(pixelWidth);
    sunVisible = light.sunVisible(p, rays, near, s.sampler, s);
    sunUncovered = 1 - (double) s.sunHiddenNearby / rays;
    sunHiddenAt = Math.min(sunHiddenAt, s.sunHiddenAt);
    sunHiddenNearby |= s.sunHiddenNearby > 0;
    sunFound += sunVisible;
    sunLooks++;
  }

  /**
   * Says whether the sun's half-shadows may be narrower than the pixel where its last sample is:
   * then only samples all over it tell how much of it is lit.
   */
  boolean sunInDoubt() {
    return sunShare > 0
        && !light.indoors()
        && SunFilter.sharpWithin(pixelWidth) > NEAREST_CROWN
        && !leaf(part);
  }

  /**
   * Says how often every sample of a pixel should look at the sun again, when all of them met one
   * surface: once where they were fewer than planned, for of a sun that leaves hide half some looks
   * may well agree by chance; more often where half-shadows stay grainy, because they are too
   * narrow to be smoothed. In a room the sun's patches are large.
   *
   * @param settled whether there were fewer samples than planned
   */
  int sunRounds(boolean settled) {
    if (light.indoors() || sunPoints == 0) {
      return 0;
    }
    if (settled && sunLooks <= sunPoints) {
      return 1;
    }
    boolean mixed = sunFound > 0 && sunFound < sunLooks;
    boolean narrow = sunHiddenNearby || halfShadow() < NARROW * pixelWidth;
    return sunInDoubt() || mixed && narrow && !leaf(part) ? MORE_SUN_ROUNDS : 0;
  }

  /** Looks at the sun again from where one of the pixel's samples saw it. */
  void lookAtSunAgain(int sample) {
    SurfacePoint p = sunPoint[sample % Math.min(sunPoints, KEPT_POINTS)];
    s.sampler.start(seed + 92, pixel, sunLooks);
    s.sampler.skip(2);
    lookAtSun(p, leaf(p.part));
  }

  private boolean leaf(int part) {
    return lights.appearance(part).translucency() > FOLIAGE;
  }

  /**
   * Returns how wide the half-shadow of far things is that the pixel's sun rays found, metres;
   * infinite where none hid the sun.
   */
  double halfShadow() {
    return 2 * Lights.SUN_SPREAD * sunHiddenAt;
  }

  /** Adds what a clear coat or water reflects; returns its share of the light. */
  private double coat(SurfacePoint p, Appearance appearance, double sunlit, double[] out) {
    boolean water = appearance.scattering() == Appearance.Scattering.WATER;
    if (!water && !appearance.coated()) {
      return 0;
    }
    double rough = surface.roughness;
    double fade = water ? 1 : 1 - smooth((rough - 0.3) / 0.6);
    if (fade <= 0) {
      return 0;
    }
    double f0 = water ? WATER : COAT;
    double cosine = -(dx * p.normalX + dy * p.normalY + dz * p.normalZ);
    double reflects = (f0 + (1 - f0) * (1 - rough) * Surface.grazing(cosine)) * fade;
    // what rough coats reflect is smoothed afterwards
    double chance = rough > ROUGH ? 5 * reflects + 0.08 : 7 * reflects + 0.12;
    chance = Math.min(1, chance);
    reflectsSharply |= rough < ROUGH;
    if (s.sampler.next() < chance
        && Surface.reflect(p, rough, dx, dy, dz, s.sampler.next(), s.sampler.next(), s.direction)) {
      seen(p, s.direction[0], s.direction[1], s.direction[2], rough < SHARP);
      double share = reflects / chance;
      out[0] += r * share * s.radiance[0];
      out[1] += g * share * s.radiance[1];
      out[2] += b * share * s.radiance[2];
    }
    if (rough >= SHARP) {
      // every other sample is enough for what is smoothed
      boolean smoothed = rough > ROUGH;
      if (!smoothed || s.sampler.next() < 0.5) {
        double share = smoothed ? 2 * reflects : reflects;
        lampHighlight(p, rough, share, share, share, out);
      }
    }
    if (sunlit > 0) {
      double glint = sunHighlight(p, Math.max(rough, 0.12)) * reflects;
      out[0] += r * Math.min(glint * lights.sun(0), BRIGHTEST_HIGHLIGHT);
      out[1] += g * Math.min(glint * lights.sun(1), BRIGHTEST_HIGHLIGHT);
      out[2] += b * Math.min(glint * lights.sun(2), BRIGHTEST_HIGHLIGHT);
    }
    return reflects;
  }

  private double sunHighlight(SurfacePoint p, double rough) {
    return Surface.highlight(
        p, rough, -dx, -dy, -dz, lights.towardsSun(0), lights.towardsSun(1), lights.towardsSun(2));
  }

  /**
   * Adds the highlights of the lamps: each a GGX lobe widened by the lamp's size (Karis 2013), one
   * of them tested for shadow.
   */
  private void lampHighlight(
      SurfacePoint p, double rough, double fr, double fg, double fb, double[] out) {
    int n = lights.lampCount();
    if (n == 0 || indoorsFromOutside(p)) {
      return;
    }
    double[] weights = s.lightWeights(n);
    double total = 0;
    double alpha = rough * rough;
    double k = 2 * (dx * p.normalX + dy * p.normalY + dz * p.normalZ);
    double mx = dx - k * p.normalX;
    double my = dy - k * p.normalY;
    double mz = dz - k * p.normalZ;
    double near = Math.max(0.05, 1 - 5 * alpha);
    for (int i = 0; i < n; i++) {
      weights[i] = 0;
      // only lamps near the mirrored ray can shine in it
      if (lights.lampBeyond(p, i, mx, my, mz, near)) {
        continue;
      }
      double far = lights.towardsLamp(p, i, towards);
      double size = 0.5 * lights.lampRadius(i) / far;
      double wide = Math.min(1, alpha + size);
      double lobe =
          Surface.highlight(p, Math.sqrt(wide), -dx, -dy, -dz, towards[0], towards[1], towards[2]);
      weights[i] = lobe * lights.lampIntensity(i, 3) / Math.max(far * far, 0.01);
      total += weights[i];
    }
    // no shadow ray for what nobody would see beside the surface's own colour
    double plain =
        Math.max(
            surface.albedo[0] * e.r, Math.max(surface.albedo[1] * e.g, surface.albedo[2] * e.b));
    if (total * Math.max(fr, Math.max(fg, fb)) <= FAINT * plain / Math.PI) {
      return;
    }
    int lamp = lights.visibleLamp(p, weights, s.sampler.next(), s);
    if (lamp < 0) {
      return;
    }
    double glint = total / Math.max(lights.lampIntensity(lamp, 3), 1e-9);
    out[0] += r * fr * Math.min(glint * lights.lampIntensity(lamp, 0), BRIGHTEST_LAMP);
    out[1] += g * fg * Math.min(glint * lights.lampIntensity(lamp, 1), BRIGHTEST_LAMP);
    out[2] += b * fb * Math.min(glint * lights.lampIntensity(lamp, 2), BRIGHTEST_LAMP);
  }

  private boolean indoorsFromOutside(SurfacePoint p) {
    return lights.outside(p.x, p.y, p.z) && light.indoors();
  }

  /** Adds what a metal reflects; its roughness grows with the turn of the normal in the pixel. */
  private void polished(SurfacePoint p, double sunlit, double[] out) {
    double rough = surface.roughness;
    if (pixelLight.part == p.part) {
      double turn =
          1
              - (pixelLight.nx * surface.smooth[0]
                  + pixelLight.ny * surface.smooth[1]
                  + pixelLight.nz * surface.smooth[2]);
      rough = Math.sqrt(Math.sqrt(sq(rough * rough) + Math.min(0.12, 2 * Math.max(turn, 0))));
    }
    reflectsSharply |= rough < ROUGH;
    double cosine = -(dx * p.normalX + dy * p.normalY + dz * p.normalZ);
    double edge = Surface.grazing(cosine) * (1 - rough);
    double fr = surface.albedo[0] + (1 - surface.albedo[0]) * edge;
    double fg = surface.albedo[1] + (1 - surface.albedo[1]) * edge;
    double fb = surface.albedo[2] + (1 - surface.albedo[2]) * edge;
    if (Surface.reflect(p, rough, dx, dy, dz, s.sampler.next(), s.sampler.next(), s.direction)) {
      seen(p, s.direction[0], s.direction[1], s.direction[2], rough < SHARP);
      out[0] += r * fr * s.radiance[0];
      out[1] += g * fg * s.radiance[1];
      out[2] += b * fb * s.radiance[2];
    } else {
      // light that left for the inside comes out after another bounce, about as from all around
      out[0] += r * fr * e.r / Math.PI;
      out[1] += g * fg * e.g / Math.PI;
      out[2] += b * fb * e.b / Math.PI;
    }
    if (rough >= SHARP) {
      lampHighlight(p, rough, fr, fg, fb, out);
    }
    if (sunlit > 0) {
      double glint = sunHighlight(p, Math.max(rough, 0.15));
      out[0] += r * fr * Math.min(glint * lights.sun(0), BRIGHTEST_HIGHLIGHT);
      out[1] += g * fg * Math.min(glint * lights.sun(1), BRIGHTEST_HIGHLIGHT);
      out[2] += b * fb * Math.min(glint * lights.sun(2), BRIGHTEST_HIGHLIGHT);
    }
  }

  /** Writes what a reflected ray sees to the scratch's radiance. */
  private void seen(SurfacePoint from, double x, double y, double z, boolean sharp) {
    double[] out = s.radiance;
    double tr = 1;
    double tg = 1;
    double tb = 1;
    start(s.ray, from, x, y, z);
    for (int pass = 0; pass < THROUGH_GLASS; pass++) {
      tracer.closest(s.ray);
      if (!s.ray.hit()) {
        if (sharp) {
          sky.radiance(x, y, z, out);
        } else {
          sky.tabulated(x, y, z, out);
        }
        limit(out, tr, tg, tb, BRIGHTEST_REFLECTION);
        return;
      }
      SurfacePoint p = s.second;
      tracer.describe(s.ray, p);
      Appearance appearance = lights.appearance(p.part);
      switch (appearance.scattering()) {
        case GLASS -> {
          Rgb tint = appearance.mean();
          tr *= 0.93 * tint.r();
          tg *= 0.93 * tint.g();
          tb *= 0.93 * tint.b();
        }
        case MIRROR -> {
          double k = 2 * (x * p.normalX + y * p.normalY + z * p.normalZ);
          x -= k * p.normalX;
          y -= k * p.normalY;
          z -= k * p.normalZ;
        }
        case GLOW -> {
          // rough surfaces get the lamps' highlights by formula, which is free of noise
          Rgb glow = sharp ? appearance.emission() : DARK;
          out[0] = glow.r();
          out[1] = glow.g();
          out[2] = glow.b();
          limit(out, tr, tg, tb, BRIGHTEST_LAMP);
          return;
        }
        default -> {
          second.colour(p, appearance, seedOf(p.part), s);
          light.lit(p, second.albedo, !sharp, s, out);
          limit(out, tr, tg, tb, BRIGHTEST_REFLECTION);
          return;
        }
      }
      start(s.ray, p, x, y, z);
    }
    out[0] = 0;
    out[1] = 0;
    out[2] = 0;
  }

  private static void limit(double[] out, double tr, double tg, double tb, double most) {
    double largest = Math.max(out[0], Math.max(out[1], out[2]));
    double scale = largest > most ? most / largest : 1;
    out[0] *= tr * scale;
    out[1] *= tg * scale;
    out[2] *= tb * scale;
  }

  private static void start(Ray ray, SurfacePoint p, double x, double y, double z) {
    double push = p.geometricX * x + p.geometricY * y + p.geometricZ * z >= 0 ? OFFSET : -OFFSET;
    ray.set(
        p.x + push * p.geometricX,
        p.y + push * p.geometricY,
        p.z + push * p.geometricZ,
        x,
        y,
        z,
        1e4);
  }

  private static double smooth(double t) {
    double c = Math.clamp(t, 0.0, 1.0);
    return c * c * (3 - 2 * c);
  }

  private static double sq(double x) {
    return x * x;
  }
}
