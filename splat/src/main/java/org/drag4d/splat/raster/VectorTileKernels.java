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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels with jdk.incubator.vector; one vector is one block.
 *
 * <p>Written for the compiler as much as for the reader: no method of our own is called inside, and
 * each method stays below what the compiler inlines as a whole, because a vector that crosses a
 * call that is not inlined is allocated; so is a sum over a loop that starts from a constant object
 * instead of {@code FloatVector.zero}. The tests watch that no kernel allocates. For the same
 * reason the file is long: shared pieces cannot be methods.
 */
final class VectorTileKernels implements TileKernels {
  /** What all kernels of this run use. */
  static final VectorSpecies<Float> SPECIES = species();

  private static final VectorSpecies<Float> S = SPECIES;
  private static final VectorSpecies<Integer> I = S.withLanes(int.class);
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  private static final int LANES = S.length();

  /** Place in the sums of four partial sums each, after the vectors. */
  private static final int QUARTERS = SUMS * LANES;

  /** {@link TileGrid#planeLength}, as a constant so that bounds checks fall together. */
  private static final int PLANE = TileGrid.BLOCKS * LANES + 16;

  private static final FloatVector LANE_X = lanePositions(true);
  private static final FloatVector LANE_Y = lanePositions(false);
  private static final FloatVector ZERO = FloatVector.zero(S);

  /** Adding it rounds to an integer, which then stands in the low bits. */
  private static final float ROUND = 12582912;

  // 2^f on [-1/2, 1/2], relative error 2.6e-6.
  private static final float P4 = 0.0095701019f;
  private static final float P3 = 0.05591786f;
  private static final float P2 = 0.24024745f;
  private static final float P1 = 0.69312181f;
  private static final float P0 = 0.99999926f;

  private static VectorSpecies<Float> species() {
    return switch (Integer.getInteger("drag4d.vector.bits", 0)) {
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default -> FloatVector.SPECIES_PREFERRED;
    };
  }

  private static FloatVector lanePositions(boolean horizontal) {
    float[] centre = new float[LANES];
    for (int l = 0; l < LANES; l++) {
      centre[l] = (horizontal ? l & 3 : l >> 2) + 0.5f;
    }
    return FloatVector.fromArray(S, centre, 0);
  }

