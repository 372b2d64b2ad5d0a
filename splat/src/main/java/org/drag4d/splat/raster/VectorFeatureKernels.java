package org.drag4d.splat.raster;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with jdk.incubator.vector, under the rules of {@link VectorTileKernels}: no method of
 * our own is called inside.
 *
 * <p>Eight rows of pixels stay in registers while the surfels of a block pass by: for each a load
 * of its row, eight weights spread over a vector, eight multiply-adds that do not wait for one
 * another. Vectors of four floats take four pixels and two vectors of channels instead.
 */
final class VectorFeatureKernels implements FeatureKernels {
  private static final VectorSpecies<Float> S = VectorTileKernels.SPECIES;
  private static final int LANES = S.length();
  private static final int RECORD = Projection.RECORD;
  private static final int SIGN = Integer.MIN_VALUE;

  /** Pixels whose rows are kept in registers. */
  private static final int PIXELS = 8;

  /** Two vectors of four, or one. */
  private static final int LEAST_STRIDE = Math.max(LANES, 8);

  @Override
  public int stride(int channels) {
    return (channels + LEAST_STRIDE - 1) / LEAST_STRIDE * LEAST_STRIDE;
  }

  @Override
  public boolean weights(
      float[] prepared, int count, float[] transmittance, int at, float[] weights, int to) {
    FloatVector t = FloatVector.fromArray(S, transmittance, at);
    FloatVector none = FloatVector.zero(S);
    for (int i = 0; i < count; i++) {
      FloatVector w = FloatVector.fromArray(S, prepared, 2 * i * LANES).mul(t);
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, TileKernels.STOP);
      w.blend(none, stop).intoArray(weights, to + i * LANES);
      t = next.blend(t.reinterpretAsInts().or(SIGN).reinterpretAsFloats(), stop);
    }
    t.intoArray(transmittance, at);
    return t.compare(VectorOperators.LT, 0).allTrue();
  }

  @Override
  public void blend(
      float[] weights,
      int weight,
      float[] rows,
      int[] list,
      int from,
      int count,
      int stride,
      float[] pixels,
      int at) {
    if (LANES == 4) {
      for (int channel = 0; channel < stride; channel += 8) {
        blendFour(weights, weight, rows, list, from, count, stride, channel, pixels, at + channel);
      }
      return;
    }
    for (int channel = 0; channel < stride; channel += LANES) {
      for (int first = 0; first < LANES; first += PIXELS) {
        int place = at + first * stride + channel;
        blendEight(
            weights, weight + first, rows, list, from, count, stride, channel, pixels, place);
      }
    }
  }

  private static void blendEight(
      float[] weights,
      int weight,
      float[] rows,
      int[] list,
      int from,
      int count,
      int stride,
      int channel,
      float[] pixels,
      int at) {
    FloatVector p0 = FloatVector.fromArray(S, pixels, at);
    FloatVector p1 = FloatVector.fromArray(S, pixels, at + stride);
    FloatVector p2 = FloatVector.fromArray(S, pixels, at + 2 * stride);
    FloatVector p3 = FloatVector.fromArray(S, pixels, at + 3 * stride);
    FloatVector p4 = FloatVector.fromArray(S, pixels, at + 4 * stride);
    FloatVector p5 = FloatVector.fromArray(S, pixels, at + 5 * stride);
    FloatVector p6 = FloatVector.fromArray(S, pixels, at + 6 * stride);
    FloatVector p7 = FloatVector.fromArray(S, pixels, at + 7 * stride);
    int w = weight;
    for (int i = from; i < from + count; i++) {
      FloatVector f = FloatVector.fromArray(S, rows, list[i] / RECORD * stride + channel);
      p0 = f.fma(FloatVector.broadcast(S, weights[w]), p0);
      p1 = f.fma(FloatVector.broadcast(S, weights[w + 1]), p1);
      p2 = f.fma(FloatVector.broadcast(S, weights[w + 2]), p2);
      p3 = f.fma(FloatVector.broadcast(S, weights[w + 3]), p3);
      p4 = f.fma(FloatVector.broadcast(S, weights[w + 4]), p4);
      p5 = f.fma(FloatVector.broadcast(S, weights[w + 5]), p5);
      p6 = f.fma(FloatVector.broadcast(S, weights[w + 6]), p6);
      p7 = f.fma(FloatVector.broadcast(S, weights[w + 7]), p7);
      w += LANES;
    }
    p0.intoArray(pixels, at);
    p1.intoArray(pixels, at + stride);
    p2.intoArray(pixels, at + 2 * stride);
    p3.intoArray(pixels, at + 3 * stride);
    p4.intoArray(pixels, at + 4 * stride);
    p5.intoArray(pixels, at + 5 * stride);
    p6.intoArray(pixels, at + 6 * stride);
    p7.intoArray(pixels, at + 7 * stride);
  }

  private static void blendFour(
      float[] weights,
      int weight,
      float[] rows,
      int[] list,
      int from,
      int count,
      int stride,
      int channel,
      float[] pixels,
      int at) {
    FloatVector p0 = FloatVector.fromArray(S, pixels, at);
    FloatVector p1 = FloatVector.fromArray(S, pixels, at + stride);
    FloatVector p2 = FloatVector.fromArray(S, pixels, at + 2 * stride);
    FloatVector p3 = FloatVector.fromArray(S, pixels, at + 3 * stride);
    FloatVector q0 = FloatVector.fromArray(S, pixels, at + 4);
    FloatVector q1 = FloatVector.fromArray(S, pixels, at + stride + 4);
    FloatVector q2 = FloatVector.fromArray(S, pixels, at + 2 * stride + 4);
    FloatVector q3 = FloatVector.fromArray(S, pixels, at + 3 * stride + 4);
    int w = weight;
    for (int i = from; i < from + count; i++) {
      int row = list[i] / RECORD * stride + channel;
      FloatVector f = FloatVector.fromArray(S, rows, row);
      FloatVector g = FloatVector.fromArray(S, rows, row + 4);
      FloatVector w0 = FloatVector.broadcast(S, weights[w]);
      FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
      FloatVector w2 = FloatVector.broadcast(S, weights[w + 2]);
      FloatVector w3 = FloatVector.broadcast(S, weights[w + 3]);
      p0 = f.fma(w0, p0);
      p1 = f.fma(w1, p1);
      p2 = f.fma(w2, p2);
      p3 = f.fma(w3, p3);
      q0 = g.fma(w0, q0);
      q1 = g.fma(w1, q1);
      q2 = g.fma(w2, q2);
      q3 = g.fma(w3, q3);
      w += LANES;
    }
    p0.intoArray(pixels, at);
    p1.intoArray(pixels, at + stride);
    p2.intoArray(pixels, at + 2 * stride);
    p3.intoArray(pixels, at + 3 * stride);
    q0.intoArray(pixels, at + 4);
    q1.intoArray(pixels, at + stride + 4);
    q2.intoArray(pixels, at + 2 * stride + 4);
    q3.intoArray(pixels, at + 3 * stride + 4);
  }

  @Override
  public void collect(
      float[] weights,
      int weight,
      float[] pixels,
      int at,
      int[] list,
      int from,
      int count,
      int stride,
      float[] slots,
      int slot) {
    if (LANES == 4) {
      for (int channel = 0; channel < stride; channel += 8) {
        collectFour(
            weights,
            weight,
            pixels,
            at + channel,
            list,
            from,
            count,
            stride,
            slots,
            slot + channel);
      }
      return;
    }
    for (int channel = 0; channel < stride; channel += LANES) {
      for (int first = 0; first < LANES; first += PIXELS) {
        int place = at + first * stride + channel;
        collectEight(
            weights,
            weight + first,
            pixels,
            place,
            list,
            from,
            count,
            stride,
            slots,
            slot + channel);
      }
    }
  }

  private static void collectEight(
      float[] weights,
      int weight,
      float[] pixels,
      int at,
      int[] list,
      int from,
      int count,
      int stride,
      float[] slots,
      int slot) {
    FloatVector p0 = FloatVector.fromArray(S, pixels, at);
    FloatVector p1 = FloatVector.fromArray(S, pixels, at + stride);
    FloatVector p2 = FloatVector.fromArray(S, pixels, at + 2 * stride);
    FloatVector p3 = FloatVector.fromArray(S, pixels, at + 3 * stride);
    FloatVector p4 = FloatVector.fromArray(S, pixels, at + 4 * stride);
    FloatVector p5 = FloatVector.fromArray(S, pixels, at + 5 * stride);
    FloatVector p6 = FloatVector.fromArray(S, pixels, at + 6 * stride);
    FloatVector p7 = FloatVector.fromArray(S, pixels, at + 7 * stride);
    int w = weight;
    for (int i = from; i < from + count; i++) {
      int row = slot + list[i] / RECORD * stride;
      FloatVector a = FloatVector.fromArray(S, slots, row);
      a = p0.fma(FloatVector.broadcast(S, weights[w]), a);
      FloatVector b = p1.mul(FloatVector.broadcast(S, weights[w + 1]));
      a = p2.fma(FloatVector.broadcast(S, weights[w + 2]), a);
      b = p3.fma(FloatVector.broadcast(S, weights[w + 3]), b);
      a = p4.fma(FloatVector.broadcast(S, weights[w + 4]), a);
      b = p5.fma(FloatVector.broadcast(S, weights[w + 5]), b);
      a = p6.fma(FloatVector.broadcast(S, weights[w + 6]), a);
      b = p7.fma(FloatVector.broadcast(S, weights[w + 7]), b);
      a.add(b).intoArray(slots, row);
      w += LANES;
    }
  }

  private static void collectFour(
      float[] weights,
      int weight,
      float[] pixels,
      int at,
      int[] list,
      int from,
      int count,
      int stride,
      float[] slots,
      int slot) {
    FloatVector p0 = FloatVector.fromArray(S, pixels, at);
    FloatVector p1 = FloatVector.fromArray(S, pixels, at + stride);
    FloatVector p2 = FloatVector.fromArray(S, pixels, at + 2 * stride);
    FloatVector p3 = FloatVector.fromArray(S, pixels, at + 3 * stride);
    FloatVector q0 = FloatVector.fromArray(S, pixels, at + 4);
    FloatVector q1 = FloatVector.fromArray(S, pixels, at + stride + 4);
    FloatVector q2 = FloatVector.fromArray(S, pixels, at + 2 * stride + 4);
    FloatVector q3 = FloatVector.fromArray(S, pixels, at + 3 * stride + 4);
    int w = weight;
    for (int i = from; i < from + count; i++) {
      int row = slot + list[i] / RECORD * stride;
      FloatVector w0 = FloatVector.broadcast(S, weights[w]);
      FloatVector w1 = FloatVector.broadcast(S, weights[w + 1]);
      FloatVector w2 = FloatVector.broadcast(S, weights[w + 2]);
      FloatVector w3 = FloatVector.broadcast(S, weights[w + 3]);
      FloatVector a = FloatVector.fromArray(S, slots, row);
      FloatVector b = FloatVector.fromArray(S, slots, row + 4);
      a = p0.fma(w0, a);
      b = q0.fma(w0, b);
      a = p1.fma(w1, a);
      b = q1.fma(w1, b);
      a = p2.fma(w2, a);
      b = q2.fma(w2, b);
      a = p3.fma(w3, a);
      b = q3.fma(w3, b);
      a.intoArray(slots, row);
      b.intoArray(slots, row + 4);
      w += LANES;
    }
  }

  @Override
  public void gather(
      float[] features, int[] surfelOf, int[] places, int from, int to, int stride, float[] rows) {
    for (int channel = 0; channel < stride; channel += LANES) {
      int at = channel;
      for (int i = from; i < to; i++) {
        int row = surfelOf[places[i]] * stride + channel;
        FloatVector.fromArray(S, features, row).intoArray(rows, at);
        at += stride;
      }
    }
  }

  @Override
  public void sum(float[] slots, int[] pairs, int from, int to, int stride, float[] rows, int row) {
    for (int channel = 0; channel < stride; channel += LANES) {
      FloatVector sum = FloatVector.fromArray(S, rows, row + channel);
      for (int i = from; i < to; i++) {
        sum = sum.add(FloatVector.fromArray(S, slots, pairs[i] * stride + channel));
      }
      sum.intoArray(rows, row + channel);
    }
  }
}
