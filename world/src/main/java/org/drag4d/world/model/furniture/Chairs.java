package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Chairs to sit at a table, one shape for each school of styles.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Chairs {
  private Chairs() {}

  static void diningChair(Workpiece w) {
    switch (w.style()) {
      case CLASSIC, VICTORIAN, BAROQUE -> medallionChair(w);
      case RUSTIC, JAPANESE -> ladderBack(w);
      case SCANDINAVIAN -> spindleChair(w);
      case INDUSTRIAL -> metalChair(w);
      case MODERN, ART_DECO -> upholsteredChair(w);
      case BAUHAUS -> cantileverChair(w);
    }
  }

  /** An oval padded back in a carved frame over a padded seat. */
  private static void medallionChair(Workpiece w) {
    double seat = 0.455 * w.height();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    Material frame = w.frame();
    Material cover = w.upholstery();
    double t = 0.05;
    // Front legs, rails, and rear legs that sweep back as they go down and up.
    for (int s = -1; s <= 1; s += 2) {
      Legs.one(w, frame, s * (halfW - 0.03), halfD - 0.045, s, 1, seat - 0.02, t);
      double x = s * (halfW * 0.80);
      w.tube(
          frame,
          Curves.through(
              x * 1.06,
              0,
              -halfD + 0.018,
              x,
              0.22 * w.height(),
              -halfD + 0.055,
              x,
              seat,
              -halfD + 0.085,
              x * 0.97,
              seat + 0.07,
              -halfD + 0.085,
              x * 0.80,
              seat + 0.13,
              -halfD + 0.078),
          v -> 0.017 + 0.007 * Math.sin(Math.PI * Math.min(1, v * 1.5)),
          10);
    }
    seatRails(w, frame, seat, halfW, halfD);
    Solid pad =
        Mesh.bend(
            Cushion.superellipsoid(2 * halfW - 0.035, 0.095, w.depth() - 0.11, 4.5, 10),
            p -> new Vec3(p.x() * (0.93 + 0.16 * (p.z() / w.depth())), p.y(), p.z()));
    w.add(cover, pad, at(0, seat + 0.008, 0.028));
    // The back.
    double ry = 0.222 * w.height();
    double rx = halfW * 0.80;
    int mark = w.mark();
    Profile rim =
        Profile.from(0.024, -0.010)
            .curve(0.026, 0.016, 0, 0.021)
            .curve(-0.026, 0.016, -0.022, -0.010);
    w.add(
        frame,
        Sweep.ring(Curves.ellipse(rx, ry, 44), rim, new Vec3(0, 0, 1)),
        Pose.IDENTITY,
        Grain.Y);
    w.add(cover, roundPad(rx - 0.012, ry - 0.012, 0.042), 0, 0, 0.004);
    if (w.ornate()) {
      Solid leafScroll =
          Sweep.tube(
              Curves.through(
                  -0.075,
                  ry - 0.012,
                  0.008,
                  -0.045,
                  ry + 0.018,
                  0.012,
                  -0.012,
                  ry + 0.016,
                  0.016,
                  0,
                  ry + 0.030,
                  0.016,
                  0.012,
                  ry + 0.016,
                  0.016,
                  0.045,
                  ry + 0.018,
                  0.012,
                  0.075,
                  ry - 0.012,
                  0.008),
              v -> 0.006 + 0.010 * Math.sin(Math.PI * v),
              8);
      w.add(frame, leafScroll, Pose.IDENTITY);
      w.add(frame, Lathe.ball(0.017, 12), 0, ry + 0.016, 0.010);
    }
    w.move(mark, at(0, w.height() - ry - 0.045, -halfD + 0.062, 0, -7, 0));
  }

  private static void seatRails(
      Workpiece w, Material frame, double seat, double halfW, double halfD) {
    double y = seat - 0.075;
    w.box(frame, 0, y, halfD - 0.045, 2 * halfW - 0.08, 0.062, 0.03);
    w.box(frame, 0, y, -halfD + 0.085, 1.5 * halfW, 0.062, 0.03);
    for (int s = -1; s <= 1; s += 2) {
      double x0 = s * halfW * 0.80;
      double x1 = s * (halfW - 0.03);
      double z0 = -halfD + 0.085;
      double z1 = halfD - 0.05;
      Seating.rod(w, frame, new Vec3(x0, y + 0.031, z0), new Vec3(x1, y + 0.031, z1), 0.028, 0.062);
    }
  }

  /** Returns a domed pad in the x-y plane, bulging along +z and a little along -z. */
  static Solid roundPad(double rx, double ry, double thickness) {
    Solid dome =
        Lathe.turn(
            Profile.from(0, -0.35)
                .to(0.92, -0.30)
                .curve(1, -0.25, 1, 0)
                .curve(1, 0.35, 0.85, 0.46)
                .smooth(0.5, 0.60, 0, 0.65),
            40);
    return Mesh.bend(dome, p -> new Vec3(p.x() * rx, -p.z() * ry, p.y() * thickness));
  }

  /** Horizontal slats between two posts, a wooden or woven seat. */
  private static void ladderBack(Workpiece w) {
    Material frame = w.frame();
    double seat = 0.45 * w.height();
    double halfW = w.width() / 2 - 0.022;
    double halfD = w.depth() / 2 - 0.022;
    boolean round = w.style() == Style.RUSTIC;
    double lean = 0.035;
    for (int s = -1; s <= 1; s += 2) {
      double x = s * halfW;
      if (round) {
        w.turned(
            frame,
            Profile.from(0, 0)
                .to(0.017, 0)
                .smooth(0.021, 0.1, 0.020, seat - 0.02)
                .curve(0.020, seat + 0.022, 0, seat + 0.024),
            14,
            x,
            0,
            halfD);
      } else {
        w.box(frame, x, 0, halfD, 0.034, seat, 0.034);
      }
      List<Vec3> post =
          Curves.through(
              x,
              0,
              -halfD + 0.02,
              x,
              seat,
              -halfD + lean,
              x,
              0.75 * w.height(),
              -halfD + 0.02,
              x,
              w.height() - 0.03,
              -halfD);
      if (round) {
        w.tube(frame, post, v -> 0.020 - 0.003 * v, 12);
        w.add(frame, Lathe.ellipsoid(0.020, 0.03, 12), x, w.height() - 0.03, -halfD);
      } else {
        w.add(
            frame,
            Sweep.along(
                post,
                Profile.roundedRectangle(0.034, 0.034, 0.005, 2),
                v -> 1,
                new Vec3(1, 0, 0),
                false),
            Pose.IDENTITY,
            Grain.Y);
      }
      for (double y : new double[] {0.16, 0.30}) {
        Seating.rod(w, frame, new Vec3(x, y, halfD), new Vec3(x, y, -halfD + 0.03), 0.02, 0.02);
      }
    }
    for (double y : new double[] {0.20, 0.34}) {
      Seating.rod(w, frame, new Vec3(-halfW, y, halfD), new Vec3(halfW, y, halfD), 0.02, 0.02);
    }
    int slats = 3;
    for (int i = 0; i < slats; i++) {
      double y = seat + 0.14 + i * (w.height() - seat - 0.24) / (slats - 1);
      double z = -halfD + lean * (1 - (y - seat) / (w.height() - seat));
      w.add(frame, Seating.curvedSlat(2 * halfW, 0.062, 0.014, 0.022), 0, y, z - 0.004);
    }
    Material top = round ? new Material.Wicker(w.finish().second()) : w.upholstery();
    w.add(
        top,
        Cushion.superellipsoid(2 * halfW + 0.03, round ? 0.05 : 0.07, 2 * halfD + 0.02, 6, 9),
        0,
        seat - 0.006,
        0.004);
  }

  /** Splayed legs, a saddle seat, spindles under a bent rail. */
  private static void spindleChair(Workpiece w) {
    Material frame = w.frame();
    double seat = 0.45 * w.height();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    Legs.four(w, frame, halfW - 0.005, halfD - 0.005, seat - 0.02, 0.046);
    w.add(frame, Seating.saddle(2 * halfW - 0.03, 0.04, 2 * halfD - 0.06), 0, seat, 0.015);
    double top = w.height() - 0.045;
    int spindles = 7;
    for (int i = 0; i < spindles; i++) {
      double u = 2.0 * i / (spindles - 1) - 1;
      double z0 = -halfD + 0.095 + 0.035 * u * u;
      double z1 = -halfD + 0.02 + 0.05 * u * u;
      w.tube(
          frame,
          List.of(new Vec3(u * (halfW - 0.09), seat, z0), new Vec3(u * (halfW - 0.035), top, z1)),
          v -> 0.0075 + 0.003 * Math.sin(Math.PI * v),
          8);
    }
    List<Vec3> rail =
        Curves.through(
            -halfW + 0.012,
            top,
            -halfD + 0.085,
            -halfW * 0.55,
            top + 0.008,
            -halfD + 0.035,
            0,
            top + 0.012,
            -halfD + 0.018,
            halfW * 0.55,
            top + 0.008,
            -halfD + 0.035,
            halfW - 0.012,
            top,
            -halfD + 0.085);
    w.add(
        frame,
        Sweep.along(rail, Profile.roundedRectangle(0.022, 0.062, 0.010, 3), v -> 1, Vec3.UP, false),
        Pose.IDENTITY);
    w.add(
        w.upholstery(),
        Cushion.superellipsoid(2 * halfW - 0.09, 0.035, 2 * halfD - 0.13, 5, 8),
        0,
        seat + 0.03,
        0.025);
  }

  private static void metalChair(Workpiece w) {
    Material metal = w.metal();
    double seat = 0.45 * w.height();
    double halfW = w.width() / 2 - 0.02;
    double halfD = w.depth() / 2 - 0.02;
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          metal,
          List.of(new Vec3(s * halfW, 0, halfD), new Vec3(s * halfW * 0.82, seat, halfD - 0.05)),
          0.014,
          10);
      w.tube(
          metal,
          Curves.through(
              s * halfW,
              0,
              -halfD,
              s * halfW * 0.84,
              seat,
              -halfD + 0.07,
              s * halfW * 0.80,
              w.height() - 0.09,
              -halfD + 0.015,
              s * halfW * 0.70,
              w.height() - 0.02,
              -halfD + 0.008,
              0,
              w.height() - 0.014,
              -halfD),
          0.013,
          10);
      w.tube(
          metal,
          List.of(
              new Vec3(s * halfW * 0.93, 0.2, halfD - 0.02),
              new Vec3(s * halfW * 0.93, 0.2, -halfD + 0.03)),
          0.008,
          8);
    }
    w.add(
        metal,
        Sweep.along(
            Curves.through(
                0,
                seat,
                -halfD + 0.075,
                0,
                0.72 * w.height(),
                -halfD + 0.035,
                0,
                w.height() - 0.02,
                -halfD + 0.008),
            Profile.roundedRectangle(0.12, 0.006, 0.003, 2),
            v -> 1,
            new Vec3(0, 0, 1),
            false),
        Pose.IDENTITY);
    Material board = new Material.Wood(w.finish().second(), 0.5);
    w.add(board, Seating.saddle(2 * halfW * 0.92, 0.032, 2 * halfD - 0.06), 0, seat, 0.01);
    w.box(metal, 0, seat - 0.03, 0.01, 1.6 * halfW, 0.02, 2 * halfD - 0.11, 0.003);
  }

  private static void upholsteredChair(Workpiece w) {
    Material cover = w.upholstery();
    double seat = 0.46 * w.height();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    Legs.four(w, w.frame(), halfW - 0.02, halfD - 0.02, seat - 0.07, 0.045);
    w.add(
        cover,
        Cushion.superellipsoid(2 * halfW, 0.115, 2 * halfD - 0.02, 7, 10),
        0,
        seat - 0.035,
        0);
    boolean barrel = w.style() == Style.ART_DECO;
    double backHeight = w.height() - seat + 0.02;
    Solid back =
        Mesh.bend(
            Cushion.superellipsoid(2 * halfW - 0.01, backHeight, 0.075, 6, 12),
            p -> {
              double u = p.x() / halfW;
              double v = p.y() / backHeight + 0.5;
              double drop = barrel ? 0.20 * u * u * v * backHeight : 0;
              double wrap = (barrel ? 0.15 : 0.035) * u * u;
              return new Vec3(p.x(), p.y() - drop, p.z() + wrap - 0.05 * v);
            });
    w.add(cover, back, 0, seat - 0.02 + backHeight / 2, -halfD + 0.09);
  }

  static void cantileverChair(Workpiece w) {
    Material steel = w.metal();
    double halfW = w.width() / 2 - 0.013;
    double halfD = w.depth() / 2 - 0.013;
    double seat = 0.54 * w.height();
    double r = 0.0125;
    List<Vec3> loop =
        Curves.smooth(
            Curves.points(
                -halfW,
                w.height() - 0.02,
                -halfD + 0.01,
                -halfW,
                seat + 0.08,
                -halfD + 0.075,
                -halfW,
                seat,
                -halfD + 0.14,
                -halfW,
                seat + 0.005,
                0.1,
                -halfW,
                seat - 0.02,
                halfD - 0.02,
                -halfW,
                seat - 0.08,
                halfD,
                -halfW,
                0.09,
                halfD,
                -halfW,
                0.02,
                halfD - 0.03,
                -halfW,
                r,
                halfD - 0.10,
                -halfW,
                r,
                -halfD + 0.08,
                -halfW + 0.02,
                r,
                -halfD + 0.02,
                -halfW + 0.08,
                r,
                -halfD,
                halfW - 0.08,
                r,
                -halfD,
                halfW - 0.02,
                r,
                -halfD + 0.02,
                halfW,
                r,
                -halfD + 0.08,
                halfW,
                r,
                halfD - 0.10,
                halfW,
                0.02,
                halfD - 0.03,
                halfW,
                0.09,
                halfD,
                halfW,
                seat - 0.08,
                halfD,
                halfW,
                seat - 0.02,
                halfD - 0.02,
                halfW,
                seat + 0.005,
                0.1,
                halfW,
                seat,
                -halfD + 0.14,
                halfW,
                seat + 0.08,
                -halfD + 0.075,
                halfW,
                w.height() - 0.02,
                -halfD + 0.01),
            4);
    w.tube(steel, loop, r, 12);
    boolean cane = w.finish().body() == Substance.WICKER;
    Material cover =
        cane
            ? w.body()
            : Finishes.soft(w.finish()) ? w.body() : new Material.Leather(w.finish().second());
    double inner = 2 * halfW - 0.01;
    w.add(
        cover, Cushion.superellipsoid(inner, 0.035, 2 * halfD - 0.10, 8, 9), 0, seat + 0.015, 0.03);
    w.add(
        cover,
        Cushion.superellipsoid(inner, 0.5 * (w.height() - seat), 0.03, 8, 9),
        at(0, w.height() - 0.27 * (w.height() - seat), -halfD + 0.032, 0, -9, 0));
  }
}
