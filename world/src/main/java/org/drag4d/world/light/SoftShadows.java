package org.drag4d.world.light;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.SurfacePoint;

/**
 * Bakes the soft light of windows and lamps: fine records, as dense as the light demands. Records
 * start eight pixels wide; those that overlap one that disagrees shrink away from it, and what they
 * then leave bare gets smaller ones, down to two pixels: plain walls keep few large records,
 * contact shadows get many (built-in-world section 4, and its open point of adaptive density).
 */
final class SoftShadows {
  private static final double SMALLEST = 0.004;
  private static final double[] PIXELS = {8, 4, 2, 2};
  private static final double[] LARGEST = {0.20, 0.10, 0.05, 0.05};
  private static final double[] COVERED = {0.30, 0.35, 0.45, 0.45};
  private static final int LAST = PIXELS.length - 1;
  private static final double FINEST = 2;
  private static final double DISAGREEMENT = 0.16;
  private static final double RETREAT = 0.7;
  private static final int FURTHER_VIEWPOINTS = 3;
  private static final double DIM = 0.08;

  private final Place place;
  private final Lights lights;
  private final Viewpoints viewpoints;
  private final LightSettings settings;
  private final Workers workers;
  private final Progress progress;
  private final Scratch[] scratch;
  private RecordCells cells = new RecordCells(SMALLEST, 2);
  private float[] values = new float[0];
  // what a record may shrink to at most: two pixels
  private float[] least = new float[0];

  SoftShadows(
      Place place,
      Lights lights,
      Viewpoints viewpoints,
      LightSettings settings,
      Workers workers,
      Progress progress) {
    this.place = place;
    this.lights = lights;
    this.viewpoints = viewpoints;
    this.settings = settings;
    this.workers = workers;
    this.progress = progress;
    scratch = Scratch.forEach(workers);
  }

  IrradianceRecords bake() {
    if (settings.directWidth() == 0 || !place.indoors()) {
      return IrradianceRecords.of(cells, values);
    }
    progress.begin("casting soft shadows", PIXELS.length, "rounds");
    Panorama[] panoramas = new Panorama[Math.min(1 + FURTHER_VIEWPOINTS, viewpoints.count())];
    for (int i = 0; i < panoramas.length; i++) {
      int width = settings.directWidth() / (i == 0 ? 2 : 4);
      panoramas[i] = new Panorama(viewpoints.get(i), width);
    }
    for (int round = 0; round < LAST; round++) {
      round(round, panoramas);
      shrink(IrradianceRecords.of(cells, values));
      progress.advance(round + 1);
    }
    cells = cells.compacted();
    round(LAST, panoramas);
    return IrradianceRecords.of(cells, values);
  }

  private void round(int round, Panorama[] panoramas) {
    int before = cells.count;
    for (Panorama panorama : panoramas) {
      panorama.place(round);
    }
    solve(before, round == 0 ? 2 * settings.directSamples() : settings.directSamples());
    least = Arrays.copyOf(least, cells.count);
    for (int i = before; i < cells.count; i++) {
      least[i] = (float) (cells.place[i * 7 + 6] * FINEST / PIXELS[round]);
    }
  }

  private void solve(int before, int samples) {
    values = Arrays.copyOf(values, cells.count * 9);
    Candidates.eachRecord(
        before,
        cells.count,
        workers,
        scratch,
        (s, i) -> {
          if (i % 16 == 0) {
            progress.check();
          }
          Candidates.surface(cells.place, i, s.point);
          s.direct.clear();
          lights.addDirect(s.point, samples, i, settings.seed() + 5, s, s.direct);
          s.direct.normaliseDirection();
          Candidates.store(values, i, s.direct);
        });
  }

