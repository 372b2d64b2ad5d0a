package org.drag4d.geometry;

/** A rotation as a unit quaternion, in the order w x y z. */
public record Quaternion(double w, double x, double y, double z) {
  /** No rotation. */
  public static final Quaternion IDENTITY = new Quaternion(1, 0, 0, 0);

  /** Normalises what it is given; a quaternion too short to have a direction becomes identity. */
  public Quaternion {
    double norm = Math.sqrt(w * w + x * x + y * y + z * z);
    if (norm < 1e-12 || !Double.isFinite(norm)) {
      w = 1;
      x = y = z = 0;
    } else if (Math.abs(norm - 1) > 4e-16) {
      w /= norm;
      x /= norm;
      y /= norm;
      z /= norm;
    }
  }

  /** Returns the rotation by an angle in degrees about an axis (right-hand rule). */
  public static Quaternion about(Vec3 axis, double degrees) {
    Vec3 a = axis.normalised();
    double half = Math.toRadians(degrees) / 2;
    double s = Math.sin(half);
    return new Quaternion(Math.cos(half), a.x() * s, a.y() * s, a.z() * s);
  }

  /**
   * Returns the rotation of a box: yaw about world up, then pitch about its own x, then roll about
   * its own z axis, in degrees.
   */
  public static Quaternion ofYawPitchRoll(double yaw, double pitch, double roll) {
    return about(Vec3.UP, yaw)
        .times(about(new Vec3(1, 0, 0), pitch))
        .times(about(new Vec3(0, 0, 1), roll));
  }

  /** Returns the rotation whose matrix has these columns (they must be orthonormal). */
  public static Quaternion ofColumns(Vec3 a, Vec3 b, Vec3 c) {
    double m00 = a.x(), m10 = a.y(), m20 = a.z();
    double m01 = b.x(), m11 = b.y(), m21 = b.z();
    double m02 = c.x(), m12 = c.y(), m22 = c.z();
    double trace = m00 + m11 + m22;
    if (trace > 0) {
      double s = 2 * Math.sqrt(1 + trace);
      return new Quaternion(s / 4, (m21 - m12) / s, (m02 - m20) / s, (m10 - m01) / s);
    }
    if (m00 > m11 && m00 > m22) {
      double s = 2 * Math.sqrt(1 + m00 - m11 - m22);
      return new Quaternion((m21 - m12) / s, s / 4, (m01 + m10) / s, (m02 + m20) / s);
    }
    if (m11 > m22) {
      double s = 2 * Math.sqrt(1 + m11 - m00 - m22);
      return new Quaternion((m02 - m20) / s, (m01 + m10) / s, s / 4, (m12 + m21) / s);
    }
    double s = 2 * Math.sqrt(1 + m22 - m00 - m11);
    return new Quaternion((m10 - m01) / s, (m02 + m20) / s, (m12 + m21) / s, s / 4);
  }

  /**
   * Returns a rotation whose third column points along a direction, as a surfel's normal does; no
   * rotation where there is no direction.
   */
  public static Quaternion facing(Vec3 direction) {
    if (!(direction.length() > 1e-6)) {
      return IDENTITY;
    }
    Vec3 n = direction.normalised();
    Vec3 aside = Math.abs(n.y()) < 0.9 ? Vec3.UP : new Vec3(1, 0, 0);
    Vec3 u = aside.cross(n).normalised();
    return ofColumns(u, n.cross(u), n);
  }

  /** Returns the rotation that turns first by other, then by this. */
  public Quaternion times(Quaternion o) {
    return new Quaternion(
        w * o.w - x * o.x - y * o.y - z * o.z,
        w * o.x + x * o.w + y * o.z - z * o.y,
        w * o.y - x * o.z + y * o.w + z * o.x,
        w * o.z + x * o.y - y * o.x + z * o.w);
  }

  /** Returns the rotation that undoes this one. */
  public Quaternion inverse() {
    return new Quaternion(w, -x, -y, -z);
  }

  /** Turns a vector. */
  public Vec3 rotate(Vec3 v) {
    Vec3 q = new Vec3(x, y, z);
    Vec3 t = q.cross(v).times(2);
    return v.plus(t.times(w)).plus(q.cross(t));
  }

  /** Returns the turned x axis, the first column of the rotation matrix. */
  public Vec3 xAxis() {
    return new Vec3(1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y));
  }

  /** Returns the turned y axis, the second column of the rotation matrix. */
  public Vec3 yAxis() {
    return new Vec3(2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x));
  }

  /** Returns the turned z axis, the third column of the rotation matrix. */
  public Vec3 zAxis() {
    return new Vec3(2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y));
  }

  /** Returns the rotation between this (at 0) and other (at 1), along the shorter arc. */
  public Quaternion slerp(Quaternion o, double fraction) {
    double cos = w * o.w + x * o.x + y * o.y + z * o.z;
    double sign = cos < 0 ? -1 : 1;
    double angle = Math.acos(Math.min(1, Math.abs(cos)));
    double a = 1 - fraction;
    double b = fraction;
    if (angle > 1e-6) {
      a = Math.sin((1 - fraction) * angle) / Math.sin(angle);
      b = Math.sin(fraction * angle) / Math.sin(angle);
    }
    b *= sign;
    return new Quaternion(a * w + b * o.w, a * x + b * o.x, a * y + b * o.y, a * z + b * o.z);
  }

  /** Returns the yaw about world up of where this rotation turns the z axis, in degrees. */
  public double yawDegrees() {
    Vec3 front = zAxis();
    return Math.toDegrees(Math.atan2(front.x(), front.z()));
  }
}
