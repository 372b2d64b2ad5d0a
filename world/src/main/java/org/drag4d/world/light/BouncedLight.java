package org.drag4d.world.light;

import java.util.function.ObjIntConsumer;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.look.Exposure;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Bakes the light that reaches surfaces after bounces (and outdoors from the sky): coarse records,
 * filled pass by pass, each pass one more bounce (built-in-world section 4).
 */
final class BouncedLight {
  private static final int DISTANCE_RAYS = 20;
  private static final int DISTANCE_RAYS_OPEN = 10;
  private static final int EARLY_RAYS = 16;
  private static final int EARLY_RAYS_OPEN = 8;
  private static final int COARSE_DIRECT = 32;
  private static final double REACH = 0.45;
  private static final double SMALLEST = 0.04;
  private static final double LARGEST = 0.30;
  private static final double SMALLEST_OPEN = 0.22;
  private static final double LARGEST_OPEN = 1.6;

  // under the open sky the radii grow with the distance from where one may stand: shares of it, of
  // which a metre is added, and metres
  private static final double NEAR_BY = 1;
  private static final double LEAST_SHARE = 0.035;
  private static final double LARGEST_SHARE = 0.15;
  private static final double LEAST_LEAF_SHARE = 0.06;
  private static final double SMALLEST_UNDER_SKY = 0.05;

  private static final int SMOOTHINGS = 2;
  private static final int OPEN_PASSES = 3;
  private static final int OPEN_RAYS = 128;
  private static final int OPEN_LEAF_RAYS = 48;
  private static final int SUN_LOOKS = 12;
  private static final double HOVER = 2e-3;

  /** Lamps in the open that bring a smaller share of the sky's light need no care. */
  private static final double FAINT_LAMPS = 0.05;

  private final Place place;
  private final Lights lights;
  private final Tracer tracer;
  private final Viewpoints viewpoints;
  private final LightSettings settings;
  private final Workers workers;
  private final Progress progress;
  private final Scratch[] scratch;

  BouncedLight(
      Place place,
      Lights lights,
      Viewpoints viewpoints,
      LightSettings settings,
      Workers workers,
      Progress progress) {
    this.place = place;
    this.lights = lights;
    this.tracer = lights.tracer();
    this.viewpoints = viewpoints;
    this.settings = settings;
    this.workers = workers;
    this.progress = progress;
    scratch = Scratch.forEach(workers);
  }

  IrradianceRecords bake() {
    RecordCells cells = new RecordCells(place.indoors() ? SMALLEST : SMALLEST_UNDER_SKY, 2);
    int rows = settings.candidateRows();
    int perPoint = rows * 2 * rows;
    long total = (long) viewpoints.count() * perPoint;
    progress.begin("finding where light falls", total, "points");
    new Candidates(workers, scratch)
        .place(
            cells,
            total,
            Candidates.COVERED,
            (candidate, s) -> examine((int) candidate, perPoint, rows, cells, s),
            p -> BakedLight.shapeOf(lights.appearance(p.part)),
            progress::advance);
    return solve(cells);
  }

  private double examine(int candidate, int perPoint, int rows, RecordCells cells, Scratch s) {
    if (candidate % 64 == 0) {
      progress.check();
    }
    int cell = candidate % perPoint;
    Vec3 eye = viewpoints.get(candidate / perPoint);
    s.sampler.start(settings.seed() + 1, candidate, 0);
    double u = (cell % (2 * rows) + s.sampler.next()) / (2 * rows);
    // rows of equal solid angle
    double y = 1 - 2 * (cell / (2 * rows) + s.sampler.next()) / rows;
    if (viewpoints.look(eye, u, y, s) < 0) {
      return 0;
    }
    SurfacePoint p = s.point;
    RecordShape shape = BakedLight.shapeOf(lights.appearance(p.part));
    if (cells.covered(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape, Candidates.COVERED)) {
      return 0;
    }
    int rays = place.indoors() ? DISTANCE_RAYS : DISTANCE_RAYS_OPEN;
    double sum = 0;
    for (int i = 0; i < rays; i++) {
      s.sampler.start(settings.seed() + 2, candidate, i);
      cosineRay(p, s);
      Lights.start(s.ray, p, s.direction[0], s.direction[1], s.direction[2], 1e3);
      tracer.closest(s.ray);
      sum += 1 / Math.max(s.ray.distance(), 1e-3);
    }
    double harmonic = rays / sum;
    if (!place.indoors()) {
      return underTheSky(p, shape, REACH * harmonic);
    }
    return lights.outside(p.x, p.y, p.z)
        ? Math.clamp(REACH * harmonic, SMALLEST_OPEN, LARGEST_OPEN)
        : Math.clamp(REACH * harmonic, SMALLEST, LARGEST);
  }

