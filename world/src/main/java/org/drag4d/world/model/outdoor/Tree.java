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
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Sweep;

/**
 * A tree that can stand in many places: its wood, its leaves and, in winter, the snow on it. An
 * empty solid means there is none of it.
 *
 * @param wood trunk and branches
 * @param leaves everything that light shines through
 * @param snow what lies on the branches
 */
public record Tree(Solid wood, Solid leaves, Solid snow) {

  private static final Solid NOTHING = new Mesh().build();

  /**
   * Grows a broad-leaved tree: a swaying trunk, branches that fork once, and leaves around the
   * outer parts of the branches. Leaf size and number decide whether a wood looks alive
   * (built-in-world section 8).
   *
   * @param height metres
   * @param crown radius of the crown in metres
   * @param leafCount how many leaves; 0 for a bare tree
   * @param leafLength metres
   */
  public static Tree broadleaf(
      long seed, double height, double crown, int leafCount, double leafLength) {
    var chance = new Chance(seed);
    Mesh wood = new Mesh();
    List<Vec3> trunk = swaying(chance, height * 0.86, 0.035 * height);
    double girth = 0.026 * height * chance.between(0.85, 1.2);
    wood.add(
        Sweep.tube(trunk, t -> girth * (1.25 - t) * (1 + 0.9 * Math.exp(-18 * t)), 9),
        Pose.IDENTITY);
    List<List<Vec3>> twigs = new ArrayList<>();
    int branches = 10 + chance.below(4);
    double turn = chance.between(0, 360);
    for (int b = 0; b < branches; b++) {
      double share = 0.36 + 0.62 * (b + chance.unit() * 0.7) / branches;
      Vec3 from = at(trunk, share);
      turn += 137.5 + chance.between(-18, 18);
      double rise = 12 + 62 * Math.pow(share, 2.2) + chance.between(-8, 8);
      double reach = crown * (1.05 - 0.55 * Math.pow(share, 3)) * chance.between(0.75, 1.1);
      List<Vec3> branch = bough(chance, from, turn, rise, reach);
      double thick = girth * 0.42 * (1.15 - share);
      wood.add(Sweep.tube(branch, t -> thick * (1.08 - t), 6), Pose.IDENTITY);
      twigs.add(branch);
      for (int k = 0; k < 3; k++) {
        double where = chance.between(0.35, 0.85);
        List<Vec3> twig =
            bough(
                chance,
                at(branch, where),
                turn + chance.between(-70, 70),
                rise + chance.between(-25, 30),
                reach * chance.between(0.3, 0.55));
        wood.add(Sweep.tube(twig, t -> thick * 0.4 * (1.1 - t), 4), Pose.IDENTITY);
        twigs.add(twig);
      }
    }
    twigs.add(trunk.subList(trunk.size() * 3 / 4, trunk.size()));
    Mesh leaves = new Mesh();
    Vec3 middle = new Vec3(0, height * 0.68, 0);
    for (int i = 0; i < leafCount; i++) {
      List<Vec3> twig = twigs.get(chance.below(twigs.size()));
      Vec3 centre = at(twig, 1 - 0.75 * Math.pow(chance.unit(), 1.5));
      Vec3 p =
          centre.plus(
              new Vec3(chance.bell(), 0.75 * chance.bell(), chance.bell()).times(0.13 * crown));
      leafCard(leaves, chance, p, p.minus(middle), leafLength * chance.between(0.7, 1.25));
    }
    return new Tree(wood.build(), leaves.build(), NOTHING);
  }

  /**
   * Grows a conifer: whorls of drooping branches, each a fan of needle sprays.
   *
   * @param height metres
   * @param snowy whether snow lies on it
   */
  public static Tree conifer(long seed, double height, boolean snowy) {
    var chance = new Chance(seed);
    Mesh wood = new Mesh();
    double girth = 0.018 * height;
    wood.add(
        Sweep.tube(swaying(chance, height, 0.008 * height), t -> girth * (1.05 - t), 8),
        Pose.IDENTITY);
    Mesh needles = new Mesh();
    Mesh snow = new Mesh();
    int whorls = (int) Math.round(height * 2.6);
    for (int w = 0; w < whorls; w++) {
      double share = 0.1 + 0.88 * w / whorls;
      double reach = height * 0.23 * Math.pow(1 - share, 0.8) * chance.between(0.85, 1.12) + 0.12;
      int arms = 6 + chance.below(3);
      double turn = chance.between(0, 360);
      for (int a = 0; a < arms; a++) {
        double yaw = Math.toRadians(turn + 360.0 * a / arms + chance.between(-9, 9));
        Vec3 out = new Vec3(Math.sin(yaw), 0, Math.cos(yaw));
        Vec3 side = new Vec3(out.z(), 0, -out.x());
        double sag = 0.16 + 0.36 * (1 - share);
        int sprays = Math.max(5, (int) (reach * 11));
        for (int s = 0; s < sprays; s++) {
          double t = (s + 0.6) / sprays;
          Vec3 base =
              new Vec3(0, share * height + 0.16 * reach * t - sag * reach * t * t, 0)
                  .plus(out.times(reach * t));
          double length = (0.16 + 0.34 * reach * (1 - 0.75 * t)) * chance.between(0.8, 1.2);
          for (int hand = -1; hand <= 1; hand += 2) {
            Vec3 direction =
                out.times(0.75)
                    .plus(side.times(hand * chance.between(0.45, 0.9)))
                    .plus(new Vec3(0, -0.28 + 0.1 * chance.bell(), 0))
                    .normalised();
            card(needles, base, direction, Vec3.UP.plus(out.times(0.4)), length, 0.30 * length);
            if (snowy && chance.unit() < 0.5) {
              Vec3 above = base.plus(new Vec3(0, 0.025, 0));
              card(snow, above, direction, Vec3.UP, 0.85 * length, 0.32 * length);
            }
          }
        }
      }
    }
    return new Tree(wood.build(), needles.build(), snow.build());
  }

