package org.drag4d.nets.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.drag4d.geometry.Image;

/** What every resampling keeps; exact values are held by the parity cases. */
class PillowFilterTest {
  @Property(tries = 100)
  void oneColourStays(
      @ForAll PillowFilter filter,
      @ForAll @IntRange(min = 1, max = 40) int width,
      @ForAll @IntRange(min = 1, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 40) int newWidth,
      @ForAll @IntRange(min = 1, max = 40) int newHeight,
      @ForAll @IntRange(min = 0, max = 255) int shade) {
    Image picture = new Image(width, height, 3);
    Arrays.fill(picture.values(), shade / 255f);
    Image other = filter.resize(picture, newWidth, newHeight);
    assertThat(other.width()).isEqualTo(newWidth);
    assertThat(other.height()).isEqualTo(newHeight);
    for (float value : other.values()) {
      assertThat(Image.toByte(value)).isEqualTo(shade);
    }
  }

  @Property(tries = 30)
  void mirroredPicturesStayMirrored(
      @ForAll PillowFilter filter, @ForAll @IntRange(min = 1, max = 60) int width) {
    Image picture = new Image(37, 1, 1);
    Image turned = new Image(37, 1, 1);
    for (int x = 0; x < 37; x++) {
      float value = x * x * 7 % 256 / 255f;
      picture.set(x, 0, 0, value);
      turned.set(36 - x, 0, 0, value);
    }
    Image small = filter.resize(picture, width, 1);
    Image smallTurned = filter.resize(turned, width, 1);
    for (int x = 0; x < width; x++) {
      int here = Image.toByte(small.at(x, 0, 0));
      int there = Image.toByte(smallTurned.at(width - 1 - x, 0, 0));
      assertThat(Math.abs(here - there)).isLessThanOrEqualTo(1);
    }
  }
}
