package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.Style;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;

/** Beds; the head is at the back. */
final class Beds {
  private static final Material LINEN = new Material.Fabric(new Rgb(0.74, 0.72, 0.68));

  private Beds() {}

  static void doubleBed(Workpiece w) {
    bed(w, w.height(), 2);
  }

  static void singleBed(Workpiece w) {
    bed(w, w.height(), 1);
  }

  /** Frame, headboard, mattress, bedclothes and pillows. */
  private static void bed(Workpiece w, double headHeight, int sleepers) {
    double width = w.width();
    double d = w.depth();
    boolean soft = Finishes.soft(w.finish());
    Material m = soft ? w.upholstery() : w.wood();
    double rail = 0.30;
    double leg = 0.07;
    double half = width / 2;
    double halfD = d / 2;
    if (soft) {
      Solid board =
          Mesh.bend(
              Cushion.superellipsoid(width, headHeight - 0.1, 0.11, 8, 26),
              p -> {
                double u = p.x() / width * 7;
                double v = p.y() / headHeight * 5;
                double du = u - Math.rint(u);
                double dv = v - Math.rint(v);
                double pit = p.z() > 0.02 ? 0.02 * Math.exp(-26 * (du * du + dv * dv)) : 0;
                return new Vec3(p.x(), p.y(), p.z() - pit);
              });
      w.add(m, board, 0, 0.1 + (headHeight - 0.1) / 2, -halfD + 0.056);
      for (int s = -1; s <= 1; s += 2) {
        w.add(m, Cushion.superellipsoid(0.06, 0.24, d - 0.08, 8, 8), s * (half - 0.03), 0.20, 0.03);
      }
      w.add(m, Cushion.superellipsoid(width, 0.24, 0.06, 8, 8), 0, 0.20, halfD - 0.031);
      Legs.four(w, w.frame(), half - 0.04, halfD - 0.04, 0.10, 0.06);
    } else {
      headboard(w, m, headHeight);
      for (int s = -1; s <= 1; s += 2) {
        w.box(m, s * (half - 0.035), rail - 0.16, 0.02, 0.03, 0.17, d - 0.10);
        double foot = w.ornate() || w.style() == Style.RUSTIC ? 0.55 : rail + 0.03;
        post(w, m, s * (half - 0.04), halfD - 0.04, foot);
      }
      if (w.ornate() || w.style() == Style.RUSTIC) {
        w.box(m, 0, leg + 0.05, halfD - 0.04, width - 0.10, 0.40, 0.026);
        Fronts.raised(w, m, 0, leg + 0.26, halfD - 0.027, width - 0.26, 0.24);
        w.box(m, 0, 0.50, halfD - 0.04, width - 0.06, 0.04, 0.05, 0.012);
      } else {
        w.box(m, 0, rail - 0.16, halfD - 0.035, width - 0.06, 0.17, 0.03);
      }
    }
    bedding(w, rail - 0.02, width - 0.10, d - 0.16, sleepers, halfD);
  }

  private static void post(Workpiece w, Material m, double x, double z, double height) {
    if (w.ornate()) {
      w.box(m, x, 0.04, z, 0.07, 0.36, 0.07, 0.006);
      w.turned(
          m,
          Profile.from(0, 0).to(0.02, 0).curve(0.036, 0.02, 0.03, 0.045).to(0, 0.05),
          18,
          x,
          0,
          z);
      w.turned(
          m,
          Profile.from(0, 0)
              .to(0.03, 0)
              .curve(0.018, 0.03, 0.022, 0.06)
              .curve(0.046, 0.10, 0.02, height - 0.41)
              .to(0, height - 0.40),
          18,
          x,
          0.40,
          z);
    } else {
      w.box(m, x, 0, z, 0.06, height, 0.06);
    }
  }

