package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.fbm;
import static org.drag4d.world.look.Noise.mix;
import static org.drag4d.world.look.Noise.random;
import static org.drag4d.world.look.Noise.smoothstep;
import static org.drag4d.world.look.Noise.value;

/** A picture on the local x-y plane, its middle at the origin; brush strokes as relief. */
record PaintingTexture(int motif, int seed, double width, double height) implements Texture {
  private static final Rgb[] ABSTRACT = {
    Rgb.ofSrgb(0xE8D8B8),
    Rgb.ofSrgb(0xB23A2E),
    Rgb.ofSrgb(0x1F3B57),
    Rgb.ofSrgb(0xD99A2B),
    Rgb.ofSrgb(0x2F6B5A),
    Rgb.ofSrgb(0x2A2622)
  };

  @Override
  public void colour(TexturePoint p) {
    // 0..1 from the left and from below
    double s = p.x / Math.max(width, 1e-3) + 0.5;
    double t = p.y / Math.max(height, 1e-3) + 0.5;
    switch (Math.floorMod(motif, 5)) {
      case 0 -> landscape(p, s, t);
      case 1 -> abstraction(p, s, t);
      case 2 -> botanical(p, s, t);
      case 3 -> page(p, s, t);
      default -> portrait(p, s, t);
    }
    double strokes = 0.92 + 0.16 * fbm(60 * p.x, 25 * p.y, seed, 2);
    p.r *= strokes;
    p.g *= strokes;
    p.b *= strokes;
    p.clamp();
  }

  private double chance(int i) {
    return random(seed, i, 77);
  }

  private void landscape(TexturePoint p, double s, double t) {
    double aspect = width / Math.max(height, 1e-3);
    double horizon = 0.38 + 0.16 * chance(1);
    double warm = chance(2);
    double up = Math.clamp((t - horizon) / (1 - horizon), 0.0, 1.0);
    double r = mix(0.80, 0.18 + 0.3 * warm, up);
    double g = mix(0.60 - 0.1 * warm, 0.30, up);
    double b = mix(0.42, 0.58 - 0.2 * warm, up);
    double cloud =
        smoothstep(0.48, 0.72, fbm(3 * s * aspect + 9 * chance(3), 7 * t, seed * 0.37, 4));
    r = mix(r, 0.86, 0.75 * cloud);
    g = mix(g, 0.78, 0.75 * cloud);
    b = mix(b, 0.70, 0.75 * cloud);
    for (int layer = 0; layer < 4; layer++) {
      double base = horizon - layer * horizon * 0.24;
      double ridge =
          base
              + (0.12 - 0.02 * layer)
                  * (fbm(s * aspect * (1.6 + layer), 3 * layer + seed, 0.5, 4) - 0.35);
      double in = smoothstep(ridge + 0.004, ridge - 0.004, t);
      if (in <= 0) {
        continue;
      }
      double near = layer / 3.0;
      double tone = 0.7 + 0.6 * fbm(14 * s * aspect, 30 * t, layer + seed, 3);
      r = mix(r, mix(0.26, 0.10 + 0.12 * warm, near) * tone, in);
      g = mix(g, mix(0.32, 0.15, near) * tone, in);
      b = mix(b, mix(0.42, 0.045, near) * tone, in);
    }
    // a path that narrows towards the horizon
    double depth = Math.clamp(1 - t / Math.max(horizon, 0.05), 0.0, 1.0);
    double middle = 0.5 + 0.22 * (chance(4) - 0.5) + 0.10 * Math.sin(5 * depth + 6 * chance(5));
    double road = 1 - smoothstep(0.7, 1.0, Math.abs(s - middle) / (0.012 + 0.10 * depth * depth));
    road *= t < horizon * 0.92 ? 0.75 : 0;
    p.r = mix(r, 0.50, road);
    p.g = mix(g, 0.42, road);
    p.b = mix(b, 0.30, road);
  }

  private void abstraction(TexturePoint p, double s, double t) {
    double aspect = width / Math.max(height, 1e-3);
    p.colour(ABSTRACT[0], 1);
    for (int i = 0; i < 9; i++) {
      double cx = chance(10 + i);
      double cy = chance(30 + i);
      double size = 0.08 + 0.22 * chance(50 + i);
      double turn = 3 * chance(70 + i);
      double x = (s - cx) * aspect;
      double y = t - cy;
      double a = x * Math.cos(turn) + y * Math.sin(turn);
      double b = y * Math.cos(turn) - x * Math.sin(turn);
      double distance =
          switch (i % 3) {
            case 0 -> Math.sqrt(x * x + y * y) - size;
            case 1 -> Math.max(Math.abs(a) - size * 1.4, Math.abs(b) - size * 0.3);
            default -> Math.abs(Math.sqrt(a * a + b * b) - size) - 0.018;
          };
      double in = 1 - smoothstep(-0.003, 0.003, distance);
      Rgb c = ABSTRACT[1 + (int) (chance(90 + i) * 4.999)];
      p.r = mix(p.r, c.r(), in);
      p.g = mix(p.g, c.g(), in);
      p.b = mix(p.b, c.b(), in);
    }
  }

