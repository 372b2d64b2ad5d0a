package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Pose;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;

/** Books: a cover bent round a block of paper, with bands on its spine. */
final class Books {
  private static final int[] CLOTH = {
    0x5A1F1B, 0x7A2A22, 0x24364F, 0x2C4A3A, 0x6B4A26, 0x8C6A3A, 0x3A2A22, 0x1F2B2B, 0x8A7A5C,
    0x55324A, 0x31556B, 0x9C8F73, 0x40502C, 0xA0522D, 0x2A2A33, 0xB8A888
  };
  private static final Material PAGES = new Material.Paper(new Rgb(0.72, 0.66, 0.52));
  private static final Material GOLD = new Material.Metal(new Rgb(0.75, 0.55, 0.25), 0.35);

  private Books() {}

  /** Returns the colour of a binding. */
  static Rgb cloth(Chance chance) {
    return Rgb.ofSrgb(CLOTH[chance.below(CLOTH.length)])
        .mix(new Rgb(0.2, 0.15, 0.1), chance.between(0, 0.3));
  }

  /**
   * Adds one book standing upright, spine towards +z: its left bottom back corner at the pose, x is
   * its thickness.
   */
  static void upright(Workpiece w, Pose pose, double thickness, double height, double depth) {
    Chance c = w.chance();
    Rgb colour = cloth(c);
    Material cover = c.unit() < 0.35 ? new Material.Leather(colour) : new Material.Fabric(colour);
    double board = Math.min(0.0028, 0.12 * thickness);
    Profile shell =
        Profile.from(board, 0)
            .to(0, 0, 0, depth - 0.004)
            .curve(0.05 * thickness, depth, 0.5 * thickness, depth + 0.002)
            .curve(0.95 * thickness, depth, thickness, depth - 0.004)
            .to(
                thickness,
                0,
                thickness - board,
                0,
                thickness - board,
                depth - 0.005,
                board,
                depth - 0.005);
    // The outline lies in (x, z); cut along y.
    w.label("book");
    w.add(
        cover,
        Plate.cut(shell, height, Math.min(0.0008, 0.3 * board)),
        pose.times(at(0, height / 2, 0, 0, 90, 0)).times(at(0, 0, 0)));
    w.add(
        PAGES,
        Boxes.bevelled(thickness - 2 * board, height - 0.007, depth - 0.012, 0.001),
        pose.times(at(thickness / 2, height / 2, depth / 2 - 0.004)));
    if (thickness > 0.016 && c.unit() < 0.7) {
      int bands = 1 + c.below(3);
      Material ink =
          c.unit() < 0.7 ? GOLD : new Material.Plain(colour.mix(new Rgb(0.8, 0.75, 0.6), 0.7), 0.5);
      for (int i = 0; i < bands; i++) {
        double y = height * (i == 0 ? 0.84 : i == 1 ? 0.16 : 0.72);
        w.add(
            ink,
            Boxes.bevelled(0.86 * thickness, i == 2 ? 0.018 : 0.004, 0.002, 0.0004),
            pose.times(at(thickness / 2, y, depth + 0.0004)));
      }
    }
  }

  /** Fills a shelf from x0 to x1 with books, some leaning, a gap now and then. */
  static void row(
      Workpiece w, double x0, double x1, double y, double back, double front, double room) {
    Chance c = w.chance();
    String before = "book";
    double x = x0;
    double runHeight = room * c.between(0.72, 0.95);
    while (x < x1 - 0.05) {
      if (c.unit() < 0.10) {
        runHeight = room * c.between(0.66, 0.95);
      }
      double thickness = c.between(0.014, 0.048);
      double height =
          Math.min(room * 0.985, Math.max(0.13, Math.min(runHeight, 0.31) * c.between(0.90, 1.03)));
      double depth = Math.min(front - back - 0.015, height * c.between(0.64, 0.76));
      if (x + thickness > x1) {
        break;
      }
      double z = front - depth - 0.012 - c.between(0, 0.014);
      double chance = c.unit();
      if (chance < 0.05 && x + 0.16 < x1) {
        Trinkets.one(w, x + 0.075, y, (back + front) / 2, Math.min(room, 0.24));
        x += 0.15;
        w.label(before);
      } else if (chance < 0.09 && x + 0.24 < x1) {
        // A little stack lying down.
        double top = y;
        for (int i = 0; i < 2 + c.below(3); i++) {
          double t = c.between(0.018, 0.038);
          upright(w, at(x + 0.215, top, front - 0.175, 0, 0, 90), t, 0.21 - 0.01 * i, 0.15);
          top += t;
        }
        x += 0.225;
      } else if (chance < 0.17 && x + thickness + 0.06 < x1) {
        double lean = c.between(4, 10);
        upright(
            w,
            at(x + height * Math.sin(Math.toRadians(lean)), y, z, 0, 0, lean),
            thickness,
            height,
            depth);
        x += thickness + height * Math.sin(Math.toRadians(lean)) + 0.004;
      } else {
        upright(w, at(x, y, z), thickness, height, depth);
        x += thickness + 0.0012;
      }
    }
    w.label("bookcase");
  }
}
