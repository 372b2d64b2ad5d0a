package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Things that are there to be looked at.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Decoration {
  private Decoration() {}

  static void vase(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    Material m = Finishes.soft(w.finish()) ? new Material.China(w.finish().accent(), r) : w.body();
    w.turned(m, fitted(w.chance().below(5), r, w.height()), 40, 0, 0, 0);
  }

  /** Returns a vase outline scaled to a radius and height. */
  private static Profile fitted(int shape, double r, double h) {
    Profile p = Trinkets.vase(shape);
    double widest = p.points().stream().mapToDouble(Vec3::x).max().orElse(1);
    return p.scaled(r / widest, h);
  }

  static void flowersInVase(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double vase = 0.46 * h;
    Material m =
        switch (w.finish().body()) {
          case CHINA, GLASS, METAL, STONE, MARBLE, PLASTIC, PAINT -> w.body();
          default -> new Material.Plain(w.finish().second(), 0.12);
        };
    w.label("vase");
    w.turned(m, fitted(c.below(2) * 2, 0.42 * r, vase), 36, 0, 0, 0);
    w.label("flowers");
    Mesh stems = new Mesh();
    Mesh leaves = new Mesh();
    Mesh first = new Mesh();
    Mesh second = new Mesh();
    int n = 19;
    for (int i = 0; i < n; i++) {
      double a = 2.39996 * i;
      double q = Math.sqrt((i + 0.3) / n);
      Vec3 dir = new Vec3(Math.cos(a), 0, Math.sin(a));
      Vec3 head =
          new Vec3(0, vase + (h - vase - 0.03) * (0.96 - 0.55 * q * q) * c.between(0.9, 1.02), 0)
              .plus(dir.times((r - 0.04) * q));
      List<Vec3> stem =
          Curves.smooth(
              List.of(
                  new Vec3(0, 0.72 * vase, 0),
                  new Vec3(0, vase, 0).plus(dir.times(0.12 * r * q)),
                  head),
              4);
      stems.add(Sweep.tube(stem, 0.0022, 5), Pose.IDENTITY);
      Vec3 facing = dir.times(0.9 * q).plus(Vec3.UP).normalised();
      Mesh target = i % 3 == 0 ? second : first;
      if (i % 4 == 3) {
        Blooms.daisy(second, head, facing, 0.030);
      } else {
        Blooms.rose(target, head, facing, c.between(0.032, 0.044));
      }
      for (int k = 0; k < 5; k++) {
        Vec3 p = stem.get(2 + c.below(stem.size() - 2));
        Vec3 d =
            dir.times(c.between(0.2, 1.2))
                .plus(new Vec3(c.between(-0.8, 0.8), c.between(-0.2, 0.7), c.between(-0.8, 0.8)));
        if (d.length() > 0.1) {
          Foliage.leaf(leaves, p, d.normalised(), Vec3.UP, c.between(0.06, 0.10), 0.034, 0.25);
        }
      }
    }
    w.add(new Material.Leaf(new Rgb(0.10, 0.20, 0.06)), stems.build(), 0, 0, 0);
    w.add(new Material.Leaf(new Rgb(0.07, 0.17, 0.05)), leaves.build(), 0, 0, 0);
    w.add(new Material.Leaf(w.finish().accent()), first.build(), 0, 0, 0);
    w.add(
        new Material.Leaf(w.finish().accent().mix(new Rgb(0.80, 0.74, 0.66), 0.7)),
        second.build(),
        0,
        0,
        0);
  }

  static void bookStack(Workpiece w) {
    Chance c = w.chance();
    int n = Math.max(2, (int) Math.round(w.height() / 0.036));
    double y = 0;
    for (int i = 0; i < n; i++) {
      double t = w.height() / n * c.between(0.85, 1.0);
      double shrink = 1 - 0.05 * i;
      double long_ = Math.min(w.width(), 0.96 * w.width()) * shrink * c.between(0.86, 0.96);
      double deep = w.depth() * shrink * c.between(0.86, 0.95);
      Books.upright(
          w,
          at(0, y, 0, c.between(-7, 7), 0, 0).times(at(long_ / 2, 0, -deep / 2, 0, 0, 90)),
          t,
          long_,
          deep);
      y += t;
    }
  }

  static void openBook(Workpiece w) {
    double h = w.height();
    double half = w.width() / 2;
    double d = w.depth();
    Material cover = new Material.Leather(Books.cloth(w.chance()));
    w.box(cover, 0, 0, 0, w.width(), 0.004, d, 0.001);
    for (int s = -1; s <= 1; s += 2) {
      Profile pages =
          Profile.from(0, 0.004)
              .to(0, 0.35 * h)
              .curve(0.12 * half, 1.05 * h, 0.42 * half, 0.92 * h)
              .curve(0.72 * half, 0.78 * h, 0.955 * half, 0.55 * h)
              .to(0.965 * half, 0.004);
      Solid block = Plate.cut(pages, d - 0.012, 0.0008);
      w.add(
          new Material.Paper(new Rgb(0.74, 0.70, 0.60)), block, at(0, 0, 0, s > 0 ? 0 : 180, 0, 0));
    }
    w.box(
        new Material.Fabric(w.finish().accent()),
        0.012,
        0.32 * h,
        0.01,
        0.008,
        0.002,
        d - 0.03,
        0.0005);
  }

  static void mantelClock(Workpiece w) {
    double h = w.height();
    double half = w.width() / 2;
    double d = w.depth();
    Material m = Finishes.soft(w.finish()) ? w.wood() : w.body();
    if (w.ornate() || w.style() == Style.RUSTIC) {
      w.box(m, 0, 0, 0, w.width(), 0.13 * h, d, 0.008);
      Profile arch =
          Profile.from(-0.78 * half, 0)
              .to(0.78 * half, 0, 0.78 * half, 0.42 * h)
              .curve(0.74 * half, 0.80 * h, 0, 0.80 * h)
              .curve(-0.74 * half, 0.80 * h, -0.78 * half, 0.42 * h);
      w.add(m, Plate.cut(arch, 0.78 * d, 0.008), 0, 0.12 * h, 0);
      w.turned(
          w.metal(),
          Profile.from(0, 0)
              .to(0.02, 0)
              .curve(0.03, 0.04 * h, 0.008, 0.05 * h)
              .curve(0.02, 0.07 * h, 0, 0.085 * h),
          18,
          0,
          0.915 * h,
          0);
    } else {
      Profile drum = Profile.roundedRectangle(w.width(), h, 0.3 * h, 8);
      w.add(m, Plate.cut(drum, 0.9 * d, 0.008), 0, h / 2, 0);
    }
    double r = Math.min(0.58 * half, 0.3 * h);
    double cy = w.ornate() || w.style() == Style.RUSTIC ? 0.54 * h : 0.5 * h;
    double z = w.ornate() || w.style() == Style.RUSTIC ? 0.39 * d : 0.45 * d;
    WallThings.clockFace(w, 0, cy, z, r);
    w.add(
        w.metal(),
        Sweep.ring(Curves.ellipse(r, r, 40), Profile.ellipse(0.005, 0.005, 8), new Vec3(0, 0, 1)),
        0,
        cy,
        z + 0.003);
  }

  static void bust(Workpiece w) {
    double s = w.height() / 0.44;
    Material m =
        switch (w.finish().body()) {
          case MARBLE, STONE, METAL, CHINA -> w.body();
          default -> new Material.Marble(new Rgb(0.74, 0.72, 0.68), new Rgb(0.5, 0.48, 0.45), 0.35);
        };
    w.turned(
        m,
        Profile.from(0, 0)
            .to(0.085, 0, 0.085, 0.015)
            .curve(0.05, 0.03, 0.048, 0.05)
            .to(0.06, 0.065, 0, 0.065)
            .scaled(s, s),
        32,
        0,
        0,
        0);
    // Shoulders and chest, neck, head, hair, nose.
    Solid chest =
        Mesh.bend(
            Cushion.superellipsoid(0.27 * s, 0.16 * s, 0.15 * s, 2.6, 12),
            p -> new Vec3(p.x() * (1 - Math.max(0, -p.y() / s) * 5.5), p.y(), p.z()));
    w.add(m, chest, 0, 0.135 * s, -0.005 * s);
    w.turned(
        m,
        Profile.from(0, 0)
            .to(0.052 * s, 0)
            .smooth(0.040 * s, 0.04 * s, 0.043 * s, 0.09 * s)
            .to(0, 0.1 * s),
        24,
        0,
        0.19 * s,
        0);
    w.add(
        m,
        Mesh.bend(
            Cushion.superellipsoid(0.125 * s, 0.175 * s, 0.15 * s, 2.2, 12),
            p -> new Vec3(p.x() * (1 + 1.2 * p.y() / s), p.y(), p.z() + 0.1 * Math.min(0, p.y()))),
        0,
        0.335 * s,
        0.008 * s);
    w.add(
        m,
        Mesh.bend(
            Cushion.superellipsoid(0.142 * s, 0.13 * s, 0.16 * s, 2.3, 16),
            p ->
                p.times(
                    1
                        + 0.025
                            * Math.sin(95 * p.x() / s)
                            * Math.sin(90 * p.z() / s + 40 * p.y() / s))),
        0,
        0.372 * s,
        -0.014 * s);
    w.add(
        m, Cushion.superellipsoid(0.024 * s, 0.045 * s, 0.036 * s, 2, 6), 0, 0.322 * s, 0.080 * s);
    w.add(m, Cushion.superellipsoid(0.045 * s, 0.014 * s, 0.02 * s, 2, 6), 0, 0.288 * s, 0.070 * s);
    w.add(m, Cushion.superellipsoid(0.09 * s, 0.018 * s, 0.03 * s, 2, 6), 0, 0.350 * s, 0.070 * s);
    for (int e = -1; e <= 1; e += 2) {
      w.add(
          m,
          Cushion.superellipsoid(0.02 * s, 0.04 * s, 0.024 * s, 2, 6),
          e * 0.064 * s,
          0.325 * s,
          0.0);
      w.add(m, Lathe.ball(0.013 * s, 12), e * 0.025 * s, 0.337 * s, 0.068 * s);
    }
  }

  /** A small standing deer: body, legs, neck, head. */
  static void figurine(Workpiece w) {
    double s = w.height() / 0.26;
    Material m =
        switch (w.finish().body()) {
          case FABRIC, VELVET, LEATHER, WICKER -> w.metal();
          default -> w.body();
        };
    w.turned(
        m,
        Profile.from(0, 0).to(0.055, 0).curve(0.058, 0.008, 0.05, 0.012).to(0, 0.014).scaled(s, s),
        32,
        0,
        0,
        0);
    w.add(
        m,
        Cushion.superellipsoid(0.105 * s, 0.05 * s, 0.046 * s, 2.4, 10),
        at(-0.004 * s, 0.108 * s, 0, 0, 0, 6));
    double[][] feet = {{0.038, 0.013}, {0.034, -0.013}, {-0.042, 0.014}, {-0.038, -0.014}};
    for (double[] f : feet) {
      w.tube(
          m,
          Curves.through(
              f[0] * s,
              0.10 * s,
              f[1] * 0.9 * s,
              (f[0] - 0.006) * s,
              0.06 * s,
              f[1] * s,
              f[0] * s,
              0.012 * s,
              f[1] * s),
          t -> s * (0.0095 - 0.0055 * t),
          8);
    }
    w.tube(
        m,
        Curves.through(0.036 * s, 0.112 * s, 0, 0.050 * s, 0.15 * s, 0, 0.050 * s, 0.192 * s, 0),
        t -> s * (0.017 - 0.007 * t),
        10);
    w.add(
        m,
        Cushion.superellipsoid(0.046 * s, 0.022 * s, 0.02 * s, 2.2, 8),
        at(0.060 * s, 0.200 * s, 0, 0, 0, -16));
    for (int z = -1; z <= 1; z += 2) {
      w.tube(
          m,
          Curves.through(
              0.048 * s,
              0.21 * s,
              z * 0.006 * s,
              0.038 * s,
              0.23 * s,
              z * 0.016 * s,
              0.046 * s,
              0.256 * s,
              z * 0.022 * s),
          t -> s * (0.003 - 0.0018 * t),
          6);
      w.tube(
          m,
          Curves.through(0.039 * s, 0.228 * s, z * 0.014 * s, 0.056 * s, 0.243 * s, z * 0.016 * s),
          t -> s * (0.0024 - 0.0014 * t),
          6);
    }
    w.add(m, Lathe.ball(0.009 * s, 10), -0.056 * s, 0.122 * s, 0);
  }

  static void jar(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    boolean glass = w.finish().body() == Substance.GLASS;
    Material m = Finishes.soft(w.finish()) ? Finishes.WHITE_CHINA : w.body();
    double body = 0.78 * h;
    w.turned(
        m,
        Profile.from(0, 0)
            .to(0.86 * r, 0)
            .curve(r, 0, r, 0.08 * h)
            .to(r, 0.60 * h)
            .curve(r, 0.74 * h, 0.74 * r, body)
            .to(0.70 * r, body),
        34,
        0,
        0,
        0);
    if (glass) {
      w.add(
          new Material.Ground(w.finish().second(), w.finish().accent(), 0.01),
          Lathe.turn(Profile.from(0, 0.01).to(0.94 * r, 0.01, 0.94 * r, 0.5 * h, 0, 0.52 * h), 28),
          0,
          0,
          0);
    }
    Material lid = glass ? w.wood() : m;
    w.turned(
        lid instanceof Material.Glass ? w.metal() : lid,
        Profile.from(0, body - 0.004)
            .to(0.80 * r, body - 0.004)
            .curve(0.84 * r, body + 0.02 * h, 0.78 * r, body + 0.05 * h)
            .smooth(0.4 * r, body + 0.10 * h, 0.12 * r, body + 0.115 * h)
            .curve(0.24 * r, 0.95 * h, 0.16 * r, 0.99 * h)
            .to(0, h),
        34,
        0,
        0,
        0);
  }

  static void tray(Workpiece w) {
    double h = w.height();
    Material m = Finishes.soft(w.finish()) ? w.metal() : w.body();
    double a = w.width();
    double d = w.depth();
    boolean oval = w.ornate();
    Profile rim =
        oval
            ? Profile.ellipse(a / 2 - 0.008, d / 2 - 0.008, 56)
            : Profile.roundedRectangle(a - 0.016, d - 0.016, 0.03, 5);
    w.add(m, Plate.cut(rim, 0.006, 0.002), at(0, 0.003, 0, 0, -90, 0));
    List<Vec3> path = rim.points().stream().map(p -> new Vec3(p.x(), 0.5 * h, p.y())).toList();
    w.add(
        m,
        Sweep.ring(path, Profile.roundedRectangle(0.008, h * 0.98, 0.003, 3), Vec3.UP),
        Pose.IDENTITY);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          w.metal(),
          Curves.through(
              s * (a / 2 - 0.012),
              0.7 * h,
              -0.06,
              s * (a / 2 - 0.012),
              h - 0.003,
              -0.03,
              s * (a / 2 - 0.012),
              h - 0.003,
              0.03,
              s * (a / 2 - 0.012),
              0.7 * h,
              0.06),
          0.004,
          8);
    }
  }

  static void computer(Workpiece w) {
    double width = w.width();
    double h = w.height();
    Material dark = Finishes.BLACK;
    Material grey = new Material.Metal(new Rgb(0.62, 0.63, 0.65), 0.35);
    double screen = 0.72 * h;
    double z = -0.5 * w.depth() + 0.05;
    w.add(
        dark,
        Plate.cut(Profile.roundedRectangle(width, screen, 0.012, 4), 0.022, 0.004),
        0,
        h - screen / 2,
        z);
    w.label("screen");
    Material picture =
        w.lit()
            ? new Material.Painting(0, w.chance().below(10000), width - 0.03, screen - 0.03)
            : new Material.Plain(new Rgb(0.02, 0.022, 0.026), 0.08);
    w.add(
        picture,
        Boxes.bevelled(width - 0.03, screen - 0.03, 0.002, 0.0004),
        0,
        h - screen / 2,
        z + 0.0115);
    w.label("computer");
    w.add(
        grey,
        Sweep.along(
            Curves.through(0, 0.008, z + 0.02, 0, 0.1, z - 0.02, 0, h - 0.6 * screen, z - 0.018),
            Profile.roundedRectangle(0.07, 0.012, 0.004, 2),
            t -> 1,
            new Vec3(0, 0, 1),
            false),
        Pose.IDENTITY);
    w.add(
        grey,
        Plate.cut(Profile.roundedRectangle(0.24, 0.17, 0.02, 5), 0.008, 0.003),
        at(0, 0.004, z + 0.035, 0, -90, 0));
    double kz = 0.5 * w.depth() - 0.055;
    w.add(grey, Boxes.bevelled(0.36, 0.010, 0.105, 0.004), at(-0.06, 0.008, kz, 0, 3, 0));
    Mesh keys = new Mesh();
    for (int r = 0; r < 5; r++) {
      int n = r == 4 ? 6 : 14;
      for (int i = 0; i < n; i++) {
        double kw = r == 4 && i == 2 ? 0.10 : 0.0205;
        double x =
            r == 4 ? -0.15 + i * 0.024 + (i > 2 ? 0.08 : i == 2 ? 0.04 : 0) : -0.16 + i * 0.0246;
        keys.add(Boxes.bevelled(kw, 0.004, 0.0155, 0.0012), at(x, 0.0075, -0.038 + r * 0.019));
      }
    }
    w.add(
        new Material.Plain(new Rgb(0.62, 0.62, 0.60), 0.5),
        keys.build(),
        at(-0.06, 0.0075, kz, 0, 3, 0));
    w.add(
        new Material.Plain(new Rgb(0.6, 0.6, 0.6), 0.3),
        Cushion.superellipsoid(0.058, 0.032, 0.095, 2.6, 8),
        0.20,
        0.015,
        kz);
  }

  static void radio(Workpiece w) {
    double width = w.width();
    double h = w.height() * 0.94;
    double d = w.depth();
    Material m =
        Finishes.soft(w.finish()) ? new Material.Leather(w.finish().bodyColour()) : w.body();
    double y0 = w.height() - h;
    w.add(
        m,
        Plate.cut(Profile.roundedRectangle(width, h, 0.045, 7), d * 0.92, 0.008),
        0,
        y0 + h / 2,
        -0.02 * d);
    for (int s = -1; s <= 1; s += 2) {
      w.box(
          Finishes.BLACK, s * 0.36 * width, 0, -0.1 * d, 0.03, y0 + 0.004, 0.05 * d + 0.03, 0.003);
    }
    double z = 0.44 * d;
    w.add(
        new Material.Fabric(w.finish().second()),
        Plate.cut(Profile.roundedRectangle(0.52 * width, 0.72 * h, 0.02, 5), 0.008, 0.003),
        -0.17 * width,
        y0 + 0.5 * h,
        z);
    w.add(
        new Material.Plain(new Rgb(0.7, 0.64, 0.48), 0.3),
        Plate.cut(Profile.roundedRectangle(0.28 * width, 0.30 * h, 0.01, 4), 0.006, 0.002),
        0.28 * width,
        y0 + 0.68 * h,
        z);
    w.add(
        Finishes.BLACK,
        Boxes.bevelled(0.002, 0.24 * h, 0.002, 0.0004),
        0.25 * width,
        y0 + 0.68 * h,
        z + 0.004);
    for (int i = 0; i < 2; i++) {
      w.add(
          w.metal(),
          Lathe.turn(
              Profile.from(0.09 * h, 0)
                  .to(0.09 * h, 0.014)
                  .curve(0.085 * h, 0.018, 0.07 * h, 0.018)
                  .to(0, 0.016),
              28,
              0,
              0),
          at((0.20 + 0.17 * i) * width, y0 + 0.28 * h, z, 0, 90, 0));
    }
  }
}
