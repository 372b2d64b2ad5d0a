package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;

/**
 * Fires and where they burn.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Hearth {
  private static final Material IRON = Finishes.metal(MetalTone.BLACK_IRON);
  private static final Rgb FIRE = new Rgb(1.0, 0.42, 0.10);

  private Hearth() {}

  /** A mantelpiece about a brick firebox with soot, grate, logs and flames. */
  static void fireplace(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    boolean rough =
        switch (w.finish().body()) {
          case STONE -> true;
          default -> false;
        };
    Material m =
        Finishes.soft(w.finish())
            ? new Material.Marble(new Rgb(0.72, 0.70, 0.66), new Rgb(0.35, 0.34, 0.33), 0.15)
            : w.body();
    double back = -d / 2;
    double front = d / 2 - 0.05;
    double open = Math.min(0.95, 0.56 * width);
    double openHeight = Math.min(0.80, 0.66 * h);
    double jamb = (width - 0.10 - open) / 2;
    double shelf = 0.055;
    // Hearth slab.
    w.box(
        rough ? m : new Material.Marble(new Rgb(0.20, 0.20, 0.21), new Rgb(0.5, 0.5, 0.5), 0.2),
        0,
        0,
        0,
        width,
        0.035,
        d,
        0.006);
    double base = 0.035;
    if (rough) {
      stones(w, m, -width / 2 + 0.05, base, jamb, openHeight - base, front - 0.02, d * 0.85);
      stones(w, m, width / 2 - 0.05 - jamb, base, jamb, openHeight - base, front - 0.02, d * 0.85);
      stones(
          w,
          m,
          -width / 2 + 0.05,
          openHeight,
          width - 0.10,
          h - shelf - 0.03 - openHeight,
          front - 0.02,
          d * 0.85);
      w.box(
          new Material.Wood(Finishes.OAK.times(0.7), 0.6),
          0,
          h - 0.085,
          0.005,
          width - 0.01,
          0.085,
          d - 0.01,
          0.014);
    } else {
      double bodyDepth = front - back - 0.03;
      double mid = (back + front - 0.03) / 2;
      for (int s = -1; s <= 1; s += 2) {
        double x = s * (open / 2 + jamb / 2);
        w.box(m, x, base, mid, jamb, h - shelf - base, bodyDepth, 0.006);
        // Pilaster: plinth block, fluted or plain shaft, capital.
        double pw = Math.min(0.16, 0.62 * jamb);
        w.box(m, x, base, front - 0.02, pw + 0.03, 0.12, 0.05, 0.008);
        w.box(m, x, base + 0.11, front - 0.025, pw, openHeight - 0.18, 0.038, 0.006);
        if (w.ornate()) {
          int flutes = 4;
          for (int i = 0; i < flutes; i++) {
            double fx = x + pw * ((i + 0.5) / flutes - 0.5) * 0.86;
            w.add(
                m,
                Mesh.moved(Lathe.cylinder(0.011, openHeight - 0.26, 0.008, 14), at(0, 0, 0)),
                fx,
                base + 0.15,
                front - 0.008);
          }
        }
        w.box(m, x, openHeight - 0.075, front - 0.018, pw + 0.025, 0.03, 0.05, 0.008);
        w.box(m, x, openHeight - 0.05, front - 0.014, pw + 0.045, 0.045, 0.056, 0.01);
      }
      w.box(m, 0, openHeight, mid, open + 0.02, h - shelf - openHeight, bodyDepth, 0.005);
      // Frieze with a centre tablet, then mouldings under the shelf.
      double friezeTop = h - shelf - 0.07;
      Fronts.raised(
          w,
          m,
          0,
          (openHeight + friezeTop) / 2 + 0.01,
          front - 0.030,
          0.42 * open,
          0.6 * (friezeTop - openHeight));
      for (int s = -1; s <= 1; s += 2) {
        Fronts.raised(
            w,
            m,
            s * (0.36 * width),
            (openHeight + friezeTop) / 2 + 0.01,
            front - 0.030,
            0.15 * width,
            0.6 * (friezeTop - openHeight));
      }
      Profile cornice =
          Profile.from(0, 0)
              .to(0.006, 0)
              .curve(0.012, 0.02, 0.03, 0.026)
              .to(0.034, 0.034)
              .curve(0.036, 0.06, 0.06, 0.07)
              .to(0, 0.07);
      Solid crown = Plate.moulding(cornice, width - 0.13, 1, 1);
      w.add(m, crown, 0, h - shelf - 0.07, front - 0.03);
      for (int s = -1; s <= 1; s += 2) {
        w.add(
            m,
            Plate.moulding(cornice, bodyDepth, s < 0 ? 0 : 1, s < 0 ? 1 : 0),
            at(s * (width / 2 - 0.065), h - shelf - 0.07, mid, s * 90, 0, 0));
      }
      w.box(m, 0, h - shelf, 0.005, width, shelf - 0.018, d - 0.01, 0.012);
      w.box(m, 0, h - 0.02, 0.005, width - 0.02, 0.02, d - 0.025, 0.006);
    }
    firebox(w, open, openHeight, base, front - 0.04, back + 0.035);
  }

  /** Rows of rough blocks with uneven faces. */
  private static void stones(
      Workpiece w,
      Material m,
      double x0,
      double y0,
      double width,
      double height,
      double front,
      double depth) {
    Chance c = w.chance();
    double y = y0;
    while (y < y0 + height - 0.03) {
      double rowHeight = Math.min(c.between(0.10, 0.19), y0 + height - y);
      if (y0 + height - y - rowHeight < 0.06) {
        rowHeight = y0 + height - y;
      }
      double x = x0;
      while (x < x0 + width - 0.02) {
        double length = Math.min(c.between(0.16, 0.34), x0 + width - x);
        if (x0 + width - x - length < 0.08) {
          length = x0 + width - x;
        }
        double proud = c.between(-0.015, 0.015);
        double phase = c.between(0, 9);
        Solid block =
            Mesh.bend(
                Cushion.superellipsoid(length - 0.006, rowHeight - 0.006, depth, 12, 6),
                p ->
                    new Vec3(
                        p.x(),
                        p.y(),
                        p.z()
                            + 0.008
                                * Math.sin(22 * p.x() + phase)
                                * Math.cos(26 * p.y() + 2 * phase)));
        w.add(m, block, x + length / 2, y + rowHeight / 2, front - depth / 2 + proud);
        x += length;
      }
      y += rowHeight;
    }
    w.box(
        new Material.Ground(new Rgb(0.24, 0.22, 0.2), new Rgb(0.3, 0.28, 0.26), 0.01),
        x0 + width / 2,
        y0,
        front - depth / 2 - 0.02,
        width,
        height,
        depth - 0.02,
        0.002);
  }

  /** The opening: sooty bricks inside, a grate, logs, embers, flames. */
  private static void firebox(
      Workpiece w, double open, double openHeight, double base, double front, double back) {
    Rgb soot = new Rgb(0.055, 0.047, 0.042);
    Material brick = new Material.Brick(new Rgb(0.15, 0.07, 0.045), new Rgb(0.09, 0.085, 0.08));
    Material black = new Material.Plain(soot, 0.95);
    double inner = 0.72 * open;
    Mesh bricks = new Mesh();
    Mesh sooty = new Mesh();
    double sootLine = 0.55 * openHeight;
    Vec3 f = new Vec3(open / 2, 0, front);
    Vec3 b = new Vec3(inner / 2, 0, back);
    for (int level = 0; level < 2; level++) {
      double y0 = level == 0 ? base : sootLine;
      double y1 = level == 0 ? sootLine : openHeight + 0.02;
      Mesh mesh = level == 0 ? bricks : sooty;
      double lean = level == 0 ? 0 : 0.10;
      mesh.polygon(
          at3(-b.x(), y0, back),
          at3(b.x(), y0, back),
          at3(b.x(), y1, back + lean),
          at3(-b.x(), y1, back + lean));
      mesh.polygon(
          at3(b.x(), y0, back),
          at3(f.x(), y0, f.z()),
          at3(f.x(), y1, f.z()),
          at3(b.x(), y1, back + lean));
      mesh.polygon(
          at3(-f.x(), y0, f.z()),
          at3(-b.x(), y0, back),
          at3(-b.x(), y1, back + lean),
          at3(-f.x(), y1, f.z()));
    }
    sooty.polygon(
        at3(-open / 2, openHeight + 0.015, back),
        at3(open / 2, openHeight + 0.015, back),
        at3(open / 2, openHeight + 0.015, front),
        at3(-open / 2, openHeight + 0.015, front));
    w.label("fireplace");
    w.add(brick, bricks.build(), 0, 0, 0);
    w.add(black, sooty.build(), 0, 0, 0);
    w.add(
        new Material.Ground(new Rgb(0.10, 0.095, 0.09), new Rgb(0.20, 0.19, 0.18), 0.02),
        Mesh.bend(Boxes.bevelled(open - 0.02, 0.01, front - back - 0.02, 0.002), p -> p),
        0,
        base + 0.006,
        (front + back) / 2);
    double mid = (front + back) / 2 - 0.01;
    double gw = 0.5 * open;
    grate(w, gw, base, mid);
    Chance c = w.chance();
    Material bark = new Material.Bark(new Rgb(0.075, 0.055, 0.042));
    Material cut = new Material.Wood(new Rgb(0.34, 0.22, 0.12), 0.9);
    Basketry.log(w, bark, cut, 0, base + 0.17, mid - 0.05, 0.050, 0.95 * gw, c.between(-5, 5));
    Basketry.log(w, bark, cut, 0.01, base + 0.165, mid + 0.06, 0.044, 0.88 * gw, c.between(-7, 7));
    Basketry.log(w, bark, cut, -0.02, base + 0.245, mid, 0.042, 0.8 * gw, c.between(-22, -12));
    fire(w, 0, base + 0.10, mid, 0.36 * gw, Math.min(0.40, openHeight - 0.34), 11);
    w.label("fireplace");
  }

  private static Vec3 at3(double x, double y, double z) {
    return new Vec3(x, y, z);
  }

  private static void grate(Workpiece w, double width, double base, double z) {
    for (int i = 0; i < 9; i++) {
      double x = width * (i / 8.0 - 0.5);
      w.tube(
          IRON,
          Curves.through(
              x,
              base + 0.18,
              z + 0.145,
              x,
              base + 0.11,
              z + 0.135,
              x,
              base + 0.10,
              z,
              x,
              base + 0.11,
              z - 0.13),
          0.008,
          8);
    }
    Seating.rod(
        w,
        IRON,
        new Vec3(-width / 2, base + 0.165, z + 0.145),
        new Vec3(width / 2, base + 0.165, z + 0.145),
        0.016,
        0.016);
    for (int s = -1; s <= 1; s += 2) {
      w.turned(
          IRON,
          Profile.from(0, 0)
              .to(0.028, 0, 0.02, 0.012)
              .smooth(0.012, 0.06, 0.016, 0.2)
              .curve(0.03, 0.22, 0.018, 0.26)
              .to(0, 0.27),
          18,
          s * (width / 2 + 0.025),
          base,
          z + 0.145);
      w.box(IRON, s * width * 0.46, base, z - 0.1, 0.02, 0.1, 0.02, 0.003);
    }
  }

  /** Adds embers, tongues of flame and their light. */
  static void fire(
      Workpiece w, double x, double y, double z, double radius, double height, int tongues) {
    if (!w.lit()) {
      return;
    }
    Chance c = w.chance();
    w.label("ember");
    Mesh embers = new Mesh();
    for (int i = 0; i < 34; i++) {
      double a = c.between(0, 2 * Math.PI);
      double q = radius * Math.sqrt(c.unit());
      double e = c.between(0.014, 0.032);
      embers.add(
          Cushion.superellipsoid(e * 1.4, e, e * 1.2, 2.6, 3),
          at(
              x + q * Math.cos(a),
              y + c.between(-0.005, 0.022),
              z + 0.6 * q * Math.sin(a),
              c.between(0, 180),
              c.between(0, 90),
              0));
    }
    w.add(w.glow(new Rgb(3.4, 0.75, 0.10), IRON), embers.build(), 0, 0, 0);
    w.label("flame");
    Mesh outer = new Mesh();
    Mesh core = new Mesh();
    for (int i = 0; i < 2 * tongues; i++) {
      double a = 2.39996 * i;
      double q = radius * Math.sqrt((i + 0.4) / (2 * tongues));
      double tall = height * c.between(0.40, 1.0) * (1 - 0.62 * q / radius);
      double r = c.between(0.014, 0.034) * Math.min(1.5, radius / 0.13);
      double sway = c.between(-0.07, 0.07) * Math.min(1, 3 * tall);
      double phase = c.between(0, 6);
      Vec3 at = new Vec3(x + q * Math.cos(a), y - 0.01, z + 0.55 * q * Math.sin(a));
      outer.add(tongue(r, tall, sway, phase), new Pose(Quaternion.IDENTITY, at));
      if (i % 2 == 0) {
        core.add(
            tongue(0.6 * r, 0.55 * tall, 0.6 * sway, phase),
            new Pose(Quaternion.IDENTITY, at.plus(new Vec3(0, 0.005, 0.3 * r + 0.004))));
      }
    }
    w.add(w.glow(new Rgb(6.5, 2.1, 0.27), IRON), outer.build(), 0, 0, 0);
    w.add(w.glow(new Rgb(11.5, 5.2, 1.0), IRON), core.build(), 0, 0, 0);
    w.lamp(x, y + 0.42 * height, z + 0.02, 0.10, FIRE.times(1.4));
  }

  /** Returns a tongue of flame: a drop that waves, twists flat and ends in a thread. */
  private static Solid tongue(double r, double h, double sway, double phase) {
    Solid drop =
        Lathe.turn(
            Profile.from(0, 0)
                .smooth(0.8 * r, 0.05 * h, r, 0.16 * h, 0.66 * r, 0.42 * h, 0.22 * r, 0.72 * h)
                .to(0, h),
            9);
    return Mesh.bend(
        drop,
        p -> {
          double v = p.y() / h;
          double twist = phase + 2.2 * v;
          double flat = 1 - 0.45 * v;
          double u = p.x() * Math.cos(twist) + p.z() * Math.sin(twist);
          double t = flat * (p.z() * Math.cos(twist) - p.x() * Math.sin(twist));
          double s = 1.6 * sway * v * v + 0.10 * h * v * Math.sin(5.5 * v + phase);
          return new Vec3(
              u * Math.cos(twist) - t * Math.sin(twist) + s,
              p.y(),
              u * Math.sin(twist) + t * Math.cos(twist) + 0.06 * h * v * Math.cos(6 * v + phase));
        });
  }

  /** A cast-iron stove on legs with a glass door and a flue. */
  static void woodStove(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    Material iron =
        w.finish().metal() == MetalTone.BRASS
            ? IRON
            : w.finish().body() == Substance.METAL
                ? IRON
                : w.body() instanceof Material.Plain p ? p : IRON;
    double legs = 0.16;
    double top = h;
    for (int s = -1; s <= 1; s += 2) {
      for (int z = -1; z <= 1; z += 2) {
        w.tube(
            iron,
            Curves.through(
                s * (width / 2 - 0.03),
                0.012,
                z * (d / 2 - 0.03),
                s * (width / 2 - 0.075),
                0.07,
                z * (d / 2 - 0.075),
                s * (width / 2 - 0.06),
                legs + 0.02,
                z * (d / 2 - 0.06)),
            t -> 0.016 + 0.012 * t,
            10);
      }
    }
    double bw = width - 0.06;
    double bd = d - 0.08;
    w.box(iron, 0, legs, 0, bw + 0.03, 0.03, bd + 0.04, 0.008);
    w.box(iron, 0, legs + 0.02, -bd / 2 + 0.015, bw, h - legs - 0.06, 0.03, 0.006);
    for (int s = -1; s <= 1; s += 2) {
      w.box(iron, s * (bw / 2 - 0.015), legs + 0.02, 0, 0.03, h - legs - 0.06, bd, 0.006);
    }
    w.box(iron, 0, top - 0.05, 0, width, 0.05, d - 0.02, 0.012);
    double fw = bw - 0.05;
    double fh = h - legs - 0.12;
    double fy = legs + 0.05;
    double fz = bd / 2 - 0.012;
    double rail = 0.055;
    for (int s = -1; s <= 1; s += 2) {
      w.box(iron, s * (fw - rail) / 2, fy, fz, rail, fh, 0.035, 0.008);
      w.box(iron, 0, s < 0 ? fy : fy + fh - rail, fz, fw - 0.02, rail, 0.035, 0.008);
    }
    w.label("glass");
    w.add(
        new Material.Glass(new Rgb(0.85, 0.8, 0.72)),
        Boxes.bevelled(fw - 2 * rail + 0.01, fh - 2 * rail + 0.01, 0.004, 0.0005),
        0,
        fy + fh / 2,
        fz);
    w.label("stove");
    w.add(
        w.metal(),
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.008, 0, 0.006, 0.02)
                .curve(0.016, 0.03, 0.012, 0.045)
                .to(0, 0.05),
            16),
        at(fw / 2 - 0.03, fy + 0.5 * fh, fz + 0.014, 0, 90, 0));
    Chance c = w.chance();
    Basketry.log(
        w,
        new Material.Bark(new Rgb(0.08, 0.06, 0.045)),
        new Material.Wood(new Rgb(0.3, 0.2, 0.1), 0.9),
        0,
        fy + 0.07,
        -0.02,
        0.045,
        0.7 * fw,
        c.between(-8, 8));
    Basketry.log(
        w,
        new Material.Bark(new Rgb(0.08, 0.06, 0.045)),
        new Material.Wood(new Rgb(0.3, 0.2, 0.1), 0.9),
        0.02,
        fy + 0.065,
        0.07,
        0.04,
        0.6 * fw,
        c.between(-8, 8));
    fire(w, 0, fy + 0.02, 0.03, 0.28 * fw, 0.62 * fh, 7);
    w.label("stove");
  }

  /** A ring of stones about burning logs. */
  static void campfire(Workpiece w) {
    Chance c = w.chance();
    double r = Math.min(w.width(), w.depth()) / 2;
    double h = w.height();
    w.label("stone");
    int n = 11;
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * (i + c.between(-0.15, 0.15)) / n;
      double s = c.between(0.17, 0.24) * r / 0.55;
      Solid stone = Camp.boulderShape(c, s, s * 0.72, s * 0.85, 7);
      w.add(
          new Material.Stone(new Rgb(0.28, 0.27, 0.25).times(c.between(0.7, 1.1))),
          stone,
          at(
              (r - 0.13) * Math.cos(a),
              0.40 * s,
              (r - 0.13) * Math.sin(a),
              c.between(0, 360),
              0,
              0));
    }
    w.label("ash");
    w.add(
        new Material.Ground(new Rgb(0.09, 0.085, 0.08), new Rgb(0.2, 0.19, 0.18), 0.02),
        Lathe.turn(Profile.from(r - 0.16, 0.002).smooth(0.5 * r, 0.03, 0, 0.045), 32),
        0,
        0,
        0);
    w.label("log");
    for (int i = 0; i < 6; i++) {
      int mark = w.mark();
      Basketry.log(
          w,
          new Material.Bark(new Rgb(0.09, 0.065, 0.05)),
          new Material.Wood(new Rgb(0.36, 0.24, 0.13), 0.9),
          0,
          0,
          0,
          0.036,
          0.52 * Math.min(1, r / 0.55),
          0);
      w.move(
          mark,
          at(0, 0, 0, 60 * i + c.between(-12, 12), 0, 0)
              .times(at(0.17 * r / 0.55, 0.205, 0, 0, 0, -38)));
    }
    fire(w, 0, 0.05, 0, 0.17, h * 0.92 - 0.05, 12);
    w.label("campfire");
  }
}
