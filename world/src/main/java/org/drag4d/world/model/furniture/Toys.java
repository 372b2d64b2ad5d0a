package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** What children play with. */
final class Toys {
  private Toys() {}

  static void rockingHorse(Workpiece w) {
    double s = w.height() / 0.80;
    double len = w.depth();
    double k = len / 0.92;
    Material m = w.wood();
    Material paint = new Material.Plain(w.finish().accent(), 0.35);
    Material mane = new Material.Fur(w.finish().second());
    double x = w.width() / 2 - 0.025;
    for (int e = -1; e <= 1; e += 2) {
      w.add(
          paint,
          Sweep.along(
              Curves.through(
                  e * x, 0.11 * s, -0.45 * k, e * x, 0.035 * s, -0.22 * k, e * x, 0.019 * s, 0,
                  e * x, 0.035 * s, 0.22 * k, e * x, 0.11 * s, 0.45 * k),
              Profile.roundedRectangle(0.03, 0.036, 0.008, 2),
              t -> 1,
              Vec3.UP,
              false),
          Pose.IDENTITY,
          Grain.Z);
      for (int z = -1; z <= 1; z += 2) {
        w.tube(
            m,
            Curves.through(
                e * 0.06,
                0.40 * s,
                z * 0.17 * k,
                e * 0.10,
                0.25 * s,
                z * 0.24 * k,
                e * (x - 0.004),
                0.06 * s,
                z * 0.27 * k),
            t -> 0.042 - 0.022 * t,
            12);
        if (e > 0) {
          w.box(paint, 0, 0.045 * s, z * 0.27 * k, 2 * x, 0.024, 0.05, 0.006);
        }
      }
    }
    w.add(
        m,
        Cushion.superellipsoid(0.19, 0.20 * s, 0.50 * k, 2.6, 11),
        at(0, 0.43 * s, -0.02 * k),
        Grain.Z);
    w.tube(
        m,
        Curves.through(0, 0.43 * s, 0.17 * k, 0, 0.56 * s, 0.25 * k, 0, 0.68 * s, 0.27 * k),
        t -> 0.078 - 0.026 * t,
        14);
    w.add(
        m,
        Mesh.bend(
            Cushion.superellipsoid(0.085, 0.10 * s, 0.21 * k, 2.5, 10),
            p ->
                new Vec3(
                    p.x() * (1 - 0.9 * Math.max(0, p.z())),
                    p.y() * (1 - 1.1 * Math.max(0, p.z())),
                    p.z())),
        at(0, 0.70 * s, 0.33 * k, 0, 28, 0));
    for (int e = -1; e <= 1; e += 2) {
      w.add(
          m,
          Lathe.turn(Profile.from(0.016, 0).smooth(0.014, 0.02, 0.0, 0.05), 10),
          at(e * 0.026, 0.74 * s, 0.26 * k, 0, 0, -e * 8));
      w.add(Finishes.BLACK, Lathe.ball(0.009, 10), e * 0.038, 0.71 * s, 0.335 * k);
    }
    Mesh hair = new Mesh();
    Chance c = w.chance();
    for (int i = 0; i < 9; i++) {
      double t = i / 8.0;
      hair.add(
          Cushion.superellipsoid(0.05, 0.10 * s, 0.06, 2.2, 5),
          at(
              c.between(-0.008, 0.008),
              (0.76 - 0.26 * t) * s - 0.01,
              (0.235 - 0.075 * t) * k - 0.015,
              0,
              -18,
              0));
    }
    w.add(mane, hair.build(), 0, 0, 0);
    w.tube(
        mane,
        Curves.through(
            0, 0.47 * s, -0.25 * k, 0, 0.50 * s, -0.33 * k, 0, 0.40 * s, -0.39 * k, 0, 0.27 * s,
            -0.39 * k),
        t -> 0.016 + 0.020 * Math.sin(Math.PI * t),
        10);
    w.add(
        new Material.Leather(new Rgb(0.22, 0.08, 0.04)),
        Mesh.bend(
            Cushion.superellipsoid(0.205, 0.07, 0.24 * k, 3.5, 10),
            p -> new Vec3(p.x(), p.y() - 3.2 * p.x() * p.x() + 1.3 * p.z() * p.z(), p.z())),
        0,
        0.535 * s,
        -0.03 * k);
    w.tube(
        paint,
        List.of(new Vec3(-0.13, 0.66 * s, 0.24 * k), new Vec3(0.13, 0.66 * s, 0.24 * k)),
        0.012,
        10);
  }

