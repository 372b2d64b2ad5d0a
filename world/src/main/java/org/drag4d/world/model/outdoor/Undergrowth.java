package org.drag4d.world.model.outdoor;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** The small things that cover the ground, each about the origin, its foot at y = 0. */
final class Undergrowth {
  private Undergrowth() {}

  /**
   * Returns a patch of grass.
   *
   * @param size side of the square patch in metres; blades lean over its edge, so that patches meet
   * @param blades how many
   * @param height of a tall blade in metres
   */
  static Solid grass(long seed, double size, int blades, double height) {
    var chance = new Chance(seed);
    Mesh mesh = new Mesh();
    for (int i = 0; i < blades; i++) {
      Vec3 base =
          new Vec3(chance.between(-0.55, 0.55) * size, -0.01, chance.between(-0.55, 0.55) * size);
      double a = chance.between(0, 2 * Math.PI);
      Vec3 lean = new Vec3(Math.sin(a), 0, Math.cos(a));
      double tall = height * chance.between(0.45, 1);
      Foliage.blade(mesh, base, lean, tall, 0.007 + 0.02 * tall, chance.between(0.2, 1.1), 2);
    }
    return mesh.build();
  }

  /** Returns a fern: a ring of fronds, each a rib with leaflets on both sides. */
  static Solid fern(long seed) {
    var chance = new Chance(seed);
    Mesh mesh = new Mesh();
    int fronds = 11;
    for (int f = 0; f < fronds; f++) {
      double a = 2 * Math.PI * (f + 0.6 * chance.unit()) / fronds;
      Vec3 out = new Vec3(Math.sin(a), 0, Math.cos(a));
      Vec3 across = new Vec3(out.z(), 0, -out.x());
      double length = chance.between(0.42, 0.7);
      double rise = chance.between(0.75, 1.15);
      for (int k = 2; k < 15; k++) {
        double t = k / 15.0;
        Vec3 rib = out.times(length * t).plus(new Vec3(0, length * (rise * t - 0.85 * t * t), 0));
        double reach = 0.17 * length / 0.55 * Math.sin(Math.PI * (0.18 + 0.8 * t));
        for (int hand = -1; hand <= 1; hand += 2) {
          Vec3 d = across.times(hand).plus(out.times(0.4)).normalised();
          Tree.card(mesh, rib, d, Vec3.UP, reach, 0.3 * reach + 0.012);
        }
      }
    }
    return mesh.build();
  }

  /** Returns a bush: leaves in a few overlapping balls that touch the ground. */
  static Solid bush(long seed, double radius, int leaves, double leafLength) {
    var chance = new Chance(seed);
    Mesh mesh = new Mesh();
    List<Vec3> balls = new ArrayList<>();
    for (int b = 0; b < 5; b++) {
      double a = 2 * Math.PI * (b + chance.unit()) / 5;
      double r = 0.5 * radius * chance.unit();
      balls.add(new Vec3(r * Math.sin(a), radius * chance.between(0.4, 0.72), r * Math.cos(a)));
    }
    for (int i = 0; i < leaves; i++) {
      Vec3 ball = balls.get(chance.below(balls.size()));
      Vec3 out =
          new Vec3(chance.bell(), chance.bell(), chance.bell())
              .plus(new Vec3(0, 1e-6, 0))
              .normalised();
      Vec3 p = ball.plus(out.times(0.55 * radius * Math.cbrt(chance.between(0.35, 1))));
      if (p.y() < 0.02) {
        continue;
      }
      Vec3 direction =
          out.plus(new Vec3(chance.bell(), chance.bell() - 0.3, chance.bell()).times(0.6));
      Tree.card(
          mesh,
          p,
          direction.normalised(),
          out.plus(new Vec3(0, 0.5, 0)),
          leafLength * chance.between(0.7, 1.2),
          0.55 * leafLength);
    }
    return mesh.build();
  }

  /** Returns the stalk and leaves of a flower. */
  static Solid flowerStalk(long seed, double height) {
    var chance = new Chance(seed);
    Mesh mesh = new Mesh();
    for (int i = 0; i < 5; i++) {
      double a = chance.between(0, 2 * Math.PI);
      Vec3 lean = new Vec3(Math.sin(a), 0, Math.cos(a));
      Foliage.blade(mesh, Vec3.ZERO, lean, 0.5 * height, 0.014, 0.8, 2);
    }
    mesh.add(Sweep.tube(Curves.points(0, 0, 0, 0, height, 0), 0.003, 4), Pose.IDENTITY);
    return mesh.build();
  }

