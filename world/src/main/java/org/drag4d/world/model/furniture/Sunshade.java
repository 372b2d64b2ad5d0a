package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;

/** A parasol: a pole in a stone foot, ribs, eight panels in two colours with a valance. */
final class Sunshade {
  private static final int PANELS = 8;

  private Sunshade() {}

  static void parasol(Workpiece w) {
    double r = Math.min(w.width(), w.depth()) / 2;
    double h = w.height();
    double rim = h - 0.34 * r - 0.06;
    Material pole = new Material.Wood(Finishes.OAK, 0.4);
    w.turned(
        new Material.Stone(new Rgb(0.42, 0.41, 0.38)),
        Profile.from(0, 0)
            .to(0.24, 0)
            .curve(0.26, 0.05, 0.20, 0.075)
            .to(0.05, 0.09, 0.05, 0.2, 0, 0.2),
        32,
        0,
        0,
        0);
    w.turned(
        pole,
        Profile.from(0, 0.1).to(0.022, 0.1, 0.022, h - 0.05).curve(0.03, h - 0.03, 0, h),
        18,
        0,
        0,
        0);
    Material[] cloth = {
      new Material.Fabric(w.finish().accent()), new Material.Fabric(new Rgb(0.76, 0.73, 0.66))
    };
    for (int i = 0; i < PANELS; i++) {
      double from = 2 * Math.PI * i / PANELS;
      double step = 2 * Math.PI / PANELS;
      Material m = cloth[i % 2];
      // Between the ribs the cloth sags a little; above it faces up, below down.
      for (int face = 0; face < 2; face++) {
        boolean above = face == 0;
        w.add(
            m,
            Drape.sheet(
                8,
                8,
                (u, v) -> {
                  double a = from + step * (above ? u : 1 - u);
                  double sag = 0.03 * r * v * Math.sin(Math.PI * u);
                  double flat = Math.cos(step / 2) / Math.cos(a - from - step / 2);
                  double reach = r * v * flat;
                  double y = rim + 0.34 * r * (1 - v) * (1 + 0.35 * v) - sag - (above ? 0 : 0.004);
                  return new Vec3(Math.cos(a) * reach, y, Math.sin(a) * reach);
                }),
            Pose.IDENTITY);
        w.add(
            m,
            Drape.sheet(
                8,
                2,
                (u, v) -> {
                  double a = from + step * (above ? 1 - u : u);
                  double flat = Math.cos(step / 2) / Math.cos(a - from - step / 2);
                  double reach = r * flat + (above ? 0 : -0.003);
                  double hang = 0.10 * (1 - v) * (1 - 0.35 * Math.abs(Math.cos(3 * Math.PI * u)));
                  double sag = 0.03 * r * Math.sin(Math.PI * u);
                  return new Vec3(Math.cos(a) * reach, rim - sag - hang, Math.sin(a) * reach);
                }),
            Pose.IDENTITY);
      }
      Vec3 tip = new Vec3(Math.cos(from) * 0.98 * r, rim - 0.006, Math.sin(from) * 0.98 * r);
      w.tube(pole, List.of(new Vec3(0, h - 0.10, 0), tip), 0.009, 6);
      w.tube(
          pole,
          List.of(new Vec3(0, rim - 0.10, 0), tip.lerp(new Vec3(0, h - 0.10, 0), 0.45)),
          0.007,
          6);
    }
    w.add(pole, Lathe.cylinder(0.04, 0.05, 0.01, 16), at(0, rim - 0.13, 0));
    w.add(w.metal(), Lathe.ball(0.026, 14), 0, h - 0.026, 0);
  }
}
