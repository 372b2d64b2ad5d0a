package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
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

/** Rugs, curtains, cushions and runners. */
final class Textiles {
  private Textiles() {}

  static void rectangularRug(Workpiece w) {
    Material rug =
        new Material.Rug(
            w.finish().bodyColour(),
            w.finish().second(),
            w.finish().accent(),
            w.width(),
            w.depth());
    w.add(rug, Boxes.bevelled(w.width(), w.height(), w.depth(), 0.004), 0, w.height() / 2, 0);
    if (w.ornate()) {
      // Fringes at the short ends.
      Mesh fringe = new Mesh();
      int threads = (int) (w.depth() / 0.014);
      Chance c = w.chance();
      for (int s = -1; s <= 1; s += 2) {
        for (int i = 0; i < threads; i++) {
          double z = w.depth() * ((i + 0.5) / threads - 0.5);
          double x = s * w.width() / 2;
          double out = s * c.between(0.030, 0.045);
          double dz = c.between(-0.006, 0.006);
          Vec3 a = new Vec3(x, 0.007, z - 0.003);
          Vec3 b = new Vec3(x, 0.007, z + 0.003);
          Vec3 d = new Vec3(x + out, 0.0025, z + dz + 0.002);
          Vec3 e = new Vec3(x + out, 0.0025, z + dz - 0.002);
          if (s > 0) {
            fringe.polygon(a, b, d, e);
          } else {
            fringe.polygon(b, a, e, d);
          }
        }
      }
      w.add(
          new Material.Fabric(w.finish().accent().mix(new Rgb(0.6, 0.55, 0.42), 0.7)),
          fringe.build(),
          0,
          0,
          0);
    }
  }

  static void roundRug(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    double h = w.height();
    Material rug =
        new Material.Rug(
            w.finish().bodyColour(), w.finish().second(), w.finish().accent(), 2 * r, 2 * r);
    w.add(rug, Lathe.cylinder(r, h, 0.005, 72), 0, 0, 0);
  }

  /** A hide with four stubby legs and a neck, and 4,000 locks of hair that lie outwards. */
  static void furRug(Workpiece w) {
    Chance c = w.chance();
    double h = w.height();
    double phase = c.between(0, 6);
    Mesh hide = new Mesh();
    int n = 96;
    int rings = 8;
    for (int i = 0; i <= rings; i++) {
      double v = (double) i / rings;
      for (int j = 0; j < n; j++) {
        double a = 2 * Math.PI * j / n;
        double r = hideRadius(a, phase) * (1 - v);
        double y = i == 0 ? 0.001 : 0.4 * h * Math.sqrt(Math.min(1, 4 * v)) + 0.06 * h;
        hide.vertex(
            new Vec3(r * Math.cos(a) * w.width() / 2, y, r * Math.sin(a) * w.depth() / 2), Vec3.UP);
      }
    }
    hide.grid(0, rings + 1, n, true);
    Material fur = new Material.Fur(w.finish().bodyColour());
    w.add(fur, hide.buildSmooth(), 0, 0, 0);
    Mesh hair = new Mesh();
    for (int i = 0; i < 4000; i++) {
      double a = c.between(0, 2 * Math.PI);
      double q = Math.sqrt(c.unit()) * 0.975;
      double r = hideRadius(a, phase) * q;
      double x = r * Math.cos(a) * w.width() / 2;
      double z = r * Math.sin(a) * w.depth() / 2;
      double swirl = a + 0.5 * Math.sin(3 * x + phase) + c.between(-0.5, 0.5);
      Vec3 lean = new Vec3(Math.cos(swirl), 0, Math.sin(swirl));
      double length = Math.min(0.03, h) * c.between(0.7, 1.0);
      Foliage.blade(
          hair, new Vec3(x, 0.35 * h, z), lean, 0.82 * length, 0.011, c.between(0.8, 1.3), 2);
    }
    w.add(fur, hair.build(), 0, 0, 0);
  }

  private static double hideRadius(double a, double phase) {
    return 0.78
        + 0.15 * Math.max(0, Math.cos(4 * (a - Math.PI / 4)))
        + 0.06 * Math.cos(2 * a)
        + 0.022 * Math.sin(9 * a + phase)
        + 0.018 * Math.sin(17 * a + 2 * phase);
  }