  private void botanical(TexturePoint p, double s, double t) {
    double aspect = width / Math.max(height, 1e-3);
    p.colour(new Rgb(0.74, 0.69, 0.56), 1);
    double x = (s - 0.5) * aspect;
    double stemX = 0.05 * Math.sin(4 * t + 6 * chance(1));
    double stem = (1 - smoothstep(0.004, 0.008, Math.abs(x - stemX))) * smoothstep(0.1, 0.13, t);
    stem *= 1 - smoothstep(0.8, 0.82, t);
    double leaf = 0;
    for (int i = 0; i < 7; i++) {
      double at = 0.2 + 0.085 * i;
      double side = i % 2 == 0 ? 1 : -1;
      double lx = (x - stemX) * side - 0.10;
      double ly = t - at - 0.5 * Math.max(0, lx + 0.1);
      double d = lx * lx / 0.0105 + ly * ly / 0.0013;
      double vein = 1 - smoothstep(0.002, 0.005, Math.abs(ly));
      leaf = Math.max(leaf, (1 - smoothstep(0.9, 1.05, d)) * (1 - 0.4 * vein));
    }
    double green = Math.max(stem, leaf);
    p.r = mix(p.r, 0.10, green);
    p.g = mix(p.g, 0.20 + 0.08 * value(40 * s, 40 * t, seed), green);
    p.b = mix(p.b, 0.07, green);
    double fx = x - stemX;
    double fy = t - 0.83;
    double radius = Math.sqrt(fx * fx + fy * fy);
    double petal = 0.085 + 0.03 * Math.cos(6 * Math.atan2(fy, fx));
    double flower = 1 - smoothstep(petal - 0.004, petal + 0.004, radius);
    p.r = mix(p.r, 0.62, flower);
    p.g = mix(p.g, 0.15 + 0.2 * chance(2), flower);
    p.b = mix(p.b, 0.10 + 0.4 * chance(3), flower);
    double heart = 1 - smoothstep(0.02, 0.026, radius);
    p.r = mix(p.r, 0.65, heart);
    p.g = mix(p.g, 0.45, heart);
    p.b = mix(p.b, 0.08, heart);
  }

  private void page(TexturePoint p, double s, double t) {
    p.colour(new Rgb(0.76, 0.75, 0.71), 1);
    double r = 0.15 + 0.6 * chance(1);
    double g = 0.15 + 0.5 * chance(2);
    double b = 0.15 + 0.5 * chance(3);
    if (t > 0.42 && t < 0.94 && s > 0.06 && s < 0.94) {
      double n = fbm(4 * s + 9 * chance(4), 4 * t, seed, 4);
      double body = 1 - smoothstep(0.2, 0.24, Math.hypot(s - 0.5, (t - 0.6) * 1.3));
      p.r = mix(r * (0.5 + n), 0.75, 0.8 * body);
      p.g = mix(g * (0.5 + n), 0.55 * g + 0.3, 0.8 * body);
      p.b = mix(b * (0.5 + n), 0.45, 0.8 * body);
    } else if (t < 0.40 && t > 0.06 && s > 0.06 && s < 0.94 && Math.abs(s - 0.5) > 0.012) {
      double row = t * 34;
      boolean line = row - Math.floor(row) < 0.45;
      boolean word = value(46 * s, Math.floor(row) * 3.7, seed) > 0.36;
      if (t > 0.33) {
        word = value(16 * s, 1.5, seed) > 0.3;
        line = t < 0.385;
      }
      if (line && word) {
        p.colour(new Rgb(0.06, 0.06, 0.07), 1);
      }
    }
  }

  private void portrait(TexturePoint p, double s, double t) {
    double aspect = width / Math.max(height, 1e-3);
    double x = (s - 0.5) * aspect;
    double n = fbm(5 * s, 5 * t, seed, 3);
    double light = 1.1 - 1.1 * Math.hypot(x, t - 0.6);
    p.colour(new Rgb(0.13, 0.095, 0.06), (0.5 + n) * Math.max(0.25, light));
    double shoulders = smoothstep(0.36, 0.345, t - 0.9 * Math.max(0, 0.13 - x * x));
    shoulders *= 1 - smoothstep(0.27, 0.29, Math.abs(x) + 0.3 * Math.max(0, t - 0.2));
    p.r = mix(p.r, 0.05 + 0.2 * chance(2), shoulders);
    p.g = mix(p.g, 0.04 + 0.08 * chance(3), shoulders);
    p.b = mix(p.b, 0.05 + 0.16 * chance(4), shoulders);
    double hair = 1 - smoothstep(0.97, 1.03, Math.hypot(x / 0.135, (t - 0.655) / 0.165));
    p.r = mix(p.r, 0.10 * (0.6 + n), hair);
    p.g = mix(p.g, 0.06 * (0.6 + n), hair);
    p.b = mix(p.b, 0.035, hair);
    double face = 1 - smoothstep(0.96, 1.04, Math.hypot(x / 0.095, (t - 0.62) / 0.13));
    double neck = 1 - smoothstep(0.045, 0.05, Math.abs(x));
    neck *= smoothstep(0.40, 0.42, t) * (1 - smoothstep(0.56, 0.58, t));
    double skin = Math.max(face, neck);
    double shade = 0.8 + 1.6 * x + 0.2 * n;
    p.r = mix(p.r, 0.52 * shade, skin);
    p.g = mix(p.g, 0.33 * shade, skin);
    p.b = mix(p.b, 0.23 * shade, skin);
    double eyes = 1 - smoothstep(0.008, 0.012, Math.hypot(Math.abs(x) - 0.036, (t - 0.645) * 1.5));
    double mouth = 1 - smoothstep(0.8, 1.0, Math.hypot(x / 0.03, (t - 0.545) / 0.008));
    double dark = Math.max(eyes, 0.6 * mouth);
    p.r = mix(p.r, 0.16, dark);
    p.g = mix(p.g, 0.06, dark);
    p.b = mix(p.b, 0.05, dark);
  }

  @Override
  public double height(TexturePoint p) {
    return 0.0009 * fbm(90 * p.x, 40 * p.y, 0.5, 2);
  }

  @Override
  public boolean bumpy() {
    return true;
  }
}
