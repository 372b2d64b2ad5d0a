package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.fbm;
import static org.drag4d.world.look.Noise.random;
import static org.drag4d.world.look.Noise.smoothstep;
import static org.drag4d.world.look.Noise.value;

/** Leaves, ground, rock and water. */
final class NatureTextures {
  private NatureTextures() {}

  /** Leaves and grass: every plant a little yellower or bluer, every leaf a little lighter. */
  record Leaf(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double n = fbm(3.1 * p.x + p.shift, 3.1 * p.y, 3.1 * p.z, 3);
      double fine = value(23 * p.x + p.shift, 23 * p.y, 23 * p.z);
      double plant = random(p.seed(), 5, 5) - 0.5;
      p.colour(albedo, 0.6 + 0.55 * n + 0.3 * fine);
      double yellow = 0.5 * (n - 0.5) + 0.3 * plant;
      p.r *= 1 + 0.55 * yellow;
      p.b *= 1 - 0.5 * yellow;
      p.clamp();
    }
  }

  /** Soil, sand, gravel, a forest floor. */
  record Ground(Rgb albedo, Rgb second, double grain) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double broad = fbm(0.45 * p.x + p.shift, 0.45 * p.y, 0.45 * p.z, 3);
      double patches = fbm(2.7 * p.x, 2.7 * p.y, 2.7 * p.z, 3);
      double g = 1 / Math.max(grain, 0.002);
      double grains = value(g * p.x, g * p.y, g * p.z);
      double fine = value(2.7 * g * p.x, 2.7 * g * p.y, 2.7 * g * p.z);
      double f = smoothstep(0.3, 0.7, 0.45 * broad + 0.35 * patches + 0.2 * grains);
      p.mixed(albedo, second, f, 0.72 + 0.34 * grains + 0.22 * fine);
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      double g = 1 / Math.max(grain, 0.002);
      return 0.45 * grain * value(g * p.x, g * p.y, g * p.z)
          + 0.03 * fbm(2.7 * p.x, 2.7 * p.y, 2.7 * p.z, 3);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** Rough stone. */
  record Stone(Rgb albedo) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double n = fbm(5 * p.x + p.shift, 5 * p.y, 5 * p.z, 4);
      double speck = value(130 * p.x, 130 * p.y, 130 * p.z);
      double crack =
          1 - smoothstep(0, 0.05, Math.abs(2 * fbm(3 * p.x, 3 * p.y + p.shift, 3 * p.z, 3) - 1));
      p.colour(albedo, (0.66 + 0.52 * n + 0.18 * speck) * (1 - 0.35 * crack));
      double lichen = smoothstep(0.62, 0.7, fbm(8 * p.x, 8 * p.y, 8 * p.z + p.shift, 3));
      p.g *= 1 + 0.1 * lichen;
      p.b *= 1 - 0.2 * lichen;
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      return 0.014 * fbm(9 * p.x + p.shift, 9 * p.y, 9 * p.z, 4);
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }

  /** The bed seen through calm water; the waves are its relief. */
  record Water(Rgb bed) implements Texture {
    @Override
    public void colour(TexturePoint p) {
      double n = fbm(0.8 * p.x, 0.8 * p.y, 0.8 * p.z, 3);
      p.colour(bed, 0.75 + 0.5 * n);
      p.clamp();
    }

    @Override
    public double height(TexturePoint p) {
      double swell = value(1.3 * p.x + 0.4 * p.z, 7, 0.9 * p.z);
      double ripple = fbm(7 * p.x + 2 * swell, 3, 5 * p.z, 2);
      return 0.018 * swell + 0.006 * ripple;
    }

    @Override
    public boolean bumpy() {
      return true;
    }
  }
}
