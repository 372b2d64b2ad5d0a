package org.drag4d.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.junit.jupiter.api.Test;

class SoftLightTest {
  private static final float[] POSITIONS = {0, 0, 0, 1, 0, 0, 0, 0, 1};
  private static final float[] UP_DOWN_BACK = {0, 1, 0, 0, -1, 0, 0, 0, -1};
  private static final float[] GREY = {0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f};

  @Test
  void topsAreBrighterThanBacksAndBacksThanUndersides() {
    float[] lit =
        SoftLight.on(
                new TriangleMesh(
                    POSITIONS,
                    UP_DOWN_BACK,
                    GREY,
                    new float[0],
                    new int[] {0, 1, 2},
                    Optional.empty()))
            .colours();
    assertThat(lit[0]).isBetween(lit[6], 0.55f);
    assertThat(lit[6]).isGreaterThan(lit[3]);
    assertThat(lit[3]).isGreaterThan(0.25f);
    assertThat(lit[0]).isEqualTo(lit[1]).isEqualTo(lit[2]);
  }

  @Test
  void texturedMeshesStayAsTheyAre() {
    var textured =
        new TriangleMesh(
            POSITIONS,
            UP_DOWN_BACK,
            GREY,
            new float[6],
            new int[] {0, 1, 2},
            Optional.of(new Image(1, 1, 3)));
    assertThat(SoftLight.on(textured)).isSameAs(textured);
  }
}
