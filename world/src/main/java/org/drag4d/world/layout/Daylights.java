package org.drag4d.world.layout;

import java.util.Optional;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.text.Light;

/**
 * Sun, sky and lamps for times of day and weathers (built-in-world section 9: sun elevation 6 to 60
 * degrees, turbidity 2 to 8, lamp factor 0 to 4).
 *
 * @param daylight sun and sky
 * @param lampFactor how bright the lamps burn
 */
record Daylights(Daylight daylight, double lampFactor) {

  /**
   * Returns the light of a time.
   *
   * @param light what the sentence says; a clear afternoon if nothing
   * @param cosy whether lamps burn brighter than usual
   * @param azimuthDegrees from where the sun shines: 0 from the south (+z), 90 from the east (+x),
   *     180 from the north
   */
  static Daylights of(Optional<Light> light, boolean cosy, double azimuthDegrees, Dice dice) {
    Daylights usual = of(light, azimuthDegrees, dice);
    return cosy ? new Daylights(usual.daylight, 1.35 * usual.lampFactor) : usual;
  }

  private static Daylights of(Optional<Light> light, double azimuthDegrees, Dice dice) {
    double jitter = dice.between(-3, 3);
    return switch (light.orElse(Light.AFTERNOON)) {
      case DAWN -> clear(azimuthDegrees, 8, 0.45, 0.45, 3.5, 0.35, 0.006, 1.2);
      case MORNING -> clear(azimuthDegrees, 26 + jitter, 0.95, 1, 2.6, 0.25, 0.002, 0.8);
      case NOON -> clear(azimuthDegrees, 52 + jitter, 1, 1.05, 2.3, 0.25, 0.001, 0.5);
      case AFTERNOON -> clear(azimuthDegrees, 32 + jitter, 1, 1, 2.4, 0.3, 0.0015, 1);
      case GOLDEN_HOUR -> clear(azimuthDegrees, 12, 0.8, 0.65, 3.8, 0.35, 0.004, 1.2);
      case DUSK -> clear(azimuthDegrees, 6, 0.12, 0.28, 4, 0.4, 0.004, 2);
      case NIGHT -> clear(azimuthDegrees, 35, 0, 0.02, 2.2, 0.2, 0.001, 3);
      case OVERCAST -> clear(azimuthDegrees, 40, 0, 0.8, 6, 0.95, 0.004, 1.3);
      case FOGGY -> clear(azimuthDegrees, 30, 0.15, 0.8, 8, 0.9, 0.035, 1.2);
      case CANDLE_LIT -> clear(azimuthDegrees, 8, 0, 0.04, 3, 0.4, 0.002, 2.6);
      case NEON -> clear(azimuthDegrees, 20, 0, 0.03, 4, 0.5, 0.004, 4);
    };
  }

  private static Daylights clear(
      double azimuth,
      double elevation,
      double sun,
      double sky,
      double turbidity,
      double clouds,
      double haze,
      double lamps) {
    double a = Math.toRadians(azimuth);
    double e = Math.toRadians(elevation);
    Vec3 towards = new Vec3(Math.sin(a) * Math.cos(e), Math.sin(e), Math.cos(a) * Math.cos(e));
    return new Daylights(new Daylight(towards, sun, sky, turbidity, clouds, haze), lamps);
  }
}
