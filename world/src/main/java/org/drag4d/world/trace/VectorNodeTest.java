package org.drag4d.world.trace;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The node test with eight lanes. Loaded only when the Vector API is there. */
final class VectorNodeTest implements NodeTest {
  static final VectorNodeTest INSTANCE = new VectorNodeTest();
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_256;
  private static final VectorSpecies<Integer> COUNTS = IntVector.SPECIES_256;

  private VectorNodeTest() {}

  /** Says whether the processor has registers of eight floats. */
  static boolean isFast() {
    return FloatVector.SPECIES_PREFERRED.length() >= 8;
  }

  /**
   * Maxima and minima are taken of the floats' bits as integers, one instruction each where Java's
   * of floats take six for the sake of NaN and -0. Among numbers that are not negative that is the
   * same; a negative far distance may come out as another negative one, which misses as well.
   */
  @Override
  public int boxes(int[] nodes, int base, RayFrame frame, Ray ray) {
    float inverseX = frame.inverseX;
    float inverseY = frame.inverseY;
    float inverseZ = frame.inverseZ;
    FloatVector sx = broadcast(real(nodes[base + WideNode.STEP]) * inverseX);
    FloatVector sy = broadcast(real(nodes[base + WideNode.STEP + 1]) * inverseY);
    FloatVector sz = broadcast(real(nodes[base + WideNode.STEP + 2]) * inverseZ);
    FloatVector bx = broadcast((real(nodes[base + WideNode.CORNER]) - frame.ox) * inverseX);
    FloatVector by = broadcast((real(nodes[base + WideNode.CORNER + 1]) - frame.oy) * inverseY);
    FloatVector bz = broadcast((real(nodes[base + WideNode.CORNER + 2]) - frame.oz) * inverseZ);
    IntVector lower = IntVector.fromArray(COUNTS, nodes, base);
    IntVector upper = IntVector.fromArray(COUNTS, nodes, base + WideNode.UPPER);
    IntVector x0 = x(lower).fma(sx, bx).reinterpretAsInts();
    IntVector x1 = x(upper).fma(sx, bx).reinterpretAsInts();
    IntVector y0 = y(lower).fma(sy, by).reinterpretAsInts();
    IntVector y1 = y(upper).fma(sy, by).reinterpretAsInts();
    IntVector z0 = z(lower).fma(sz, bz).reinterpretAsInts();
    IntVector z1 = z(upper).fma(sz, bz).reinterpretAsInts();
    FloatVector near = x0.min(x1).max(y0.min(y1)).max(z0.min(z1).max(0)).reinterpretAsFloats();
    FloatVector far =
        x0.max(x1)
            .min(y0.max(y1))
            .min(z0.max(z1).min(Float.floatToRawIntBits(ray.t)))
            .reinterpretAsFloats();
    near.intoArray(ray.childNear, 0);
    int mask = (int) near.compare(VectorOperators.LE, far.mul(SLACK)).toLong();
    return mask & nodes[base + WideNode.USED];
  }

  private static float real(int bits) {
    return Float.intBitsToFloat(bits);
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(LANES, value);
  }

  private static FloatVector x(IntVector corners) {
    return toFloats(corners.and(WideNode.STEPS));
  }

  private static FloatVector y(IntVector corners) {
    return toFloats(corners.lanewise(VectorOperators.LSHR, WideNode.BITS).and(WideNode.STEPS));
  }

  private static FloatVector z(IntVector corners) {
    return toFloats(corners.lanewise(VectorOperators.LSHR, 2 * WideNode.BITS));
  }

  private static FloatVector toFloats(IntVector counts) {
    return (FloatVector) counts.convertShape(VectorOperators.I2F, LANES, 0);
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(LANES, from, at);
  }

  @Override
  public int triangles(float[] leaves, int base, int count, RayFrame frame, Ray ray) {
    FloatVector dx = FloatVector.broadcast(LANES, frame.dx);
    FloatVector dy = FloatVector.broadcast(LANES, frame.dy);
    FloatVector dz = FloatVector.broadcast(LANES, frame.dz);
    FloatVector e1x = load(leaves, base + 24);
    FloatVector e1y = load(leaves, base + 32);
    FloatVector e1z = load(leaves, base + 40);
    FloatVector e2x = load(leaves, base + 48);
    FloatVector e2y = load(leaves, base + 56);
    FloatVector e2z = load(leaves, base + 64);
    FloatVector px = e2z.fma(dy, e2y.mul(dz).neg());
    FloatVector py = e2x.fma(dz, e2z.mul(dx).neg());
    FloatVector pz = e2y.fma(dx, e2x.mul(dy).neg());
    FloatVector inverse =
        FloatVector.broadcast(LANES, 1).div(e1x.fma(px, e1y.fma(py, e1z.mul(pz))));
    FloatVector sx = FloatVector.broadcast(LANES, frame.ox).sub(load(leaves, base));
    FloatVector sy = FloatVector.broadcast(LANES, frame.oy).sub(load(leaves, base + 8));
    FloatVector sz = FloatVector.broadcast(LANES, frame.oz).sub(load(leaves, base + 16));
    FloatVector u = sx.fma(px, sy.fma(py, sz.mul(pz))).mul(inverse);
    FloatVector qx = sy.fma(e1z, sz.mul(e1y).neg());
    FloatVector qy = sz.fma(e1x, sx.mul(e1z).neg());
    FloatVector qz = sx.fma(e1y, sy.mul(e1x).neg());
    FloatVector v = qx.fma(dx, qy.fma(dy, qz.mul(dz))).mul(inverse);
    FloatVector t = e2x.fma(qx, e2y.fma(qy, e2z.mul(qz))).mul(inverse);
    VectorMask<Float> inside =
        u.compare(VectorOperators.GE, EDGE)
            .and(u.compare(VectorOperators.LE, 1 - EDGE))
            .and(v.compare(VectorOperators.GE, EDGE))
            .and(u.add(v).compare(VectorOperators.LE, 1 - EDGE));
    int mask =
        (int)
            inside
                .and(t.compare(VectorOperators.GT, 0))
                .and(t.compare(VectorOperators.LT, ray.t))
                .toLong();
    if (mask != 0) {
      t.intoArray(ray.laneT, 0);
      u.intoArray(ray.laneU, 0);
      v.intoArray(ray.laneV, 0);
    }
    return mask;
  }
}
