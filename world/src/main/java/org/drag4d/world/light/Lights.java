package org.drag4d.world.light;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Exposure;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.look.Sky;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.Place.Window;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * What shines on a place, and how it is sampled (built-in-world section 3). Windows are portals:
 * each is a rectangle light whose radiance by direction was looked up outside, garden and sky
 * alike, so that light that bounces out of a room counts nothing. Immutable.
 *
 * <p>A long file: sun, windows and lamps share one stream of samples and one set of tables, and the
 * loops over them are kept whole for speed.
 */
public final class Lights {
  private static final int PORTAL = 40;
  private static final int PORTAL_SAMPLES = 4;
  private static final double BEHIND = -0.03;

  /** Radians: half of the sun's width, twice the real one. */
  public static final double SUN_SPREAD = 0.009;

  private static final double OFFSET = 4e-4;
  private static final double NEAREST_LAMP = 0.05;

  /** Metres squared: nearer to a window its light no longer grows. */
  private static final double NEAREST_WINDOW = 0.02;

  private static final double KEPT = 0.05;
  private static final double SMALL_LAMP = 0.03;

  private final Tracer tracer;
  private final Appearance[] appearances;
  private final Sky sky;
  private final boolean indoors;
  private final int windowCount;
  // per window: corner, edge u, edge v, normal into the room, area, unit edges
  private final double[] window;
  private static final int W = 19;
  private final float[][] portals;
  private final double[] portalMean;
  private final int lampCount;
  // per lamp: position, radius, intensity, luminance
  private final double[] lamp;
  private static final int P = 8;
  private final double sunX;
  private final double sunY;
  private final double sunZ;
  private final double[] sun = new double[3];
  private final double[] groundBounce = new double[3];

  private Lights(
      Tracer tracer,
      Appearance[] appearances,
      Sky sky,
      boolean indoors,
      List<Window> windows,
      List<Lamp> lamps) {
    this.tracer = tracer;
    this.appearances = appearances;
    this.sky = sky;
    this.indoors = indoors;
    windowCount = indoors ? windows.size() : 0;
    window = new double[windowCount * W];
    for (int i = 0; i < windowCount; i++) {
      Window w = windows.get(i);
      Vec3 cross = w.edgeU().cross(w.edgeV());
      put(window, i * W, w.corner());
      put(window, i * W + 3, w.edgeU());
      put(window, i * W + 6, w.edgeV());
      put(window, i * W + 9, cross.normalised());
      window[i * W + 12] = cross.length();
      put(window, i * W + 13, w.edgeU().normalised());
      put(window, i * W + 16, w.edgeV().normalised());
    }
    portals = new float[windowCount][];
    portalMean = new double[windowCount];
    lampCount = lamps.size();
    lamp = new double[lampCount * P];
    for (int i = 0; i < lampCount; i++) {
      Rgb c = lamps.get(i).intensity();
      put(lamp, i * P, lamps.get(i).position());
      lamp[i * P + 3] = lamps.get(i).radius();
      lamp[i * P + 4] = c.r();
      lamp[i * P + 5] = c.g();
      lamp[i * P + 6] = c.b();
      lamp[i * P + 7] = Exposure.luminance(c.r(), c.g(), c.b());
    }
    sunX = sky.towardsSun().x();
    sunY = sky.towardsSun().y();
    sunZ = sky.towardsSun().z();
    for (int k = 0; k < 3; k++) {
      sun[k] = sky.sunIrradiance(k);
      groundBounce[k] =
          0.16 * (sun[k] * Math.max(0, sunY) + Math.PI * sky.meanRadiance(k)) / Math.PI;
    }
  }

  /** Looks at what shines on a place. */
  static Lights of(Place place, Tracer tracer, boolean matte, Workers workers, Progress progress) {
    Lights lights =
        new Lights(
            tracer,
            appearances(tracer, matte),
            Sky.of(place.daylight(), place.indoors()),
            place.indoors(),
            place.windows(),
            place.lamps());
    lights.lookOutside(workers, progress);
    return lights;
  }

  /** A place under a given sky and nothing else. */
  static Lights under(Sky sky, Tracer tracer, List<Lamp> lamps, boolean matte) {
    return new Lights(tracer, appearances(tracer, matte), sky, false, List.of(), lamps);
  }

