package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Washing machine. */
final class Laundry {
  private Laundry() {}

  /** A white cabinet with a round glass door, a drawer, a dial and a display. */
  static void washingMachine(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double d = w.depth() - 0.05;
    double z = d / 2 - 0.025;
    Material white = new Material.Plain(new Rgb(0.78, 0.78, 0.77), 0.2);
    Material chrome = Finishes.metal(MetalTone.CHROME);
    w.box(white, 0, 0.02, -0.025, width, h - 0.05, d, 0.008);
    w.box(white, 0, h - 0.03, -0.015, width + 0.004, 0.03, d + 0.02, 0.008);
    w.box(Finishes.BLACK, 0, 0, -0.03, width - 0.06, 0.03, d - 0.06, 0.004);
    double panel = h - 0.105;
    w.box(
        new Material.Plain(new Rgb(0.70, 0.70, 0.70), 0.25),
        0,
        panel - 0.045,
        z,
        width - 0.01,
        0.11,
        0.012,
        0.004);
    w.box(white, -0.31 * width, panel - 0.035, z + 0.006, 0.30 * width, 0.09, 0.012, 0.005);
    w.box(
        new Material.Plain(new Rgb(0.02, 0.025, 0.03), 0.1),
        0.24 * width,
        panel - 0.02,
        z + 0.006,
        0.16,
        0.05,
        0.008,
        0.003);
    w.add(
        chrome,
        Lathe.cylinder(0.028, 0.02, 0.004, 28),
        at(-0.02, panel + 0.008, z + 0.006, 0, 90, 0));
    double r = 0.31 * Math.min(width, h - 0.2);
    double y = 0.50 * (h - 0.1);
    w.add(
        chrome,
        Sweep.ring(Curves.ellipse(r, r, 48), Profile.ellipse(0.020, 0.026, 10), new Vec3(0, 0, 1)),
        at(0, y, z + 0.006));
    w.add(
        new Material.Plain(new Rgb(0.035, 0.037, 0.04), 0.08),
        Cushion.superellipsoid(2 * r - 0.03, 2 * r - 0.03, 0.05, 2, 14),
        at(0, y, z + 0.004));
    w.add(white, Boxes.bevelled(0.03, 0.10, 0.025, 0.008), at(r + 0.012, y, z + 0.024));
  }
}
