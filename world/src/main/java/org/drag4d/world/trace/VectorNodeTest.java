package org.drag4d.world.trace;

import jdk.incubator.vector.FloatVector;
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

  @Override
  public int test(float[] nodes, int base, Ray ray) {
    FloatVector ix = FloatVector.broadcast(LANES, ray.inverseX);
    FloatVector iy = FloatVector.broadcast(LANES, ray.inverseY);
    FloatVector iz = FloatVector.broadcast(LANES, ray.inverseZ);
    FloatVector bx = FloatVector.broadcast(LANES, ray.biasX);
    FloatVector by = FloatVector.broadcast(LANES, ray.biasY);
    FloatVector bz = FloatVector.broadcast(LANES, ray.biasZ);
    FloatVector near =
        FloatVector.fromArray(LANES, nodes, base + ray.nearX)
            .fma(ix, bx)
            .max(FloatVector.fromArray(LANES, nodes, base + 8 + ray.nearY).fma(iy, by))
            .max(FloatVector.fromArray(LANES, nodes, base + 16 + ray.nearZ).fma(iz, bz).max(0));
    FloatVector far =
        FloatVector.fromArray(LANES, nodes, base + 24 - ray.nearX)
            .fma(ix, bx)
            .min(FloatVector.fromArray(LANES, nodes, base + 32 - ray.nearY).fma(iy, by))
            .min(FloatVector.fromArray(LANES, nodes, base + 40 - ray.nearZ).fma(iz, bz).min(ray.t));
    near.intoArray(ray.childNear, 0);
    return (int) near.compare(VectorOperators.LE, far.mul(SLACK)).toLong();
  }
}
