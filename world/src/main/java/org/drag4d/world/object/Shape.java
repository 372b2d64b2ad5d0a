package org.drag4d.world.object;

/** A solid around the origin of its own frame, given by the signed distance to its surface. */
sealed interface Shape {

  /** Returns the distance from a point of the shape's frame: negative inside. */
  double distance(double x, double y, double z);

  /** Half axes along x, y, z; the distance is a close estimate near the surface. */
  record Ellipsoid(double rx, double ry, double rz) implements Shape {
    @Override
    public double distance(double x, double y, double z) {
      double ax = x / rx;
      double ay = y / ry;
      double az = z / rz;
      double k0 = Math.sqrt(ax * ax + ay * ay + az * az);
      ax /= rx;
      ay /= ry;
      az /= rz;
      double k1 = Math.sqrt(ax * ax + ay * ay + az * az);
      return k1 < 1e-9 ? -Math.min(rx, Math.min(ry, rz)) : k0 * (k0 - 1) / k1;
    }
  }

  /** Balls of two radii at (0, 0, 0) and (0, length, 0) and all balls between them. */
  record RoundCone(double length, double r0, double r1) implements Shape {
    @Override
    public double distance(double x, double y, double z) {
      double qx = Math.sqrt(x * x + z * z);
      double slope = (r0 - r1) / length;
      double a = Math.sqrt(Math.max(0, 1 - slope * slope));
      double k = -qx * slope + y * a;
      if (k < 0) {
        return Math.sqrt(qx * qx + y * y) - r0;
      }
      if (k > a * length) {
        double dy = y - length;
        return Math.sqrt(qx * qx + dy * dy) - r1;
      }
      return qx * a + y * slope - r0;
    }
  }

  /** A box of half edges hx, hy, hz whose edges are rounded by a radius. */
  record RoundBox(double hx, double hy, double hz, double radius) implements Shape {
    @Override
    public double distance(double x, double y, double z) {
      double qx = Math.abs(x) - hx + radius;
      double qy = Math.abs(y) - hy + radius;
      double qz = Math.abs(z) - hz + radius;
      double ox = Math.max(qx, 0);
      double oy = Math.max(qy, 0);
      double oz = Math.max(qz, 0);
      return Math.sqrt(ox * ox + oy * oy + oz * oz)
          + Math.min(Math.max(qx, Math.max(qy, qz)), 0)
          - radius;
    }
  }

  /** A drum around the y axis with rounded edges. */
  record Drum(double r, double halfHeight, double radius) implements Shape {
    @Override
    public double distance(double x, double y, double z) {
      double qx = Math.sqrt(x * x + z * z) - r + radius;
      double qy = Math.abs(y) - halfHeight + radius;
      double ox = Math.max(qx, 0);
      double oy = Math.max(qy, 0);
      return Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(qx, qy), 0) - radius;
    }
  }

  /** A ring around the y axis: an ellipse of half axes rx, rz swept by a bar. */
  record Ring(double rx, double rz, double barRadius, double barHalfHeight) implements Shape {
    @Override
    public double distance(double x, double y, double z) {
      double k0 = Math.sqrt(x * x / (rx * rx) + z * z / (rz * rz));
      double k1 = Math.sqrt(x * x / (rx * rx * rx * rx) + z * z / (rz * rz * rz * rz));
      double out = k1 < 1e-9 ? -Math.min(rx, rz) : k0 * (k0 - 1) / k1;
      double up = Math.max(Math.abs(y) - barHalfHeight, 0);
      return Math.sqrt(out * out + up * up) - barRadius;
    }
  }
}