  private static Appearance[] appearances(Tracer tracer, boolean matte) {
    Map<Material, Appearance> made = new HashMap<>();
    Appearance[] all = new Appearance[tracer.parts().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = made.computeIfAbsent(tracer.parts().get(i).material(), m -> Appearance.of(m, matte));
    }
    return all;
  }

  private static void put(double[] a, int at, Vec3 v) {
    a[at] = v.x();
    a[at + 1] = v.y();
    a[at + 2] = v.z();
  }

  /** Returns the material of a part, ready for shading. */
  public Appearance appearance(int part) {
    return appearances[part];
  }

  /** Returns the sky. */
  public Sky sky() {
    return sky;
  }

  /** Returns the rays' partner. */
  public Tracer tracer() {
    return tracer;
  }

  /** Says whether the place is a room. */
  boolean indoors() {
    return indoors;
  }

  /**
   * Says whether a point lies in the open: everywhere outdoors, behind a window's plane indoors.
   */
  public boolean outside(double x, double y, double z) {
    if (!indoors) {
      return true;
    }
    for (int o = 0; o < window.length; o += W) {
      double d =
          (x - window[o]) * window[o + 9]
              + (y - window[o + 1]) * window[o + 10]
              + (z - window[o + 2]) * window[o + 11];
      if (d < BEHIND) {
        return true;
      }
    }
    return false;
  }

  /** Says whether a ray leaves through a window within {@code limit} metres. */
  boolean leaves(double x, double y, double z, double dx, double dy, double dz, double limit) {
    for (int o = 0; o < window.length; o += W) {
      double slope = dx * window[o + 9] + dy * window[o + 10] + dz * window[o + 11];
      if (slope >= 0) {
        continue;
      }
      double cx = window[o] - x;
      double cy = window[o + 1] - y;
      double cz = window[o + 2] - z;
      double t = (cx * window[o + 9] + cy * window[o + 10] + cz * window[o + 11]) / slope;
      if (t <= 0 || t > limit) {
        continue;
      }
      double px = dx * t - cx;
      double py = dy * t - cy;
      double pz = dz * t - cz;
      if (within(o + 3, px, py, pz) && within(o + 6, px, py, pz)) {
        return true;
      }
    }
    return false;
  }

  private boolean within(int edge, double px, double py, double pz) {
    double ex = window[edge];
    double ey = window[edge + 1];
    double ez = window[edge + 2];
    double a = px * ex + py * ey + pz * ez;
    return a >= 0 && a <= ex * ex + ey * ey + ez * ez;
  }

  // ---- the portals' radiance by direction ----

  private void lookOutside(Workers workers, Progress progress) {
    Scratch[] scratch = Scratch.forEach(workers);
    for (int w = 0; w < windowCount; w++) {
      portals[w] = new float[PORTAL * PORTAL * 3];
    }
    workers.forEach(
        windowCount * PORTAL,
        (job, worker) -> {
          progress.check();
          portalRow(job / PORTAL, job % PORTAL, scratch[worker]);
        });
    for (int w = 0; w < windowCount; w++) {
      for (int i = 1; i < portals[w].length; i += 3) {
        portalMean[w] += portals[w][i] / (PORTAL * PORTAL);
      }
    }
  }

  private void portalRow(int w, int row, Scratch s) {
    int o = w * W;
    s.sunward.forgetOccluder();
    for (int column = 0; column < PORTAL; column++) {
      double r = 0;
      double g = 0;
      double b = 0;
      for (int k = 0; k < PORTAL_SAMPLES; k++) {
        s.sampler.start(7, (w * PORTAL + row) * PORTAL + column, k);
        double a = 2 * (column + s.sampler.next()) / PORTAL - 1;
        double c = 2 * (row + s.sampler.next()) / PORTAL - 1;
        double length = a * a + c * c;
        if (length > 0.999) {
          a *= Math.sqrt(0.999 / length);
          c *= Math.sqrt(0.999 / length);
          length = 0.999;
        }
        double out = Math.sqrt(1 - length);
        double dx = a * window[o + 13] + c * window[o + 16] - out * window[o + 9];
        double dy = a * window[o + 14] + c * window[o + 17] - out * window[o + 10];
        double dz = a * window[o + 15] + c * window[o + 18] - out * window[o + 11];
        double u = 0.15 + 0.7 * s.sampler.next();
        double v = 0.15 + 0.7 * s.sampler.next();
        double x = window[o] + u * window[o + 3] + v * window[o + 6] - 0.15 * window[o + 9];
        double y = window[o + 1] + u * window[o + 4] + v * window[o + 7] - 0.15 * window[o + 10];
        double z = window[o + 2] + u * window[o + 5] + v * window[o + 8] - 0.15 * window[o + 11];
        s.ray.set(x, y, z, dx, dy, dz, 1e4);
        tracer.closest(s.ray);
        if (s.ray.hit()) {
          tracer.describe(s.ray, s.second);
          inTheOpen(s.second, s, s.radiance);
        } else {
          sky.tabulated(dx, dy, dz, s.radiance);
        }
        r += s.radiance[0];
        g += s.radiance[1];
        b += s.radiance[2];
      }
      int at = (row * PORTAL + column) * 3;
      portals[w][at] = (float) (r / PORTAL_SAMPLES);
      portals[w][at + 1] = (float) (g / PORTAL_SAMPLES);
      portals[w][at + 2] = (float) (b / PORTAL_SAMPLES);
    }
  }

