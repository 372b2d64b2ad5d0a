package org.drag4d.world.object;

import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** A tin toy robot, painted sheet metal with bare joints, 0.5 m high. */
final class Robot {
  private Robot() {}

  static Sculpture sculpture() {
    Substance paint = Substance.plain(0xE3A52B, 0.28);
    Substance cream = Substance.plain(0xF0E6D0, 0.35);
    Substance dark = Substance.plain(0x23262B, 0.22);
    Substance rubber = Substance.plain(0x2E2E30, 0.8);
    Substance steel = Substance.metal(0xC9CCD0, 0.22);
    Substance copper = Substance.metal(0xD08A5C, 0.25);
    Substance eye = Substance.glow(0x9DEBFF, 1.1);
    Substance red = Substance.plain(0xC8362C, 0.25);
    Substance green = Substance.plain(0x3E9B57, 0.25);
    Quaternion upright = Quaternion.IDENTITY;
    Quaternion forward = Quaternion.ofYawPitchRoll(0, 90, 0);
    Quaternion sideways = Quaternion.ofYawPitchRoll(0, 0, 90);
    Sculpture s = new Sculpture();
    s.box(paint, 0, 0.215, 0, 0.082, 0.080, 0.062, 0.018);
    s.box(paint, 0, 0.128, 0, 0.062, 0.018, 0.050, 0.010);
    s.box(paint, 0, 0.375, 0, 0.086, 0.058, 0.066, 0.022);
    s.drum(steel, 0, 0.305, 0, 0.030, 0.020, 0.004, upright);
    s.drum(dark, 0, 0.303, 0, 0.034, 0.004, 0.002, upright);
    // face
    s.box(dark, 0, 0.380, 0.063, 0.066, 0.033, 0.009, 0.007);
    for (int side = -1; side <= 1; side += 2) {
      s.drum(steel, side * 0.030, 0.386, 0.070, 0.0185, 0.006, 0.002, forward);
      s.drum(eye, side * 0.030, 0.386, 0.0725, 0.0140, 0.006, 0.003, forward);
      s.drum(steel, side * 0.092, 0.378, 0, 0.030, 0.010, 0.005, sideways);
      s.drum(red, side * 0.101, 0.378, 0, 0.016, 0.008, 0.004, sideways);
    }
    for (int bar = -2; bar <= 2; bar++) {
      s.box(cream, bar * 0.0125, 0.357, 0.0715, 0.0042, 0.005, 0.003, 0.0015);
    }
    s.drum(steel, 0, 0.437, 0, 0.024, 0.008, 0.003, upright);
    s.bar(steel, 0, new Vec3(0, 0.44, 0), 0.0055, new Vec3(0, 0.478, 0), 0.0050);
    s.ball(red, 0, 0, 0.486, 0, 0.0135);
    // chest
    s.box(cream, 0, 0.222, 0.060, 0.058, 0.050, 0.007, 0.005);
    s.drum(steel, -0.024, 0.240, 0.0655, 0.0215, 0.005, 0.002, forward);
    s.drum(dark, -0.024, 0.240, 0.0675, 0.0175, 0.005, 0.001, forward);
    s.bar(red, 0, new Vec3(-0.024, 0.238, 0.0730), 0.0022, new Vec3(-0.014, 0.250, 0.0730), 0.0018);
    s.drum(red, 0.018, 0.252, 0.067, 0.0085, 0.006, 0.003, forward);
    s.drum(green, 0.040, 0.252, 0.067, 0.0085, 0.006, 0.003, forward);
    s.drum(copper, 0.029, 0.230, 0.067, 0.0085, 0.006, 0.003, forward);
    for (int slot = 0; slot < 4; slot++) {
      s.box(dark, 0, 0.204 - 0.009 * slot, 0.0665, 0.044, 0.0028, 0.002, 0.001);
    }
    for (int corner = 0; corner < 4; corner++) {
      double x = (corner & 1) == 0 ? -0.070 : 0.070;
      double y = (corner & 2) == 0 ? 0.153 : 0.278;
      s.ball(steel, 0, x, y, 0.0605, 0.0052);
    }
    s.box(steel, 0, 0.215, -0.064, 0.040, 0.045, 0.006, 0.004);
    for (int side = -1; side <= 1; side += 2) {
      arm(s, side, paint, rubber, steel, copper);
      leg(s, side, paint, rubber, steel, dark);
    }
    return s;
  }

  private static void arm(
      Sculpture s, int side, Substance paint, Substance rubber, Substance steel, Substance copper) {
    Vec3 shoulder = new Vec3(side * 0.104, 0.268, 0);
    Vec3 elbow = new Vec3(side * 0.136, 0.190, 0.010);
    Vec3 wrist = new Vec3(side * 0.146, 0.116, 0.050);
    s.ball(steel, 0, shoulder.x(), shoulder.y(), shoulder.z(), 0.030);
    s.bar(rubber, 0, shoulder, 0.0165, elbow, 0.0165);
    for (int ring = 1; ring <= 4; ring++) {
      Vec3 at = shoulder.lerp(elbow, 0.3 + 0.14 * ring);
      s.add(
          new Shape.Ring(0.0165, 0.0165, 0.0035, 0),
          at,
          Quaternion.ofYawPitchRoll(0, -6, side * 22),
          rubber,
          0.002);
    }
    s.ball(steel, 0, elbow.x(), elbow.y(), elbow.z(), 0.0225);
    s.bar(paint, 0, elbow.lerp(wrist, 0.25), 0.0215, wrist, 0.0285);
    Vec3 along = wrist.minus(elbow).normalised();
    Vec3 palm = wrist.plus(along.times(0.026));
    s.ball(steel, 0, palm.x(), palm.y(), palm.z(), 0.0165);
    for (int finger = 0; finger < 3; finger++) {
      double a = Math.toRadians(90 + 120 * finger);
      Vec3 out = new Vec3(Math.cos(a), 0, 0).plus(new Vec3(0, 0.5, 0.85).times(Math.sin(a)));
      Vec3 knuckle = palm.plus(out.times(0.015)).plus(along.times(0.012));
      s.bar(copper, 0, palm.plus(out.times(0.008)), 0.0062, knuckle, 0.0060);
      s.bar(
          copper, 0, knuckle, 0.0060, palm.plus(out.times(0.010)).plus(along.times(0.034)), 0.0048);
    }
  }

  private static void leg(
      Sculpture s, int side, Substance paint, Substance rubber, Substance steel, Substance dark) {
    double x = side * 0.044;
    s.ball(steel, 0, x, 0.108, 0, 0.024);
    s.bar(rubber, 0, new Vec3(x, 0.108, 0), 0.0165, new Vec3(x * 1.08, 0.058, 0), 0.0165);
    for (int ring = 0; ring < 3; ring++) {
      s.add(
          new Shape.Ring(0.0165, 0.0165, 0.0035, 0),
          new Vec3(x * 1.05, 0.084 - 0.009 * ring, 0),
          Quaternion.IDENTITY,
          rubber,
          0.002);
    }
    s.box(paint, x * 1.12, 0.030, 0.018, 0.040, 0.030, 0.060, 0.014);
    s.box(dark, x * 1.12, 0.006, 0.018, 0.042, 0.006, 0.062, 0.003);
    s.box(steel, x * 1.12, 0.020, 0.072, 0.028, 0.009, 0.008, 0.005);
  }
}
