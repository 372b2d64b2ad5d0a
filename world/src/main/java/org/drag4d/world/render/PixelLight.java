package org.drag4d.world.render;

import org.drag4d.world.light.Irradiance;

/**
 * The light of the surface that the last sample of a pixel met: irradiance is smooth across a
 * pixel, so that the next sample on the same surface need not look it up again.
 */
final class PixelLight {
  private static final double ALIKE = 0.98;

  int part = -1;
  double x;
  double y;
  double z;
  double nx;
  double ny;
  double nz;
  final Irradiance indirect = new Irradiance();
  final Irradiance direct = new Irradiance();

  void forget() {
    part = -1;
  }

  /** Says whether the light of the last surface will do for a point. */
  boolean serves(int part, double x, double y, double z, double[] normal, double reach) {
    if (part != this.part) {
      return false;
    }
    double dx = x - this.x;
    double dy = y - this.y;
    double dz = z - this.z;
    return nx * normal[0] + ny * normal[1] + nz * normal[2] > ALIKE
        && dx * dx + dy * dy + dz * dz < reach * reach;
  }

  void keep(int part, double x, double y, double z, double[] normal) {
    this.part = part;
    this.x = x;
    this.y = y;
    this.z = z;
    nx = normal[0];
    ny = normal[1];
    nz = normal[2];
  }
}