  /** Estimates the radiance of something in the open from sky and sun alone. */
  private void inTheOpen(SurfacePoint p, Scratch s, double[] out) {
    Appearance appearance = appearances[p.part];
    Rgb mean = bounced(appearance);
    double up = 0.5 + 0.5 * p.normalY;
    double sunlight = sunVisible(p, p.normalX, p.normalY, p.normalZ, 0.5, 0.5, s) ? 1 : 0;
    double cosine = Math.max(0, p.normalX * sunX + p.normalY * sunY + p.normalZ * sunZ);
    for (int k = 0; k < 3; k++) {
      double albedo = k == 0 ? mean.r() : k == 1 ? mean.g() : mean.b();
      double e =
          Math.PI * (up * sky.meanRadiance(k) + (1 - up) * groundBounce[k]) * 0.8
              + sunlight * cosine * sun[k];
      out[k] = albedo * e / Math.PI;
    }
  }

  /** Estimates the sky's light on a surface in the open that no record reaches. */
  void ambient(SurfacePoint p, Irradiance out) {
    double up = 0.5 + 0.5 * p.normalY;
    out.clear();
    out.r = Math.PI * (up * sky.meanRadiance(0) + (1 - up) * groundBounce[0]) * 0.8;
    out.g = Math.PI * (up * sky.meanRadiance(1) + (1 - up) * groundBounce[1]) * 0.8;
    out.b = Math.PI * (up * sky.meanRadiance(2) + (1 - up) * groundBounce[2]) * 0.8;
  }

  /** Returns the albedo that bounced light sees. */
  static Rgb bounced(Appearance appearance) {
    return switch (appearance.scattering()) {
      case METAL -> appearance.mean().times(0.6);
      case GLOW -> new Rgb(0, 0, 0);
      default -> appearance.mean();
    };
  }

  private void portal(int w, double dx, double dy, double dz, double[] out) {
    int o = w * W;
    double a = dx * window[o + 13] + dy * window[o + 14] + dz * window[o + 15];
    double c = dx * window[o + 16] + dy * window[o + 17] + dz * window[o + 18];
    double x = Math.clamp((a + 1) * 0.5 * PORTAL - 0.5, 0.0, PORTAL - 1.001);
    double y = Math.clamp((c + 1) * 0.5 * PORTAL - 0.5, 0.0, PORTAL - 1.001);
    int i = (int) x;
    int j = (int) y;
    double fx = x - i;
    double fy = y - j;
    float[] t = portals[w];
    int at = (j * PORTAL + i) * 3;
    for (int k = 0; k < 3; k++) {
      double top = t[at + k] + (t[at + 3 + k] - t[at + k]) * fx;
      int below = at + PORTAL * 3 + k;
      double bottom = t[below] + (t[below + 3] - t[below]) * fx;
      out[k] = top + (bottom - top) * fy;
    }
  }

  // ---- soft direct light ----

  /**
   * Adds the light of windows and lamps at a point, each estimated from several points of it: the
   * more it would bring without shadows, the more.
   *
   * @param p the surface; its shading normal is used
   * @param samples about how many in all are spent on windows and on lamps
   * @param s its sampler is used
   */
  void addDirect(SurfacePoint p, int samples, int place, long seed, Scratch s, Irradiance out) {
    addDirect(p, samples, KEPT, place, seed, s, out);
  }

