package org.drag4d.world.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AppearanceTest {
  @Test
  void swatchesShowEveryKindOfMaterial() {
    Set<Class<?>> kinds = new HashSet<>();
    Swatches.all().forEach(material -> kinds.add(material.getClass()));
    assertThat(kinds).hasSize(Material.class.getPermittedSubclasses().length);
  }

  @Property(tries = 300)
  void everyMaterialReflectsBetweenNothingAndEverything(
      @ForAll @DoubleRange(min = -40, max = 40) double x,
      @ForAll @DoubleRange(min = -40, max = 40) double y,
      @ForAll @DoubleRange(min = -40, max = 40) double z,
      @ForAll @IntRange(min = 0, max = 5) int face,
      @ForAll int seed) {
    TexturePoint p = new TexturePoint();
    double sign = face % 2 == 0 ? 1 : -1;
    double nx = face / 2 == 0 ? sign : 0;
    double ny = face / 2 == 1 ? sign : 0;
    double nz = face / 2 == 2 ? sign : 0;
    double[] normal = new double[3];
    for (Material material : Swatches.all()) {
      Appearance appearance = Appearance.of(material, false);
      p.place(x, y, z, nx, ny, nz, seed);
      appearance.evaluate(p);
      assertThat(p.r).as("red of %s", material).isBetween(0.0, 1.0);
      assertThat(p.g).as("green of %s", material).isBetween(0.0, 1.0);
      assertThat(p.b).as("blue of %s", material).isBetween(0.0, 1.0);
      assertThat(p.roughness).isBetween(0.0, 10.0);
      normal[0] = nx;
      normal[1] = ny;
      normal[2] = nz;
      appearance.relief(p, normal, 0.001, 1);
      double length = Math.hypot(Math.hypot(normal[0], normal[1]), normal[2]);
      assertThat(length).as("normal of %s", material).isCloseTo(1, within(1e-9));
      // a slope of 0.6 at most
      assertThat(normal[0] * nx + normal[1] * ny + normal[2] * nz).isGreaterThan(0.85);
    }
  }

  @Test
  void matteLeavesNoCoat() {
    for (Material material : Swatches.all()) {
      Appearance matte = Appearance.of(material, true);
      assertThat(matte.coated()).isFalse();
      assertThat(matte.roughness()).isGreaterThanOrEqualTo(0.5);
    }
  }

  @Test
  void meanOfPlainPaintIsItsAlbedo() {
    Rgb mean = Appearance.of(new Material.Plain(new Rgb(0.5, 0.3, 0.1), 1), false).mean();
    assertThat(mean.r()).isCloseTo(0.5, within(0.01));
    assertThat(mean.g()).isCloseTo(0.3, within(0.01));
    assertThat(mean.b()).isCloseTo(0.1, within(0.01));
  }
}
