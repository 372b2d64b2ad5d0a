package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;

/** What the field gives: pumpkins and bales of hay. */
final class Harvest {
  private Harvest() {}

  /** A ribbed pumpkin with a bent stalk. */
  static void pumpkin(Workpiece w) {
    Chance c = w.chance();
    double r = Math.min(w.width(), w.depth()) / 2 / 1.06;
    double h = 0.86 * w.height();
    Rgb skin = new Rgb(0.62, 0.22, 0.03).mix(new Rgb(0.50, 0.28, 0.06), c.unit());
    Profile half =
        Profile.from(0, 0.05 * h)
            .smooth(
                0.3 * r, 0.0, 0.72 * r, 0.10 * h, r, 0.46 * h, 0.80 * r, 0.86 * h, 0.42 * r, h,
                0.14 * r, 0.90 * h)
            .to(0, 0.88 * h);
    w.add(new Material.Plain(skin, 0.32), Lathe.turn(half, 80, 10, 0.06), 0, 0, 0);
    w.tube(
        new Material.Plain(new Rgb(0.16, 0.15, 0.06), 0.7),
        Curves.through(0, 0.86 * h, 0, 0.01, 0.97 * h, 0.01, 0.035, w.height() - 0.012, 0.02),
        t -> 0.026 - 0.012 * t,
        9);
  }

  /** A bale: pressed straw under two twines, with loose stalks. */
  static void hayBale(Workpiece w) {
    Chance c = w.chance();
    Rgb straw = new Rgb(0.47, 0.34, 0.13);
    double x = w.width() / 2 - 0.015;
    double h = w.height() - 0.02;
    double z = w.depth() / 2 - 0.015;
    w.box(new Material.Fur(straw), 0, 0.004, 0, 2 * x, h - 0.004, 2 * z, 0.03);
    for (int s = -1; s <= 1; s += 2) {
      w.box(
          new Material.Plain(new Rgb(0.30, 0.12, 0.06), 0.7),
          s * 0.5 * x,
          0.002,
          0,
          0.010,
          h + 0.004,
          2 * z + 0.006,
          0.003);
    }
    Mesh stalks = new Mesh();
    for (int i = 0; i < 700; i++) {
      int face = c.below(5);
      double u = c.between(-1, 1);
      double v = c.between(-1, 1);
      Vec3 at =
          switch (face) {
            case 0 -> new Vec3(u * x, h, v * z);
            case 1 -> new Vec3(u * x, h * (0.5 + 0.49 * v), z);
            case 2 -> new Vec3(u * x, h * (0.5 + 0.49 * v), -z);
            case 3 -> new Vec3(x, h * (0.5 + 0.49 * v), u * z);
            default -> new Vec3(-x, h * (0.5 + 0.49 * v), u * z);
          };
      Vec3 out =
          switch (face) {
            case 0 -> Vec3.UP;
            case 1 -> new Vec3(0, 0, 1);
            case 2 -> new Vec3(0, 0, -1);
            case 3 -> new Vec3(1, 0, 0);
            default -> new Vec3(-1, 0, 0);
          };
      Vec3 way = new Vec3(c.between(-1, 1), c.between(-0.6, 0.6), c.between(-1, 1));
      Vec3 flat = way.minus(out.times(way.dot(out)));
      Vec3 along = flat.normalised().times(c.between(0.03, 0.08));
      Vec3 side = along.cross(out).normalised().times(0.0016);
      Vec3 tip = at.plus(along).plus(out.times(c.between(0.002, 0.016)));
      Vec3 low =
          new Vec3(
              Math.clamp(tip.x(), -x - 0.015, x + 0.015),
              Math.clamp(tip.y(), 0.004, w.height()),
              Math.clamp(tip.z(), -z - 0.015, z + 0.015));
      int a = stalks.vertex(at.plus(side), out);
      int b = stalks.vertex(at.minus(side), out);
      int t = stalks.vertex(low, out);
      Vec3 cross = at.minus(side).minus(at.plus(side)).cross(low.minus(at.plus(side)));
      if (cross.dot(out) > 0) {
        stalks.triangle(a, b, t);
      } else {
        stalks.triangle(b, a, t);
      }
    }
    w.add(
        new Material.Plain(straw.mix(new Rgb(0.7, 0.56, 0.27), 0.5), 0.5), stalks.build(), 0, 0, 0);
    w.tube(
        new Material.Plain(new Rgb(0.30, 0.12, 0.06), 0.7),
        List.of(new Vec3(0.5 * x, h, 0), new Vec3(0.5 * x + 0.03, h + 0.012, 0.02)),
        0.003,
        5);
  }
}
