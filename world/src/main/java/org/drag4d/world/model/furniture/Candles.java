package org.drag4d.world.model.furniture;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Candles and what holds them. */
final class Candles {
  private Candles() {}

  private static final Rgb CANDLE = new Rgb(0.10, 0.055, 0.024);

  private static final Rgb FLAME_SEEN = new Rgb(34, 19, 6.5);

  /** Adds a candle with wick, flame and light; {@code y} is its foot. */
  static void candle(Workpiece w, double x, double y, double z, double radius, double height) {
    String before = "candle";
    w.label(before);
    w.add(
        Finishes.WAX,
        Lathe.turn(
            Profile.from(0, 0)
                .to(radius, 0, radius, height - 0.003)
                .curve(radius, height, 0.85 * radius, height - 0.001)
                .curve(0.4 * radius, height - 0.004, 0, height - 0.004),
            16),
        x,
        y,
        z);
    w.tube(
        Finishes.BLACK,
        List.of(new Vec3(x, y + height - 0.004, z), new Vec3(x + 0.001, y + height + 0.006, z)),
        0.0008,
        5);
    if (w.lit()) {
      w.label("flame");
      w.add(w.glow(FLAME_SEEN, Finishes.WAX), flame(0.0062, 0.030), x, y + height + 0.001, z);
      w.lamp(x, y + height + 0.014, z, 0.0075, CANDLE);
    }
    w.label("candlestick");
  }

  private static Solid flame(double r, double h) {
    return Lathe.turn(
        Profile.from(0, 0)
            .smooth(0.8 * r, 0.14 * h, r, 0.30 * h, 0.55 * r, 0.62 * h, 0.12 * r, 0.92 * h)
            .to(0, h),
        12);
  }

  static void candlestick(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double candle = 0.42 * h;
    double k = h - candle - 0.034;
    w.turned(w.metal(), stick(r, k), 26, 0, 0, 0);
    candle(w, 0, k - 0.006, 0, 0.0105, candle);
  }

  private static Profile stick(double r, double k) {
    return Profile.from(0, 0)
        .to(r, 0)
        .curve(1.0 * r, 0.05 * k, 0.75 * r, 0.07 * k)
        .smooth(0.28 * r, 0.13 * k, 0.16 * r, 0.24 * k)
        .to(0.32 * r, 0.26 * k)
        .curve(0.42 * r, 0.31 * k, 0.18 * r, 0.36 * k)
        .smooth(0.14 * r, 0.5 * k, 0.26 * r, 0.68 * k, 0.14 * r, 0.8 * k)
        .to(0.34 * r, 0.84 * k, 0.2 * r, 0.88 * k)
        .curve(0.28 * r, 0.96 * k, 0.42 * r, k)
        .to(0, k);
  }

  static void candelabra(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    Material metal = w.metal();
    double candle = 0.34 * h;
    double k = h - candle - 0.035;
    w.turned(metal, stick(0.22 * h, k), 28, 0, 0, 0);
    candle(w, 0, k - 0.006, 0, 0.0105, candle);
    double reach = r - 0.025;
    double low = 0.86 * k;
    for (int i = 0; i < 4; i++) {
      double a = Math.PI / 2 * i;
      double c = Math.cos(a) * reach;
      double s = Math.sin(a) * reach;
      w.tube(
          metal,
          Curves.through(
              0,
              0.66 * k,
              0,
              0.4 * c,
              0.58 * k,
              0.4 * s,
              0.8 * c,
              0.60 * k,
              0.8 * s,
              c,
              0.72 * k,
              s,
              c,
              low - 0.012,
              s),
          0.0055,
          9);
      w.turned(
          metal,
          Profile.from(0, -0.016)
              .to(0.008, -0.014)
              .smooth(0.016, -0.004, 0.026, 0.004)
              .to(0.024, 0.006, 0.012, 0.002, 0.0125, 0.016, 0, 0.016),
          18,
          c,
          low,
          s);
      candle(w, c, low + 0.004, s, 0.0105, candle * 0.92);
    }
  }

  static void lantern(Workpiece w) {
    double h = w.height();
    double half = Math.min(w.width(), w.depth()) / 2;
    Material iron = w.metal();
    double body = 0.66 * h;
    w.box(iron, 0, 0, 0, 2 * half, 0.02, 2 * half, 0.004);
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        w.box(
            iron,
            sx * (half - 0.014),
            0.018,
            sz * (half - 0.014),
            0.012,
            body - 0.02,
            0.012,
            0.002);
      }
      w.label("glass");
      w.add(
          Finishes.GLASS,
          Boxes.bevelled(0.003, body - 0.03, 2 * half - 0.04, 0.0005),
          sx * (half - 0.014),
          body / 2 + 0.01,
          0);
      w.add(
          Finishes.GLASS,
          Boxes.bevelled(2 * half - 0.04, body - 0.03, 0.003, 0.0005),
          0,
          body / 2 + 0.01,
          sx * (half - 0.014));
      w.label("lantern");
    }
    w.box(iron, 0, body - 0.01, 0, 2 * half, 0.018, 2 * half, 0.004);
    w.add(
        iron, Boxes.tapered(0.07, 0.16 * h, 0.07, 0.004, 2 * half / 0.075), 0, body + 0.08 * h, 0);
    w.add(
        iron, Sweep.tube(Curves.arc(0.05, 0.17 * h, 0, 180, 14), 0.004, 8), 0, body + 0.15 * h, 0);
    candle(w, 0, 0.02, 0, 0.28 * half, 0.42 * body);
    w.label("lantern");
  }
}
