package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.fbm;
import static org.drag4d.world.look.Noise.floor;
import static org.drag4d.world.look.Noise.smoothstep;
import static org.drag4d.world.look.Noise.value;

/** Cloth and what behaves like it: weave, patterns, wallpaper, leather, fur, wicker. */
final class ClothTextures {
  private ClothTextures() {}

  /** Brightness of woven threads, about 1. */
  static double weave(TexturePoint p) {
    double thread = Math.sin(1900 * p.u) * Math.sin(1900 * p.v);
    double slub = fbm(30 * p.x + p.shift, 30 * p.y, 30 * p.z, 3);
    return (1 + 0.07 * thread) * (0.88 + 0.24 * slub);
  }

  static double clothRelief(TexturePoint p) {
    return 0.0005 * value(420 * p.x, 420 * p.y, 420 * p.z)
        + 0.0022 * value(22 * p.x + p.shift, 22 * p.y, 22 * p.z);
  }

  /** Plain cloth. */
  record Weave(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      p.colour(albedo, weave(p));
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return clothRelief(p);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Stripes or checks. */
  record Pattern(Rgb ground, Rgb figure, double pitch, boolean checked) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double a = stripe(p.u / pitch);
      double f = checked ? 0.5 * (a + stripe(p.v / pitch)) : a;
      p.mixed(ground, figure, f, weave(p));
      p.clamp();
    }

    private static double stripe(double x) {
      double t = x - floor(x);
      double main = smoothstep(0.0, 0.02, t) * (1 - smoothstep(0.48, 0.5, t));
      double thin = smoothstep(0.72, 0.73, t) * (1 - smoothstep(0.77, 0.78, t));
      return Math.max(main, thin);
    }

    @Override
    public double height(TexturePoint p) {
      return clothRelief(p);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Wallpaper: flowers of eight petals with stems in staggered cells of 31 cm. */
  record Damask(Rgb ground, Rgb figure) implements Texture {
    private static final double CELL = 0.31;

    private static double figureAt(double u, double v) {
      double cellV = v / CELL;
      int row = floor(cellV);
      double cellU = u / CELL + ((row & 1) == 0 ? 0 : 0.5);
      double x = cellU - floor(cellU) - 0.5;
      double y = cellV - row - 0.5;
      double radius = Math.sqrt(x * x + y * y) + 1e-9;
      double angle = Math.atan2(y, x);
      double petal = 0.27 + 0.10 * Math.cos(4 * angle) + 0.05 * Math.cos(8 * angle + 1);
      double inside = 1 - smoothstep(petal - 0.012, petal + 0.012, radius);
      double line = 1 - smoothstep(0.0, 0.03, Math.abs(radius - petal + 0.05));
      double heart = 1 - smoothstep(0.06, 0.08, radius);
      double vein =
          1 - smoothstep(0.0, 0.012 + 0.03 * radius, Math.abs(Math.sin(4 * angle)) * radius * 0.25);
      // sprigs between the flowers
      double sx = Math.abs(x) - 0.5;
      double sy = y;
      double sprig = Math.sqrt(sx * sx * 3 + sy * sy);
      double leaf = 1 - smoothstep(0.13, 0.15, sprig + 0.03 * Math.cos(6 * Math.atan2(sy, sx)));
      double f = Math.max(inside * (0.85 - 0.6 * line - 0.3 * vein * inside), 0.8 * leaf);
      return Math.max(f, heart);
    }

    @Override
    public void colour(TexturePoint p) {
      double mottle = 0.95 + 0.1 * fbm(3 * p.x + p.shift, 3 * p.y, 3 * p.z, 3);
      double f = figureAt(p.u, p.v);
      p.mixed(ground, figure, f, mottle * (1 + 0.02 * Math.sin(2400 * p.u)));
      p.roughness = 1 - 0.35 * f;
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.0004 * figureAt(p.u, p.v) + 0.0008 * value(24 * p.x, 24 * p.y, 24 * p.z);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Leather with pores and wear. */
  record Leather(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double wear = fbm(9 * p.x + p.shift, 9 * p.y, 9 * p.z, 4);
      double pores = value(260 * p.x, 260 * p.y, 260 * p.z);
      p.warmed(albedo, 0.78 + 0.36 * wear + 0.1 * (pores - 0.5));
      p.roughness = 1.25 - 0.5 * wear;
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      double cells = value(170 * p.x, 170 * p.y, 170 * p.z);
      return 0.0008 * Math.abs(2 * cells - 1)
          + 0.003 * fbm(14 * p.x + p.shift, 14 * p.y, 14 * p.z, 2);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Fur, plush. */
  record Fur(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double tufts = fbm(38 * p.x + p.shift, 60 * p.y, 38 * p.z, 3);
      double hair = value(420 * p.x, 160 * p.y, 420 * p.z);
      p.warmed(albedo, 0.66 + 0.5 * tufts + 0.22 * (hair - 0.5));
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.006 * fbm(45 * p.x + p.shift, 70 * p.y, 45 * p.z, 2)
          + 0.0015 * value(300 * p.x, 120 * p.y, 300 * p.z);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Woven cane: strands over and under in a pitch of 14 mm. */
  record Wicker(Rgb albedo) implements Texture {
    private static final double PITCH = 0.014;

    private static double relief(TexturePoint p) {
      double a = p.u / PITCH;
      double b = p.v / (PITCH * 0.6);
      int row = floor(b);
      double wave = Math.sin(Math.PI * (a + (row & 1)));
      double strand = Math.sin(Math.PI * (b - row));
      return strand * (0.6 + 0.4 * wave);
    }

    @Override
    public void colour(TexturePoint p) {
      double h = relief(p);
      double tone = fbm(12 * p.x + p.shift, 12 * p.y, 12 * p.z, 3);
      p.warmed(albedo, (0.25 + 0.85 * Math.max(h, 0)) * (0.8 + 0.4 * tone));
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.003 * relief(p);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }
}
