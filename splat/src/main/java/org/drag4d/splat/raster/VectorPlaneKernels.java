package org.drag4d.splat.raster;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops with jdk.incubator.vector. The compiler does not turn them into vectors by itself,
 * because source and target are arrays of one type at unknown distances.
 */
final class VectorPlaneKernels implements PlaneKernels {
  private static final VectorSpecies<Float> S = VectorTileKernels.SPECIES;
  private static final int LANES = S.length();
  private static final int PAD = RowImage.PAD;

  @Override
  public void blurColumnsOfProduct(
      float[] a, float[] b, int at, int stride, int above, int below, float[] out, int to) {
    if (above < 5 || below < 5) {
      columnsOfProductAtRim(a, b, at, stride, above, below, out, to);
      return;
    }
    int s2 = 2 * stride;
    int s3 = 3 * stride;
    int s4 = 4 * stride;
    int s5 = 5 * stride;
    for (int i = 0; i < stride; i += LANES) {
      int k = at + i;
      FloatVector sum = FloatVector.fromArray(S, a, k).mul(FloatVector.fromArray(S, b, k)).mul(T0);
      FloatVector p =
          FloatVector.fromArray(S, a, k - stride).mul(FloatVector.fromArray(S, b, k - stride));
      p = FloatVector.fromArray(S, a, k + stride).fma(FloatVector.fromArray(S, b, k + stride), p);
      sum = p.fma(FloatVector.broadcast(S, T1), sum);
      p = FloatVector.fromArray(S, a, k - s2).mul(FloatVector.fromArray(S, b, k - s2));
      p = FloatVector.fromArray(S, a, k + s2).fma(FloatVector.fromArray(S, b, k + s2), p);
      sum = p.fma(FloatVector.broadcast(S, T2), sum);
      p = FloatVector.fromArray(S, a, k - s3).mul(FloatVector.fromArray(S, b, k - s3));
      p = FloatVector.fromArray(S, a, k + s3).fma(FloatVector.fromArray(S, b, k + s3), p);
      sum = p.fma(FloatVector.broadcast(S, T3), sum);
      p = FloatVector.fromArray(S, a, k - s4).mul(FloatVector.fromArray(S, b, k - s4));
      p = FloatVector.fromArray(S, a, k + s4).fma(FloatVector.fromArray(S, b, k + s4), p);
      sum = p.fma(FloatVector.broadcast(S, T4), sum);
      p = FloatVector.fromArray(S, a, k - s5).mul(FloatVector.fromArray(S, b, k - s5));
      p = FloatVector.fromArray(S, a, k + s5).fma(FloatVector.fromArray(S, b, k + s5), p);
      p.fma(FloatVector.broadcast(S, T5), sum).intoArray(out, to + i);
    }
  }

  private static void columnsOfProductAtRim(
      float[] a, float[] b, int at, int stride, int above, int below, float[] out, int to) {
    Arrays.fill(out, to, to + stride, 0);
    for (int k = -Math.min(5, above); k <= Math.min(5, below); k++) {
      int source = at + k * stride;
      FloatVector tap = FloatVector.broadcast(S, tap(k));
      for (int i = 0; i < stride; i += LANES) {
        FloatVector.fromArray(S, a, source + i)
            .mul(FloatVector.fromArray(S, b, source + i))
            .fma(tap, FloatVector.fromArray(S, out, to + i))
            .intoArray(out, to + i);
      }
    }
  }

  @Override
  public void blurColumns(
      float[] in, int at, int stride, int above, int below, float[] out, int to) {
    if (above < 5 || below < 5) {
      columnsAtRim(in, at, stride, above, below, out, to);
      return;
    }
    int s2 = 2 * stride;
    int s3 = 3 * stride;
    int s4 = 4 * stride;
    int s5 = 5 * stride;
    for (int i = 0; i < stride; i += LANES) {
      int k = at + i;
      FloatVector sum = FloatVector.fromArray(S, in, k).mul(T0);
      FloatVector p =
          FloatVector.fromArray(S, in, k - stride).add(FloatVector.fromArray(S, in, k + stride));
      sum = p.fma(FloatVector.broadcast(S, T1), sum);
      p = FloatVector.fromArray(S, in, k - s2).add(FloatVector.fromArray(S, in, k + s2));
      sum = p.fma(FloatVector.broadcast(S, T2), sum);
      p = FloatVector.fromArray(S, in, k - s3).add(FloatVector.fromArray(S, in, k + s3));
      sum = p.fma(FloatVector.broadcast(S, T3), sum);
      p = FloatVector.fromArray(S, in, k - s4).add(FloatVector.fromArray(S, in, k + s4));
      sum = p.fma(FloatVector.broadcast(S, T4), sum);
      p = FloatVector.fromArray(S, in, k - s5).add(FloatVector.fromArray(S, in, k + s5));
      p.fma(FloatVector.broadcast(S, T5), sum).intoArray(out, to + i);
    }
  }

