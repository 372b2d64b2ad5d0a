package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.splat.Surfels;

/**
 * Surfels as the engine keeps them: one row of 16 floats (a cache line) per surfel, the higher
 * colour coefficients apart, and what culling needs in arrays of its own.
 */
public final class SurfelRows {
  /** Floats in a row. */
  public static final int ROW = 16;

  /** Places within a row: position (3), quaternion w x y z (4), ... */
  public static final int POSITION = 0;

  static final int ROTATION = 3;
  static final int LOG_SCALE = 7;
  static final int OPACITY_LOGIT = 9;
  static final int COLOUR = 10;

  /** Parameters in a row. */
  static final int PARAMETERS = 13;

  /** Place in a row of the surfel's number at the start, or -1 if it came later. */
  static final int ORIGIN = 13;

  /** Degree of the spherical harmonics that there is room for. */
  final int degree;

  /** Coefficients × 3 of a surfel beyond degree 0. */
  final int restLength;

  /** Floats from surfel to surfel in {@link #rest}: the length, rounded up to rows. */
  final int restStride;

  int count;
  float[] rows;
  float[] rest;

  /** What culling looks at: position and {@link #REACH} larger standard deviations, in metres. */
  float[] x;

  float[] y;
  float[] z;
  float[] radius;

  /** What would take exponentials to compute anew, {@link #DERIVED} numbers per surfel. */
  float[] derived;

  static final int DERIVED = 4;

  /** Standard deviations, 1 - opacity, and the natural logarithm of the opacity. */
  static final int SCALE = 0;

  static final int TRANSPARENCY = 2;
  static final int LN_OPACITY = 3;

  /** Standard deviations from the centre to where even an opaque surfel ends, a little more. */
  static final float REACH = 3.5f;

  /**
   * Makes empty rows.
   *
   * @param degree of the spherical harmonics, 0 to 3
   * @param capacity surfels that fit without growing
   */
  public SurfelRows(int degree, int capacity) {
    this.degree = degree;
    restLength = 3 * ((degree + 1) * (degree + 1) - 1);
    restStride = (restLength + ROW - 1) / ROW * ROW;
    rows = new float[capacity * ROW];
    rest = new float[capacity * restStride];
    x = new float[padded(capacity)];
    y = new float[padded(capacity)];
    z = new float[padded(capacity)];
    radius = new float[padded(capacity)];
    derived = new float[capacity * DERIVED];
  }

  /** Replaces the content; higher coefficients than there is room for are left out. */
  public void set(Surfels s) {
    count = s.count();
    reserve(count);
    int own = s.coefficientsPerChannel() * 3;
    int shared = Math.min(restLength, own - 3);
    for (int i = 0; i < count; i++) {
      int at = i * ROW;
      System.arraycopy(s.positions(), 3 * i, rows, at + POSITION, 3);
      System.arraycopy(s.rotations(), 4 * i, rows, at + ROTATION, 4);
      System.arraycopy(s.logScales(), 2 * i, rows, at + LOG_SCALE, 2);
      rows[at + OPACITY_LOGIT] = s.opacityLogits()[i];
      System.arraycopy(s.sphericalHarmonics(), own * i, rows, at + COLOUR, 3);
      rows[at + ORIGIN] = i;
      Arrays.fill(rows, at + ORIGIN + 1, at + ROW, 0);
      System.arraycopy(s.sphericalHarmonics(), own * i + 3, rest, restStride * i, shared);
      Arrays.fill(rest, restStride * i + shared, restStride * (i + 1), 0);
      derive(i);
    }
  }

  /**
   * Sorts the rows along a space-filling curve, so that what a view sees lies together in memory.
   */
  void sortAlongCurve() {
    float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (int i = 0; i < count; i++) {
      for (int axis = 0; axis < 3; axis++) {
        float value = rows[i * ROW + axis];
        if (Math.abs(value) < 1e6f) {
          low[axis] = Math.min(low[axis], value);
          high[axis] = Math.max(high[axis], value);
        }
      }
    }
    float size = 1e-6f;
    for (int axis = 0; axis < 3; axis++) {
      size = Math.max(size, high[axis] - low[axis]);
    }
    long[] codes = new long[count];
    for (int i = 0; i < count; i++) {
      long code = 0;
      for (int axis = 0; axis < 3; axis++) {
        int cell = (int) Math.clamp((rows[i * ROW + axis] - low[axis]) / size * 1023, 0, 1023);
        for (int bit = 0; bit < 10; bit++) {
          code |= (long) (cell >> bit & 1) << 3 * bit + axis;
        }
      }
      codes[i] = code << 32 | i;
    }
    Arrays.sort(codes);
    float[] oldRows = rows.clone();
    float[] oldRest = rest.clone();
    for (int i = 0; i < count; i++) {
      int from = (int) codes[i];
      System.arraycopy(oldRows, from * ROW, rows, i * ROW, ROW);
      System.arraycopy(oldRest, from * restStride, rest, i * restStride, restStride);
      derive(i);
    }
  }

