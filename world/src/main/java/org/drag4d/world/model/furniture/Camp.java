package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Stones, logs and a tent. */
final class Camp {
  private Camp() {}

  /** Returns a stone about the origin: a superellipsoid with low waves and a few flats. */
  static Solid boulderShape(Chance c, double width, double height, double depth, int cells) {
    double a = c.between(0, 9);
    double b = c.between(0, 9);
    double q = c.between(0, 9);
    return Mesh.bend(
        Cushion.superellipsoid(1, 1, 1, 3, cells),
        p -> {
          double wave =
              1
                  + 0.09 * Math.sin(5 * p.x() + a) * Math.cos(4 * p.z() + b)
                  + 0.06 * Math.sin(8 * p.y() + q + 3 * p.x())
                  + 0.03 * Math.sin(17 * p.z() + a) * Math.cos(15 * p.x() + q);
          return new Vec3(
              p.x() * wave * width * 0.90,
              p.y() * wave * height * 0.90,
              p.z() * wave * depth * 0.90);
        });
  }

  static void logSeat(Workpiece w) {
    double r = Math.min(w.height(), w.depth()) / 2;
    double length = w.width();
    Chance c = w.chance();
    Material bark = new Material.Bark(new Rgb(0.16, 0.115, 0.075));
    Profile outline = Profile.from(0.97 * r, 0);
    int sides = 26;
    double phase = c.between(0, 6);
    for (int i = 1; i < sides; i++) {
      double a = 2 * Math.PI * i / sides;
      double q = r * (0.95 + 0.03 * Math.sin(3 * a + phase) + 0.02 * Math.sin(7 * a));
      outline = outline.to(q * Math.cos(a), q * Math.sin(a));
    }
    List<Vec3> line =
        Curves.through(
            -length / 2,
            r,
            0,
            -0.2 * length,
            r * 1.0,
            0.02,
            0.2 * length,
            r * 1.0,
            -0.02,
            length / 2,
            r,
            0);
    w.add(
        bark,
        Sweep.along(line, outline, t -> 1 - 0.05 * t + 0.012 * Math.sin(21 * t), Vec3.UP, false),
        Pose.IDENTITY);
    for (int s = -1; s <= 1; s += 2) {
      double k = s < 0 ? 0.90 : 0.85;
      w.add(
          new Material.Wood(new Rgb(0.50, 0.35, 0.19), 0.8),
          Plate.cut(outline.scaled(k, k), 0.008, 0.002),
          at(s * (length / 2), r, 0, 90 * s, 0, 0),
          Workpiece.Grain.Z);
    }
    // A stub of a bough and moss.
    w.tube(
        bark,
        Curves.through(
            0.2 * length,
            1.3 * r,
            0.5 * r,
            0.22 * length,
            1.5 * r,
            0.72 * r,
            0.24 * length,
            1.62 * r,
            0.80 * r),
        t -> 0.05 - 0.012 * t,
        10);
    Material moss = new Material.Fur(new Rgb(0.10, 0.17, 0.035));
    for (int i = 0; i < 4; i++) {
      double x = c.between(-0.42, 0.42) * length;
      w.add(
          moss,
          Cushion.superellipsoid(c.between(0.12, 0.3), 0.05, c.between(0.10, 0.2), 2.4, 8),
          at(x, 1.86 * r, c.between(-0.3, 0.3) * r, c.between(-30, 30), 0, 0));
    }
  }

  static void boulder(Workpiece w) {
    Chance c = w.chance();
    Material stone =
        new Material.Stone(
            w.finish().body() == Substance.STONE
                ? w.finish().bodyColour()
                : new Rgb(0.30, 0.29, 0.27));
    double h = w.height();
    w.add(stone, clipped(boulderShape(c, w.width(), h * 1.25, w.depth(), 22)), 0, 0, 0);
  }

