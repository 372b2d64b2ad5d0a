package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** The legs of tables, chairs and cupboards: the clearest mark of a style. */
final class Legs {
  private Legs() {}

  /**
   * Adds four legs whose tops fill the corners of a rectangle.
   *
   * @param halfX from the middle to the outer side of the legs
   * @param halfZ from the middle to the outer side of the legs
   * @param thickness of the top of a leg
   */
  static void four(
      Workpiece w, Material material, double halfX, double halfZ, double height, double thickness) {
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        one(
            w,
            material,
            sx * (halfX - thickness / 2),
            sz * (halfZ - thickness / 2),
            sx,
            sz,
            height,
            thickness);
      }
    }
  }

  /** Adds one leg with its middle at (x, z); the signs say which way is outwards. */
  static void one(
      Workpiece w,
      Material material,
      double x,
      double z,
      int outX,
      int outZ,
      double height,
      double thickness) {
    double t = thickness;
    switch (w.style()) {
      case CLASSIC -> turnedLeg(w, material, x, z, height, t, classicTurning(height, t));
      case VICTORIAN -> turnedLeg(w, material, x, z, height, t, victorianTurning(height, t));
      case BAROQUE -> cabriole(w, material, x, z, outX, outZ, height, t);
      case ART_DECO -> {
        w.add(
            material,
            Boxes.tapered(t, height - 0.04, t, 0.004, 0.62),
            at(x, 0.04 + (height - 0.04) / 2, z),
            Grain.Y);
        w.box(w.metal(), x, 0, z, 0.66 * t, 0.045, 0.66 * t, 0.003);
      }
      case SCANDINAVIAN -> splayed(w, material, x, z, outX, outZ, height, t);
      case MODERN ->
          w.add(
              material,
              Boxes.tapered(0.8 * t, height, 0.8 * t, 0.003, 0.6),
              at(x, height / 2, z),
              Grain.Y);
      case BAUHAUS -> w.add(w.metal(), Lathe.cylinder(0.2 * t + 0.006, height, 0.002, 14), x, 0, z);
      case INDUSTRIAL ->
          w.box(Finishes.metal(MetalTone.BLACK_IRON), x, 0, z, 0.7 * t, height, 0.7 * t, 0.003);
      case JAPANESE -> w.box(material, x, 0, z, 0.8 * t, height, 0.8 * t, 0.004);
      case RUSTIC -> {
        w.add(
            material,
            Boxes.tapered(1.1 * t, height, 1.1 * t, 0.012, 0.9),
            at(x, height / 2, z),
            Grain.Y);
      }
    }
  }

  private static void turnedLeg(
      Workpiece w, Material m, double x, double z, double h, double t, Profile turning) {
    double block = Math.min(0.24 * h, 1.9 * t);
    w.box(m, x, h - block, z, t, block, t, 0.004);
    w.turned(m, turning, 20, x, 0, z);
  }

  private static Profile classicTurning(double h, double t) {
    double r = t / 2;
    double top = h - Math.min(0.24 * h, 1.9 * t);
    return Profile.from(0, 0)
        .to(0.34 * r, 0)
        .curve(0.62 * r, 0.012 * h, 0.55 * r, 0.035 * h)
        .to(0.40 * r, 0.05 * h, 0.42 * r, 0.065 * h)
        .smooth(0.56 * r, 0.35 * top, 0.84 * r, 0.80 * top)
        .to(0.62 * r, 0.83 * top)
        .curve(1.05 * r, 0.855 * top, 0.66 * r, 0.885 * top)
        .curve(0.58 * r, 0.91 * top, 0.78 * r, 0.935 * top)
        .curve(1.06 * r, 0.96 * top, 0.86 * r, top)
        .to(0, top);
  }

  private static Profile victorianTurning(double h, double t) {
    double r = t / 2;
    double top = h - Math.min(0.24 * h, 1.9 * t);
    return Profile.from(0, 0)
        .to(0.5 * r, 0)
        .curve(0.95 * r, 0.02 * h, 0.52 * r, 0.07 * h)
        .to(0.42 * r, 0.09 * h)
        .smooth(
            0.46 * r, 0.3 * top, 0.95 * r, 0.56 * top, 1.12 * r, 0.66 * top, 0.8 * r, 0.76 * top)
        .to(0.5 * r, 0.78 * top)
        .curve(1.1 * r, 0.82 * top, 0.55 * r, 0.86 * top)
        .curve(1.12 * r, 0.90 * top, 0.6 * r, 0.94 * top)
        .to(0.95 * r, 0.955 * top, 0.95 * r, top, 0, top);
  }

  private static void cabriole(
      Workpiece w, Material m, double x, double z, int ox, int oz, double h, double t) {
    double k = 0.5 * Math.min(0.9 * t, 0.12 * h) / Math.sqrt(2);
    double top = 0.86 * h;
    double foot = Math.min(0.016, 0.05 * h);
    List<Vec3> curve =
        Curves.through(
            x + 0.6 * k * ox,
            foot + 0.22 * t,
            z + 0.6 * k * oz,
            x - 0.3 * k * ox,
            foot + 0.22 * t + 0.12 * h,
            z - 0.3 * k * oz,
            x - 0.5 * k * ox,
            0.22 * t + 0.34 * h,
            z - 0.5 * k * oz,
            x + 0.3 * k * ox,
            0.1 * t + 0.64 * h,
            z + 0.3 * k * oz,
            x + 0.2 * k * ox,
            top,
            z + 0.2 * k * oz);
    w.tube(m, curve, s -> t * (0.24 + 0.24 * s * s + 0.05 * Math.sin(6.3 * s)), 14);
    w.add(m, Lathe.ellipsoid(0.40 * t, 0.018, 16), x + 0.6 * k * ox, 0.018, z + 0.6 * k * oz);
    w.box(m, x, top - 0.01, z, t, h - top + 0.01, t, 0.006);
  }

  private static void splayed(
      Workpiece w, Material m, double x, double z, int ox, int oz, double h, double t) {
    double out = Math.min(0.10 * h, 0.5 * t);
    Solid leg =
        Sweep.tube(
            List.of(
                new Vec3(x + ox * (t / 2 - 0.24 * t), 0.024 * t, z + oz * (t / 2 - 0.24 * t)),
                new Vec3(x - ox * out, h, z - oz * out)),
            s -> t * (0.24 + 0.2 * s),
            14);
    w.add(m, leg, Pose.IDENTITY, Grain.Y);
  }
}
