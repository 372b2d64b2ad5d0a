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
  public int boxes(float[] nodes, int base, RayFrame frame, Ray ray) {
    FloatVector ix = FloatVector.broadcast(LANES, frame.inverseX);
    FloatVector iy = FloatVector.broadcast(LANES, frame.inverseY);
    FloatVector iz = FloatVector.broadcast(LANES, frame.inverseZ);
    FloatVector bx = FloatVector.broadcast(LANES, frame.biasX);
    FloatVector by = FloatVector.broadcast(LANES, frame.biasY);
    FloatVector bz = FloatVector.broadcast(LANES, frame.biasZ);
    IntVector nearX = load(nodes, base + frame.nearX).fma(ix, bx).reinterpretAsInts();
    IntVector nearY = load(nodes, base + 8 + frame.nearY).fma(iy, by).reinterpretAsInts();
    IntVector nearZ = load(nodes, base + 16 + frame.nearZ).fma(iz, bz).reinterpretAsInts();
    IntVector farX = load(nodes, base + 24 - frame.nearX).fma(ix, bx).reinterpretAsInts();
    IntVector farY = load(nodes, base + 32 - frame.nearY).fma(iy, by).reinterpretAsInts();
    IntVector farZ = load(nodes, base + 40 - frame.nearZ).fma(iz, bz).reinterpretAsInts();
    FloatVector near = nearX.max(nearY).max(nearZ.max(0)).reinterpretAsFloats();
    FloatVector far =
        farX.min(farY).min(farZ.min(Float.floatToRawIntBits(ray.t))).reinterpretAsFloats();
    near.intoArray(ray.childNear, 0);
    return (int) near.compare(VectorOperators.LE, far.mul(SLACK)).toLong();
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
