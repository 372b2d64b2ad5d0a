package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * What stands in gardens.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Gardens {
  private Gardens() {}

  private static Material slat(Workpiece w) {
    return w.finish().body() == Substance.METAL || w.finish().body() == Substance.PAINT
        ? w.body()
        : new Material.Wood(w.finish().bodyColour(), 0.6);
  }

  static void bench(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    Material m = slat(w);
    Material iron = w.style() == Style.RUSTIC ? m : Finishes.metal(MetalTone.BLACK_IRON);
    double seat = 0.43;
    double z0 = -d / 2;
    for (int s = -1; s <= 1; s += 2) {
      double x = s * (width / 2 - 0.06);
      // A cast side: front leg, seat bearer, rear leg and back in one sweep, scrolled arm.
      side(
          w,
          iron,
          List.of(
              new Vec3(x, 0.012, d / 2 - 0.03),
              new Vec3(x, 0.2, d / 2 - 0.09),
              new Vec3(x, seat - 0.03, d / 2 - 0.07)));
      side(
          w,
          iron,
          List.of(
              new Vec3(x, seat - 0.03, d / 2 - 0.06),
              new Vec3(x, seat - 0.05, 0),
              new Vec3(x, seat - 0.04, z0 + 0.12)));
      side(
          w,
          iron,
          List.of(
              new Vec3(x, 0.012, z0 + 0.02),
              new Vec3(x, 0.22, z0 + 0.10),
              new Vec3(x, seat, z0 + 0.13),
              new Vec3(x, 0.66, z0 + 0.07),
              new Vec3(x, h - 0.012, z0 + 0.018)));
      side(
          w,
          iron,
          List.of(
              new Vec3(x, seat - 0.03, d / 2 - 0.07),
              new Vec3(x, seat + 0.12, d / 2 - 0.05),
              new Vec3(x, seat + 0.20, d / 2 - 0.08),
              new Vec3(x, seat + 0.21, 0),
              new Vec3(x, seat + 0.20, z0 + 0.09)));
    }
    int seatSlats = 5;
    for (int i = 0; i < seatSlats; i++) {
      double t = i / (seatSlats - 1.0);
      double z = d / 2 - 0.075 - t * (d - 0.24);
      double y = seat - 0.022 - 0.03 * Math.sin(Math.PI * t * 0.8);
      w.box(m, 0, y, z, width - 0.02, 0.026, 0.066, 0.008);
    }
    for (int i = 0; i < 4; i++) {
      double y = seat + 0.10 + i * (h - seat - 0.16) / 3;
      double t = (y - seat) / (h - seat);
      w.add(
          m,
          Boxes.bevelled(width - 0.02, 0.066, 0.024, 0.007),
          at(0, y, z0 + 0.155 - 0.11 * t, 0, -15, 0));
    }
  }

  static void side(Workpiece w, Material m, List<Vec3> knots) {
    w.add(
        m,
        Sweep.along(
            Curves.smooth(knots, 6),
            Profile.roundedRectangle(0.035, 0.026, 0.007, 2),
            t -> 1,
            new Vec3(1, 0, 0),
            false),
        Pose.IDENTITY,
        Workpiece.Grain.Y);
  }

  static void table(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    Material iron =
        w.finish().body() == Substance.WOOD ? Finishes.metal(MetalTone.BLACK_IRON) : w.body();
    Material top = slat(w);
    if (w.finish().body() == Substance.WOOD) {
      int n = Math.max(5, (int) (2 * r / 0.10));
      for (int i = 0; i < n; i++) {
        double z = 2 * r * ((i + 0.5) / n - 0.5);
        double length = 2 * Math.sqrt(Math.max(0.02, r * r - z * z));
        w.box(top, 0, h - 0.024, z, length, 0.024, 2 * r / n - 0.008, 0.006);
      }
      w.add(
          iron,
          Sweep.ring(
              Seating.ringXz(r - 0.012, h - 0.03, 48),
              Profile.roundedRectangle(0.012, 0.03, 0.003, 2),
              Vec3.UP),
          Pose.IDENTITY);
      Seating.rod(
          w,
          iron,
          new Vec3(0, h - 0.032, -r + 0.02),
          new Vec3(0, h - 0.032, r - 0.02),
          0.03,
          0.012);
    } else {
      w.add(top, Lathe.cylinder(r, 0.022, 0.006, 48), 0, h - 0.022, 0);
    }
    for (int i = 0; i < 4; i++) {
      double a = Math.PI / 4 + Math.PI / 2 * i;
      double c = Math.cos(a);
      double s = Math.sin(a);
      w.tube(
          iron,
          Curves.through(
              0.72 * r * c,
              0.012,
              0.72 * r * s,
              0.55 * r * c,
              0.1,
              0.55 * r * s,
              0.14 * r * c,
              0.45 * h,
              0.14 * r * s,
              0.40 * r * c,
              0.86 * h,
              0.40 * r * s,
              0.75 * r * c,
              h - 0.035,
              0.75 * r * s),
          0.011,
          10);
    }
    w.add(
        iron,
        Sweep.ring(
            Seating.ringXz(0.15 * r, 0.45 * h, 24), Profile.ellipse(0.009, 0.009, 8), Vec3.UP),
        Pose.IDENTITY);
  }

  static void chair(Workpiece w) {
    double h = w.height();
    double half = w.width() / 2 - 0.015;
    double halfD = w.depth() / 2 - 0.015;
    Material iron =
        w.finish().body() == Substance.WOOD ? Finishes.metal(MetalTone.BLACK_IRON) : w.body();
    Material m = slat(w);
    double seat = 0.45;
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          iron,
          Curves.through(
              s * half,
              0.012,
              halfD,
              s * half * 0.94,
              0.25,
              halfD - 0.03,
              s * half * 0.92,
              seat - 0.012,
              halfD - 0.05,
              s * half * 0.92,
              seat - 0.012,
              -halfD + 0.12),
          0.010,
          9);
      w.tube(
          iron,
          Curves.through(
              s * half,
              0.012,
              -halfD,
              s * half * 0.94,
              seat,
              -halfD + 0.11,
              s * half * 0.92,
              0.7,
              -halfD + 0.05,
              s * half * 0.80,
              h - 0.05,
              -halfD + 0.01,
              0,
              h - 0.012,
              -halfD),
          0.010,
          9);
    }
    for (int i = 0; i < 6; i++) {
      w.box(
          m,
          0,
          seat - 0.006,
          halfD - 0.05 - i * (2 * halfD - 0.15) / 5,
          1.86 * half,
          0.018,
          0.055,
          0.006);
    }
    for (int i = 0; i < 3; i++) {
      double y = 0.56 + 0.10 * i;
      double t = (y - seat) / (h - seat);
      w.box(m, 0, y, -halfD + 0.088 - 0.075 * t, 1.80 * half, 0.06, 0.016, 0.006);
    }
    // A scroll under the top of the back.
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          iron,
          Curves.through(
              s * 0.02,
              h - 0.03,
              -halfD + 0.004,
              s * 0.09,
              h - 0.07,
              -halfD + 0.008,
              s * 0.06,
              h - 0.105,
              -halfD + 0.012,
              s * 0.03,
              h - 0.085,
              -halfD + 0.010),
          0.005,
          7);
    }
  }

  /** A basin with a turned column, an upper bowl and falling water. */
  static void fountain(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    Material m =
        w.finish().body() == Substance.MARBLE
            ? w.body()
            : new Material.Stone(
                w.finish().body() == Substance.STONE
                    ? w.finish().bodyColour()
                    : new Rgb(0.46, 0.44, 0.40));
    double rim = 0.36 * Math.min(1.2, h);
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.94 * r, 0, 0.94 * r, 0.05)
                .curve(0.84 * r, 0.08, 0.86 * r, 0.45 * rim)
                .curve(0.88 * r, 0.8 * rim, 0.98 * r, 0.82 * rim)
                .curve(r, 0.86 * rim, r, 0.92 * rim)
                .curve(r, rim, 0.95 * r, rim)
                .to(0.85 * r, rim)
                .curve(0.82 * r, rim, 0.82 * r, 0.9 * rim)
                .to(0.80 * r, 0.2 * rim, 0, 0.18 * rim),
            64),
        0,
        0,
        0);
    double bowlY = 0.66 * h;
    w.turned(
        m,
        Profile.from(0.16 * r, 0.15 * rim)
            .to(0.16 * r, 0.9 * rim)
            .curve(0.08 * r, rim, 0.085 * r, 1.15 * rim)
            .smooth(0.12 * r, 0.5 * h, 0.07 * r, 0.6 * h)
            .curve(0.09 * r, bowlY, 0.2 * r, bowlY + 0.01)
            .to(0, bowlY + 0.01),
        30,
        0,
        0,
        0);
    w.add(m, Lathe.turn(Tableware.bowl(0.46 * r, 0.14 * h), 48), 0, bowlY, 0);
    w.turned(
        m,
        Profile.from(0.05 * r, bowlY + 0.03)
            .to(0.05 * r, bowlY + 0.13 * h)
            .curve(0.10 * r, bowlY + 0.16 * h, 0.06 * r, bowlY + 0.2 * h)
            .to(0.04 * r, 0.94 * h)
            .curve(0.06 * r, 0.97 * h, 0, h),
        24,
        0,
        0,
        0);
    w.label("water");
    Material water = new Material.Water(new Rgb(0.10, 0.17, 0.17));
    w.add(water, Lathe.turn(Profile.from(0.822 * r, 0.80 * rim).to(0, 0.80 * rim), 48), 0, 0, 0);
    w.add(
        water,
        Lathe.turn(Profile.from(0.42 * r, bowlY + 0.125 * h).to(0, bowlY + 0.125 * h), 40),
        0,
        0,
        0);
    Material jet = new Material.Glass(new Rgb(0.93, 0.96, 0.97));
    for (int i = 0; i < 10; i++) {
      double a = 2 * Math.PI * i / 10;
      double c = Math.cos(a);
      double s = Math.sin(a);
      w.tube(
          jet,
          Curves.through(
              0.45 * r * c,
              bowlY + 0.135 * h,
              0.45 * r * s,
              0.53 * r * c,
              bowlY + 0.06 * h,
              0.53 * r * s,
              0.58 * r * c,
              0.46 * h,
              0.58 * r * s,
              0.60 * r * c,
              0.8 * rim,
              0.60 * r * s),
          t -> 0.006 + 0.005 * t,
          7);
    }
    w.label("fountain");
  }

  static void wateringCan(Workpiece w) {
    double h = w.height();
    double r = Math.min(0.25 * w.width(), w.depth() / 2);
    double bx = -0.12 * w.width();
    Material m =
        w.finish().body() == Substance.METAL
            ? new Material.Metal(new Rgb(0.50, 0.52, 0.52), 0.35)
            : w.body();
    double body = 0.66 * h;
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.96 * r, 0)
                .curve(r, 0, r, 0.02 * h)
                .to(
                    r,
                    0.04 * h,
                    0.97 * r,
                    0.045 * h,
                    0.93 * r,
                    0.9 * body,
                    0.97 * r,
                    0.92 * body,
                    0.95 * r,
                    body)
                .smooth(0.7 * r, 1.07 * body, 0.5 * r, 1.1 * body)
                .to(0.48 * r, 1.06 * body),
            36),
        bx,
        0,
        0);
    double tip = w.width() / 2;
    w.tube(
        m,
        List.of(new Vec3(bx + 0.85 * r, 0.16 * h, 0), new Vec3(tip - 0.05, 0.78 * h, 0)),
        t -> 0.021 - 0.009 * t,
        14);
    w.add(
        m,
        Lathe.turn(
            Profile.from(0.012, 0).to(0.036, 0.035, 0.037, 0.042).curve(0.03, 0.05, 0, 0.052), 24),
        at(tip - 0.055, 0.77 * h, 0, 0, 0, -48));
    w.tube(
        m,
        Curves.through(
            bx - 0.3 * r,
            1.06 * body,
            0,
            bx - 0.2 * r,
            h - 0.03,
            0,
            bx + 0.15 * r,
            h - 0.008,
            0,
            bx + 0.5 * r,
            0.92 * h,
            0,
            bx + 0.62 * r,
            body,
            0),
        0.007,
        9);
    w.tube(
        m,
        Curves.through(
            bx - 0.95 * r,
            0.25 * h,
            0,
            Math.max(-w.width() / 2 + 0.01, bx - 1.5 * r),
            0.42 * h,
            0,
            Math.max(-w.width() / 2 + 0.012, bx - 1.4 * r),
            0.62 * h,
            0,
            bx - 0.7 * r,
            1.0 * body,
            0),
        0.007,
        9);
  }
}