  /** A half-built castle of blocks and some that lie about. */
  static void toyBlocks(Workpiece w) {
    Chance c = w.chance();
    double u = Math.min(0.06, w.height() / 6);
    Rgb[] colours = Trinkets.TOY_COLOURS;
    int n = 0;
    double half = w.width() / 2;
    for (int tower = 0; tower < 3; tower++) {
      double x = (tower - 1) * 2.4 * u;
      double z = -0.1 * w.depth();
      int floors = tower == 1 ? 4 : 3;
      for (int f = 0; f < floors; f++) {
        Trinkets.block(
            w,
            paint(colours[n++ % colours.length]),
            x + c.between(-0.004, 0.004),
            f * u,
            z,
            1.05 * u,
            u,
            1.05 * u,
            c.between(-7, 7));
      }
      double y = floors * u;
      if (tower == 1) {
        w.add(
            paint(colours[0]),
            Lathe.turn(
                Profile.from(0.6 * u, 0).to(0.58 * u, 0.004).to(0.02 * u, 1.5 * u, 0, 1.5 * u), 24),
            x,
            y,
            z);
      } else {
        Profile roof = Profile.from(-0.7 * u, 0).to(0.7 * u, 0, 0, 0.9 * u);
        w.add(paint(colours[1 + tower]), Plate.cut(roof, 1.05 * u, 0.004), x, y, z);
      }
      if (tower < 2) {
        Profile bridge =
            Profile.from(-1.15 * u, 0)
                .to(-0.5 * u, 0)
                .curve(-0.5 * u, 0.5 * u, 0, 0.5 * u)
                .curve(0.5 * u, 0.5 * u, 0.5 * u, 0)
                .to(1.15 * u, 0, 1.15 * u, u, -1.15 * u, u);
        w.add(
            paint(colours[3 + tower]),
            Plate.cut(bridge.scaled(0.56, 1), 0.8 * u, 0.004),
            x + 1.2 * u,
            0,
            z);
      }
    }
    for (int i = 0; i < 13; i++) {
      double x = c.between(-0.86, 0.86) * half;
      double z = (i % 4 == 0 ? -0.40 : c.between(0.12, 0.42)) * w.depth();
      Material m = paint(colours[c.below(colours.length)]);
      switch (c.below(3)) {
        case 0 -> Trinkets.block(w, m, x, 0, z, u, u, u, c.between(0, 90));
        case 1 -> Trinkets.block(w, m, x, 0, z, 1.9 * u, 0.55 * u, u * 0.9, c.between(0, 180));
        default -> w.add(m, Lathe.cylinder(0.45 * u, u, 0.004, 22), x, 0, z);
      }
    }
    // The far corners, so that the set fills the floor it was given.
    Trinkets.block(w, paint(colours[2]), -half + 0.55 * u, 0, 0.38 * w.depth(), u, u, u, 8);
    Trinkets.block(w, paint(colours[4]), half - 0.55 * u, 0, 0.34 * w.depth(), u, u, u, -8);
  }

  private static Material paint(Rgb colour) {
    return new Material.Plain(colour, 0.35);
  }

