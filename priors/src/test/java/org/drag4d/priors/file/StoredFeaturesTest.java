package org.drag4d.priors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.scene.FeatureExtractor.Features;
import org.drag4d.scene.distillation.FeatureSource;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFeaturesTest {
  private static final Image PICTURE = new Image(4, 4, 3);

  @TempDir private Path folder;

  private static Pinhole camera(String name) {
    return Pinhole.ofVerticalFov(name, 4, 4, 60, Pose.IDENTITY);
  }

  @Test
  void arraysAreReadByTheCamerasNames() {
    NpyFile.write(folder.resolve("a.npy"), new float[] {1, 2, 3, 4, 5, 6}, 1, 3, 2);
    try (FeatureSource source = PriorCatalogue.featureSource("file:" + folder, 0)) {
      assertThat(source.name()).isEqualTo("file");
      Features features = source.features(camera("a"), PICTURE, Progress.none());
      assertThat(features.width()).isEqualTo(3);
      assertThat(features.height()).isEqualTo(1);
      assertThat(features.channels()).isEqualTo(2);
      assertThat(features.values()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThatThrownBy(() -> source.features(camera("b"), PICTURE, Progress.none()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("b.npy");
    }
  }

  @Test
  void otherShapesAndPlacesAreRefused() {
    NpyFile.write(folder.resolve("a.npy"), new float[6], 3, 2);
    try (FeatureSource source = PriorCatalogue.featureSource("file:" + folder, 0)) {
      assertThatThrownBy(() -> source.features(camera("a"), PICTURE, Progress.none()))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("[3, 2]");
    }
    assertThatThrownBy(() -> PriorCatalogue.featureSource("file:" + folder.resolve("none"), 0))
        .isInstanceOf(InputException.class);
  }
}