  /** Draws records back from others that disagree with them. */
  private void shrink(IrradianceRecords records) {
    int n = cells.count;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += values[i * 9 + 1];
    }
    double floor = DIM * sum / Math.max(1, n);
    float[] radius = new float[n];
    Candidates.eachRecord(
        0,
        n,
        workers,
        scratch,
        (s, i) -> {
          float own = cells.place[i * 7 + 6];
          radius[i] = own;
          if (own <= least[i] * 1.01f) {
            return;
          }
          Candidates.surface(cells.place, i, s.point);
          double nearest =
              records.nearestDisagreement(
                  s.point, own, values[i * 9 + 1], floor, DISAGREEMENT, RecordShape.DIRECT);
          if (nearest < 2 * own) {
            double smaller = Math.min(RETREAT * nearest, RETREAT * own);
            radius[i] = (float) Math.max(least[i], smaller);
          }
        });
    for (int i = 0; i < n; i++) {
      cells.shrink(i, radius[i]);
    }
  }

  /** What one viewpoint sees, pixel by pixel, and which of its pixels still lack records. */
  private final class Panorama {
    private final Vec3 eye;
    private final int width;
    private final int height;
    private int[] partOf = new int[0];
    private boolean[] bare = new boolean[0];
    // per pixel what its middle shows: x y z, normal, distance; the rays are cast only once
    private float[] seen = new float[0];

    Panorama(Vec3 eye, int width) {
      this.eye = eye;
      this.width = width;
      this.height = width / 2;
    }

    /** Places records of a round on the pixels that need some. */
    void place(int round) {
      if (round == 0) {
        partOf = new int[width * height];
        bare = new boolean[width * height];
        seen = new float[width * height * 7];
      }
      if (round < LAST) {
        search(round, (long) width * height, candidate -> candidate, false);
      } else {
        int[] open = openPixels();
        seen = new float[0];
        search(round, 4L * open.length, candidate -> open[candidate / 4], true);
        partOf = new int[0];
        bare = new boolean[0];
      }
    }

    private void search(int round, long total, IntUnaryOperator pixelOf, boolean quarters) {
      if (total == 0) {
        return;
      }
      new Candidates(workers, scratch)
          .place(
              cells,
              total,
              COVERED[round],
              (candidate, s) -> {
                int c = (int) candidate;
                if (c % 64 == 0) {
                  progress.check();
                }
                int pixel = pixelOf.applyAsInt(c);
                if (round > 0 && partOf[pixel] < 0) {
                  return 0;
                }
                if (quarters) {
                  double u = pixel % width + 0.25 + 0.5 * (c & 1);
                  double v = pixel / width + 0.25 + 0.5 * (c >> 1 & 1);
                  double distance = look(u, v, s);
                  return distance < 0 ? 0 : radius(distance, round, s.point);
                }
                if (round == 0) {
                  double distance = look(pixel % width + 0.5, pixel / width + 0.5, s);
                  remember(pixel, distance, s.point);
                  return distance < 0 ? 0 : radius(distance, round, s.point);
                }
                double radius = radius(recall(pixel, s.point), round, s.point);
                bare[pixel] = radius > 0;
                return radius;
              },
              p -> RecordShape.DIRECT,
              done -> progress.check());
    }

    /** Pixels that were bare in the last round, and edges of things: they may hide smaller ones. */
    private int[] openPixels() {
      int[] open = new int[width * height];
      int n = 0;
      for (int i = 0; i < open.length; i++) {
        int right = i % width == width - 1 ? i : i + 1;
        int below = Math.min(i + width, open.length - 1);
        boolean edge = partOf[i] != partOf[right] || partOf[i] != partOf[below];
        if (partOf[i] >= 0 && (bare[i] || edge)) {
          open[n++] = i;
        }
      }
      return Arrays.copyOf(open, n);
    }

    private void remember(int pixel, double distance, SurfacePoint p) {
      partOf[pixel] = distance < 0 ? -1 : p.part;
      int o = pixel * 7;
      seen[o] = (float) p.x;
      seen[o + 1] = (float) p.y;
      seen[o + 2] = (float) p.z;
      seen[o + 3] = (float) p.normalX;
      seen[o + 4] = (float) p.normalY;
      seen[o + 5] = (float) p.normalZ;
      seen[o + 6] = (float) distance;
    }

    private double recall(int pixel, SurfacePoint p) {
      Candidates.surface(seen, pixel, p);
      p.part = partOf[pixel];
      return seen[pixel * 7 + 6];
    }

    /** Returns how far the surface at a point of the picture is, -1 if there is none indoors. */
    private double look(double u, double v, Scratch s) {
      double latitude = (0.5 - v / height) * Math.PI;
      double distance = viewpoints.look(eye, u / width, Math.sin(latitude), s);
      SurfacePoint p = s.point;
      return distance < 0 || place.indoors() && lights.outside(p.x, p.y, p.z) ? -1 : distance;
    }

    /** Returns the radius of a record at a surface, 0 if it is covered. */
    private double radius(double distance, int round, SurfacePoint p) {
      if (cells.covered(
          p.x, p.y, p.z, p.normalX, p.normalY, p.normalZ, RecordShape.DIRECT, COVERED[round])) {
        return 0;
      }
      double radius = PIXELS[round] * 2 * Math.PI * distance / settings.directWidth();
      return Math.clamp(radius, SMALLEST, LARGEST[round]);
    }
  }
}