  /**
   * Adds the light of windows and lamps at a point.
   *
   * @param kept lamps that would bring a larger share of all lamps' light are looked at each; of
   *     the others some are picked
   */
  void addDirect(
      SurfacePoint p, int samples, double kept, int place, long seed, Scratch s, Irradiance out) {
    double[] weights = s.lightWeights(windowCount + lampCount);
    double bright = 0;
    boolean inside = indoors && !outside(p.x, p.y, p.z);
    for (int w = 0; w < windowCount; w++) {
      weights[w] = inside ? unshadowedWindow(p, w) : 0;
      bright += weights[w];
    }
    double lit = 0;
    for (int i = 0; i < lampCount; i++) {
      weights[windowCount + i] = unshadowed(p, i);
      lit += weights[windowCount + i];
    }
    double total = bright + lit;
    if (total <= 0) {
      return;
    }
    for (int w = 0; w < windowCount; w++) {
      if (weights[w] > 0) {
        int least = Math.min(samples, 3);
        int n = (int) Math.ceil(1.5 * samples * weights[w] / total);
        addWindow(p, w, Math.clamp(n, least, 2 * samples), place, seed, s, out);
      }
    }
    if (lit > 0) {
      int n = Math.max(1, (int) Math.ceil(samples * Math.min(1, 1.5 * lit / total)));
      addLamps(p, n, kept, lit, weights, place, seed, s, out);
    }
  }

  /** Estimates a window's light without shadows, from its middle. */
  private double unshadowedWindow(SurfacePoint p, int w) {
    int o = w * W;
    double side =
        (p.x - window[o]) * window[o + 9]
            + (p.y - window[o + 1]) * window[o + 10]
            + (p.z - window[o + 2]) * window[o + 11];
    if (side <= 0 || !faces(p, o)) {
      return 0;
    }
    double dx = window[o] + 0.5 * (window[o + 3] + window[o + 6]) - p.x;
    double dy = window[o + 1] + 0.5 * (window[o + 4] + window[o + 7]) - p.y;
    double dz = window[o + 2] + 0.5 * (window[o + 5] + window[o + 8]) - p.z;
    double d2 = dx * dx + dy * dy + dz * dz;
    double d = Math.sqrt(d2);
    double cosine = Math.max(0.1, (p.normalX * dx + p.normalY * dy + p.normalZ * dz) / d);
    double area = window[o + 12];
    return portalMean[w] * cosine * Math.max(0.1, side / d) * area / (d2 + 0.25 * area);
  }

  private void addWindow(
      SurfacePoint p, int w, int samples, int place, long seed, Scratch s, Irradiance out) {
    s.shadow.forgetOccluder();
    for (int k = 0; k < samples; k++) {
      s.sampler.start(seed, place * 67 + w, k);
      double u = s.sampler.next();
      double v = s.sampler.next();
      addWindowPoint(p, w, u, v, 1.0 / samples, NEAREST_WINDOW, s, out);
    }
  }

  /** Adds a window's light as one of its points shows it; {@code nearest2} limits the square. */
  private void addWindowPoint(
      SurfacePoint p,
      int w,
      double u,
      double v,
      double share,
      double nearest2,
      Scratch s,
      Irradiance out) {
    int o = w * W;
    double dx = window[o] + u * window[o + 3] + v * window[o + 6] - p.x;
    double dy = window[o + 1] + u * window[o + 4] + v * window[o + 7] - p.y;
    double dz = window[o + 2] + u * window[o + 5] + v * window[o + 8] - p.z;
    double d2 = dx * dx + dy * dy + dz * dz;
    double inverse = 1 / Math.sqrt(d2);
    dx *= inverse;
    dy *= inverse;
    dz *= inverse;
    double cosine = p.normalX * dx + p.normalY * dy + p.normalZ * dz;
    double cosineThere = -(window[o + 9] * dx + window[o + 10] * dy + window[o + 11] * dz);
    if (cosine <= 0 || cosineThere <= 0 || shadowed(p, dx, dy, dz, 1 / inverse - 1e-3, s)) {
      return;
    }
    portal(w, dx, dy, dz, s.vector);
    double weight = share * cosine * cosineThere * window[o + 12] / Math.max(d2, nearest2);
    out.add(s.vector[0] * weight, s.vector[1] * weight, s.vector[2] * weight, dx, dy, dz, cosine);
  }

