package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;

/** What leans: a ladder at the wall, a guitar in its stand. */
final class Leaning {
  private Leaning() {}

  /** Two stiles and round rungs, leaning backwards. */
  static void ladder(Workpiece w) {
    double h = w.height();
    double d = w.depth() - 0.06;
    Material m = w.wood();
    double length = Math.hypot(h - 0.02, d);
    double lean = -Math.toDegrees(Math.atan2(d, h));
    Pose pose = at(0, 0, w.depth() / 2 - 0.035, 0, lean, 0);
    double half = w.width() / 2 - 0.022;
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          m,
          Boxes.bevelled(0.036, length - 0.03, 0.062, 0.006),
          pose.times(at(s * half, 0.008 + length / 2, 0)),
          Grain.Y);
    }
    int rungs = (int) Math.max(4, Math.round(length / 0.28));
    for (int i = 0; i < rungs; i++) {
      double y = (i + 0.6) * length / rungs;
      w.add(
          m,
          Lathe.cylinder(0.016, 2 * half, 0.002, 14),
          pose.times(at(half, y, 0, 0, 0, 90)),
          Grain.Y);
    }
  }

  /** A guitar with six strings in a tubular stand. */
  static void guitar(Workpiece w) {
    double h = w.height();
    double s = h / 1.06;
    Material top = new Material.Wood(new Rgb(0.50, 0.27, 0.10), 0.15);
    Material dark = new Material.Wood(new Rgb(0.13, 0.05, 0.03), 0.15);
    Material black = new Material.Plain(new Rgb(0.03, 0.028, 0.026), 0.3);
    Material iron = Finishes.metal(MetalTone.BLACK_IRON);
    Pose lean = at(0, 0.07 * s, 0.03 * s, 0, -12, 0);
    double half = 0.19 * s;
    Profile body =
        Profile.from(0, 0)
            .smooth(
                0.7 * half,
                0.005,
                half,
                0.11 * s,
                0.92 * half,
                0.20 * s,
                0.64 * half,
                0.285 * s,
                0.74 * half,
                0.385 * s,
                0.60 * half,
                0.455 * s,
                0.16 * half,
                0.475 * s,
                -0.16 * half,
                0.475 * s,
                -0.60 * half,
                0.455 * s,
                -0.74 * half,
                0.385 * s,
                -0.64 * half,
                0.285 * s,
                -0.92 * half,
                0.20 * s,
                -half,
                0.11 * s,
                -0.7 * half,
                0.005);
    double deep = 0.10 * s;
    w.add(dark, Plate.cut(body, deep, 0.006), lean);
    Profile face = body.shifted(0, -0.24 * s).scaled(0.975, 0.975).shifted(0, 0.24 * s);
    w.add(top, Plate.cut(face, 0.004, 0.001), lean.times(at(0, 0, deep / 2 + 0.001)), Grain.Y);
    Pose front = lean.times(at(0, 0, deep / 2 + 0.004));
    w.add(
        dark,
        Lathe.cylinder(0.056 * s, 0.0015, 0.0005, 32),
        front.times(at(0, 0.31 * s, 0, 0, 90, 0)));
    w.add(
        black,
        Lathe.cylinder(0.047 * s, 0.0025, 0.0005, 32),
        front.times(at(0, 0.31 * s, 0, 0, 90, 0)));
    w.add(
        black,
        Boxes.bevelled(0.17 * s, 0.028 * s, 0.012, 0.004),
        front.times(at(0, 0.13 * s, 0.004)));
    double neck = 0.40 * s;
    w.add(
        dark,
        Boxes.bevelled(0.05 * s, neck + 0.1 * s, 0.022, 0.008),
        lean.times(at(0, 0.44 * s + neck / 2, deep / 2 - 0.008)),
        Grain.Y);
    w.add(
        black,
        Boxes.bevelled(0.052 * s, neck + 0.16 * s, 0.006, 0.002),
        lean.times(at(0, 0.41 * s + neck / 2, deep / 2 + 0.006)));
    double head = 0.475 * s + neck;
    w.add(
        dark,
        Boxes.tapered(0.075 * s, 0.15 * s, 0.016, 0.004, 0.8),
        lean.times(at(0, head + 0.065 * s, deep / 2 - 0.016, 0, -10, 0)),
        Grain.Y);
    for (int i = 0; i < 6; i++) {
      int side = i < 3 ? -1 : 1;
      w.add(
          w.metal(),
          Lathe.ball(0.008, 10),
          lean.times(at(side * 0.045 * s, head + 0.03 * s + (i % 3) * 0.035 * s, deep / 2 - 0.02)));
      double x = (i - 2.5) * 0.0085 * s;
      Vec3 a = lean.apply(new Vec3(x * 1.15, 0.13 * s, deep / 2 + 0.014));
      Vec3 b = lean.apply(new Vec3(x, head, deep / 2 + 0.011));
      w.tube(w.metal(), List.of(a, b), 0.0008 + 0.00012 * i, 5);
    }
    // The stand: two feet before, one behind, a fork that holds the neck.
    double z = -0.03 * s;
    Vec3 knot = new Vec3(0, 0.16 * s, z - 0.06 * s);
    for (int side = -1; side <= 1; side += 2) {
      w.tube(
          iron, List.of(knot, new Vec3(side * 0.15 * s, 0.012, w.depth() / 2 - 0.02)), 0.009, 10);
      w.tube(
          iron,
          List.of(
              new Vec3(side * 0.06 * s, 0.10 * s, z),
              new Vec3(side * 0.06 * s, 0.055 * s, z + 0.05 * s),
              new Vec3(side * 0.06 * s, 0.06 * s, z + 0.14 * s),
              new Vec3(side * 0.06 * s, 0.09 * s, z + 0.15 * s)),
          0.008,
          10);
    }
    w.tube(iron, List.of(knot, new Vec3(0, 0.012, -w.depth() / 2 + 0.02)), 0.009, 10);
    w.tube(
        iron,
        List.of(new Vec3(-0.07 * s, 0.12 * s, z), new Vec3(0.07 * s, 0.12 * s, z)),
        0.008,
        10);
    w.tube(iron, List.of(new Vec3(0, 0.12 * s, z), knot), 0.008, 10);
  }
}
