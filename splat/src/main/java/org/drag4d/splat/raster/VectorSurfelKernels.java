package org.drag4d.splat.raster;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The loops over surfels with jdk.incubator.vector. */
final class VectorSurfelKernels implements SurfelKernels {
  private static final VectorSpecies<Float> S = VectorTileKernels.SPECIES;
  private static final VectorSpecies<Integer> I = S.withLanes(int.class);
  private static final int LANES = S.length();
  private static final FloatVector IOTA = FloatVector.zero(S).addIndex(1);
  private static final FloatVector ZERO = FloatVector.zero(S);
  private static final IntVector TWO = IntVector.broadcast(I, 2);

  /** Adding it rounds to an integer, which then stands in the low bits. */
  private static final float ROUND = 12582912;

  /** Added before rounding to the nearest, makes it round up. */
  private static final float UP = 0.4999f;

  private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);

  @Override
  public int inside(
      float[] x, float[] y, float[] z, float[] radius, int from, int to, float[] p, int[] found) {
    int count = 0;
    for (int i = from; i < to; i += LANES) {
      FloatVector px = FloatVector.fromArray(S, x, i);
      FloatVector py = FloatVector.fromArray(S, y, i);
      FloatVector pz = FloatVector.fromArray(S, z, i);
      FloatVector r = FloatVector.fromArray(S, radius, i);
      FloatVector near = px.mul(p[0]).add(py.mul(p[1])).add(pz.mul(p[2])).add(p[3]);
      FloatVector a = px.mul(p[4]).add(py.mul(p[5])).add(pz.mul(p[6])).add(p[7]);
      FloatVector b = px.mul(p[8]).add(py.mul(p[9])).add(pz.mul(p[10])).add(p[11]);
      FloatVector c = px.mul(p[12]).add(py.mul(p[13])).add(pz.mul(p[14])).add(p[15]);
      FloatVector d = px.mul(p[16]).add(py.mul(p[17])).add(pz.mul(p[18])).add(p[19]);
      FloatVector least = a.min(b).min(c.min(d)).add(r);
      long rest =
          near.compare(VectorOperators.GT, 0).and(least.compare(VectorOperators.GT, 0)).toLong();
      rest &= -1L >>> Math.max(0, 64 - (to - i));
      for (; rest != 0; rest &= rest - 1) {
        found[count++] = i + Long.numberOfTrailingZeros(rest);
      }
    }
    return count;
  }

  @Override
  public void blockIntervals(
      float[] shapes,
      int shape,
      int blockHeight,
      int firstRow,
      int lastRow,
      float[] intervals,
      int at) {
    float ex = shapes[shape + Projection.ELLIPSE_X];
    float ey = shapes[shape + Projection.ELLIPSE_Y];
    float hy = shapes[shape + Projection.HALF_Y];
    float slope = shapes[shape + Projection.SLOPE];
    float longest2 = shapes[shape + Projection.LONGEST2];
    float inverseYy = shapes[shape + Projection.INVERSE_YY];
    float rightmost = shapes[shape + Projection.RIGHTMOST];
    float radius = shapes[shape + Projection.CIRCLE];
    float cx = shapes[shape + Projection.MIDDLE_X];
    float cy = shapes[shape + Projection.MIDDLE_Y];
    float slack = shapes[shape + Projection.SLACK];
    FloatVector one = FloatVector.broadcast(S, 1f);
    FloatVector nothing = FloatVector.broadcast(S, NOTHING);
    int rows = lastRow - firstRow;
    for (int i = 0; i < WINDOW_ROWS; i += LANES) {
      FloatVector ya = IOTA.add(firstRow + i).mul(blockHeight).add(0.5f);
      FloatVector yb = ya.add(blockHeight - 1);
      VectorMask<Float> inside = IOTA.compare(VectorOperators.LE, rows - i);
      FloatVector ta = ya.sub(ey + slack);
      ta = ta.blend(-hy, ta.compare(VectorOperators.LT, -hy));
      FloatVector tb = yb.sub(ey - slack);
      tb = tb.blend(hy, tb.compare(VectorOperators.GT, hy));
      VectorMask<Float> touched = ta.compare(VectorOperators.LE, tb).and(inside);
      FloatVector right = ta.blend(rightmost, ta.compare(VectorOperators.LT, rightmost));
      right = right.blend(tb, right.compare(VectorOperators.GT, tb));
      FloatVector left = ta.blend(-rightmost, ta.compare(VectorOperators.LT, -rightmost));
      left = left.blend(tb, left.compare(VectorOperators.GT, tb));
      FloatVector squared = one.sub(right.mul(right).mul(inverseYy)).mul(longest2);
      squared = squared.blend(0, squared.compare(VectorOperators.LT, 0));
      FloatVector xb = right.mul(slope).add(squared.lanewise(SQRT)).add(ex + slack);
      squared = one.sub(left.mul(left).mul(inverseYy)).mul(longest2);
      squared = squared.blend(0, squared.compare(VectorOperators.LT, 0));
      FloatVector xa = left.mul(slope).sub(squared.lanewise(SQRT)).add(ex - slack);
      nothing.blend(xa, touched).intoArray(intervals, at + i);
      xb.intoArray(intervals, at + WINDOW_ROWS + i);
      FloatVector d = ya.sub(cy);
      FloatVector below = d.neg().sub(blockHeight - 1);
      d = d.blend(below, below.compare(VectorOperators.GT, d));
      d = d.blend(0, d.compare(VectorOperators.LT, 0));
      squared = d.mul(d).neg().add(radius * radius);
      touched = squared.compare(VectorOperators.GE, 0).and(inside);
      FloatVector half = squared.blend(0, squared.compare(VectorOperators.LT, 0)).lanewise(SQRT);
      nothing
          .blend(half.neg().add(cx - slack), touched)
          .intoArray(intervals, at + 2 * WINDOW_ROWS + i);
      half.add(cx + slack).intoArray(intervals, at + 3 * WINDOW_ROWS + i);
    }
  }

  /**
   * Columns from a, the first whose last centre, 4 a + 3.5, is not left of the interval, to b, the
   * last whose first, 4 b + 0.5, is not right of it.
   */
  @Override
  public void blockMasks(
      float[] intervals, int from, int firstColumn, int lastColumn, long[] masks, int at) {
    int last = lastColumn < firstColumn + 31 ? lastColumn : firstColumn + 31;
    for (int i = 0; i < WINDOW_ROWS; i += LANES) {
      int k = from + i;
      // Ellipse and circle one after the other: bits carried round a loop would be boxed.
      FloatVector a = FloatVector.fromArray(S, intervals, k).mul(0.25f).add(UP - 0.875f);
      FloatVector b =
          FloatVector.fromArray(S, intervals, k + WINDOW_ROWS).mul(0.25f).sub(UP + 0.125f);
      a = a.blend(firstColumn, a.compare(VectorOperators.LT, firstColumn)).add(ROUND);
      b = b.blend(last, b.compare(VectorOperators.GT, last)).add(ROUND);
      IntVector shift = a.reinterpretAsInts().sub(ROUND_BITS + firstColumn).and(31);
      IntVector length = b.sub(a).add(ROUND).reinterpretAsInts().and(31);
      IntVector ones = TWO.lanewise(LSHL, length).sub(1).lanewise(LSHL, shift);
      FloatVector ellipse =
          ZERO.blend(ones.reinterpretAsFloats(), a.compare(VectorOperators.LE, b));
      FloatVector c =
          FloatVector.fromArray(S, intervals, k + 2 * WINDOW_ROWS).mul(0.25f).add(UP - 0.875f);
      FloatVector d =
          FloatVector.fromArray(S, intervals, k + 3 * WINDOW_ROWS).mul(0.25f).sub(UP + 0.125f);
      c = c.blend(firstColumn, c.compare(VectorOperators.LT, firstColumn)).add(ROUND);
      d = d.blend(last, d.compare(VectorOperators.GT, last)).add(ROUND);
      IntVector circleShift = c.reinterpretAsInts().sub(ROUND_BITS + firstColumn).and(31);
      IntVector circleLength = d.sub(c).add(ROUND).reinterpretAsInts().and(31);
      IntVector circleOnes = TWO.lanewise(LSHL, circleLength).sub(1).lanewise(LSHL, circleShift);
      FloatVector circle =
          ZERO.blend(circleOnes.reinterpretAsFloats(), c.compare(VectorOperators.LE, d));
      ellipse
          .reinterpretAsInts()
          .or(circle.reinterpretAsInts())
          .reinterpretAsLongs()
          .intoArray(masks, at + i / 2);
    }
  }

  @Override
  public void sum(float[] slots, int[] pairs, int from, int to, float[] sums, int at) {
    for (int k = 0; k < 16; k += LANES) {
      FloatVector sum = FloatVector.zero(S);
      for (int i = from; i < to; i++) {
        sum = sum.add(FloatVector.fromArray(S, slots, pairs[i] * TileKernels.SUMS + k));
      }
      sum.intoArray(sums, at + k);
    }
    float last = 0;
    for (int i = from; i < to; i++) {
      last += slots[pairs[i] * TileKernels.SUMS + 16];
    }
    sums[at + 16] = last;
  }

  @Override
  public boolean finite(float[] values, int at) {
    boolean finite = true;
    for (int k = 0; k < 16; k += LANES) {
      finite &=
          FloatVector.fromArray(S, values, at + k).mul(0).compare(VectorOperators.EQ, 0).allTrue();
    }
    return finite;
  }

  @Override
  public void adam(
      float[] values,
      int at,
      float[] gradients,
      int from,
      float[] mean,
      float[] square,
      int length,
      float[] rates,
      float meanCorrection,
      float squareCorrection) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector g = FloatVector.fromArray(S, gradients, from + i);
      FloatVector m = FloatVector.fromArray(S, mean, at + i);
      FloatVector v = FloatVector.fromArray(S, square, at + i);
      m = m.add(g.sub(m).mul(1 - MEAN_DECAY));
      v = v.add(g.mul(g).sub(v).mul(1 - SQUARE_DECAY));
      m.intoArray(mean, at + i);
      v.intoArray(square, at + i);
      FloatVector step =
          m.mul(meanCorrection)
              .div(v.mul(squareCorrection).lanewise(VectorOperators.SQRT).add(ADAM_EPSILON));
      FloatVector.fromArray(S, values, at + i)
          .sub(step.mul(FloatVector.fromArray(S, rates, i)))
          .intoArray(values, at + i);
    }
  }
}
