package org.drag4d.world.light;

import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Appearance.Scattering;
import org.drag4d.world.look.Exposure;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * The light of a place, known: what any surface point receives, directly and after bounces
 * (built-in-world sections 1 to 4). Baked once, immutable, the same for every camera.
 */
public final class BakedLight {
  private static final int THROUGH_GLASS = 6;
  static final double GLASS_PASSES = 0.93;
  private static final double LARGEST_SECONDARY = 40;
  private static final double FROM_BEHIND = 1.3;

  /** How often a ray of bounced light in the open is passed on. */
  private static final int FOLLOWED = 3;

  /** Metres: what such a ray meets nearer is smaller than what records tell apart. */
  private static final double TRUSTED = 0.3;

  /** The same of leaves and grass, of which records know the side that is turned to the sky. */
  private static final double TRUSTED_LEAVES = 3;

  /** In the open, lamps that bring a smaller share of the light are not looked at. */
  private static final double NEGLIGIBLE = 0.01;

  /** Without direct records (a first look), only lamps of a larger share are sure of a ray. */
  private static final double KEPT_GRAINY = 0.2;

  private final Lights lights;
  private final IrradianceRecords coarse;
  private final IrradianceRecords fine;
  private final boolean hasFine;
  private final boolean lamps;
  private final boolean indoors;
  private final boolean grainy;

  BakedLight(
      Lights lights,
      IrradianceRecords coarse,
      IrradianceRecords fine,
      boolean indoors,
      boolean lamps,
      boolean grainy) {
    this.lights = lights;
    this.coarse = coarse;
    this.fine = fine;
    this.hasFine = fine.count() > 0;
    this.indoors = indoors;
    this.lamps = lamps;
    this.grainy = grainy;
  }

  /**
   * Bakes the light of a place.
   *
   * @param tracer the place's triangles
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public static BakedLight bake(
      Place place, Tracer tracer, LightSettings settings, Workers workers, Progress progress) {
    Lights lights = Lights.of(place, tracer, settings.matte(), workers, progress);
    Viewpoints viewpoints = new Viewpoints(place, lights, settings.viewpoints(), settings.seed());
    IrradianceRecords coarse =
        new BouncedLight(place, lights, viewpoints, settings, workers, progress).bake();
    IrradianceRecords fine =
        new SoftShadows(place, lights, viewpoints, settings, workers, progress).bake();
    boolean grainy = settings.directWidth() == 0;
    return new BakedLight(lights, coarse, fine, place.indoors(), !place.lamps().isEmpty(), grainy);
  }

  /** Returns what shines. */
  public Lights lights() {
    return lights;
  }

  /** Returns how many records of bounced light there are. */
  public int indirectRecords() {
    return coarse.count();
  }

  /** Returns how many records of soft direct light there are. */
  public int directRecords() {
    return fine.count();
  }

  /** Says whether the place is a room. */
  public boolean indoors() {
    return indoors;
  }

  static RecordShape shapeOf(Appearance appearance) {
    return appearance.translucency() > 0.3 ? RecordShape.FOLIAGE : RecordShape.INDIRECT;
  }

  /** Interpolates the light that reaches a point after bounces (outdoors with that of the sky). */
  public void indirect(SurfacePoint p, Irradiance out) {
    RecordShape shape = shapeOf(lights.appearance(p.part));
    double sum =
        coarse.lookUpSomehow(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, false, out);
    if (sum == 0 && lights.outside(p.x, p.y, p.z)) {
      lights.ambient(p, out);
    }
  }

  /**
   * Finds the light that reaches a point straight from windows and lamps: from the records, or
   * where none fits by looking at them.
   *
   * @param beside what else lights the point: beside it, faint lamps in the open do not count
   * @param samples per window, and for all lamps together, where no record fits
   * @param place which pixel; seeds the samples
   * @return whether the light came from records (and so is free of noise)
   */
  public boolean direct(
      SurfacePoint p,
      Irradiance beside,
      int samples,
      int place,
      long seed,
      Scratch s,
      Irradiance out) {
    boolean open = lights.outside(p.x, p.y, p.z);
    if (open
        && (indoors
            || !lamps
            || lights.unshadowedLamps(p)
                < NEGLIGIBLE * Exposure.luminance(beside.r, beside.g, beside.b))) {
      out.clear();
      return true;
    }
    if (hasFine) {
      double sum =
          fine.lookUp(
              p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, RecordShape.DIRECT, false, out);
      if (sum == 0) {
        // the records' directions make up for a normal that differs
        sum = fine.lookUp(p, RecordShape.DIRECT_LOOSE, false, out);
      }
      if (sum > 0) {
        return true;
      }
    }
    out.clear();
    if (grainy) {
      lights.addDirect(p, samples, KEPT_GRAINY, place, seed, s, out);
    } else {
      lights.addDirect(p, samples, place, seed, s, out);
    }
    out.normaliseDirection();
    return false;
  }