  private static void headboard(Workpiece w, Material m, double height) {
    double width = w.width();
    double z = -w.depth() / 2 + 0.04;
    double half = width / 2;
    for (int s = -1; s <= 1; s += 2) {
      double postHeight = w.ornate() ? height - 0.06 : height - 0.02;
      w.box(m, s * (half - 0.04), 0, z, 0.07, postHeight, 0.07);
      if (w.ornate()) {
        w.add(m, Lathe.ball(0.042, 18), s * (half - 0.04), postHeight + 0.018, z);
      }
    }
    switch (w.style()) {
      case CLASSIC, VICTORIAN, BAROQUE, ART_DECO -> {
        double a = half - 0.06;
        Profile arch =
            Profile.from(-a, 0.28)
                .to(a, 0.28, a, height - 0.26)
                .curve(0.55 * a, height - 0.24, 0.45 * a, height - 0.12)
                .curve(0.3 * a, height, 0, height)
                .curve(-0.3 * a, height, -0.45 * a, height - 0.12)
                .curve(-0.55 * a, height - 0.24, -a, height - 0.26);
        w.add(m, Plate.cut(arch, 0.03, 0.006), 0, 0, z);
        for (int i = -1; i <= 1; i++) {
          Fronts.raised(
              w,
              m,
              i * 0.62 * a,
              0.62 * height + (i == 0 ? 0.03 : -0.02),
              z + 0.014,
              0.5 * a,
              0.26 * height);
        }
      }
      case RUSTIC, INDUSTRIAL, JAPANESE, SCANDINAVIAN -> {
        int slats = w.style() == Style.SCANDINAVIAN ? 11 : 4;
        if (w.style() == Style.SCANDINAVIAN) {
          for (int i = 0; i < slats; i++) {
            w.tube(
                m,
                List.of(
                    new Vec3((width - 0.2) * (i / (slats - 1.0) - 0.5), 0.3, z),
                    new Vec3((width - 0.2) * (i / (slats - 1.0) - 0.5), height - 0.05, z)),
                0.009,
                9);
          }
        } else {
          for (int i = 0; i < slats; i++) {
            w.box(
                m,
                0,
                0.34 + i * (height - 0.42) / slats,
                z,
                width - 0.08,
                (height - 0.42) / slats - 0.02,
                0.028,
                0.008);
          }
        }
        w.box(m, 0, height - 0.06, z, width - 0.01, 0.055, 0.06, 0.012);
      }
      case MODERN, BAUHAUS -> w.box(m, 0, 0.2, z, width - 0.02, height - 0.2, 0.045);
    }
  }