  /**
   * Adds an estimate of the light of all windows and lamps from one point of one of them, picked by
   * what each would bring without shadows: the mean of many is exact.
   *
   * @param pick a random number that picks the light
   * @param a a random number that picks the point of it
   * @param b another
   */
  void addOneLight(SurfacePoint p, double pick, double a, double b, Scratch s, Irradiance out) {
    double[] weights = s.lightWeights(windowCount + lampCount);
    boolean inside = indoors && !outside(p.x, p.y, p.z);
    double total = 0;
    for (int i = 0; i < windowCount + lampCount; i++) {
      weights[i] =
          i >= windowCount ? unshadowed(p, i - windowCount) : inside ? unshadowedWindow(p, i) : 0;
      total += weights[i];
    }
    double left = pick * total;
    int chosen = -1;
    for (int i = 0; i < windowCount + lampCount && left >= 0; i++) {
      if (weights[i] > 0) {
        chosen = i;
        left -= weights[i];
      }
    }
    if (chosen < 0) {
      return;
    }
    double share = total / weights[chosen];
    s.shadow.forgetOccluder();
    if (chosen < windowCount) {
      addWindowPoint(p, chosen, a, b, share, 0, s, out);
    } else {
      addLamp(p, chosen - windowCount, a, b, share, NEAREST_LAMP * NEAREST_LAMP, s, out);
    }
  }

  /** Says whether any corner of a window lies above the surface. */
  private boolean faces(SurfacePoint p, int o) {
    for (int corner = 0; corner < 4; corner++) {
      int u = corner & 1;
      int v = corner >> 1;
      double d =
          (window[o] + u * window[o + 3] + v * window[o + 6] - p.x) * p.normalX
              + (window[o + 1] + u * window[o + 4] + v * window[o + 7] - p.y) * p.normalY
              + (window[o + 2] + u * window[o + 5] + v * window[o + 8] - p.z) * p.normalZ;
      if (d > 0) {
        return true;
      }
    }
    return false;
  }

  private void addLamps(
      SurfacePoint p,
      int samples,
      double kept,
      double total,
      double[] weights,
      int place,
      long seed,
      Scratch s,
      Irradiance out) {
    double rest = 0;
    s.shadow.forgetOccluder();
    for (int i = 0; i < lampCount; i++) {
      double share = weights[windowCount + i] / total;
      if (share > kept) {
        int n = Math.max(leastLooks(p, i, samples), (int) Math.ceil(share * samples));
        for (int k = 0; k < n; k++) {
          s.sampler.start(seed, place * 67 + 16 + i, k);
          double a = s.sampler.next();
          addLamp(p, i, a, s.sampler.next(), 1.0 / n, NEAREST_LAMP * NEAREST_LAMP, s, out);
        }
        weights[windowCount + i] = 0;
      } else {
        rest += weights[windowCount + i];
      }
    }
    if (rest <= 0) {
      return;
    }
    // where few lamps are looked at each, the others need more than one look
    int looks = kept > KEPT ? Math.max(samples, 2) : samples;
    int picks = Math.clamp((int) Math.ceil(rest / total * looks), 1, 6);
    for (int k = 0; k < picks; k++) {
      s.sampler.start(seed, place * 67 + 15, k);
      double pick = s.sampler.next() * rest;
      int chosen = choose(weights, pick);
      addLamp(
          p,
          chosen,
          s.sampler.next(),
          s.sampler.next(),
          rest / (weights[windowCount + chosen] * picks),
          NEAREST_LAMP * NEAREST_LAMP,
          s,
          out);
    }
  }

  /**
   * Returns how many samples a lamp needs at least: a small one looks the same from each of two.
   */
  private int leastLooks(SurfacePoint p, int i, int samples) {
    int o = i * P;
    double dx = lamp[o] - p.x;
    double dy = lamp[o + 1] - p.y;
    double dz = lamp[o + 2] - p.z;
    double reach = lamp[o + 3] / SMALL_LAMP;
    return samples < 2 || dx * dx + dy * dy + dz * dz > reach * reach ? 1 : 2;
  }

  private int choose(double[] weights, double pick) {
    int last = 0;
    for (int i = 0; i < lampCount; i++) {
      if (weights[windowCount + i] > 0) {
        last = i;
        pick -= weights[windowCount + i];
        if (pick < 0) {
          return i;
        }
      }
    }
    return last;
  }

