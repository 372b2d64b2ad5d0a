package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Baskets, firewood and logs. */
final class Basketry {
  private Basketry() {}

  static void basket(Workpiece w) {
    double h = w.height();
    double rx = w.width() / 2;
    double rz = w.depth() / 2;
    Material m =
        new Material.Wicker(
            w.finish().body() == Substance.WICKER
                ? w.finish().bodyColour()
                : new Rgb(0.42, 0.28, 0.14));
    double body = 0.82 * h;
    Solid wall =
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.78, 0)
                .curve(0.84, 0, 0.86, 0.03)
                .smooth(0.95, 0.5 * body, 0.97, body)
                .to(0.90, body)
                .smooth(0.87, 0.5 * body, 0.78, 0.05)
                .to(0, 0.04),
            48);
    w.add(m, Mesh.bend(wall, p -> new Vec3(p.x() * rx, p.y(), p.z() * rz)), 0, 0, 0);
    w.add(
        m,
        Sweep.ring(
            Curves.ellipse(0.945 * rx, 0.945 * rz, 48),
            Profile.ellipse(0.016, 0.014, 8),
            new Vec3(0, 0, 1)),
        at(0, body, 0, 0, 90, 0));
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          m,
          Curves.through(
              s * 0.93 * rx,
              body - 0.01,
              -0.08,
              s * 0.95 * rx,
              h - 0.014,
              -0.05,
              s * 0.95 * rx,
              h - 0.014,
              0.05,
              s * 0.93 * rx,
              body - 0.01,
              0.08),
          0.010,
          8);
    }
    // A woollen blanket pushed into it.
    Chance c = w.chance();
    double phase = c.between(0, 6);
    Material wool = new Material.Fabric(w.finish().second());
    w.add(
        wool,
        Drape.sheet(
            26,
            26,
            (u, v) -> {
              double x = 2 * u - 1;
              double z = 2 * v - 1;
              double k = 0.84 * Math.sqrt(1 - 0.35 * Math.min(1, x * x) * Math.min(1, z * z));
              double lump =
                  0.035 * Math.sin(5 * x + phase) * Math.cos(4 * z + 2 * phase)
                      + 0.02 * Math.sin(9 * z + 3 * x);
              double top = 0.80 * body + 0.09 * (1 - x * x) * (1 - z * z) + lump;
              return new Vec3(-x * k * rx, Math.min(h - 0.01, top), z * k * rz);
            }),
        0,
        0,
        0);
  }

  static void firewood(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    Material bark = new Material.Bark(new Rgb(0.17, 0.12, 0.08));
    Material cut = new Material.Wood(new Rgb(0.55, 0.38, 0.20), 0.8);
    Material iron = Finishes.metal(MetalTone.BLACK_IRON);
    for (int s = -1; s <= 1; s += 2) {
      for (int z = -1; z <= 1; z += 2) {
        w.box(iron, s * (width / 2 - 0.008), 0, z * 0.32 * d, 0.014, 0.94 * h, 0.014, 0.003);
      }
      w.box(iron, 0, 0.02, s * 0.32 * d, width - 0.01, 0.014, 0.014, 0.003);
    }
    double r = 0.052;
    double y = 0.034 + r;
    int row = 0;
    while (y + r < h) {
      double x = -width / 2 + 0.02 + r + (row % 2) * r * 0.9;
      while (x + r < width / 2 - 0.012) {
        double rr = r * c.between(0.82, 1.0);
        double length = d * c.between(0.86, 0.98);
        log(
            w,
            bark,
            cut,
            x,
            y - (r - rr) * 0.5,
            c.between(-0.015, 0.015) * d,
            rr,
            length,
            90 + c.between(-2, 2));
        x += 2 * r * c.between(0.97, 1.04);
      }
      y += 1.76 * r;
      row++;
    }
  }

  /** Adds a log along z (yaw 90) with pale ends. */
  static void log(
      Workpiece w,
      Material bark,
      Material cut,
      double x,
      double y,
      double z,
      double r,
      double length,
      double yaw) {
    Chance c = w.chance();
    Profile outline = Profile.from(r, 0);
    int sides = 14;
    double phase = c.between(0, 6);
    for (int i = 1; i < sides; i++) {
      double a = 2 * Math.PI * i / sides;
      double q = r * (0.93 + 0.07 * Math.sin(3 * a + phase) * Math.cos(2 * a));
      outline = outline.to(q * Math.cos(a), q * Math.sin(a));
    }
    Pose pose = at(x, y, z, yaw, 0, 0);
    w.add(
        bark,
        Sweep.along(
            List.of(new Vec3(-length / 2, 0, 0), new Vec3(length / 2, 0, 0)),
            outline,
            t -> 1,
            Vec3.UP,
            false),
        pose);
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          cut,
          Plate.cut(outline.scaled(0.9, 0.9), 0.004, 0.001),
          pose.times(at(s * length / 2, 0, 0, 90 * s, 0, 0)),
          Workpiece.Grain.Z);
    }
  }
}
