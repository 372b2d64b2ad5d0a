package org.drag4d.splat.raster;

import static org.drag4d.splat.raster.Projection.A_K;
import static org.drag4d.splat.raster.Projection.A_U;
import static org.drag4d.splat.raster.Projection.A_V;
import static org.drag4d.splat.raster.Projection.B_K;
import static org.drag4d.splat.raster.Projection.B_U;
import static org.drag4d.splat.raster.Projection.B_V;
import static org.drag4d.splat.raster.Projection.CENTRE_X;
import static org.drag4d.splat.raster.Projection.CENTRE_Y;
import static org.drag4d.splat.raster.Projection.C_K;
import static org.drag4d.splat.raster.Projection.LOG2_OPACITY;
import static org.drag4d.splat.raster.Projection.RED;
import static org.drag4d.splat.raster.TileKernels.*;
import static org.drag4d.splat.raster.VectorTileKernels.PIXEL_X;
import static org.drag4d.splat.raster.VectorTileKernels.PIXEL_Y;
import static org.drag4d.splat.raster.VectorTileKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of the way back with jdk.incubator.vector, under the rules of {@link
 * VectorTileKernels}: no method of our own is called inside, so shared pieces cannot be methods.
 *
 * <p>What a pair hands from the first half to the second is alpha, z, u and v (in {@link
 * VectorTileKernels#UNIT}) of its blocks. The walk and the sums of the shape are loops of their
 * own: one loop with all sums would need more registers than there are.
 */
final class VectorBackward {
  private static final VectorSpecies<Float> S = SPECIES;
  private static final VectorSpecies<Integer> I = S.withLanes(int.class);
  private static final int LANES = S.length();
  private static final int PLANE = VectorTileKernels.PLANE;
  private static final FloatVector ZERO = FloatVector.zero(S);

  /** Vectors of a block in the hand-over. */
  private static final int HANDED = 4;

  private static final float UNIT = VectorTileKernels.UNIT;
  private static final int SIGN = Integer.MIN_VALUE;

  private VectorBackward() {}

  /** See {@link TileKernels#geometry}. */
  static boolean geometry(float[] r, int at, int[] blocks, int count, float[] out) {
    FloatVector cx = FloatVector.broadcast(S, r[at + CENTRE_X]);
    FloatVector cy = FloatVector.broadcast(S, r[at + CENTRE_Y]);
    FloatVector ak = FloatVector.broadcast(S, r[at + A_K]);
    FloatVector bk = FloatVector.broadcast(S, r[at + B_K]);
    FloatVector ck = FloatVector.broadcast(S, r[at + C_K]);
    FloatVector au = FloatVector.broadcast(S, r[at + A_U]);
    FloatVector bu = FloatVector.broadcast(S, r[at + B_U]);
    FloatVector av = FloatVector.broadcast(S, r[at + A_V]);
    FloatVector bv = FloatVector.broadcast(S, r[at + B_V]);
    FloatVector opacity = FloatVector.broadcast(S, r[at + LOG2_OPACITY]);
    IntVector filtered = IntVector.zero(I);
    int o = 0;
    for (int i = 0; i < count; i++) {
      int block = blocks[i];
      FloatVector dx = FloatVector.fromArray(S, PIXEL_X, (block & 7) * LANES).sub(cx);
      FloatVector dy = FloatVector.fromArray(S, PIXEL_Y, (block >> 3) * LANES).sub(cy);
      FloatVector k = dx.fma(ak, dy.fma(bk, ck));
      VectorMask<Float> inFront =
          k.reinterpretAsInts()
              .sub(VectorTileKernels.SMALLEST_K_BITS)
              .compare(VectorOperators.ULE, VectorTileKernels.K_RANGE)
              .cast(S);
      FloatVector z = ZERO.blend(FloatVector.broadcast(S, 1f).div(k), inFront);
      FloatVector u = dx.fma(au, dy.mul(bu)).mul(z);
      FloatVector v = dx.fma(av, dy.mul(bv)).mul(z);
      IntVector disc = u.fma(u, v.mul(v)).reinterpretAsInts();
      IntVector filter = dx.fma(dx, dy.mul(dy)).reinterpretAsInts();
      filtered = filtered.or(filter.sub(disc));
      FloatVector e =
          disc.min(filter)
              .reinterpretAsFloats()
              .fma(FloatVector.broadcast(S, VectorTileKernels.EXPONENT_OF_UNIT), opacity);
      FloatVector c =
          e.reinterpretAsInts()
              .lanewise(VectorOperators.UMAX, VectorTileKernels.LOG2_LARGEST_BITS)
              .reinterpretAsFloats();
      FloatVector rounded = c.add(VectorTileKernels.ROUND);
      FloatVector f = c.sub(rounded.sub(VectorTileKernels.ROUND));
      FloatVector p =
          f.fma(
              FloatVector.broadcast(S, VectorTileKernels.P4),
              FloatVector.broadcast(S, VectorTileKernels.P3));
      p = p.fma(f, FloatVector.broadcast(S, VectorTileKernels.P2));
      p = p.fma(f, FloatVector.broadcast(S, VectorTileKernels.P1));
      p = p.fma(f, FloatVector.broadcast(S, VectorTileKernels.P0));
      FloatVector alpha =
          p.reinterpretAsInts()
              .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats();
      alpha = ZERO.blend(alpha, e.compare(VectorOperators.GE, LOG2_SMALLEST_ALPHA).and(inFront));
      alpha.intoArray(out, o);
      z.intoArray(out, o + LANES);
      u.intoArray(out, o + 2 * LANES);
      v.intoArray(out, o + 3 * LANES);
      o += HANDED * LANES;
    }
    return filtered.compare(VectorOperators.LT, 0).anyTrue();
  }

  /**
   * The walk itself: transmittance and what lies behind move on, colour and normal are summed.
   * Leaves in {@code geometry}: f in place of z, and the gradient h of the exponent in place of
   * alpha.
   */
  static void walk(
      float[] r, int at, int[] blocks, int count, float[] geometry, float[] state, float[] sums) {
    FloatVector ofRed = FloatVector.broadcast(S, r[at + RED + 0]);
    FloatVector ofGreen = FloatVector.broadcast(S, r[at + RED + 1]);
    FloatVector ofBlue = FloatVector.broadcast(S, r[at + RED + 2]);
    FloatVector ofX = FloatVector.broadcast(S, r[at + RED + 3]);
    FloatVector ofY = FloatVector.broadcast(S, r[at + RED + 4]);
    FloatVector ofZ = FloatVector.broadcast(S, r[at + RED + 5]);
    FloatVector none = FloatVector.zero(S);
    FloatVector sumF = FloatVector.zero(S);
    FloatVector sumH = FloatVector.zero(S);
    FloatVector red = FloatVector.zero(S);
    FloatVector green = FloatVector.zero(S);
    FloatVector blue = FloatVector.zero(S);
    FloatVector nx = FloatVector.zero(S);
    FloatVector ny = FloatVector.zero(S);
    FloatVector nz = FloatVector.zero(S);
    int o = 0;
    for (int i = 0; i < count; i++) {
      int b = blocks[i] * LANES;
      FloatVector alpha = FloatVector.fromArray(S, geometry, o);
      FloatVector g = FloatVector.fromArray(S, state, b + D_ALPHA * PLANE);
      FloatVector t = FloatVector.fromArray(S, state, b);
      FloatVector w = alpha.mul(t);
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      next.blend(t.reinterpretAsInts().or(SIGN).reinterpretAsFloats(), stop).intoArray(state, b);
      w = w.blend(none, stop);
      FloatVector d = FloatVector.fromArray(S, state, b + D_COLOUR * PLANE);
      g = d.fma(ofRed, g);
      red = w.fma(d, red);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 1) * PLANE);
      g = d.fma(ofGreen, g);
      green = w.fma(d, green);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 2) * PLANE);
      g = d.fma(ofBlue, g);
      blue = w.fma(d, blue);
      d = FloatVector.fromArray(S, state, b + D_NORMAL * PLANE);
      g = d.fma(ofX, g);
      nx = w.fma(d, nx);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 1) * PLANE);
      g = d.fma(ofY, g);
      ny = w.fma(d, ny);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 2) * PLANE);
      g = d.fma(ofZ, g);
      nz = w.fma(d, nz);
      FloatVector zd =
          FloatVector.fromArray(S, geometry, o + LANES)
              .mul(FloatVector.fromArray(S, state, b + D_DEPTH * PLANE));
      g = g.add(zd);
      FloatVector f = w.mul(zd);
      f.intoArray(geometry, o + LANES);
      sumF = sumF.add(f);
      FloatVector wg = w.mul(g);
      FloatVector behind = FloatVector.fromArray(S, state, b + BEHIND * PLANE).sub(wg);
      behind.intoArray(state, b + BEHIND * PLANE);
      FloatVector h = wg.sub(alpha.div(FloatVector.broadcast(S, 1f).sub(alpha)).mul(behind));
      h =
          h.blend(
              none, stop.or(alpha.compare(VectorOperators.GE, VectorTileKernels.CLAMPED_ALPHA)));
      h.intoArray(geometry, o);
      sumH = sumH.add(h);
      o += HANDED * LANES;
    }
    sumF.intoArray(sums, SUM_F * LANES);
    sumH.intoArray(sums, SUM_H * LANES);
    red.intoArray(sums, SUM_COLOUR * LANES);
    green.intoArray(sums, (SUM_COLOUR + 1) * LANES);
    blue.intoArray(sums, (SUM_COLOUR + 2) * LANES);
    nx.intoArray(sums, SUM_NORMAL * LANES);
    ny.intoArray(sums, (SUM_NORMAL + 1) * LANES);
    nz.intoArray(sums, (SUM_NORMAL + 2) * LANES);
  }

  /**
   * The same with the distortion: its gradient in w joins g, that in z joins f. A copy, so that the
   * usual walk does not pay for it.
   */
  static void walkDistorted(
      float[] r, int at, int[] blocks, int count, float[] geometry, float[] state, float[] sums) {
    FloatVector ofRed = FloatVector.broadcast(S, r[at + RED + 0]);
    FloatVector ofGreen = FloatVector.broadcast(S, r[at + RED + 1]);
    FloatVector ofBlue = FloatVector.broadcast(S, r[at + RED + 2]);
    FloatVector ofX = FloatVector.broadcast(S, r[at + RED + 3]);
    FloatVector ofY = FloatVector.broadcast(S, r[at + RED + 4]);
    FloatVector ofZ = FloatVector.broadcast(S, r[at + RED + 5]);
    FloatVector none = FloatVector.zero(S);
    FloatVector sumF = FloatVector.zero(S);
    FloatVector sumH = FloatVector.zero(S);
    FloatVector red = FloatVector.zero(S);
    FloatVector green = FloatVector.zero(S);
    FloatVector blue = FloatVector.zero(S);
    FloatVector nx = FloatVector.zero(S);
    FloatVector ny = FloatVector.zero(S);
    FloatVector nz = FloatVector.zero(S);
    int o = 0;
    for (int i = 0; i < count; i++) {
      int b = blocks[i] * LANES;
      FloatVector alpha = FloatVector.fromArray(S, geometry, o);
      FloatVector g = FloatVector.fromArray(S, state, b + D_ALPHA * PLANE);
      FloatVector t = FloatVector.fromArray(S, state, b);
      FloatVector w = alpha.mul(t);
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      next.blend(t.reinterpretAsInts().or(SIGN).reinterpretAsFloats(), stop).intoArray(state, b);
      w = w.blend(none, stop);
      FloatVector d = FloatVector.fromArray(S, state, b + D_COLOUR * PLANE);
      g = d.fma(ofRed, g);
      red = w.fma(d, red);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 1) * PLANE);
      g = d.fma(ofGreen, g);
      green = w.fma(d, green);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 2) * PLANE);
      g = d.fma(ofBlue, g);
      blue = w.fma(d, blue);
      d = FloatVector.fromArray(S, state, b + D_NORMAL * PLANE);
      g = d.fma(ofX, g);
      nx = w.fma(d, nx);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 1) * PLANE);
      g = d.fma(ofY, g);
      ny = w.fma(d, ny);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 2) * PLANE);
      g = d.fma(ofZ, g);
      nz = w.fma(d, nz);
      FloatVector z = FloatVector.fromArray(S, geometry, o + LANES);
      FloatVector zd = z.mul(FloatVector.fromArray(S, state, b + D_DEPTH * PLANE));
      g = g.add(zd);
      FloatVector k =
          ZERO.blend(FloatVector.broadcast(S, 1f).div(z), z.compare(VectorOperators.GT, 0));
      FloatVector kappa = k.sub(FloatVector.fromArray(S, state, b + DISTORTION_SHIFT * PLANE));
      FloatVector mean = FloatVector.fromArray(S, state, b + DISTORTION_MEAN * PLANE);
      FloatVector slope =
          kappa.mul(FloatVector.fromArray(S, state, b + DISTORTION_ALPHA * PLANE)).sub(mean);
      g =
          kappa
              .fma(slope.sub(mean), FloatVector.fromArray(S, state, b + DISTORTION_SQUARE * PLANE))
              .add(g);
      FloatVector f = w.mul(zd.sub(k.mul(slope).mul(2f)));
      f.intoArray(geometry, o + LANES);
      sumF = sumF.add(f);
      FloatVector wg = w.mul(g);
      FloatVector behind = FloatVector.fromArray(S, state, b + BEHIND * PLANE).sub(wg);
      behind.intoArray(state, b + BEHIND * PLANE);
      FloatVector h = wg.sub(alpha.div(FloatVector.broadcast(S, 1f).sub(alpha)).mul(behind));
      h =
          h.blend(
              none, stop.or(alpha.compare(VectorOperators.GE, VectorTileKernels.CLAMPED_ALPHA)));
      h.intoArray(geometry, o);
      sumH = sumH.add(h);
      o += HANDED * LANES;
    }
    sumF.intoArray(sums, SUM_F * LANES);
    sumH.intoArray(sums, SUM_H * LANES);
    red.intoArray(sums, SUM_COLOUR * LANES);
    green.intoArray(sums, (SUM_COLOUR + 1) * LANES);
    blue.intoArray(sums, (SUM_COLOUR + 2) * LANES);
    nx.intoArray(sums, SUM_NORMAL * LANES);
    ny.intoArray(sums, (SUM_NORMAL + 1) * LANES);
    nz.intoArray(sums, (SUM_NORMAL + 2) * LANES);
  }

  /** The sums that move, turn and stretch the surfel, where the disc decides all pixels. */
  static void shape(int count, float[] geometry, float[] sums) {
    FloatVector uu = FloatVector.zero(S);
    FloatVector uv = FloatVector.zero(S);
    FloatVector vv = FloatVector.zero(S);
    FloatVector hu = FloatVector.zero(S);
    FloatVector hv = FloatVector.zero(S);
    FloatVector eu = FloatVector.zero(S);
    FloatVector ev = FloatVector.zero(S);
    int o = 0;
    for (int i = 0; i < count; i++) {
      FloatVector h = FloatVector.fromArray(S, geometry, o);
      FloatVector u = FloatVector.fromArray(S, geometry, o + 2 * LANES);
      FloatVector v = FloatVector.fromArray(S, geometry, o + 3 * LANES);
      FloatVector twice = h.add(h);
      FloatVector du = twice.mul(u);
      FloatVector dv = twice.mul(v);
      hu = hu.add(du);
      hv = hv.add(dv);
      uu = du.fma(u, uu);
      uv = du.fma(v, uv);
      vv = dv.fma(v, vv);
      FloatVector e = FloatVector.fromArray(S, geometry, o + LANES).sub(du.fma(u, dv.mul(v)));
      eu = e.fma(u, eu);
      ev = e.fma(v, ev);
      o += HANDED * LANES;
    }
    uu.intoArray(sums, SUM_UU * LANES);
    uv.intoArray(sums, SUM_UV * LANES);
    vv.intoArray(sums, SUM_VV * LANES);
    hu.mul(UNIT).intoArray(sums, SUM_U * LANES);
    hv.mul(UNIT).intoArray(sums, SUM_V * LANES);
    eu.mul(1 / UNIT).intoArray(sums, SUM_EU * LANES);
    ev.mul(1 / UNIT).intoArray(sums, SUM_EV * LANES);
    ZERO.intoArray(sums, SUM_DX * LANES);
    ZERO.intoArray(sums, SUM_DY * LANES);
  }

  /** The same where the low-pass filter decides some pixels, with the sums that move it then. */
  static void filteredShape(
      float[] r, int at, int[] blocks, int count, float[] geometry, float[] sums) {
    FloatVector cx = FloatVector.broadcast(S, r[at + CENTRE_X]);
    FloatVector cy = FloatVector.broadcast(S, r[at + CENTRE_Y]);
    FloatVector uu = FloatVector.zero(S);
    FloatVector uv = FloatVector.zero(S);
    FloatVector vv = FloatVector.zero(S);
    FloatVector hu = FloatVector.zero(S);
    FloatVector hv = FloatVector.zero(S);
    FloatVector eu = FloatVector.zero(S);
    FloatVector ev = FloatVector.zero(S);
    FloatVector hx = FloatVector.zero(S);
    FloatVector hy = FloatVector.zero(S);
    int o = 0;
    for (int i = 0; i < count; i++) {
      int block = blocks[i];
      FloatVector dx = FloatVector.fromArray(S, PIXEL_X, (block & 7) * LANES).sub(cx);
      FloatVector dy = FloatVector.fromArray(S, PIXEL_Y, (block >> 3) * LANES).sub(cy);
      FloatVector h = FloatVector.fromArray(S, geometry, o);
      FloatVector u = FloatVector.fromArray(S, geometry, o + 2 * LANES);
      FloatVector v = FloatVector.fromArray(S, geometry, o + 3 * LANES);
      VectorMask<Float> onDisc =
          u.fma(u, v.mul(v)).compare(VectorOperators.LT, dx.fma(dx, dy.mul(dy)));
      FloatVector toDisc = ZERO.blend(h, onDisc);
      FloatVector toFilter = h.sub(toDisc);
      FloatVector twice = toDisc.add(toDisc);
      FloatVector du = twice.mul(u);
      FloatVector dv = twice.mul(v);
      hu = hu.add(du);
      hv = hv.add(dv);
      uu = du.fma(u, uu);
      uv = du.fma(v, uv);
      vv = dv.fma(v, vv);
      FloatVector e = FloatVector.fromArray(S, geometry, o + LANES).sub(du.fma(u, dv.mul(v)));
      eu = e.fma(u, eu);
      ev = e.fma(v, ev);
      hx = toFilter.fma(dx, hx);
      hy = toFilter.fma(dy, hy);
      o += HANDED * LANES;
    }
    uu.intoArray(sums, SUM_UU * LANES);
    uv.intoArray(sums, SUM_UV * LANES);
    vv.intoArray(sums, SUM_VV * LANES);
    hu.mul(UNIT).intoArray(sums, SUM_U * LANES);
    hv.mul(UNIT).intoArray(sums, SUM_V * LANES);
    eu.mul(1 / UNIT).intoArray(sums, SUM_EU * LANES);
    ev.mul(1 / UNIT).intoArray(sums, SUM_EV * LANES);
    hx.intoArray(sums, SUM_DX * LANES);
    hy.intoArray(sums, SUM_DY * LANES);
  }

  /**
   * Totals are added up in vectors of 8: two of them take the time of one of 16 and fewer steps.
   */
  private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_256;

  private static final VectorMask<Float> ODD_1 = oddMask(1);
  private static final VectorMask<Float> ODD_2 = oddMask(2);
  private static final VectorMask<Float> ODD_4 = oddMask(4);
  private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(HALF, l -> l ^ 1);
  private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(HALF, l -> l ^ 2);
  private static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(HALF, l -> l ^ 4);

  private static VectorMask<Float> oddMask(int bit) {
    boolean[] odd = new boolean[HALF.length()];
    for (int l = 0; l < odd.length; l++) {
      odd[l] = (l & bit) != 0;
    }
    return VectorMask.fromArray(HALF, odd, 0);
  }

  /**
   * See {@link TileKernels#total}: a transposing tree, which adds up the lanes of eight vectors,
   * one in each lane of the result. Not reduceLanes, whose order of additions differs between
   * interpreter and compiler.
   */
  static void total(float[] sums, float[] slots, int slot) {
    if (LANES == 4) {
      for (int k = 0; k < SUMS; k++) {
        int at = 4 * k;
        slots[slot + k] = sums[at] + sums[at + 1] + (sums[at + 2] + sums[at + 3]);
      }
      return;
    }
    for (int k = 0; k < 16; k += 8) {
      int at = k * LANES;
      FloatVector v0 = FloatVector.fromArray(HALF, sums, at + 0 * LANES);
      FloatVector v1 = FloatVector.fromArray(HALF, sums, at + 1 * LANES);
      FloatVector v2 = FloatVector.fromArray(HALF, sums, at + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(HALF, sums, at + 3 * LANES);
      FloatVector v4 = FloatVector.fromArray(HALF, sums, at + 4 * LANES);
      FloatVector v5 = FloatVector.fromArray(HALF, sums, at + 5 * LANES);
      FloatVector v6 = FloatVector.fromArray(HALF, sums, at + 6 * LANES);
      FloatVector v7 = FloatVector.fromArray(HALF, sums, at + 7 * LANES);
      if (LANES == 16) {
        v0 = v0.add(FloatVector.fromArray(HALF, sums, at + 0 * LANES + 8));
        v1 = v1.add(FloatVector.fromArray(HALF, sums, at + 1 * LANES + 8));
        v2 = v2.add(FloatVector.fromArray(HALF, sums, at + 2 * LANES + 8));
        v3 = v3.add(FloatVector.fromArray(HALF, sums, at + 3 * LANES + 8));
        v4 = v4.add(FloatVector.fromArray(HALF, sums, at + 4 * LANES + 8));
        v5 = v5.add(FloatVector.fromArray(HALF, sums, at + 5 * LANES + 8));
        v6 = v6.add(FloatVector.fromArray(HALF, sums, at + 6 * LANES + 8));
        v7 = v7.add(FloatVector.fromArray(HALF, sums, at + 7 * LANES + 8));
      }
      v0 = v0.blend(v4, ODD_4).add(v4.blend(v0, ODD_4).rearrange(SWAP_4));
      v1 = v1.blend(v5, ODD_4).add(v5.blend(v1, ODD_4).rearrange(SWAP_4));
      v2 = v2.blend(v6, ODD_4).add(v6.blend(v2, ODD_4).rearrange(SWAP_4));
      v3 = v3.blend(v7, ODD_4).add(v7.blend(v3, ODD_4).rearrange(SWAP_4));
      v0 = v0.blend(v2, ODD_2).add(v2.blend(v0, ODD_2).rearrange(SWAP_2));
      v1 = v1.blend(v3, ODD_2).add(v3.blend(v1, ODD_2).rearrange(SWAP_2));
      v0 = v0.blend(v1, ODD_1).add(v1.blend(v0, ODD_1).rearrange(SWAP_1));
      v0.intoArray(slots, slot + k);
    }
    FloatVector last = FloatVector.fromArray(HALF, sums, 16 * LANES);
    if (LANES == 16) {
      last = last.add(FloatVector.fromArray(HALF, sums, 16 * LANES + 8));
    }
    last = last.add(last.rearrange(SWAP_4));
    last = last.add(last.rearrange(SWAP_2));
    last = last.add(last.rearrange(SWAP_1));
    last.intoArray(sums, 0);
    slots[slot + 16] = sums[0];
  }
}