  /**
   * Finds what a ray of bounced light sees: the mean colour of what it meets, lit by the records
   * and one ray to the sun.
   *
   * @param ray aimed; used up
   * @param records whose total irradiance lights what is met
   * @param s its second surface and shadow ray are used
   * @param out radiance
   */
  static void gathered(
      Lights lights, IrradianceRecords records, Ray ray, boolean open, Scratch s, double[] out) {
    Tracer tracer = lights.tracer();
    double dx = ray.directionX();
    double dy = ray.directionY();
    double dz = ray.directionZ();
    double r = 1;
    double g = 1;
    double b = 1;
    double ox = s.origin[0];
    double oy = s.origin[1];
    double oz = s.origin[2];
    for (int pass = 0; pass < THROUGH_GLASS; pass++) {
      tracer.closest(ray);
      double far = ray.hit() ? ray.distance() : 1e4;
      if (!open && lights.leaves(ox, oy, oz, dx, dy, dz, far)) {
        break; // the windows were sampled on their own
      }
      if (!ray.hit()) {
        if (open) {
          lights.sky().tabulated(dx, dy, dz, out);
          out[0] *= r;
          out[1] *= g;
          out[2] *= b;
          return;
        }
        break;
      }
      SurfacePoint p = s.second;
      tracer.describe(ray, p);
      Appearance appearance = lights.appearance(p.part);
      if (appearance.scattering() == Scattering.GLASS) {
        Rgb tint = appearance.mean();
        r *= GLASS_PASSES * tint.r();
        g *= GLASS_PASSES * tint.g();
        b *= GLASS_PASSES * tint.b();
        ox = p.x;
        oy = p.y;
        oz = p.z;
        Lights.start(ray, p, dx, dy, dz, 1e4);
        continue;
      }
      reflected(lights, records, p, appearance, Lights.bounced(appearance), true, s, out);
      out[0] = r * Math.min(out[0], LARGEST_SECONDARY);
      out[1] = g * Math.min(out[1], LARGEST_SECONDARY);
      out[2] = b * Math.min(out[2], LARGEST_SECONDARY);
      return;
    }
    out[0] = 0;
    out[1] = 0;
    out[2] = 0;
  }

  /**
   * Finds the same in the open, where records are coarser than leaves and grass: what the ray meets
   * too near for them, or where none fits, passes the ray on, lit by the sun, until records serve.
   *
   * @param ray aimed; used up
   * @param records whose total irradiance lights what is met
   * @param s its second surface, shadow ray and sampler are used
   * @param out radiance
   */
  static void gatheredInTheOpen(
      Lights lights, IrradianceRecords records, Ray ray, Scratch s, double[] out) {
    Tracer tracer = lights.tracer();
    double r = 1;
    double g = 1;
    double b = 1;
    int bounces = 0;
    double sumR = 0;
    double sumG = 0;
    double sumB = 0;
    for (int pass = 0; pass < THROUGH_GLASS; pass++) {
      double dx = ray.directionX();
      double dy = ray.directionY();
      double dz = ray.directionZ();
      tracer.closest(ray);
      if (!ray.hit()) {
        lights.sky().tabulated(dx, dy, dz, out);
        sumR += r * out[0];
        sumG += g * out[1];
        sumB += b * out[2];
        break;
      }
      SurfacePoint p = s.second;
      tracer.describe(ray, p);
      Appearance appearance = lights.appearance(p.part);
      if (appearance.scattering() == Scattering.GLASS) {
        Rgb tint = appearance.mean();
        r *= GLASS_PASSES * tint.r();
        g *= GLASS_PASSES * tint.g();
        b *= GLASS_PASSES * tint.b();
        Lights.start(ray, p, dx, dy, dz, 1e4);
        continue;
      }
      Rgb albedo = Lights.bounced(appearance);
      r *= albedo.r() / Math.PI;
      g *= albedo.g() / Math.PI;
      b *= albedo.b() / Math.PI;
      Irradiance e = s.gathered;
      RecordShape shape = shapeOf(appearance);
      boolean last = bounces == FOLLOWED;
      double trusted = shape == RecordShape.FOLIAGE ? TRUSTED_LEAVES : TRUSTED;
      double sum = 0;
      if (last || ray.distance() > trusted) {
        sum = records.glance(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, e);
        if (sum == 0 && last) {
          sum =
              records.lookUpSomehow(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, true, e);
        }
      }
      if (sum == 0) {
        e.clear();
        lights.addOneLight(p, s.sampler.next(), s.sampler.next(), s.sampler.next(), s, e);
        double cosine = lights.sunCosine(p.normalX, p.normalY, p.normalZ);
        double u = s.sampler.next();
        double v = s.sampler.next();
        addSun(lights, sunWeight(lights, p, appearance.translucency(), cosine, u, v, s), e);
      }
      sumR += r * e.r;
      sumG += g * e.g;
      sumB += b * e.b;
      if (sum > 0 || last) {
        break;
      }
      bounces++;
      r *= Math.PI;
      g *= Math.PI;
      b *= Math.PI;
      double u = s.sampler.next();
      BouncedLight.cosineDirection(p, u, s.sampler.next(), s.direction);
      Lights.start(ray, p, s.direction[0], s.direction[1], s.direction[2], 1e4);
    }
    out[0] = Math.min(sumR, LARGEST_SECONDARY);
    out[1] = Math.min(sumG, LARGEST_SECONDARY);
    out[2] = Math.min(sumB, LARGEST_SECONDARY);
  }

