package org.drag4d.splat.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Multiply-adds on twelve independent vectors, nothing else. */
final class VectorPeak {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int REPEATS = 200_000;

  private VectorPeak() {}

  static double gflops() {
    double best = 0;
    float sink = 0;
    for (int round = 0; round < 40; round++) {
      long start = System.nanoTime();
      sink += work(0.999f + round * 1e-6f);
      double seconds = (System.nanoTime() - start) * 1e-9;
      best = Math.max(best, 2.0 * 12 * S.length() * REPEATS / seconds * 1e-9);
    }
    return sink == 0 ? 0 : best;
  }

  private static float work(float factor) {
    FloatVector m = FloatVector.broadcast(S, factor);
    FloatVector s = FloatVector.broadcast(S, 1e-3f);
    FloatVector a = FloatVector.broadcast(S, 1f);
    FloatVector b = a.add(1);
    FloatVector c = b.add(1);
    FloatVector d = c.add(1);
    FloatVector e = d.add(1);
    FloatVector f = e.add(1);
    FloatVector g = f.add(1);
    FloatVector h = g.add(1);
    FloatVector i = h.add(1);
    FloatVector j = i.add(1);
    FloatVector k = j.add(1);
    FloatVector l = k.add(1);
    for (int n = 0; n < REPEATS; n++) {
      a = a.fma(m, s);
      b = b.fma(m, s);
      c = c.fma(m, s);
      d = d.fma(m, s);
      e = e.fma(m, s);
      f = f.fma(m, s);
      g = g.fma(m, s);
      h = h.fma(m, s);
      i = i.fma(m, s);
      j = j.fma(m, s);
      k = k.fma(m, s);
      l = l.fma(m, s);
    }
    return a.add(b)
        .add(c)
        .add(d)
        .add(e)
        .add(f)
        .add(g)
        .add(h)
        .add(i)
        .add(j)
        .add(k)
        .add(l)
        .reduceLanes(VectorOperators.ADD);
  }
}
