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

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
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
  private static final int LANES = S.length();

  /** {@link TileGrid#planeLength}, as a constant so that bounds checks fall together. */
  static final int PLANE = TileGrid.BLOCKS * LANES + 16;

  /**
   * The kernels work with (u, v) / √2, in which the disc's exponent has the factor of the low-pass
   * filter's.
   */
  static final float UNIT = (float) Math.sqrt(0.5);

  /** -log2(e): {@link #EXPONENT} for that unit. */
  static final float EXPONENT_OF_UNIT = 2 * EXPONENT;

  /** Pixel centres of the eight columns of blocks, and of the rows. */
  static final float[] PIXEL_X = centres(true);

  static final float[] PIXEL_Y = centres(false);
  private static final FloatVector ZERO = FloatVector.zero(S);
  private static final int SIGN = Integer.MIN_VALUE;

  /** Adding it rounds to an integer, which then stands in the low bits. */
  static final float ROUND = 12582912;

  // 2^f on [-1/2, 1/2], relative error 2.6e-6.
  static final float P4 = 0.0095701019f;
  static final float P3 = 0.05591786f;
  static final float P2 = 0.24024745f;
  static final float P1 = 0.69312181f;
  static final float P0 = 0.99999926f;

  /** 0 < k ≤ {@link #LARGEST_K} as one comparison of bits. */
  static final int SMALLEST_K_BITS = Float.floatToRawIntBits(SMALLEST_K);

  static final int K_RANGE = Float.floatToRawIntBits(LARGEST_K) - SMALLEST_K_BITS;

  /**
   * Exponents are clamped in place of alphas: of numbers that are not positive, the unsigned bits
   * of the lesser are the greater.
   */
  private static final float LOG2_LARGEST = (float) (Math.log(LARGEST_ALPHA) / Math.log(2));

  static final int LOG2_LARGEST_BITS = Float.floatToRawIntBits(LOG2_LARGEST);

  /** The alpha of the clamped exponent, as the kernels compute it. */
  static final float CLAMPED_ALPHA = power(LOG2_LARGEST);

  private static float power(float f) {
    float p = Math.fma(f, P4, P3);
    p = Math.fma(p, f, P2);
    p = Math.fma(p, f, P1);
    return Math.fma(p, f, P0);
  }

  private static VectorSpecies<Float> species() {
    return switch (Integer.getInteger("drag4d.vector.bits", 0)) {
      case 128 -> FloatVector.SPECIES_128;
      case 256 -> FloatVector.SPECIES_256;
      case 512 -> FloatVector.SPECIES_512;
      default -> FloatVector.SPECIES_PREFERRED;
    };
  }

  private static float[] centres(boolean horizontal) {
    float[] centres = new float[8 * LANES];
    for (int i = 0; i < centres.length; i++) {
      int lane = i % LANES;
      int pixel = horizontal ? i / LANES * 4 + (lane & 3) : i / LANES * (LANES / 4) + (lane >> 2);
      centres[i] = pixel + 0.5f;
    }
    return centres;
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
  public FeatureKernels features() {
    return new VectorFeatureKernels();
  }

  private static final float[] UNITS = units();

  private static float[] units() {
    float[] units = new float[Projection.RECORD];
    Arrays.fill(units, 1);
    Arrays.fill(units, A_U, A_K, UNIT);
    return units;
  }

  @Override
  public void gather(
      float[] all, int[] which, int from, int to, float x, float y, float[] records) {
    Arrays.fill(records, 0, Projection.RECORD, 0);
    records[CENTRE_X] = x;
    records[CENTRE_Y] = y;
    for (int k = 0; k < Projection.RECORD; k += LANES) {
      FloatVector origin = FloatVector.fromArray(S, records, k);
      FloatVector units = FloatVector.fromArray(S, UNITS, k);
      int at = k;
      for (int i = from; i < to; i++) {
        FloatVector.fromArray(S, all, which[i] * Projection.RECORD + k)
            .sub(origin)
            .mul(units)
            .intoArray(records, at);
        at += Projection.RECORD;
      }
    }
  }

  private static final IntVector PLACES = IntVector.zero(I).addIndex(1).mul(Projection.RECORD);

  /** With vectors of 16, no branch depends on the bits. */
  @Override
  public int list(long[] bits, int block, int records, int[] list) {
    if (LANES != 16) {
      return TileKernels.super.list(bits, block, records, list);
    }
    int n = 0;
    for (int first = 0; first < records; first += Long.SIZE) {
      long rest = bits[first + block];
      for (int k = first; k < first + Long.SIZE; k += 16) {
        VectorMask<Integer> touches = VectorMask.fromLong(I, rest & 0xFFFF);
        PLACES.add(k * Projection.RECORD).compress(touches).intoArray(list, n);
        n += Long.bitCount(rest & 0xFFFF);
        rest >>>= 16;
      }
    }
    return n;
  }

  @Override
  public void alphas(float[] r, int[] list, int from, int to, int block, float[] out) {
    FloatVector px = FloatVector.fromArray(S, PIXEL_X, (block & 7) * LANES);
    FloatVector py = FloatVector.fromArray(S, PIXEL_Y, (block >> 3) * LANES);
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
          k.reinterpretAsInts().sub(SMALLEST_K_BITS).compare(VectorOperators.ULE, K_RANGE).cast(S);
      FloatVector z = ZERO.blend(FloatVector.broadcast(S, 1f).div(k), inFront);
      FloatVector u = dx.fma(FloatVector.broadcast(S, r[at + A_U]), dy.mul(r[at + B_U])).mul(z);
      FloatVector v = dx.fma(FloatVector.broadcast(S, r[at + A_V]), dy.mul(r[at + B_V])).mul(z);
      IntVector disc = u.fma(u, v.mul(v)).reinterpretAsInts();
      IntVector filter = dx.fma(dx, dy.mul(dy)).reinterpretAsInts();
      FloatVector e =
          disc.min(filter)
              .reinterpretAsFloats()
              .fma(
                  FloatVector.broadcast(S, EXPONENT_OF_UNIT),
                  FloatVector.broadcast(S, r[at + LOG2_OPACITY]));
      FloatVector c =
          e.reinterpretAsInts()
              .lanewise(VectorOperators.UMAX, LOG2_LARGEST_BITS)
              .reinterpretAsFloats();
      FloatVector rounded = c.add(ROUND);
      FloatVector f = c.sub(rounded.sub(ROUND));
      FloatVector p = f.fma(FloatVector.broadcast(S, P4), FloatVector.broadcast(S, P3));
      p = p.fma(f, FloatVector.broadcast(S, P2));
      p = p.fma(f, FloatVector.broadcast(S, P1));
      p = p.fma(f, FloatVector.broadcast(S, P0));
      FloatVector alpha =
          p.reinterpretAsInts()
              .add(rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats();
      alpha = ZERO.blend(alpha, e.compare(VectorOperators.GE, LOG2_SMALLEST_ALPHA).and(inFront));
      alpha.intoArray(out, o);
      z.intoArray(out, o + LANES);
      o += 2 * LANES;
    }
  }

  @Override
  public boolean blend(
      float[] r,
      int[] list,
      int from,
      int to,
      float[] prepared,
      float[] maps,
      int at,
      int plane,
      boolean median) {
    return median
        ? blendWithMedian(r, list, from, to, prepared, maps, at)
        : blendSums(r, list, from, to, prepared, maps, at);
  }

  private static boolean blendSums(
      float[] r, int[] list, int from, int to, float[] prepared, float[] maps, int at) {
    FloatVector t = FloatVector.fromArray(S, maps, at);
    FloatVector red = FloatVector.fromArray(S, maps, at + COLOUR * PLANE);
    FloatVector green = FloatVector.fromArray(S, maps, at + (COLOUR + 1) * PLANE);
    FloatVector blue = FloatVector.fromArray(S, maps, at + (COLOUR + 2) * PLANE);
    FloatVector depth = FloatVector.fromArray(S, maps, at + DEPTH * PLANE);
    FloatVector nx = FloatVector.fromArray(S, maps, at + NORMAL * PLANE);
    FloatVector ny = FloatVector.fromArray(S, maps, at + (NORMAL + 1) * PLANE);
    FloatVector nz = FloatVector.fromArray(S, maps, at + (NORMAL + 2) * PLANE);
    FloatVector none = FloatVector.zero(S);
    int o = 0;
    for (int i = from; i < to; i++) {
      int s = list[i];
      FloatVector alpha = FloatVector.fromArray(S, prepared, o);
      FloatVector z = FloatVector.fromArray(S, prepared, o + LANES);
      o += 2 * LANES;
      FloatVector w = alpha.mul(t);
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      w = w.blend(none, stop);
      red = w.fma(FloatVector.broadcast(S, r[s + RED]), red);
      green = w.fma(FloatVector.broadcast(S, r[s + RED + 1]), green);
      blue = w.fma(FloatVector.broadcast(S, r[s + RED + 2]), blue);
      nx = w.fma(FloatVector.broadcast(S, r[s + RED + 3]), nx);
      ny = w.fma(FloatVector.broadcast(S, r[s + RED + 4]), ny);
      nz = w.fma(FloatVector.broadcast(S, r[s + RED + 5]), nz);
      depth = w.fma(z, depth);
      t = next.blend(t.reinterpretAsInts().or(SIGN).reinterpretAsFloats(), stop);
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

  /** The same with the median depth, which every surfel waits for: for pictures only. */
  private static boolean blendWithMedian(
      float[] r, int[] list, int from, int to, float[] prepared, float[] maps, int at) {
    FloatVector t = FloatVector.fromArray(S, maps, at);
    FloatVector red = FloatVector.fromArray(S, maps, at + COLOUR * PLANE);
    FloatVector green = FloatVector.fromArray(S, maps, at + (COLOUR + 1) * PLANE);
    FloatVector blue = FloatVector.fromArray(S, maps, at + (COLOUR + 2) * PLANE);
    FloatVector depth = FloatVector.fromArray(S, maps, at + DEPTH * PLANE);
    FloatVector nx = FloatVector.fromArray(S, maps, at + NORMAL * PLANE);
    FloatVector ny = FloatVector.fromArray(S, maps, at + (NORMAL + 1) * PLANE);
    FloatVector nz = FloatVector.fromArray(S, maps, at + (NORMAL + 2) * PLANE);
    FloatVector none = FloatVector.zero(S);
    int o = 0;
    for (int i = from; i < to; i++) {
      int s = list[i];
      FloatVector alpha = FloatVector.fromArray(S, prepared, o);
      FloatVector z = FloatVector.fromArray(S, prepared, o + LANES);
      o += 2 * LANES;
      FloatVector w = alpha.mul(t);
      FloatVector next = t.sub(w);
      VectorMask<Float> stop = next.compare(VectorOperators.LT, STOP);
      w = w.blend(none, stop);
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
      t = next.blend(t.reinterpretAsInts().or(SIGN).reinterpretAsFloats(), stop);
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
  public boolean geometry(float[] records, int record, int[] blocks, int count, float[] out) {
    return VectorBackward.geometry(records, record, blocks, count, out);
  }

  @Override
  public void chain(
      float[] records,
      int record,
      int[] blocks,
      int count,
      float[] geometry,
      boolean filtered,
      float[] state,
      int plane,
      float[] sums,
      boolean distortion) {
    if (distortion) {
      VectorBackward.walkDistorted(records, record, blocks, count, geometry, state, sums);
    } else {
      VectorBackward.walk(records, record, blocks, count, geometry, state, sums);
    }
    if (filtered) {
      VectorBackward.filteredShape(records, record, blocks, count, geometry, sums);
    } else {
      VectorBackward.shape(count, geometry, sums);
    }
  }

  @Override
  public void total(float[] sums, float[] slots, int slot) {
    VectorBackward.total(sums, slots, slot);
  }

  @Override
  public void toBlocks(
      float[] rows, int from, int stride, int width, int height, float[] plane, int to) {
    if (width < 32 || height < 2 * LANES) {
      TileKernels.super.toBlocks(rows, from, stride, width, height, plane, to);
    } else {
      VectorBlockOrder.toBlocks(rows, from, stride, plane, to);
    }
  }

  @Override
  public void toRows(
      float[] plane, int from, float[] rows, int to, int stride, int width, int height) {
    if (width < 32 || height < 2 * LANES) {
      TileKernels.super.toRows(plane, from, rows, to, stride, width, height);
    } else {
      VectorBlockOrder.toRows(plane, from, rows, to, stride);
    }
  }
}
