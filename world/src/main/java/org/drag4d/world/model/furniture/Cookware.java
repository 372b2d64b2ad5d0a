package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Pots, kettles, bottles, food and baskets of it.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Cookware {
  private Cookware() {}

  static final Material WINE = new Material.Plain(new Rgb(0.10, 0.008, 0.014), 0.05);

  static void fruitBowl(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    double h = 0.42 * w.height();
    Material bowl = Finishes.soft(w.finish()) ? Finishes.WHITE_CHINA : w.body();
    w.add(bowl, Lathe.turn(Tableware.bowl(r, h), 44), 0, 0, 0);
    fruit(w, r * 0.80, 0.36 * h, w.height() - 0.30 * h);
  }

  /** Heaps fruit in a bowl. */
  private static void fruit(Workpiece w, double radius, double y0, double height) {
    Chance c = w.chance();
    w.label("fruit");
    Rgb[] skins = {
      Rgb.ofSrgb(0xB3281E),
      Rgb.ofSrgb(0xD9742B),
      Rgb.ofSrgb(0x8FA83A),
      Rgb.ofSrgb(0xC9B23A),
      Rgb.ofSrgb(0x5A1E3A),
      Rgb.ofSrgb(0xC8452B)
    };
    int count = 0;
    for (int layer = 0; layer < 3; layer++) {
      double ring = radius * (layer == 0 ? 0.62 : layer == 1 ? 0.36 : 0);
      int n = layer == 0 ? 6 : layer == 1 ? 3 : 1;
      for (int i = 0; i < n; i++) {
        double a = 2 * Math.PI * (i + 0.5 * layer + c.between(-0.08, 0.08)) / n;
        double size = 0.28 * radius * c.between(0.9, 1.1);
        double y = y0 + size * 0.9 + layer * 0.32 * height * 0.9;
        y = Math.min(y, y0 + height - size * 1.1);
        Rgb skin = skins[c.below(skins.length)];
        Pose pose =
            at(
                ring * Math.cos(a),
                y,
                ring * Math.sin(a),
                c.between(0, 360),
                c.between(-30, 30),
                c.between(-30, 30));
        w.add(new Material.Plain(skin, 0.3), apple(size), pose);
        w.add(
            new Material.Bark(new Rgb(0.1, 0.06, 0.03)),
            Sweep.tube(Curves.points(0, 0.7 * size, 0, 0.1 * size, 1.06 * size, 0), 0.05 * size, 5),
            pose);
        count++;
      }
    }
    if (count > 0) {
      Material banana = new Material.Plain(Rgb.ofSrgb(0xD8B43C), 0.45);
      for (int i = 0; i < 3; i++) {
        double r = 0.66 * radius;
        w.add(
            banana,
            Sweep.tube(
                Curves.arc(r, r * 0.8, 200 - 4 * i, 330 + 4 * i, 12),
                t ->
                    0.20
                        * radius
                        * (0.25
                            + Math.sqrt(Math.max(0, Math.sin(Math.PI * (0.06 + 0.88 * t)))) * 0.55),
                8),
            at(
                0.05 * radius * i,
                y0 + 0.75 * height,
                -0.30 * radius + 0.2 * i * radius,
                15 + 10 * i,
                -55,
                0));
      }
    }
  }

  static Solid apple(double r) {
    return Lathe.turn(
        Profile.from(0, -0.78 * r)
            .smooth(
                0.22 * r, -0.90 * r, 0.6 * r, -0.80 * r, 0.98 * r, 0.05 * r, 0.82 * r, 0.68 * r,
                0.4 * r, 0.88 * r, 0.1 * r, 0.76 * r)
            .to(0, 0.70 * r),
        18);
  }

  static void produceBasket(Workpiece w) {
    Chance c = w.chance();
    double h = 0.45 * w.height();
    double rx = w.width() / 2;
    double rz = w.depth() / 2;
    Material wicker = new Material.Wicker(new Rgb(0.40, 0.26, 0.13));
    Solid bowl =
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.72, 0)
                .curve(0.80, 0.1 * h, 0.97, 0.96 * h)
                .to(1, h, 0.95, h)
                .curve(0.78, 0.2 * h, 0.7, 0.06 * h)
                .to(0, 0.05 * h),
            40);
    w.add(
        wicker,
        Mesh.bend(bowl, p -> new Vec3(p.x() * rx * 0.985, p.y(), p.z() * rz * 0.985)),
        0,
        0,
        0);
    w.add(
        wicker,
        Sweep.ring(
            Curves.ellipse(rx * 0.965, rz * 0.965, 44),
            Profile.ellipse(0.011, 0.011, 8),
            new Vec3(0, 0, 1)),
        at(0, h, 0, 0, 90, 0));
    w.tube(
        wicker,
        Curves.smooth(
            Curves.points(
                -rx * 0.96,
                h,
                0,
                -rx * 0.8,
                0.8 * w.height(),
                0,
                0,
                w.height() - 0.012,
                0,
                rx * 0.8,
                0.8 * w.height(),
                0,
                rx * 0.96,
                h,
                0),
            6),
        0.010,
        8);
    w.label("vegetable");
    Rgb[] skins = {
      Rgb.ofSrgb(0xC6331F),
      Rgb.ofSrgb(0x5B7F2E),
      Rgb.ofSrgb(0xD98A2B),
      Rgb.ofSrgb(0x6E2B52),
      Rgb.ofSrgb(0xC8A24B)
    };
    for (int i = 0; i < 16; i++) {
      double a = c.between(0, 2 * Math.PI);
      double q = Math.sqrt(c.unit()) * 0.66;
      double size = c.between(0.028, 0.042);
      double x = q * rx * Math.cos(a);
      double z = q * rz * Math.sin(a);
      double y = h * 0.82 + 0.05 * (1 - q) + 0.02 * (i % 2);
      w.add(
          new Material.Plain(skins[c.below(skins.length)], 0.3),
          apple(size),
          at(x, y, z, c.between(0, 360), c.between(-50, 50), 0));
    }
    Material carrot = new Material.Plain(Rgb.ofSrgb(0xD9702A), 0.5);
    Mesh tops = new Mesh();
    for (int i = 0; i < 5; i++) {
      Vec3 root = new Vec3(0.02 * i - 0.02, h + 0.03, 0.02 * i - 0.05);
      Vec3 tip = new Vec3(0.25 * rx, h + 0.0, 0.09 - 0.02 * i).plus(root);
      w.tube(carrot, List.of(root, tip), t -> 0.015 * (1 - 0.85 * t), 10);
      for (int k = 0; k < 9; k++) {
        Vec3 d =
            new Vec3(-0.8 + c.between(-0.2, 0.2), c.between(0.1, 0.9), c.between(-0.5, 0.5))
                .normalised();
        Foliage.leaf(tops, root, d, Vec3.UP, c.between(0.06, 0.11), 0.018, 0.2);
      }
    }
    w.add(new Material.Leaf(Rgb.ofSrgb(0x4F7A2A)), tops.build(), 0, 0, 0);
  }

  static void bottle(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    w.add(
        new Material.Glass(new Rgb(0.45, 0.62, 0.40)), Lathe.turn(bottleShape(r, h), 30), 0, 0, 0);
    w.add(
        WINE,
        Lathe.turn(Profile.from(0, 0.012).to(0.9 * r, 0.012, 0.9 * r, 0.5 * h, 0, 0.5 * h), 26),
        0,
        0,
        0);
    w.label("label");
    w.add(
        new Material.Paper(new Rgb(0.70, 0.66, 0.55)),
        Lathe.turn(Profile.from(r + 0.0006, 0.20 * h).to(r + 0.0006, 0.44 * h), 30),
        0,
        0,
        0);
    w.label("bottle");
    w.add(
        new Material.Plain(w.finish().accent(), 0.3),
        Lathe.turn(Profile.from(0.33 * r, 0.84 * h).to(0.36 * r, 0.84 * h, 0.36 * r, h, 0, h), 20),
        0,
        0,
        0);
  }

  private static Profile bottleShape(double r, double h) {
    return Profile.from(0, 0.012)
        .curve(0.6 * r, 0.010, 0.75 * r, 0)
        .to(0.86 * r, 0)
        .curve(r, 0, r, 0.02 * h)
        .to(r, 0.58 * h)
        .curve(r, 0.68 * h, 0.5 * r, 0.74 * h)
        .curve(0.32 * r, 0.78 * h, 0.31 * r, 0.84 * h)
        .to(0.31 * r, 0.985 * h, 0.25 * r, 0.985 * h);
  }

  static void waterBottle(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    Material m = Finishes.soft(w.finish()) ? w.metal() : w.body();
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.9 * r, 0)
                .curve(r, 0, r, 0.03 * h)
                .to(r, 0.68 * h)
                .curve(r, 0.78 * h, 0.62 * r, 0.82 * h)
                .to(0, 0.82 * h),
            32),
        0,
        0,
        0);
    Material cap = new Material.Plain(w.finish().second(), 0.35);
    w.add(
        cap,
        Lathe.turn(
            Profile.from(0, 0.82 * h)
                .to(0.66 * r, 0.82 * h, 0.66 * r, 0.92 * h)
                .curve(0.66 * r, 0.95 * h, 0.5 * r, 0.95 * h)
                .to(0, 0.95 * h),
            28),
        0,
        0,
        0);
    w.add(
        cap, Sweep.tube(Curves.arc(0.42 * r, 0.045 * h, 0, 180, 10), 0.09 * r, 8), 0, 0.945 * h, 0);
    w.add(
        new Material.Plain(w.finish().accent(), 0.4),
        Lathe.turn(
            Profile.from(1.004 * r, 0.30 * h)
                .to(1.012 * r, 0.30 * h, 1.012 * r, 0.42 * h, 1.004 * r, 0.42 * h),
            32),
        0,
        0,
        0);
  }

  static void pot(Workpiece w) {
    double h = w.height();
    double r = Math.min(0.42 * w.width(), w.depth() / 2);
    Material m = Finishes.soft(w.finish()) ? w.metal() : w.body();
    double body = 0.72 * h;
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.92 * r, 0)
                .curve(r, 0, r, 0.06 * h)
                .to(r, body)
                .curve(1.02 * r, body, r - 0.002, body + 0.004)
                .to(0.9 * r, body),
            40),
        0,
        0,
        0);
    w.add(
        m,
        Lathe.turn(
            Profile.from(0.97 * r, body + 0.004)
                .to(0.99 * r, body + 0.012)
                .smooth(0.7 * r, body + 0.1 * h, 0, body + 0.15 * h),
            40),
        0,
        0,
        0);
    Material grip =
        w.finish().metal() == MetalTone.BLACK_IRON ? m : Finishes.metal(w.finish().metal());
    w.turned(
        grip,
        Profile.from(0, body + 0.14 * h)
            .to(0.07 * r, body + 0.15 * h)
            .curve(0.2 * r, 0.93 * h, 0.17 * r, 0.98 * h)
            .to(0, h),
        18,
        0,
        0,
        0);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          grip,
          Curves.through(
              s * 0.98 * r,
              0.52 * h,
              0.05,
              s * (w.width() / 2 - 0.006),
              0.54 * h,
              0.035,
              s * (w.width() / 2 - 0.006),
              0.54 * h,
              -0.035,
              s * 0.98 * r,
              0.52 * h,
              -0.05),
          0.006,
          8);
    }
  }

  static void kettle(Workpiece w) {
    double h = w.height();
    double r = Math.min(0.40 * w.width(), w.depth() / 2);
    Material m = Finishes.soft(w.finish()) ? w.metal() : w.body();
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.9 * r, 0)
                .curve(r, 0.005, r, 0.06 * h)
                .smooth(0.93 * r, 0.30 * h, 0.42 * r, 0.60 * h)
                .to(0, 0.62 * h),
            40),
        0,
        0,
        0);
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0.60 * h).to(0.4 * r, 0.61 * h).curve(0.3 * r, 0.66 * h, 0, 0.67 * h),
            28),
        0,
        0,
        0);
    w.add(Finishes.BLACK, Lathe.ball(0.11 * r, 14), 0, 0.69 * h, 0);
    w.tube(
        m,
        Curves.through(
            0.80 * r, 0.22 * h, 0, 1.10 * r, 0.36 * h, 0, w.width() / 2 - 0.004, 0.56 * h, 0),
        t -> 0.020 - 0.010 * t,
        14);
    w.tube(
        Finishes.BLACK,
        Curves.through(
            -0.78 * r, 0.40 * h, 0, -0.86 * r, 0.75 * h, 0, -0.4 * r, h - 0.014, 0, 0.3 * r,
            h - 0.012, 0, 0.60 * r, 0.84 * h, 0, 0.62 * r, 0.52 * h, 0),
        t -> 0.006 + 0.005 * Math.sin(Math.PI * t),
        10);
  }

  static void cake(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    w.label("plate");
    w.add(
        Finishes.WHITE_CHINA,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.5 * r, 0)
                .curve(0.16 * r, 0.02, 0.12 * r, 0.2 * h)
                .curve(0.12 * r, 0.3 * h, r * 0.98, 0.32 * h)
                .curve(r, 0.335 * h, 0.98 * r, 0.35 * h)
                .to(0, 0.345 * h),
            44),
        0,
        0,
        0);
    w.label("cake");
    Material icing =
        new Material.Plain(w.finish().second().mix(new Rgb(0.82, 0.76, 0.68), 0.6), 0.5);
    double cr = 0.78 * r;
    w.add(
        icing,
        Lathe.turn(
            Profile.from(0, 0.345 * h)
                .to(0.99 * cr, 0.345 * h)
                .to(cr, 0.36 * h)
                .to(cr, 0.82 * h)
                .curve(cr, 0.86 * h, 0.93 * cr, 0.86 * h)
                .to(0, 0.86 * h),
            44),
        0,
        0,
        0);
    Solid rosette =
        Lathe.turn(
            Profile.from(0.11 * cr, 0)
                .curve(0.13 * cr, 0.05 * h, 0.05 * cr, 0.09 * h)
                .curve(0.02 * cr, 0.12 * h, 0, 0.125 * h),
            20,
            5,
            0.16);
    Material cream = new Material.Plain(new Rgb(0.84, 0.80, 0.72), 0.5);
    Material cherry = new Material.Plain(Rgb.ofSrgb(0xA3161F), 0.12);
    for (int i = 0; i < 10; i++) {
      double a = 2 * Math.PI * i / 10;
      double x = 0.8 * cr * Math.cos(a);
      double z = 0.8 * cr * Math.sin(a);
      w.add(cream, rosette, x, 0.86 * h, z);
      w.add(cherry, Lathe.ball(0.065 * cr, 12), x, 0.955 * h, z);
    }
  }
}
