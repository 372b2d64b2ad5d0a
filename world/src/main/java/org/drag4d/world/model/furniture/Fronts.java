package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** The faces of cupboards: doors, drawers, their panels and handles. A face looks along +z. */
final class Fronts {
  static final double PROUD = 0.016;

  private Fronts() {}

  /** Adds a drawer front standing {@link #PROUD} before the plane {@code z}, from {@code y} up. */
  static void drawer(
      Workpiece w, Material m, double x, double y, double z, double width, double height) {
    w.add(
        m,
        Boxes.bevelled(width - 0.004, height - 0.004, PROUD, frontBevel(w)),
        at(x, y + height / 2, z + PROUD / 2));
    if (w.ornate() && height > 0.09) {
      raised(w, m, x, y + height / 2, z + PROUD, width - 0.06, height - 0.055);
    }
    double face = z + PROUD;
    if (width > 0.55) {
      handle(w, x - 0.27 * width, y + height / 2, face, false);
      handle(w, x + 0.27 * width, y + height / 2, face, false);
    } else {
      handle(w, x, y + height / 2, face, false);
    }
  }

  /** Adds drawers above one another. */
  static void column(
      Workpiece w,
      Material m,
      double x,
      double y,
      double z,
      double width,
      double height,
      int count) {
    for (int i = 0; i < count; i++) {
      drawer(w, m, x, y + i * height / count, z, width, height / count);
    }
  }

  /**
   * Adds a door: a frame of stiles and rails with a panel in ornate and rustic styles, a plain
   * board otherwise.
   *
   * @param hingeSide -1 when hinged on the left (handle on the right), +1 the other way
   */
  static void door(
      Workpiece w,
      Material m,
      double x,
      double y,
      double z,
      double width,
      double height,
      int hingeSide,
      boolean tallHandle) {
    double wd = width - 0.004;
    double ht = height - 0.004;
    double cy = y + height / 2;
    if (framed(w.style())) {
      double stile = Math.min(0.075, 0.2 * wd);
      for (int s = -1; s <= 1; s += 2) {
        w.box(
            m,
            x + s * (wd - stile) / 2,
            cy - ht / 2,
            z + PROUD / 2 + 0.002,
            stile,
            ht,
            PROUD + 0.004,
            0.003);
        w.add(
            m,
            Boxes.bevelled(wd - 2 * stile, stile, PROUD + 0.004, 0.003),
            at(x, cy + s * (ht - stile) / 2, z + PROUD / 2 + 0.002));
      }
      double innerW = wd - 2 * stile;
      double innerH = ht - 2 * stile;
      w.box(m, x, cy - innerH / 2 - 0.005, z + 0.003, innerW + 0.01, innerH + 0.01, 0.006, 0.001);
      if (w.ornate()) {
        raised(w, m, x, cy, z + 0.006, innerW - 0.03, innerH - 0.03);
      }
    } else {
      w.box(m, x, cy - ht / 2, z + PROUD / 2, wd, ht, PROUD, frontBevel(w));
    }
    double hx = x - hingeSide * (wd / 2 - 0.035);
    double hy = tallHandle ? cy : y + height - Math.min(0.16, 0.25 * height);
    handle(w, hx, hy, z + PROUD + 0.002, true);
  }

  private static boolean framed(Style style) {
    return switch (style) {
      case CLASSIC, VICTORIAN, BAROQUE, RUSTIC -> true;
      default -> false;
    };
  }

  private static double frontBevel(Workpiece w) {
    return Math.min(0.005, w.bevel());
  }

  /** A fielded panel: its rim slopes up to a raised middle. */
  static void raised(
      Workpiece w, Material m, double x, double y, double z, double width, double height) {
    if (width < 0.03 || height < 0.03) {
      return;
    }
    double slope = Math.min(0.022, 0.2 * Math.min(width, height));
    var mesh = new Mesh();
    double a = width / 2;
    double b = height / 2;
    double t = 0.008;
    Vec3[] outer = {new Vec3(-a, -b, 0), new Vec3(a, -b, 0), new Vec3(a, b, 0), new Vec3(-a, b, 0)};
    Vec3[] inner = {
      new Vec3(-a + slope, -b + slope, t),
      new Vec3(a - slope, -b + slope, t),
      new Vec3(a - slope, b - slope, t),
      new Vec3(-a + slope, b - slope, t)
    };
    mesh.polygon(inner);
    for (int i = 0; i < 4; i++) {
      int k = (i + 1) % 4;
      mesh.polygon(outer[i], outer[k], inner[k], inner[i]);
    }
    w.add(m, mesh.build(), at(x, y, z), height > width ? Workpiece.Grain.Y : Workpiece.Grain.X);
  }

  /** Adds the handle of the style on a face at {@code z}. */
  static void handle(Workpiece w, double x, double y, double z, boolean upright) {
    Material metal = w.metal();
    double roll = upright ? 90 : 0;
    switch (w.style()) {
      case CLASSIC, VICTORIAN, RUSTIC, SCANDINAVIAN -> {
        Profile knob =
            Profile.from(0, 0)
                .to(0.013, 0, 0.012, 0.003)
                .curve(0.004, 0.004, 0.005, 0.010)
                .curve(0.015, 0.012, 0.0145, 0.019)
                .curve(0.012, 0.026, 0, 0.026);
        w.add(
            w.style() == Style.SCANDINAVIAN || w.style() == Style.RUSTIC
                ? w.wood() instanceof Material.Wood ? w.wood() : metal
                : metal,
            Lathe.turn(knob, 18),
            at(x, y, z, 0, 90, 0));
      }
      case BAROQUE -> {
        w.add(
            metal,
            Lathe.turn(Profile.from(0, 0).to(0.02, 0).curve(0.018, 0.006, 0, 0.007), 20),
            at(x, y, z, 0, 90, 0));
        w.add(
            metal,
            Sweep.ring(
                Curves.ellipse(0.017, 0.02, 20),
                Profile.ellipse(0.0028, 0.0028, 8),
                new Vec3(0, 0, 1)),
            at(x, y - 0.016, z + 0.008));
      }
      case ART_DECO ->
          w.add(
              metal,
              Plate.cut(Profile.from(-0.03, 0).curve(0, 0.05, 0.03, 0), 0.012, 0.002),
              at(x, y - 0.01, z + 0.006));
      case MODERN, BAUHAUS, JAPANESE, INDUSTRIAL -> {
        Solids bar = new Solids(w, metal);
        bar.barHandle(x, y, z, roll);
      }
    }
  }

  /** A straight bar on two posts. */
  private record Solids(Workpiece w, Material metal) {
    void barHandle(double x, double y, double z, double roll) {
      Pose at = at(x, y, z, 0, 0, roll);
      w.add(metal, Boxes.bevelled(0.13, 0.010, 0.008, 0.002), at.times(at(0, 0, 0.026)));
      for (int s = -1; s <= 1; s += 2) {
        w.add(metal, Boxes.bevelled(0.008, 0.008, 0.024, 0.001), at.times(at(s * 0.052, 0, 0.012)));
      }
    }
  }
}
