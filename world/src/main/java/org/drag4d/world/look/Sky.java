package org.drag4d.world.look;

import static org.drag4d.world.look.Noise.fbm;
import static org.drag4d.world.look.Noise.mix;
import static org.drag4d.world.look.Noise.smoothstep;

import org.drag4d.geometry.Vec3;

/**
 * The light of the sky: Preetham, Shirley and Smits 1999 with fractal clouds, an overcast sky and a
 * night sky, and the colour of the sun through the air (built-in-world section 3). Radiances are in
 * that section's relative units.
 */
public final class Sky {
  private static final int TABLE = 256;
  private static final double KILOCANDELA = 0.06;
  private static final double INDOORS_SUN = 50;
  private static final double INDOORS_SKY = 2.6;
  private static final double OUTDOORS_SUN = 60;
  private static final double OUTDOORS_SKY = 4.2;
  private static final double LOWEST_SUN = Math.toRadians(2.5);

  // Perez coefficients A..E of Y, x and y: slope and offset in turbidity
  private static final double[][] PEREZ = {
    {0.1787, -1.4630, -0.3554, 0.4275, -0.0227, 5.3251, 0.1206, -2.5771, -0.0670, 0.3703},
    {-0.0193, -0.2592, -0.0665, 0.0008, -0.0004, 0.2125, -0.0641, -0.8989, -0.0033, 0.0452},
    {-0.0167, -0.2608, -0.0950, 0.0092, -0.0079, 0.2102, -0.0441, -1.6537, -0.0109, 0.0529}
  };

  private final double sunX;
  private final double sunY;
  private final double sunZ;
  private final double[] perez = new double[15];
  private final double[] zenith = new double[3];
  private final double scale;
  private final double clouds;
  private final double overcast;
  private final boolean uniform;
  private final double[] sun = new double[3];
  private final double[] mean = new double[3];
  private final float[] table;

  private Sky(Daylight day, double sunScale, double skyScale, boolean uniform) {
    this.uniform = uniform;
    Vec3 towards = day.towardsSun().normalised();
    double elevation = Math.max(LOWEST_SUN, Math.asin(Math.clamp(towards.y(), -1.0, 1.0)));
    double level = Math.hypot(towards.x(), towards.z());
    sunX = level < 1e-9 ? 0 : towards.x() / level * Math.cos(elevation);
    sunZ = level < 1e-9 ? 0 : towards.z() / level * Math.cos(elevation);
    sunY = Math.sin(elevation);
    scale = day.sky() * skyScale * KILOCANDELA;
    clouds = Math.clamp(day.clouds(), 0.0, 1.0);
    overcast = smoothstep(0.8, 1.0, clouds);
    preetham(Math.clamp(day.turbidity(), 1.9, 9.0), Math.PI / 2 - elevation);
    if (towards.y() > -0.03) {
      double zenithDegrees = 90 - Math.toDegrees(elevation);
      double air = 1 / (Math.sin(elevation) + 0.15 * Math.pow(93.885 - zenithDegrees, -1.253));
      double[] depth = {0.068, 0.132, 0.291};
      for (int i = 0; i < 3; i++) {
        sun[i] = day.sun() * sunScale * 1.15 * Math.exp(-depth[i] * air) * (1 - overcast);
      }
    }
    table = tabulate();
  }

  /**
   * Makes the sky of a day.
   *
   * @param day its factors count from a clear afternoon (sun 1, sky 1)
   * @param indoors whether it is seen from a room, whose lamps must hold their own against it
   */
  public static Sky of(Daylight day, boolean indoors) {
    return indoors
        ? new Sky(day, INDOORS_SUN, INDOORS_SKY, false)
        : new Sky(day, OUTDOORS_SUN, OUTDOORS_SKY, false);
  }

  /** Makes a sky of radiance {@code radiance} in every direction, without sun: for furnaces. */
  public static Sky uniform(double radiance) {
    return new Sky(new Daylight(Vec3.UP, 0, radiance / KILOCANDELA, 2, 0, 0), 0, 1, true);
  }

