package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
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
 * Kitchen cupboards and appliances.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Kitchen {
  private static final Material STEEL = new Material.Metal(new Rgb(0.62, 0.63, 0.64), 0.28);
  private static final Material DARK_GLASS = new Material.Plain(new Rgb(0.012, 0.012, 0.014), 0.05);
  private static final Material IRON = Finishes.metal(MetalTone.BLACK_IRON);
  private static final double TOP = 0.04;
  private static final double PLINTH = 0.10;

  private Kitchen() {}

  /** Doors and drawers are painted or wooden; the top follows the second colour. */
  private static Material front(Workpiece w) {
    return w.finish().body() == Substance.WOOD
        ? w.wood()
        : new Material.Plain(w.finish().bodyColour(), 0.4);
  }

  private static Material counter(Workpiece w) {
    Rgb c = w.finish().second();
    boolean woody = c.r() > 1.4 * c.g() && c.g() > 1.3 * c.b();
    return woody ? new Material.Wood(c, 0.4) : new Material.Marble(c, c.times(0.55), 0.15);
  }

  private static void carcass(
      Workpiece w, double width, double x, double height, double depth, double z) {
    w.box(Finishes.BLACK, x, 0, z - 0.03, width - 0.01, PLINTH, depth - 0.08, 0.003);
    w.box(front(w), x, PLINTH, z - 0.01, width, height - PLINTH, depth - 0.045, 0.002);
  }

  static void baseCabinets(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    carcass(w, width - 0.01, 0, h - TOP, d - 0.02, -0.01);
    int units = Math.max(1, (int) Math.round(width / 0.58));
    double each = (width - 0.02) / units;
    double face = d / 2 - 0.055;
    double inner = h - TOP - PLINTH - 0.006;
    for (int i = 0; i < units; i++) {
      double x = -width / 2 + 0.01 + each * (i + 0.5);
      if (i % 3 == 1) {
        Fronts.drawer(w, front(w), x, PLINTH + 0.003, face, each, 0.42 * inner);
        Fronts.drawer(w, front(w), x, PLINTH + 0.003 + 0.42 * inner, face, each, 0.36 * inner);
        Fronts.drawer(w, front(w), x, PLINTH + 0.003 + 0.78 * inner, face, each, 0.22 * inner);
      } else {
        Fronts.drawer(w, front(w), x, PLINTH + 0.003 + 0.78 * inner, face, each, 0.22 * inner);
        Fronts.door(
            w, front(w), x, PLINTH + 0.003, face, each, 0.78 * inner, i % 2 == 0 ? -1 : 1, false);
      }
    }
    worktop(w, 0, width, h, d);
  }

  private static void worktop(Workpiece w, double x, double width, double h, double d) {
    w.label("counter");
    w.box(counter(w), x, h - TOP, 0, width, TOP, d, 0.006);
    w.label("cabinet");
  }

  static void wallCabinets(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    double face = d - 0.048;
    int units = Math.max(1, (int) Math.round(width / 0.5));
    double each = width / units;
    w.box(front(w), 0, 0.02, (face) / 2, width - 0.004, h - 0.03, face, 0.003);
    if (w.ornate()) {
      w.box(front(w), 0, h - 0.04, d / 2 - 0.012, width, 0.04, d - 0.018, 0.012);
    } else {
      w.box(front(w), 0, h - 0.014, d / 2 - 0.012, width, 0.014, d - 0.024, 0.003);
    }
    w.box(front(w), 0, 0, d / 2 - 0.014, width, 0.022, d - 0.03, 0.004);
    for (int i = 0; i < units; i++) {
      double x = -width / 2 + each * (i + 0.5);
      Fronts.door(
          w,
          front(w),
          x,
          0.025,
          face,
          each - 0.004,
          h - (w.ornate() ? 0.07 : 0.045),
          i % 2 == 0 ? -1 : 1,
          true);
    }
  }

  static void island(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    double bodyDepth = d - 0.30;
    carcass(w, width - 0.10, 0, h - TOP, bodyDepth, 0.12);
    int units = Math.max(2, (int) Math.round(width / 0.6));
    double each = (width - 0.10) / units;
    double face = 0.12 - 0.01 + (bodyDepth - 0.045) / 2;
    double inner = h - TOP - PLINTH - 0.006;
    for (int i = 0; i < units; i++) {
      double x = -width / 2 + 0.05 + each * (i + 0.5);
      Fronts.drawer(w, front(w), x, PLINTH + 0.003 + 0.75 * inner, face, each, 0.25 * inner);
      Fronts.door(
          w, front(w), x, PLINTH + 0.003, face, each, 0.75 * inner, i % 2 == 0 ? -1 : 1, false);
    }
    // Panelled back and ends, where the stools stand.
    for (int i = 0; i < units; i++) {
      double x = -width / 2 + 0.05 + each * (i + 0.5);
      int mark = w.mark();
      Fronts.raised(w, front(w), 0, 0, 0, each - 0.08, inner - 0.12);
      w.move(mark, at(x, PLINTH + inner / 2, 0.12 - 0.01 - (bodyDepth - 0.045) / 2, 180, 0, 0));
    }
    worktop(w, 0, width, h, d);
  }

  /** An oven with a glass door, knobs, four burners. */
  static void stove(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    boolean old = w.ornate() || w.style() == Style.RUSTIC;
    Material m = old ? new Material.Plain(w.finish().bodyColour(), 0.15) : STEEL;
    double face = d / 2 - 0.05;
    w.box(Finishes.BLACK, 0, 0, -0.03, width - 0.03, 0.08, d - 0.10, 0.004);
    w.box(m, 0, 0.07, -0.025, width, h - 0.11, d - 0.05, 0.006);
    w.box(m, 0, h - 0.04, -0.01, width, 0.03, d - 0.02, 0.008);
    w.box(Finishes.BLACK, 0, h - 0.016, -0.02, width - 0.05, 0.010, d - 0.09, 0.003);
    w.box(m, 0, 0.22, face + 0.01, width - 0.03, h - 0.39, 0.028, 0.006);
    w.label("oven window");
    w.add(
        DARK_GLASS,
        Plate.cut(Profile.roundedRectangle(width - 0.16, h - 0.58, 0.02, 5), 0.006, 0.002),
        0,
        0.22 + (h - 0.39) / 2 - 0.02,
        face + 0.026);
    w.label("stove");
    w.box(m, 0, 0.09, face + 0.01, width - 0.03, 0.115, 0.024, 0.006);
    Material handle = old ? w.metal() : STEEL;
    w.tube(
        handle,
        List.of(
            new Vec3(-width / 2 + 0.07, h - 0.215, face + 0.05),
            new Vec3(width / 2 - 0.07, h - 0.215, face + 0.05)),
        0.009,
        12);
    for (int s = -1; s <= 1; s += 2) {
      Seating.rod(
          w,
          handle,
          new Vec3(s * (width / 2 - 0.09), h - 0.215, face + 0.018),
          new Vec3(s * (width / 2 - 0.09), h - 0.215, face + 0.052),
          0.012,
          0.012);
    }
    for (int i = 0; i < 5; i++) {
      w.add(
          old ? w.metal() : Finishes.BLACK,
          Lathe.turn(
              Profile.from(0.021, 0)
                  .to(0.019, 0.016)
                  .curve(0.018, 0.022, 0.012, 0.022)
                  .to(0, 0.022),
              20),
          at((i - 2) * 0.095 * width / 0.6, h - 0.10, face + 0.001, 0, 90, 0));
    }
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        double x = sx * 0.24 * width;
        double z = -0.03 + sz * 0.21 * d;
        w.add(
            IRON,
            Lathe.turn(Profile.from(0.05, 0).to(0.045, 0.006).curve(0.03, 0.010, 0, 0.010), 24),
            x,
            h - 0.008,
            z);
        for (int i = 0; i < 2; i++) {
          double e = 0.095;
          w.box(
              IRON, x, h - 0.006, z, i == 0 ? 2 * e : 0.009, 0.006, i == 0 ? 0.009 : 2 * e, 0.001);
        }
        w.add(
            IRON,
            Sweep.ring(
                Seating.ringXz(0.07, h - 0.003, 28), Profile.ellipse(0.004, 0.003, 6), Vec3.UP),
            x,
            0,
            z);
      }
    }
  }

  static void rangeHood(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    Material m =
        w.finish().body() == Substance.METAL || w.finish().body() == Substance.PAINT && !w.ornate()
            ? STEEL
            : front(w);
    double rim = 0.06;
    double cone = Math.min(0.34 * h, 0.28);
    w.box(m, 0, 0, d / 2, width, rim, d, 0.006);
    Mesh mesh = new Mesh();
    double a = width / 2 - 0.004;
    double b = Math.min(0.16, 0.26 * width);
    double z1 = d - 0.004;
    double z2 = Math.min(0.28, 0.62 * d);
    double y0 = rim - 0.004;
    double y1 = rim + cone;
    Vec3[] low = {
      new Vec3(-a, y0, 0.002), new Vec3(a, y0, 0.002), new Vec3(a, y0, z1), new Vec3(-a, y0, z1)
    };
    Vec3[] high = {
      new Vec3(-b, y1, 0.002), new Vec3(b, y1, 0.002), new Vec3(b, y1, z2), new Vec3(-b, y1, z2)
    };
    mesh.polygon(low[3], low[2], high[2], high[3]);
    mesh.polygon(low[2], low[1], high[1], high[2]);
    mesh.polygon(low[0], low[3], high[3], high[0]);
    w.add(m, mesh.build(), 0, 0, 0);
    w.box(m, 0, y1 - 0.01, z2 / 2, 2 * b, h - y1 + 0.01, z2, 0.005);
    w.label("bulb");
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          w.glow(new Rgb(6, 5, 3.6), Finishes.WHITE_CHINA),
          Lathe.cylinder(0.03, 0.006, 0.001, 18),
          s * 0.25 * width,
          0.0,
          0.55 * d);
    }
    w.lamp(0, -0.01, 0.55 * d, 0.04, new Rgb(0.35, 0.27, 0.17));
    w.label("range hood");
    w.tube(
        STEEL,
        List.of(new Vec3(-0.4 * width, 0.03, d - 0.002), new Vec3(0.4 * width, 0.03, d - 0.002)),
        0.006,
        8);
  }

  static void fridge(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    boolean round = w.ornate() || w.style() == Style.RUSTIC || w.style() == Style.ART_DECO;
    Material m =
        w.finish().body() == Substance.METAL
            ? STEEL
            : new Material.Plain(w.finish().bodyColour(), 0.15);
    double corner = round ? 0.07 : 0.012;
    double face = d / 2 - 0.09;
    w.box(Finishes.BLACK, 0, 0, -0.03, width - 0.06, 0.07, d - 0.16, 0.004);
    w.add(
        m,
        Plate.cut(Profile.roundedRectangle(width, h - 0.06, corner, 7), d - 0.10, 0.008),
        0,
        0.06 + (h - 0.06) / 2,
        -0.045);
    double split = 0.40 * h;
    double[][] doors = {{0.075, split}, {split + 0.012, h - 0.012}};
    for (double[] door : doors) {
      double dh = door[1] - door[0];
      w.add(
          m,
          Plate.cut(
              Profile.roundedRectangle(width - 0.008, dh, corner, 7), 0.06, round ? 0.022 : 0.006),
          0,
          (door[0] + door[1]) / 2,
          face + 0.036);
    }
    Material handle = round ? w.metal() : STEEL;
    double hx = width / 2 - 0.05;
    for (int i = 0; i < 2; i++) {
      double y0 = i == 0 ? split - 0.30 : split + 0.06;
      double y1 = i == 0 ? split - 0.06 : split + 0.46;
      w.tube(
          handle,
          Curves.smooth(
              List.of(
                  new Vec3(hx, y0, face + 0.064),
                  new Vec3(hx, y0 + 0.03, face + 0.084),
                  new Vec3(hx, y1 - 0.03, face + 0.084),
                  new Vec3(hx, y1, face + 0.064)),
              4),
          0.008,
          10);
    }
  }

  /** A cupboard with a basin let into its top, a tap and a drainer. */
  static void sinkUnit(Workpiece w) {
    double width = w.width();
    double h = w.height();
    double d = w.depth();
    carcass(w, width - 0.01, 0, h - 0.24, d - 0.02, -0.01);
    w.box(front(w), 0, h - 0.25, d / 2 - 0.075, width - 0.01, 0.21, 0.02, 0.002);
    for (int s = -1; s <= 1; s += 2) {
      w.box(front(w), s * (width / 2 - 0.015), h - 0.25, -0.02, 0.02, 0.21, d - 0.08, 0.002);
    }
    int units = Math.max(2, (int) Math.round(width / 0.5));
    double each = (width - 0.02) / units;
    double face = d / 2 - 0.065;
    double inner = h - TOP - PLINTH - 0.006;
    for (int i = 0; i < units; i++) {
      double x = -width / 2 + 0.01 + each * (i + 0.5);
      Fronts.door(w, front(w), x, PLINTH + 0.003, face, each, inner, i % 2 == 0 ? -1 : 1, false);
    }
    // The top is four pieces about the hole of the basin.
    double bw = Math.min(0.56, 0.62 * width);
    double bd = d - 0.20;
    double bx = -width / 2 + 0.08 + bw / 2;
    double bz = 0.02;
    w.label("counter");
    Material top = counter(w);
    w.box(
        top,
        -width / 2 + (bx - bw / 2 + width / 2) / 2,
        h - TOP,
        0,
        bx - bw / 2 + width / 2,
        TOP,
        d,
        0.004);
    double right = width / 2 - (bx + bw / 2);
    w.box(top, width / 2 - right / 2, h - TOP, 0, right, TOP, d, 0.004);
    double backStrip = bz - bd / 2 + d / 2;
    w.box(top, bx, h - TOP, -d / 2 + backStrip / 2, bw, TOP, backStrip, 0.004);
    double frontStrip = d / 2 - (bz + bd / 2);
    w.box(top, bx, h - TOP, d / 2 - frontStrip / 2, bw, TOP, frontStrip, 0.004);
    w.label("sink");
    Material basin = w.ornate() ? new Material.Plain(new Rgb(0.78, 0.77, 0.74), 0.1) : STEEL;
    double depth = 0.19;
    Mesh bowl = new Mesh();
    double a = bw / 2;
    double b = bd / 2;
    double k = 0.03;
    double t = h - TOP * 0.4;
    double y = h - depth;
    bowl.polygon(
        new Vec3(-a + k, y, b - k),
        new Vec3(a - k, y, b - k),
        new Vec3(a - k, y, -b + k),
        new Vec3(-a + k, y, -b + k));
    bowl.polygon(
        new Vec3(-a, t, -b),
        new Vec3(-a + k, y, -b + k),
        new Vec3(a - k, y, -b + k),
        new Vec3(a, t, -b));
    bowl.polygon(
        new Vec3(a, t, b),
        new Vec3(a - k, y, b - k),
        new Vec3(-a + k, y, b - k),
        new Vec3(-a, t, b));
    bowl.polygon(
        new Vec3(-a, t, b),
        new Vec3(-a + k, y, b - k),
        new Vec3(-a + k, y, -b + k),
        new Vec3(-a, t, -b));
    bowl.polygon(
        new Vec3(a, t, -b),
        new Vec3(a - k, y, -b + k),
        new Vec3(a - k, y, b - k),
        new Vec3(a, t, b));
    w.add(basin, bowl.build(), bx, 0, bz);
    w.add(IRON, Lathe.cylinder(0.035, 0.003, 0.001, 20), bx, y, bz);
    List<Vec3> rim =
        Profile.roundedRectangle(bw, bd, 0.02, 4).points().stream()
            .map(p -> new Vec3(p.x(), h, p.y()))
            .toList();
    w.add(basin, Sweep.ring(rim, Profile.ellipse(0.010, 0.004, 10), Vec3.UP), bx, -0.001, bz);
    w.label("tap");
    Material chrome = w.metal();
    double tz = -d / 2 + 0.06;
    w.add(
        chrome,
        Lathe.turn(
            Profile.from(0.028, h)
                .to(0.026, h + 0.01, 0.016, h + 0.02, 0.016, h + 0.07, 0, h + 0.07),
            20),
        bx,
        0,
        tz);
    w.tube(
        chrome,
        Curves.through(
            bx,
            h + 0.06,
            tz,
            bx,
            h + 0.17,
            tz,
            bx,
            h + 0.21,
            tz + 0.06,
            bx,
            h + 0.19,
            tz + 0.14,
            bx,
            h + 0.14,
            tz + 0.165),
        0.0105,
        12);
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          chrome,
          Lathe.turn(Profile.from(0.02, h).to(0.012, h + 0.015, 0.012, h + 0.05, 0, h + 0.05), 16),
          bx + s * 0.09,
          0,
          tz);
      w.add(chrome, Boxes.bevelled(0.06, 0.010, 0.012, 0.003), bx + s * 0.09, h + 0.052, tz);
    }
    w.label("sink");
    int grooves = 7;
    for (int i = 0; i < grooves; i++) {
      double gx = bx + bw / 2 + 0.05 + i * (right - 0.10) / (grooves - 1);
      w.box(basin, gx, h - 0.001, bz, 0.006, 0.004, bd - 0.06, 0.001);
    }
  }
}