  /** An engine and two waggons on an oval of wooden rails. */
  static void toyTrain(Workpiece w) {
    double rx = w.width() / 2 - 0.045;
    double rz = w.depth() / 2 - 0.13;
    Material wood = new Material.Wood(Finishes.PINE, 0.5);
    List<Vec3> oval =
        Profile.ellipse(rx, rz, 72).points().stream()
            .map(p -> new Vec3(p.x(), 0.010, p.y()))
            .toList();
    w.add(
        wood,
        Sweep.ring(oval, Profile.roundedRectangle(0.075, 0.020, 0.004, 2), Vec3.UP),
        Pose.IDENTITY);
    for (int s = -1; s <= 1; s += 2) {
      int side = s;
      List<Vec3> rail =
          Profile.ellipse(rx + side * 0.022, rz + side * 0.022, 72).points().stream()
              .map(p -> new Vec3(p.x(), 0.0225, p.y()))
              .toList();
      w.add(
          new Material.Wood(Finishes.WALNUT, 0.5),
          Sweep.ring(rail, Profile.roundedRectangle(0.006, 0.005, 0.001, 1), Vec3.UP),
          Pose.IDENTITY);
    }
    Rgb[] colours = Trinkets.TOY_COLOURS;
    double scale = Math.min(1, w.height() / 0.22);
    for (int car = 0; car < 3; car++) {
      double a = Math.toRadians(62 + 27 * car);
      Vec3 p = new Vec3(rx * Math.cos(a), 0.025, rz * Math.sin(a));
      double heading = Math.toDegrees(Math.atan2(rz * Math.cos(a), rx * Math.sin(a)));
      int mark = w.mark();
      Material paint = paint(colours[car == 0 ? 0 : car == 1 ? 1 : 2]);
      for (int i = -1; i <= 1; i += 2) {
        for (int s = -1; s <= 1; s += 2) {
          w.add(
              Finishes.BLACK,
              Lathe.turn(
                  Profile.from(0, -0.006)
                      .to(0.018, -0.006)
                      .curve(0.020, 0, 0.018, 0.006)
                      .to(0, 0.006),
                  18),
              at(i * 0.042, 0.02, s * 0.030, 0, 90, 0));
        }
      }
      w.box(wood, 0, 0.022, 0, 0.15, 0.018, 0.052, 0.004);
      if (car == 0) {
        w.add(paint, Lathe.cylinder(0.026, 0.09, 0.004, 20), at(0.068, 0.066, 0, 0, 0, 90));
        w.box(paint, -0.044, 0.04, 0, 0.055, 0.085, 0.056, 0.006);
        w.box(paint(colours[1]), -0.044, 0.125, 0, 0.07, 0.012, 0.066, 0.004);
        w.add(
            Finishes.BLACK,
            Lathe.turn(Profile.from(0, 0).to(0.010, 0, 0.009, 0.05, 0.018, 0.075, 0, 0.075), 16),
            0.045,
            0.085,
            0);
        w.add(w.metal(), Lathe.ball(0.011, 12), 0.008, 0.094, 0);
      } else {
        w.box(paint, 0, 0.04, 0, 0.14, 0.045, 0.056, 0.005);
        for (int i = 0; i < 3; i++) {
          w.add(paint(colours[3 + i]), Lathe.ball(0.019, 14), -0.042 + 0.042 * i, 0.094, 0);
        }
      }
      w.move(mark, at(p.x(), p.y(), p.z(), heading + 180, 0, 0));
    }
    // A bridge with a little tower gives the set its height.
    Profile arch =
        Profile.from(-0.13, 0)
            .to(-0.075, 0)
            .curve(-0.075, 0.14, 0, 0.14)
            .curve(0.075, 0.14, 0.075, 0)
            .to(0.13, 0, 0.13, 0.16)
            .curve(0.12, 0.19, 0, 0.205)
            .curve(-0.12, 0.19, -0.13, 0.16);
    w.add(
        paint(colours[4]),
        Plate.cut(arch.scaled(1, scale * 1.05), 0.06, 0.005),
        at(rx * 0.02, 0, -rz, 90, 0, 0));
    w.add(
        new Material.Leaf(new Rgb(0.08, 0.22, 0.06)),
        Lathe.turn(Profile.from(0, 0.03).to(0.045, 0.03, 0.02, 0.08, 0.034, 0.08, 0, 0.15), 18),
        -0.4 * rx,
        0,
        0.1 * rz);
    w.add(wood, Lathe.cylinder(0.010, 0.035, 0.001, 10), -0.4 * rx, 0, 0.1 * rz);
  }

  static void toyBall(Workpiece w) {
    double r = Math.min(w.width(), Math.min(w.height(), w.depth())) / 2;
    int gores = 6;
    double tilt = w.chance().between(10, 50);
    for (int g = 0; g < gores; g++) {
      Mesh mesh = new Mesh();
      int across = 8;
      int rows = 18;
      for (int i = 0; i <= rows; i++) {
        double v = Math.PI * (i / (double) rows - 0.5);
        for (int j = 0; j <= across; j++) {
          double a = 2 * Math.PI * (g + j / (double) across) / gores;
          double seam = 1 - 0.006 * Math.pow(Math.abs(2.0 * j / across - 1), 8);
          Vec3 n = new Vec3(Math.cos(v) * Math.cos(a), Math.sin(v), Math.cos(v) * Math.sin(a));
          mesh.vertex(n.times(r * seam), n);
        }
      }
      mesh.grid(0, rows + 1, across + 1, false);
      w.add(
          paint(Trinkets.TOY_COLOURS[g % 2 == 0 ? g / 2 : 6]),
          mesh.build(),
          at(0, r, 0, 25, tilt, 0));
    }
  }

