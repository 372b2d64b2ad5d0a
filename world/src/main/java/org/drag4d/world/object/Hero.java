package org.drag4d.world.object;

import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/**
 * A caped hero of our own making, hands on hips, 0.52 m high: a green suit with a comet on the
 * chest, an orange cape, and a head as large as toys have.
 */
final class Hero {
  private static final Substance SUIT = Substance.cloth(0x1F7A6B);
  private static final Substance SKIN = Substance.plain(0xD99A72, 0.6);
  private static final Substance HAIR = Substance.plain(0x4A2C1C, 0.5);
  private static final Substance MASK = Substance.plain(0x1C2A4A, 0.4);
  private static final Substance WHITE = Substance.plain(0xF4F2EC, 0.3);
  private static final Substance DARK = Substance.plain(0x20140F, 0.2);
  private static final Substance ORANGE = Substance.plain(0xE0792A, 0.4);
  private static final Substance GOLD = Substance.plain(0xF0BE3C, 0.25);
  private static final Substance LIP = Substance.plain(0x8E3B33, 0.6);

  private Hero() {}

  static final Substance CAPE = Substance.cloth(0xD9622A);

  static Sculpture sculpture() {
    Sculpture s = new Sculpture();
    body(s);
    head(s);
    for (int side = -1; side <= 1; side += 2) {
      limbs(s, side);
    }
    return s;
  }

  private static void body(Sculpture s) {
    s.ellipsoid(SUIT, 0, 0, 0.287, 0.002, 0.084, 0.062, 0.056);
    s.ellipsoid(SUIT, 0.03, 0, 0.222, 0, 0.058, 0.060, 0.044);
    s.ellipsoid(SUIT, 0.02, 0, 0.168, 0, 0.064, 0.040, 0.050);
    s.add(
        new Shape.Ring(0.059, 0.045, 0.007, 0.008),
        new Vec3(0, 0.192, 0),
        Quaternion.IDENTITY,
        ORANGE,
        0);
    s.drum(GOLD, 0, 0.192, 0.050, 0.0165, 0.006, 0.003, Quaternion.ofYawPitchRoll(0, 90, 0));
    // the comet: a ball of light and its tail
    s.ellipsoid(GOLD, 0.002, 0.020, 0.302, 0.0560, 0.0165, 0.0165, 0.008);
    Vec3 ball = new Vec3(0.016, 0.299, 0.0580);
    s.bar(GOLD, 0.003, ball, 0.0075, new Vec3(-0.036, 0.290, 0.0560), 0.0028);
    s.bar(GOLD, 0.003, ball, 0.0075, new Vec3(-0.031, 0.272, 0.0555), 0.0028);
    s.bar(GOLD, 0.003, ball, 0.0075, new Vec3(-0.019, 0.258, 0.0545), 0.0028);
  }

  private static void head(Sculpture s) {
    s.bar(SKIN, 0.01, new Vec3(0, 0.33, -0.004), 0.026, new Vec3(0, 0.37, 0), 0.026);
    s.ellipsoid(SKIN, 0.012, 0, 0.422, 0.004, 0.071, 0.073, 0.069);
    s.ellipsoid(SKIN, 0.020, 0, 0.384, 0.024, 0.046, 0.032, 0.044);
    s.ellipsoid(SKIN, 0.006, 0, 0.404, 0.072, 0.0095, 0.0085, 0.0105);
    // hair
    s.ellipsoid(HAIR, 0, 0, 0.447, -0.016, 0.077, 0.063, 0.070);
    for (int lock = 0; lock < 5; lock++) {
      double x = -0.048 + 0.024 * lock;
      double lift = 0.012 * Math.cos(x * 30);
      s.ellipsoid(
          HAIR,
          0.012,
          x,
          0.476 + lift,
          0.034 - 4 * x * x,
          0.020,
          0.018,
          0.030,
          Quaternion.ofYawPitchRoll(25, -24, -12));
    }
    s.ellipsoid(
        HAIR,
        0.010,
        0.020,
        0.503,
        0.030,
        0.026,
        0.015,
        0.026,
        Quaternion.ofYawPitchRoll(30, -30, 20));
    // mask and eyes
    s.ellipsoid(MASK, 0.002, 0, 0.424, 0.011, 0.0740, 0.0270, 0.0680);
    for (int side = -1; side <= 1; side += 2) {
      s.ellipsoid(SKIN, 0.004, side * 0.070, 0.414, -0.004, 0.011, 0.018, 0.013);
      Quaternion turned = Quaternion.ofYawPitchRoll(side * 24, 0, side * 8);
      s.ellipsoid(WHITE, 0, side * 0.027, 0.424, 0.0685, 0.0155, 0.0125, 0.0075, turned);
      s.ellipsoid(DARK, 0, side * 0.0265, 0.4235, 0.0748, 0.0068, 0.0078, 0.0035, turned);
      s.bar(
          LIP,
          0,
          new Vec3(0, 0.3795, 0.0685),
          0.0028,
          new Vec3(side * 0.015, 0.3835, 0.0645),
          0.0022);
    }
  }

