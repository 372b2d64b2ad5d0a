package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** What goods are kept and carried in: barrels, crates, suitcases, presents. */
final class Casks {
  private static final Material IRON = Finishes.metal(MetalTone.BLACK_IRON);
  private static final int STAVES = 18;

  private Casks() {}

  /** Staves held by four hoops, a head of boards a hand below the rim. */
  static void barrel(Workpiece w) {
    double h = w.height();
    double belly = Math.min(w.width(), w.depth()) / 2 - 0.008;
    double end = 0.80 * belly;
    Material m = w.wood();
    double thick = 0.024;
    double wide = 2 * Math.PI * belly / STAVES * 1.01;
    Solid stave =
        Sweep.along(
            Curves.smooth(
                List.of(
                    new Vec3(0, 0, end - thick / 2),
                    new Vec3(0, 0.22 * h, radius(end, belly, 0.22) - thick / 2),
                    new Vec3(0, 0.5 * h, belly - thick / 2),
                    new Vec3(0, 0.78 * h, radius(end, belly, 0.22) - thick / 2),
                    new Vec3(0, h, end - thick / 2)),
                3),
            Profile.roundedRectangle(wide, thick, 0.004, 2),
            t -> radius(end, belly, Math.min(t, 1 - t)) / belly,
            new Vec3(0, 0, 1),
            false);
    for (int i = 0; i < STAVES; i++) {
      w.add(m, stave, at(0, 0, 0, 360.0 * i / STAVES, 0, 0), Grain.Y);
    }
    for (int i = 0; i < 2; i++) {
      w.add(m, Lathe.cylinder(end - 0.015, 0.02, 0.003, 40), 0, i == 0 ? 0.03 : h - 0.06, 0);
    }
    for (double share : new double[] {0.055, 0.27, 0.73, 0.945}) {
      double r = radius(end, belly, Math.min(share, 1 - share)) + 0.004;
      double y = share * h;
      double half = 0.02;
      double lean = share < 0.5 ? 0.0025 : -0.0025;
      w.turned(
          IRON,
          Profile.from(r - lean - 0.008, y - half)
              .to(r - lean, y - half, r + lean, y + half, r + lean - 0.008, y + half),
          48,
          0,
          0,
          0);
    }
    w.add(
        new Material.Wood(Finishes.PINE, 0.6),
        Lathe.cylinder(0.02, 0.03, 0.004, 14),
        at(0, 0.5 * h, belly - 0.012, 0, 90, 0));
  }

  private static double radius(double end, double belly, double share) {
    double u = 2 * share - 1;
    return belly - (belly - end) * u * u;
  }