  // What would lie under the ground is pressed flat on it.
  private static Solid clipped(Solid s) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 1; i < s.positions().length; i += 3) {
      low = Math.min(low, s.positions()[i]);
      high = Math.max(high, s.positions()[i]);
    }
    double floor = low + 0.14 * (high - low);
    double bottom = floor;
    return Mesh.moved(
        Mesh.bend(s, p -> new Vec3(p.x(), Math.max(bottom, p.y()), p.z())), at(0, -bottom, 0));
  }

  /** A ridge tent with an open flap, guy lines and pegs. */
  static void tent(Workpiece w) {
    double h = w.height();
    double half = w.width() / 2 - 0.12;
    double zf = w.depth() / 2 - 0.12;
    Material cloth =
        new Material.Fabric(
            Finishes.soft(w.finish()) ? w.finish().bodyColour() : new Rgb(0.36, 0.30, 0.16));
    Material pole = new Material.Wood(Finishes.PINE, 0.5);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(pole, List.of(new Vec3(0, 0.0, s * zf), new Vec3(0, h - 0.006, s * zf)), 0.016, 10);
      int side = s;
      w.add(
          cloth,
          Drape.sheet(
              24,
              20,
              (u, v) -> {
                double z = zf * (2 * u - 1) * side;
                double sag = 0.05 * Math.sin(Math.PI * u);
                double x = side * half * (1 - v);
                double y =
                    0.02
                        + (h - 0.05 - sag * v) * v
                        - 0.10 * Math.sin(Math.PI * v) * (0.4 + 0.6 * Math.sin(Math.PI * u));
                return new Vec3(x, Math.max(0.015, y), -z * 1.0);
              }),
          0,
          0,
          0);
    }
    // Closed behind, two flaps drawn open before.
    Mesh back = new Mesh();
    back.polygon(new Vec3(half, 0.02, -zf), new Vec3(-half, 0.02, -zf), new Vec3(0, h - 0.04, -zf));
    w.add(cloth, back.build(), 0, 0, 0);
    for (int s = -1; s <= 1; s += 2) {
      int side = s;
      w.add(
          cloth,
          Drape.sheet(
              10,
              16,
              (u, v) -> {
                double open = 0.62 * (1 - v);
                double x = half * (1 - v) * (1 - (1 - open) * 0.42 * u - 0.10 * u);
                double fold = 0.03 * Math.sin(9 * u) * (1 - v);
                return new Vec3(
                    side * x, 0.02 + (h - 0.06) * v, zf + 0.012 + fold + 0.05 * u * (1 - v));
              }),
          0,
          0,
          0);
    }
    w.box(
        new Material.Fabric(
            cloth instanceof Material.Fabric f ? f.albedo().times(0.5) : new Rgb(0.2, 0.2, 0.2)),
        0,
        0.001,
        0,
        2 * half - 0.04,
        0.012,
        2 * zf - 0.02,
        0.003);
    w.label("blanket");
    w.add(
        new Material.Fabric(w.finish().second()),
        Cushion.superellipsoid(0.66, 0.12, 1.7, 4, 10),
        -0.36,
        0.07,
        -0.15);
    w.add(
        new Material.Fabric(w.finish().accent()),
        Cushion.superellipsoid(0.62, 0.12, 1.6, 4, 10),
        0.36,
        0.07,
        -0.2);
    w.label("tent");
    Material cord = new Material.Fabric(new Rgb(0.6, 0.56, 0.45));
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          cord,
          List.of(
              new Vec3(0, h - 0.02, s * zf), new Vec3(s * 0.35, 0.03, s * (w.depth() / 2 - 0.012))),
          0.004,
          6);
      for (int e = -1; e <= 1; e += 2) {
        w.tube(
            cord,
            List.of(
                new Vec3(e * half * 0.5, 0.5 * h, s * 0.6 * zf),
                new Vec3(e * (w.width() / 2 - 0.012), 0.02, s * 0.7 * zf)),
            0.0035,
            6);
        w.tube(
            pole,
            List.of(
                new Vec3(e * (w.width() / 2 - 0.014), 0.0, s * 0.7 * zf),
                new Vec3(e * (w.width() / 2 - 0.008), 0.10, s * 0.7 * zf)),
            0.008,
            7);
      }
    }
  }
}
