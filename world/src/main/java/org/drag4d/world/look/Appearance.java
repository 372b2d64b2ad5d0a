package org.drag4d.world.look;

/**
 * A material made ready for shading: how it scatters light, its texture, and its mean colour for
 * light that has bounced (built-in-world sections 3 and 7).
 */
public final class Appearance {
  /** How a surface deals with light. */
  public enum Scattering {
    /** Diffuse, under a clear coat where it is polished. */
    DIFFUSE,
    /** Coloured reflection only. */
    METAL,
    /** Thin and clear: reflects a little, lets the rest through unbent. */
    GLASS,
    /** Reflects everything. */
    MIRROR,
    /** Reflects by Fresnel over a diffuse bed. */
    WATER,
    /** Shines, whatever falls on it. */
    GLOW
  }

  private static final int MEAN_SAMPLES = 512;
  private static final double MATTE_ROUGHNESS = 0.5;
  private static final double LEAST_ROUGHNESS = 0.03;
  private static final double LARGEST_SLOPE = 0.6;

  private final Scattering scattering;
  private final Texture texture;
  private final double roughness;
  private final boolean coated;
  private final double translucency;
  private final Rgb emission;
  private final Rgb mean;

  private Appearance(Material material, boolean matte) {
    texture = Texture.of(material);
    scattering =
        switch (material) {
          case Material.Metal m -> Scattering.METAL;
          case Material.Glass m -> Scattering.GLASS;
          case Material.Mirror m -> Scattering.MIRROR;
          case Material.Water m -> Scattering.WATER;
          case Material.Glow m -> Scattering.GLOW;
          default -> Scattering.DIFFUSE;
        };
    double rough = roughnessOf(material);
    roughness = matte ? Math.max(rough, MATTE_ROUGHNESS) : Math.max(rough, LEAST_ROUGHNESS);
    coated = !matte && rough < 0.9 && scattering == Scattering.DIFFUSE;
    translucency =
        switch (material) {
          case Material.Leaf m -> 0.42;
          case Material.Fabric m -> 0.22;
          case Material.Patterned m -> 0.22;
          default -> 0;
        };
    emission = material instanceof Material.Glow glow ? glow.radiance() : new Rgb(0, 0, 0);
    mean = meanOf(material);
  }

  /**
   * Prepares a material.
   *
   * @param matte whether to leave out everything that depends on the viewpoint as far as possible:
   *     no coats, no roughness below 0.5
   */
  public static Appearance of(Material material, boolean matte) {
    return new Appearance(material, matte);
  }

  private static double roughnessOf(Material material) {
    return switch (material) {
      case Material.Plain m -> m.roughness();
      case Material.Wood m -> m.roughness();
      case Material.Parquet m -> m.roughness();
      case Material.Boards m -> m.roughness();
      case Material.Marble m -> m.roughness();
      case Material.Tile m -> m.roughness();
      case Material.Metal m -> m.roughness();
      case Material.China m -> 0.06;
      case Material.Leather m -> 0.42;
      case Material.Wallpaper m -> 0.75;
      case Material.Leaf m -> 0.55;
      case Material.Painting m -> 0.4;
      case Material.Glass m -> 0;
      case Material.Mirror m -> 0;
      case Material.Water m -> 0.05;
      default -> 1;
    };
  }

  private Rgb meanOf(Material material) {
    double halfX = 1.5;
    double halfY = 1.5;
    double halfZ = 1.5;
    switch (material) {
      case Material.Rug m -> {
        halfX = m.width() / 2;
        halfZ = m.length() / 2;
      }
      case Material.Painting m -> {
        halfX = m.width() / 2;
        halfY = m.height() / 2;
      }
      case Material.China m -> {
        halfX = m.radius() * 0.7;
        halfZ = halfX;
      }
      default -> {}
    }
    boolean flat = material instanceof Material.Rug;
    boolean upright = material instanceof Material.Painting;
    TexturePoint p = new TexturePoint();
    double r = 0;
    double g = 0;
    double b = 0;
    for (int i = 0; i < MEAN_SAMPLES; i++) {
      int axis = flat ? 1 : upright ? 2 : i % 3;
      p.place(
          (2 * Noise.random(i, 1, 1) - 1) * halfX,
          (2 * Noise.random(i, 2, 1) - 1) * halfY,
          (2 * Noise.random(i, 3, 1) - 1) * halfZ,
          axis == 0 ? 1 : 0,
          axis == 1 ? 1 : 0,
          axis == 2 ? 1 : 0,
          i);
      texture.colour(p);
      r += p.r;
      g += p.g;
      b += p.b;
    }
    return new Rgb(r, g, b).times(1.0 / MEAN_SAMPLES);
  }

  /** Returns how it deals with light. */
  public Scattering scattering() {
    return scattering;
  }

  /** Returns its roughness, 0.03 to 1, before the texture's factor. */
  public double roughness() {
    return roughness;
  }

  /** Says whether a clear coat reflects over the diffuse colour. */
  public boolean coated() {
    return coated;
  }

  /** Returns the share of light that comes through from behind, for sheets of it; 0 to 1. */
  public double translucency() {
    return translucency;
  }

  /** Returns the radiance it shines with. */
  public Rgb emission() {
    return emission;
  }

  /** Returns the mean albedo over the texture. */
  public Rgb mean() {
    return mean;
  }

  /** Evaluates colour, roughness and slopes at a placed point. */
  public void evaluate(TexturePoint p) {
    texture.colour(p);
  }

  /** Says whether {@link #relief} does anything. */
  public boolean bumpy() {
    return texture.bumpy();
  }

  /**
   * Tilts a local normal by the slope of the relief, by finite differences over {@code step}.
   *
   * @param p a placed point; moved about and put back
   * @param normal in and out: the unit normal in the part's frame
   * @param step metres, about the footprint of a pixel
   * @param strength 0 to 1: fades with distance
   */
  public void relief(TexturePoint p, double[] normal, double step, double strength) {
    double x = p.x;
    double y = p.y;
    double z = p.z;
    double nx = normal[0];
    double ny = normal[1];
    double nz = normal[2];
    // two tangents (Duff et al. 2017)
    double sign = nz >= 0 ? 1 : -1;
    double a = -1 / (sign + nz);
    double c = nx * ny * a;
    double sx = 1 + sign * nx * nx * a;
    double sy = sign * c;
    double sz = -sign * nx;
    double tx = c;
    double ty = sign + ny * ny * a;
    double tz = -ny;
    double here = texture.height(p);
    p.moveTo(x + step * sx, y + step * sy, z + step * sz);
    double slopeS = (texture.height(p) - here) / step * strength;
    p.moveTo(x + step * tx, y + step * ty, z + step * tz);
    double slopeT = (texture.height(p) - here) / step * strength;
    p.moveTo(x, y, z);
    double steep = Math.sqrt(slopeS * slopeS + slopeT * slopeT);
    if (steep > LARGEST_SLOPE) {
      slopeS *= LARGEST_SLOPE / steep;
      slopeT *= LARGEST_SLOPE / steep;
    }
    nx -= slopeS * sx + slopeT * tx;
    ny -= slopeS * sy + slopeT * ty;
    nz -= slopeS * sz + slopeT * tz;
    double n = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz);
    normal[0] = nx * n;
    normal[1] = ny * n;
    normal[2] = nz * n;
  }
}
