package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
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

/** Stools, benches and chairs with a purpose, and the bars and slats that all seats share. */
final class Seating {
  private Seating() {}

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

  /** Returns a slat along x that curves towards -z in its middle. */
  static Solid curvedSlat(double length, double height, double thickness, double sag) {
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

  static Solid saddle(double width, double thickness, double depth) {
    return Mesh.bend(
        Cushion.superellipsoid(width, thickness, depth, 7, 10),
        p -> new Vec3(p.x() * (0.95 + 0.12 * p.z() / depth), p.y(), p.z()));
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
    if (w.style() == Style.MODERN || w.style() == Style.ART_DECO) {
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
    if (w.style() == Style.RUSTIC) {
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
}