  private static void limbs(Sculpture s, int side) {
    Vec3 shoulder = new Vec3(side * 0.084, 0.312, 0);
    Vec3 elbow = new Vec3(side * 0.150, 0.243, -0.012);
    Vec3 hand = new Vec3(side * 0.084, 0.190, 0.022);
    s.ball(SUIT, 0.02, shoulder.x(), shoulder.y(), shoulder.z(), 0.035);
    s.bar(SUIT, 0.014, shoulder, 0.030, elbow, 0.0245);
    s.bar(SUIT, 0.010, elbow, 0.0245, elbow.lerp(hand, 0.45), 0.0235);
    s.bar(ORANGE, 0.004, elbow.lerp(hand, 0.42), 0.0265, elbow.lerp(hand, 0.92), 0.0230);
    s.ellipsoid(ORANGE, 0.008, hand.x(), hand.y(), hand.z(), 0.026, 0.023, 0.026);
    Vec3 hip = new Vec3(side * 0.036, 0.158, 0);
    Vec3 knee = new Vec3(side * 0.052, 0.094, 0.004);
    s.bar(SUIT, 0.014, hip, 0.037, knee, 0.030);
    s.bar(SUIT, 0.010, knee, 0.030, new Vec3(side * 0.057, 0.060, 0), 0.0275);
    s.bar(
        ORANGE,
        0.004,
        new Vec3(side * 0.0565, 0.070, 0),
        0.0325,
        new Vec3(side * 0.060, 0.028, -0.002),
        0.0285);
    s.ellipsoid(ORANGE, 0.014, side * 0.063, 0.0195, 0.026, 0.031, 0.0205, 0.050);
    s.add(
        new Shape.Ring(0.031, 0.031, 0.0045, 0.003),
        new Vec3(side * 0.0565, 0.078, 0),
        Quaternion.ofYawPitchRoll(0, 0, side * -4),
        GOLD,
        0);
    s.ball(GOLD, 0, side * 0.060, 0.338, 0.030, 0.0125);
  }

  /** The cape: a sheet round the back that hangs in pleats, wider and farther out below. */
  static Sheet cape() {
    return (u, v) -> {
      double angle = Math.toRadians(u * (96 - 26 * v));
      double pleat = 0.011 * v * Math.sin(5.5 * Math.PI * u + 0.6) + 0.004 * v * Math.sin(13 * u);
      double radius = 0.062 + 0.072 * Math.pow(v, 1.15) + pleat;
      double x = 1.35 * radius * Math.sin(angle) + 0.012 * v * v;
      double z = -radius * Math.cos(angle) + 0.004 - 0.020 * v * v + 0.018 * (1 - v) * u * u;
      double y = 0.346 - 0.300 * v + 0.020 * v * u * u - 0.018 * (1 - v) * u * u;
      return new Vec3(x, y, z);
    };
  }
}
