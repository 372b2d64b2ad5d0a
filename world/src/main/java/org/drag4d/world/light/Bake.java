package org.drag4d.world.light;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Appearance.Scattering;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Places the records and fills them: first bounced light, pass by pass, then soft direct light
 * (built-in-world section 4). Candidates come in a fixed shuffled order, in batches that are
 * examined by all threads and accepted by one, so that the result is the same for any number.
 */
final class Bake {
  private static final int BATCH = 8192;
  private static final double COVERED = 0.30;
  private static final int DISTANCE_RAYS = 20;
  private static final int EARLY_RAYS = 48;
  private static final int COARSE_DIRECT = 32;
  private static final double SMALLEST = 0.03;
  private static final double LARGEST = 0.30;
  private static final double SMALLEST_OPEN = 0.22;
  private static final double LARGEST_OPEN = 1.6;
  private static final double SMALLEST_FINE = 0.004;
  private static final double LARGEST_FINE = 0.05;
  private static final int SMOOTHINGS = 2;

  private final Place place;
  private final Lights lights;
  private final Tracer tracer;
  private final LightSettings settings;
  private final Workers workers;
  private final Progress progress;
  private final Scratch[] scratch;
  private final List<Vec3> viewpoints = new ArrayList<>();

  // what the threads found out about the candidates of a batch: place, normal, radius; 0 for none
  private final float[] found = new float[BATCH * 7];
  private final boolean[] foundFoliage = new boolean[BATCH];

  Bake(Place place, Lights lights, LightSettings settings, Workers workers, Progress progress) {
    this.place = place;
    this.lights = lights;
    this.tracer = lights.tracer();
    this.settings = settings;
    this.workers = workers;
    this.progress = progress;
    scratch = Scratch.forEach(workers);
  }

  BakedLight run() {
    chooseViewpoints();
    IrradianceRecords coarse = solve(placeCoarse());
    IrradianceRecords fine = fine();
    return new BakedLight(lights, coarse, fine, place.indoors(), !place.lamps().isEmpty());
  }

