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
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** What hangs on walls. */
final class WallThings {
  private WallThings() {}

  static void picture(Workpiece w) {
    boolean gilded = w.ornate();
    double face = gilded ? Math.min(0.085, 0.13 * Math.min(w.width(), w.height())) : 0.024;
    Material moulding = gilded ? Finishes.metal(MetalTone.BRASS) : w.frame();
    mitredFrame(w, moulding, 0, w.height() / 2, w.width(), w.height(), face, w.depth());
    double iw = w.width() - 2 * face;
    double ih = w.height() - 2 * face;
    double margin = gilded ? 0 : 0.10 * Math.min(iw, ih);
    if (margin > 0) {
      w.add(
          new Material.Paper(new Rgb(0.76, 0.74, 0.69)),
          Boxes.bevelled(iw + 0.008, ih + 0.008, 0.003, 0.0005),
          0,
          w.height() / 2,
          0.020);
    }
    int motif =
        switch (w.style()) {
          case MODERN, BAUHAUS, INDUSTRIAL, ART_DECO -> 1;
          case SCANDINAVIAN, JAPANESE -> w.chance().unit() < 0.6 ? 2 : 1;
          case VICTORIAN -> w.chance().unit() < 0.4 ? 4 : 0;
          default -> w.chance().unit() < 0.2 ? 2 : 0;
        };
    w.add(
        new Material.Painting(motif, w.chance().below(10000), iw - 2 * margin, ih - 2 * margin),
        Boxes.bevelled(
            iw - 2 * margin + (margin > 0 ? 0 : 0.008),
            ih - 2 * margin + (margin > 0 ? 0 : 0.008),
            0.003,
            0.0005),
        0,
        w.height() / 2,
        margin > 0 ? 0.0218 : 0.020);
  }

  /** Adds four mitred mouldings about a middle, their backs at z = 0. */
  static void mitredFrame(
      Workpiece w,
      Material m,
      double x,
      double y,
      double width,
      double height,
      double face,
      double depth) {
    Profile section =
        w.ornate()
            ? // In (z, y): y from the outer rim at 0 inwards to -face.
            Profile.from(0, 0)
                .to(0.55 * depth, 0)
                .curve(0.60 * depth, -0.05 * face, 0.80 * depth, -0.08 * face)
                .curve(1.0 * depth, -0.14 * face, 0.98 * depth, -0.26 * face)
                .curve(0.92 * depth, -0.36 * face, 0.70 * depth, -0.42 * face)
                .curve(0.52 * depth, -0.56 * face, 0.54 * depth, -0.76 * face)
                .to(0.68 * depth, -0.80 * face)
                .curve(0.72 * depth, -0.9 * face, 0.66 * depth, -0.96 * face)
                .to(0.62 * depth, -face, 0, -face)
            : Profile.from(0, 0)
                .to(0.9 * depth, 0)
                .curve(depth, 0, depth, -0.12 * face)
                .to(depth, -0.88 * face)
                .curve(depth, -face, 0.9 * depth, -face)
                .to(0, -face);
    // Corners are cut at 45° in the plane of the wall: x gained per metre of y.
    frameSide(w, m, section, at(x, y + height / 2, 0, 0, 0, 0), width);
    frameSide(w, m, section, at(x, y - height / 2, 0, 0, 0, 180), width);
    frameSide(w, m, section, at(x - width / 2, y, 0, 0, 0, 90), height);
    frameSide(w, m, section, at(x + width / 2, y, 0, 0, 0, -90), height);
  }

  private static void frameSide(
      Workpiece w, Material m, Profile section, Pose pose, double length) {
    var solid = Plate.moulding(section, length, 0, 0);
    var mitred = Mesh.bend(solid, p -> new Vec3(p.x() * (1 + 2 * p.y() / length), p.y(), p.z()));
    w.add(m, mitred, pose);
  }