  /** A box of slats with gaps between them, nailed to corner posts. */
  static void crate(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    Material m =
        w.finish().body() == Substance.WOOD
            ? new Material.Wood(w.finish().bodyColour().mix(Finishes.PINE, 0.6), 0.7)
            : w.wood();
    double t = 0.014;
    int rows = 3;
    double pitch = h / rows;
    for (int i = 0; i < rows; i++) {
      double y = i * pitch + 0.008;
      double high = pitch - 0.026;
      for (int s = -1; s <= 1; s += 2) {
        w.box(m, 0, y, s * (d / 2 - t / 2), width, high, t, 0.002);
        w.box(m, s * (width / 2 - t / 2), y, 0, t, high, d - 2 * t, 0.002);
        for (int k = -1; k <= 1; k += 2) {
          w.add(IRON, Lathe.ball(0.004, 8), k * (width / 2 - 0.03), y + high / 2, s * d / 2);
        }
      }
    }
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        w.box(m, sx * (width / 2 - t - 0.016), 0, sz * (d / 2 - t - 0.016), 0.03, h, 0.03, 0.002);
      }
    }
    int boards = 4;
    for (int i = 0; i < boards; i++) {
      double bw = (width - 2 * t) / boards;
      double x = -width / 2 + t + (i + 0.5) * bw;
      w.box(m, x, 0.012, 0, bw - 0.008, t, d - 2 * t, 0.002);
    }
    // Straw and apples, or bottles, below the rim.
    Chance c = w.chance();
    w.add(
        new Material.Fur(new Rgb(0.42, 0.31, 0.13)),
        Cushion.superellipsoid(width - 0.04, 0.5 * h, d - 0.04, 7, 8),
        at(0, 0.36 * h, 0));
    w.label("fruit");
    Rgb[] skins = {new Rgb(0.42, 0.06, 0.04), new Rgb(0.36, 0.40, 0.08), new Rgb(0.48, 0.26, 0.05)};
    for (int i = 0; i < 14; i++) {
      double r = c.between(0.034, 0.042);
      w.add(
          new Material.Plain(skins[c.below(skins.length)], 0.3),
          Lathe.ellipsoid(r, 0.9 * r, 18),
          c.between(-0.5, 0.5) * (width - 0.14),
          Math.min(h - 0.045, 0.66 * h),
          c.between(-0.5, 0.5) * (d - 0.14));
    }
    w.label("crate");
  }

  /** A case that stands upright: leather with straps, brass corners, locks and a handle. */
  static void suitcase(Workpiece w) {
    double width = w.width();
    double d = w.depth();
    double h = w.height() - 0.035;
    Material leather =
        Finishes.soft(w.finish())
            ? w.body()
            : new Material.Leather(
                w.finish().body() == Substance.PAINT
                    ? w.finish().bodyColour()
                    : new Rgb(0.19, 0.085, 0.04));
    Material strap = new Material.Leather(new Rgb(0.07, 0.035, 0.02));
    w.add(leather, Cushion.superellipsoid(width, h, d, 14, 14), at(0, h / 2, 0));
    // The lid closes along the middle.
    w.box(strap, 0, 0.004, 0, width + 0.002, h - 0.006, 0.008, 0.002);
    for (int s = -1; s <= 1; s += 2) {
      double x = s * 0.27 * width;
      w.box(strap, x, -0.0, 0, 0.034, h + 0.006, d + 0.008, 0.004);
      w.box(w.metal(), x, h - 0.075, d / 2 + 0.004, 0.044, 0.034, 0.008, 0.002);
      w.box(w.metal(), s * 0.14 * width, h - 0.004, 0, 0.05, 0.012, 0.06, 0.003);
      for (int sy = 0; sy <= 1; sy++) {
        for (int sz = -1; sz <= 1; sz += 2) {
          w.add(
              w.metal(),
              Cushion.superellipsoid(0.05, 0.05, 0.05, 5, 5),
              at(s * (width / 2 - 0.022), sy == 0 ? 0.026 : h - 0.022, sz * (d / 2 - 0.022)));
        }
      }
    }
    w.tube(
        strap,
        Curves.through(
            -0.075, h, 0, -0.07, h + 0.026, 0, 0, h + 0.032, 0, 0.07, h + 0.026, 0, 0.075, h, 0),
        0.0085,
        10);
  }

  /** A present: a box in coloured paper with a ribbon and a bow. */
  static void gift(Workpiece w) {
    Chance c = w.chance();
    double f = c.between(0.72, 1);
    double width = w.width() * f;
    double d = w.depth() * c.between(0.72, 1);
    double bow = 0.07;
    double h = w.height() - bow;
    Rgb[] papers = {
      w.finish().accent(),
      Rgb.ofSrgb(0x9E2B25),
      Rgb.ofSrgb(0x2F5D44),
      Rgb.ofSrgb(0xC8A24A),
      Rgb.ofSrgb(0x35507E),
      Rgb.ofSrgb(0xE7DFCF)
    };
    int which = c.below(papers.length);
    Rgb paper = papers[which];
    Rgb ribbon = which == 5 || which == 3 ? papers[1] : papers[5 - which % 2 * 2];
    Material wrap =
        c.unit() < 0.5
            ? new Material.Patterned(paper, paper.mix(new Rgb(0.8, 0.78, 0.72), 0.5), 0.04, false)
            : new Material.Plain(paper, 0.35);
    Material band = new Material.Plain(ribbon, 0.3);
    w.box(wrap, 0, 0, 0, width, h, d, 0.003);
    w.box(wrap, 0, h - 0.05, 0, width + 0.008, 0.05, d + 0.008, 0.003);
    w.box(band, 0, 0, 0, 0.03, h + 0.002, d + 0.012, 0.002);
    w.box(band, 0, 0, 0, width + 0.012, h + 0.002, 0.03, 0.002);
    for (int i = 0; i < 6; i++) {
      double a = Math.toRadians(60 * i + 20);
      double r = i % 2 == 0 ? 0.075 : 0.055;
      double x = Math.cos(a) * r;
      double z = Math.sin(a) * r;
      w.add(
          band,
          Sweep.along(
              Curves.through(
                  0, h, 0, 0.5 * x, h + 0.055, 0.5 * z, x, h + 0.045, z, 0.9 * x, h + 0.016,
                  0.9 * z, 0, h + 0.008, 0),
              Profile.roundedRectangle(0.024, 0.003, 0.001, 1),
              t -> 1,
              Vec3.UP,
              false),
          Pose.IDENTITY);
    }
    w.add(band, Lathe.ball(0.014, 12), 0, h + 0.014, 0);
  }
}