  private void preetham(double t, double s) {
    for (int channel = 0; channel < 3; channel++) {
      for (int i = 0; i < 5; i++) {
        perez[channel * 5 + i] = PEREZ[channel][2 * i] * t + PEREZ[channel][2 * i + 1];
      }
    }
    double chi = (4.0 / 9 - t / 120) * (Math.PI - 2 * s);
    double s2 = s * s;
    double s3 = s2 * s;
    zenith[0] = (4.0453 * t - 4.9710) * Math.tan(chi) - 0.2155 * t + 2.4192;
    zenith[1] =
        t * t * (0.00166 * s3 - 0.00375 * s2 + 0.00209 * s)
            + t * (-0.02903 * s3 + 0.06377 * s2 - 0.03202 * s + 0.00394)
            + 0.11693 * s3
            - 0.21196 * s2
            + 0.06052 * s
            + 0.25886;
    zenith[2] =
        t * t * (0.00275 * s3 - 0.00610 * s2 + 0.00317 * s)
            + t * (-0.04214 * s3 + 0.08970 * s2 - 0.04153 * s + 0.00516)
            + 0.15346 * s3
            - 0.26756 * s2
            + 0.06670 * s
            + 0.26688;
    for (int channel = 0; channel < 3; channel++) {
      zenith[channel] /= distribution(channel, 1, s, Math.cos(s));
    }
  }

  private double distribution(int channel, double cosZenith, double gamma, double cosGamma) {
    int o = channel * 5;
    return (1 + perez[o] * Math.exp(perez[o + 1] / cosZenith))
        * (1 + perez[o + 2] * Math.exp(perez[o + 3] * gamma) + perez[o + 4] * cosGamma * cosGamma);
  }

  /** Writes the clear sky's radiance of a direction above the horizon. */
  private void clear(double x, double y, double z, double[] out) {
    double cosZenith = Math.max(y, 0.015);
    double cosGamma = Math.clamp(x * sunX + y * sunY + z * sunZ, -1.0, 1.0);
    double gamma = Math.acos(cosGamma);
    double luminance = zenith[0] * distribution(0, cosZenith, gamma, cosGamma);
    double cx = zenith[1] * distribution(1, cosZenith, gamma, cosGamma);
    double cy = zenith[2] * distribution(2, cosZenith, gamma, cosGamma);
    double bigX = cx / cy * luminance;
    double bigZ = (1 - cx - cy) / cy * luminance;
    out[0] = Math.max(0, 3.2406 * bigX - 1.5372 * luminance - 0.4986 * bigZ) * scale;
    out[1] = Math.max(0, -0.9689 * bigX + 1.8758 * luminance + 0.0415 * bigZ) * scale;
    out[2] = Math.max(0, 0.0557 * bigX - 0.2040 * luminance + 1.0570 * bigZ) * scale;
  }

  /**
   * Writes the radiance that comes from a direction, clouds and all, without the sun's disc.
   *
   * @param x unit direction
   * @param y its y; below the horizon there is haze over distant ground
   * @param z its z
   * @param out red, green, blue
   */
  public void radiance(double x, double y, double z, double[] out) {
    if (uniform) {
      out[0] = scale;
      out[1] = out[0];
      out[2] = out[0];
      return;
    }
    double up = Math.abs(y);
    double n = 1 / Math.sqrt(x * x + up * up + z * z);
    clear(x * n, up * n, z * n, out);
    if (overcast > 0) {
      // CIE overcast sky, of the clear sky's strength around the zenith
      double grey = 4.2 * scale * (1 + 2 * up) / 3;
      out[0] = mix(out[0], 0.97 * grey, overcast);
      out[1] = mix(out[1], grey, overcast);
      out[2] = mix(out[2], 1.06 * grey, overcast);
    }
    if (clouds > 0.01) {
      cloud(x, up, z, out);
    }
    if (y < 0) {
      double below = smoothstep(0, 0.25, -y);
      double grey = (out[0] + out[1] + out[2]) / 3;
      out[0] = mix(out[0], 0.30 * grey, below);
      out[1] = mix(out[1], 0.31 * grey, below);
      out[2] = mix(out[2], 0.26 * grey, below);
    }
  }