  @Override
  public void blurMoments(
      float[] x, float[] y, int at, int stride, int above, int below, float[] out, int to) {
    if (above < 5 || below < 5) {
      PlaneKernels.super.blurMoments(x, y, at, stride, above, below, out, to);
      return;
    }
    for (int i = 0; i < stride; i += LANES) {
      int k = at + i;
      FloatVector u = FloatVector.fromArray(S, x, k);
      FloatVector d;
      FloatVector tap;
      FloatVector mean = u.mul(T0);
      FloatVector square = u.mul(mean);
      FloatVector product = FloatVector.fromArray(S, y, k).mul(mean);
      u = FloatVector.fromArray(S, x, k - stride);
      d = FloatVector.fromArray(S, x, k + stride);
      tap = FloatVector.broadcast(S, T1);
      mean = u.add(d).fma(tap, mean);
      square = u.fma(u, d.mul(d)).fma(tap, square);
      product =
          u.fma(
                  FloatVector.fromArray(S, y, k - stride),
                  d.mul(FloatVector.fromArray(S, y, k + stride)))
              .fma(tap, product);
      u = FloatVector.fromArray(S, x, k - 2 * stride);
      d = FloatVector.fromArray(S, x, k + 2 * stride);
      tap = FloatVector.broadcast(S, T2);
      mean = u.add(d).fma(tap, mean);
      square = u.fma(u, d.mul(d)).fma(tap, square);
      product =
          u.fma(
                  FloatVector.fromArray(S, y, k - 2 * stride),
                  d.mul(FloatVector.fromArray(S, y, k + 2 * stride)))
              .fma(tap, product);
      u = FloatVector.fromArray(S, x, k - 3 * stride);
      d = FloatVector.fromArray(S, x, k + 3 * stride);
      tap = FloatVector.broadcast(S, T3);
      mean = u.add(d).fma(tap, mean);
      square = u.fma(u, d.mul(d)).fma(tap, square);
      product =
          u.fma(
                  FloatVector.fromArray(S, y, k - 3 * stride),
                  d.mul(FloatVector.fromArray(S, y, k + 3 * stride)))
              .fma(tap, product);
      u = FloatVector.fromArray(S, x, k - 4 * stride);
      d = FloatVector.fromArray(S, x, k + 4 * stride);
      tap = FloatVector.broadcast(S, T4);
      mean = u.add(d).fma(tap, mean);
      square = u.fma(u, d.mul(d)).fma(tap, square);
      product =
          u.fma(
                  FloatVector.fromArray(S, y, k - 4 * stride),
                  d.mul(FloatVector.fromArray(S, y, k + 4 * stride)))
              .fma(tap, product);
      u = FloatVector.fromArray(S, x, k - 5 * stride);
      d = FloatVector.fromArray(S, x, k + 5 * stride);
      tap = FloatVector.broadcast(S, T5);
      mean = u.add(d).fma(tap, mean);
      square = u.fma(u, d.mul(d)).fma(tap, square);
      product =
          u.fma(
                  FloatVector.fromArray(S, y, k - 5 * stride),
                  d.mul(FloatVector.fromArray(S, y, k + 5 * stride)))
              .fma(tap, product);
      mean.intoArray(out, to + i);
      square.intoArray(out, to + stride + i);
      product.intoArray(out, to + 2 * stride + i);
    }
  }

  @Override
  public void blurTwoRows(
      float[] in, int at, int stride, int above, int below, float[] out, int to, int toLower) {
    if (above < 5 || below < 6) {
      PlaneKernels.super.blurTwoRows(in, at, stride, above, below, out, to, toLower);
      return;
    }
    for (int i = 0; i < stride; i += LANES) {
      int k = at + i - 5 * stride;
      FloatVector v = FloatVector.fromArray(S, in, k);
      FloatVector upper = v.mul(T5);
      v = FloatVector.fromArray(S, in, k + stride);
      upper = v.fma(FloatVector.broadcast(S, T4), upper);
      FloatVector lower = v.mul(T5);
      v = FloatVector.fromArray(S, in, k + 2 * stride);
      upper = v.fma(FloatVector.broadcast(S, T3), upper);
      lower = v.fma(FloatVector.broadcast(S, T4), lower);
      v = FloatVector.fromArray(S, in, k + 3 * stride);
      upper = v.fma(FloatVector.broadcast(S, T2), upper);
      lower = v.fma(FloatVector.broadcast(S, T3), lower);
      v = FloatVector.fromArray(S, in, k + 4 * stride);
      upper = v.fma(FloatVector.broadcast(S, T1), upper);
      lower = v.fma(FloatVector.broadcast(S, T2), lower);
      v = FloatVector.fromArray(S, in, k + 5 * stride);
      upper = v.fma(FloatVector.broadcast(S, T0), upper);
      lower = v.fma(FloatVector.broadcast(S, T1), lower);
      v = FloatVector.fromArray(S, in, k + 6 * stride);
      upper = v.fma(FloatVector.broadcast(S, T1), upper);
      lower = v.fma(FloatVector.broadcast(S, T0), lower);
      v = FloatVector.fromArray(S, in, k + 7 * stride);
      upper = v.fma(FloatVector.broadcast(S, T2), upper);
      lower = v.fma(FloatVector.broadcast(S, T1), lower);
      v = FloatVector.fromArray(S, in, k + 8 * stride);
      upper = v.fma(FloatVector.broadcast(S, T3), upper);
      lower = v.fma(FloatVector.broadcast(S, T2), lower);
      v = FloatVector.fromArray(S, in, k + 9 * stride);
      upper = v.fma(FloatVector.broadcast(S, T4), upper);
      lower = v.fma(FloatVector.broadcast(S, T3), lower);
      v = FloatVector.fromArray(S, in, k + 10 * stride);
      upper = v.fma(FloatVector.broadcast(S, T5), upper);
      lower = v.fma(FloatVector.broadcast(S, T4), lower);
      v = FloatVector.fromArray(S, in, k + 11 * stride);
      lower = v.fma(FloatVector.broadcast(S, T5), lower);
      upper.intoArray(out, to + i);
      lower.intoArray(out, toLower + i);
    }
  }

