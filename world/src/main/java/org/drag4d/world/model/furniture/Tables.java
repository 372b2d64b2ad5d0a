package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Tables, desks and benches to work at.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Tables {
  private Tables() {}

  static void diningTable(Workpiece w) {
    double h = w.height();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    double t = top(w, h, w.width(), w.depth(), 0.036);
    Material frame = w.wood();
    if (w.style() == Style.RUSTIC) {
      trestle(w, frame, halfW, halfD, h - t);
      return;
    }
    double leg = w.ornate() ? 0.085 : 0.07;
    Legs.four(w, frame, halfW - 0.05, halfD - 0.05, h - t, leg);
    apron(w, frame, halfW - 0.05, halfD - 0.05, h - t, w.ornate() ? 0.10 : 0.075, leg);
  }

  /** Adds a table top and returns its thickness; glass and stone follow the finish. */
  private static double top(Workpiece w, double h, double width, double depth, double thickness) {
    Material board = Finishes.soft(w.finish()) ? w.wood() : w.body();
    double t = thickness;
    if (w.style() == Style.INDUSTRIAL || w.style() == Style.RUSTIC) {
      // Planks side by side.
      t = 1.25 * thickness;
      int planks = Math.max(2, (int) Math.round(depth / 0.19));
      Material plank =
          w.style() == Style.INDUSTRIAL && board instanceof Material.Metal
              ? new Material.Wood(w.finish().second(), 0.5)
              : board;
      for (int i = 0; i < planks; i++) {
        double z = depth * ((i + 0.5) / planks - 0.5);
        w.box(plank, 0, h - t, z, width, t, depth / planks - 0.0015, 0.005);
      }
      return t;
    }
    if (w.ornate()) {
      // A rounded moulding all round: thumb-nail edge.
      Profile corner = Profile.roundedRectangle(width, depth, 0.05, 6);
      Solid slab = Plate.cut(corner, t * 0.6, 0.006);
      w.add(board, slab, at(0, h - 0.3 * t, 0, 0, -90, 0));
      Solid lower =
          Plate.cut(Profile.roundedRectangle(width - 0.03, depth - 0.03, 0.04, 6), t * 0.42, 0.006);
      w.add(board, lower, at(0, h - 0.79 * t, 0, 0, -90, 0));
      return t;
    }
    if (board instanceof Material.Glass) {
      t = 0.014;
      w.add(
          board,
          Plate.cut(Profile.roundedRectangle(width, depth, 0.03, 4), t, 0.003),
          at(0, h - t / 2, 0, 0, -90, 0));
      return t;
    }
    double round =
        w.style() == Style.ART_DECO ? 0.5 * depth : w.style() == Style.SCANDINAVIAN ? 0.08 : 0.012;
    w.add(
        board,
        Plate.cut(Profile.roundedRectangle(width, depth, round, 8), t, w.bevel()),
        at(0, h - t / 2, 0, 0, -90, 0));
    return t;
  }

  private static void apron(
      Workpiece w, Material m, double halfW, double halfD, double top, double height, double leg) {
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, 0, top - height, s * (halfD - leg / 2), 2 * (halfW - leg) + 0.02, height, 0.024);
      w.box(m, s * (halfW - leg / 2), top - height, 0, 0.024, height, 2 * (halfD - leg) + 0.02);
    }
  }

  private static void trestle(Workpiece w, Material m, double halfW, double halfD, double top) {
    double reach = halfD - 0.10;
    for (int s = -1; s <= 1; s += 2) {
      double x = s * (halfW - 0.32);
      w.box(m, x, 0, 0, 0.09, 0.08, 2 * reach, 0.012);
      w.box(m, x, top - 0.07, 0, 0.09, 0.07, 2 * reach, 0.012);
      for (int z = -1; z <= 1; z += 2) {
        Seating.rod(
            w,
            m,
            new Vec3(x, 0.07, z * 0.55 * reach),
            new Vec3(x, top - 0.06, z * 0.42 * reach),
            0.085,
            0.085);
      }
    }
    w.box(m, 0, 0.26, 0, 2 * (halfW - 0.30), 0.11, 0.045, 0.01);
  }

  static void roundTable(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double t = roundTop(w, h, r);
    Material m = w.wood();
    if (w.ornate() || w.style() == Style.RUSTIC) {
      // A turned column on three or four curved feet.
      w.turned(m, column(h - t, 0.075), 28, 0, 0, 0);
      int feet = w.style() == Style.VICTORIAN ? 3 : 4;
      for (int i = 0; i < feet; i++) {
        Solid foot =
            Sweep.along(
                Curves.through(
                    0.03,
                    0.24,
                    0,
                    0.14 * r / 0.6,
                    0.20,
                    0,
                    0.36 * r / 0.6,
                    0.07,
                    0,
                    0.55 * r / 0.6,
                    0.028,
                    0),
                Profile.roundedRectangle(0.05, 0.07, 0.016, 3),
                v -> 1 - 0.35 * v,
                Vec3.UP,
                false);
        w.add(m, foot, at(0, 0, 0, 45 + 360.0 * i / feet, 0, 0));
        double a = Math.toRadians(45 + 360.0 * i / feet);
        w.add(
            m,
            Lathe.ellipsoid(0.036, 0.024, 14),
            0.55 * r / 0.6 * Math.cos(a),
            0.024,
            -0.55 * r / 0.6 * Math.sin(a));
      }
    } else if (w.style() == Style.MODERN
        || w.style() == Style.ART_DECO
        || w.style() == Style.BAUHAUS) {
      Material base = w.style() == Style.MODERN ? m : w.metal();
      w.turned(
          base,
          Profile.from(0, 0)
              .to(0.52 * r, 0)
              .curve(0.54 * r, 0.012, 0.48 * r, 0.016)
              .smooth(
                  0.16 * r, 0.055, 0.06, 0.25 * h, 0.045, 0.55 * h, 0.075, 0.85 * h, 0.20 * r,
                  h - t)
              .to(0, h - t),
          40,
          0,
          0,
          0);
    } else {
      double e = 0.66 * r;
      Legs.four(w, m, e, e, h - t, 0.065);
      apron(w, m, e, e, h - t, 0.07, 0.065);
    }
  }

  private static double roundTop(Workpiece w, double h, double r) {
    Material board = Finishes.soft(w.finish()) ? w.wood() : w.body();
    double t = board instanceof Material.Glass ? 0.014 : 0.034;
    double b = Math.min(0.4 * t, 0.011);
    Profile edge =
        w.ornate()
            ? Profile.from(0, h - t)
                .to(r - 0.022, h - t)
                .curve(r - 0.004, h - t, r - 0.012, h - 0.6 * t)
                .curve(r, h - 0.5 * t, r, h - 0.25 * t)
                .curve(r, h, r - b, h)
                .to(0, h)
            : Profile.from(0, h - t)
                .to(r - b, h - t)
                .curve(r, h - t, r, h - t + b)
                .to(r, h - b)
                .curve(r, h, r - b, h)
                .to(0, h);
    w.add(board, Lathe.turn(edge, 56), Pose.IDENTITY, Grain.X);
    return t;
  }

  static Profile column(double height, double r) {
    return Profile.from(0, 0.10)
        .to(0.6 * r, 0.10)
        .curve(1.0 * r, 0.12, 0.95 * r, 0.24)
        .to(0.75 * r, 0.255)
        .curve(1.15 * r, 0.30 * height / 0.72 + 0.04, 0.7 * r, 0.40 * height)
        .smooth(0.55 * r, 0.5 * height, 0.85 * r, 0.68 * height, 0.5 * r, 0.82 * height)
        .curve(0.95 * r, 0.85 * height, 0.6 * r, 0.89 * height)
        .curve(0.7 * r, 0.96 * height, 1.9 * r, height)
        .to(0, height);
  }

  static void coffeeTable(Workpiece w) {
    double h = w.height();
    double t = top(w, h, w.width(), w.depth(), 0.03);
    Material m = w.frame() instanceof Material.Glass ? w.metal() : w.wood();
    if (w.finish().body() == Substance.GLASS) {
      m = w.metal();
    }
    double halfW = w.width() / 2 - 0.03;
    double halfD = w.depth() / 2 - 0.03;
    double leg = 0.05;
    Legs.four(w, m, halfW, halfD, h - t, leg);
    apron(w, m, halfW, halfD, h - t, 0.05, leg);
    if (w.style() != Style.BAROQUE && w.style() != Style.SCANDINAVIAN) {
      w.box(m, 0, 0.11, 0, 2 * halfW - leg, 0.018, 2 * halfD - leg, 0.004);
    }
  }

  static void sideTable(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double t = roundTop(w, h, r);
    Material m = w.wood();
    if (w.ornate()) {
      w.turned(m, column(h - t, 0.045), 24, 0, 0, 0);
      for (int i = 0; i < 3; i++) {
        Solid foot =
            Sweep.along(
                Curves.through(0.02, 0.20, 0, 0.09, 0.17, 0, 0.17, 0.05, 0, 0.88 * r, 0.018, 0),
                Profile.roundedRectangle(0.03, 0.045, 0.01, 3),
                v -> 1 - 0.3 * v,
                Vec3.UP,
                false);
        w.add(m, foot, at(0, 0, 0, 90 + 120 * i, 0, 0));
      }
    } else {
      double e = 0.70 * r;
      Legs.four(w, m, e, e, h - t, 0.038);
      w.turned(
          m,
          Profile.from(0, 0.17)
              .to(0.60 * r, 0.17, 0.62 * r, 0.172, 0.62 * r, 0.184, 0.60 * r, 0.186, 0, 0.186),
          32,
          0,
          0,
          0);
    }
  }

  static void desk(Workpiece w) {
    double h = w.height();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    double t = top(w, h, w.width(), w.depth(), 0.032);
    Material m = w.wood();
    if (w.ornate() || w.style() == Style.ART_DECO) {
      // Two pedestals of drawers; the knee hole between.
      double pedestal = 0.27 * w.width();
      for (int s = -1; s <= 1; s += 2) {
        double x = s * (halfW - 0.02 - pedestal / 2);
        w.box(m, x, 0.06, 0, pedestal, h - t - 0.06, w.depth() - 0.06);
        w.box(m, x, 0, 0, pedestal + 0.012, 0.07, w.depth() - 0.045);
        Fronts.column(w, m, x, 0.09, halfD - 0.03, pedestal - 0.02, h - t - 0.25, 3);
        Fronts.drawer(w, m, x, h - t - 0.145, halfD - 0.03, pedestal - 0.02, 0.125);
        if (w.ornate()) {
          w.add(
              new Material.Leather(w.finish().second()),
              Plate.cut(
                  Profile.roundedRectangle(w.width() - 0.16, w.depth() - 0.16, 0.01, 2),
                  0.002,
                  0.0005),
              at(0, h + 0.0005, 0, 0, -90, 0));
        }
      }
      double knee = w.width() - 2 * pedestal - 0.04;
      w.box(m, 0, h - t - 0.15, 0.0, knee, 0.15, w.depth() - 0.06);
      Fronts.drawer(w, m, 0, h - t - 0.145, halfD - 0.03, knee - 0.02, 0.125);
      return;
    }
    double leg = 0.055;
    Legs.four(w, m, halfW - 0.02, halfD - 0.02, h - t, leg);
    apron(w, m, halfW - 0.02, halfD - 0.02, h - t, 0.10, leg);
    double each = (w.width() - 0.20) / 2;
    for (int s = -1; s <= 1; s += 2) {
      Fronts.drawer(
          w, m, s * each / 2, h - t - 0.095, halfD - 0.02 - leg / 2 + 0.012, each - 0.01, 0.085);
    }
  }

  static void consoleTable(Workpiece w) {
    double h = w.height();
    double t = top(w, h, w.width(), w.depth(), 0.032);
    Material m = w.wood();
    double halfW = w.width() / 2 - 0.03;
    double halfD = w.depth() / 2 - 0.02;
    Legs.four(w, m, halfW, halfD, h - t, 0.055);
    apron(w, m, halfW, halfD, h - t, 0.10, 0.055);
    Fronts.drawer(w, m, 0, h - t - 0.09, halfD - 0.0155, 0.45 * w.width(), 0.075);
    if (!w.ornate()) {
      w.box(m, 0, 0.14, 0, 2 * halfW - 0.03, 0.02, 2 * halfD - 0.03);
    }
  }

  static void bedsideTable(Workpiece w) {
    double h = w.height();
    double t = top(w, h, w.width(), w.depth(), 0.024);
    Material m = w.wood();
    double halfW = w.width() / 2 - 0.012;
    double halfD = w.depth() / 2 - 0.012;
    double legs = 0.16;
    Legs.four(w, m, halfW, halfD, legs + 0.01, 0.045);
    w.box(m, 0, legs, -0.018, 2 * halfW, h - t - legs, 2 * halfD - 0.036);
    Fronts.column(w, m, 0, legs + 0.012, halfD - 0.036, 2 * halfW - 0.024, h - t - legs - 0.024, 2);
  }

  static void dressingTable(Workpiece w) {
    double h = w.height();
    double t = top(w, h, w.width(), w.depth(), 0.028);
    Material m = w.wood();
    double halfW = w.width() / 2 - 0.02;
    double halfD = w.depth() / 2 - 0.015;
    Legs.four(w, m, halfW, halfD, h - t, 0.05);
    apron(w, m, halfW, halfD, h - t, 0.13, 0.05);
    for (int i = -1; i <= 1; i++) {
      double width = (2 * halfW - 0.12) / 3;
      Fronts.drawer(w, m, i * width, h - t - 0.12, halfD - 0.013, width - 0.008, 0.105);
    }
  }

  static void workbench(Workpiece w) {
    double h = w.height();
    Material m = w.wood();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    for (int i = 0; i < 3; i++) {
      w.box(
          m,
          0,
          h - 0.075,
          w.depth() * ((i + 0.5) / 3 - 0.5),
          w.width(),
          0.075,
          w.depth() / 3 - 0.002,
          0.006);
    }
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        w.box(m, sx * (halfW - 0.13), 0, sz * (halfD - 0.07), 0.09, h - 0.07, 0.09, 0.008);
      }
      w.box(m, sx * (halfW - 0.13), 0.12, 0, 0.06, 0.09, w.depth() - 0.2, 0.008);
    }
    for (int sz = -1; sz <= 1; sz += 2) {
      w.box(m, 0, 0.13, sz * (halfD - 0.07), w.width() - 0.34, 0.09, 0.045, 0.008);
    }
    for (int i = 0; i < 4; i++) {
      w.box(
          m,
          0,
          0.22,
          -halfD + 0.12 + i * (w.depth() - 0.24) / 3,
          w.width() - 0.30,
          0.018,
          0.125,
          0.003);
    }
    // A vice at the front left: jaw, screw and handle.
    double x = -halfW + 0.28;
    w.box(m, x, h - 0.22, halfD - 0.012, 0.20, 0.17, 0.035, 0.008);
    Material iron = Finishes.metal(MetalTone.BLACK_IRON);
    w.add(iron, Lathe.cylinder(0.014, 0.05, 0.002, 14), at(x, h - 0.15, halfD - 0.03, 0, 90, 0));
    w.add(
        iron,
        Lathe.cylinder(0.007, 0.18, 0.002, 10),
        at(x - 0.09, h - 0.15, halfD + 0.012, 0, 0, -90));
  }

  static void childrensTable(Workpiece w) {
    double h = w.height();
    Material m = w.wood();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    w.add(
        m,
        Plate.cut(Profile.roundedRectangle(w.width(), w.depth(), 0.10, 8), 0.026, 0.009),
        at(0, h - 0.013, 0, 0, -90, 0));
    Material bright = new Material.Plain(w.finish().accent(), 0.35);
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        w.turned(
            bright,
            Profile.from(0, 0)
                .to(0.02, 0)
                .curve(0.03, 0.005, 0.029, 0.02)
                .to(0.038, h - 0.04, 0.038, h - 0.026, 0, h - 0.026),
            20,
            sx * (halfW - 0.09),
            0,
            sz * (halfD - 0.09));
      }
    }
  }
}