  /**
   * Limits a record's radius: near to where one may stand, shadows of the sky under grass and logs
   * are seen, and a large record of the open ground must not reach into them; far away a pixel is
   * wide. Leaves are lit too unevenly for small records to help.
   */
  private double underTheSky(SurfacePoint p, RecordShape shape, double radius) {
    double dx = Math.max(0, Math.max(place.low().x() - p.x, p.x - place.high().x()));
    double dy = Math.max(0, Math.max(place.low().y() - p.y, p.y - place.high().y()));
    double dz = Math.max(0, Math.max(place.low().z() - p.z, p.z - place.high().z()));
    double away = NEAR_BY + Math.sqrt(dx * dx + dy * dy + dz * dz);
    double least =
        shape == RecordShape.FOLIAGE
            ? Math.max(SMALLEST_OPEN, LEAST_LEAF_SHARE * away)
            : Math.max(SMALLEST_UNDER_SKY, LEAST_SHARE * away);
    double largest = Math.min(LARGEST_OPEN, Math.max(SMALLEST_OPEN, LARGEST_SHARE * away));
    return Math.max(least, Math.min(radius, largest));
  }

  /** Draws a direction about the shading normal, by the cosine; into the scratch's direction. */
  private static void cosineRay(SurfacePoint p, Scratch s) {
    double a = s.sampler.next();
    cosineDirection(p, a, s.sampler.next(), s.direction);
  }

  /** Writes the direction about the shading normal, by the cosine, of two random numbers. */
  static void cosineDirection(SurfacePoint p, double a, double b, double[] out) {
    double turn = 2 * Math.PI * b;
    double r = Math.sqrt(a);
    double x = r * Math.cos(turn);
    double y = r * Math.sin(turn);
    double z = Math.sqrt(1 - a);
    double sign = p.normalZ >= 0 ? 1 : -1;
    double q = -1 / (sign + p.normalZ);
    double c = p.normalX * p.normalY * q;
    out[0] = x * (1 + sign * p.normalX * p.normalX * q) + y * c + z * p.normalX;
    out[1] = x * sign * c + y * (sign + p.normalY * p.normalY * q) + z * p.normalY;
    out[2] = -x * sign * p.normalX - y * p.normalY + z * p.normalZ;
  }

