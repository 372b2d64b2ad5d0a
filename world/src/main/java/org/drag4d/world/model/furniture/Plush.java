package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Soft things: a basket for a cat or a dog, a teddy bear. */
final class Plush {
  private Plush() {}

  /** A padded ring, lower in front, with a cushion in it. */
  static void petBed(Workpiece w) {
    double rx = w.width() / 2;
    double rz = w.depth() / 2;
    double thick = Math.min(0.42 * w.height(), 0.09);
    Material rim = new Material.Fabric(w.finish().accent());
    Material pad = new Material.Fur(w.finish().second().mix(new Rgb(0.6, 0.55, 0.46), 0.5));
    w.add(
        rim,
        Mesh.bend(
            Sweep.ring(
                Curves.ellipse(rx - thick, rz - thick, 40),
                Profile.ellipse(thick, thick, 16),
                new Vec3(0, 0, 1)),
            p -> {
              double back = -p.y() / rz;
              double high = 0.5 * (p.z() + thick) / thick;
              double top = w.height() * (0.78 + 0.22 * Math.max(-1, Math.min(1, -back)));
              return new Vec3(p.x(), p.y(), high * top);
            }),
        at(0, 0, 0, 0, -90, 0));
    w.add(
        pad,
        Cushion.superellipsoid(2 * rx - 2.4 * thick, 0.10, 2 * rz - 2.4 * thick, 3, 14),
        at(0, 0.055, 0));
  }

  /** A sitting teddy bear. */
  static void teddyBear(Workpiece w) {
    double s = w.height() / 0.38;
    Rgb fur = new Rgb(0.34, 0.19, 0.09);
    Material coat = new Material.Fur(fur);
    Material pale = new Material.Fur(new Rgb(0.55, 0.40, 0.25));
    ball(w, coat, 0, 0.115, -0.01, 0.095, 0.115, 0.085, s);
    ball(w, pale, 0, 0.11, 0.028, 0.062, 0.080, 0.055, s);
    ball(w, coat, 0, 0.275, 0.0, 0.088, 0.080, 0.078, s);
    ball(w, pale, 0, 0.252, 0.062, 0.042, 0.034, 0.036, s);
    for (int side = -1; side <= 1; side += 2) {
      ball(w, coat, side * 0.068, 0.342, -0.008, 0.034, 0.034, 0.018, s);
      ball(w, pale, side * 0.068, 0.340, 0.006, 0.020, 0.021, 0.010, s);
      ball(w, coat, side * 0.105, 0.155, 0.035, 0.036, 0.070, 0.038, s);
      ball(w, pale, side * 0.108, 0.098, 0.058, 0.026, 0.024, 0.024, s);
      ball(w, coat, side * 0.080, 0.046, 0.075, 0.046, 0.044, 0.070, s);
      ball(w, pale, side * 0.085, 0.050, 0.128, 0.034, 0.038, 0.014, s);
      ball(w, Finishes.BLACK, side * 0.034, 0.290, 0.070, 0.0085, 0.0095, 0.006, s);
    }
    ball(w, Finishes.BLACK, 0, 0.266, 0.096, 0.014, 0.010, 0.007, s);
    Material ribbon = new Material.Fabric(w.finish().accent());
    w.add(
        ribbon,
        Lathe.turn(
            Profile.from(0.070 * s, 0).to(0.076 * s, 0, 0.078 * s, 0.016 * s, 0.070 * s, 0.018 * s),
            30),
        0,
        0.200 * s,
        0.002);
    for (int side = -1; side <= 1; side += 2) {
      w.add(
          ribbon,
          Cushion.superellipsoid(0.052 * s, 0.034 * s, 0.012 * s, 2.4, 8),
          at(side * 0.028 * s, 0.208 * s, 0.082 * s, 0, 0, side * 18));
    }
  }

  private static void ball(
      Workpiece w,
      Material m,
      double x,
      double y,
      double z,
      double rx,
      double ry,
      double rz,
      double s) {
    w.add(
        m,
        Cushion.superellipsoid(2 * rx * s, 2 * ry * s, 2 * rz * s, 2, 12),
        at(x * s, y * s, z * s));
  }
}