  /** Returns the luminance of irradiance that all lamps would bring without shadows. */
  double unshadowedLamps(SurfacePoint p) {
    double sum = 0;
    for (int i = 0; i < lampCount; i++) {
      sum += unshadowed(p, i);
    }
    return sum;
  }

  private double unshadowed(SurfacePoint p, int i) {
    int o = i * P;
    double dx = lamp[o] - p.x;
    double dy = lamp[o + 1] - p.y;
    double dz = lamp[o + 2] - p.z;
    double d2 = Math.max(dx * dx + dy * dy + dz * dz, NEAREST_LAMP * NEAREST_LAMP);
    double cosine = (p.normalX * dx + p.normalY * dy + p.normalZ * dz) / Math.sqrt(d2);
    // a large lamp still reaches over the horizon
    cosine += Math.min(1, lamp[o + 3] / Math.sqrt(d2));
    return cosine <= 0 ? 0 : lamp[o + 7] * cosine / d2;
  }

  private void addLamp(
      SurfacePoint p,
      int i,
      double a,
      double b,
      double share,
      double nearest2,
      Scratch s,
      Irradiance out) {
    int o = i * P;
    double up = 2 * a - 1;
    double level = Math.sqrt(Math.max(0, 1 - up * up)) * lamp[o + 3];
    double turn = 2 * Math.PI * b;
    double dx = lamp[o] + level * Math.cos(turn) - p.x;
    double dy = lamp[o + 1] + up * lamp[o + 3] - p.y;
    double dz = lamp[o + 2] + level * Math.sin(turn) - p.z;
    double d2 = dx * dx + dy * dy + dz * dz;
    double distance = Math.sqrt(d2);
    if (distance < 1e-4) {
      return;
    }
    dx /= distance;
    dy /= distance;
    dz /= distance;
    double cosine = p.normalX * dx + p.normalY * dy + p.normalZ * dz;
    if (cosine <= 0 || shadowed(p, dx, dy, dz, distance - 1e-3, s)) {
      return;
    }
    double e = share * cosine / Math.max(d2, nearest2);
    out.add(lamp[o + 4] * e, lamp[o + 5] * e, lamp[o + 6] * e, dx, dy, dz, cosine);
  }

  private boolean shadowed(
      SurfacePoint p, double dx, double dy, double dz, double limit, Scratch s) {
    double side = p.geometricX * dx + p.geometricY * dy + p.geometricZ * dz >= 0 ? OFFSET : -OFFSET;
    if (side < 0) {
      return true;
    }
    s.shadow.setAgain(
        p.x + side * p.geometricX,
        p.y + side * p.geometricY,
        p.z + side * p.geometricZ,
        dx,
        dy,
        dz,
        limit);
    return tracer.occluded(s.shadow);
  }

  /**
   * Picks a lamp for a highlight, the likelier the brighter it would be, and aims at it.
   *
   * @param weight of each lamp, by its index; 0 for none
   * @param pick a random number
   * @return which lamp, with the scratch's direction towards it; or -1 if it lies in shadow or
   *     there is none
   */
  public int visibleLamp(SurfacePoint p, double[] weight, double pick, Scratch s) {
    double total = 0;
    for (int i = 0; i < lampCount; i++) {
      total += weight[i];
    }
    if (total <= 0) {
      return -1;
    }
    double left = pick * total;
    int chosen = -1;
    for (int i = 0; i < lampCount && left >= 0; i++) {
      if (weight[i] > 0) {
        chosen = i;
        left -= weight[i];
      }
    }
    double distance = towardsLamp(p, chosen, s.direction);
    double limit = Math.max(distance - 1.05 * lamp[chosen * P + 3], 1e-3);
    s.shadow.forgetOccluder();
    return shadowed(p, s.direction[0], s.direction[1], s.direction[2], limit, s) ? -1 : chosen;
  }

  /** Returns how many lamps there are. */
  public int lampCount() {
    return lampCount;
  }

  /** Writes the unit direction to a lamp's middle; returns its distance. */
  public double towardsLamp(SurfacePoint p, int i, double[] out) {
    double dx = lamp[i * P] - p.x;
    double dy = lamp[i * P + 1] - p.y;
    double dz = lamp[i * P + 2] - p.z;
    double distance = Math.max(1e-4, Math.sqrt(dx * dx + dy * dy + dz * dz));
    out[0] = dx / distance;
    out[1] = dy / distance;
    out[2] = dz / distance;
    return distance;
  }