  /** Mattress, sheet, duvet that hangs over the sides, pillows. */
  private static void bedding(
      Workpiece w, double y, double width, double length, int sleepers, double halfD) {
    w.label("mattress");
    double thick = 0.22;
    w.add(LINEN, Cushion.superellipsoid(width, thick, length, 10, 9), 0, y + thick / 2, 0.03);
    w.label("duvet");
    double top = y + thick;
    double phase = w.chance().between(0, 6);
    double halfW = width / 2;
    double drop = 0.24;
    double front = 0.03 + length / 2;
    double head = -halfD + 0.62;
    Material cover =
        new Material.Fabric(Finishes.soft(w.finish()) ? w.finish().second() : w.finish().second());
    Solid duvet =
        Drape.sheet(
            64,
            56,
            (u, v) -> {
              // Arc length across the bed: down one side, over the top, down the other.
              double s = (2 * u - 1) * (halfW + drop);
              double x = Math.max(-halfW - 0.012, Math.min(halfW + 0.012, s));
              double hang = Math.max(0, Math.abs(s) - halfW);
              double t = v * (front - head + 0.16);
              double z = Math.min(front + 0.006, head + t);
              double hangFront = Math.max(0, head + t - front);
              double edge = Math.min(1, (halfW - Math.min(halfW, Math.abs(s))) / 0.12);
              double end = Math.min(1, Math.max(0, front - z) / 0.12);
              double loft =
                  0.045
                      * Math.sqrt(Math.min(edge, 1))
                      * Math.sqrt(Math.max(0, Math.min(1, end + 0.05)));
              double wrinkle =
                  0.010 * Math.sin(5 * x + 2.2 * z + phase)
                      + 0.006 * Math.sin(11 * z - 4 * x + phase)
                      + 0.004 * Math.sin(23 * x + 9 * z);
              double yy = top + 0.012 + loft + wrinkle * Math.min(1, 0.3 + edge) - hang - hangFront;
              double flare = 0.03 * hang / drop * (1 + 0.8 * Math.sin(9 * z + phase));
              double flareFront = 0.03 * hangFront / 0.16 * (1 + Math.sin(8 * x + phase));
              return new Vec3(
                  -(x + Math.signum(s) * flare),
                  Math.max(0.06, yy),
                  z + Math.min(0.02, flareFront));
            });
    w.add(cover, duvet, 0, 0, 0);
    // The turned-down sheet.
    Solid fold =
        Drape.sheet(
            40,
            10,
            (u, v) -> {
              double s = (2 * u - 1) * (halfW + 0.16);
              double x = Math.max(-halfW - 0.02, Math.min(halfW + 0.02, s));
              double hang = Math.max(0, Math.abs(s) - halfW);
              double a = Math.PI * v;
              double edge = Math.min(1, (halfW - Math.min(halfW, Math.abs(s))) / 0.12);
              return new Vec3(
                  -x,
                  top
                      + 0.026
                      + 0.045 * Math.sqrt(edge)
                      + 0.014 * Math.sin(a)
                      - hang
                      + 0.005 * Math.sin(7 * x + phase),
                  head - 0.03 + 0.26 * v);
            });
    w.add(LINEN, fold, 0, 0, 0);
    w.label("pillow");
    double each = width / sleepers;
    for (int i = 0; i < sleepers; i++) {
      double x = -width / 2 + each * (i + 0.5);
      double pw = Math.min(0.72, each * 0.90);
      w.add(
          LINEN,
          Cushion.pillow(pw, 0.44, 0.19, 20),
          at(x, top + 0.13, -halfD + 0.28, w.chance().between(-3, 3), -52, 0));
      w.add(
          cover,
          Cushion.pillow(pw * 0.97, 0.42, 0.17, 20),
          at(x + 0.01, top + 0.10, -halfD + 0.41, w.chance().between(-4, 4), -64, 0));
    }
    w.add(
        new Material.Fabric(w.finish().accent()),
        Cushion.pillow(0.40, 0.34, 0.13, 18),
        at(0.03, top + 0.135, -halfD + 0.53, w.chance().between(-6, 6), -50, 0));
    // A throw across the foot.
    w.label("blanket");
    Solid blanket =
        Drape.sheet(
            56,
            14,
            (u, v) -> {
              double s = (2 * u - 1) * (halfW + drop * 0.8);
              double x = Math.max(-halfW - 0.035, Math.min(halfW + 0.035, s));
              double hang = Math.max(0, Math.abs(s) - halfW);
              double edge = Math.min(1, (halfW - Math.min(halfW, Math.abs(s))) / 0.12);
              double z = front - 0.62 + 0.42 * v + 0.02 * Math.sin(4 * x + phase);
              return new Vec3(
                  -x - Math.signum(s) * 0.03 * hang / drop,
                  Math.max(
                      0.08,
                      top
                          + 0.030
                          + 0.047 * Math.sqrt(edge)
                          + 0.009 * Math.sin(5 * x + 2.2 * z + phase)
                          - hang),
                  z);
            });
    w.add(
        new Material.Fabric(w.finish().accent().mix(w.finish().second(), 0.35)), blanket, 0, 0, 0);
    w.label("bed");
  }

