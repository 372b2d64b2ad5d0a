package org.drag4d.world.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.drag4d.geometry.Vec3;
import org.junit.jupiter.api.Test;

class SkyTest {
  private static Daylight day(double elevationDegrees, double turbidity, double clouds) {
    double e = Math.toRadians(elevationDegrees);
    return new Daylight(new Vec3(Math.cos(e), Math.sin(e), 0), 1, 1, turbidity, clouds, 0.001);
  }

  @Property(tries = 40)
  void everySkyIsFiniteAndNotNegative(
      @ForAll @DoubleRange(min = -10, max = 89) double elevation,
      @ForAll @DoubleRange(min = 2, max = 8) double turbidity,
      @ForAll @DoubleRange(min = 0, max = 1) double clouds,
      @ForAll @DoubleRange(min = 0, max = 360) double azimuth,
      @ForAll @DoubleRange(min = -90, max = 90) double height) {
    Sky sky = Sky.of(day(elevation, turbidity, clouds), false);
    double a = Math.toRadians(azimuth);
    double h = Math.toRadians(height);
    double[] c = new double[3];
    sky.radiance(Math.cos(h) * Math.sin(a), Math.sin(h), Math.cos(h) * Math.cos(a), c);
    for (double channel : c) {
      assertThat(channel).isFinite().isBetween(0.0, 200.0);
    }
  }

  /** Built-in-world section 3: 50 : 1 passes indoors and gives black shadows outdoors. */
  @Test
  void sunOutshinesTheSkyAboutFiveTimes() {
    for (double elevation : new double[] {30, 38, 45}) {
      Sky sky = Sky.of(day(elevation, 2.4, 0), false);
      double sun =
          Math.sin(Math.toRadians(elevation))
              * Exposure.luminance(
                  sky.sunIrradiance(0), sky.sunIrradiance(1), sky.sunIrradiance(2));
      double heaven =
          Math.PI
              * Exposure.luminance(sky.meanRadiance(0), sky.meanRadiance(1), sky.meanRadiance(2));
      assertThat(sun / heaven).as("at %s degrees", elevation).isBetween(3.5, 7.0);
    }
  }

  @Test
  void clearZenithIsBlueAndTheTableAgreesWithTheFormula() {
    Sky sky = Sky.of(day(35, 2.4, 0), false);
    double[] exact = new double[3];
    double[] table = new double[3];
    sky.radiance(-0.1, 0.99, 0.1, exact);
    assertThat(exact[2]).isGreaterThan(1.5 * exact[0]);
    for (int i = 0; i < 50; i++) {
      double turn = 0.7 * i;
      double y = 0.2 + 0.015 * i;
      double level = Math.sqrt(1 - y * y);
      sky.radiance(level * Math.sin(turn), y, level * Math.cos(turn), exact);
      sky.tabulated(level * Math.sin(turn), y, level * Math.cos(turn), table);
      assertThat(table[1]).isCloseTo(exact[1], within(0.06 * exact[1]));
    }
  }

  @Test
  void uniformSkyIsUniform() {
    Sky sky = Sky.uniform(1.5);
    double[] c = new double[3];
    sky.tabulated(0.3, -0.8, 0.5, c);
    assertThat(c[1]).isCloseTo(1.5, within(1e-6));
    assertThat(sky.meanRadiance(2)).isCloseTo(1.5, within(1e-6));
  }

  @Test
  void toneMapRisesAndStaysInRange() {
    double last = -1;
    for (double light = 1e-5; light < 1e4; light *= 1.3) {
      double[] c = {light, light, light};
      Tone.map(c);
      assertThat(c[1]).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(last);
      assertThat(c[0]).isCloseTo(c[1], within(2e-3));
      last = c[1];
    }
    double[] grey = {0.18, 0.18, 0.18};
    Tone.map(grey);
    assertThat(grey[1]).isBetween(0.3, 0.55);
  }
}