  /** Returns the petals of a flower at a height. */
  static Solid flowerHead(long seed, double height, double radius, int petals) {
    var chance = new Chance(seed);
    Mesh mesh = new Mesh();
    Vec3 centre = new Vec3(0, height, 0);
    for (int i = 0; i < petals; i++) {
      double a = 2 * Math.PI * (i + 0.2 * chance.unit()) / petals;
      Vec3 out = new Vec3(Math.sin(a), 0.35, Math.cos(a)).normalised();
      Tree.card(mesh, centre, out, Vec3.UP, radius, 0.75 * radius);
    }
    return mesh.build();
  }

  /** Returns the stem of a toadstool. */
  static Solid toadstoolStem() {
    return Lathe.turn(
        Profile.from(0, 0).to(0.022, 0).curve(0.012, 0.03, 0.013, 0.09).to(0, 0.09), 12);
  }

  /** Returns the cap of a toadstool. */
  static Solid toadstoolCap() {
    return Lathe.turn(Profile.from(0, 0.078).to(0.06, 0.076).curve(0.058, 0.125, 0, 0.13), 16);
  }

  /** Returns a low mound of soil. */
  static Solid mound(double radius) {
    Profile outline = Profile.from(radius, -0.03);
    for (int i = 8; i >= 0; i--) {
      double r = radius * i / 8;
      outline = outline.to(r, moundHeight(radius, r));
    }
    return Lathe.turn(outline, 40);
  }

  /** Returns how high a mound is at a distance from its middle. */
  static double moundHeight(double radius, double r) {
    double share = Math.min(1, r / radius);
    return 0.09 * (1 - share * share);
  }

  /** Returns a stone: a ball with dents, flattened and sunk into the ground. */
  static Solid rock(long seed, double radius) {
    var chance = new Chance(seed);
    double flat = chance.between(0.5, 0.75);
    double stretch = chance.between(0.8, 1.3);
    Vec3[] cuts = new Vec3[9];
    double[] depth = new double[9];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] =
          new Vec3(chance.bell(), 0.8 * chance.bell() + 0.2, chance.bell())
              .plus(new Vec3(1e-6, 0, 0))
              .normalised();
      depth[i] = chance.between(0.6, 0.9);
    }
    Solid ball = Lathe.ball(1, 28);
    return Mesh.bend(
        ball,
        p -> {
          double r = 1;
          for (int i = 0; i < cuts.length; i++) { // flat faces, as if split off
            double d = p.dot(cuts[i]);
            if (d > depth[i]) {
              r = Math.min(r, depth[i] / d);
            }
          }
          r *= 1 + 0.07 * (Terrain.fbm(3 * p.x() + 9, 3 * p.y() + 3 * p.z(), seed) - 0.5);
          return new Vec3(
              radius * r * p.x() * stretch,
              radius * (r * p.y() * flat + 0.32 * flat),
              radius * r * p.z());
        });
  }

  /** Returns a ribbed column cactus with arms. */
  static Solid cactus(long seed, double height) {
    var chance = new Chance(seed);
    Mesh mesh = new Mesh();
    mesh.add(column(0.17, height), Pose.IDENTITY);
    int arms = 1 + chance.below(3);
    double turn = chance.between(0, 360);
    for (int i = 0; i < arms; i++) {
      turn += chance.between(100, 170);
      double from = height * chance.between(0.35, 0.6);
      double up = height * chance.between(0.22, 0.4);
      List<Vec3> bend =
          Curves.smooth(
              List.of(
                  new Vec3(0, from, 0),
                  new Vec3(0, from + 0.05, 0.3),
                  new Vec3(0, from + 0.22, 0.46),
                  new Vec3(0, from + 0.3 + up, 0.46)),
              6);
      Solid arm = Sweep.tube(bend, t -> 0.11 * (t > 0.93 ? Math.sqrt(1 - square(t)) : 1), 12);
      mesh.add(arm, new Pose(Quaternion.about(Vec3.UP, turn), Vec3.ZERO));
    }
    return mesh.build();
  }

  private static double square(double t) {
    double s = (t - 0.93) / 0.07;
    return Math.min(0.999, s * s);
  }

  private static Solid column(double radius, double height) {
    return Lathe.turn(
        Profile.from(0, 0)
            .to(0.85 * radius, 0)
            .to(radius, 0.3 * height)
            .to(radius, height - radius)
            .curve(radius, height, 0, height),
        44,
        11,
        0.09);
  }
}
