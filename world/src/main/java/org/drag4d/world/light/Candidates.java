package org.drag4d.world.light;

import java.util.function.LongConsumer;
import java.util.function.ObjIntConsumer;
import org.drag4d.task.Workers;
import org.drag4d.world.trace.SurfacePoint;

/**
 * Places records among candidates: batch by batch in a fixed shuffled order, examined by all
 * threads and accepted by one, so that the result is the same for any number of threads.
 */
final class Candidates {
  private static final int BATCH = 8192;
  private static final int BLOCK = 64;
  private static final double GOLDEN = 0.6180339887498949;

  /** A point is covered when the records around it weigh as much in sum. */
  static final double COVERED = 0.30;

  private final Workers workers;
  private final Scratch[] scratch;
  private final float[] found = new float[BATCH * 7];
  private final RecordShape[] shapes = new RecordShape[BATCH];

  /** Looks at one candidate. */
  interface Examiner {
    /**
     * Examines a candidate; its surface is then the scratch's point.
     *
     * @return the radius of a record there, or 0 when none is needed
     */
    double radius(long candidate, Scratch s);
  }

  /** Says which records serve a surface. */
  interface ShapeOf {
    RecordShape of(SurfacePoint p);
  }

  Candidates(Workers workers, Scratch[] scratch) {
    this.workers = workers;
    this.scratch = scratch;
  }

  /**
   * Places records.
   *
   * @param total how many candidates there are
   * @param covered the summed weight of records at which a point needs no more
   * @param after called after each batch with how many are done; may throw to cancel
   */
  void place(
      RecordCells cells,
      long total,
      double covered,
      Examiner examiner,
      ShapeOf shape,
      LongConsumer after) {
    long step = coprimeNear(total, GOLDEN);
    for (long first = 0; first < total; first += BATCH) {
      int n = (int) Math.min(BATCH, total - first);
      long start = first;
      workers.forEach(
          (n + BLOCK - 1) / BLOCK,
          (block, worker) -> {
            Scratch s = scratch[worker];
            for (int i = block * BLOCK; i < Math.min(n, block * BLOCK + BLOCK); i++) {
              double radius = examiner.radius((start + i) % total * step % total, s);
              found[i * 7 + 6] = (float) radius;
              if (radius > 0) {
                shapes[i] = shape.of(s.point);
                write(s.point, i * 7);
              }
            }
          });
      accept(cells, n, covered);
      after.accept(first + n);
    }
  }

  private void write(SurfacePoint p, int o) {
    found[o] = (float) p.x;
    found[o + 1] = (float) p.y;
    found[o + 2] = (float) p.z;
    found[o + 3] = (float) p.normalX;
    found[o + 4] = (float) p.normalY;
    found[o + 5] = (float) p.normalZ;
  }

  private void accept(RecordCells cells, int n, double covered) {
    float[] f = found;
    for (int i = 0; i < n; i++) {
      int o = i * 7;
      if (f[o + 6] > 0
          && !cells.covered(
              f[o], f[o + 1], f[o + 2], f[o + 3], f[o + 4], f[o + 5], shapes[i], covered)) {
        cells.add(f[o], f[o + 1], f[o + 2], f[o + 3], f[o + 4], f[o + 5], f[o + 6]);
      }
    }
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

  /** Runs a body for every record, in blocks. */
  static void eachRecord(
      int from, int to, Workers workers, Scratch[] scratch, ObjIntConsumer<Scratch> body) {
    int block = 32;
    int n = to - from;
    workers.forEach(
        (n + block - 1) / block,
        (b, worker) -> {
          for (int i = b * block; i < Math.min(n, (b + 1) * block); i++) {
            body.accept(scratch[worker], from + i);
          }
        });
  }

  /** Sets a surface point to a record's place. */
  static void surface(float[] place, int record, SurfacePoint p) {
    int o = record * 7;
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

  /** Writes an irradiance into the nine values of a record. */
  static void store(float[] values, int record, Irradiance e) {
    int o = record * 9;
    values[o] = (float) e.r;
    values[o + 1] = (float) e.g;
    values[o + 2] = (float) e.b;
    values[o + 3] = (float) e.fx;
    values[o + 4] = (float) e.fy;
    values[o + 5] = (float) e.fz;
  }
}