  /**
   * Writes the radiance that a surface with this albedo sends back, lit by records and sun. In the
   * open the records know the sun's light roughly; indoors its patches are too sharp for them.
   *
   * @param roughly whether a few records will do
   */
  private static void reflected(
      Lights lights,
      IrradianceRecords records,
      SurfacePoint p,
      Appearance appearance,
      Rgb albedo,
      boolean roughly,
      Scratch s,
      double[] out) {
    Irradiance e = s.gathered;
    RecordShape shape = shapeOf(appearance);
    boolean sunKnown = roughly && !lights.indoors();
    boolean total = sunKnown || lights.indoors() || !lights.sunShines();
    double sum =
        roughly ? records.glance(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, e) : 0;
    if (sum == 0) {
      sum = records.lookUpSomehow(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, total, e);
    }
    if (sum == 0 && lights.outside(p.x, p.y, p.z)) {
      lights.ambient(p, e);
    }
    if (sum == 0 || !sunKnown) {
      double cosine = lights.sunCosine(p.normalX, p.normalY, p.normalZ);
      double a = s.sampler.next();
      double b = s.sampler.next();
      addSun(lights, sunWeight(lights, p, appearance.translucency(), cosine, a, b, s), e);
    }
    out[0] = albedo.r() * e.r / Math.PI;
    out[1] = albedo.g() * e.g / Math.PI;
    out[2] = albedo.b() * e.b / Math.PI;
  }

  /**
   * Returns the share of the sun's irradiance that a surface receives by one shadow ray, through
   * thin sheets from behind as well.
   */
  static double sunWeight(
      Lights lights,
      SurfacePoint p,
      double translucency,
      double cosine,
      double a,
      double b,
      Scratch s) {
    double share = sunShare(cosine, translucency);
    double side = cosine > 0 ? 1 : -1;
    return share > 0
            && lights.sunVisible(p, side * p.normalX, side * p.normalY, side * p.normalZ, a, b, s)
        ? share
        : 0;
  }

  /** The same where nothing hides the sun. */
  private static double sunShare(double cosine, double translucency) {
    return cosine > 0 ? cosine * (1 - 0.5 * translucency) : -cosine * translucency * FROM_BEHIND;
  }

  private static void addSun(Lights lights, double weight, Irradiance e) {
    e.r += weight * lights.sun(0);
    e.g += weight * lights.sun(1);
    e.b += weight * lights.sun(2);
  }

  /**
   * Returns the share of the sun's irradiance that a surface receives where nothing hides the sun.
   */
  public double sunShare(SurfacePoint p) {
    double cosine = lights.sunCosine(p.normalX, p.normalY, p.normalZ);
    return lights.sunShines() ? sunShare(cosine, lights.appearance(p.part).translucency()) : 0;
  }

  /**
   * Finds how much of the sun is visible from the side of a surface that it shines on, by shadow
   * rays: its edges are too sharp to be kept in records. The scratch says what hid it.
   *
   * @param rays how many
   * @param near what is nearer than this counts as nearby, metres
   * @return 0 to 1
   */
  public double sunVisible(SurfacePoint p, int rays, double near, Sampler sampler, Scratch s) {
    double side = lights.sunCosine(p.normalX, p.normalY, p.normalZ) > 0 ? 1 : -1;
    double nx = side * p.normalX;
    double ny = side * p.normalY;
    double nz = side * p.normalZ;
    int visible = 0;
    s.sunHiddenNearby = 0;
    s.sunHiddenAt = Double.POSITIVE_INFINITY;
    for (int k = 0; k < rays; k++) {
      double a = sampler.next();
      if (lights.sunVisible(p, nx, ny, nz, a, sampler.next(), s)) {
        visible++;
        continue;
      }
      double hiddenAt = s.sunward.blockedAt();
      boolean nearby = hiddenAt <= near;
      if (!nearby) {
        s.sunward.shorten(near);
        nearby = lights.tracer().occluded(s.sunward);
      }
      if (nearby) {
        s.sunHiddenNearby++;
      } else {
        s.sunHiddenAt = Math.min(s.sunHiddenAt, hiddenAt);
      }
    }
    return (double) visible / rays;
  }

  /**
   * Lights a surface that a reflection shows: its own albedo under the coarse records and one ray
   * to the sun.
   *
   * @param albedo red, green, blue
   * @param blurred whether the reflection is soft, so that a few records will do
   */
  public void lit(SurfacePoint p, double[] albedo, boolean blurred, Scratch s, double[] out) {
    Appearance appearance = lights.appearance(p.part);
    reflected(
        lights, coarse, p, appearance, new Rgb(albedo[0], albedo[1], albedo[2]), blurred, s, out);
  }
}