  VectorTileKernels() {
    if (LANES < 4 || LANES > 16) {
      throw new UnsupportedOperationException("vectors of " + LANES + " floats");
    }
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public PlaneKernels planes() {
    return new VectorPlaneKernels();
  }

  @Override
  public SurfelKernels surfels() {
    return new VectorSurfelKernels();
  }

  @Override
  public ColumnKernels columns() {
    return new VectorColumnKernels();
  }

  @Override
  public void alphas(float[] r, int[] list, int from, int to, float x, float y, float[] out) {
    FloatVector px = LANE_X.add(x);
    FloatVector py = LANE_Y.add(y);
    int o = 0;
    for (int i = from; i < to; i++) {
      int at = list[i];
      FloatVector dx = px.sub(r[at + CENTRE_X]);
      FloatVector dy = py.sub(r[at + CENTRE_Y]);
      FloatVector k =
          dx.fma(
              FloatVector.broadcast(S, r[at + A_K]),
              dy.fma(FloatVector.broadcast(S, r[at + B_K]), FloatVector.broadcast(S, r[at + C_K])));
      VectorMask<Float> inFront =
          k.compare(VectorOperators.LE, LARGEST_K).and(k.compare(VectorOperators.GT, SMALLEST_K));
      FloatVector z = ZERO.blend(FloatVector.broadcast(S, 1f).div(k), inFront);
      FloatVector qu = dx.fma(FloatVector.broadcast(S, r[at + A_U]), dy.mul(r[at + B_U]));
      FloatVector qv = dx.fma(FloatVector.broadcast(S, r[at + A_V]), dy.mul(r[at + B_V]));
      FloatVector disc = qu.fma(qu, qv.mul(qv)).mul(z.mul(z));
      FloatVector filter = dx.fma(dx, dy.mul(dy)).mul(2f);
      FloatVector rho = filter.blend(disc, disc.compare(VectorOperators.LT, filter));
      FloatVector e =
          rho.fma(
              FloatVector.broadcast(S, EXPONENT), FloatVector.broadcast(S, r[at + LOG2_OPACITY]));
      FloatVector rounded = e.add(ROUND);
      FloatVector f = e.sub(rounded.sub(ROUND));
      FloatVector p = f.fma(FloatVector.broadcast(S, P4), FloatVector.broadcast(S, P3));
      p = p.fma(f, FloatVector.broadcast(S, P2));
      p = p.fma(f, FloatVector.broadcast(S, P1));
      p = p.fma(f, FloatVector.broadcast(S, P0));
      IntVector shifted = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector alpha = p.reinterpretAsInts().add(shifted).reinterpretAsFloats();
      alpha =
          alpha.blend(
              FloatVector.broadcast(S, LARGEST_ALPHA),
              alpha.compare(VectorOperators.GT, LARGEST_ALPHA));
      alpha = ZERO.blend(alpha, e.compare(VectorOperators.GE, LOG2_SMALLEST_ALPHA).and(inFront));
      alpha.intoArray(out, o);
      z.intoArray(out, o + LANES);
      o += 2 * LANES;
    }
  }

  @Override
  public boolean blend(
      float[] r, int[] list, int from, int to, float[] prepared, float[] maps, int at, int plane) {
    FloatVector t = FloatVector.fromArray(S, maps, at);
    FloatVector red = FloatVector.fromArray(S, maps, at + COLOUR * PLANE);
    FloatVector green = FloatVector.fromArray(S, maps, at + (COLOUR + 1) * PLANE);
    FloatVector blue = FloatVector.fromArray(S, maps, at + (COLOUR + 2) * PLANE);
    FloatVector depth = FloatVector.fromArray(S, maps, at + DEPTH * PLANE);
    FloatVector nx = FloatVector.fromArray(S, maps, at + NORMAL * PLANE);
    FloatVector ny = FloatVector.fromArray(S, maps, at + (NORMAL + 1) * PLANE);
    FloatVector nz = FloatVector.fromArray(S, maps, at + (NORMAL + 2) * PLANE);
    int o = 0;
    for (int i = from; i < to; i++) {
      int s = list[i];
      FloatVector alpha = FloatVector.fromArray(S, prepared, o);
      FloatVector z = FloatVector.fromArray(S, prepared, o + LANES);
      o += 2 * LANES;
      FloatVector w = alpha.mul(t);
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      w = w.blend(0, stop);
      red = w.fma(FloatVector.broadcast(S, r[s + RED]), red);
      green = w.fma(FloatVector.broadcast(S, r[s + RED + 1]), green);
      blue = w.fma(FloatVector.broadcast(S, r[s + RED + 2]), blue);
      nx = w.fma(FloatVector.broadcast(S, r[s + RED + 3]), nx);
      ny = w.fma(FloatVector.broadcast(S, r[s + RED + 4]), ny);
      nz = w.fma(FloatVector.broadcast(S, r[s + RED + 5]), nz);
      depth = w.fma(z, depth);
      VectorMask<Float> nearHalf =
          t.compare(VectorOperators.GT, 0.5f).and(w.compare(VectorOperators.GT, 0));
      // kept in its map: carried from turn to turn, it is boxed by some runs of the compiler
      FloatVector median = FloatVector.fromArray(S, maps, at + MEDIAN * PLANE);
      median.blend(z, nearHalf).intoArray(maps, at + MEDIAN * PLANE);
      t = next.blend(t.abs().neg(), stop);
    }
    t.intoArray(maps, at);
    red.intoArray(maps, at + COLOUR * PLANE);
    green.intoArray(maps, at + (COLOUR + 1) * PLANE);
    blue.intoArray(maps, at + (COLOUR + 2) * PLANE);
    depth.intoArray(maps, at + DEPTH * PLANE);
    nx.intoArray(maps, at + NORMAL * PLANE);
    ny.intoArray(maps, at + (NORMAL + 1) * PLANE);
    nz.intoArray(maps, at + (NORMAL + 2) * PLANE);
    return t.compare(VectorOperators.LT, 0).allTrue();
  }

  @Override
  public void moments(
      int from, int to, float[] prepared, float[] maps, int at, float[] moments, int place) {
    FloatVector t = FloatVector.fromArray(S, maps, at);
    int shiftPlace = place + MOMENT_SHIFT * PLANE;
    FloatVector mean = FloatVector.fromArray(S, moments, place + MOMENT_MEAN * PLANE);
    FloatVector square = FloatVector.fromArray(S, moments, place + MOMENT_SQUARE * PLANE);
    int o = 0;
    for (int i = from; i < to; i++) {
      FloatVector z = FloatVector.fromArray(S, prepared, o + LANES);
      FloatVector w = FloatVector.fromArray(S, prepared, o).mul(t);
      o += 2 * LANES;
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      w = w.blend(0, stop);
      FloatVector k =
          ZERO.blend(FloatVector.broadcast(S, 1f).div(z), z.compare(VectorOperators.GT, 0));
      // In its map from turn to turn, as the median is. That w > 0 says z > 0 already; the test
      // makes
      // the method too long to be inlined into its caller, where the vectors would be boxed.
      FloatVector shift = FloatVector.fromArray(S, moments, shiftPlace);
      VectorMask<Float> first =
          w.compare(VectorOperators.GT, 0)
              .and(z.compare(VectorOperators.GT, 0))
              .and(shift.compare(VectorOperators.EQ, 0));
      shift = shift.blend(k, first);
      shift.intoArray(moments, shiftPlace);
      FloatVector kappa = k.sub(shift);
      FloatVector wk = w.mul(kappa);
      mean = mean.add(wk);
      square = wk.fma(kappa, square);
      t = next.blend(t.abs().neg(), stop);
    }
    mean.intoArray(moments, place + MOMENT_MEAN * PLANE);
    square.intoArray(moments, place + MOMENT_SQUARE * PLANE);
  }

  @Override
  public void geometry(float[] r, int at, int[] blocks, int count, float[] out) {
    int o = 0;
    for (int i = 0; i < count; i++) {
      int block = blocks[i];
      FloatVector dx = LANE_X.add((block & 7) * 4).sub(r[at + CENTRE_X]);
      FloatVector dy = LANE_Y.add((block >> 3) * (LANES / 4)).sub(r[at + CENTRE_Y]);
      FloatVector k =
          dx.fma(
              FloatVector.broadcast(S, r[at + A_K]),
              dy.fma(FloatVector.broadcast(S, r[at + B_K]), FloatVector.broadcast(S, r[at + C_K])));
      VectorMask<Float> inFront =
          k.compare(VectorOperators.LE, LARGEST_K).and(k.compare(VectorOperators.GT, SMALLEST_K));
      FloatVector z = ZERO.blend(FloatVector.broadcast(S, 1f).div(k), inFront);
      FloatVector qu = dx.fma(FloatVector.broadcast(S, r[at + A_U]), dy.mul(r[at + B_U]));
      FloatVector qv = dx.fma(FloatVector.broadcast(S, r[at + A_V]), dy.mul(r[at + B_V]));
      FloatVector disc = qu.fma(qu, qv.mul(qv)).mul(z.mul(z));
      FloatVector filter = dx.fma(dx, dy.mul(dy)).mul(2f);
      VectorMask<Float> onDisc = disc.compare(VectorOperators.LT, filter);
      FloatVector rho = filter.blend(disc, onDisc);
      FloatVector e =
          rho.fma(
              FloatVector.broadcast(S, EXPONENT), FloatVector.broadcast(S, r[at + LOG2_OPACITY]));
      FloatVector rounded = e.add(ROUND);
      FloatVector f = e.sub(rounded.sub(ROUND));
      FloatVector p = f.fma(FloatVector.broadcast(S, P4), FloatVector.broadcast(S, P3));
      p = p.fma(f, FloatVector.broadcast(S, P2));
      p = p.fma(f, FloatVector.broadcast(S, P1));
      p = p.fma(f, FloatVector.broadcast(S, P0));
      IntVector shifted = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector alpha = p.reinterpretAsInts().add(shifted).reinterpretAsFloats();
      VectorMask<Float> clamped = alpha.compare(VectorOperators.GT, LARGEST_ALPHA);
      alpha = alpha.blend(FloatVector.broadcast(S, LARGEST_ALPHA), clamped);
      alpha = ZERO.blend(alpha, e.compare(VectorOperators.GE, LOG2_SMALLEST_ALPHA).and(inFront));
      FloatVector free = FloatVector.broadcast(S, 1f).blend(ZERO, clamped);
      FloatVector toDisc = ZERO.blend(free, onDisc);
      alpha.intoArray(out, o);
      z.intoArray(out, o + LANES);
      qu.mul(z).intoArray(out, o + 2 * LANES);
      qv.mul(z).intoArray(out, o + 3 * LANES);
      toDisc.intoArray(out, o + 4 * LANES);
      free.sub(toDisc).intoArray(out, o + 5 * LANES);
      o += GEOMETRY * LANES;
    }
  }

  @Override
  public void chain(
      float[] r,
      int at,
      int[] blocks,
      int count,
      float[] geometry,
      float[] state,
      int plane,
      float[] sums,
      boolean distortion) {
    if (distortion) {
      walkDistorted(r, at, blocks, count, geometry, state, sums);
    } else {
      walk(r, at, blocks, count, geometry, state, sums);
    }
    shape(r, at, blocks, count, geometry, sums);
  }

  /**
   * The walk itself: transmittance and what lies behind move on, colour and normal are summed.
   * Leaves in {@code geometry}: f in place of z, and the gradients h of the exponent times the two
   * factors.
   */
  static void walk(
      float[] r, int at, int[] blocks, int count, float[] geometry, float[] state, float[] sums) {
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
      FloatVector t = FloatVector.fromArray(S, state, b);
      FloatVector next = t.sub(alpha.mul(t));
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      alpha = alpha.blend(ZERO, stop);
      next.blend(t.abs().neg(), stop).intoArray(state, b);
      FloatVector w = alpha.mul(t);
      FloatVector d = FloatVector.fromArray(S, state, b + D_COLOUR * PLANE);
      FloatVector g =
          d.fma(
              FloatVector.broadcast(S, r[at + RED]),
              FloatVector.fromArray(S, state, b + D_ALPHA * PLANE));
      red = w.fma(d, red);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 1) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 1]), g);
      green = w.fma(d, green);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 2) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 2]), g);
      blue = w.fma(d, blue);
      d = FloatVector.fromArray(S, state, b + D_NORMAL * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 3]), g);
      nx = w.fma(d, nx);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 1) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 4]), g);
      ny = w.fma(d, ny);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 2) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 5]), g);
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
      FloatVector onDisc = h.mul(FloatVector.fromArray(S, geometry, o + 4 * LANES));
      FloatVector onFilter = h.mul(FloatVector.fromArray(S, geometry, o + 5 * LANES));
      onDisc.intoArray(geometry, o + 4 * LANES);
      onFilter.intoArray(geometry, o + 5 * LANES);
      sumH = sumH.add(onDisc.add(onFilter));
      o += GEOMETRY * LANES;
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
      FloatVector t = FloatVector.fromArray(S, state, b);
      FloatVector next = t.sub(alpha.mul(t));
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      alpha = alpha.blend(ZERO, stop);
      next.blend(t.abs().neg(), stop).intoArray(state, b);
      FloatVector w = alpha.mul(t);
      FloatVector d = FloatVector.fromArray(S, state, b + D_COLOUR * PLANE);
      FloatVector g =
          d.fma(
              FloatVector.broadcast(S, r[at + RED]),
              FloatVector.fromArray(S, state, b + D_ALPHA * PLANE));
      red = w.fma(d, red);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 1) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 1]), g);
      green = w.fma(d, green);
      d = FloatVector.fromArray(S, state, b + (D_COLOUR + 2) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 2]), g);
      blue = w.fma(d, blue);
      d = FloatVector.fromArray(S, state, b + D_NORMAL * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 3]), g);
      nx = w.fma(d, nx);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 1) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 4]), g);
      ny = w.fma(d, ny);
      d = FloatVector.fromArray(S, state, b + (D_NORMAL + 2) * PLANE);
      g = d.fma(FloatVector.broadcast(S, r[at + RED + 5]), g);
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
      FloatVector onDisc = h.mul(FloatVector.fromArray(S, geometry, o + 4 * LANES));
      FloatVector onFilter = h.mul(FloatVector.fromArray(S, geometry, o + 5 * LANES));
      onDisc.intoArray(geometry, o + 4 * LANES);
      onFilter.intoArray(geometry, o + 5 * LANES);
      sumH = sumH.add(onDisc.add(onFilter));
      o += GEOMETRY * LANES;
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

  /** The sums that move, turn and stretch the surfel. */
  static void shape(float[] r, int at, int[] blocks, int count, float[] geometry, float[] sums) {
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
      FloatVector u = FloatVector.fromArray(S, geometry, o + 2 * LANES);
      FloatVector v = FloatVector.fromArray(S, geometry, o + 3 * LANES);
      FloatVector onDisc = FloatVector.fromArray(S, geometry, o + 4 * LANES);
      FloatVector onFilter = FloatVector.fromArray(S, geometry, o + 5 * LANES);
      FloatVector du = onDisc.mul(u);
      FloatVector dv = onDisc.mul(v);
      hu = hu.add(du);
      hv = hv.add(dv);
      uu = du.fma(u, uu);
      uv = du.fma(v, uv);
      vv = dv.fma(v, vv);
      FloatVector e = FloatVector.fromArray(S, geometry, o + LANES).sub(du.fma(u, dv.mul(v)));
      eu = e.fma(u, eu);
      ev = e.fma(v, ev);
      hx = onFilter.fma(LANE_X.sub(r[at + CENTRE_X] - (block & 7) * 4), hx);
      hy = onFilter.fma(LANE_Y.sub(r[at + CENTRE_Y] - (block >> 3) * (LANES / 4)), hy);
      o += GEOMETRY * LANES;
    }
    uu.intoArray(sums, SUM_UU * LANES);
    uv.intoArray(sums, SUM_UV * LANES);
    vv.intoArray(sums, SUM_VV * LANES);
    hu.intoArray(sums, SUM_U * LANES);
    hv.intoArray(sums, SUM_V * LANES);
    eu.intoArray(sums, SUM_EU * LANES);
    ev.intoArray(sums, SUM_EV * LANES);
    hx.intoArray(sums, SUM_DX * LANES);
    hy.intoArray(sums, SUM_DY * LANES);
  }

  private static final VectorMask<Float> ODD_1 = oddMask(1);
  private static final VectorMask<Float> ODD_2 = oddMask(2);
  private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(S, l -> l ^ 1);
  private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(S, l -> l ^ 2);

  private static VectorMask<Float> oddMask(int bit) {
    boolean[] odd = new boolean[LANES];
    for (int l = 0; l < LANES; l++) {
      odd[l] = (l & bit) != 0;
    }
    return VectorMask.fromArray(S, odd, 0);
  }

  /**
   * Where the four partial sums of a total stand before they are transposed, so that the totals
   * come out in their order.
   */
  private static final int[] QUARTER_PLACE = quarterPlaces();

  private static int[] quarterPlaces() {
    int[] places = new int[SUMS];
    int groups = LANES / 4; // totals of which a vector holds four partial sums each
    for (int k = 0; k < 16; k++) {
      int vector = k / LANES * 4 + k % 4;
      places[k] = 4 * (vector * groups + k % LANES / 4);
    }
    places[16] = 64;
    return places;
  }

  /**
   * Down to four partial sums by loading quarters of the vectors, which costs no permutation; the
   * rest by a transposing tree over four vectors at a time. Not by reduceLanes, whose order of
   * additions differs between interpreter and compiler.
   */
  @Override
  public void total(float[] sums, float[] slots, int slot) {
    for (int k = 0; k < SUMS; k++) {
      int at = k * LANES;
      FloatVector four = FloatVector.fromArray(FOUR, sums, at);
      if (LANES > 4) {
        four = four.add(FloatVector.fromArray(FOUR, sums, at + 4));
      }
      if (LANES > 8) {
        four =
            four.add(
                FloatVector.fromArray(FOUR, sums, at + 8)
                    .add(FloatVector.fromArray(FOUR, sums, at + 12)));
      }
      four.intoArray(sums, QUARTERS + QUARTER_PLACE[k]);
    }
    for (int k = 0; k < 16; k += LANES) {
      int at = QUARTERS + 4 * k;
      FloatVector v0 = FloatVector.fromArray(S, sums, at);
      FloatVector v1 = FloatVector.fromArray(S, sums, at + LANES);
      FloatVector v2 = FloatVector.fromArray(S, sums, at + 2 * LANES);
      FloatVector v3 = FloatVector.fromArray(S, sums, at + 3 * LANES);
      v0 = v0.blend(v1, ODD_1).add(v1.blend(v0, ODD_1).rearrange(SWAP_1));
      v2 = v2.blend(v3, ODD_1).add(v3.blend(v2, ODD_1).rearrange(SWAP_1));
      v0 = v0.blend(v2, ODD_2).add(v2.blend(v0, ODD_2).rearrange(SWAP_2));
      v0.intoArray(slots, slot + k);
    }
    int last = QUARTERS + 64;
    slots[slot + 16] = sums[last] + sums[last + 1] + (sums[last + 2] + sums[last + 3]);
  }

  @Override
  public void toBlocks(
      float[] rows, int from, int stride, int width, int height, float[] plane, int to) {
    if (width < 32 || height < 2 * LANES) {
      TileKernels.super.toBlocks(rows, from, stride, width, height, plane, to);
      return;
    }
    int at = to;
    for (int block = 0; block < TileGrid.BLOCKS; block++) {
      int source = from + (block >> 3) * (LANES / 4) * stride + (block & 7) * 4;
      for (int row = 0; row < LANES / 4; row++) {
        FloatVector.fromArray(FOUR, rows, source).intoArray(plane, at);
        source += stride;
        at += 4;
      }
    }
  }

  @Override
  public void toRows(
      float[] plane, int from, float[] rows, int to, int stride, int width, int height) {
    if (width < 32 || height < 2 * LANES) {
      TileKernels.super.toRows(plane, from, rows, to, stride, width, height);
      return;
    }
    int at = from;
    for (int block = 0; block < TileGrid.BLOCKS; block++) {
      int target = to + (block >> 3) * (LANES / 4) * stride + (block & 7) * 4;
      for (int row = 0; row < LANES / 4; row++) {
        FloatVector.fromArray(FOUR, plane, at).intoArray(rows, target);
        target += stride;
        at += 4;
      }
    }
  }
}
