package org.drag4d.world.bench;

import java.util.SplittableRandom;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.NodeTest;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/**
 * Closest hits of the same rays, by eight boxes at once and by one box at a time: how much faster,
 * and whether they are the same to the last bit. Rays from one place in all directions, and from
 * what they hit onwards. One thread.
 */
final class TraversalRates {
  private static final int ROUNDS = 7;
  private static final double OFFSET = 4e-4;

  private final float[] rays;
  private final int count;

  /** Aims half of the rays from the eye, half from where those arrive. */
  private TraversalRates(Place place, Tracer tracer, int count) {
    this.count = count;
    rays = new float[count * 6];
    SplittableRandom random = new SplittableRandom(1);
    Ray ray = new Ray();
    SurfacePoint p = new SurfacePoint();
    for (int i = 0; i < count; i += 2) {
      aim(i, place.eye(), random);
      set(ray, i);
      tracer.closest(ray);
      if (ray.hit()) {
        tracer.describe(ray, p);
        Vec3 normal = new Vec3(p.geometricX, p.geometricY, p.geometricZ);
        aim(i + 1, new Vec3(p.x, p.y, p.z).plus(normal.times(OFFSET)), random);
      } else {
        aim(i + 1, place.eye(), random);
      }
    }
  }

  private void aim(int i, Vec3 from, SplittableRandom random) {
    double y = 2 * random.nextDouble() - 1;
    double turn = 2 * Math.PI * random.nextDouble();
    double level = Math.sqrt(1 - y * y);
    rays[i * 6] = (float) from.x();
    rays[i * 6 + 1] = (float) from.y();
    rays[i * 6 + 2] = (float) from.z();
    rays[i * 6 + 3] = (float) (level * Math.cos(turn));
    rays[i * 6 + 4] = (float) y;
    rays[i * 6 + 5] = (float) (level * Math.sin(turn));
  }

  private void set(Ray ray, int i) {
    int o = i * 6;
    ray.set(rays[o], rays[o + 1], rays[o + 2], rays[o + 3], rays[o + 4], rays[o + 5], 1e4);
  }

  /**
   * What came out.
   *
   * @param ratio time of one box at a time over time of eight at once
   * @param millionsPerSecond rays a second of the faster, one thread
   * @param different rays whose hits differ in any bit
   */
  record Result(double ratio, double millionsPerSecond, long different) {}

  static Result measure(Place place, int count, Workers workers, Progress progress) {
    Tracer scalar = Tracer.of(place.parts(), NodeTest.scalar(), workers, progress);
    Tracer fastest = Tracer.of(place.parts(), NodeTest.fastest(), workers, progress);
    TraversalRates rates = new TraversalRates(place, fastest, count);
    progress.begin("tracing rays", 2L * ROUNDS, "rounds");
    double slow = Double.POSITIVE_INFINITY;
    double fast = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) {
      slow = Math.min(slow, rates.seconds(scalar));
      progress.advance(2L * round + 1);
      fast = Math.min(fast, rates.seconds(fastest));
      progress.advance(2L * round + 2);
    }
    return new Result(slow / fast, count / fast * 1e-6, rates.different(scalar, fastest));
  }

  private double seconds(Tracer tracer) {
    Ray ray = new Ray();
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      set(ray, i);
      tracer.closest(ray);
    }
    return (System.nanoTime() - start) * 1e-9;
  }

  private long different(Tracer one, Tracer other) {
    Ray a = new Ray();
    Ray b = new Ray();
    long different = 0;
    for (int i = 0; i < count; i++) {
      set(a, i);
      set(b, i);
      one.closest(a);
      other.closest(b);
      boolean same =
          a.part() == b.part()
              && a.triangle() == b.triangle()
              && Float.floatToRawIntBits(a.distance()) == Float.floatToRawIntBits(b.distance())
              && Float.floatToRawIntBits(a.u()) == Float.floatToRawIntBits(b.u())
              && Float.floatToRawIntBits(a.v()) == Float.floatToRawIntBits(b.v());
      different += same ? 0 : 1;
    }
    return different;
  }
}
