package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Chairs and stools. */
final class Seating {
  private Seating() {}

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
      rod(w, frame, new Vec3(x0, y + 0.031, z0), new Vec3(x1, y + 0.031, z1), 0.028, 0.062);
    }
  }

  /** Adds a straight bevelled bar between two points, its height axis kept upright. */
  static void rod(Workpiece w, Material m, Vec3 a, Vec3 b, double width, double height) {
    Vec3 d = b.minus(a);
    Vec3 x = d.normalised();
    Vec3 up = Math.abs(x.y()) > 0.99 ? new Vec3(0, 0, 1) : Vec3.UP;
    Vec3 z = x.cross(up).normalised();
    Vec3 y = z.cross(x);
    w.add(
        m,
        Boxes.bevelled(d.length(), height, width, Math.min(0.005, 0.2 * Math.min(width, height))),
        new Pose(Quaternion.ofColumns(x, y, z), a.lerp(b, 0.5)));
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
    boolean round = w.style() == org.drag4d.world.layout.Finish.Style.RUSTIC;
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
        rod(w, frame, new Vec3(x, y, halfD), new Vec3(x, y, -halfD + 0.03), 0.02, 0.02);
      }
    }
    for (double y : new double[] {0.20, 0.34}) {
      rod(w, frame, new Vec3(-halfW, y, halfD), new Vec3(halfW, y, halfD), 0.02, 0.02);
    }
    int slats = 3;
    for (int i = 0; i < slats; i++) {
      double y = seat + 0.14 + i * (w.height() - seat - 0.24) / (slats - 1);
      double z = -halfD + lean * (1 - (y - seat) / (w.height() - seat));
      w.add(frame, curvedSlat(2 * halfW, 0.062, 0.014, 0.022), 0, y, z - 0.004);
    }
    Material top = round ? new Material.Wicker(w.finish().second()) : w.upholstery();
    w.add(
        top,
        Cushion.superellipsoid(2 * halfW + 0.03, round ? 0.05 : 0.07, 2 * halfD + 0.02, 6, 9),
        0,
        seat - 0.006,
        0.004);
  }

  /** Returns a slat along x that curves towards -z in its middle. */
  private static Solid curvedSlat(double length, double height, double thickness, double sag) {
    List<Vec3> line =
        Curves.through(
            -length / 2,
            0,
            0,
            -length / 4,
            0,
            -0.75 * sag,
            0,
            0,
            -sag,
            length / 4,
            0,
            -0.75 * sag,
            length / 2,
            0,
            0);
    return Sweep.along(
        line, Profile.roundedRectangle(thickness, height, 0.005, 2), v -> 1, Vec3.UP, false);
  }

  /** Splayed legs, a saddle seat, spindles under a bent rail. */
  private static void spindleChair(Workpiece w) {
    Material frame = w.frame();
    double seat = 0.45 * w.height();
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    Legs.four(w, frame, halfW - 0.005, halfD - 0.005, seat - 0.02, 0.046);
    w.add(frame, saddle(2 * halfW - 0.03, 0.04, 2 * halfD - 0.06), 0, seat, 0.015);
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

  private static Solid saddle(double width, double thickness, double depth) {
    return Mesh.bend(
        Cushion.superellipsoid(width, thickness, depth, 7, 10),
        p -> new Vec3(p.x() * (0.95 + 0.12 * p.z() / depth), p.y(), p.z()));
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
    w.add(board, saddle(2 * halfW * 0.92, 0.032, 2 * halfD - 0.06), 0, seat, 0.01);
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
    boolean barrel = w.style() == org.drag4d.world.layout.Finish.Style.ART_DECO;
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
    boolean cane = w.finish().body() == org.drag4d.world.layout.Finish.Substance.WICKER;
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
    boolean rolled = w.ornate() || w.style() == org.drag4d.world.layout.Finish.Style.RUSTIC;
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

  static void stool(Workpiece w) {
    double h = w.height();
    double half = Math.min(w.width(), w.depth()) / 2;
    Material frame = w.frame();
    boolean soft = Finishes.soft(w.finish()) || w.ornate();
    Legs.four(w, frame, half * 0.86, half * 0.86, h - 0.03, 0.042);
    for (int s = -1; s <= 1; s += 2) {
      double e = half * 0.74;
      rod(w, frame, new Vec3(-e, 0.3 * h, s * e), new Vec3(e, 0.3 * h, s * e), 0.018, 0.02);
      rod(w, frame, new Vec3(s * e, 0.42 * h, -e), new Vec3(s * e, 0.42 * h, e), 0.018, 0.02);
    }
    w.turned(
        frame,
        Profile.from(0, h - 0.045)
            .to(half * 0.92, h - 0.045)
            .curve(half, h - 0.045, half, h - 0.028)
            .curve(half, h - 0.006, half * 0.93, h - 0.004)
            .smooth(half * 0.5, h - 0.010, 0, h - 0.012),
        36,
        0,
        0,
        0);
    if (soft) {
      w.add(w.upholstery(), Lathe.ellipsoid(half * 0.93, 0.03, 32), 0, h - 0.028, 0);
    }
  }

  static void barStool(Workpiece w) {
    double h = w.height();
    double seat = 0.74 * h;
    double half = Math.min(w.width(), w.depth()) / 2;
    Material frame = w.frame();
    if (w.style() == org.drag4d.world.layout.Finish.Style.MODERN
        || w.style() == org.drag4d.world.layout.Finish.Style.ART_DECO) {
      w.turned(
          w.metal(),
          Profile.from(0, 0)
              .to(half * 0.98, 0)
              .curve(half, 0.012, half * 0.8, 0.018)
              .smooth(half * 0.25, 0.035, 0.028, 0.08, 0.024, seat - 0.08)
              .to(0, seat - 0.08),
          36,
          0,
          0,
          0);
      w.add(
          w.metal(),
          Sweep.ring(ringXz(half * 0.62, 0.32 * h, 32), Profile.ellipse(0.010, 0.010, 8), Vec3.UP),
          Pose.IDENTITY);
      rod(
          w,
          w.metal(),
          new Vec3(-half * 0.6, 0.32 * h, 0),
          new Vec3(half * 0.6, 0.32 * h, 0),
          0.014,
          0.014);
    } else {
      Legs.four(w, frame, half, half, seat - 0.03, 0.045);
      double e = half * 0.84;
      for (int s = -1; s <= 1; s += 2) {
        rod(w, frame, new Vec3(-e, 0.3 * h, s * e), new Vec3(e, 0.3 * h, s * e), 0.02, 0.022);
        rod(w, frame, new Vec3(s * e, 0.36 * h, -e), new Vec3(s * e, 0.36 * h, e), 0.02, 0.022);
      }
    }
    w.add(
        w.upholstery(),
        Cushion.superellipsoid(2 * half * 0.96, 0.09, 2 * half * 0.96, 4, 10),
        0,
        seat - 0.03,
        0);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          frame,
          Curves.through(
              s * half * 0.75,
              seat - 0.05,
              -half * 0.75,
              s * half * 0.78,
              seat + 0.1,
              -half * 0.86,
              s * half * 0.80,
              h - 0.06,
              -half * 0.92),
          0.013,
          10);
    }
    w.add(frame, curvedSlat(1.75 * half, 0.10, 0.02, 0.012), 0, h - 0.055, -half * 0.90);
  }

  static List<Vec3> ringXz(double radius, double y, int steps) {
    return Profile.ellipse(radius, radius, steps).points().stream()
        .map(p -> new Vec3(p.x(), y, p.y()))
        .toList();
  }

  static void bench(Workpiece w) {
    double h = w.height();
    Material frame = w.wood();
    if (w.style() == org.drag4d.world.layout.Finish.Style.RUSTIC) {
      w.box(frame, 0, h - 0.05, 0, w.width(), 0.05, w.depth(), 0.014);
      for (int s = -1; s <= 1; s += 2) {
        Profile side =
            Profile.from(-0.5, 0)
                .to(-0.22, 0)
                .curve(-0.16, 0.22, 0, 0.24)
                .curve(0.16, 0.22, 0.22, 0)
                .to(0.5, 0, 0.42, 1, -0.42, 1)
                .scaled(w.depth() * 0.9, h - 0.05);
        w.add(
            frame,
            Plate.cut(side, 0.045, 0.008),
            at(s * (w.width() / 2 - 0.16), 0, 0, 90, 0, 0),
            Grain.Y);
      }
      rod(
          w,
          frame,
          new Vec3(-w.width() / 2 + 0.16, 0.35 * h, 0),
          new Vec3(w.width() / 2 - 0.16, 0.35 * h, 0),
          0.035,
          0.08);
      return;
    }
    Legs.four(w, frame, w.width() / 2 - 0.02, w.depth() / 2 - 0.01, h - 0.035, 0.055);
    w.box(frame, 0, h - 0.10, w.depth() / 2 - 0.04, w.width() - 0.12, 0.07, 0.022);
    w.box(frame, 0, h - 0.10, -w.depth() / 2 + 0.04, w.width() - 0.12, 0.07, 0.022);
    w.box(frame, 0, h - 0.036, 0, w.width(), 0.036, w.depth());
    if (Finishes.soft(w.finish()) || w.ornate()) {
      w.add(
          w.upholstery(),
          Cushion.superellipsoid(w.width() - 0.03, 0.055, w.depth() - 0.03, 7, 10),
          0,
          h - 0.006,
          0);
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

  static void rockingChair(Workpiece w) {
    Material frame = w.wood();
    double h = w.height();
    double halfW = w.width() / 2 - 0.025;
    double halfD = w.depth() / 2;
    double seat = 0.41;
    for (int s = -1; s <= 1; s += 2) {
      double x = s * (halfW - 0.02);
      w.add(
          frame,
          Sweep.along(
              Curves.through(
                  x,
                  0.085,
                  -halfD + 0.01,
                  x,
                  0.03,
                  -halfD * 0.5,
                  x,
                  0.02,
                  0.02,
                  x,
                  0.035,
                  halfD * 0.55,
                  x,
                  0.10,
                  halfD - 0.02),
              Profile.roundedRectangle(0.03, 0.04, 0.008, 2),
              v -> 1,
              Vec3.UP,
              false),
          Pose.IDENTITY,
          Grain.Z);
      w.turned(frame, spindle(0.45, 0.019), 12, x, 0.03, 0.27);
      w.tube(
          frame,
          Curves.through(
              x,
              0.035,
              -0.20,
              x,
              seat,
              -0.21,
              x * 0.97,
              seat + 0.3,
              -0.27,
              x * 0.92,
              h - 0.03,
              -0.37),
          0.018,
          12);
      w.add(
          frame,
          Sweep.along(
              Curves.through(
                  x, 0.62, -0.25, x * 1.03, 0.64, 0, x * 1.04, 0.63, 0.24, x * 1.04, 0.60, 0.32),
              Profile.roundedRectangle(0.055, 0.022, 0.01, 3),
              v -> 0.75 + 0.25 * v,
              Vec3.UP,
              false),
          Pose.IDENTITY,
          Grain.Z);
      w.turned(frame, spindle(0.18, 0.013), 10, x, 0.44, 0.26);
      rod(w, frame, new Vec3(x, 0.22, 0.27), new Vec3(x, 0.22, -0.2), 0.018, 0.02);
    }
    rod(w, frame, new Vec3(-halfW, 0.26, 0.27), new Vec3(halfW, 0.26, 0.27), 0.02, 0.022);
    w.add(frame, saddle(2 * halfW, 0.045, 0.54), at(0, seat, 0.03, 0, -4, 0));
    w.add(
        w.upholstery(),
        Cushion.superellipsoid(2 * halfW - 0.07, 0.05, 0.48, 5, 9),
        at(0, seat + 0.035, 0.03, 0, -4, 0));
    for (int i = 0; i < 7; i++) {
      double u = (i - 3) / 3.0;
      w.tube(
          frame,
          List.of(
              new Vec3(u * (halfW - 0.07), seat + 0.01, -0.215 - 0.02 * (1 - u * u)),
              new Vec3(u * (halfW - 0.09), h - 0.10, -0.355 - 0.03 * (1 - u * u))),
          v -> 0.007 + 0.004 * Math.sin(Math.PI * v),
          8);
    }
    w.add(frame, curvedSlat(1.92 * halfW, 0.12, 0.022, 0.03), at(0, h - 0.06, -0.36, 0, -14, 0));
  }

  private static Profile spindle(double height, double r) {
    return Profile.from(0, 0)
        .to(0.6 * r, 0)
        .smooth(0.9 * r, 0.25 * height, 0.7 * r, 0.36 * height)
        .curve(1.3 * r, 0.42 * height, 0.7 * r, 0.48 * height)
        .smooth(r, 0.66 * height, 0.6 * r, height)
        .to(0, height);
  }

  static void officeChair(Workpiece w) {
    double h = w.height();
    double half = Math.min(w.width(), w.depth()) / 2;
    Material metal = w.metal();
    Material dark = Finishes.BLACK;
    for (int i = 0; i < 5; i++) {
      double a = Math.toRadians(90 + 72 * i);
      double r = half - 0.03;
      Vec3 end = new Vec3(r * Math.cos(a), 0.075, r * Math.sin(a));
      w.tube(metal, List.of(new Vec3(0, 0.11, 0), end), v -> 0.022 - 0.007 * v, 10);
      w.add(
          dark,
          Lathe.turn(
              Profile.from(0, -0.014)
                  .to(0.024, -0.014)
                  .curve(0.029, -0.012, 0.029, 0)
                  .curve(0.029, 0.012, 0.024, 0.014)
                  .to(0, 0.014),
              18),
          at(end.x(), 0.029, end.z(), 20 + 72 * i, 0, 90));
      w.box(dark, end.x(), 0.045, end.z(), 0.02, 0.04, 0.02, 0.004);
    }
    w.turned(
        metal,
        Profile.from(0, 0.07)
            .to(
                0.034, 0.07, 0.034, 0.16, 0.026, 0.17, 0.026, 0.26, 0.016, 0.265, 0.016, 0.41, 0,
                0.41),
        18,
        0,
        0,
        0);
    w.box(dark, 0, 0.385, 0, 0.22, 0.03, 0.24, 0.008);
    Material cover = w.upholstery();
    w.add(
        cover,
        Mesh.bend(
            Cushion.superellipsoid(0.50, 0.09, 0.48, 5, 12),
            p ->
                new Vec3(
                    p.x(), p.y() - (p.z() > 0.1 ? 1.2 * (p.z() - 0.1) * (p.z() - 0.1) : 0), p.z())),
        0,
        0.455,
        0.03);
    double backH = h - 0.56;
    w.add(
        cover,
        Mesh.bend(
            Cushion.superellipsoid(0.46, backH, 0.075, 5, 12),
            p ->
                new Vec3(
                    p.x() * (1 - 0.12 * (p.y() / backH + 0.5)),
                    p.y(),
                    p.z() + 0.9 * p.x() * p.x() - 0.35 * p.y() * p.y())),
        at(0, 0.56 + backH / 2, -half + 0.13, 0, -5, 0));
    w.add(
        dark,
        Sweep.along(
            Curves.through(
                0,
                0.40,
                -0.10,
                0,
                0.41,
                -half + 0.12,
                0,
                0.55,
                -half + 0.065,
                0,
                0.75,
                -half + 0.085),
            Profile.roundedRectangle(0.07, 0.018, 0.006, 2),
            v -> 1,
            new Vec3(0, 0.3, 1),
            false),
        Pose.IDENTITY);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          dark,
          Curves.through(
              s * 0.2, 0.40, 0, s * 0.285, 0.43, 0, s * 0.285, 0.56, 0, s * 0.28, 0.655, 0.01),
          0.013,
          10);
      w.add(dark, Cushion.superellipsoid(0.075, 0.032, 0.26, 4, 8), s * 0.27, 0.665, 0.02);
    }
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
