package org.drag4d.world.object;

import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** A sitting teddy bear with a red scarf, 0.45 m high. */
final class Teddy {
  private Teddy() {}

  static Sculpture sculpture() {
    Substance brown = Substance.fur(0xB07A45, 0.0085);
    Substance cream = Substance.fur(0xE3CFAE, 0.005);
    Substance black = Substance.plain(0x17120F, 0.12);
    Substance mouth = Substance.plain(0x4A2A20, 0.7);
    Substance red = Substance.cloth(0xC22B2B);
    Sculpture s = new Sculpture();
    s.ellipsoid(brown, 0, 0, 0.150, 0, 0.108, 0.128, 0.096);
    s.ellipsoid(brown, 0.030, 0, 0.335, 0.012, 0.103, 0.094, 0.090);
    s.ball(brown, 0.02, 0, 0.085, -0.100, 0.030);
    for (int side = -1; side <= 1; side += 2) {
      s.ellipsoid(brown, 0.020, side * 0.082, 0.412, 0, 0.039, 0.039, 0.020);
      s.bar(
          brown,
          0.022,
          new Vec3(side * 0.088, 0.222, 0.008),
          0.041,
          new Vec3(side * 0.150, 0.135, 0.062),
          0.037);
      s.bar(
          brown,
          0.025,
          new Vec3(side * 0.064, 0.062, 0.030),
          0.058,
          new Vec3(side * 0.100, 0.056, 0.140),
          0.049);
      s.ellipsoid(brown, 0.020, side * 0.104, 0.066, 0.166, 0.048, 0.062, 0.036);
    }
    s.ellipsoid(cream, 0.004, 0, 0.146, 0.047, 0.072, 0.088, 0.055);
    s.ellipsoid(cream, 0.012, 0, 0.311, 0.088, 0.052, 0.042, 0.042);
    for (int side = -1; side <= 1; side += 2) {
      s.ellipsoid(cream, 0.003, side * 0.082, 0.410, 0.014, 0.025, 0.025, 0.011);
      s.ellipsoid(cream, 0.004, side * 0.157, 0.124, 0.076, 0.026, 0.024, 0.024);
      s.ellipsoid(cream, 0.003, side * 0.107, 0.063, 0.192, 0.035, 0.043, 0.013);
      s.ball(black, 0, side * 0.039, 0.358, 0.090, 0.0125);
      Vec3 low = new Vec3(side * 0.010, 0.2965, 0.1300);
      s.bar(mouth, 0, new Vec3(0, 0.302, 0.1305), 0.0027, low, 0.0026);
      s.bar(mouth, 0, low, 0.0026, new Vec3(side * 0.0215, 0.3020, 0.1235), 0.0024);
    }
    s.ellipsoid(black, 0, 0, 0.330, 0.1265, 0.019, 0.013, 0.012);
    s.bar(mouth, 0, new Vec3(0, 0.322, 0.1315), 0.0027, new Vec3(0, 0.302, 0.1305), 0.0027);
    s.add(
        new Shape.Ring(0.070, 0.064, 0.014, 0.006),
        new Vec3(0, 0.260, 0.008),
        Quaternion.ofYawPitchRoll(0, 8, 0),
        red,
        0.004);
    for (int side = -1; side <= 1; side += 2) {
      Quaternion tilt = Quaternion.ofYawPitchRoll(side * 18, 0, side * 12);
      s.ellipsoid(red, 0.006, side * 0.033, 0.240, 0.094, 0.034, 0.021, 0.014, tilt);
      s.bar(
          red,
          0.006,
          new Vec3(side * 0.006, 0.234, 0.100),
          0.008,
          new Vec3(side * 0.026, 0.190, 0.106),
          0.011);
    }
    s.ball(red, 0.004, 0, 0.240, 0.104, 0.014);
    return s;
  }
}