  /** The eye, and free points of the flight volume. */
  private void chooseViewpoints() {
    viewpoints.add(place.eye());
    Scratch s = scratch[0];
    Vec3 size = place.high().minus(place.low());
    for (int attempt = 0; attempt < 400 && viewpoints.size() < settings.viewpoints(); attempt++) {
      s.sampler.start(settings.seed(), 17, attempt + 1);
      Vec3 p =
          place
              .low()
              .plus(
                  new Vec3(
                      size.x() * s.sampler.next(),
                      size.y() * s.sampler.next(),
                      size.z() * s.sampler.next()));
      if (isFree(p, s)) {
        viewpoints.add(p);
      }
    }
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
        if (s.ray.distance() < 0.15 || s.point.inside) {
          return false;
        }
      }
    }
    return true;
  }

  // ---- placing ----

  private RecordCells placeCoarse() {
    RecordCells cells = new RecordCells(place.indoors() ? SMALLEST : SMALLEST_OPEN);
    int rows = settings.candidateRows();
    int columns = 2 * rows;
    long total = (long) viewpoints.size() * rows * columns;
    long step = coprimeNear(total, 0.6180339887498949);
    progress.begin("finding where light falls", total, "points");
    int lean = 0;
    for (long first = 0; first < total && lean < 6; first += BATCH) {
      int n = (int) Math.min(BATCH, total - first);
      long start = first;
      workers.forEach(
          (n + 63) / 64,
          (block, worker) -> {
            progress.check();
            for (int i = block * 64; i < Math.min(n, block * 64 + 64); i++) {
              long candidate = (start + i) % total * step % total;
              int cell = (int) (candidate % ((long) rows * columns));
              Vec3 eye = viewpoints.get((int) (candidate / ((long) rows * columns)));
              examineCoarse(i, (int) candidate, eye, cell, rows, columns, cells, scratch[worker]);
            }
          });
      int accepted = accept(cells, n, RecordShape.INDIRECT);
      lean = accepted * 300 < n ? lean + 1 : 0;
      progress.advance(first + n);
    }
    return cells;
  }

  private static long coprimeNear(long total, double share) {
    long step = Math.max(1, (long) (total * share)) | 1;
    while (greatestCommonDivisor(step, total) != 1) {
      step += 2;
    }
    return step;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  private int accept(RecordCells cells, int n, RecordShape shape) {
    int accepted = 0;
    for (int i = 0; i < n; i++) {
      int o = i * 7;
      if (found[o + 6] <= 0) {
        continue;
      }
      double covered =
          cells.coverage(
              found[o],
              found[o + 1],
              found[o + 2],
              found[o + 3],
              found[o + 4],
              found[o + 5],
              foundFoliage[i] ? RecordShape.FOLIAGE : shape);
      if (covered < COVERED) {
        cells.add(
            found[o],
            found[o + 1],
            found[o + 2],
            found[o + 3],
            found[o + 4],
            found[o + 5],
            found[o + 6]);
        accepted++;
      }
    }
    return accepted;
  }

  private void examineCoarse(
      int slot,
      int candidate,
      Vec3 eye,
      int cell,
      int rows,
      int columns,
      RecordCells cells,
      Scratch s) {
    found[slot * 7 + 6] = 0;
    s.sampler.start(settings.seed() + 1, candidate, 0);
    double u = (cell % columns + s.sampler.next()) / columns;
    // rows of equal solid angle
    double y = 1 - 2 * (cell / columns + s.sampler.next()) / rows;
    if (!look(eye, u, y, s)) {
      return;
    }
    SurfacePoint p = s.point;
    boolean open = lights.outside(p.x, p.y, p.z);
    Appearance appearance = lights.appearance(p.part);
    RecordShape shape = BakedLight.shapeOf(appearance);
    if (cells.coverage(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, shape) >= COVERED) {
      return;
    }
    double sum = 0;
    for (int i = 0; i < DISTANCE_RAYS; i++) {
      s.sampler.start(settings.seed() + 2, candidate, i);
      cosineRay(p, s);
      Lights.start(s.ray, p, s.direction[0], s.direction[1], s.direction[2], 1e3);
      tracer.closest(s.ray);
      sum += 1 / Math.max(s.ray.distance(), 1e-3);
    }
    double harmonic = DISTANCE_RAYS / sum;
    double radius =
        open
            ? Math.clamp(0.45 * harmonic, SMALLEST_OPEN, LARGEST_OPEN)
            : Math.clamp(0.45 * harmonic, SMALLEST, LARGEST);
    foundFoliage[slot] = shape == RecordShape.FOLIAGE;
    put(slot, p, radius);
  }

  private void put(int slot, SurfacePoint p, double radius) {
    int o = slot * 7;
    found[o] = (float) p.x;
    found[o + 1] = (float) p.y;
    found[o + 2] = (float) p.z;
    found[o + 3] = (float) p.normalX;
    found[o + 4] = (float) p.normalY;
    found[o + 5] = (float) p.normalZ;
    found[o + 6] = (float) radius;
  }

  /**
   * Looks from a viewpoint through glass and mirrors at the first surface that keeps records.
   *
   * @param u share of the turn
   * @param y height on the unit sphere
   */
  private boolean look(Vec3 eye, double u, double y, Scratch s) {
    double level = Math.sqrt(Math.max(0, 1 - y * y));
    double turn = 2 * Math.PI * u;
    double dx = level * Math.sin(turn);
    double dz = -level * Math.cos(turn);
    double dy = y;
    s.ray.set(eye.x(), eye.y(), eye.z(), dx, dy, dz, 1e3);
    for (int pass = 0; pass < 6; pass++) {
      tracer.closest(s.ray);
      if (!s.ray.hit()) {
        return false;
      }
      SurfacePoint p = s.point;
      tracer.describe(s.ray, p);
      Scattering scattering = lights.appearance(p.part).scattering();
      if (scattering == Scattering.MIRROR) {
        double k = 2 * (dx * p.normalX + dy * p.normalY + dz * p.normalZ);
        dx -= k * p.normalX;
        dy -= k * p.normalY;
        dz -= k * p.normalZ;
      } else if (scattering == Scattering.GLOW) {
        return false;
      } else if (scattering != Scattering.GLASS) {
        return true;
      }
      Lights.start(s.ray, p, dx, dy, dz, 1e3);
    }
    return false;
  }

  /** Draws a direction about the shading normal, by the cosine; into the scratch's direction. */
  private static void cosineRay(SurfacePoint p, Scratch s) {
    double a = s.sampler.next();
    double turn = 2 * Math.PI * s.sampler.next();
    double r = Math.sqrt(a);
    double x = r * Math.cos(turn);
    double y = r * Math.sin(turn);
    double z = Math.sqrt(1 - a);
    double sign = p.normalZ >= 0 ? 1 : -1;
    double q = -1 / (sign + p.normalZ);
    double c = p.normalX * p.normalY * q;
    s.direction[0] = x * (1 + sign * p.normalX * p.normalX * q) + y * c + z * p.normalX;
    s.direction[1] = x * sign * c + y * (sign + p.normalY * p.normalY * q) + z * p.normalY;
    s.direction[2] = -x * sign * p.normalX - y * p.normalY + z * p.normalZ;
  }

  // ---- bounced light ----

  private IrradianceRecords solve(RecordCells cells) {
    int n = cells.count;
    float[] place = cells.place;
    float[] values = new float[n * 9];
    float[] direct = new float[n * 3];
    progress.begin("following light as it bounces", (long) settings.passes() * n, "records");
    eachRecord(
        n,
        (i, s) -> {
          surface(place, i, s.point);
          s.direct.clear();
          int samples = Math.min(COARSE_DIRECT, 3 * settings.directSamples());
          lights.addDirect(s.point, samples, i, settings.seed() + 3, s, s.direct);
          direct[i * 3] = (float) s.direct.r;
          direct[i * 3 + 1] = (float) s.direct.g;
          direct[i * 3 + 2] = (float) s.direct.b;
          System.arraycopy(direct, i * 3, values, i * 9 + 6, 3);
        });
    IrradianceRecords records = IrradianceRecords.of(cells, values);
    for (int pass = 0; pass < settings.passes(); pass++) {
      boolean last = pass == settings.passes() - 1;
      int rays = last ? settings.gatherRays() : Math.min(EARLY_RAYS, settings.gatherRays());
      long seed = settings.seed() + 10 + pass;
      IrradianceRecords previous = records;
      long done = (long) pass * n;
      eachRecord(
          n,
          (i, s) -> {
            gather(previous, place, i, rays, seed, s);
            store(values, i, s.indirect);
            if (i % 256 == 0) {
              progress.advance(done + i);
            }
          });
      records = records.with(values);
      for (int k = 0; k < SMOOTHINGS; k++) {
        records = smoothed(records, place, values, n);
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

  private IrradianceRecords smoothed(
      IrradianceRecords records, float[] place, float[] values, int n) {
    eachRecord(
        n,
        (i, s) -> {
          int o = i * 7;
          records.lookUp(
              place[o],
              place[o + 1],
              place[o + 2],
              place[o + 3],
              place[o + 4],
              place[o + 5],
              RecordShape.INDIRECT,
              false,
              s.indirect);
          store(values, i, s.indirect);
        });
    return records.with(values);
  }

  private static void store(float[] values, int i, Irradiance e) {
    int o = i * 9;
    values[o] = (float) e.r;
    values[o + 1] = (float) e.g;
    values[o + 2] = (float) e.b;
    values[o + 3] = (float) e.fx;
    values[o + 4] = (float) e.fy;
    values[o + 5] = (float) e.fz;
  }

  private void gather(
      IrradianceRecords previous, float[] place, int i, int rays, long seed, Scratch s) {
    SurfacePoint p = s.point;
    surface(place, i, p);
    boolean open = lights.outside(p.x, p.y, p.z);
    s.indirect.clear();
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
      BakedLight.gathered(lights, previous, s.ray, open, s, s.radiance);
      double cosine = dx * p.normalX + dy * p.normalY + dz * p.normalZ;
      s.indirect.add(
          s.radiance[0] * share, s.radiance[1] * share, s.radiance[2] * share, dx, dy, dz, cosine);
    }
    s.indirect.normaliseDirection();
  }

  private static void surface(float[] place, int i, SurfacePoint p) {
    int o = i * 7;
    p.x = place[o];
    p.y = place[o + 1];
    p.z = place[o + 2];
    p.normalX = place[o + 3];
    p.normalY = place[o + 4];
    p.normalZ = place[o + 5];
    p.geometricX = p.normalX;
    p.geometricY = p.normalY;
    p.geometricZ = p.normalZ;
  }

  // ---- soft direct light ----

  private IrradianceRecords fine() {
    RecordCells cells = new RecordCells(SMALLEST_FINE);
    boolean anything = place.indoors() || !place.lamps().isEmpty();
    if (settings.directWidth() > 0 && anything) {
      int width = settings.directWidth();
      placeFine(cells, place.eye(), width, width);
      for (int i = 1; i < Math.min(4, viewpoints.size()); i++) {
        placeFine(cells, viewpoints.get(i), width / 2, width);
      }
    }
    int n = cells.count;
    float[] values = new float[n * 9];
    progress.begin("casting soft shadows", n, "records");
    eachRecord(
        n,
        (i, s) -> {
          surface(cells.place, i, s.point);
          s.direct.clear();
          lights.addDirect(s.point, settings.directSamples(), i, settings.seed() + 5, s, s.direct);
          s.direct.normaliseDirection();
          store(values, i, s.direct);
          if (i % 1024 == 0) {
            progress.advance(i);
          }
        });
    return IrradianceRecords.of(cells, values);
  }

  /**
   * Places fine records on what a panorama sees.
   *
   * @param width the panorama's width in pixels
   * @param footprintWidth the width of the panorama whose pixels the records should resolve
   */
  private void placeFine(RecordCells cells, Vec3 eye, int width, int footprintWidth) {
    int height = width / 2;
    long total = (long) width * height;
    long step = coprimeNear(total, 0.6180339887498949);
    progress.begin("finding where shadows fall", total, "points");
    for (long first = 0; first < total; first += BATCH) {
      int n = (int) Math.min(BATCH, total - first);
      long start = first;
      workers.forEach(
          (n + 127) / 128,
          (block, worker) -> {
            progress.check();
            for (int i = block * 128; i < Math.min(n, block * 128 + 128); i++) {
              int candidate = (int) ((start + i) * step % total);
              examineFine(i, eye, candidate, width, footprintWidth, cells, scratch[worker]);
            }
          });
      accept(cells, n, RecordShape.DIRECT);
      progress.advance(first + n);
    }
  }

  private void examineFine(
      int slot, Vec3 eye, int pixel, int width, int footprintWidth, RecordCells cells, Scratch s) {
    found[slot * 7 + 6] = 0;
    double u = (pixel % width + 0.5) / width;
    double latitude = (0.5 - (pixel / width + 0.5) / (width / 2.0)) * Math.PI;
    if (!look(eye, u + 0.5, Math.sin(latitude), s)) {
      return;
    }
    SurfacePoint p = s.point;
    if (place.indoors() && lights.outside(p.x, p.y, p.z)) {
      return;
    }
    double distance = Math.sqrt(sq(p.x - eye.x()) + sq(p.y - eye.y()) + sq(p.z - eye.z()));
    double radius =
        Math.clamp(2 * 2 * Math.PI * distance / footprintWidth, SMALLEST_FINE, LARGEST_FINE);
    if (cells.coverage(p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, RecordShape.DIRECT)
        < COVERED) {
      foundFoliage[slot] = false;
      put(slot, p, radius);
    }
  }

  private static double sq(double x) {
    return x * x;
  }

  private interface RecordBody {
    void run(int record, Scratch s);
  }

  private void eachRecord(int n, RecordBody body) {
    int block = 32;
    workers.forEach(
        (n + block - 1) / block,
        (b, worker) -> {
          progress.check();
          for (int i = b * block; i < Math.min(n, (b + 1) * block); i++) {
            body.run(i, scratch[worker]);
          }
        });
  }
}
