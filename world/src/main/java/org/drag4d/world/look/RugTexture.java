package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.floor;
import static org.drag4d.world.look.Noise.mix;
import static org.drag4d.world.look.Noise.random;
import static org.drag4d.world.look.Noise.smoothstep;
import static org.drag4d.world.look.Noise.value;

/**
 * A knotted rug on the local x-z plane, its middle at the origin: a border with a meander and
 * medallions between gold lines, a field strewn with flowers, and a rosette in the middle.
 */
record RugTexture(Rgb field, Rgb border, Rgb accent, double width, double length)
    implements Texture {
  private static final Rgb GOLD = new Rgb(0.55, 0.42, 0.17);
  private static final Rgb IVORY = new Rgb(0.70, 0.62, 0.46);

  @Override
  public void colour(TexturePoint p) {
    double halfX = width / 2;
    double halfZ = length / 2;
    double size = Math.min(width, length);
    double band = 0.17 * size;
    double edgeX = halfX - Math.abs(p.x);
    double edgeZ = halfZ - Math.abs(p.z);
    double edge = Math.min(edgeX, edgeZ);
    boolean alongX = edgeZ < edgeX;
    double along = alongX ? p.x : p.z;
    p.colour(field, 1);
    if (edge < band) {
      borderAt(p, edge / band, along / band);
    } else {
      fieldAt(p, size);
    }
    double line = line(edge, 0.06 * band, 0.025 * band) + line(edge, band, 0.05 * band);
    blend(p, GOLD, Math.min(1, line));
    double pile = value(60 * p.x, 60 * p.y, 60 * p.z);
    double knots = value(380 * p.x, 380 * p.y, 380 * p.z);
    double factor = 0.8 + 0.25 * pile + 0.16 * (knots - 0.5);
    p.r *= factor;
    p.g *= factor;
    p.b *= factor;
    p.clamp();
  }

  private void borderAt(TexturePoint p, double across, double along) {
    p.colour(border, 1);
    double wave = 0.5 + 0.26 * Math.sin(along * 3.2);
    blend(p, GOLD, 1 - smoothstep(0.045, 0.075, Math.abs(across - wave)));
    double cell = along * 3.2 / (2 * Math.PI) * 2;
    double nearest = Math.rint(cell - 0.5) + 0.5;
    double mx = (cell - nearest) * Math.PI / 3.2;
    double my = across - (Math.floorMod((int) Math.rint(nearest - 0.5), 2) == 0 ? 0.28 : 0.72);
    double d = Math.sqrt(mx * mx + my * my);
    double petals = 0.15 + 0.03 * Math.cos(6 * Math.atan2(my, mx));
    blend(p, field, 1 - smoothstep(petals - 0.02, petals + 0.02, d));
    blend(p, IVORY, 1 - smoothstep(0.045, 0.065, d));
    double corner = 1 - smoothstep(0.02, 0.035, Math.abs(across - 0.92));
    blend(p, accent, 0.8 * corner);
  }

  private void fieldAt(TexturePoint p, double size) {
    double cell = 0.3;
    int cx = floor(p.x / cell);
    int cz = floor(p.z / cell);
    double fx = p.x / cell - cx - 0.3 - 0.4 * random(cx, cz, 1);
    double fz = p.z / cell - cz - 0.3 - 0.4 * random(cx, cz, 2);
    double d = Math.sqrt(fx * fx + fz * fz);
    double petal = 0.17 + 0.05 * Math.cos(5 * Math.atan2(fz, fx) + 6 * random(cx, cz, 3));
    boolean light = random(cx, cz, 4) < 0.5;
    blend(p, light ? IVORY : accent, 1 - smoothstep(petal - 0.03, petal + 0.03, d));
    blend(p, GOLD, 1 - smoothstep(0.05, 0.075, d));
    double vine =
        Math.abs(
            Math.sin(9 * p.x + 2 * Math.sin(5 * p.z))
                - Math.sin(9 * p.z + 1.5 * Math.cos(4 * p.x)));
    blend(p, border, 0.7 * (1 - smoothstep(0.05, 0.12, vine)));
    // the rosette
    double x = p.x / (0.5 * size);
    double z = p.z / (0.5 * size);
    double r = Math.sqrt(x * x + z * z);
    double angle = Math.atan2(z, x);
    double outer = 0.36 + 0.035 * Math.cos(12 * angle);
    blend(p, border, 1 - smoothstep(outer - 0.01, outer + 0.01, r));
    blend(p, GOLD, line(r, outer - 0.015, 0.012));
    double middle = 0.24 + 0.05 * Math.cos(8 * angle);
    blend(p, accent, 1 - smoothstep(middle - 0.01, middle + 0.01, r));
    double inner = 0.15 + 0.03 * Math.cos(8 * angle + Math.PI);
    blend(p, IVORY, 1 - smoothstep(inner - 0.01, inner + 0.01, r));
    blend(p, field, 1 - smoothstep(0.05, 0.07, r));
  }

  private static double line(double x, double at, double halfWidth) {
    return 1 - smoothstep(halfWidth * 0.7, halfWidth, Math.abs(x - at));
  }

  private static void blend(TexturePoint p, Rgb c, double fraction) {
    p.r = mix(p.r, c.r(), fraction);
    p.g = mix(p.g, c.g(), fraction);
    p.b = mix(p.b, c.b(), fraction);
  }

  @Override
  public double height(TexturePoint p) {
    return 0.003 * value(60 * p.x, 60 * p.y, 60 * p.z)
        + 0.0008 * value(380 * p.x, 380 * p.y, 380 * p.z);
  }

  @Override
  public boolean bumpy() {
    return true;
  }
}