  /** A tepee of cloth on crossed poles with an open front and cushions inside. */
  static void playTent(Workpiece w) {
    double h = w.height();
    double rx = w.width() / 2 - 0.02;
    double rz = w.depth() / 2 - 0.02;
    Material wood = new Material.Wood(Finishes.PINE, 0.5);
    double apex = 0.84 * h;
    double over = (h - apex) / apex;
    int n = 4;
    Vec3[] feet = new Vec3[n];
    for (int i = 0; i < n; i++) {
      double sx = i == 0 || i == 3 ? 1 : -1;
      double sz = i < 2 ? 1 : -1;
      feet[i] = new Vec3(sx * rx, 0.012, sz * rz);
      Vec3 tip = new Vec3(-sx * rx * over, h - 0.006, -sz * rz * over);
      w.tube(wood, List.of(feet[i], tip), 0.012, 10);
    }
    Material cloth =
        w.finish().body() == Substance.FABRIC
            ? new Material.Patterned(w.finish().bodyColour(), w.finish().second(), 0.08, false)
            : new Material.Fabric(w.finish().second());
    w.label("tent");
    for (int i = 0; i < n; i++) {
      Vec3 a = feet[i].plus(new Vec3(0, 0.02, 0));
      Vec3 b = feet[(i + 1) % n].plus(new Vec3(0, 0.02, 0));
      boolean front = i == 0;
      for (int part = 0; part < (front ? 2 : 1); part++) {
        double u0 = front ? (part == 0 ? 0 : 0.5) : 0;
        double u1 = front ? (part == 0 ? 0.5 : 1) : 1;
        int half = part;
        Vec3 top = new Vec3(0, apex, 0);
        Solid sheet =
            Drape.sheet(
                16,
                18,
                (u, v) -> {
                  double uu = u0 + (u1 - u0) * u;
                  if (front) {
                    // Each half is drawn back to its pole like a curtain.
                    double open =
                        0.42 * Math.sin(Math.PI * Math.min(1, (1 - v) * 1.05)) * (1 - v)
                            + 0.30 * (1 - v);
                    uu = half == 0 ? uu * (1 - open * 1.1) : 1 - (1 - uu) * (1 - open * 1.1);
                  }
                  Vec3 p = a.lerp(b, uu).lerp(top, v * 0.985);
                  double sag = 0.035 * Math.sin(Math.PI * uu) * Math.sin(Math.PI * v);
                  Vec3 in = new Vec3(-p.x(), 0, -p.z()).times(sag);
                  double fold =
                      front ? 0.02 * Math.sin(14 * u + half) * (1 - v) : 0.004 * Math.sin(9 * uu);
                  return p.plus(in).plus(new Vec3(0, 0, front ? fold : 0));
                });
        w.add(cloth, sheet, 0, 0, 0);
      }
    }
    w.label("cushion");
    w.add(
        new Material.Fabric(w.finish().accent()),
        Cushion.superellipsoid(rx * 1.5, 0.09, rz * 1.4, 6, 9),
        0,
        0.046,
        -0.05);
    w.add(
        new Material.Fabric(w.finish().second()),
        Cushion.pillow(0.40, 0.36, 0.14, 16),
        at(0.1, 0.27, -0.45 * rz, 10, -24, 4));
    // Bunting about the top.
    List<Vec3> knots = new ArrayList<>();
    for (int i = 0; i <= 2; i++) {
      knots.add(new Vec3((1 - i) * 0.42 * rx, 0.60 * apex - (i == 1 ? 0.05 : 0), 0.42 * rz));
    }
    for (int i = 0; i < 5; i++) {
      double t = (i + 0.5) / 5;
      Vec3 p = Curves.smooth(knots, 10).get((int) (t * 20));
      w.add(
          paint(Trinkets.TOY_COLOURS[i]),
          Plate.cut(Profile.from(-0.035, 0).to(0, -0.075, 0.035, 0), 0.002, 0.0004),
          at(p.x(), p.y(), p.z() + 0.02));
    }
    w.label("tent");
  }
}
