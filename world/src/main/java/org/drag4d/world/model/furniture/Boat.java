package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.furniture.Workpiece.Grain;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** A rowing boat drawn up on the ground: clinker planks, thwarts and a pair of oars; bow to +z. */
final class Boat {
  private static final int ALONG = 36;
  private static final int STRAKES = 6;

  private Boat() {}

  static void rowingBoat(Workpiece w) {
    double length = w.depth() - 0.04;
    double beam = w.width() / 2 - 0.03;
    double h = w.height() - 0.03;
    boolean painted = w.finish().body() == Substance.PAINT;
    Material inside = new Material.Wood(painted ? Finishes.PINE : w.finish().bodyColour(), 0.5);
    Material outside = painted ? new Material.Plain(w.finish().bodyColour(), 0.4) : inside;
    Material rail = new Material.Wood(Finishes.WALNUT, 0.35);
    for (int side = -1; side <= 1; side += 2) {
      int s = side;
      for (int k = 0; k < STRAKES; k++) {
        double low = (double) k / STRAKES;
        double high = (k + 1.06) / STRAKES;
        // Each plank overlaps the one below: its lower edge stands out.
        w.add(
            outside,
            Drape.sheet(
                2,
                ALONG,
                (u, v) -> {
                  double across = low + (high - low) * (s > 0 ? u : 1 - u);
                  double out = 0.012 * (high - across) / (high - low);
                  return hull(length, beam, h, s, Math.min(1, across), v, out);
                }),
            Pose.IDENTITY);
      }
      w.add(
          inside,
          Drape.sheet(14, ALONG, (u, v) -> hull(length, beam, h, s, s > 0 ? 1 - u : u, v, -0.014)),
          Pose.IDENTITY);
      List<Vec3> sheer = new ArrayList<>();
      for (int i = 0; i <= ALONG; i++) {
        sheer.add(hull(length, beam, h, s, 1, (double) i / ALONG, 0.004));
      }
      w.add(
          rail,
          Sweep.along(
              sheer, Profile.roundedRectangle(0.045, 0.03, 0.008, 2), t -> 1, Vec3.UP, false),
          Pose.IDENTITY);
      // Ribs.
      for (int i = 1; i < 8; i++) {
        double v = 0.08 + 0.84 * i / 8;
        List<Vec3> rib = new ArrayList<>();
        for (int k = 0; k <= 10; k++) {
          rib.add(hull(length, beam, h, s, 0.03 + 0.94 * k / 10.0, v, -0.02));
        }
        w.tube(rail, rib, 0.011, 6);
      }
    }
    // Keel, transom, three thwarts, floor boards.
    w.box(rail, 0, 0, -0.05 * length, 0.04, 0.06, 0.8 * length, 0.006);
    Vec3 stern = hull(length, beam, h, 1, 1, 0, 0);
    for (int k = 0; k < 4; k++) {
      double y = 0.06 + k * (stern.y() - 0.06) / 4;
      double wide = 2 * hull(length, beam, h, 1, (y + 0.05) / stern.y(), 0, -0.004).x();
      w.box(inside, 0, y, stern.z() + 0.012, wide, (stern.y() - 0.06) / 4 - 0.002, 0.024, 0.004);
    }
    for (double v : new double[] {0.16, 0.45, 0.74}) {
      Vec3 p = hull(length, beam, h, 1, 0.72, v, -0.02);
      w.box(inside, 0, p.y(), p.z(), 2 * p.x(), 0.026, 0.20, 0.006);
    }
    for (int i = -2; i <= 2; i++) {
      w.box(inside, i * 0.11, 0.075, -0.06 * length, 0.095, 0.014, 0.55 * length, 0.003);
    }
    for (int side = -1; side <= 1; side += 2) {
      double y = hull(length, beam, h, 1, 1, 0.5, 0).y() + 0.035;
      Vec3 grip = new Vec3(side * 0.14, y - 0.07, -0.36 * length);
      Vec3 blade = new Vec3(side * 0.30, y + 0.02, 0.36 * length);
      w.tube(
          new Material.Wood(Finishes.PINE, 0.4), List.of(grip, blade), t -> 0.016 + 0.006 * t, 12);
      w.add(
          new Material.Wood(Finishes.PINE, 0.4),
          Boxes.tapered(0.13, 0.42, 0.016, 0.006, 0.5),
          at(blade.x() + side * 0.01, blade.y(), blade.z() + 0.02, 0, 90, 0),
          Grain.Y);
    }
    w.label("rope");
    w.add(
        new Material.Fabric(new Rgb(0.46, 0.36, 0.22)),
        Sweep.ring(
            Curves.ellipse(0.13, 0.11, 28), Profile.ellipse(0.018, 0.018, 8), new Vec3(0, 0, 1)),
        at(0, 0.11, 0.30 * length, 0, 90, 0));
    w.label("boat");
  }

  /**
   * A point of the hull.
   *
   * @param across 0 at the keel, 1 at the rail
   * @param along 0 at the stern, 1 at the bow
   * @param out metres outwards
   */
  private static Vec3 hull(
      double length, double beam, double h, int side, double across, double along, double out) {
    double full =
        along < 0.45
            ? 0.80 + 0.20 * Math.sin(along / 0.45 * Math.PI / 2)
            : Math.cos(Math.pow((along - 0.45) / 0.55, 1.7) * Math.PI / 2);
    double sheer = h * (0.80 + 0.20 * Math.pow(2 * along - 0.9, 2) / 1.21);
    double rise = 0.03 + 0.32 * h * Math.pow(along, 6);
    double flare = Math.pow(Math.sin(Math.min(1, across) * Math.PI / 2), 0.72);
    double x = Math.max(0.004, beam * full) * flare + out * Math.min(1, 3 * across);
    double y = rise + (sheer - rise) * Math.pow(across, 1.55) - 0.4 * out * (1 - across);
    double z = (along - 0.5) * length * (0.94 + 0.06 * across);
    return new Vec3(side * Math.max(0, x), y, z);
  }
}
