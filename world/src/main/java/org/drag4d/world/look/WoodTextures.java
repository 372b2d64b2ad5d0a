package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.fbm;
import static org.drag4d.world.look.Noise.floor;
import static org.drag4d.world.look.Noise.random;
import static org.drag4d.world.look.Noise.smoothstep;
import static org.drag4d.world.look.Noise.value;

/** Wood: furniture, herringbone parquet, boards, bark. */
final class WoodTextures {
  private WoodTextures() {}

  /** Grain along x: distorted growth rings, and fibres a few tenths of a millimetre wide. */
  static double grain(double x, double y, double z) {
    double w = fbm(1.1 * x, 5 * y, 5 * z, 3);
    double rings = value((y + 0.075 * w) * 38, z * 38, 1.5 * w + 0.7 * x);
    double fibres = fbm(9 * x, 260 * y, 260 * z, 2);
    return 0.55 * rings + 0.25 * w + 0.2 * fibres;
  }

  /** One piece of lacquered wood. */
  record Solid(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double g = grain(p.x + p.shift, p.y + 0.37 * p.shift, p.z);
      p.warmed(albedo, 0.55 + 0.98 * (g - 0.1));
      p.roughness = 0.85 + 0.4 * g;
    }

    @Override
    public double height(TexturePoint p) {
      return 0.00005 * value(9 * (p.x + p.shift), 240 * p.y, 240 * p.z);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Herringbone parquet of staves 7.2 by 36 cm. */
  record Herringbone(Rgb albedo) implements Texture {
    private static final double WIDTH = 0.072;
    private static final int RATIO = 5;

    @Override
    public void colour(TexturePoint p) {
      double a = (p.u + p.v) * Math.sqrt(0.5) / WIDTH;
      double b = (p.v - p.u) * Math.sqrt(0.5) / WIDTH;
      int ia = floor(a);
      int ib = floor(b);
      int k = Math.floorMod(ia - ib, 2 * RATIO);
      boolean alongA = k < RATIO;
      int startA = alongA ? ia - k : ia;
      int startB = alongA ? ib : ib - (2 * RATIO - 1 - k);
      double along = (alongA ? a - startA : b - startB) * WIDTH;
      double across = (alongA ? b - startB : a - startA) * WIDTH;
      double tone = random(startA, startB, 3);
      double hue = random(startA, startB, 4) - 0.5;
      double g = grain(along + 7.3 * tone, across + 13 * hue, 5 * tone + hue);
      double edge =
          Math.min(Math.min(along, RATIO * WIDTH - along), Math.min(across, WIDTH - across));
      double gap = 0.00015 + 0.0006 * random(startA, startB, 5);
      double joint = 0.35 + 0.65 * smoothstep(gap, gap + 0.0012, edge);
      p.warmed(albedo, (0.74 + 0.46 * tone) * (0.58 + 0.9 * (g - 0.1)) * joint);
      p.r *= 1 + 0.06 * hue;
      p.b *= 1 - 0.08 * hue;
      p.roughness = (0.85 + 0.35 * g) / Math.max(joint, 0.5);
      p.slopeU = 0.009 * (random(startA, startB, 6) - 0.5) * 2;
      p.slopeV = 0.009 * (random(startA, startB, 7) - 0.5) * 2;
      p.clamp();
    }
  }

  /** Floor boards along x with staggered ends. */
  record Planks(Rgb albedo, double width) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      int row = floor(p.v / width);
      double length = 1.7 + 0.9 * random(row, 1, 9);
      double start = length * random(row, 2, 9);
      int piece = floor((p.u + start) / length);
      double along = p.u + start - piece * length;
      double across = p.v - row * width;
      double tone = random(row, piece, 3);
      double hue = random(row, piece, 4) - 0.5;
      double g = grain(along + 31 * tone, across + 9 * hue, 3 * tone);
      double edge = Math.min(Math.min(along, length - along), Math.min(across, width - across));
      double joint = 0.3 + 0.7 * smoothstep(0.0006, 0.0028, edge);
      double nail =
          smoothstep(
              0.0028,
              0.004,
              Math.hypot(
                  Math.min(along, length - along) - 0.03,
                  Math.abs(across - width / 2) - width * 0.3));
      p.warmed(
          albedo, (0.78 + 0.4 * tone) * (0.56 + 0.95 * (g - 0.1)) * joint * (0.5 + 0.5 * nail));
      p.r *= 1 + 0.05 * hue;
      p.b *= 1 - 0.07 * hue;
      p.roughness = (0.85 + 0.35 * g) / Math.max(joint, 0.5);
      p.slopeU = 0.005 * (random(row, piece, 6) - 0.5);
      p.slopeV = 0.02 * (random(row, piece, 7) - 0.5) + 0.012 * (across / width - 0.5);
      p.clamp();
    }
  }

  /** Bark with furrows along y. */
  record Bark(Rgb albedo) implements Texture {
    private static double ridges(TexturePoint p) {
      double s = p.shift;
      double warp = fbm(6 * p.x + s, 3 * p.y, 6 * p.z, 2);
      double n = value(26 * p.x + 3 * warp + s, 4.2 * p.y + 2 * warp, 26 * p.z);
      double m = value(70 * p.x + s, 16 * p.y, 70 * p.z);
      return 0.68 * (1 - Math.abs(2 * n - 1)) + 0.32 * m;
    }

    @Override
    public void colour(TexturePoint p) {
      double h = ridges(p);
      double patch = fbm(2.5 * p.x + p.shift, 1.6 * p.y, 2.5 * p.z, 3);
      p.warmed(albedo, 0.42 + 0.85 * h + 0.35 * (patch - 0.5));
      double moss = smoothstep(0.6, 0.75, patch) * 0.35;
      p.r *= 1 - moss;
      p.g *= 1 - 0.3 * moss;
      p.b *= 1 - moss;
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.012 * ridges(p);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }
}