  /** Four turned posts, a tester frame and curtains at the corners. */
  static void fourPosterBed(Workpiece w) {
    double h = w.height();
    double width = w.width();
    double d = w.depth();
    Material m = w.wood();
    bedFrame(w, m);
    double px = width / 2 - 0.05;
    double pz = d / 2 - 0.05;
    double top = h - 0.10;
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        if (w.style() == Style.MODERN
            || w.style() == Style.BAUHAUS
            || w.style() == Style.JAPANESE
            || w.style() == Style.INDUSTRIAL
            || w.style() == Style.SCANDINAVIAN) {
          w.box(m, sx * px, 0, sz * pz, 0.07, top, 0.07);
        } else {
          w.box(m, sx * px, 0, sz * pz, 0.095, 0.44, 0.095, 0.008);
          double t = top - 0.44;
          w.turned(
              m,
              Profile.from(0, 0)
                  .to(0.045, 0)
                  .curve(0.03, 0.03, 0.034, 0.06)
                  .curve(0.07, 0.12 * t, 0.05, 0.2 * t)
                  .to(0.036, 0.22 * t, 0.042, 0.24 * t)
                  .smooth(0.044, 0.3 * t, 0.032, 0.6 * t, 0.022, 0.9 * t)
                  .to(0.036, 0.91 * t, 0.036, 0.94 * t)
                  .curve(0.024, 0.96 * t, 0.03, t)
                  .to(0, t),
              22,
              sx * px,
              0.44,
              sz * pz);
        }
      }
    }
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, 0, top, s * pz, width, 0.05, 0.07, 0.008);
      w.box(m, s * px, top, 0, 0.07, 0.05, d, 0.008);
      w.box(m, 0, top + 0.045, s * (pz + 0.005), width, 0.055, 0.09, 0.014);
      w.box(m, s * (px + 0.005), top + 0.045, 0, 0.09, 0.055, d, 0.014);
    }
    Material cloth = new Material.Fabric(w.finish().second());
    w.label("curtain");
    w.box(cloth, 0, top + 0.03, 0, width - 0.12, 0.012, d - 0.12, 0.003);
    for (int sx = -1; sx <= 1; sx += 2) {
      for (int sz = -1; sz <= 1; sz += 2) {
        int side = sz;
        double reach = 0.34;
        Solid sheet =
            Drape.curtain(
                top - 0.12,
                6,
                0.026,
                (edge, v) -> {
                  double k =
                      v > 0.42
                          ? 1 - 0.55 * Math.pow(Math.max(0, 1 - (v - 0.42) / 0.58), 1.4)
                          : 0.45 + 0.2 * (0.42 - v);
                  return edge == 0 ? 0 : reach * k;
                },
                sx + 2.0 * side);
        // The sheet hangs along the side of the bed, from its post towards the middle.
        w.add(cloth, sheet, at(sx * (px - 0.005), 0.10, sz * (pz - 0.04), sz > 0 ? 90 : -90, 0, 0));
      }
    }
    w.label("bed");
    bedding(w, 0.36, width - 0.14, d - 0.20, 2, d / 2);
  }

  private static void bedFrame(Workpiece w, Material m) {
    double width = w.width();
    double d = w.depth();
    for (int s = -1; s <= 1; s += 2) {
      w.box(m, s * (width / 2 - 0.05), 0.20, 0, 0.035, 0.20, d - 0.12);
    }
    w.box(m, 0, 0.20, d / 2 - 0.05, width - 0.12, 0.20, 0.035);
    double a = width / 2 - 0.06;
    Profile arch =
        Profile.from(-a, 0)
            .to(a, 0, a, 0.62)
            .curve(0.5 * a, 0.66, 0.4 * a, 0.78)
            .curve(0.2 * a, 0.92, 0, 0.92)
            .curve(-0.2 * a, 0.92, -0.4 * a, 0.78)
            .curve(-0.5 * a, 0.66, -a, 0.62);
    w.add(m, Plate.cut(arch, 0.032, 0.007), 0, 0.34, -d / 2 + 0.05);
    for (int i = -1; i <= 1; i++) {
      Fronts.raised(w, m, i * 0.62 * a, 0.74, -d / 2 + 0.066, 0.52 * a, 0.34);
    }
  }
}