  /** Says whether the surfels are those of the start, none added and none removed. */
  private boolean complete() {
    boolean[] seen = new boolean[count];
    for (int i = 0; i < count; i++) {
      int origin = (int) rows[i * ROW + ORIGIN];
      if (origin < 0 || origin >= count || seen[origin]) {
        return false;
      }
      seen[origin] = true;
    }
    return true;
  }

  /**
   * Returns a copy of the content in the form of files; in the order of the start, if the surfels
   * are still the same.
   */
  public Surfels toSurfels() {
    boolean complete = complete();
    int own = restLength + 3;
    Surfels s =
        new Surfels(
            degree,
            new float[3 * count],
            new float[4 * count],
            new float[2 * count],
            new float[count],
            new float[own * count]);
    for (int row = 0; row < count; row++) {
      int at = row * ROW;
      int i = complete ? (int) rows[at + ORIGIN] : row;
      System.arraycopy(rows, at + POSITION, s.positions(), 3 * i, 3);
      System.arraycopy(rows, at + ROTATION, s.rotations(), 4 * i, 4);
      System.arraycopy(rows, at + LOG_SCALE, s.logScales(), 2 * i, 2);
      s.opacityLogits()[i] = rows[at + OPACITY_LOGIT];
      System.arraycopy(rows, at + COLOUR, s.sphericalHarmonics(), own * i, 3);
      System.arraycopy(rest, restStride * row, s.sphericalHarmonics(), own * i + 3, restLength);
    }
    return s;
  }

  /** Returns how many surfels there are. */
  public int count() {
    return count;
  }

  /** Returns how long arrays are that are read by whole vectors. */
  private static int padded(int surfels) {
    return (surfels + 15) / 16 * 16;
  }

  /** Makes room for so many surfels in all. */
  void reserve(int surfels) {
    if (rows.length < surfels * ROW) {
      rows = Arrays.copyOf(rows, surfels * ROW);
      rest = Arrays.copyOf(rest, surfels * restStride);
      x = Arrays.copyOf(x, padded(surfels));
      y = Arrays.copyOf(y, padded(surfels));
      z = Arrays.copyOf(z, padded(surfels));
      radius = Arrays.copyOf(radius, padded(surfels));
      derived = Arrays.copyOf(derived, surfels * DERIVED);
    }
  }

  /** Brings what follows from a row up to date with it; broken rows get no radius (NaN). */
  void derive(int surfel) {
    int at = surfel * ROW;
    float sum = 0;
    for (int k = 0; k < PARAMETERS; k++) {
      sum += rows[at + k] * 0; // NaN if any parameter is not finite
    }
    for (int k = 0; k < restLength; k++) {
      sum += rest[surfel * restStride + k] * 0;
    }
    deriveFinite(surfel);
    radius[surfel] += sum;
  }

  /** The same for a row that is known to be finite. */
  void deriveFinite(int surfel) {
    int at = surfel * ROW;
    x[surfel] = rows[at];
    y[surfel] = rows[at + 1];
    z[surfel] = rows[at + 2];
    float su = (float) Exponential.exp(rows[at + LOG_SCALE]);
    float sv = (float) Exponential.exp(rows[at + LOG_SCALE + 1]);
    radius[surfel] = REACH * (su > sv ? su : sv);
    int d = surfel * DERIVED;
    derived[d + SCALE] = su;
    derived[d + SCALE + 1] = sv;
    double odds = Exponential.exp(-rows[at + OPACITY_LOGIT]); // (1 - opacity) / opacity
    derived[d + TRANSPARENCY] = (float) (odds / (1 + odds));
    derived[d + LN_OPACITY] = (float) -Exponential.log(1 + odds);
  }

  /** The same with the numbers of {@link #derived} computed already, as columns of a batch. */
  void derive(int surfel, double[] columns, int at, int step) {
    int row = surfel * ROW;
    x[surfel] = rows[row];
    y[surfel] = rows[row + 1];
    z[surfel] = rows[row + 2];
    int d = surfel * DERIVED;
    float su = (float) columns[at];
    float sv = (float) columns[at + step];
    radius[surfel] = REACH * (su > sv ? su : sv);
    derived[d + SCALE] = su;
    derived[d + SCALE + 1] = sv;
    derived[d + TRANSPARENCY] = (float) columns[at + TRANSPARENCY * step];
    derived[d + LN_OPACITY] = (float) columns[at + LN_OPACITY * step];
  }
}