  private static void columnsAtRim(
      float[] in, int at, int stride, int above, int below, float[] out, int to) {
    Arrays.fill(out, to, to + stride, 0);
    for (int k = -Math.min(5, above); k <= Math.min(5, below); k++) {
      int source = at + k * stride;
      FloatVector tap = FloatVector.broadcast(S, tap(k));
      for (int i = 0; i < stride; i += LANES) {
        FloatVector.fromArray(S, in, source + i)
            .fma(tap, FloatVector.fromArray(S, out, to + i))
            .intoArray(out, to + i);
      }
    }
  }

  private static float tap(int k) {
    return switch (Math.abs(k)) {
      case 0 -> T0;
      case 1 -> T1;
      case 2 -> T2;
      case 3 -> T3;
      case 4 -> T4;
      default -> T5;
    };
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
      int stride,
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
      FloatVector muX = FloatVector.fromArray(S, s, 5 * stride + i);
      FloatVector muY = FloatVector.fromArray(S, known, mean + i);
      FloatVector xx = muX.mul(muX);
      FloatVector xy = muX.mul(muY);
      FloatVector yy = muY.mul(muY);
      FloatVector a = xy.add(xy).add(C1);
      FloatVector b = FloatVector.fromArray(S, s, 7 * stride + i).sub(xy).mul(2f).add(C2);
      FloatVector d = xx.add(yy).add(C1);
      FloatVector e =
          FloatVector.fromArray(S, s, 6 * stride + i)
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
      g.mul(dMu).intoArray(s, 10 * stride + i);
      g.mul(dxx).intoArray(s, 11 * stride + i);
      g.mul(dxy).intoArray(s, 12 * stride + i);
      w.fma(one.sub(ssim), FloatVector.fromArray(S, s, gathered + i)).intoArray(s, gathered + i);
    }
  }

  @Override
  public void combine(
      float[] s,
      int blurred,
      int stride,
      float[] x,
      float[] y,
      int at,
      float[] weights,
      int weight,
      float absolute,
      float[] out,
      int width) {
    for (int i = PAD; i < PAD + width; i += LANES) {
      FloatVector vx = FloatVector.fromArray(S, x, at + i);
      FloatVector vy = FloatVector.fromArray(S, y, at + i);
      FloatVector difference = vx.sub(vy);
      FloatVector w = FloatVector.fromArray(S, weights, weight + i).mul(absolute);
      w.fma(difference.abs(), FloatVector.fromArray(S, s, 15 * stride + i))
          .intoArray(s, 15 * stride + i);
      FloatVector l1 =
          FloatVector.zero(S)
              .blend(w, difference.compare(VectorOperators.GT, 0))
              .blend(w.neg(), difference.compare(VectorOperators.LT, 0));
      FloatVector g = l1.add(FloatVector.fromArray(S, s, blurred + i));
      g = vx.add(vx).fma(FloatVector.fromArray(S, s, blurred + stride + i), g);
      vy.fma(FloatVector.fromArray(S, s, blurred + 2 * stride + i), g).intoArray(out, at + i);
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
  public void addColour(
      float[] state,
      int d,
      int behind,
      float[] maps,
      int colour,
      int transmittance,
      float background,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector seen =
          FloatVector.fromArray(S, maps, transmittance + i)
              .abs()
              .fma(
                  FloatVector.broadcast(S, background), FloatVector.fromArray(S, maps, colour + i));
      FloatVector.fromArray(S, state, d + i)
          .fma(seen, FloatVector.fromArray(S, state, behind + i))
          .intoArray(state, behind + i);
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
      float[] maps,
      int normal,
      float[] known,
      int source,
      float weight,
      float[] loss,
      int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector along = FloatVector.fromArray(S, known, source + i);
      FloatVector seen = FloatVector.fromArray(S, maps, normal + i);
      FloatVector gradient = along.mul(-weight);
      gradient.intoArray(state, d + i);
      gradient.fma(seen, FloatVector.fromArray(S, state, behind + i)).intoArray(state, behind + i);
      along.fma(along.sub(seen), FloatVector.fromArray(S, loss, i)).intoArray(loss, i);
    }
  }
}