  /** A pair of curtains on a pole with rings and finials; ornate ones are tied back. */
  static void curtains(Workpiece w) {
    double h = w.height();
    double half = w.width() / 2;
    double z = 0.55 * w.depth();
    Material cloth =
        switch (w.finish().body()) {
          case FABRIC, VELVET -> w.body();
          default -> new Material.Fabric(w.finish().second());
        };
    Material pole = w.metal();
    double y = h - 0.035;
    w.label("curtain rod");
    w.tube(pole, List.of(new Vec3(-half + 0.03, y, z), new Vec3(half - 0.03, y, z)), 0.013, 14);
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          pole,
          Lathe.turn(
              Profile.from(0, -0.03)
                  .to(0.016, -0.03)
                  .curve(0.034, -0.012, 0.026, 0.012)
                  .curve(0.012, 0.026, 0, 0.03),
              18),
          at(s * (half - 0.03), y, z, 0, 0, -90 * s));
      w.tube(
          pole,
          List.of(new Vec3(s * (half - 0.10), y, 0.002), new Vec3(s * (half - 0.10), y, z)),
          0.007,
          8);
    }
    boolean tied = w.ornate() && h > 1.4;
    double cover = tied ? 0.46 : 0.27;
    double outer = half - 0.075;
    double inner = half - Math.max(0.22, 2 * half * cover * 0.72);
    int pleats = (int) Math.max(4, Math.round((outer - inner) / 0.075));
    double length = h - 0.075;
    double fold = Math.min(0.036, 0.32 * w.depth());
    for (int s = -1; s <= 1; s += 2) {
      int side = s;
      double tieHeight = 0.40;
      var sheet =
          Drape.curtain(
              length,
              pleats,
              fold,
              (edge, v) -> {
                double open = inner;
                if (tied) {
                  // Gathered at the tie: the inner edge swings out to it and falls straight below.
                  double k =
                      v > tieHeight
                          ? Math.pow(Math.max(0, 1 - (v - tieHeight) / (1 - tieHeight)), 1.6)
                          : 1 - 0.25 * Math.pow(Math.max(0, (tieHeight - v) / tieHeight), 0.7);
                  open = inner + (outer - inner) * 0.66 * k;
                }
                return side > 0 ? (edge == 0 ? open : outer) : (edge == 0 ? -outer : -open);
              },
              w.chance().between(0, 6));
      w.label("curtain");
      w.add(cloth, sheet, at(0, 0.012, z));
      w.label("curtain rod");
      int rings = Math.max(4, pleats);
      var ring =
          Sweep.ring(
              Curves.ellipse(0.020, 0.020, 16),
              Profile.ellipse(0.0025, 0.0025, 6),
              new Vec3(0, 0, 1));
      for (int i = 0; i < rings; i++) {
        double x = s * (inner + (outer - inner) * (i + 0.5) / rings);
        w.add(pole, ring, at(x, y - 0.006, z, 90, 0, 0));
      }
      if (tied) {
        double ty = 0.012 + length * 0.40;
        double xi = inner + (outer - inner) * 0.66;
        double mid = s * (xi + outer) / 2;
        double rx = (outer - xi) / 2 + 0.012;
        w.label("curtain");
        var band =
            Sweep.ring(
                Profile.ellipse(rx, fold + 0.012, 28).points().stream()
                    .map(p -> new Vec3(p.x(), 0.25 * side * p.x(), p.y()))
                    .toList(),
                Profile.roundedRectangle(0.006, 0.05, 0.003, 2),
                Vec3.UP);
        w.add(new Material.Fabric(w.finish().accent()), band, at(mid, ty, z));
      }
    }
  }

  static void cushion(Workpiece w) {
    Material cloth = w.upholstery();
    double tilt = -16;
    double h = w.height();
    double rise = h * 0.96;
    Pose pose =
        at(0, rise / 2 + 0.005, 0, w.chance().between(-8, 8), tilt, w.chance().between(-4, 4));
    w.add(cloth, Cushion.pillow(w.width() * 0.94, rise, w.depth() * 0.72, 18), pose);
  }

  static void tableRunner(Workpiece w) {
    double t = w.height();
    Material cloth = new Material.Fabric(w.finish().bodyColour());
    w.add(cloth, Boxes.bevelled(w.width(), t, w.depth(), 0.0008), 0, t / 2, 0);
    Material edge = new Material.Fabric(w.finish().accent());
    for (int s = -1; s <= 1; s += 2) {
      w.add(
          edge,
          Boxes.bevelled(w.width() * 0.996, t * 0.5, 0.012, 0.0004),
          0,
          t * 0.80,
          s * (w.depth() / 2 - 0.03));
    }
  }
}