  private IrradianceRecords solve(RecordCells cells) {
    int n = cells.count;
    float[] at = cells.place;
    float[] values = new float[n * 9];
    float[] direct = new float[n * 3];
    boolean[] leaves = new boolean[n];
    // under the sky, light is broad and bounces matter less
    int passes = place.indoors() ? settings.passes() : Math.min(OPEN_PASSES, settings.passes());
    int lastRays =
        place.indoors() ? settings.gatherRays() : Math.min(OPEN_RAYS, settings.gatherRays());
    int earlyRays = place.indoors() ? EARLY_RAYS : EARLY_RAYS_OPEN;
    progress.begin("following light as it bounces", (long) passes * n, "records");
    int samples = Math.min(COARSE_DIRECT, 3 * settings.directSamples());
    each(
        n,
        (s, i) -> {
          Candidates.surface(at, i, s.point);
          s.direct.clear();
          int looks = place.indoors() ? samples : lampLooks(samples, s);
          lights.addDirect(s.point, looks, i, settings.seed() + 3, s, s.direct);
          if (!place.indoors()) {
            leaves[i] = addSun(i, s) > 0;
          }
          direct[i * 3] = (float) s.direct.r;
          direct[i * 3 + 1] = (float) s.direct.g;
          direct[i * 3 + 2] = (float) s.direct.b;
          System.arraycopy(direct, i * 3, values, i * 9 + 6, 3);
        });
    IrradianceRecords records = IrradianceRecords.of(cells, values);
    FurtherBounces bounces = new FurtherBounces();
    for (int pass = 0; pass < passes; pass++) {
      boolean last = pass == passes - 1;
      int rays = last ? lastRays : Math.min(earlyRays, lastRays);
      long seed = settings.seed() + 10 + pass;
      IrradianceRecords previous = records;
      long done = (long) pass * n;
      each(
          n,
          (s, i) -> {
            gather(previous, at, i, leaves[i] ? Math.min(rays, OPEN_LEAF_RAYS) : rays, seed, s);
            Candidates.store(values, i, s.indirect);
            if (i % 256 == 0) {
              progress.advance(done + i);
            }
          });
      records = records.with(values);
      for (int k = 0; k < SMOOTHINGS; k++) {
        records = smoothed(records, at, values, n);
      }
      if (place.indoors()) {
        bounces.add(values, at, pass, n, lights);
      }
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < 3; k++) {
          values[i * 9 + 6 + k] = values[i * 9 + k] + direct[i * 3 + k];
        }
      }
      records = records.with(values);
    }
    return records;
  }

  /**
   * Guesses, once two bounces are known, what all further ones will bring: together a geometric
   * series, spread evenly over the room. The passes that follow put it in its place; without it a
   * light room stays too dark by the bounces that there are no passes for. The garden behind the
   * windows, where hardly any light bounces twice, does not count.
   */
  private static final class FurtherBounces {
    private static final double LARGEST_RATIO = 0.93;

    private final double[] before = new double[3];
    private final double[] first = new double[3];
    private final double[] ratio = new double[3];

    /** Adds them to the records' light after a pass. */
    void add(float[] values, float[] at, int pass, int n, Lights lights) {
      boolean[] inside = new boolean[n];
      for (int i = 0; i < n; i++) {
        inside[i] = !lights.outside(at[i * 7], at[i * 7 + 1], at[i * 7 + 2]);
      }
      for (int k = 0; k < 3; k++) {
        double sum = 0;
        double areas = 0;
        for (int i = 0; i < n; i++) {
          if (!inside[i]) {
            continue;
          }
          double area = at[i * 7 + 6] * at[i * 7 + 6]; // records are as dense as they are small
          sum += area * values[i * 9 + k];
          areas += area;
        }
        double mean = areas > 0 ? sum / areas : 0;
        double gain = mean - before[k];
        if (pass == 0) {
          first[k] = gain;
        } else if (pass == 1) {
          ratio[k] = first[k] > 0 ? Math.clamp(gain / first[k], 0, LARGEST_RATIO) : 0;
        }
        float rest = (float) (gain * ratio[k] / (1 - ratio[k]));
        for (int i = 0; i < n; i++) {
          if (inside[i]) {
            values[i * 9 + k] = Math.max(0, values[i * 9 + k] + rest);
          }
        }
        before[k] = mean + rest;
      }
    }
  }

  /** Returns how many looks at the lamps a record in the open is worth, beside the sky. */
  private int lampLooks(int samples, Scratch s) {
    lights.ambient(s.point, s.gathered);
    double sky = Exposure.luminance(s.gathered.r, s.gathered.g, s.gathered.b);
    return lights.unshadowedLamps(s.point) < FAINT_LAMPS * sky ? Math.min(samples, 2) : samples;
  }

  /**
   * Adds the sun to a record's direct light: in the open, its mean will do for bounced light.
   *
   * @return the translucency of what the record lies on
   */
  private double addSun(int i, Scratch s) {
    SurfacePoint p = s.point;
    double cosine = lights.sunCosine(p.normalX, p.normalY, p.normalZ);
    double translucency = translucencyBelow(p, s);
    s.sunward.forgetOccluder();
    for (int k = 0; k < SUN_LOOKS; k++) {
      s.sampler.start(settings.seed() + 4, i, k);
      double a = s.sampler.next();
      double b = s.sampler.next();
      double weight = BakedLight.sunWeight(lights, p, translucency, cosine, a, b, s) / SUN_LOOKS;
      s.direct.r += weight * lights.sun(0);
      s.direct.g += weight * lights.sun(1);
      s.direct.b += weight * lights.sun(2);
    }
    return translucency;
  }

  /** Looks at the surface that a record lies on. */
  private double translucencyBelow(SurfacePoint p, Scratch s) {
    s.ray.set(
        p.x + HOVER * p.normalX,
        p.y + HOVER * p.normalY,
        p.z + HOVER * p.normalZ,
        -p.normalX,
        -p.normalY,
        -p.normalZ,
        2 * HOVER);
    tracer.closest(s.ray);
    return s.ray.hit() ? lights.appearance(s.ray.part()).translucency() : 0;
  }

  private void each(int n, ObjIntConsumer<Scratch> body) {
    Candidates.eachRecord(
        0,
        n,
        workers,
        scratch,
        (s, i) -> {
          if (i % 32 == 0) {
            progress.check();
          }
          body.accept(s, i);
        });
  }

  private IrradianceRecords smoothed(IrradianceRecords records, float[] at, float[] values, int n) {
    each(
        n,
        (s, i) -> {
          Candidates.surface(at, i, s.point);
          records.lookUp(s.point, RecordShape.INDIRECT, false, s.indirect);
          Candidates.store(values, i, s.indirect);
        });
    return records.with(values);
  }

  private void gather(
      IrradianceRecords previous, float[] at, int i, int rays, long seed, Scratch s) {
    SurfacePoint p = s.point;
    Candidates.surface(at, i, p);
    boolean open = lights.outside(p.x, p.y, p.z);
    s.indirect.clear();
    s.sunward.forgetOccluder();
    double share = Math.PI / rays;
    for (int k = 0; k < rays; k++) {
      s.sampler.start(seed, i, k);
      cosineRay(p, s);
      double dx = s.direction[0];
      double dy = s.direction[1];
      double dz = s.direction[2];
      Lights.start(s.ray, p, dx, dy, dz, 1e4);
      s.origin[0] = p.x;
      s.origin[1] = p.y;
      s.origin[2] = p.z;
      if (place.indoors()) {
        BakedLight.gathered(lights, previous, s.ray, open, s, s.radiance);
      } else {
        BakedLight.gatheredInTheOpen(lights, previous, s.ray, s, s.radiance);
      }
      double cosine = dx * p.normalX + dy * p.normalY + dz * p.normalZ;
      s.indirect.add(
          s.radiance[0] * share, s.radiance[1] * share, s.radiance[2] * share, dx, dy, dz, cosine);
    }
    s.indirect.normaliseDirection();
  }
}
