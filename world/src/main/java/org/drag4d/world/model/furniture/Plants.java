package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Plants in pots.
 *
 * <p>Longer than most files: each kind is one builder, and a split would only scatter them.
 */
final class Plants {
  static final Rgb[] GREENS = {
    new Rgb(0.055, 0.15, 0.035),
    new Rgb(0.09, 0.20, 0.05),
    new Rgb(0.07, 0.17, 0.075),
    new Rgb(0.13, 0.24, 0.06)
  };
  private static final Rgb TERRACOTTA = new Rgb(0.42, 0.18, 0.095);

  private Plants() {}

  private static Material green(Chance c) {
    return new Material.Leaf(GREENS[c.below(GREENS.length)]);
  }

  /** Adds a pot filled with soil; returns the height of the soil. */
  static double pot(Workpiece w, double x, double y, double z, double r, double h) {
    w.label("pot");
    Material m =
        switch (w.finish().body()) {
          case CHINA, STONE, METAL, WICKER, PLASTIC, PAINT, MARBLE -> w.body();
          default -> new Material.Plain(TERRACOTTA, 0.8);
        };
    w.add(
        m,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.66 * r, 0)
                .curve(0.70 * r, 0, 0.71 * r, 0.02 * h)
                .to(0.90 * r, 0.80 * h, 0.99 * r, 0.81 * h)
                .curve(r, 0.82 * h, r, 0.85 * h)
                .to(r, 0.97 * h)
                .curve(r, h, 0.96 * r, h)
                .to(0.88 * r, h, 0.86 * r, 0.88 * h),
            36),
        x,
        y,
        z);
    w.add(
        Finishes.SOIL,
        Lathe.turn(Profile.from(0.87 * r, 0.9 * h).smooth(0.5 * r, 0.925 * h, 0, 0.93 * h), 28),
        x,
        y,
        z);
    w.label("plant");
    return y + 0.92 * h;
  }

  static void pottedPlant(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double potHeight = Math.min(0.34, 0.32 * h);
    double y = pot(w, 0, 0, 0, Math.min(0.5 * r, 0.5 * potHeight + 0.02), potHeight);
    switch (w.chance().below(3)) {
      case 0 -> fronds(w, y, h - y, r, 15);
      case 1 -> broadLeaves(w, y, h - y, r, 22);
      default -> swordLeaves(w, y, h - y, r * 0.75, 18);
    }
  }

  /** Feathered fronds that arch outwards: a kentia or a fern. */
  static void fronds(Workpiece w, double y, double height, double reach, int count) {
    Chance c = w.chance();
    Mesh leaves = new Mesh();
    Mesh stalks = new Mesh();
    for (int i = 0; i < count; i++) {
      double a = 2.39996 * i + c.between(-0.3, 0.3);
      double rise =
          height * c.between(0.72, 1.0) * (0.65 + 0.35 * Math.pow((double) i / count, 0.6));
      double out = reach * c.between(0.75, 1.0) * (1.05 - 0.45 * i / count);
      Vec3 dir = new Vec3(Math.cos(a), 0, Math.sin(a));
      List<Vec3> rib =
          Curves.smooth(
              List.of(
                  new Vec3(0, y, 0).plus(dir.times(0.02)),
                  new Vec3(0, y + 0.55 * rise, 0).plus(dir.times(0.18 * out)),
                  new Vec3(0, y + 0.92 * rise, 0).plus(dir.times(0.52 * out)),
                  new Vec3(0, y + 0.94 * rise, 0).plus(dir.times(0.82 * out)),
                  new Vec3(0, y + 0.80 * rise, 0).plus(dir.times(out))),
              5);
      stalks.add(Sweep.tube(rib, t -> 0.006 - 0.0045 * t, 5), Pose.IDENTITY);
      Vec3 side = dir.cross(Vec3.UP);
      int pairs = 17;
      for (int k = 0; k < pairs; k++) {
        double t = 0.30 + 0.70 * k / (pairs - 1);
        int at = (int) Math.min(rib.size() - 2, t * (rib.size() - 1));
        Vec3 p = rib.get(at).lerp(rib.get(at + 1), t * (rib.size() - 1) - at);
        Vec3 along = rib.get(at + 1).minus(rib.get(at)).normalised();
        double length = 0.34 * out * Math.sin(Math.PI * (0.16 + 0.78 * (t - 0.30) / 0.70)) + 0.02;
        for (int s = -1; s <= 1; s += 2) {
          Vec3 d =
              along
                  .times(0.62)
                  .plus(side.times(s))
                  .plus(new Vec3(0, 0.15 + c.between(-0.1, 0.1), 0))
                  .normalised();
          Foliage.leaf(leaves, p, d, Vec3.UP, length, 0.020 + 0.05 * length, 0.28);
        }
      }
    }
    w.add(green(c), leaves.build(), 0, 0, 0);
    w.add(new Material.Leaf(new Rgb(0.12, 0.19, 0.05)), stalks.build(), 0, 0, 0);
  }

  /** Big leaves on bent stalks: a rubber plant or a monstera. */
  static void broadLeaves(Workpiece w, double y, double height, double reach, int count) {
    Chance c = w.chance();
    Mesh leaves = new Mesh();
    Mesh stalks = new Mesh();
    double size = Math.min(0.30, 0.36 * height);
    for (int i = 0; i < count; i++) {
      double a = 2.39996 * i;
      double level = Math.pow((i + 0.5) / count, 0.8);
      Vec3 dir = new Vec3(Math.cos(a), 0, Math.sin(a));
      Vec3 tip =
          new Vec3(0, y + height * (0.20 + 0.68 * level) * c.between(0.92, 1.03), 0)
              .plus(dir.times((reach - 0.75 * size) * (0.95 - 0.55 * level) * c.between(0.8, 1.1)));
      List<Vec3> stalk =
          Curves.smooth(
              List.of(
                  new Vec3(0.012 * Math.cos(a), y, 0.012 * Math.sin(a)),
                  new Vec3(0, (y + tip.y()) / 2 + 0.05, 0).plus(dir.times(0.03)),
                  tip),
              5);
      stalks.add(Sweep.tube(stalk, t -> 0.006 - 0.003 * t, 6), Pose.IDENTITY);
      Vec3 out = dir.times(1).plus(new Vec3(0, 0.25 + 0.5 * level - 0.25, 0)).normalised();
      double length = size * c.between(0.8, 1.1);
      broadLeaf(leaves, tip, out, length, 0.62 * length);
    }
    w.add(green(c), leaves.build(), 0, 0, 0);
    w.add(new Material.Leaf(new Rgb(0.10, 0.17, 0.05)), stalks.build(), 0, 0, 0);
  }

  /** Adds a curved leaf of 4 × 8 cells, folded along the midrib, its tip sinking. */
  static void broadLeaf(Mesh mesh, Vec3 base, Vec3 direction, double length, double width) {
    Vec3 side = direction.cross(Vec3.UP).normalised();
    Vec3 up = side.cross(direction);
    Solid leaf =
        Drape.sheet(
            4,
            8,
            (u, v) -> {
              double half =
                  width / 2 * Math.pow(Math.sin(Math.PI * Math.pow(0.02 + 0.975 * v, 0.75)), 0.8);
              double s = 2 * u - 1;
              return base.plus(direction.times(length * v))
                  .plus(side.times(s * half))
                  .plus(up.times(0.30 * half * s * s + 0.02 * Math.sin(9 * v) * s * s))
                  .plus(new Vec3(0, -0.42 * length * v * v, 0));
            });
    mesh.add(leaf, Pose.IDENTITY);
  }

  /** Stiff upright leaves: a snake plant. */
  static void swordLeaves(Workpiece w, double y, double height, double reach, int count) {
    Chance c = w.chance();
    Mesh leaves = new Mesh();
    for (int i = 0; i < count; i++) {
      double a = 2.39996 * i;
      double h = height * c.between(0.55, 1.0);
      Vec3 dir = new Vec3(Math.cos(a), 0, Math.sin(a));
      double q = 0.25 * reach * Math.sqrt((i + 0.5) / count);
      Foliage.blade(
          leaves,
          new Vec3(0, y, 0).plus(dir.times(q)),
          dir,
          h,
          0.055,
          c.between(0.05, 0.35) * reach / h,
          7);
    }
    w.add(green(c), leaves.build(), 0, 0, 0);
  }

  static void pottedTree(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double potHeight = 0.36;
    double y = pot(w, 0, 0, 0, 0.2, potHeight);
    double fork = y + 0.42 * (h - y);
    Mesh wood = new Mesh();
    Mesh leaves = new Mesh();
    wood.add(
        Sweep.tube(
            Curves.through(0, y - 0.02, 0, 0.02, (y + fork) / 2, 0.015, 0, fork, 0),
            t -> 0.024 - 0.008 * t,
            9),
        Pose.IDENTITY);
    for (int i = 0; i < 11; i++) {
      double a = 2.39996 * i + c.between(-0.3, 0.3);
      double level = c.between(0.35, 0.95);
      Vec3 start = new Vec3(0, fork - 0.12 * (1 - level), 0);
      Vec3 tip =
          new Vec3(
              r * 0.75 * Math.cos(a) * c.between(0.5, 1),
              fork + (h - fork - 0.06) * level,
              r * 0.75 * Math.sin(a) * c.between(0.5, 1));
      List<Vec3> branch =
          Curves.smooth(List.of(start, start.lerp(tip, 0.5).plus(new Vec3(0, 0.08, 0)), tip), 6);
      wood.add(Sweep.tube(branch, t -> 0.011 - 0.008 * t, 6), Pose.IDENTITY);
      for (int k = 0; k < 46; k++) {
        double t = c.between(0.35, 1.0);
        Vec3 p = branch.get((int) (t * (branch.size() - 1)));
        Vec3 d = new Vec3(c.between(-1, 1), c.between(-0.45, 0.8), c.between(-1, 1));
        d = d.length() < 0.1 ? Vec3.UP : d.normalised();
        Vec3 at = p.plus(d.times(c.between(0.0, 0.11)));
        Foliage.leaf(
            leaves,
            at,
            d,
            new Vec3(-d.x() * 0.4, 1, -d.z() * 0.4).normalised(),
            c.between(0.055, 0.085),
            0.032,
            0.25);
      }
    }
    w.add(new Material.Bark(new Rgb(0.20, 0.15, 0.10)), wood.build(), 0, 0, 0);
    w.add(green(c), leaves.build(), 0, 0, 0);
  }

  static void smallPlant(Workpiece w) {
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double potHeight = 0.36 * h;
    double y = pot(w, 0, 0, 0, Math.min(0.6 * r, 0.62 * potHeight), potHeight);
    switch (w.chance().below(4)) {
      case 0 -> succulent(w, y, Math.min(0.7 * r, 0.09));
      case 1 -> broadLeaves(w, y, h - y, r, 13);
      case 2 -> fronds(w, y, h - y, r, 9);
      default -> swordLeaves(w, y, h - y, 0.8 * r, 12);
    }
  }

  private static void succulent(Workpiece w, double y, double r) {
    Mesh mesh = new Mesh();
    for (int i = 0; i < 34; i++) {
      double a = 2.39996 * i;
      double t = (double) i / 34;
      double tilt = 0.15 + 1.25 * t;
      Vec3 d = new Vec3(Math.cos(a) * Math.cos(tilt), Math.sin(tilt), Math.sin(a) * Math.cos(tilt));
      double length = r * (1.1 - 0.75 * t);
      Solid petal = Cushion.superellipsoid(0.36 * length, 0.14 * length, length, 2.3, 5);
      Vec3 x = d.cross(Vec3.UP).normalised();
      Vec3 up = x.cross(d);
      mesh.add(
          petal,
          new Pose(
              Quaternion.ofColumns(up.cross(d), up, d),
              new Vec3(0, y + 0.02 + 0.4 * r * t, 0).plus(d.times(0.5 * length))));
    }
    w.add(new Material.Leaf(new Rgb(0.16, 0.28, 0.17)), mesh.build(), 0, 0, 0);
  }

  static void hangingPlant(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double potR = 0.42 * r;
    double potH = 0.75 * potR * 2;
    double top = -0.45 * h;
    double y = pot(w, 0, top - potH, 0, potR, potH);
    w.label("plant");
    Material cord = new Material.Fabric(new Rgb(0.5, 0.42, 0.3));
    for (int i = 0; i < 3; i++) {
      double a = 2 * Math.PI * i / 3;
      w.tube(
          cord,
          List.of(new Vec3(0, -0.02, 0), new Vec3(potR * Math.cos(a), top, potR * Math.sin(a))),
          0.003,
          6);
    }
    w.add(
        w.metal(),
        Sweep.ring(
            Curves.ellipse(0.012, 0.014, 12), Profile.ellipse(0.003, 0.003, 6), new Vec3(0, 0, 1)),
        0,
        -0.015,
        0);
    Mesh leaves = new Mesh();
    Mesh vines = new Mesh();
    for (int i = 0; i < 20; i++) {
      double a = 2.39996 * i;
      double drop = (h - 0.55 * h + potH * 0.2) * c.between(0.35, 1.0);
      double out = potR * c.between(1.05, 1.55);
      Vec3 dir = new Vec3(Math.cos(a), 0, Math.sin(a));
      double floor = Math.max(-h + 0.03, y - drop);
      List<Vec3> vine =
          Curves.smooth(
              List.of(
                  new Vec3(0, y, 0).plus(dir.times(0.4 * potR)),
                  new Vec3(0, y + 0.06, 0).plus(dir.times(0.9 * potR)),
                  new Vec3(0, y - 0.05, 0).plus(dir.times(out)),
                  new Vec3(0, (y + floor) / 2, 0).plus(dir.times(out * 1.06)),
                  new Vec3(0, floor, 0).plus(dir.times(out * c.between(0.9, 1.1)))),
              6);
      vines.add(Sweep.tube(vine, t -> 0.0022, 4), Pose.IDENTITY);
      for (int k = 2; k < vine.size(); k++) {
        Vec3 d =
            new Vec3(c.between(-1, 1), c.between(-0.9, 0.2), c.between(-1, 1))
                .plus(dir.times(0.8))
                .normalised();
        Foliage.leaf(
            leaves,
            vine.get(k),
            d,
            Vec3.UP.plus(dir).normalised(),
            c.between(0.045, 0.075),
            0.045,
            0.3);
      }
    }
    w.add(green(c), leaves.build(), 0, 0, 0);
    w.add(new Material.Leaf(new Rgb(0.1, 0.16, 0.05)), vines.build(), 0, 0, 0);
  }

  static void planterBox(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double box = Math.min(0.36, 0.5 * h);
    Material m = w.wood();
    double width = w.width();
    double depth = w.depth();
    w.label("planter");
    int boards = 3;
    for (int i = 0; i < boards; i++) {
      double y = 0.03 + i * (box - 0.03) / boards;
      double bh = (box - 0.03) / boards - 0.003;
      for (int s = -1; s <= 1; s += 2) {
        w.box(m, 0, y, s * (depth / 2 - 0.02), width - 0.02, bh, 0.024, 0.005);
        w.box(m, s * (width / 2 - 0.02), y, 0, 0.024, bh, depth - 0.07, 0.005);
      }
    }
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        w.box(
            m,
            sx * (width / 2 - 0.022),
            0,
            sz * (depth / 2 - 0.022),
            0.044,
            box + 0.015,
            0.044,
            0.006);
      }
    }
    w.add(Finishes.SOIL, Boxes.bevelled(width - 0.06, 0.05, depth - 0.06, 0.01), 0, box - 0.045, 0);
    w.label("plant");
    Mesh leaves = new Mesh();
    Mesh flowers = new Mesh();
    Rgb bloom =
        Trinkets.TOY_COLOURS[c.below(Trinkets.TOY_COLOURS.length)].mix(
            new Rgb(0.6, 0.3, 0.35), 0.3);
    int plants = Math.max(3, (int) (width / 0.15));
    for (int i = 0; i < plants; i++) {
      double x = width * ((i + 0.5) / plants - 0.5) * 0.92;
      double z = c.between(-0.25, 0.25) * depth;
      double tall = (h - box) * c.between(0.6, 1.0);
      for (int k = 0; k < 44; k++) {
        double a = c.between(0, 2 * Math.PI);
        double v = c.unit();
        Vec3 p =
            new Vec3(
                x + 0.07 * Math.cos(a) * (1 - 0.4 * v),
                box - 0.02 + tall * v * 0.9,
                z + 0.07 * Math.sin(a) * (1 - 0.4 * v));
        Vec3 d = new Vec3(Math.cos(a), c.between(-0.1, 0.9), Math.sin(a)).normalised();
        Foliage.leaf(leaves, p, d, Vec3.UP, c.between(0.05, 0.09), 0.034, 0.2);
        if (v > 0.6 && k % 4 == 0) {
          Blooms.daisy(flowers, p.plus(d.times(0.05)).plus(new Vec3(0, 0.02, 0)), d, 0.022);
        }
      }
    }
    w.add(green(c), leaves.build(), 0, 0, 0);
    w.add(new Material.Leaf(bloom), flowers.build(), 0, 0, 0);
  }

  static void plantBench(Workpiece w) {
    Chance c = w.chance();
    Material m = w.wood();
    double h = w.height();
    double width = w.width();
    double depth = w.depth();
    double top = 0.58 * Math.min(1.2, h);
    w.label("bench");
    int slats = 5;
    for (int level = 0; level < 2; level++) {
      double y = level == 0 ? 0.16 : top;
      for (int i = 0; i < slats; i++) {
        w.box(
            m,
            0,
            y,
            depth * ((i + 0.5) / slats - 0.5) * 0.97,
            width,
            0.022,
            depth / slats - 0.018,
            0.004);
      }
      for (int s = -1; s <= 1; s += 2) {
        w.box(m, s * (width / 2 - 0.07), y - 0.05, 0, 0.04, 0.05, depth - 0.03, 0.004);
      }
    }
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        w.box(m, sx * (width / 2 - 0.07), 0, sz * (depth / 2 - 0.03), 0.05, top, 0.05, 0.005);
      }
    }
    int pots = (int) (width / 0.26);
    for (int level = 0; level < 2; level++) {
      double y = (level == 0 ? 0.16 : top) + 0.022;
      double room = level == 0 ? top - 0.2 : h - top;
      for (int i = 0; i < pots; i++) {
        double x = width * ((i + 0.5) / pots - 0.5) * 0.93;
        double z = c.between(-0.16, 0.16) * depth;
        double potH = Math.min(0.16, 0.38 * room) * c.between(0.8, 1.1);
        int mark = w.mark();
        double soil = pot(w, 0, 0, 0, potH * c.between(0.55, 0.66), potH);
        double tall = (room - potH) * c.between(0.65, 0.95);
        switch (c.below(4)) {
          case 0 -> fronds(w, soil, tall, 0.15, 7);
          case 1 -> broadLeaves(w, soil, tall, 0.15, 9);
          case 2 -> swordLeaves(w, soil, tall, 0.10, 10);
          default -> herbs(w, soil, tall, 0.10);
        }
        w.move(mark, at(x, y, z));
      }
    }
  }

  /** A dense little bush of small leaves. */
  static void herbs(Workpiece w, double y, double height, double r) {
    Chance c = w.chance();
    Mesh leaves = new Mesh();
    for (int i = 0; i < 130; i++) {
      double a = c.between(0, 2 * Math.PI);
      double v = c.unit();
      double q = r * Math.sqrt(c.unit()) * (0.5 + 0.7 * Math.sin(Math.PI * Math.min(1, v + 0.2)));
      Vec3 d = new Vec3(Math.cos(a), c.between(-0.2, 0.9), Math.sin(a)).normalised();
      Foliage.leaf(
          leaves,
          new Vec3(q * Math.cos(a), y + height * v * 0.9, q * Math.sin(a)),
          d,
          Vec3.UP,
          c.between(0.025, 0.045),
          0.020,
          0.2);
    }
    w.add(green(c), leaves.build(), 0, 0, 0);
  }

  static void palm(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double r = Math.min(w.width(), w.depth()) / 2;
    double y = pot(w, 0, 0, 0, Math.min(0.24, 0.42 * r), 0.36);
    double crown = y + 0.38 * (h - y);
    int stems = 3;
    for (int s = 0; s < stems; s++) {
      double a = 2 * Math.PI * s / stems + 0.4;
      double lean = 0.10 * s;
      Vec3 top = new Vec3(lean * Math.cos(a), crown * (1 - 0.16 * s), lean * Math.sin(a));
      w.tube(
          new Material.Bark(new Rgb(0.24, 0.17, 0.10)),
          Curves.smooth(
              List.of(
                  new Vec3(0.04 * Math.cos(a), y - 0.02, 0.04 * Math.sin(a)),
                  new Vec3(0.02 + 0.5 * top.x(), (y + top.y()) / 2, 0.5 * top.z()),
                  top),
              5),
          t -> 0.026 * (1 - 0.3 * t) + 0.004 * Math.abs(Math.sin(24 * t)),
          9);
      int mark = w.mark();
      fronds(w, 0, h - top.y(), r * 0.93, 9);
      w.move(mark, at(top.x(), top.y(), top.z(), Math.toDegrees(c.between(0, 6)), 0, 0));
    }
  }
}
