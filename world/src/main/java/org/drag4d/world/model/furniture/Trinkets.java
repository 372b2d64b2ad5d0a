package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;

/** Small things that stand on shelves. */
final class Trinkets {
  static final Rgb[] TOY_COLOURS = {
    Rgb.ofSrgb(0xD2452F),
    Rgb.ofSrgb(0x2F6FB5),
    Rgb.ofSrgb(0xE8B631),
    Rgb.ofSrgb(0x4E9B4B),
    Rgb.ofSrgb(0xE07A2F),
    Rgb.ofSrgb(0x7A5AA6),
    Rgb.ofSrgb(0xF0EBDD)
  };

  private Trinkets() {}

  /**
   * Returns the outline of one of five vases, unit height, closed at the bottom, with an inside.
   */
  static Profile vase(int shape) {
    Profile outside =
        switch (Math.floorMod(shape, 5)) {
          case 0 ->
              Profile.from(0, 0)
                  .to(0.20, 0)
                  .smooth(0.34, 0.22, 0.40, 0.42, 0.30, 0.66, 0.14, 0.82, 0.13, 0.90, 0.20, 1);
          case 1 ->
              Profile.from(0, 0)
                  .to(0.16, 0)
                  .smooth(0.15, 0.06, 0.30, 0.40, 0.42, 0.68, 0.36, 0.86, 0.17, 0.95, 0.19, 1);
          case 2 -> Profile.from(0, 0).to(0.22, 0).smooth(0.24, 0.5, 0.21, 0.8, 0.25, 1);
          case 3 ->
              Profile.from(0, 0)
                  .to(0.26, 0)
                  .smooth(0.44, 0.20, 0.42, 0.40, 0.20, 0.58, 0.10, 0.72, 0.09, 0.92, 0.15, 1);
          default ->
              Profile.from(0, 0)
                  .to(0.20, 0, 0.20, 0.03)
                  .smooth(0.09, 0.10, 0.22, 0.30, 0.33, 0.60, 0.30, 0.80, 0.24, 0.90, 0.31, 1);
        };
    double r = outside.points().getLast().x();
    return outside.to(r - 0.03, 1).smooth(r - 0.05, 0.9, r - 0.03, 0.75).to(0, 0.7);
  }

  /** Adds something small that fits under {@code room}. */
  static void one(Workpiece w, double x, double y, double z, double room) {
    Chance c = w.chance();
    String label = "vase";
    double h = room * c.between(0.55, 0.92);
    Rgb[] glazes = {
      new Rgb(0.68, 0.65, 0.58),
      new Rgb(0.10, 0.20, 0.36),
      new Rgb(0.16, 0.28, 0.24),
      new Rgb(0.45, 0.2, 0.1),
      new Rgb(0.07, 0.07, 0.08),
      w.finish().accent()
    };
    Material glaze = new Material.Plain(glazes[c.below(glazes.length)], c.between(0.08, 0.4));
    w.label(label);
    switch (c.below(4)) {
      case 0, 1 ->
          w.add(
              glaze,
              Lathe.turn(vase(c.below(5)).scaled(Math.min(0.075 / 0.42, h), h), 28),
              x,
              y,
              z);
      case 2 -> {
        w.label("box");
        double e = Math.min(0.12, h);
        w.box(w.chance().unit() < 0.5 ? w.wood() : w.metal(), x, y, z, e, 0.6 * e, 0.7 * e, 0.005);
        w.box(w.metal(), x, y + 0.6 * e, z, 1.04 * e, 0.014, 0.74 * e, 0.004);
      }
      default -> {
        w.label("picture");
        double fh = Math.min(0.2, h);
        w.add(
            w.wood(),
            Plate.cut(Profile.roundedRectangle(0.75 * fh, fh, 0.003, 1), 0.014, 0.004),
            at(x, y + fh / 2, z, 8, -10, 0));
        w.add(
            new Material.Painting(4, c.below(1000), 0.57 * fh, 0.8 * fh),
            Plate.cut(Profile.roundedRectangle(0.57 * fh, 0.8 * fh, 0.001, 1), 0.002, 0.0004),
            at(x, y + fh / 2, z, 8, -10, 0).times(at(0, 0, 0.0075)));
      }
    }
  }

  /** Adds small things side by side. */
  static void row(Workpiece w, double x0, double x1, double y, double z, double room) {
    for (double x = x0; x <= x1; x += w.chance().between(0.15, 0.24)) {
      one(w, x, y, z, room);
    }
    w.label("shelf");
  }

  /** Fills a cabinet shelf with cups, plates on edge, jugs and glasses. */
  static void china(
      Workpiece w, double x0, double x1, double y, double z, double depth, double room) {
    Chance c = w.chance();
    w.label("china");
    Material china = new Material.China(w.finish().accent(), 0.11);
    double x = x0;
    while (x <= x1) {
      double u = c.unit();
      if (u < 0.35 && room > 0.2) {
        w.add(china, Tableware.plate(0.11), at(x + 0.03, y + 0.108, z - 0.25 * depth, 0, 74, 0));
        x += 0.2;
      } else if (u < 0.65) {
        w.add(
            Finishes.WHITE_CHINA,
            Tableware.cup(0.042, 0.065),
            x,
            y,
            z + c.between(-0.2, 0.2) * depth);
        x += 0.115;
      } else if (u < 0.82) {
        w.add(
            Finishes.GLASS,
            Tableware.goblet(Math.min(0.17, room)),
            x,
            y,
            z + c.between(-0.2, 0.2) * depth);
        x += 0.10;
      } else {
        w.add(china, Lathe.turn(vase(c.below(5)).scaled(0.13, Math.min(0.22, room)), 28), x, y, z);
        x += 0.14;
      }
    }
    w.label("cabinet");
  }

  /** Adds a wooden block with the bevels of a toy. */
  static void block(
      Workpiece w,
      Material m,
      double x,
      double y,
      double z,
      double a,
      double b,
      double d,
      double yaw) {
    w.add(m, Boxes.bevelled(a, b, d, 0.006), at(x, y + b / 2, z, yaw, 0, 0));
  }
}
