package org.drag4d.splat.raster;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops with jdk.incubator.vector. The compiler does not turn them into vectors by itself,
 * because source and target are arrays of one type at unknown distances.
 */
final class VectorPlaneKernels implements PlaneKernels {
  private static final VectorSpecies<Float> S = VectorTileKernels.SPECIES;
  private static final VectorSpecies<Integer> I = S.withLanes(int.class);
  private static final int LANES = S.length();
  private static final int PAD = RowImage.PAD;

  @Override
  public void products(float[] x, float[] y, int at, int n, float[] out, int to, int step) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, at + i);
      v.intoArray(out, to + i);
      v.mul(v).intoArray(out, to + step + i);
      v.mul(FloatVector.fromArray(S, y, at + i)).intoArray(out, to + 2 * step + i);
    }
  }

  @Override
  public void blurColumns(
      float[] in, int a, int b, int c, int d, int e, int stride, float[] out, int to) {
    FloatVector t1 = FloatVector.broadcast(S, T1);
    FloatVector t2 = FloatVector.broadcast(S, T2);
    FloatVector t4 = FloatVector.broadcast(S, T4);
    for (int i = 0; i < stride; i += LANES) {
      FloatVector r0 = FloatVector.fromArray(S, in, a + 3 * stride + i);
      FloatVector r1 = FloatVector.fromArray(S, in, b + i);
      FloatVector r2 = FloatVector.fromArray(S, in, b + stride + i);
      FloatVector r3 = FloatVector.fromArray(S, in, b + 2 * stride + i);
      FloatVector r4 = FloatVector.fromArray(S, in, b + 3 * stride + i);
      FloatVector r5 = FloatVector.fromArray(S, in, c + i);
      FloatVector r6 = FloatVector.fromArray(S, in, c + stride + i);
      FloatVector r7 = FloatVector.fromArray(S, in, c + 2 * stride + i);
      FloatVector r8 = FloatVector.fromArray(S, in, c + 3 * stride + i);
      FloatVector r9 = FloatVector.fromArray(S, in, d + i);
      FloatVector r10 = FloatVector.fromArray(S, in, d + stride + i);
      FloatVector r11 = FloatVector.fromArray(S, in, d + 2 * stride + i);
      FloatVector r12 = FloatVector.fromArray(S, in, d + 3 * stride + i);
      FloatVector r13 = FloatVector.fromArray(S, in, e + i);
      r4.add(r6)
          .fma(t1, r5.mul(T0))
          .add(r3.add(r7).fma(t2, r2.add(r8).mul(T3)))
          .add(r1.add(r9).fma(t4, r0.add(r10).mul(T5)))
          .intoArray(out, to + i);
      r5.add(r7)
          .fma(t1, r6.mul(T0))
          .add(r4.add(r8).fma(t2, r3.add(r9).mul(T3)))
          .add(r2.add(r10).fma(t4, r1.add(r11).mul(T5)))
          .intoArray(out, to + stride + i);
      r6.add(r8)
          .fma(t1, r7.mul(T0))
          .add(r5.add(r9).fma(t2, r4.add(r10).mul(T3)))
          .add(r3.add(r11).fma(t4, r2.add(r12).mul(T5)))
          .intoArray(out, to + 2 * stride + i);
      r7.add(r9)
          .fma(t1, r8.mul(T0))
          .add(r6.add(r10).fma(t2, r5.add(r11).mul(T3)))
          .add(r4.add(r12).fma(t4, r3.add(r13).mul(T5)))
          .intoArray(out, to + 3 * stride + i);
    }
  }

  // Lanes of two vectors in a row, from one on.
  private static final IntVector RIGHT_1 = lanesFrom(1);
  private static final IntVector RIGHT_2 = lanesFrom(2);
  private static final IntVector RIGHT_3 = lanesFrom(3);
  private static final IntVector RIGHT_4 = lanesFrom(4);
  private static final IntVector RIGHT_5 = lanesFrom(5);

  private static IntVector lanesFrom(int first) {
    return IntVector.zero(I).addIndex(1).add(first);
  }

  /**
   * For vectors of a cache line: all but one of the eleven loads straddle two lines and keep the
   * processor's loads busy twice as long as its arithmetic, so half of them are picked out of two
   * vectors instead, which is work for other units.
   */
  private static void blurWideRows(
      float[] in,
      int from,
      int fromStride,
      float[] out,
      int to,
      int toStride,
      int rows,
      int width) {
    IntVector right1 = RIGHT_1;
    IntVector right2 = RIGHT_2;
    IntVector right3 = RIGHT_3;
    IntVector right4 = RIGHT_4;
    IntVector right5 = RIGHT_5;
    for (int row = 0; row < rows; row++) {
      int start = from + row * fromStride;
      int target = to + row * toStride;
      int i = PAD;
      for (; i < PAD + width; i += LANES) {
        int k = start + i;
        FloatVector v = FloatVector.fromArray(S, in, k);
        IntVector a = v.reinterpretAsInts();
        IntVector b = FloatVector.fromArray(S, in, k + LANES).reinterpretAsInts();
        FloatVector sum = v.mul(T0);
        FloatVector p =
            FloatVector.fromArray(S, in, k - 1).add(right1.selectFrom(a, b).reinterpretAsFloats());
        sum = p.fma(FloatVector.broadcast(S, T1), sum);
        p = FloatVector.fromArray(S, in, k - 2).add(right2.selectFrom(a, b).reinterpretAsFloats());
        sum = p.fma(FloatVector.broadcast(S, T2), sum);
        p = FloatVector.fromArray(S, in, k - 3).add(right3.selectFrom(a, b).reinterpretAsFloats());
        sum = p.fma(FloatVector.broadcast(S, T3), sum);
        p = FloatVector.fromArray(S, in, k - 4).add(right4.selectFrom(a, b).reinterpretAsFloats());
        sum = p.fma(FloatVector.broadcast(S, T4), sum);
        p = FloatVector.fromArray(S, in, k - 5).add(right5.selectFrom(a, b).reinterpretAsFloats());
        p.fma(FloatVector.broadcast(S, T5), sum).intoArray(out, target + i);
      }
      for (int k = PAD + width; k < i; k++) {
        out[target + k] = 0;
      }
    }
  }

  // Several rows a call: as a method of one row it is small enough to be inlined where it is
  // called,
  // six times over, and so much code in one place leaves the compiler no room to unbox the vectors.
  @Override
  public void blurRows(
      float[] in,
      int from,
      int fromStride,
      float[] out,
      int to,
      int toStride,
      int rows,
      int width) {
    if (LANES == 16) {
      blurWideRows(in, from, fromStride, out, to, toStride, rows, width);
      return;
    }
    for (int row = 0; row < rows; row++) {
      int start = from + row * fromStride;
      int target = to + row * toStride;
      int i = PAD;
      for (; i < PAD + width; i += LANES) {
        int k = start + i;
        FloatVector sum = FloatVector.fromArray(S, in, k).mul(T0);
        FloatVector p =
            FloatVector.fromArray(S, in, k - 1).add(FloatVector.fromArray(S, in, k + 1));
        sum = p.fma(FloatVector.broadcast(S, T1), sum);
        p = FloatVector.fromArray(S, in, k - 2).add(FloatVector.fromArray(S, in, k + 2));
        sum = p.fma(FloatVector.broadcast(S, T2), sum);
        p = FloatVector.fromArray(S, in, k - 3).add(FloatVector.fromArray(S, in, k + 3));
        sum = p.fma(FloatVector.broadcast(S, T3), sum);
        p = FloatVector.fromArray(S, in, k - 4).add(FloatVector.fromArray(S, in, k + 4));
        sum = p.fma(FloatVector.broadcast(S, T4), sum);
        p = FloatVector.fromArray(S, in, k - 5).add(FloatVector.fromArray(S, in, k + 5));
        p.fma(FloatVector.broadcast(S, T5), sum).intoArray(out, target + i);
      }
      for (int k = PAD + width; k < i; k++) {
        out[target + k] = 0;
      }
    }
  }

  @Override
  public void similarity(
      float[] s,
      int from,
      int to,
      int step,
      float[] known,
      int mean,
      int square,
      float[] weights,
      int weight,
      float scale,
      int gathered,
      int width) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = PAD; i < PAD + width; i += LANES) {
      FloatVector muX = FloatVector.fromArray(S, s, from + i);
      FloatVector muY = FloatVector.fromArray(S, known, mean + i);
      FloatVector xx = muX.mul(muX);
      FloatVector xy = muX.mul(muY);
      FloatVector yy = muY.mul(muY);
      FloatVector a = xy.add(xy).add(C1);
      FloatVector b = FloatVector.fromArray(S, s, from + 2 * step + i).sub(xy).mul(2f).add(C2);
      FloatVector d = xx.add(yy).add(C1);
      FloatVector e =
          FloatVector.fromArray(S, s, from + step + i)
              .sub(xx)
              .add(FloatVector.fromArray(S, known, square + i).sub(yy))
              .add(C2);
      FloatVector inverse = one.div(d.mul(e));
      FloatVector bi = b.mul(inverse);
      FloatVector ssim = a.mul(bi);
      FloatVector dxx = ssim.mul(d).mul(inverse).neg();
      FloatVector dxy = a.mul(inverse).mul(2f);
      FloatVector dMu =
          muY.mul(bi.add(bi).sub(dxy)).sub(muX.mul(2f).mul(ssim.mul(e).mul(inverse).add(dxx)));
      FloatVector w = FloatVector.fromArray(S, weights, weight + i);
      FloatVector g = w.mul(scale);
      g.mul(dMu).intoArray(s, to + i);
      g.mul(dxx).intoArray(s, to + step + i);
      g.mul(dxy).intoArray(s, to + 2 * step + i);
      w.fma(one.sub(ssim), FloatVector.fromArray(S, s, gathered + i)).intoArray(s, gathered + i);
    }
  }

  @Override
  public void combine(
      float[] s,
      int blurred,
      int step,
      float[] x,
      float[] y,
      int at,
      float[] weights,
      int weight,
      float absolute,
      int gathered,
      float[] out,
      int width) {
    for (int i = PAD; i < PAD + width; i += LANES) {
      FloatVector vx = FloatVector.fromArray(S, x, at + i);
      FloatVector vy = FloatVector.fromArray(S, y, at + i);
      FloatVector difference = vx.sub(vy);
      FloatVector w = FloatVector.fromArray(S, weights, weight + i).mul(absolute);
      w.fma(difference.abs(), FloatVector.fromArray(S, s, gathered + i)).intoArray(s, gathered + i);
      FloatVector l1 =
          FloatVector.zero(S)
              .blend(w, difference.compare(VectorOperators.GT, 0))
              .blend(w.neg(), difference.compare(VectorOperators.LT, 0));
      FloatVector g = l1.add(FloatVector.fromArray(S, s, blurred + i));
      g = vx.add(vx).fma(FloatVector.fromArray(S, s, blurred + step + i), g);
      vy.fma(FloatVector.fromArray(S, s, blurred + 2 * step + i), g).intoArray(out, at + i);
    }
  }

  @Override
  public void compose(
      float[] maps, int colour, int transmittance, float behind, float[] to, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(S, maps, transmittance + i)
          .abs()
          .fma(FloatVector.broadcast(S, behind), FloatVector.fromArray(S, maps, colour + i))
          .intoArray(to, i);
    }
  }

  @Override
  public void colours(
      float[] state,
      int d,
      int behind,
      int plane,
      float[] maps,
      int colour,
      int transmittance,
      float[] background,
      int n) {
    FloatVector red = FloatVector.broadcast(S, background[0]);
    FloatVector green = FloatVector.broadcast(S, background[1]);
    FloatVector blue = FloatVector.broadcast(S, background[2]);
    for (int i = 0; i < n; i += LANES) {
      FloatVector through = FloatVector.fromArray(S, maps, transmittance + i).abs();
      FloatVector sum =
          through
              .fma(red, FloatVector.fromArray(S, maps, colour + i))
              .mul(FloatVector.fromArray(S, state, d + i));
      FloatVector seen = through.fma(green, FloatVector.fromArray(S, maps, colour + plane + i));
      sum = seen.fma(FloatVector.fromArray(S, state, d + plane + i), sum);
      seen = through.fma(blue, FloatVector.fromArray(S, maps, colour + 2 * plane + i));
      sum = seen.fma(FloatVector.fromArray(S, state, d + 2 * plane + i), sum);
      sum.intoArray(state, behind + i);
    }
  }

  @Override
  public void depthLoss(
      float[] state,
      int dDepth,
      int dAlpha,
      int behind,
      float[] maps,
      int depth,
      int transmittance,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < n; i += LANES) {
      FloatVector inverse = FloatVector.fromArray(S, known, source + i);
      FloatVector counts = inverse.mul(GeometryLoss.KNOWN).min(1f);
      FloatVector alpha = one.sub(FloatVector.fromArray(S, maps, transmittance + i).abs());
      FloatVector seen = FloatVector.fromArray(S, maps, depth + i);
      FloatVector residual = seen.mul(inverse).sub(alpha.mul(counts));
      FloatVector sign = residual.mul(1 / GeometryLoss.SOFT).min(1f).max(-1f);
      FloatVector toDepth = sign.mul(weight).mul(inverse);
      FloatVector toAlpha = sign.mul(-weight).mul(counts);
      toDepth.intoArray(state, dDepth + i);
      toAlpha.intoArray(state, dAlpha + i);
      toDepth
          .fma(seen, toAlpha.fma(alpha, FloatVector.fromArray(S, state, behind + i)))
          .intoArray(state, behind + i);
      sign.mul(residual.sub(sign.mul(GeometryLoss.SOFT / 2))).intoArray(loss, i);
    }
  }

  @Override
  public void normalLoss(
      float[] state,
      int d,
      int behind,
      int plane,
      float[] maps,
      int normal,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector x = FloatVector.fromArray(S, known, source + i);
      FloatVector y = FloatVector.fromArray(S, known, source + plane + i);
      FloatVector z = FloatVector.fromArray(S, known, source + 2 * plane + i);
      FloatVector seenX = FloatVector.fromArray(S, maps, normal + i);
      FloatVector seenY = FloatVector.fromArray(S, maps, normal + plane + i);
      FloatVector seenZ = FloatVector.fromArray(S, maps, normal + 2 * plane + i);
      x.mul(-weight).intoArray(state, d + i);
      y.mul(-weight).intoArray(state, d + plane + i);
      z.mul(-weight).intoArray(state, d + 2 * plane + i);
      FloatVector along = x.fma(seenX, y.fma(seenY, z.mul(seenZ)));
      along
          .fma(FloatVector.broadcast(S, -weight), FloatVector.fromArray(S, state, behind + i))
          .intoArray(state, behind + i);
      x.fma(x, y.fma(y, z.mul(z))).sub(along).intoArray(loss, i);
    }
  }
}
