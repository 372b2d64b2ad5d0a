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
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Bathtub, wash basin and toilet. */
final class Bathroom {
  private static final Material ENAMEL = new Material.Plain(new Rgb(0.80, 0.80, 0.78), 0.07);

  private Bathroom() {}

  private static Material glaze(Workpiece w) {
    return switch (w.finish().body()) {
      case METAL, MARBLE, STONE, PAINT, CHINA, PLASTIC -> w.body();
      default -> ENAMEL;
    };
  }

  private static Material fittings(Workpiece w) {
    return w.finish().metal() == MetalTone.BLACK_IRON
        ? Finishes.metal(MetalTone.CHROME)
        : w.metal();
  }

  /** Gives a turned form of radius 1 an oval plan with sides a little flattened. */
  private static Solid oval(Profile profile, double radiusX, double radiusZ, double power) {
    return Mesh.bend(
        Lathe.turn(profile, 56),
        p -> {
          double r = Math.hypot(p.x(), p.z());
          if (r < 1e-9) {
            return p;
          }
          double c = p.x() / r;
          double s = p.z() / r;
          double f =
              Math.pow(Math.pow(Math.abs(c), power) + Math.pow(Math.abs(s), power), -1 / power);
          return new Vec3(p.x() * f * radiusX, p.y(), p.z() * f * radiusZ);
        });
  }

