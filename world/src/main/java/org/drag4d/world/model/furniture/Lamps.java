package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Lamps. Each adds a light for what burns in it; intensities and radiances are those of
 * built-in-world section 3.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Lamps {
  private Lamps() {}

  private static final Rgb BULB = new Rgb(1.7, 1.0, 0.47);

  private static final Rgb SHADE = new Rgb(1.0, 0.62, 0.32);

  private static final Rgb BULB_SEEN = new Rgb(60, 38, 19);

  private static final Rgb SHADE_SEEN = new Rgb(3.2, 2.1, 1.15);

  private static final Material OPAL = new Material.Plain(new Rgb(0.74, 0.72, 0.67), 0.3);

  static void chandelier(Workpiece w) {
    switch (w.style()) {
      case MODERN, SCANDINAVIAN, BAUHAUS, ART_DECO -> globeChandelier(w);
      case RUSTIC, INDUSTRIAL, JAPANESE -> wheelChandelier(w);
      default -> armChandelier(w);
    }
  }

  /** A turned stem, S-shaped arms with drip pans, candle bulbs, a chain and a rose. */
  private static void armChandelier(Workpiece w) {
    Material metal = w.metal();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double body = Math.min(0.52, 0.55 * h);
    double bottom = -h;
    rose(w, metal);
    chain(w, metal, -0.03, bottom + body);
    double k = body;
    w.turned(
        metal,
        Profile.from(0, 0)
            .curve(0.03, 0, 0.026, 0.05 * k)
            .curve(0.012, 0.08 * k, 0.016, 0.10 * k)
            .curve(0.075, 0.12 * k, 0.068, 0.22 * k)
            .curve(0.05, 0.30 * k, 0.018, 0.33 * k)
            .to(0.03, 0.35 * k, 0.03, 0.37 * k)
            .smooth(0.016, 0.42 * k, 0.045, 0.58 * k, 0.03, 0.68 * k, 0.012, 0.75 * k)
            .to(0.026, 0.77 * k, 0.026, 0.79 * k)
            .smooth(0.010, 0.84 * k, 0.02, 0.94 * k, 0.008, k)
            .to(0, k),
        28,
        0,
        bottom,
        0);
    int arms = r > 0.38 ? 8 : 6;
    double reach = r - 0.045;
    double candle = bottom + 0.40 * k;
    int from = w.mark();
    w.tube(
        metal,
        Curves.smooth(
            Curves.points(
                0.02,
                bottom + 0.36 * k,
                0,
                0.22 * reach,
                bottom + 0.42 * k,
                0,
                0.48 * reach,
                bottom + 0.20 * k,
                0,
                0.78 * reach,
                bottom + 0.12 * k,
                0,
                0.97 * reach,
                bottom + 0.24 * k,
                0,
                reach,
                candle - 0.012,
                0),
            6),
        0.0065,
        10);
    w.tube(
        metal,
        Curves.smooth(
            Curves.points(
                0.50 * reach,
                bottom + 0.195 * k,
                0,
                0.62 * reach,
                bottom + 0.30 * k,
                0,
                0.56 * reach,
                bottom + 0.37 * k,
                0,
                0.49 * reach,
                bottom + 0.33 * k,
                0,
                0.53 * reach,
                bottom + 0.29 * k,
                0),
            5),
        t -> 0.0055 - 0.003 * t,
        8);
    candleBulb(w, metal, reach, candle, 0);
    int to = w.mark();
    for (int i = 1; i < arms; i++) {
      w.repeat(from, to, at(0, 0, 0, 360.0 * i / arms, 0, 0));
    }
    for (int i = 0; i < arms; i++) {
      double a = 2 * Math.PI * i / arms;
      w.lamp(reach * Math.cos(a), candle + 0.155, -reach * Math.sin(a), 0.019, BULB.times(0.62));
    }
  }

  private static void candleBulb(Workpiece w, Material metal, double x, double y, double z) {
    w.turned(
        metal,
        Profile.from(0, -0.014)
            .to(0.012, -0.012)
            .smooth(0.026, -0.002, 0.044, 0.008)
            .to(0.043, 0.011)
            .smooth(0.024, 0.003, 0.012, 0.004)
            .to(0.014, 0.022, 0, 0.022),
        22,
        x,
        y,
        z);
    w.add(Finishes.WAX, Lathe.cylinder(0.0105, 0.095, 0.001, 14), x, y + 0.012, z);
    w.label("bulb");
    w.add(
        w.glow(BULB_SEEN, OPAL),
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.008, 0)
                .smooth(0.0155, 0.022, 0.012, 0.045, 0.003, 0.07)
                .to(0, 0.073),
            14),
        x,
        y + 0.106,
        z);
    w.label("chandelier");
  }

  private static void rose(Workpiece w, Material metal) {
    w.turned(
        metal,
        Profile.from(0, -0.045)
            .to(0.012, -0.045)
            .curve(0.02, -0.02, 0.055, -0.016)
            .curve(0.062, -0.012, 0.062, 0),
        28,
        0,
        0,
        0);
  }

  /** Links, turned by a right angle from one to the next. */
  private static void chain(Workpiece w, Material metal, double top, double bottom) {
    double pitch = 0.030;
    int links = (int) Math.max(1, Math.floor((top - bottom) / pitch));
    double step = (top - bottom) / links;
    Solid link =
        Sweep.ring(
            Curves.ellipse(0.0085, step * 0.62, 12),
            Profile.ellipse(0.0022, 0.0022, 6),
            new Vec3(0, 0, 1));
    for (int i = 0; i < links; i++) {
      w.add(metal, link, at(0, bottom + step * (i + 0.5), 0, i % 2 == 0 ? 0 : 90, 0, 0));
    }
  }

  /** A plain stem with opal globes on straight arms. */
  private static void globeChandelier(Workpiece w) {
    Material metal = w.metal();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    rose(w, metal);
    double globe = 0.065;
    double level = -h + globe + 0.05;
    w.tube(metal, List.of(new Vec3(0, -0.03, 0), new Vec3(0, level - 0.045, 0)), 0.009, 12);
    w.add(metal, Lathe.ball(0.028, 18), 0, level, 0);
    int arms = 6;
    double reach = r - globe;
    for (int i = 0; i < arms; i++) {
      double a = 2 * Math.PI * i / arms;
      double y = level + (i % 2 == 0 ? 0.035 : 0.16);
      Vec3 end = new Vec3(reach * Math.cos(a), y, reach * Math.sin(a));
      w.tube(metal, List.of(new Vec3(0, i % 2 == 0 ? level : level + 0.125, 0), end), 0.006, 10);
      w.add(
          metal,
          Lathe.turn(Profile.from(0, -0.03).to(0.022, -0.028, 0.03, 0.0, 0, 0), 18),
          end.x(),
          end.y(),
          end.z());
      w.label("bulb");
      w.add(
          w.glow(SHADE_SEEN.times(2), OPAL),
          Lathe.ball(globe, 22),
          end.x(),
          end.y() + globe - 0.01,
          end.z());
      w.label("chandelier");
      w.lamp(end.x(), end.y() + globe - 0.01, end.z(), globe, SHADE.times(1.0));
    }
  }

  /** A ring of iron or wood on rods with lanterns or candles upon it. */
  private static void wheelChandelier(Workpiece w) {
    Material ring =
        w.style() == Style.INDUSTRIAL ? w.metal() : new Material.Wood(Finishes.WALNUT, 0.5);
    Material iron = Finishes.metal(MetalTone.BLACK_IRON);
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2 - 0.045;
    double y = -h + 0.03;
    rose(w, iron);
    double knot = y + Math.min(0.55, 0.6 * h);
    chain(w, iron, -0.03, knot);
    w.add(
        ring,
        Sweep.ring(
            Seating.ringXz(r, y + 0.005, 48),
            Profile.roundedRectangle(0.04, 0.05, 0.008, 2),
            Vec3.UP),
        Pose.IDENTITY);
    Seating.rod(w, ring, new Vec3(-r, y, 0), new Vec3(r, y, 0), 0.03, 0.035);
    Seating.rod(w, ring, new Vec3(0, y, -r), new Vec3(0, y, r), 0.03, 0.035);
    int n = 8;
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * (i + 0.5) / n;
      double x = r * Math.cos(a);
      double z = r * Math.sin(a);
      if (i % 2 == 0) {
        w.tube(iron, List.of(new Vec3(0, knot, 0), new Vec3(x, y + 0.02, z)), 0.004, 8);
      }
      candleBulb(w, iron, x, y + 0.045, z);
      w.lamp(x, y + 0.2, z, 0.019, BULB.times(0.55));
    }
  }

  static void pendant(Workpiece w) {
    Material metal = w.metal();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    rose(w, metal);
    double shade = Math.min(0.34 * h, 1.1 * r);
    double top = -h + shade;
    w.tube(Finishes.BLACK, List.of(new Vec3(0, -0.03, 0), new Vec3(0, top + 0.05, 0)), 0.0035, 8);
    w.turned(
        metal,
        Profile.from(0, -0.01).to(0.024, -0.01).curve(0.024, 0.05, 0.008, 0.07).to(0, 0.07),
        20,
        0,
        top,
        0);
    switch (w.style()) {
      case JAPANESE, SCANDINAVIAN -> {
        // A paper lantern with ribs.
        double ry = shade / 2;
        Material paper =
            w.glow(SHADE_SEEN.times(0.9), new Material.Paper(new Rgb(0.74, 0.71, 0.63)));
        int ribs = 12;
        Profile p = Profile.from(0.25 * r, -h + 0.001);
        for (int i = 1; i < ribs * 2; i++) {
          double v = (double) i / (ribs * 2);
          double b = Math.sin(Math.PI * (0.08 + 0.84 * v));
          p = p.to(r * b * (i % 2 == 0 ? 0.985 : 1), -h + v * 2 * ry);
        }
        w.label("bulb");
        w.add(paper, Lathe.turn(p.to(0.25 * r, -h + 2 * ry), 36), 0, 0, 0);
        w.label("lamp");
        w.lamp(0, -h + ry, 0, 0.8 * Math.min(r, ry), SHADE.times(2.6));
      }
      default -> {
        Profile bell =
            w.style() == Style.MODERN || w.style() == Style.BAUHAUS
                ? Profile.from(r, -shade)
                    .smooth(0.92 * r, -0.62 * shade, 0.6 * r, -0.2 * shade, 0.02, 0)
                : Profile.from(r, -shade)
                    .to(0.99 * r, -0.94 * shade)
                    .smooth(
                        0.82 * r, -0.62 * shade, 0.36 * r, -0.30 * shade, 0.16 * r, -0.06 * shade)
                    .to(0.03, 0);
        Material outside = Finishes.soft(w.finish()) ? metal : w.body();
        w.add(outside, Lathe.turn(bell, 40), 0, top, 0);
        Profile lining = new Profile(bell.scaled(0.985, 1).shifted(0, -0.002).points().reversed());
        w.add(
            new Material.Plain(new Rgb(0.78, 0.76, 0.70), 0.5), Lathe.turn(lining, 40), 0, top, 0);
        w.label("bulb");
        w.add(w.glow(BULB_SEEN.times(0.6), OPAL), Lathe.ball(0.045, 18), 0, top - 0.62 * shade, 0);
        w.label("lamp");
        w.lamp(0, top - 0.62 * shade, 0, 0.045, BULB.times(2.2));
      }
    }
  }

  static void ceilingLamp(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    double h = w.height();
    Material metal = w.metal();
    w.turned(
        metal,
        Profile.from(0.8 * r, -0.34 * h)
            .to(0.98 * r, -0.34 * h)
            .curve(r, -0.2 * h, 0.86 * r, -0.14 * h)
            .curve(0.8 * r, -0.1 * h, 0.8 * r, 0),
        40,
        0,
        0,
        0);
    w.label("bulb");
    w.add(
        w.glow(SHADE_SEEN.times(1.3), OPAL),
        Lathe.turn(
            Profile.from(0, -0.94 * h)
                .smooth(0.5 * r, -0.86 * h, 0.84 * r, -0.58 * h, 0.95 * r, -0.3 * h)
                .to(0, -0.3 * h),
            40),
        0,
        0,
        0);
    w.label("lamp");
    w.add(
        metal,
        Lathe.turn(
            Profile.from(0, -h).curve(0.02, -0.99 * h, 0.018, -0.93 * h).to(0, -0.92 * h), 16),
        0,
        0,
        0);
    w.lamp(0, -0.62 * h, 0, 0.45 * r, SHADE.times(3.2));
  }

  /** Adds a pleated or plain lamp shade with the light inside. */
  private static void shade(
      Workpiece w, double y, double bottom, double top, double height, double power) {
    Material cloth = w.glow(SHADE_SEEN, new Material.Fabric(new Rgb(0.70, 0.64, 0.52)));
    w.label("lamp shade");
    int pleats = w.ornate() ? 36 : 0;
    w.add(
        cloth,
        Lathe.turn(
            Profile.from(bottom, y).to(top, y + height), pleats > 0 ? 144 : 40, pleats, 0.008),
        0,
        0,
        0);
    for (int s = 0; s < 2; s++) {
      w.add(
          new Material.Fabric(w.finish().accent()),
          Sweep.ring(
              Seating.ringXz(s == 0 ? bottom : top, s == 0 ? y + 0.004 : y + height - 0.004, 40),
              Profile.ellipse(0.003, 0.005, 8),
              Vec3.UP),
          Pose.IDENTITY);
    }
    w.label("lamp");
    w.tube(
        w.metal(),
        List.of(
            new Vec3(-top + 0.002, y + 0.85 * height, 0),
            new Vec3(top - 0.002, y + 0.85 * height, 0)),
        0.002,
        6);
    w.lamp(0, y + 0.5 * height, 0, Math.min(0.16, 0.8 * top + 0.02), SHADE.times(power));
  }

  static void floorLamp(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    Material m = w.metal();
    double shade = 0.27;
    w.turned(
        m,
        Profile.from(0, 0)
            .to(0.70 * r, 0)
            .curve(0.74 * r, 0.012, 0.62 * r, 0.018)
            .smooth(0.3 * r, 0.03, 0.02, 0.06)
            .to(0.012, 0.08, 0.011, 0.45 * h)
            .curve(0.026, 0.47 * h, 0.011, 0.49 * h)
            .to(
                0.010,
                h - shade + 0.02,
                0.017,
                h - shade + 0.02,
                0.017,
                h - shade + 0.08,
                0,
                h - shade + 0.08),
        32,
        0,
        0,
        0);
    w.tube(m, List.of(new Vec3(0, h - shade, 0), new Vec3(0, h - 0.02, 0)), 0.004, 8);
    shade(
        w,
        h - shade,
        r,
        w.style() == Style.MODERN || w.style() == Style.SCANDINAVIAN ? 0.85 * r : 0.60 * r,
        shade,
        1.4);
  }

  static void tableLamp(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double shade = 0.42 * h;
    double foot = h - shade;
    Material m =
        switch (w.finish().body()) {
          case FABRIC, VELVET, LEATHER, WICKER -> w.metal();
          default -> w.body();
        };
    Profile base =
        switch (w.style()) {
          case MODERN, BAUHAUS, SCANDINAVIAN, JAPANESE ->
              Profile.from(0, 0)
                  .to(0.4 * r, 0)
                  .smooth(0.62 * r, 0.25 * foot, 0.52 * r, 0.6 * foot, 0.12 * r, 0.85 * foot)
                  .to(0.05 * r, 0.9 * foot, 0.05 * r, foot + 0.03, 0, foot + 0.03);
          default ->
              Profile.from(0, 0)
                  .to(0.52 * r, 0, 0.52 * r, 0.05 * foot)
                  .curve(0.30 * r, 0.08 * foot, 0.22 * r, 0.15 * foot)
                  .smooth(0.50 * r, 0.38 * foot, 0.42 * r, 0.56 * foot, 0.14 * r, 0.76 * foot)
                  .to(
                      0.22 * r,
                      0.78 * foot,
                      0.22 * r,
                      0.81 * foot,
                      0.07 * r,
                      0.84 * foot,
                      0.06 * r,
                      foot + 0.03,
                      0,
                      foot + 0.03);
        };
    w.turned(m, base, 32, 0, 0, 0);
    w.tube(w.metal(), List.of(new Vec3(0, foot, 0), new Vec3(0, h - 0.006, 0)), 0.0035, 8);
    w.add(w.metal(), Lathe.ball(0.008, 10), 0, h - 0.008, 0);
    shade(w, foot, 0.985 * r, 0.60 * r, shade - 0.02, 1.0);
  }

  static void wallSconce(Workpiece w) {
    double h = w.height();
    double d = w.depth();
    Material metal = w.metal();
    double half = w.width() / 2;
    boolean candles = w.ornate() || w.style() == Style.RUSTIC;
    w.add(
        metal,
        Plate.cut(Profile.ellipse(Math.min(0.05, 0.45 * half), 0.36 * h, 40), 0.014, 0.005),
        0,
        0.37 * h,
        0.008);
    w.add(metal, Lathe.ellipsoid(0.022, 0.022, 18), 0, 0.36 * h, 0.016);
    int arms = half > 0.09 && w.ornate() ? 2 : 1;
    double foot = candles ? Math.max(0.2 * h, h - 0.18) : 0.40 * h;
    for (int i = 0; i < arms; i++) {
      double x = arms == 1 ? 0 : (i == 0 ? -1 : 1) * (half - 0.048);
      double z = d - 0.05;
      w.tube(
          metal,
          Curves.through(
              0,
              0.36 * h,
              0.012,
              0.4 * x,
              0.22 * h,
              0.45 * z,
              x,
              0.20 * h,
              z * 0.9,
              x,
              foot - 0.01,
              z),
          0.006,
          10);
      if (candles) {
        candleBulb(w, metal, x, foot, z);
        w.lamp(x, foot + 0.14, z, 0.019, BULB.times(0.42));
      } else {
        w.add(
            metal,
            Lathe.turn(
                Profile.from(0, 0.34 * h).to(0.02, 0.34 * h, 0.03, 0.40 * h, 0, 0.40 * h), 20),
            x,
            0,
            z);
        w.label("bulb");
        w.add(
            w.glow(SHADE_SEEN.times(1.6), OPAL),
            Lathe.turn(
                Profile.from(0, 0.40 * h)
                    .to(0.025, 0.40 * h)
                    .smooth(0.046, 0.6 * h, 0.046, 0.8 * h)
                    .curve(0.046, h, 0, h),
                28),
            x,
            0,
            z);
        w.label("lamp");
        w.lamp(x, 0.7 * h, z, 0.045, SHADE.times(0.7));
      }
      w.label("lamp");
    }
  }
}
