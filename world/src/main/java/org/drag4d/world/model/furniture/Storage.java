package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Cupboards, shelves and chests.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Storage {
  private Storage() {}

  static void sideboard(Workpiece w) {
    double legs = w.ornate() ? 0.14 : 0.18;
    double body = carcass(w, legs, 0.028);
    Material m = w.wood();
    double front = w.depth() / 2 - 0.028;
    double inner = w.width() - 0.07;
    int bays = Math.max(2, (int) Math.round(inner / 0.42));
    double each = inner / bays;
    double drawer = 0.17;
    double y = legs + 0.02;
    double doorHeight = body - drawer - 0.03;
    for (int i = 0; i < bays; i++) {
      double x = -inner / 2 + each * (i + 0.5);
      Fronts.drawer(w, m, x, y + doorHeight, front, each - 0.012, drawer - 0.01);
      Fronts.door(w, m, x, y, front, each - 0.012, doorHeight - 0.01, i % 2 == 0 ? -1 : 1, false);
    }
  }

  /** Adds legs, body and top of a cupboard; returns the height of its front. */
  private static double carcass(Workpiece w, double legs, double top) {
    Material m = w.wood();
    double h = w.height();
    double width = w.width() - 0.03;
    double depth = w.depth() - 0.03;
    if (w.style() == Style.CLASSIC || w.style() == Style.RUSTIC) {
      // A plinth with bracket feet.
      w.box(m, 0, legs * 0.35, -0.005, width - 0.01, legs * 0.65 + 0.01, depth - 0.01);
      for (int s = -1; s <= 1; s += 2) {
        for (int z = -1; z <= 1; z += 2) {
          w.add(
              m,
              Boxes.tapered(0.09, legs * 0.4, 0.09, 0.008, 0.7),
              at(s * (width / 2 - 0.045), legs * 0.2, z * (depth / 2 - 0.05)));
        }
      }
    } else {
      Legs.four(w, m, width / 2 - 0.02, depth / 2 - 0.02, legs + 0.01, 0.05);
    }
    w.box(m, 0, legs, -0.012, width, h - top - legs, depth - 0.012);
    if (w.ornate()) {
      w.box(m, 0, h - top - 0.018, -0.004, width + 0.014, 0.02, depth + 0.006, 0.006);
      w.box(m, 0, h - top, 0, w.width(), top, w.depth(), 0.009);
    } else {
      w.box(m, 0, h - top, 0, w.width() - 0.01, top, w.depth() - 0.01);
    }
    return h - top - legs - 0.03;
  }

  static void chestOfDrawers(Workpiece w) {
    double legs = 0.12;
    double body = carcass(w, legs, 0.026);
    Material m = w.wood();
    double front = w.depth() / 2 - 0.028;
    double inner = w.width() - 0.07;
    int rows = Math.max(3, (int) Math.round(body / 0.2));
    double y = legs + 0.02;
    double unit = body / (rows + 0.5 * (rows - 1) * 0.24);
    for (int i = 0; i < rows; i++) {
      double height = unit * (1 + 0.12 * (rows - 1 - i));
      if (i == rows - 1) {
        height = body + legs + 0.02 - y;
        Fronts.drawer(w, m, -inner / 4, y, front, inner / 2 - 0.006, height - 0.006);
        Fronts.drawer(w, m, inner / 4, y, front, inner / 2 - 0.006, height - 0.006);
      } else {
        Fronts.drawer(w, m, 0, y, front, inner, height - 0.006);
      }
      y += height;
    }
  }

  static void wardrobe(Workpiece w) {
    double legs = 0.10;
    Material m = w.wood();
    double h = w.height();
    double cornice = w.ornate() ? 0.11 : 0.03;
    double width = w.width() - 0.05;
    double depth = w.depth() - 0.05;
    w.box(m, 0, 0, 0, width - 0.02, legs, depth - 0.03);
    w.box(m, 0, legs, -0.01, width, h - cornice - legs, depth - 0.012);
    crown(w, m, h, cornice);
    double front = depth / 2 - 0.016;
    int doors = Math.max(2, (int) Math.round(width / 0.55));
    double each = (width - 0.04) / doors;
    double drawer = 0.24;
    for (int i = 0; i < doors; i++) {
      double x = -width / 2 + 0.02 + each * (i + 0.5);
      Fronts.door(
          w,
          m,
          x,
          legs + drawer + 0.02,
          front,
          each - 0.006,
          h - cornice - legs - drawer - 0.04,
          i % 2 == 0 ? -1 : 1,
          true);
      Fronts.drawer(w, m, x, legs + 0.012, front, each - 0.006, drawer - 0.01);
    }
  }

  /** Adds a stepped cornice on top of a tall cupboard. */
  private static void crown(Workpiece w, Material m, double h, double cornice) {
    if (w.ornate()) {
      w.box(m, 0, h - cornice, -0.008, w.width() - 0.040, 0.035, w.depth() - 0.035, 0.006);
      w.box(m, 0, h - cornice + 0.033, -0.004, w.width() - 0.022, 0.03, w.depth() - 0.018, 0.011);
      w.box(m, 0, h - cornice + 0.06, 0, w.width(), 0.05, w.depth(), 0.014);
    } else {
      w.box(m, 0, h - cornice, 0, w.width() - 0.02, cornice, w.depth() - 0.02);
    }
  }

  static void bookcase(Workpiece w) {
    Material m = w.wood();
    double h = w.height();
    double plinth = 0.09;
    double cornice = w.ornate() ? 0.11 : 0.03;
    double side = 0.028;
    double width = w.width() - 0.05;
    double depth = w.depth() - 0.04;
    w.box(m, 0, 0, 0, width + 0.012, plinth, depth + 0.006);
    crown(w, m, h, cornice);
    for (int s = -1; s <= 1; s += 2) {
      w.box(
          m,
          s * (width - side) / 2,
          plinth - 0.002,
          0,
          side,
          h - plinth - cornice + 0.004,
          depth,
          0.003);
    }
    w.box(m, 0, plinth, -depth / 2 + 0.006, width - 0.02, h - plinth - cornice, 0.012, 0.002);
    int bays = Math.max(1, (int) Math.round(width / 0.95));
    double inner = width - side;
    for (int b = 1; b < bays; b++) {
      w.box(
          m,
          -inner / 2 + inner * b / bays,
          plinth,
          0.004,
          side,
          h - plinth - cornice,
          depth - 0.012,
          0.003);
    }
    int shelves = Math.max(2, (int) Math.round((h - plinth - cornice) / 0.36));
    double pitch = (h - plinth - cornice) / shelves;
    for (int i = 0; i < shelves; i++) {
      double y = plinth + i * pitch;
      if (i > 0) {
        w.box(m, 0, y - 0.022, 0.004, width - side, 0.022, depth - 0.016, 0.003);
      }
      for (int b = 0; b < bays; b++) {
        double x0 = -inner / 2 + inner * b / bays + side / 2;
        double x1 = -inner / 2 + inner * (b + 1) / bays - side / 2;
        Books.row(w, x0 + 0.004, x1 - 0.004, y, -depth / 2 + 0.02, depth / 2 - 0.02, pitch - 0.05);
      }
    }
  }

  static void shelfUnit(Workpiece w) {
    double h = w.height();
    Material board = w.wood();
    boolean iron = w.style() == Style.INDUSTRIAL;
    Material post = iron ? Finishes.metal(MetalTone.BLACK_IRON) : board;
    if (iron && board instanceof Material.Metal) {
      board = new Material.Wood(w.finish().second(), 0.5);
    }
    double halfW = w.width() / 2;
    double halfD = w.depth() / 2;
    for (int s = -1; s <= 1; s += 2) {
      for (int z = -1; z <= 1; z += 2) {
        w.box(post, s * (halfW - 0.018), 0, z * (halfD - 0.018), 0.034, h, 0.034);
      }
      Seating.rod(
          w,
          post,
          new Vec3(s * (halfW - 0.018), 0.12, -halfD + 0.03),
          new Vec3(s * (halfW - 0.018), 0.12, halfD - 0.03),
          0.02,
          0.03);
      Seating.rod(
          w,
          post,
          new Vec3(s * (halfW - 0.018), h - 0.03, -halfD + 0.03),
          new Vec3(s * (halfW - 0.018), h - 0.03, halfD - 0.03),
          0.02,
          0.03);
    }
    int shelves = Math.max(3, (int) Math.round(h / 0.38));
    double pitch = (h - 0.12) / (shelves - 0.15);
    for (int i = 0; i < shelves; i++) {
      double y = 0.12 + i * pitch;
      if (y > h - 0.02) {
        break;
      }
      w.box(board, 0, y, 0, w.width() - 0.02, 0.028, w.depth() - 0.012);
      double room = Math.min(pitch - 0.06, h - y - 0.06);
      if (room < 0.12) {
        continue;
      }
      double split = w.chance().between(-0.25, 0.25) * w.width();
      Books.row(w, -halfW + 0.05, split - 0.03, y + 0.028, -halfD + 0.03, halfD - 0.02, room);
      Trinkets.row(w, split + 0.05, halfW - 0.06, y + 0.028, 0, Math.min(room, 0.28));
    }
  }

  static void displayCabinet(Workpiece w) {
    Material m = w.wood();
    double h = w.height();
    double base = 0.36 * h;
    double cornice = w.ornate() ? 0.10 : 0.03;
    double width = w.width() - 0.05;
    double depth = w.depth() - 0.04;
    w.box(m, 0, 0, -0.004, width - 0.02, 0.09, depth - 0.02);
    w.box(m, 0, 0.085, -0.012, width, base - 0.085, depth - 0.014);
    w.box(m, 0, base - 0.004, 0, width + 0.02, 0.03, depth + 0.012, 0.008);
    crown(w, m, h, cornice);
    int doors = 2;
    double each = (width - 0.03) / doors;
    double front = depth / 2 - 0.02;
    double top = h - cornice;
    w.box(m, 0, base, -depth / 2 + 0.008, width - 0.02, top - base, 0.014, 0.002);
    for (int s = -1; s <= 1; s += 2) {
      w.box(
          m,
          s * (width / 2 - 0.016),
          base + 0.02,
          -0.006,
          0.03,
          top - base - 0.018,
          depth - 0.016,
          0.004);
      double x = s * each / 2;
      Fronts.door(w, m, x, 0.10, front - 0.004, each - 0.006, base - 0.12, -s, false);
      glassDoor(w, m, x, base + 0.03, front - 0.01, each - 0.006, top - base - 0.04, -s);
    }
    int shelves = 3;
    double pitch = (top - base - 0.03) / shelves;
    for (int i = 0; i < shelves; i++) {
      double y = base + 0.026 + i * pitch;
      if (i > 0) {
        w.box(m, 0, y - 0.016, -0.006, width - 0.05, 0.016, depth - 0.07, 0.003);
      }
      Trinkets.china(w, -width / 2 + 0.08, width / 2 - 0.08, y, -0.01, depth - 0.10, pitch - 0.06);
    }
  }

  private static void glassDoor(
      Workpiece w,
      Material m,
      double x,
      double y,
      double z,
      double width,
      double height,
      int hingeSide) {
    double stile = 0.05;
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, x + s * (width - stile) / 2, y, z + 0.01, stile, height, 0.022, 0.004);
      w.box(m, x, s < 0 ? y : y + height - stile, z + 0.01, width - 2 * stile, stile, 0.022, 0.004);
    }
    if (w.ornate()) {
      w.box(m, x, y + stile, z + 0.01, 0.016, height - 2 * stile, 0.016, 0.004);
      for (int i = 1; i < 3; i++) {
        w.box(
            m,
            x,
            y + stile + (height - 2 * stile) * i / 3 - 0.008,
            z + 0.01,
            width - 2 * stile,
            0.016,
            0.016,
            0.004);
      }
    }
    w.label("glass");
    w.add(
        Finishes.GLASS,
        Boxes.bevelled(width - 2 * stile + 0.01, height - 2 * stile + 0.01, 0.004, 0.0005),
        x,
        y + height / 2,
        z + 0.008);
    w.label("cabinet");
    Fronts.handle(w, x - hingeSide * (width / 2 - 0.025), y + 0.4 * height, z + 0.021, true);
  }

  static void trunk(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double depth = w.depth();
    double lid = 0.36 * h;
    Material m = Finishes.soft(w.finish()) ? w.body() : w.wood();
    Material metal = w.metal();
    w.box(m, 0, 0.015, -0.005, width - 0.03, h - lid - 0.02, depth - 0.04, 0.008);
    Profile dome =
        Profile.from(-depth / 2 + 0.015, 0)
            .to(depth / 2 - 0.025, 0, depth / 2 - 0.025, 0.4 * lid)
            .curve(depth / 2 - 0.05, lid - 0.01, -0.005, lid - 0.01)
            .curve(-depth / 2 + 0.03, lid - 0.01, -depth / 2 + 0.015, 0.4 * lid);
    w.add(m, Plate.moulding(dome, width - 0.03, 0, 0), at(0, h - lid, 0));
    Profile band = dome.scaled(1.012, 1.02);
    for (double u : new double[] {-0.47, -0.2, 0.2, 0.47}) {
      w.add(metal, Plate.moulding(band, 0.035, 0, 0), at(u * (width - 0.03), h - lid - 0.001, 0));
      w.box(metal, u * (width - 0.03), 0.012, -0.005, 0.035, h - lid - 0.018, depth - 0.032, 0.003);
    }
    w.box(metal, 0, 0.008, -0.005, width - 0.022, 0.03, depth - 0.032, 0.003);
    w.box(metal, 0, h - lid - 0.035, -0.005, width - 0.022, 0.026, depth - 0.032, 0.003);
    w.box(metal, 0, h - lid - 0.09, depth / 2 - 0.022, 0.07, 0.12, 0.014, 0.004);
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          metal,
          Sweep.tube(
              Curves.through(
                  0, 0, -0.07, 0.006 * s, -0.04, -0.055, 0.006 * s, -0.05, 0, 0.006 * s, -0.04,
                  0.055, 0, 0, 0.07),
              0.006,
              8),
          at(s * (width / 2 - 0.012), 0.5 * h, 0));
      for (int z = -1; z <= 1; z += 2) {
        w.add(
            m,
            Lathe.ellipsoid(0.025, 0.018, 12),
            s * (width / 2 - 0.05),
            0.018,
            z * (depth / 2 - 0.06));
      }
    }
  }

  static void toyBox(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double depth = w.depth();
    Material m = w.wood();
    Rgb[] bright = Trinkets.TOY_COLOURS;
    double t = 0.018;
    double wall = 0.72 * h;
    w.box(m, 0, 0.03, 0, width - 0.02, 0.02, depth - 0.02);
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, 0, 0.02, s * (depth / 2 - t), width - 0.01, wall - 0.02, t, 0.005);
      w.box(m, s * (width / 2 - t), 0.02, 0, t, wall - 0.02, depth - 2 * t - 0.02, 0.005);
      for (int z = -1; z <= 1; z += 2) {
        w.add(
            m,
            Lathe.ellipsoid(0.025, 0.02, 12),
            s * (width / 2 - 0.05),
            0.02,
            z * (depth / 2 - 0.05));
      }
    }
    for (int i = 0; i < 3; i++) {
      w.add(
          new Material.Plain(bright[i], 0.35),
          Plate.cut(Profile.ellipse(0.07, 0.07, 28), 0.008, 0.002),
          at((i - 1) * 0.27 * width, 0.42 * wall, depth / 2 - t / 2 + 0.004));
    }
    // What looks out of it.
    for (int i = 0; i < 16; i++) {
      double x = w.chance().between(-0.38, 0.38) * width;
      double z = w.chance().between(-0.34, 0.34) * depth;
      double y = wall * w.chance().between(0.72, 0.98);
      Material paint = new Material.Plain(bright[w.chance().below(bright.length)], 0.4);
      if (i % 3 == 0) {
        w.add(paint, Lathe.ball(w.chance().between(0.045, 0.07), 18), x, y, z);
      } else {
        double e = w.chance().between(0.05, 0.085);
        w.add(
            paint,
            Boxes.bevelled(e * 1.5, e, e, 0.006),
            at(
                x,
                y,
                z,
                w.chance().between(0, 180),
                w.chance().between(-35, 35),
                w.chance().between(-35, 35)));
      }
    }
    Material bear = new Material.Fur(new Rgb(0.36, 0.2, 0.09));
    double by = wall + 0.035;
    w.add(bear, Lathe.ball(0.075, 20), 0.1, by - 0.02, 0);
    for (int s = -1; s <= 1; s += 2) {
      w.add(bear, Lathe.ball(0.027, 14), 0.1 + s * 0.055, by + 0.045, 0);
    }
    w.add(
        new Material.Fur(new Rgb(0.6, 0.44, 0.27)),
        Lathe.ellipsoid(0.035, 0.028, 14),
        0.1,
        by - 0.03,
        0.058);
    for (int s = -1; s <= 1; s += 2) {
      w.add(Finishes.BLACK, Lathe.ball(0.009, 10), 0.1 + s * 0.028, by + 0.006, 0.066);
    }
    w.add(Finishes.BLACK, Lathe.ball(0.010, 10), 0.1, by - 0.018, 0.090);
  }
}
