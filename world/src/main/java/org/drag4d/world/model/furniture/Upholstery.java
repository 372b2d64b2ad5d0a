package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;

/** Armchairs, sofas and other soft seats. */
final class Upholstery {
  private Upholstery() {}

  static void armchair(Workpiece w) {
    upholstered(w, 1);
  }

  static void sofa(Workpiece w) {
    upholstered(w, Math.max(2, (int) Math.round(w.width() / 0.72)));
  }

  /** Armchair or sofa: legs, a plinth, arms, seat and back cushions, piping along the arms. */
  private static void upholstered(Workpiece w, int seats) {
    Material cover = w.upholstery();
    double width = w.width();
    double depth = w.depth();
    double height = w.height();
    boolean rolled = w.ornate() || w.style() == Style.RUSTIC;
    boolean slim =
        switch (w.style()) {
          case SCANDINAVIAN, JAPANESE, BAUHAUS, INDUSTRIAL -> true;
          default -> false;
        };
    double leg = slim ? 0.17 : rolled ? 0.11 : 0.10;
    double arm = rolled ? 0.17 : slim ? 0.10 : 0.15;
    double armTop = slim ? 0.58 : 0.62;
    double seatTop = 0.455;
    Legs.four(w, w.frame(), width / 2 - 0.03, depth / 2 - 0.05, leg + 0.01, 0.065);
    // Plinth and seat.
    double frameTop = 0.30;
    w.add(
        cover,
        Cushion.superellipsoid(width - 0.05, frameTop - leg, depth - 0.08, 9, 9),
        0,
        (leg + frameTop) / 2,
        -0.01);
    double inner = width - 2 * arm;
    double each = inner / seats;
    double back = 0.20;
    Solid seatCushion = Cushion.superellipsoid(each - 0.006, 0.185, depth - back - 0.01, 5.5, 11);
    Solid plump =
        Mesh.bend(
            seatCushion,
            p -> {
              double u = 2 * p.x() / each;
              double v = 2 * p.z() / (depth - back);
              double crown = p.y() > 0 ? 0.022 * (1 - u * u) * (1 - v * v) : 0;
              return new Vec3(p.x(), p.y() + crown, p.z());
            });
    double backHeight = height - seatTop + 0.10;
    Solid backCushion =
        Mesh.bend(
            Cushion.superellipsoid(each - 0.01, backHeight - 0.09, 0.21, 4.2, 11),
            p -> new Vec3(p.x(), p.y(), p.z() + 0.03 * Math.cos(p.x() / each * 3)));
    for (int i = 0; i < seats; i++) {
      double x = -inner / 2 + each * (i + 0.5);
      w.add(cover, plump, 0 + x, seatTop - 0.09, back / 2 - 0.005);
      w.add(
          cover,
          backCushion,
          at(
              x,
              seatTop + (backHeight - 0.13) / 2,
              -depth / 2 + 0.235,
              w.chance().between(-1.5, 1.5),
              -11,
              0));
    }
    // The back board behind the cushions.
    Solid board =
        Mesh.bend(
            Cushion.superellipsoid(width - 0.04, height - 0.20, 0.15, 8, 11),
            p -> {
              double u = 2 * p.x() / width;
              double v = p.y() / (height - 0.20) + 0.5;
              double camel = rolled ? 0.06 * u * u * v : 0;
              return new Vec3(p.x(), p.y() - camel, p.z() - 0.05 * v);
            });
    w.add(cover, board, 0, 0.20 + (height - 0.20) / 2, -depth / 2 + 0.13);
    for (int s = -1; s <= 1; s += 2) {
      double x = s * (width / 2 - arm / 2);
      if (rolled) {
        w.add(
            cover,
            Cushion.superellipsoid(arm - 0.035, armTop - 0.10, depth - 0.10, 8, 9),
            x - s * 0.008,
            (armTop - 0.02 + leg) / 2,
            0.0);
        Solid roll =
            Mesh.bend(
                Cushion.superellipsoid(arm, arm * 0.95, depth - 0.06, 3.2, 11),
                p -> new Vec3(p.x(), p.y() + 0.02 * p.z() / depth, p.z()));
        w.add(cover, roll, x, armTop - arm * 0.42, 0.015);
        w.add(
            cover,
            Lathe.turn(
                Profile.from(0, 0.0)
                    .to(arm * 0.36, 0)
                    .curve(arm * 0.42, 0.006, arm * 0.36, 0.014)
                    .to(arm * 0.30, 0.010)
                    .curve(arm * 0.2, 0.004, 0, 0.014),
                24),
            at(x, armTop - arm * 0.41, depth / 2 - 0.020, 0, 90, 0));
      } else {
        w.add(
            cover,
            Cushion.superellipsoid(arm, armTop - leg + 0.01, depth - 0.05, 7, 10),
            x,
            (armTop + leg) / 2,
            0.005);
      }
    }
  }

  static void ottoman(Workpiece w) {
    double h = w.height();
    Material cover = w.upholstery();
    Legs.four(w, w.frame(), w.width() / 2 - 0.05, w.depth() / 2 - 0.05, 0.12, 0.055);
    w.add(
        cover,
        Cushion.superellipsoid(w.width(), h - 0.20, w.depth(), 8, 10),
        0,
        0.10 + (h - 0.20) / 2,
        0);
    Solid top =
        Mesh.bend(
            Cushion.superellipsoid(w.width(), 0.15, w.depth(), 6, 24),
            p -> {
              // Button tufting: shallow pits on a lattice.
              double u = p.x() / w.width() * 3;
              double v = p.z() / w.depth() * 3;
              double du = u - Math.rint(u);
              double dv = v - Math.rint(v);
              double pit = p.y() > 0.02 ? 0.022 * Math.exp(-(du * du + dv * dv) * 30) : 0;
              return new Vec3(p.x(), p.y() - pit, p.z());
            });
    w.add(cover, top, 0, h - 0.075, 0);
  }

  static void beanBag(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    double h = w.height();
    double phase = w.chance().between(0, 6);
    Solid bag =
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.72 * r, 0)
                .smooth(
                    0.99 * r, 0.18 * h, 0.93 * r, 0.45 * h, 0.72 * r, 0.76 * h, 0.42 * r, 0.94 * h,
                    0.15 * r, 0.99 * h)
                .to(0, h),
            48);
    w.add(
        w.upholstery(),
        Mesh.bend(
            bag,
            p -> {
              double a = Math.atan2(p.z(), p.x());
              double v = p.y() / h;
              double fold =
                  1 + 0.025 * Math.sin(6 * a + phase) * v + 0.012 * Math.sin(13 * a + 5 * v);
              double dent = v > 0.35 ? (v - 0.35) * 0.62 * Math.max(0, p.z() / r + 0.35) : 0;
              return new Vec3(
                  p.x() * fold, p.y() * (1 - dent), (p.z() * fold - 0.20 * r * v * v) * 0.95);
            }),
        0,
        0,
        0);
  }
}