  private void cloud(double x, double y, double z, double[] out) {
    double height = y + 0.13;
    double px = x / height;
    double pz = z / height;
    double n = fbm(0.62 * px + 3.7, 1.9, 0.62 * pz, 6);
    double detail = fbm(2.3 * px, 8.1, 2.3 * pz + 4, 4);
    double d = 0.74 * n + 0.26 * detail;
    double threshold = 0.68 - 0.36 * clouds;
    double cover = smoothstep(threshold, threshold + 0.16, d);
    cover *= smoothstep(0.0, 0.10, y);
    double thick = smoothstep(threshold + 0.06, threshold + 0.30, d);
    double towardsSun = Math.max(0, x * sunX + y * sunY + z * sunZ);
    double silver = 1 + 0.8 * Math.pow(towardsSun, 8) * (1 - thick);
    double sunlit = 0.055 * silver * (1 - 0.45 * thick);
    double grey = 4.4 * scale * (1 - 0.42 * thick);
    out[0] = mix(out[0], grey * 0.98 + sunlit * sun[0], 0.92 * cover);
    out[1] = mix(out[1], grey + sunlit * sun[1], 0.92 * cover);
    out[2] = mix(out[2], grey * 1.08 + sunlit * sun[2], 0.92 * cover);
  }

  private float[] tabulate() {
    float[] values = new float[TABLE * TABLE * 3];
    double[] out = new double[3];
    double total = 0;
    for (int j = 0; j < TABLE; j++) {
      for (int i = 0; i < TABLE; i++) {
        double a = 2 * (i + 0.5) / TABLE - 1;
        double b = 2 * (j + 0.5) / TABLE - 1;
        double y = 1 - Math.abs(a) - Math.abs(b);
        double x = y >= 0 ? a : (1 - Math.abs(b)) * Math.signum(a);
        double z = y >= 0 ? b : (1 - Math.abs(a)) * Math.signum(b);
        double n = 1 / Math.sqrt(x * x + y * y + z * z);
        radiance(x * n, y * n, z * n, out);
        int o = (j * TABLE + i) * 3;
        // the octahedral map's cells differ in solid angle by n³
        double weight = y > 0 ? n * n * n * Math.max(0, y * n) : 0;
        total += weight;
        for (int k = 0; k < 3; k++) {
          values[o + k] = (float) out[k];
          mean[k] += weight * out[k];
        }
      }
    }
    for (int k = 0; k < 3; k++) {
      mean[k] /= total;
    }
    return values;
  }

  /** Writes the radiance of a direction from a table: quick, for gathering light. */
  public void tabulated(double x, double y, double z, double[] out) {
    double n = 1 / (Math.abs(x) + Math.abs(y) + Math.abs(z));
    double a = x * n;
    double b = z * n;
    if (y < 0) {
      double old = a;
      a = (1 - Math.abs(b)) * (a >= 0 ? 1 : -1);
      b = (1 - Math.abs(old)) * (b >= 0 ? 1 : -1);
    }
    int i = Math.clamp((int) ((a + 1) * 0.5 * TABLE), 0, TABLE - 1);
    int j = Math.clamp((int) ((b + 1) * 0.5 * TABLE), 0, TABLE - 1);
    int o = (j * TABLE + i) * 3;
    out[0] = table[o];
    out[1] = table[o + 1];
    out[2] = table[o + 2];
  }

  /** Returns the sun's irradiance (0 red, 1 green, 2 blue) on a surface that faces it. */
  public double sunIrradiance(int channel) {
    return sun[channel];
  }

  /** Says whether the sun shines at all. */
  public boolean sunShines() {
    return sun[0] + sun[1] + sun[2] > 1e-6;
  }

  /** Returns the mean radiance of the upper hemisphere, weighted by the cosine to the zenith. */
  public double meanRadiance(int channel) {
    return mean[channel];
  }

  /** Returns the unit direction to the sun. */
  public Vec3 towardsSun() {
    return new Vec3(sunX, sunY, sunZ);
  }
}