  /**
   * Says whether the whole of a lamp lies further from a direction than an angle.
   *
   * @param cosine of the angle, positive
   */
  public boolean lampBeyond(SurfacePoint p, int i, double dx, double dy, double dz, double cosine) {
    int o = i * P;
    double x = lamp[o] - p.x;
    double y = lamp[o + 1] - p.y;
    double z = lamp[o + 2] - p.z;
    double along = x * dx + y * dy + z * dz + lamp[o + 3];
    return along <= 0 || along * along < cosine * cosine * (x * x + y * y + z * z);
  }

  /** Returns a lamp's radius in metres. */
  public double lampRadius(int i) {
    return lamp[i * P + 3];
  }

  /** Returns a lamp's radiant intensity: channel 0 red, 1 green, 2 blue, 3 luminance. */
  public double lampIntensity(int i, int channel) {
    return lamp[i * P + 4 + channel];
  }

  // ---- the sun ----

  /** Says whether the sun shines at all. */
  public boolean sunShines() {
    return sky.sunShines();
  }

  /** Returns the sun's irradiance on a surface that faces it. */
  public double sun(int channel) {
    return sun[channel];
  }

  /** Returns the cosine between a unit normal and the direction to the sun. */
  public double sunCosine(double nx, double ny, double nz) {
    return nx * sunX + ny * sunY + nz * sunZ;
  }

  /** Returns the direction to the sun: 0 x, 1 y, 2 z. */
  public double towardsSun(int axis) {
    return axis == 0 ? sunX : axis == 1 ? sunY : sunZ;
  }

  /**
   * Says whether a point of the sun is visible from a surface; indoors first asks whether the line
   * passes a window at all, which rejects nearly everything before any traversal. Whoever starts a
   * record or a pixel lets the scratch's sunward ray forget.
   *
   * @param nx the normal on whose side the ray starts
   * @param a random number that picks the point of the disc
   * @param b another
   */
  public boolean sunVisible(
      SurfacePoint p, double nx, double ny, double nz, double a, double b, Scratch s) {
    if (!sky.sunShines()) {
      return false;
    }
    double radius = SUN_SPREAD * Math.sqrt(a);
    double turn = 2 * Math.PI * b;
    double ju = radius * Math.cos(turn);
    double jv = radius * Math.sin(turn);
    // tangents of the sun's direction (Duff et al. 2017)
    double sign = sunZ >= 0 ? 1 : -1;
    double q = -1 / (sign + sunZ);
    double c = sunX * sunY * q;
    double dx = sunX + ju * (1 + sign * sunX * sunX * q) + jv * c;
    double dy = sunY + ju * sign * c + jv * (sign + sunY * sunY * q);
    double dz = sunZ - ju * sign * sunX - jv * sunY;
    double side = p.geometricX * dx + p.geometricY * dy + p.geometricZ * dz;
    double facing = p.geometricX * nx + p.geometricY * ny + p.geometricZ * nz;
    s.sunward.hiddenFromStart();
    if (side * facing <= 0) {
      return false;
    }
    double n = 1 / Math.sqrt(dx * dx + dy * dy + dz * dz);
    dx *= n;
    dy *= n;
    dz *= n;
    if (indoors && !outside(p.x, p.y, p.z) && !leaves(p.x, p.y, p.z, dx, dy, dz, 1e4)) {
      return false;
    }
    double push = side >= 0 ? OFFSET : -OFFSET;
    s.sunward.setAgain(
        p.x + push * p.geometricX,
        p.y + push * p.geometricY,
        p.z + push * p.geometricZ,
        dx,
        dy,
        dz,
        1e4);
    return !tracer.occluded(s.sunward);
  }

  /** Returns a ray started off a surface on a given side of it. */
  static void start(Ray ray, SurfacePoint p, double dx, double dy, double dz, double limit) {
    double push = p.geometricX * dx + p.geometricY * dy + p.geometricZ * dz >= 0 ? OFFSET : -OFFSET;
    ray.set(
        p.x + push * p.geometricX,
        p.y + push * p.geometricY,
        p.z + push * p.geometricZ,
        dx,
        dy,
        dz,
        limit);
  }
}
