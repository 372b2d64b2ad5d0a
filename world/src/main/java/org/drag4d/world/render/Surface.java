package org.drag4d.world.render;

import org.drag4d.world.light.Scratch;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.TexturePoint;
import org.drag4d.world.trace.SurfacePoint;
import org.drag4d.world.trace.Tracer;

/** Evaluates texture and relief at a surface point. A mutable work object, one a thread. */
final class Surface {
  /** Albedo (reflectance of metals), linear. */
  final double[] albedo = new double[3];

  /** The smooth normal, towards the viewer. */
  final double[] smooth = new double[3];

  /** Roughness with the texture's factor, 0.03 to 1. */
  double roughness;

  private final double[] local = new double[3];

  /** Evaluates colour only. */
  void colour(SurfacePoint p, Appearance appearance, int seed, Scratch s) {
    TexturePoint t = s.texture;
    t.place(p.localX, p.localY, p.localZ, p.localNormalX, p.localNormalY, p.localNormalZ, seed);
    appearance.evaluate(t);
    albedo[0] = t.r;
    albedo[1] = t.g;
    albedo[2] = t.b;
    roughness = Math.clamp(appearance.roughness() * t.roughness, 0.03, 1.0);
    smooth[0] = p.normalX;
    smooth[1] = p.normalY;
    smooth[2] = p.normalZ;
  }

  /**
   * Evaluates colour and relief; turns the point's shading normal.
   *
   * @param distance how far the viewer is, metres: relief fades with it
   * @param footprint the width of a pixel there, metres
   */
  void evaluate(
      SurfacePoint p,
      Appearance appearance,
      int seed,
      Tracer tracer,
      double distance,
      double footprint,
      Scratch s) {
    colour(p, appearance, seed, s);
    TexturePoint t = s.texture;
    boolean tilted = t.slopeU != 0 || t.slopeV != 0;
    if (!appearance.bumpy() && !tilted) {
      return;
    }
    double strength = 1 / (1 + 0.02 * distance * distance);
    local[0] = p.localNormalX;
    local[1] = p.localNormalY;
    local[2] = p.localNormalZ;
    if (tilted) {
      local[t.axisU()] -= t.slopeU;
      local[t.axisV()] -= t.slopeV;
    }
    if (appearance.bumpy() && strength > 0.02) {
      normalise(local);
      appearance.relief(t, local, Math.max(0.0006, 0.6 * footprint), strength);
    }
    normalise(local);
    tracer.toWorld(p.part, local);
    double side = local[0] * p.geometricX + local[1] * p.geometricY + local[2] * p.geometricZ;
    double sign = side < 0 ? -1 : 1;
    p.normalX = sign * local[0];
    p.normalY = sign * local[1];
    p.normalZ = sign * local[2];
  }

  private static void normalise(double[] v) {
    double n = 1 / Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    v[0] *= n;
    v[1] *= n;
    v[2] *= n;
  }

  /** Draws a reflected direction by the GGX distribution of normals; false below the surface. */
  static boolean reflect(
      SurfacePoint p,
      double roughness,
      double dx,
      double dy,
      double dz,
      double a,
      double b,
      double[] out) {
    double alpha = roughness * roughness;
    double tangent2 = alpha * alpha * a / Math.max(1 - a, 1e-6);
    double cosine = 1 / Math.sqrt(1 + tangent2);
    double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
    double x = sine * Math.cos(2 * Math.PI * b);
    double y = sine * Math.sin(2 * Math.PI * b);
    double nx = p.normalX;
    double ny = p.normalY;
    double nz = p.normalZ;
    double sign = nz >= 0 ? 1 : -1;
    double q = -1 / (sign + nz);
    double c = nx * ny * q;
    double hx = x * (1 + sign * nx * nx * q) + y * c + cosine * nx;
    double hy = x * sign * c + y * (sign + ny * ny * q) + cosine * ny;
    double hz = -x * sign * nx - y * ny + cosine * nz;
    double k = 2 * (dx * hx + dy * hy + dz * hz);
    out[0] = dx - k * hx;
    out[1] = dy - k * hy;
    out[2] = dz - k * hz;
    return out[0] * p.geometricX + out[1] * p.geometricY + out[2] * p.geometricZ > 1e-3;
  }

  /** Returns (1 − c)⁵ of Schlick's Fresnel term. */
  static double grazing(double cosine) {
    double m = 1 - Math.clamp(cosine, 0.0, 1.0);
    double m2 = m * m;
    return m2 * m2 * m;
  }

  /**
   * Returns the GGX highlight of a small light: D·G/(4 n·v) times the light's cosine, without the
   * Fresnel factor.
   */
  static double highlight(
      SurfacePoint p,
      double roughness,
      double vx,
      double vy,
      double vz,
      double lx,
      double ly,
      double lz) {
    double nl = p.normalX * lx + p.normalY * ly + p.normalZ * lz;
    double nv = p.normalX * vx + p.normalY * vy + p.normalZ * vz;
    if (nl <= 0 || nv <= 0) {
      return 0;
    }
    double hx = lx + vx;
    double hy = ly + vy;
    double hz = lz + vz;
    double n = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
    double nh = (p.normalX * hx + p.normalY * hy + p.normalZ * hz) * n;
    double alpha = roughness * roughness;
    double a2 = alpha * alpha;
    double d = nh * nh * (a2 - 1) + 1;
    double visibility =
        0.5 / (nl * Math.sqrt(nv * nv * (1 - a2) + a2) + nv * Math.sqrt(nl * nl * (1 - a2) + a2));
    return a2 / (Math.PI * d * d) * visibility * nl;
  }
}
