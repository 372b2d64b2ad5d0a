package org.drag4d.world.object;

import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** A plush rabbit that stands upright and holds a carrot, 0.5 m high. */
final class Rabbit {
  private Rabbit() {}

  static Sculpture sculpture() {
    Substance grey = Substance.fur(0xA9A29B, 0.0055);
    Substance white = Substance.fur(0xF1ECE4, 0.0055);
    Substance pink = Substance.fur(0xE5A9A4, 0.002);
    Substance black = Substance.plain(0x1B1512, 0.1);
    Substance nose = Substance.plain(0xD98A8C, 0.5);
    Substance line = Substance.plain(0x6A4A46, 0.8);
    Substance carrot = Substance.plain(0xE8762B, 0.55);
    Substance leaf = Substance.plain(0x4E8A3A, 0.7);
    Substance blue = Substance.cloth(0x3C63A8);
    Sculpture s = new Sculpture();
    s.ellipsoid(grey, 0, 0, 0.142, -0.004, 0.088, 0.120, 0.080);
    s.ellipsoid(grey, 0.03, 0, 0.298, 0.014, 0.078, 0.070, 0.070);
    s.ball(white, 0.01, 0, 0.075, -0.092, 0.036);
    for (int side = -1; side <= 1; side += 2) {
      Quaternion lean = Quaternion.ofYawPitchRoll(side * 12, -6, side * -9);
      s.ellipsoid(grey, 0.018, side * 0.046, 0.425, -0.012, 0.026, 0.092, 0.015, lean);
      s.ellipsoid(pink, 0.002, side * 0.0475, 0.428, -0.0005, 0.016, 0.074, 0.0075, lean);
      s.ellipsoid(grey, 0.020, side * 0.068, 0.070, 0.022, 0.048, 0.066, 0.066);
      s.ellipsoid(grey, 0.014, side * 0.070, 0.022, 0.086, 0.033, 0.023, 0.062);
      s.ellipsoid(white, 0.004, side * 0.070, 0.024, 0.128, 0.025, 0.019, 0.022);
      s.bar(
          grey,
          0.016,
          new Vec3(side * 0.074, 0.222, 0.014),
          0.030,
          new Vec3(side * 0.046, 0.168, 0.088),
          0.024);
      s.ellipsoid(white, 0.006, side * 0.036, 0.166, 0.098, 0.021, 0.019, 0.018);
      s.ellipsoid(white, 0.008, side * 0.026, 0.282, 0.070, 0.031, 0.026, 0.026);
      s.ellipsoid(black, 0, side * 0.040, 0.321, 0.070, 0.0115, 0.0145, 0.0115);
      Vec3 low = new Vec3(side * 0.008, 0.2795, 0.0990);
      s.bar(line, 0, new Vec3(0, 0.2845, 0.0995), 0.0023, low, 0.0022);
      s.bar(line, 0, low, 0.0022, new Vec3(side * 0.0185, 0.2835, 0.0965), 0.0020);
    }
    s.ellipsoid(white, 0.006, 0, 0.138, 0.036, 0.060, 0.090, 0.046);
    s.ellipsoid(white, 0.006, 0, 0.270, 0.060, 0.030, 0.018, 0.026);
    s.ellipsoid(nose, 0.002, 0, 0.302, 0.0905, 0.0125, 0.0085, 0.009);
    s.bar(line, 0, new Vec3(0, 0.296, 0.0975), 0.0022, new Vec3(0, 0.284, 0.0985), 0.0022);
    s.add(
        new Shape.Ring(0.058, 0.054, 0.011, 0.006),
        new Vec3(0, 0.238, 0.004),
        Quaternion.ofYawPitchRoll(0, 10, 0),
        blue,
        0.004);
    s.bar(carrot, 0, new Vec3(0.004, 0.214, 0.112), 0.0215, new Vec3(-0.008, 0.098, 0.108), 0.005);
    for (int ring = 0; ring < 4; ring++) {
      double t = 0.12 + 0.2 * ring;
      s.add(
          new Shape.Ring(0.0205 - 0.0155 * t, 0.0205 - 0.0155 * t, 0.0016, 0),
          new Vec3(0.004 - 0.012 * t, 0.214 - 0.116 * t, 0.112 - 0.004 * t),
          Quaternion.ofYawPitchRoll(0, 0, 6 * (ring % 2) - 6),
          carrot,
          0.003);
    }
    for (int blade = 0; blade < 5; blade++) {
      double a = Math.toRadians(-70 + 35 * blade);
      s.bar(
          leaf,
          0.004,
          new Vec3(0.004, 0.226, 0.112),
          0.0045,
          new Vec3(0.004 + 0.030 * Math.sin(a), 0.236 + 0.022 * Math.cos(a), 0.118),
          0.003);
    }
    return s;
  }
}
