package org.drag4d.world.object;

/** A function of space that is negative inside a shape and positive outside. */
@FunctionalInterface
public interface ScalarField {
  /** Returns the value at a point. */
  double at(double x, double y, double z);
}
