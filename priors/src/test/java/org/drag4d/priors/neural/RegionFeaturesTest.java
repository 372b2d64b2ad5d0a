package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.MaskGenerator;
import org.drag4d.nets.vision.MaskGenerator.Region;
import org.drag4d.nets.vision.Sam2;
import org.drag4d.scene.FeatureExtractor;
import org.drag4d.scene.FeatureExtractor.Features;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

class RegionFeaturesTest {
  private static final Image PICTURE = new Image(4, 2, 3);

  private static Region region(int... pixels) {
    BitSet set = new BitSet();
    for (int at : pixels) {
      set.set(at);
    }
    return new Region(4, 2, set, 0.9, 0.9);
  }

  /** Two columns of one number, each of 2 × 2 pixels: worked out by hand. */
  @Test
  void halfOfEachPlaceIsTheMeanOfItsRegions() {
    Features plain = new Features(2, 1, 1, new float[] {2, 10});
    // three pixels of the left cell, one of the right: mean (3 * 2 + 10) / 4 = 4
    Features pooled = RegionFeatures.pooled(plain, PICTURE, List.of(region(0, 1, 4, 2)));
    assertThat(pooled.values()[0]).isCloseTo(2 + 0.5f * 0.75f * (4 - 2), within(1e-6f));
    assertThat(pooled.values()[1]).isCloseTo(10 + 0.5f * 0.25f * (4 - 10), within(1e-6f));
    assertThat(RegionFeatures.pooled(plain, PICTURE, List.of())).isNotNull();
    assertThat(RegionFeatures.pooled(plain, PICTURE, List.of()).values())
        .containsExactly(plain.values());
  }

  /** The order of the regions does not matter: the smaller one is on top. */
  @Test
  void smallerRegionsCount() {
    Features plain = new Features(4, 2, 1, new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    Region large = region(0, 1, 2, 3, 4, 5, 6, 7);
    Region small = region(0, 1);
    float[] one = RegionFeatures.pooled(plain, PICTURE, List.of(large, small)).values();
    float[] other = RegionFeatures.pooled(plain, PICTURE, List.of(small, large)).values();
    assertThat(one).containsExactly(other);
    assertThat(one[0]).isCloseTo(0.5f * 1 + 0.5f * 1.5f, within(1e-6f));
    assertThat(one[7]).isCloseTo(0.5f * 8 + 0.5f * 5.5f, within(1e-6f)); // mean of 3 to 8
  }

  /** With a tiny network of the right form, features become more alike inside its regions. */
  @Test
  void regionsOfANetworkDrawFeaturesTogether() {
    Path folder = Path.of("../nets/src/test/resources/parity/masks-sam2");
    Image picture = new Image(60, 48, 3);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 60; x++) {
        for (int c = 0; c < 3; c++) {
          picture.set(x, y, c, (x / 20 + y / 24 + c) % 3 / 2f);
        }
      }
    }
    FeatureExtractor places =
        new FeatureExtractor() {
          @Override
          public String name() {
            return "places";
          }

          @Override
          public Features features(Image seen, Progress progress) {
            float[] values = new float[12 * 10];
            for (int at = 0; at < values.length; at++) {
              values[at] = at * 7 % 13;
            }
            return new Features(12, 10, 1, values);
          }
        };
    RegionFeatures drawn =
        new RegionFeatures(
            places,
            () ->
                Sam2.open(
                    folder.resolve("vision_encoder.onnx"),
                    folder.resolve("prompt_encoder_mask_decoder.onnx"),
                    OnnxSettings.DEFAULT),
            new MaskGenerator.Settings(6, 0.3, 0.5, 0.7, 20));
    float[] before = places.features(picture, Progress.none()).values();
    float[] after = drawn.features(picture, Progress.none()).values();
    drawn.release();
    assertThat(drawn.name()).isEqualTo("places+sam2");
    assertThat(spread(after)).isLessThan(0.9 * spread(before));
  }

  private static double spread(float[] values) {
    double mean = 0;
    double squares = 0;
    for (float value : values) {
      mean += value / values.length;
      squares += value * value / values.length;
    }
    return squares - mean * mean;
  }
}
