package org.drag4d.world.model.outdoor;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Sweep;

/** Trees of 10 m, to be scaled and shared by many parts. */
public final class Trees {
  /** Height of every tree in metres before scaling. */
  public static final double HEIGHT = 10;

  private Trees() {}

  /**
   * A tree in two materials.
   *
   * @param wood trunk and branches
   * @param leaves leaves or needles
   */
  public record Tree(Solid wood, Solid leaves) {}

  /** Returns a tree with a round crown: a trunk, 11 boughs with twigs, leaves in clumps. */
  public static Tree broadleaf(long seed, int leafCount) {
    Chance c = new Chance(seed);
    Mesh wood = new Mesh();
    Mesh leaves = new Mesh();
    double lean = c.between(-0.5, 0.5);
    List<Vec3> trunk =
        Curves.through(
            0,
            -0.2,
            0,
            0.1 * lean,
            1.4,
            0.05,
            0.5 * lean,
            3.6,
            c.between(-0.3, 0.3),
            lean,
            6.6,
            c.between(-0.4, 0.4),
            lean * 0.8,
            8.6,
            0);
    wood.add(
        Sweep.tube(trunk, t -> 0.34 * Math.pow(1 - t, 0.8) + 0.03 + 0.18 * Math.exp(-18 * t), 10),
        Pose.IDENTITY);
    List<Vec3> clumps = new ArrayList<>();
    int boughs = 12;
    for (int i = 0; i < boughs; i++) {
      double level = 0.30 + 0.62 * i / (boughs - 1.0);
      Vec3 from = trunk.get((int) (level * (trunk.size() - 1)));
      double a = 2.39996 * i + c.between(-0.4, 0.4);
      double reach =
          (3.1 - 1.9 * Math.abs(level - 0.45)) * c.between(0.75, 1.1) * (level > 0.8 ? 0.6 : 1);
      double rise = reach * c.between(0.35, 0.75) + 0.5 * level;
      Vec3 tip = from.plus(new Vec3(reach * Math.cos(a), rise, reach * Math.sin(a)));
      Vec3 mid = from.lerp(tip, 0.5).plus(new Vec3(0, 0.25 * reach * c.between(-0.2, 0.6), 0));
      List<Vec3> bough = Curves.smooth(List.of(from, mid, tip), 5);
      double thick = 0.16 * (1 - 0.6 * level);
      wood.add(Sweep.tube(bough, t -> thick * (1 - 0.8 * t) + 0.012, 6), Pose.IDENTITY);
      clumps.add(tip);
      for (int k = 0; k < 4; k++) {
        Vec3 start = bough.get(4 + c.below(bough.size() - 4));
        double b = a + c.between(-1.3, 1.3);
        double l = reach * c.between(0.3, 0.55);
        Vec3 end = start.plus(new Vec3(l * Math.cos(b), l * c.between(0.0, 0.9), l * Math.sin(b)));
        wood.add(
            Sweep.tube(List.of(start, end), t -> 0.03 * (1 - 0.8 * t) + 0.006, 4), Pose.IDENTITY);
        clumps.add(end);
        clumps.add(start.lerp(end, 0.5));
      }
    }
    clumps.add(trunk.getLast().plus(new Vec3(0, 0.5, 0)));
    Vec3 heart = new Vec3(lean * 0.7, 6.2, 0);
    for (int i = 0; i < leafCount; i++) {
      Vec3 clump = clumps.get(i % clumps.size());
      Vec3 spread = new Vec3(c.bell(), 0.75 * c.bell(), c.bell()).times(0.48);
      Vec3 p = clump.plus(spread);
      p = new Vec3(p.x(), Math.min(p.y(), HEIGHT - 0.1), p.z());
      Vec3 out = p.minus(heart);
      out = out.length() < 0.1 ? Vec3.UP : out.normalised();
      Vec3 d = out.plus(new Vec3(c.between(-1, 1), c.between(-1, 0.6), c.between(-1, 1)));
      d = d.length() < 0.1 ? out : d.normalised();
      double size = c.between(0.22, 0.42) * Math.sqrt(1500.0 / leafCount);
      Foliage.card(leaves, p, d, out.plus(Vec3.UP.times(0.8)).normalised(), size, 0.66 * size);
    }
    return new Tree(wood.build(), leaves.build());
  }

  /** Returns a fir: a straight stem and whorls of drooping boughs covered with needle fans. */
  public static Tree fir(long seed) {
    Chance c = new Chance(seed);
    Mesh wood = new Mesh();
    Mesh leaves = new Mesh();
    wood.add(
        Sweep.tube(
            List.of(new Vec3(0, -0.2, 0), new Vec3(0, 5, 0), new Vec3(0, 9.8, 0)),
            t -> 0.22 * (1 - t) + 0.015,
            9),
        Pose.IDENTITY);
    int whorls = 19;
    for (int i = 0; i < whorls; i++) {
      double v = (double) i / (whorls - 1);
      double y = 1.1 + 8.5 * v;
      double reach = 2.25 * Math.pow(1 - v, 0.85) + 0.16;
      int n = v < 0.6 ? 7 : 5;
      for (int k = 0; k < n; k++) {
        double a = 2 * Math.PI * (k + 0.5 * (i % 2)) / n + c.between(-0.2, 0.2);
        double l = reach * c.between(0.82, 1.1);
        Vec3 dir = new Vec3(Math.cos(a), 0, Math.sin(a));
        List<Vec3> bough =
            Curves.smooth(
                List.of(
                    new Vec3(0, y, 0),
                    dir.times(0.5 * l).plus(new Vec3(0, y - 0.10 * l, 0)),
                    dir.times(l).plus(new Vec3(0, y - 0.28 * l * (1 - 0.6 * v), 0))),
                3);
        wood.add(
            Sweep.tube(
                List.of(bough.getFirst(), bough.get(bough.size() / 2), bough.getLast()),
                t -> 0.035 * (1 - t) + 0.006,
                3),
            Pose.IDENTITY);
        Vec3 side = dir.cross(Vec3.UP);
        int fans = (int) Math.max(3, l * 3);
        for (int f = 0; f < fans; f++) {
          double t = 0.2 + 0.8 * f / (fans - 1.0);
          Vec3 p = bough.get((int) Math.min(bough.size() - 1, t * (bough.size() - 1)));
          double size = 0.66 * (0.45 + 0.55 * (1 - t)) * (0.5 + 0.5 * (1 - v)) + 0.12;
          for (int s = -1; s <= 1; s += 2) {
            Vec3 d =
                dir.times(0.75)
                    .plus(side.times(s * c.between(0.6, 1.0)))
                    .plus(new Vec3(0, -0.25, 0))
                    .normalised();
            Foliage.card(
                leaves,
                p,
                d,
                new Vec3(0, 1, 0).plus(dir.times(0.3)).normalised(),
                size,
                0.46 * size);
          }
        }
      }
    }
    return new Tree(wood.build(), leaves.build());
  }
}