  /** A tub that stands free, its ends higher than its sides, with a tap on the wall side. */
  static void bathtub(Workpiece w) {
    double h = w.height();
    double rx = w.width() / 2;
    double rz = w.depth() / 2 - 0.03;
    boolean feet = w.ornate();
    double foot = feet ? 0.12 : 0.02;
    double rim = 0.88 * h;
    Profile section =
        Profile.from(0, foot)
            .to(0.62, foot)
            .curve(0.74, foot, 0.80, foot + 0.16 * rim)
            .smooth(0.88, 0.6 * rim, 0.95, rim - 0.03)
            .curve(1.0, rim - 0.02, 0.985, rim)
            .curve(0.95, rim + 0.008, 0.915, rim - 0.015)
            .smooth(0.85, 0.6 * rim, 0.74, foot + 0.16)
            .curve(0.70, foot + 0.06, 0.56, foot + 0.05)
            .to(0, foot + 0.045);
    Solid shell =
        Mesh.bend(
            oval(section, rx, rz, 2.5),
            p -> {
              double end = p.x() / rx;
              double high = p.y() / rim;
              return new Vec3(p.x(), p.y() + (h - rim) * end * end * high * high, p.z());
            });
    w.add(glaze(w), shell, 0, 0, 0);
    Material metal = fittings(w);
    if (feet) {
      for (int sx = -1; sx <= 1; sx += 2) {
        for (int sz = -1; sz <= 1; sz += 2) {
          double x = sx * 0.55 * rx;
          double z = sz * 0.52 * rz;
          w.tube(
              metal,
              Curves.through(
                  x,
                  foot + 0.05,
                  z,
                  x + 0.05 * sx,
                  0.08,
                  z + 0.05 * sz,
                  x + 0.02 * sx,
                  0.02,
                  z + 0.03 * sz),
              t -> 0.032 - 0.012 * t,
              12);
          w.add(metal, Lathe.ellipsoid(0.032, 0.018, 14), x + 0.025 * sx, 0.018, z + 0.035 * sz);
        }
      }
    } else {
      w.add(
          glaze(w), oval(Profile.from(0, 0).to(0.6, 0, 0.6, 0.03, 0, 0.03), rx, rz, 2.5), 0, 0, 0);
    }
    // Drain, and a tap that bends over the rim from the wall side.
    w.add(metal, Lathe.cylinder(0.028, 0.004, 0.001, 18), 0.35 * rx, foot + 0.047, 0);
    double back = -w.depth() / 2 + 0.02;
    w.tube(
        metal,
        Curves.through(
            0,
            0,
            back,
            0,
            0.5 * h,
            back,
            0,
            h + 0.02,
            back,
            0,
            h + 0.06,
            back + 0.05,
            0,
            h + 0.05,
            back + 0.14,
            0,
            h,
            back + 0.17),
        0.014,
        14);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          metal,
          List.of(new Vec3(0, h - 0.05, back), new Vec3(s * 0.09, h - 0.05, back)),
          0.009,
          10);
      w.add(metal, Lathe.ball(0.021, 14), s * 0.10, h - 0.05, back);
    }
    w.add(metal, Lathe.cylinder(0.04, 0.012, 0.004, 18), 0, 0, back + 0.02);
  }

  /** A basin on a foot, with a tap. */
  static void washBasin(Workpiece w) {
    double h = w.height();
    double rx = w.width() / 2;
    double rz = w.depth() / 2;
    Material m = glaze(w);
    double bowl = 0.20;
    boolean column = w.ornate() || w.finish().body() != Substance.PAINT;
    if (column) {
      w.add(
          m,
          oval(
              Profile.from(0, 0)
                  .to(0.36, 0)
                  .curve(0.37, 0.03, 0.30, 0.05)
                  .smooth(0.24, 0.4 * h, 0.26, 0.6 * h, 0.40, h - bowl + 0.03)
                  .to(0, h - bowl + 0.03),
              rx,
              rz,
              2.2),
          0,
          0,
          -0.06);
    } else {
      w.box(w.body(), 0, 0, -0.02, w.width() - 0.06, h - bowl + 0.04, w.depth() - 0.06, 0.006);
    }
    Profile section =
        Profile.from(0, h - bowl)
            .to(0.40, h - bowl)
            .smooth(0.72, h - 0.6 * bowl, 0.92, h - 0.05, 0.985, h - 0.028)
            .curve(1.0, h - 0.012, 0.97, h)
            .curve(0.92, h + 0.003, 0.84, h - 0.012)
            .smooth(0.76, h - 0.05, 0.56, h - 0.10, 0.3, h - 0.125)
            .to(0, h - 0.13);
    w.add(m, oval(section, rx, rz, 3.2), 0, 0, 0);
    // The ledge at the wall carries the tap.
    w.add(
        m,
        Boxes.bevelled(0.94 * w.width(), 0.05, 0.11, 0.018),
        at(0, h - 0.024, -rz + 0.055),
        Grain.X);
    Material metal = fittings(w);
    double z = -rz + 0.07;
    w.tube(
        metal,
        Curves.through(
            0, h - 0.01, z, 0, h + 0.07, z, 0, h + 0.105, z + 0.03, 0, h + 0.095, z + 0.10, 0,
            h + 0.065, z + 0.12),
        0.011,
        14);
    for (int s = -1; s <= 1; s += 2) {
      w.turned(
          metal,
          Profile.from(0, 0).to(0.02, 0, 0.016, 0.012, 0.009, 0.02, 0.009, 0.04, 0, 0.04),
          16,
          s * 0.11,
          h,
          z);
      w.tube(
          metal,
          List.of(new Vec3(s * 0.11 - 0.028, h + 0.04, z), new Vec3(s * 0.11 + 0.028, h + 0.04, z)),
          0.006,
          8);
    }
    w.add(metal, Lathe.cylinder(0.02, 0.004, 0.001, 16), 0, h - 0.131, 0);
  }

  /** A toilet with its cistern behind and its lid closed. */
  static void toilet(Workpiece w) {
    double h = w.height();
    double d = w.depth();
    Material m = glaze(w);
    double seat = Math.min(0.42, 0.53 * h);
    double rx = 0.46 * w.width();
    double tank = 0.18;
    double rz = (d - tank) / 2;
    double z = d / 2 - rz;
    Profile bowl =
        Profile.from(0, 0)
            .to(0.62, 0)
            .curve(0.66, 0.02, 0.60, 0.06)
            .smooth(0.56, 0.4 * seat, 0.72, 0.68 * seat, 0.94, seat - 0.06)
            .curve(1.0, seat - 0.04, 0.98, seat - 0.02)
            .to(0, seat - 0.02);
    w.add(m, oval(bowl, rx, rz, 2.2), 0, 0, z);
    // Between the bowl and the wall.
    w.box(m, 0, 0, -d / 2 + 0.14, 0.56 * w.width(), seat - 0.05, 0.26, 0.02);
    Profile lid =
        Profile.from(0, seat - 0.02)
            .to(1.0, seat - 0.02)
            .curve(1.03, seat - 0.006, 1.0, seat + 0.006)
            .to(1.0, seat + 0.008)
            .curve(1.03, seat + 0.016, 0.98, seat + 0.026)
            .smooth(0.6, seat + 0.032)
            .to(0, seat + 0.034);
    Material wood = w.ornate() ? new Material.Wood(Finishes.WALNUT, 0.25) : m;
    w.add(wood, oval(lid, rx, rz, 2.2), 0, 0, z - 0.01);
    double low = seat - 0.04;
    w.add(
        m,
        Cushion.superellipsoid(w.width(), h - 0.03 - low, tank, 9, 10),
        at(0, low + (h - 0.03 - low) / 2, -d / 2 + tank / 2));
    w.add(
        m,
        Cushion.superellipsoid(w.width() + 0.012, 0.035, tank + 0.012, 8, 10),
        at(0, h - 0.02, -d / 2 + tank / 2));
    w.add(fittings(w), Lathe.cylinder(0.022, 0.012, 0.003, 18), 0, h - 0.004, -d / 2 + tank / 2);
    w.add(
        fittings(w),
        Sweep.tube(
            List.of(
                new Vec3(-0.05, seat + 0.012, z - rz + 0.005),
                new Vec3(0.05, seat + 0.012, z - rz + 0.005)),
            0.012,
            10),
        Pose.IDENTITY);
  }
}
