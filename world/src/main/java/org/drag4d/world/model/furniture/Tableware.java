package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;

/** What is laid on tables. */
final class Tableware {
  private Tableware() {}

  private static final Material SILVER = new Material.Metal(new Rgb(0.86, 0.84, 0.80), 0.12);

  /** Returns a plate standing on y = 0. */
  static Solid plate(double r) {
    return Lathe.turn(
        Profile.from(0, 0.004)
            .to(0.52 * r, 0.004, 0.53 * r, 0, 0.60 * r, 0, 0.62 * r, 0.004)
            .smooth(0.72 * r, 0.008, 0.86 * r, 0.015, 0.995 * r, 0.020)
            .curve(1.006 * r, 0.0225, 0.99 * r, 0.0235)
            .smooth(0.84 * r, 0.0185, 0.72 * r, 0.0125, 0.62 * r, 0.0085)
            .to(0, 0.0075),
        44);
  }

  /** Returns a cup without handle. */
  static Solid cup(double r, double h) {
    return Lathe.turn(
        Profile.from(0, 0.003)
            .to(0.5 * r, 0.003, 0.52 * r, 0, 0.58 * r, 0, 0.58 * r, 0.006)
            .smooth(0.86 * r, 0.35 * h, 0.94 * r, 0.7 * h, r, h)
            .to(r - 0.0025, h)
            .smooth(0.90 * r, 0.68 * h, 0.80 * r, 0.35 * h, 0.45 * r, 0.012)
            .to(0, 0.010),
        30);
  }

  /** Returns a stemmed glass. */
  static Solid goblet(double h) {
    double r = 0.21 * h;
    return Lathe.turn(
        Profile.from(0, 0.001)
            .to(0.95 * r, 0)
            .curve(1.0 * r, 0.002, 0.9 * r, 0.004)
            .smooth(0.22 * r, 0.012, 0.10 * r, 0.05 * h + 0.012, 0.10 * r, 0.44 * h)
            .smooth(0.55 * r, 0.52 * h, 0.98 * r, 0.68 * h, 0.97 * r, 0.82 * h, 0.80 * r, h)
            .to(0.80 * r - 0.0012, h)
            .smooth(0.97 * r - 0.0015, 0.82 * h, 0.98 * r - 0.0016, 0.68 * h, 0.5 * r, 0.535 * h)
            .to(0, 0.505 * h),
        28);
  }

  /**
   * A plate on a charger, a folded napkin, forks, knife, spoon and glasses; the guest sits at +z.
   */
  static void placeSetting(Workpiece w) {
    Material china = new Material.China(w.finish().accent(), 0.135);
    w.label("plate");
    w.add(china, plate(0.135), 0, 0, 0.02);
    w.add(new Material.China(w.finish().accent(), 0.105), plate(0.105), 0, 0.012, 0.02);
    w.label("napkin");
    w.add(
        new Material.Fabric(w.finish().second()),
        napkin(),
        at(0, 0.026, 0.02, w.chance().between(-6, 6), 0, 0));
    w.label("cutlery");
    fork(w, -0.165, 0.02, 0.19);
    fork(w, -0.195, 0.025, 0.17);
    knife(w, 0.165, 0.02);
    spoon(w, 0.195, 0.025);
    w.label("glass");
    w.add(Finishes.GLASS, goblet(Math.min(0.17, Math.max(0.1, w.height() * 1.0))), 0.125, 0, -0.12);
    w.add(
        Finishes.GLASS,
        Lathe.turn(tumbler(0.031, Math.min(0.095, w.height())), 26),
        0.195,
        0,
        -0.095);
  }

  private static Profile tumbler(double r, double h) {
    return Profile.from(0, 0)
        .to(0.82 * r, 0)
        .curve(0.86 * r, 0, 0.88 * r, 0.006)
        .to(r, h, r - 0.0016, h, 0.86 * r - 0.001, 0.012, 0, 0.010);
  }

  private static Solid napkin() {
    // A folded triangle with a soft crest.
    return Drape.sheet(
        10,
        10,
        (u, v) -> {
          double x = (u - 0.5) * 0.15 * (1 - 0.75 * v);
          double z = 0.07 - 0.13 * v;
          double crest = 0.022 * (1 - Math.pow(2 * u - 1, 2)) * (0.4 + 0.6 * v) + 0.002;
          return new Vec3(x, crest + 0.003 * Math.cos(9 * u), z);
        });
  }

  /** A handle that widens to its end and lies on the table, along z. */
  private static Solid handle(double length) {
    return Mesh.bend(
        Cushion.superellipsoid(0.017, 0.005, length, 3.5, 8),
        p ->
            new Vec3(
                p.x() * (0.55 + 0.9 * Math.pow(Math.max(0, p.z() / length + 0.5), 1.6)),
                p.y(),
                p.z()));
  }

  private static void fork(Workpiece w, double x, double z, double length) {
    w.add(SILVER, handle(0.62 * length), x, 0.004, z + 0.19 * length);
    Solid root = Cushion.superellipsoid(0.024, 0.0045, 0.2 * length, 3, 7);
    w.add(SILVER, root, x, 0.0055, z - 0.20 * length);
    for (int i = -1; i <= 2; i++) {
      double tx = x + (i - 0.5) * 0.0062;
      w.tube(
          SILVER,
          List.of(
              new Vec3(tx, 0.006, z - 0.25 * length),
              new Vec3(tx, 0.004, z - 0.38 * length),
              new Vec3(tx, 0.006, z - 0.5 * length)),
          t -> 0.0016 - 0.0008 * t,
          5);
    }
  }

