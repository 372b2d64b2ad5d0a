package org.drag4d.world.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleObjectsTest {
  private static final SampleObjects.Choices SMALL = new SampleObjects.Choices(96, 2, 0.006, 7);

  private static SampleObject make(String name, int threads) {
    try (Workers workers = Workers.of(threads)) {
      return SampleObjects.named(name, SMALL, workers, Progress.none());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"teddy", "hero", "rabbit", "robot"})
  void isWholeInItsPictureAndStandsOnTheGround(String name) {
    SampleObject object = make(name, 2);
    Image picture = object.picture();
    assertThat(picture.channels()).isEqualTo(4);
    int covered = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        boolean edge = x < 4 || y < 4 || x >= picture.width() - 4 || y >= picture.height() - 4;
        assertThat(edge && picture.at(x, y, 3) > 0).isFalse();
        covered += picture.at(x, y, 3) > 0.5 ? 1 : 0;
      }
    }
    assertThat(covered).isBetween(96 * 96 / 8, 96 * 96 * 3 / 4);

    float lowest = Float.MAX_VALUE;
    float highest = 0;
    for (int v = 0; v < object.mesh().vertexCount(); v++) {
      lowest = Math.min(lowest, object.mesh().positions()[3 * v + 1]);
      highest = Math.max(highest, object.mesh().positions()[3 * v + 1]);
    }
    assertThat(lowest).isCloseTo(0, within(0.008f));
    assertThat(highest).isBetween(0.4f, 0.55f);
    MarchingTetrahedraTest.assertClosed(object.mesh().triangles());
    assertThat(MarchingTetrahedraTest.volume(object.mesh())).isBetween(0.001, 0.03);
    assertThat(object.mesh().colours()).hasSize(object.mesh().positions().length);
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    SampleObject one = make("rabbit", 1);
    SampleObject three = make("rabbit", 3);
    assertThat(three.picture()).isEqualTo(one.picture());
    assertThat(three.mesh().positions()).isEqualTo(one.mesh().positions());
    assertThat(three.mesh().colours()).isEqualTo(one.mesh().colours());
  }

  @Test
  void saysWhichSamplesThereAre() {
    assertThatThrownBy(() -> make("dragon", 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("dragon")
        .hasMessageContaining("teddy, hero, rabbit, robot");
  }

  @Test
  void distancesOfShapesAreExactOutside() {
    Shape cone = new Shape.RoundCone(2, 0.5, 0.3);
    assertThat(cone.distance(0, -1, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(cone.distance(0, 3, 0)).isCloseTo(0.7, within(1e-12));
    Shape box = new Shape.RoundBox(1, 2, 3, 0.2);
    assertThat(box.distance(1.5, 0, 0)).isCloseTo(0.5, within(1e-12));
    assertThat(box.distance(0, 0, 0)).isCloseTo(-1, within(1e-12));
    Shape drum = new Shape.Drum(1, 0.5, 0.1);
    assertThat(drum.distance(3, 0, 4)).isCloseTo(4, within(1e-12));
    Shape ball = new Shape.Ellipsoid(0.7, 0.7, 0.7);
    assertThat(ball.distance(1, 1, 1)).isCloseTo(Math.sqrt(3) - 0.7, within(1e-12));
    Shape ring = new Shape.Ring(1, 1, 0.25, 0);
    assertThat(ring.distance(2, 0, 0)).isCloseTo(0.75, within(1e-12));
    assertThat(ring.distance(1, 1, 0)).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void creasesAreRoundedByTheBlendRadius() {
    Substance any = Substance.plain(0x808080, 1);
    Sculpture sharp = new Sculpture().ball(any, 0, -0.5, 0, 0, 0.6).ball(any, 0, 0.5, 0, 0, 0.6);
    Sculpture round = new Sculpture().ball(any, 0, -0.5, 0, 0, 0.6).ball(any, 0.2, 0.5, 0, 0, 0.6);
    double a = sharp.distance(sharp.pieces(), 0, 0.5, 0);
    double b = round.distance(round.pieces(), 0, 0.5, 0);
    assertThat(a - b).isCloseTo(0.2 / 4, within(1e-12)); // k / 4 where both are as near
    Vec3 far = new Vec3(1, 0.5, 0);
    assertThat(round.distance(round.pieces(), far.x(), far.y(), far.z()))
        .isEqualTo(sharp.distance(sharp.pieces(), far.x(), far.y(), far.z()));
  }
}
