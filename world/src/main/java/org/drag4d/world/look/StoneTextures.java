package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.fbm;
import static org.drag4d.world.look.Noise.floor;
import static org.drag4d.world.look.Noise.random;
import static org.drag4d.world.look.Noise.smoothstep;
import static org.drag4d.world.look.Noise.value;

/** Paint, plaster, marble, brick, tile, china and paper. */
final class StoneTextures {
  private StoneTextures() {}

  /** One colour. */
  record Uniform(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      p.colour(albedo, 1);
    }
  }

  /** Paint: hardly uneven. */
  record Paint(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      p.colour(albedo, 0.965 + 0.07 * value(7 * p.x + p.shift, 7 * p.y, 7 * p.z));
      p.clamp();
    }
  }

  /** Painted plaster. */
  record Plaster(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double n = fbm(2.2 * p.x + p.shift, 2.2 * p.y, 2.2 * p.z, 4);
      p.colour(albedo, 0.95 + 0.1 * n);
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.0016 * fbm(17 * p.x, 17 * p.y, 17 * p.z, 3);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Polished stone: two sets of veins on a warped lattice. */
  record Marble(Rgb albedo, Rgb vein) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double x = p.x + p.shift;
      double w = fbm(2 * x, 2 * p.y, 2 * p.z, 4);
      double warp = 3 * w;
      double main = value(3 * x + warp, 3 * p.y + warp, 3 * p.z + warp);
      double fine = value(8 * x + 2 * warp, 8 * p.y + 2 * warp, 8 * p.z);
      double a = 1 - smoothstep(0, 0.16, Math.abs(2 * main - 1));
      double b = 1 - smoothstep(0, 0.10, Math.abs(2 * fine - 1));
      double amount = Math.min(1, 0.85 * a * w * 1.3 + 0.26 * b * w);
      p.mixed(albedo, vein, amount, 0.93 + 0.14 * w);
      p.clamp();
    }
  }

  /** Running bond of bricks 215 by 65 mm with 10 mm joints. */
  record Brick(Rgb albedo, Rgb mortar) implements Texture {
    private static final double WIDTH = 0.225;
    private static final double HEIGHT = 0.075;

    /** Distance to the joint, negative within it; the brick's number goes to the scratch. */
    private static double inset(double u, double v) {
      int row = floor(v / HEIGHT);
      double x = u / WIDTH + ((row & 1) == 0 ? 0 : 0.5);
      double fx = (x - floor(x)) * WIDTH;
      double fy = v - row * HEIGHT;
      return Math.min(Math.min(fx, WIDTH - fx), Math.min(fy, HEIGHT - fy)) - 0.005;
    }

    @Override
    public void colour(TexturePoint p) {
      double ragged = 0.003 * (fbm(40 * p.x, 40 * p.y, 40 * p.z, 2) - 0.5);
      double joint = smoothstep(-0.001, 0.002, inset(p.u, p.v) + ragged);
      int row = floor(p.v / HEIGHT);
      int column = floor(p.u / WIDTH + ((row & 1) == 0 ? 0 : 0.5));
      double tone = 0.74 + 0.52 * random(row, column, 21);
      double speckle = fbm(70 * p.x, 70 * p.y, 70 * p.z, 3);
      p.warmed(albedo, tone * (0.8 + 0.4 * speckle));
      double m = 0.8 + 0.4 * speckle;
      p.r = Noise.mix(mortar.r() * m, p.r, joint);
      p.g = Noise.mix(mortar.g() * m, p.g, joint);
      p.b = Noise.mix(mortar.b() * m, p.b, joint);
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.006 * smoothstep(-0.003, 0.003, inset(p.u, p.v))
          + 0.0025 * fbm(60 * p.x, 60 * p.y, 60 * p.z, 2);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Square tiles; two colours alternate like a chessboard. */
  record Tile(Rgb albedo, Rgb second, Rgb joint, double size) implements Texture {
    private double inset(double u, double v) {
      double fx = u - floor(u / size) * size;
      double fy = v - floor(v / size) * size;
      return Math.min(Math.min(fx, size - fx), Math.min(fy, size - fy));
    }

    private double jointHalf() {
      return Math.clamp(size * 0.006, 0.0008, 0.0018);
    }

    @Override
    public void colour(TexturePoint p) {
      int a = floor(p.u / size);
      int b = floor(p.v / size);
      double tone = 0.94 + 0.12 * random(a, b, 33);
      double cloud = 0.95 + 0.1 * fbm(9 * p.x + 3 * a, 9 * p.y, 9 * p.z + 5 * b, 3);
      p.colour((a + b & 1) == 0 ? albedo : second, tone * cloud);
      double half = jointHalf();
      double inJoint = 1 - smoothstep(half, half + 0.0012, inset(p.u, p.v));
      p.r = Noise.mix(p.r, joint.r(), inJoint);
      p.g = Noise.mix(p.g, joint.g(), inJoint);
      p.b = Noise.mix(p.b, joint.b(), inJoint);
      p.roughness = 1 + 4 * inJoint;
      p.slopeU = 0.006 * (random(a, b, 34) - 0.5);
      p.slopeV = 0.006 * (random(a, b, 35) - 0.5);
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      double half = jointHalf();
      return 0.0018 * smoothstep(half * 0.5, half + 0.003, inset(p.u, p.v));
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Glazed china: a gold line at 0.94 of the radius and a dotted line at 0.82. */
  record China(Rgb line, double radius) implements Texture {
    private static final Rgb WHITE = new Rgb(0.80, 0.79, 0.76);
    private static final Rgb GOLD = new Rgb(0.60, 0.42, 0.13);

    @Override
    public void colour(TexturePoint p) {
      p.colour(WHITE, 1);
      if (radius <= 0 || p.axis == 1 && !p.positive) {
        return;
      }
      double r = Math.sqrt(p.x * p.x + p.z * p.z) / radius;
      double gold = 1 - smoothstep(0.012, 0.02, Math.abs(r - 0.94));
      double dots = 0.5 + 0.5 * Math.sin(48 * Math.atan2(p.z, p.x));
      double blue =
          (1 - smoothstep(0.018, 0.026, Math.abs(r - 0.82))) * smoothstep(0.35, 0.6, dots);
      p.r = Noise.mix(Noise.mix(p.r, line.r(), blue), GOLD.r(), gold);
      p.g = Noise.mix(Noise.mix(p.g, line.g(), blue), GOLD.g(), gold);
      p.b = Noise.mix(Noise.mix(p.b, line.b(), blue), GOLD.b(), gold);
      p.clamp();
    }
  }

  /** The edges of a book's leaves. */
  record PaperEdges(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double leaves = value(p.axis == 2 ? 1400 * p.x : 3 * p.x, 3 * p.y, 1400 * p.z);
      double age = fbm(14 * p.x + p.shift, 14 * p.y, 14 * p.z, 2);
      p.warmed(albedo, 0.80 + 0.16 * leaves + 0.14 * age);
      p.clamp();
    }
  }
}