  private static void knife(Workpiece w, double x, double z) {
    w.add(SILVER, handle(0.10), x, 0.004, z + 0.06);
    Profile blade =
        Profile.from(-0.007, 0.012)
            .to(0.008, 0.012, 0.009, -0.08)
            .curve(0.008, -0.115, -0.005, -0.118)
            .to(-0.007, -0.09);
    w.add(SILVER, Plate.cut(blade, 0.0022, 0.0008), at(x, 0.003, z, 0, 90, 0));
  }

  private static void spoon(Workpiece w, double x, double z) {
    w.add(SILVER, handle(0.11), x, 0.004, z + 0.045);
    Solid bowl =
        Lathe.turn(
            Profile.from(0, 0)
                .smooth(0.010, 0.001, 0.017, 0.006)
                .to(0.0162, 0.0066)
                .smooth(0.009, 0.003, 0, 0.002),
            20);
    w.add(SILVER, Mesh.bend(bowl, p -> new Vec3(p.x(), p.y(), 1.5 * p.z())), x, 0.001, z - 0.032);
  }

  static void wineGlass(Workpiece w) {
    double h = w.height();
    w.label("glass");
    w.add(Finishes.GLASS, goblet(h), 0, 0, 0);
    double r = 0.21 * h;
    w.label("wine");
    w.add(
        Cookware.WINE,
        Lathe.turn(
            Profile.from(0, 0.512 * h)
                .smooth(0.5 * r - 0.002, 0.541 * h, 0.90 * r - 0.0025, 0.66 * h)
                .to(0, 0.66 * h),
            24),
        0,
        0,
        0);
  }

  static void teapot(Workpiece w) {
    double h = w.height();
    double r = 0.30 * w.width();
    Material m = new Material.China(w.finish().accent(), r);
    w.turned(
        m,
        Profile.from(0, 0)
            .to(0.6 * r, 0, 0.6 * r, 0.01)
            .smooth(0.98 * r, 0.22 * h, r, 0.42 * h, 0.72 * r, 0.68 * h)
            .to(0.55 * r, 0.73 * h, 0, 0.73 * h),
        36,
        0,
        0,
        0);
    w.turned(
        m,
        Profile.from(0, 0)
            .to(0.56 * r, 0)
            .smooth(0.50 * r, 0.04 * h, 0.30 * r, 0.10 * h, 0.10 * r, 0.135 * h)
            .to(0.10 * r, 0.15 * h)
            .curve(0.26 * r, 0.24 * h, 0, 0.265 * h),
        28,
        0,
        0.735 * h,
        0);
    double tip = w.width() / 2;
    w.tube(
        m,
        Curves.through(
            0.8 * r,
            0.24 * h,
            0,
            1.2 * r,
            0.32 * h,
            0,
            1.32 * r,
            0.52 * h,
            0,
            tip - 0.008,
            0.70 * h,
            0),
        t -> 0.016 - 0.008 * t,
        14);
    w.tube(
        m,
        Curves.through(
            -0.75 * r,
            0.62 * h,
            0,
            -1.25 * r,
            0.72 * h,
            0,
            -tip + 0.008,
            0.5 * h,
            0,
            -1.3 * r,
            0.28 * h,
            0,
            -0.9 * r,
            0.24 * h,
            0),
        t -> 0.007,
        10);
  }

  static void cupAndSaucer(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    Material m = new Material.China(w.finish().accent(), r);
    w.add(m, plate(r), 0, 0, 0);
    double cr = 0.58 * r;
    double ch = w.height() - 0.008;
    w.add(m, cup(cr, ch), 0, 0.008, 0);
    w.tube(
        m,
        Curves.through(
            0.9 * cr,
            0.008 + 0.78 * ch,
            0,
            1.38 * cr,
            0.008 + 0.8 * ch,
            0,
            1.36 * cr,
            0.008 + 0.4 * ch,
            0,
            0.8 * cr,
            0.008 + 0.30 * ch,
            0),
        t -> 0.0032,
        8);
    w.add(
        new Material.Plain(new Rgb(0.11, 0.045, 0.015), 0.05),
        Lathe.turn(Profile.from(0.86 * cr, 0).to(0, 0), 24),
        0,
        0.008 + 0.72 * ch,
        0);
  }

  static Profile bowl(double r, double h) {
    return Profile.from(0, 0)
        .to(0.36 * r, 0, 0.36 * r, 0.06 * h)
        .smooth(0.72 * r, 0.30 * h, 0.94 * r, 0.70 * h, r, h)
        .to(r - 0.005, h)
        .smooth(0.90 * r, 0.68 * h, 0.66 * r, 0.32 * h, 0.3 * r, 0.14 * h)
        .to(0, 0.12 * h);
  }

  static void plateStack(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    int n = Math.max(2, (int) (w.height() / 0.0125) - 1);
    Solid plate = plate(r);
    Material china = new Material.China(w.finish().accent(), r);
    for (int i = 0; i < n; i++) {
      w.add(
          china,
          plate,
          at(
              w.chance().between(-0.002, 0.002),
              i * (w.height() - 0.024) / (n - 1),
              w.chance().between(-0.002, 0.002)));
    }
  }
}