  /** Grows a palm: a leaning ringed trunk and a head of feathered fronds. */
  static Tree palm(long seed, double height) {
    var chance = new Chance(seed);
    double lean = height * chance.between(0.12, 0.35);
    double yaw = Math.toRadians(chance.between(0, 360));
    Vec3 side = new Vec3(Math.sin(yaw), 0, Math.cos(yaw));
    List<Vec3> knots = new ArrayList<>();
    for (int i = 0; i <= 5; i++) {
      double t = i / 5.0;
      knots.add(new Vec3(0, height * t, 0).plus(side.times(lean * t * t)));
    }
    List<Vec3> trunk = Curves.smooth(knots, 8);
    Mesh wood = new Mesh();
    wood.add(
        Sweep.tube(
            trunk,
            t ->
                0.16 * (1.15 - 0.45 * t + 0.7 * Math.exp(-14 * t)) * (1 + 0.05 * Math.sin(150 * t)),
            10),
        Pose.IDENTITY);
    Mesh leaves = new Mesh();
    Vec3 head = trunk.getLast();
    int fronds = 16;
    for (int f = 0; f < fronds; f++) {
      double a = Math.toRadians(137.5 * f + chance.between(-10, 10));
      Vec3 out = new Vec3(Math.sin(a), 0, Math.cos(a));
      double rise = 0.9 - 1.1 * f / fronds;
      double length = chance.between(1.7, 2.3);
      Vec3 across = new Vec3(out.z(), 0, -out.x());
      for (int k = 2; k < 26; k++) {
        double t = k / 26.0;
        Vec3 rib =
            head.plus(out.times(length * t))
                .plus(new Vec3(0, length * (rise * t - (0.65 + 0.3 * rise) * t * t), 0));
        double reach = 0.62 * Math.sin(Math.PI * Math.min(1, 0.12 + 0.88 * t)) + 0.08;
        for (int hand = -1; hand <= 1; hand += 2) {
          Vec3 direction =
              across.times(hand).plus(out.times(0.55)).plus(new Vec3(0, -0.35 - 0.3 * t, 0));
          Vec3 d = direction.normalised();
          Foliage.leaf(leaves, rib, d, Vec3.UP, reach, 0.055, 0.22);
        }
      }
    }
    return new Tree(wood.build(), leaves.build(), NOTHING);
  }

  private static List<Vec3> swaying(Chance chance, double height, double sway) {
    List<Vec3> knots = new ArrayList<>();
    Vec3 p = Vec3.ZERO;
    for (int i = 0; i <= 5; i++) {
      knots.add(p);
      p = p.plus(new Vec3(sway * chance.between(-1, 1), height / 5, sway * chance.between(-1, 1)));
    }
    return Curves.smooth(knots, 4);
  }

  private static List<Vec3> bough(
      Chance chance, Vec3 from, double turn, double rise, double reach) {
    Vec3 out =
        Quaternion.about(Vec3.UP, turn)
            .rotate(new Vec3(0, Math.sin(Math.toRadians(rise)), Math.cos(Math.toRadians(rise))));
    List<Vec3> knots = new ArrayList<>();
    knots.add(from);
    for (int i = 1; i <= 3; i++) {
      Vec3 wobble =
          new Vec3(chance.bell(), chance.bell() + 0.9 * i / 3, chance.bell()).times(0.07 * reach);
      knots.add(from.plus(out.times(reach * i / 3)).plus(wobble));
    }
    return Curves.smooth(knots, 3);
  }

  private static Vec3 at(List<Vec3> curve, double share) {
    double place = Math.clamp(share, 0, 1) * (curve.size() - 1);
    int i = Math.min((int) place, curve.size() - 2);
    return curve.get(i).lerp(curve.get(i + 1), place - i);
  }

  /** A leaf turned any way; its shading follows both its own face and the crown's roundness. */
  private static void leafCard(Mesh mesh, Chance chance, Vec3 base, Vec3 outward, double length) {
    Vec3 direction =
        new Vec3(chance.bell(), chance.bell() - 0.5, chance.bell())
            .plus(new Vec3(1e-6, 0, 0))
            .normalised();
    Vec3 outer = outward.length() < 1e-9 ? Vec3.UP : outward.normalised();
    card(mesh, base, direction, outer.plus(new Vec3(0, 0.6, 0)), length, 0.62 * length);
  }

  /** A rhombus from base to tip, lying as well as it can across {@code face}. */
  static void card(Mesh mesh, Vec3 base, Vec3 direction, Vec3 face, double length, double width) {
    Vec3 side = direction.cross(face);
    if (side.length() < 1e-4) {
      side = direction.cross(new Vec3(direction.y(), direction.z(), direction.x() + 0.5));
    }
    side = side.normalised();
    Vec3 normal = side.cross(direction).plus(face.normalised().times(0.8));
    Vec3 middle = base.plus(direction.times(0.5 * length));
    int a = mesh.vertex(base, normal);
    int b = mesh.vertex(middle.plus(side.times(width / 2)), normal.plus(side.times(0.35)));
    int c = mesh.vertex(base.plus(direction.times(length)), normal);
    int d = mesh.vertex(middle.minus(side.times(width / 2)), normal.minus(side.times(0.35)));
    mesh.quad(a, b, c, d);
  }
}
