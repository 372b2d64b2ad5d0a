package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Instruments, clocks, screens, an easel: things to do something with.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Play {
  private Play() {}

  private static final Material IVORY = new Material.Plain(new Rgb(0.76, 0.73, 0.65), 0.2);

  /** An upright piano with 52 white and 36 black keys. */
  static void piano(Workpiece w) {
    Material m =
        w.body() instanceof Material.Wood wood ? new Material.Wood(wood.albedo(), 0.12) : w.wood();
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    double back = -d / 2;
    double caseDepth = Math.min(0.38, 0.62 * d);
    double keyTop = 0.72;
    double zc = back + caseDepth / 2;
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, s * (width / 2 - 0.02), 0, zc, 0.04, h - 0.03, caseDepth, 0.006);
      w.box(
          m,
          s * (width / 2 - 0.03),
          keyTop - 0.12,
          back + caseDepth + (d - caseDepth) / 2 - 0.01,
          0.055,
          0.19,
          d - caseDepth + 0.02,
          0.012);
      // Front legs under the keyboard.
      w.turned(
          m,
          Profile.from(0, 0)
              .to(0.035, 0)
              .curve(0.05, 0.02, 0.03, 0.05)
              .smooth(0.026, 0.2, 0.045, 0.42, 0.03, 0.5)
              .to(0.045, 0.52, 0.045, keyTop - 0.11, 0, keyTop - 0.11),
          20,
          s * (width / 2 - 0.05),
          0,
          d / 2 - 0.055);
      w.box(m, s * (width / 2 - 0.04), 0, zc + 0.02, 0.08, 0.10, caseDepth + 0.02, 0.008);
    }
    w.box(m, 0, 0.06, back + caseDepth - 0.035, width - 0.07, keyTop - 0.16, 0.03, 0.005);
    Fronts.raised(w, m, 0, 0.34, back + caseDepth - 0.021, width - 0.26, 0.36);
    w.box(m, 0, 0, zc, width - 0.07, 0.06, caseDepth - 0.02, 0.004);
    w.box(
        m, 0, keyTop + 0.05, back + caseDepth - 0.05, width - 0.07, h - keyTop - 0.08, 0.03, 0.005);
    Fronts.raised(
        w,
        m,
        0,
        keyTop + 0.06 + (h - keyTop - 0.1) / 2,
        back + caseDepth - 0.036,
        0.42 * width,
        h - keyTop - 0.20);
    for (int s = -1; s <= 1; s += 2) {
      Fronts.raised(
          w,
          m,
          s * 0.33 * width,
          keyTop + 0.06 + (h - keyTop - 0.1) / 2,
          back + caseDepth - 0.036,
          0.2 * width,
          h - keyTop - 0.20);
    }
    w.box(m, 0, h - 0.032, zc + 0.008, width, 0.032, caseDepth + 0.014, 0.010);
    w.box(
        m,
        0,
        keyTop - 0.11,
        back + caseDepth + (d - caseDepth) / 2 - 0.02,
        width - 0.08,
        0.075,
        d - caseDepth + 0.03,
        0.008);
    w.box(m, 0, keyTop + 0.015, back + caseDepth + 0.01, width - 0.08, 0.055, 0.05, 0.008);
    // The keys.
    w.label("piano keys");
    double span = width - 0.16;
    double key = span / 52;
    double keyLength = Math.min(0.15, d - caseDepth - 0.045);
    double z = d / 2 - 0.025 - keyLength / 2;
    Mesh white = new Mesh();
    Mesh black = new Mesh();
    int[] after = {1, 1, 0, 1, 1, 1, 0};
    for (int i = 0; i < 52; i++) {
      double x = -span / 2 + key * (i + 0.5);
      white.add(Boxes.bevelled(key - 0.0012, 0.022, keyLength, 0.002), at(x, keyTop - 0.025, z));
      // The lowest key is an A: letters go A B C D E F G.
      int letter = (i + 5) % 7;
      if (i < 51 && after[letter] == 1) {
        black.add(
            Boxes.tapered(0.011, 0.014, keyLength * 0.63, 0.002, 1.2),
            at(x + key / 2, keyTop - 0.007, z - keyLength * 0.185));
      }
    }
    w.add(IVORY, white.build(), 0, 0, 0);
    w.add(new Material.Plain(new Rgb(0.015, 0.015, 0.016), 0.15), black.build(), 0, 0, 0);
    w.label("book");
    // Sheet music on the desk.
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          new Material.Paper(new Rgb(0.76, 0.73, 0.64)),
          Boxes.bevelled(0.2, 0.28, 0.003, 0.0006),
          at(s * 0.101, keyTop + 0.215, back + caseDepth - 0.014, -s * 5, -8, 0));
    }
    w.label("piano");
    for (int i = 0; i < 2; i++) {
      w.box(w.metal(), (i - 0.5) * 0.14, 0.035, back + caseDepth + 0.03, 0.035, 0.010, 0.11, 0.004);
    }
  }

  static void grandfatherClock(Workpiece w) {
    Material m = w.wood();
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    double base = 0.24 * h;
    double hood = 0.27 * h;
    double trunk = h - base - hood;
    w.box(m, 0, 0, 0, width * 0.96, 0.07, d * 0.96, 0.008);
    w.box(m, 0, 0.06, -0.004, width * 0.86, base - 0.06, d * 0.88, 0.006);
    Fronts.raised(w, m, 0, base * 0.56, d * 0.436, width * 0.60, base * 0.52);
    w.box(m, 0, base - 0.01, 0, width * 0.92, 0.03, d * 0.92, 0.010);
    double tw = width * 0.64;
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, s * (tw / 2 - 0.02), base + 0.015, -0.01, 0.04, trunk, d * 0.74, 0.005);
    }
    w.box(m, 0, base + 0.015, -d * 0.32, tw - 0.04, trunk, 0.02, 0.003);
    double zf = -0.01 + d * 0.37;
    double stile = 0.045;
    w.box(m, 0, base + 0.02, zf - 0.012, tw - 0.05, stile, 0.022, 0.004);
    w.box(m, 0, base + trunk - stile, zf - 0.012, tw - 0.05, stile, 0.022, 0.004);
    w.label("glass");
    w.add(
        Finishes.GLASS,
        Boxes.bevelled(tw - 0.06, trunk - 2 * stile, 0.003, 0.0005),
        0,
        base + 0.02 + trunk / 2,
        zf - 0.012);
    w.label("clock");
    // Pendulum and weights in the case.
    Material brass = w.metal();
    w.tube(
        brass,
        List.of(new Vec3(0.01, base + 0.9 * trunk, 0), new Vec3(0.015, base + 0.28 * trunk, 0)),
        0.004,
        8);
    w.add(
        brass,
        Lathe.turn(
            Profile.from(0, -0.008)
                .smooth(0.03, -0.007, 0.058, 0)
                .to(0.058, 0.0)
                .smooth(0.03, 0.009, 0, 0.010),
            30),
        at(0.015, base + 0.25 * trunk, 0.01, 0, 90, 0));
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          brass,
          Lathe.cylinder(0.02, 0.16, 0.004, 18),
          s * 0.06,
          base + (s < 0 ? 0.55 : 0.42) * trunk,
          0.0);
      w.tube(
          brass,
          List.of(
              new Vec3(s * 0.06, base + 0.5 * trunk, 0),
              new Vec3(s * 0.06, base + 0.95 * trunk, 0)),
          0.0018,
          6);
    }
    // Hood: columns, dial, swan-neck pediment.
    double hb = h - hood;
    w.box(m, 0, hb, 0, width * 0.92, 0.035, d * 0.94, 0.010);
    w.box(m, 0, hb + 0.03, -0.012, width * 0.80, hood * 0.66, d * 0.84, 0.005);
    double dialZ = -0.012 + d * 0.42;
    double r = Math.min(width * 0.30, hood * 0.29);
    double dialY = hb + 0.035 + hood * 0.34;
    w.add(brass, Boxes.bevelled(2.15 * r, 2.15 * r, 0.006, 0.002), 0, dialY, dialZ);
    WallThings.clockFace(w, 0, dialY, dialZ + 0.004, r * 0.98);
    for (int s = -1; s <= 1; s += 2) {
      w.turned(
          m,
          Profile.from(0, 0)
              .to(0.022, 0, 0.022, 0.015)
              .curve(0.014, 0.02, 0.014, 0.04)
              .to(0.012, hood * 0.58)
              .curve(0.024, hood * 0.6, 0.02, hood * 0.64)
              .to(0, hood * 0.64),
          16,
          s * width * 0.42,
          hb + 0.034,
          d * 0.40);
    }
    double top = hb + 0.03 + hood * 0.66;
    w.box(m, 0, top, 0, width, 0.03, d, 0.011);
    if (w.ornate()) {
      for (int s = -1; s <= 1; s += 2) {
        w.add(
            m,
            Sweep.along(
                Curves.through(
                    s * width * 0.46,
                    top + 0.035,
                    0,
                    s * width * 0.30,
                    top + 0.045,
                    0,
                    s * width * 0.18,
                    top + 0.10,
                    0,
                    s * width * 0.07,
                    top + 0.105,
                    0),
                Profile.roundedRectangle(0.05, 0.035, 0.008, 3),
                t -> 1,
                new Vec3(0, 1, 0),
                false),
            at(0, 0, d * 0.42));
      }
      w.turned(
          brass,
          Profile.from(0, 0)
              .to(0.014, 0)
              .curve(0.032, 0.035, 0.01, 0.05)
              .curve(0.02, 0.065, 0, 0.10),
          18,
          0,
          h - 0.10,
          d * 0.40);
      w.box(m, 0, top + 0.02, 0.35 * d, 0.05, h - 0.10 - top - 0.02, 0.05, 0.006);
    } else {
      w.box(m, 0, top + 0.028, 0, width * 0.9, h - top - 0.028, d * 0.9, 0.010);
    }
  }

  static void television(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    w.box(Finishes.BLACK, 0, 0.15 * h, d * 0.3, 0.4 * width, 0.6 * h, d * 0.6, 0.006);
    w.add(
        Finishes.BLACK,
        Plate.cut(Profile.roundedRectangle(width, h, 0.012, 4), 0.032, 0.005),
        0,
        h / 2,
        d - 0.017);
    w.label("screen");
    w.add(
        new Material.Plain(new Rgb(0.010, 0.011, 0.013), 0.04),
        Boxes.bevelled(width - 0.026, h - 0.03, 0.002, 0.0004),
        0,
        h / 2 + 0.003,
        d - 0.0005);
    w.label("television");
  }

  /** Three legs, a ledge, a canvas with a picture begun. */
  static void easel(Workpiece w) {
    Material m = w.wood();
    double h = w.height();
    double half = w.width() / 2;
    double zf = w.depth() / 2 - 0.03;
    double zb = -w.depth() / 2 + 0.02;
    double lean = 0.26;
    for (int s = -1; s <= 1; s += 2) {
      Seating.rod(
          w,
          m,
          new Vec3(s * (half - 0.02), 0.012, zf),
          new Vec3(s * 0.07, h - 0.05, zf - lean),
          0.022,
          0.04);
    }
    Seating.rod(w, m, new Vec3(0, 0.012, zb), new Vec3(0, 0.86 * h, zf - lean * 0.9), 0.022, 0.04);
    Seating.rod(
        w,
        m,
        new Vec3(0, 0.30 * h, zf - lean * 0.30),
        new Vec3(0, h - 0.012, zf - lean * 1.0),
        0.02,
        0.035);
    double ly = 0.40 * h;
    double lz = zf - lean * 0.42 + 0.03;
    w.box(m, 0, ly, lz, w.width() * 0.86, 0.022, 0.06, 0.005);
    w.box(m, 0, ly + 0.016, lz + 0.026, w.width() * 0.86, 0.02, 0.01, 0.003);
    double cw = w.width() * 0.84;
    double ch = 0.46 * h;
    Pose canvas = at(0, ly + 0.022 + ch / 2, lz - 0.055, 0, -11, 0);
    w.label("canvas");
    w.add(
        new Material.Paper(new Rgb(0.74, 0.71, 0.63)), Boxes.bevelled(cw, ch, 0.02, 0.004), canvas);
    w.add(
        new Material.Painting(w.chance().below(3), w.chance().below(10000), cw * 0.97, ch * 0.97),
        Boxes.bevelled(cw * 0.97, ch * 0.97, 0.002, 0.0004),
        canvas.times(at(0, 0, 0.0105)));
    w.label("easel");
    for (int i = 0; i < 4; i++) {
      w.tube(
          new Material.Plain(Trinkets.TOY_COLOURS[i], 0.4),
          List.of(
              new Vec3(-0.12 + 0.06 * i, ly + 0.028, lz - 0.01 + 0.006 * i),
              new Vec3(-0.02 + 0.06 * i, ly + 0.028, lz + 0.012)),
          0.005,
          8);
    }
  }

  static void globe(Workpiece w) {
    double h = w.height();
    double r = Math.min(Math.min(w.width(), w.depth()) * 0.36, 0.24 * h);
    Material m = w.wood();
    double centre = h - r - 0.045;
    double ring = Math.min(w.width(), w.depth()) / 2 - 0.012;
    double column = centre - r - 0.05;
    w.turned(m, Tables.column(column, 0.04), 22, 0, 0, 0);
    for (int i = 0; i < 3; i++) {
      w.add(
          m,
          Sweep.along(
              Curves.through(0.02, 0.18, 0, 0.08, 0.15, 0, 0.14, 0.05, 0, ring * 0.98, 0.016, 0),
              Profile.roundedRectangle(0.028, 0.04, 0.01, 3),
              t -> 1 - 0.35 * t,
              Vec3.UP,
              false),
          at(0, 0, 0, 90 + 120 * i, 0, 0));
    }
    w.add(
        m,
        Sweep.ring(
            Seating.ringXz(ring, centre, 48),
            Profile.roundedRectangle(0.024, 0.03, 0.006, 2),
            Vec3.UP),
        Pose.IDENTITY);
    for (int i = 0; i < 4; i++) {
      double a = Math.PI / 4 + Math.PI / 2 * i;
      w.tube(
          m,
          Curves.through(
              0.02 * Math.cos(a),
              column - 0.01,
              0.02 * Math.sin(a),
              0.7 * ring * Math.cos(a),
              column + 0.06,
              0.7 * ring * Math.sin(a),
              ring * Math.cos(a),
              centre - 0.012,
              ring * Math.sin(a)),
          0.009,
          8);
    }
    int mark = w.mark();
    w.add(
        w.metal(),
        Sweep.ring(
            Curves.ellipse(r + 0.022, r + 0.022, 48),
            Profile.roundedRectangle(0.006, 0.016, 0.002, 2),
            new Vec3(0, 0, 1)),
        Pose.IDENTITY);
    Rgb sea = new Rgb(0.13, 0.22, 0.25);
    w.add(new Material.Plain(sea, 0.2), Lathe.ball(r, 40), 0, 0, 0);
    // Continents: caps a hair above the sea, cut where a sum of waves is high.
    Mesh land = new Mesh();
    int rows = 72;
    int columns = 144;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        if (isLand(Math.PI * ((i + 0.5) / rows - 0.5), 2 * Math.PI * (j + 0.5) / columns)) {
          int first = land.size();
          for (int k = 0; k < 4; k++) {
            double v = Math.PI * ((i + (k == 1 || k == 2 ? 1 : 0)) / (double) rows - 0.5);
            double a = 2 * Math.PI * (j + (k >= 2 ? 1 : 0)) / columns;
            Vec3 n = new Vec3(Math.cos(v) * Math.cos(a), Math.sin(v), Math.cos(v) * Math.sin(a));
            land.vertex(n.times(r * 1.004), n);
          }
          land.quad(first, first + 1, first + 2, first + 3);
        }
      }
    }
    w.add(new Material.Plain(new Rgb(0.46, 0.37, 0.20), 0.4), land.build(), 0, 0, 0);
    w.move(mark, at(0, centre, 0, 30, 0, -23.4));
  }

  private static boolean isLand(double v, double a) {
    if (v < -1.25) {
      return true;
    }
    double wave =
        Math.sin(2 * a + 0.6) * Math.cos(1.6 * v - 0.4)
            + 0.55 * Math.sin(3 * a + 2.2 * v + 1.1)
            + 0.35 * Math.cos(5 * a - 3 * v)
            + 0.22 * Math.sin(9 * a + 7 * v)
            + 0.15 * Math.cos(14 * a - 11 * v);
    return wave * Math.cos(0.7 * v) > 0.12 - 0.22 * v;
  }

  static void telescope(Workpiece w) {
    double h = w.height();
    double half = Math.min(w.width(), w.depth()) / 2;
    Material m = w.wood();
    Material metal = w.metal();
    double head = 0.76 * h;
    for (int i = 0; i < 3; i++) {
      double a = Math.toRadians(90 + 120 * i);
      Vec3 foot = new Vec3((half - 0.02) * Math.cos(a), 0.012, (half - 0.02) * Math.sin(a));
      Vec3 top = new Vec3(0.035 * Math.cos(a), head, 0.035 * Math.sin(a));
      Vec3 middle = foot.lerp(top, 0.45);
      Seating.rod(w, m, middle, top, 0.035, 0.02);
      w.tube(metal, List.of(foot, middle.lerp(top, 0.1)), 0.008, 8);
      Seating.rod(w, metal, new Vec3(0, 0.40 * head, 0), foot.lerp(top, 0.40), 0.008, 0.012);
    }
    w.add(
        metal,
        Lathe.turn(
            Profile.from(0, 0).to(0.045, 0, 0.05, 0.02, 0.03, 0.04, 0.02, 0.10, 0, 0.10), 20),
        0,
        head - 0.01,
        0);
    double length = Math.min(0.78, 2 * half * 1.18);
    Profile tube =
        Profile.from(0, -length / 2)
            .to(
                0.016,
                -length / 2,
                0.018,
                -length / 2 + 0.06,
                0.026,
                -length / 2 + 0.065,
                0.026,
                -0.16,
                0.034,
                -0.155,
                0.034,
                0.10,
                0.042,
                0.105,
                0.044,
                length / 2 - 0.09,
                0.052,
                length / 2 - 0.085,
                0.052,
                length / 2,
                0.047,
                length / 2,
                0.046,
                length / 2 - 0.05)
            .to(0, length / 2 - 0.05);
    double rise = 32;
    w.add(metal, Lathe.turn(tube, 28), at(0, head + 0.14, 0, 0, 90 - rise, 0));
  }
}
