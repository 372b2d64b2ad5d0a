package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Lathe;

/** Boards to write on. */
final class Boards {
  private Boards() {}

  /** A board in a frame with a ledge, chalk and a sponge, and what was written last. */
  static void blackboard(Workpiece w) {
    double width = w.width();
    double h = w.height();
    boolean white = w.finish().body() == Substance.PLASTIC;
    Material frame = white ? w.metal() : new Material.Wood(Finishes.OAK, 0.4);
    Material face =
        white
            ? new Material.Plain(new Rgb(0.80, 0.80, 0.79), 0.15)
            : new Material.Plain(new Rgb(0.032, 0.062, 0.048), 0.75);
    double rail = 0.05;
    double thick = Math.min(0.03, 0.5 * w.depth());
    double low = 0.03;
    w.box(
        face, 0, low + rail, thick / 2, width - 2 * rail + 0.01, h - low - 2 * rail, thick, 0.002);
    for (int s = -1; s <= 1; s += 2) {
      w.box(
          frame,
          s * (width - rail) / 2,
          low,
          thick / 2 + 0.004,
          rail,
          h - low,
          thick + 0.008,
          0.005);
    }
    w.box(frame, 0, h - rail, thick / 2 + 0.004, width - 2 * rail, rail, thick + 0.008, 0.005);
    w.box(frame, 0, low, thick / 2 + 0.004, width - 2 * rail, rail, thick + 0.008, 0.005);
    w.box(frame, 0, 0.01, w.depth() / 2, 0.8 * width, 0.02, w.depth(), 0.004);
    Chance c = w.chance();
    Material chalk =
        new Material.Plain(white ? new Rgb(0.05, 0.09, 0.3) : new Rgb(0.72, 0.71, 0.66), 0.9);
    for (int i = 0; i < 3; i++) {
      w.add(
          chalk,
          Lathe.cylinder(0.005, 0.07, 0.001, 10),
          at(-0.2 + 0.13 * i, 0.035, w.depth() - 0.03, 12 * i, 0, 90));
    }
    w.box(
        new Material.Plain(new Rgb(0.35, 0.28, 0.12), 0.8),
        0.3,
        0.03,
        w.depth() - 0.03,
        0.12,
        0.04,
        0.05,
        0.01);
    // Lines of writing: words of uneven waves.
    double z = thick + 0.0015;
    for (int line = 0; line < 4; line++) {
      double y = h - rail - 0.16 - line * (h - 0.36) / 4;
      double x = -width / 2 + rail + 0.1;
      double end = x + (width - 0.4) * c.between(0.35, 0.85);
      while (x < end) {
        double word = c.between(0.08, 0.2);
        List<Vec3> stroke = new ArrayList<>();
        for (double t = 0; t <= word; t += 0.011) {
          double tall = c.unit() < 0.22 ? 0.05 : 0.024;
          stroke.add(
              new Vec3(x + t, y + (stroke.size() % 2 == 0 ? 0 : tall * c.between(0.6, 1)), z));
        }
        if (stroke.size() > 2) {
          w.tube(chalk, stroke, 0.0022, 4);
        }
        x += word + 0.045;
      }
    }
  }
}
