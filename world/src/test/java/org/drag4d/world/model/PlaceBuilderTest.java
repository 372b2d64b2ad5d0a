package org.drag4d.world.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Layout;
import org.drag4d.world.text.SceneDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceBuilderTest {

  @ParameterizedTest
  @ValueSource(strings = {"a bedroom", "a desert"})
  void thePanoramasCentreLiesAboveTheOriginAndEverythingMovesWithIt(String prompt) {
    Arrangement arranged = Layout.arrange(SceneDescription.of(prompt), 3);
    Place place = PlaceBuilder.build(arranged);
    assertThat(place.eye()).isEqualTo(new Vec3(0, arranged.eye().y(), 0));
    Vec3 before = arranged.freeFloor().centre().minus(arranged.eye());
    Vec3 after = place.freeFloor().centre().minus(place.eye());
    assertThat(after.distance(before)).isCloseTo(0, within(1e-12));
    assertThat(place.low().x()).isLessThan(place.eye().x());
    assertThat(place.high().z()).isGreaterThan(place.eye().z());
  }
}