  static void magazinePictures(Workpiece w) {
    Chance c = w.chance();
    int columns = Math.max(2, (int) Math.round(w.width() / 0.34));
    int rows = Math.max(2, (int) Math.round(w.height() / 0.40));
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double cw = w.width() / columns;
        double ch = w.height() / rows;
        double pw = cw * c.between(0.70, 0.88);
        double ph = Math.min(ch * 0.86, pw * c.between(1.15, 1.45));
        double x = (j + 0.5) * cw - w.width() / 2 + c.between(-0.02, 0.02) * cw;
        double y = (i + 0.5) * ch + c.between(-0.02, 0.02) * ch;
        Pose pose = at(x, y, 0.014 + 0.004 * c.unit(), 0, c.between(-1.5, 0), c.between(-4, 4));
        w.add(
            new Material.Painting(3, c.below(10000), pw, ph),
            Boxes.bevelled(pw, ph, 0.0012, 0.0003),
            pose);
        Material pin = new Material.Plain(Trinkets.TOY_COLOURS[c.below(4)], 0.3);
        w.add(pin, Lathe.ball(0.006, 10), pose.times(at(0, ph / 2 - 0.015, 0.004)));
      }
    }
  }

  static void mirror(Workpiece w) {
    double h = w.height();
    double face = Math.min(0.07, 0.1 * w.width());
    Material moulding = w.ornate() ? Finishes.metal(MetalTone.BRASS) : w.frame();
    boolean oval = w.ornate() || w.style() == Style.ART_DECO || w.style() == Style.SCANDINAVIAN;
    double d = w.depth();
    if (oval) {
      double rx = w.width() / 2 - face / 2;
      double ry = h / 2 - face / 2 - (w.style() == Style.BAROQUE ? 0.02 : 0);
      Profile section =
          Profile.from(-face / 2, 0)
              .to(-face / 2, 0.4 * d)
              .curve(-0.40 * face, 0.55 * d, -0.28 * face, 0.5 * d)
              .curve(-0.1 * face, 1.1 * d, 0.15 * face, 0.9 * d)
              .curve(0.30 * face, 0.55 * d, 0.42 * face, 0.62 * d)
              .to(0.5 * face, 0.4 * d, 0.5 * face, 0);
      w.add(
          moulding,
          Sweep.ring(Curves.ellipse(rx, ry, 64), section, new Vec3(0, 0, 1)),
          at(0, h / 2, 0));
      w.label("mirror");
      w.add(new Material.Mirror(), ovalPane(rx - 0.2 * face, ry - 0.2 * face), 0, h / 2, 0.35 * d);
    } else {
      mitredFrame(w, moulding, 0, h / 2, w.width(), h, 0.6 * face, d);
      w.add(
          new Material.Mirror(),
          Boxes.bevelled(w.width() - face, h - face, 0.004, 0.001),
          0,
          h / 2,
          0.35 * d);
    }
  }

  private static Solid ovalPane(double rx, double ry) {
    return Plate.cut(Profile.ellipse(rx, ry, 64), 0.004, 0.001);
  }

  static void wallClock(Workpiece w) {
    double r = Math.min(w.width(), w.height()) / 2;
    double cy = w.height() / 2;
    Material rim = w.frame();
    w.add(
        rim,
        Lathe.turn(
            Profile.from(0, 0)
                .to(0.96 * r, 0)
                .curve(r, 0.4 * w.depth(), 0.93 * r, w.depth() * 0.9)
                .curve(0.88 * r, w.depth(), 0.85 * r, 0.75 * w.depth())
                .to(0.83 * r, 0.5 * w.depth(), 0, 0.5 * w.depth()),
            56),
        at(0, cy, 0, 0, 90, 0));
    clockFace(w, 0, cy, 0.5 * w.depth(), 0.83 * r);
  }

  /** Adds a dial with twelve marks and hands at ten past ten. */
  static void clockFace(Workpiece w, double x, double y, double z, double r) {
    w.add(
        new Material.Plain(new Rgb(0.78, 0.75, 0.66), 0.4),
        Lathe.turn(Profile.from(r, 0).to(r, 0.002, 0, 0.002), 48),
        at(x, y, z, 0, 90, 0));
    for (int i = 0; i < 12; i++) {
      double a = Math.PI / 6 * i;
      double length = i % 3 == 0 ? 0.16 * r : 0.09 * r;
      w.add(
          Finishes.BLACK,
          Boxes.bevelled(0.035 * r, length, 0.0016, 0.0003),
          at(x + 0.82 * r * Math.sin(a), y + 0.82 * r * Math.cos(a), z + 0.0026, 0, 0, -30 * i));
    }
    hand(w, x, y, z + 0.005, 0.5 * r, 0.06 * r, 55);
    hand(w, x, y, z + 0.007, 0.74 * r, 0.04 * r, -58);
    w.add(w.metal(), Lathe.cylinder(0.05 * r, 0.008, 0.001, 14), at(x, y, z + 0.002, 0, 90, 0));
  }

  private static void hand(
      Workpiece w, double x, double y, double z, double length, double width, double degrees) {
    Profile shape =
        Profile.from(-0.4 * width, -0.15 * length)
            .to(
                0.4 * width,
                -0.15 * length,
                0.5 * width,
                0.6 * length,
                0,
                length,
                -0.5 * width,
                0.6 * length);
    w.add(Finishes.BLACK, Plate.cut(shape, 0.0014, 0.0003), at(x, y, z, 0, 0, degrees));
  }

  /** A board on brackets; things stand on its top, at the full height. */
  static void wallShelf(Workpiece w) {
    Material m = w.wood();
    double d = w.depth();
    double board = 0.026;
    double y = w.height() - board;
    w.box(m, 0, y, d / 2, w.width(), board, d);
    for (int s = -1; s <= 1; s += 2) {
      double x = s * 0.36 * w.width();
      if (w.style() == Style.INDUSTRIAL || w.style() == Style.MODERN) {
        Material iron = w.metal();
        w.box(iron, x, 0, 0.006, 0.024, y, 0.008, 0.002);
        Seating.rod(
            w, iron, new Vec3(x, 0.01, 0.010), new Vec3(x, y - 0.006, 0.8 * d), 0.02, 0.008);
        w.box(iron, x, y - 0.007, 0.45 * d, 0.024, 0.007, 0.86 * d, 0.002);
      } else {
        Profile bracket =
            Profile.from(0, 0)
                .curve(0.03, 0.02, 0.026, 0.05)
                .curve(0.03, y - 0.03, 0.82 * d, y - 0.03)
                .to(0.82 * d, y, 0, y);
        w.add(m, Plate.cut(bracket, 0.026, 0.005), at(x, 0, 0, -90, 0, 0));
      }
    }
  }

  static void antlers(Workpiece w) {
    double h = w.height();
    double d = w.depth();
    Profile shield =
        Profile.from(0, 0)
            .curve(0.11, 0.04, 0.11, 0.16)
            .curve(0.11, 0.22, 0.06, 0.235)
            .to(0, 0.25, -0.06, 0.235)
            .curve(-0.11, 0.22, -0.11, 0.16)
            .curve(-0.11, 0.04, 0, 0);
    w.add(
        new Material.Wood(Finishes.WALNUT, 0.35),
        Plate.cut(shield, 0.026, 0.008),
        at(0, 0, 0.013),
        Workpiece.Grain.Y);
    Material bone = new Material.Plain(new Rgb(0.52, 0.42, 0.28), 0.5);
    w.add(
        new Material.Plain(new Rgb(0.62, 0.55, 0.42), 0.5),
        Cushion.superellipsoid(0.085, 0.11, 0.07, 2.4, 8),
        0,
        0.16,
        0.05);
    double half = w.width() / 2 - 0.008;
    for (int s = -1; s <= 1; s += 2) {
      List<Vec3> beam =
          Curves.through(
              s * 0.03,
              0.20,
              0.05,
              s * 0.35 * half,
              0.26,
              0.10,
              s * 0.8 * half,
              0.45 * h,
              0.45 * d,
              s * half,
              0.68 * h,
              0.62 * d,
              s * 0.86 * half,
              0.88 * h,
              0.6 * d,
              s * 0.72 * half,
              h - 0.01,
              0.5 * d);
      w.tube(bone, beam, t -> 0.017 * (1 - 0.72 * t), 12);
      double[] where = {0.12, 0.38, 0.58, 0.76};
      for (int i = 0; i < where.length; i++) {
        Vec3 p = beam.get((int) (where[i] * (beam.size() - 1)));
        double reach = 0.16 * h / 0.6 * (1 - 0.15 * i);
        Vec3 tip = p.plus(new Vec3(-s * 0.25 * reach, 0.75 * reach, 0.62 * reach));
        Vec3 mid = p.lerp(tip, 0.5).plus(new Vec3(0, -0.12 * reach, 0.18 * reach));
        tip = new Vec3(tip.x(), Math.min(tip.y(), h - 0.005), Math.min(tip.z(), d - 0.005));
        mid = new Vec3(mid.x(), mid.y(), Math.min(mid.z(), d - 0.01));
        w.tube(bone, Curves.smooth(List.of(p, mid, tip), 5), t -> 0.011 * (1 - 0.85 * t), 10);
      }
    }
  }
}
