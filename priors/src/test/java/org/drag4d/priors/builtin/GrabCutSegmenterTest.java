package org.drag4d.priors.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.geometry.Image;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.priors.SegmentationHints.Click;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

/** Discs of known place before walls that are anything but plain. */
class GrabCutSegmenterTest {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 160;

  private static boolean inDisc(int x, int y, double cx, double cy, double radius) {
    return Math.hypot(x + 0.5 - cx, y + 0.5 - cy) < radius;
  }

  /** A striped wall with noise; a yellow and, where wanted, a blue disc. */
  private static Image picture(boolean blueToo) {
    Image image = new Image(WIDTH, HEIGHT, 3);
    SplittableRandom random = new SplittableRandom(3);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean stripe = (x / 12 + y / 20) % 2 == 0;
        boolean yellow = inDisc(x, y, 90, 80, 42);
        boolean blue = blueToo && inDisc(x, y, 165, 40, 24);
        float[] colour =
            yellow
                ? new float[] {0.85f, 0.7f, 0.1f}
                : blue
                    ? new float[] {0.1f, 0.2f, 0.9f}
                    : stripe ? new float[] {0.5f, 0.5f, 0.52f} : new float[] {0.25f, 0.3f, 0.28f};
        for (int c = 0; c < 3; c++) {
          float noise = (float) (0.08 * (random.nextDouble() - 0.5));
          image.set(x, y, c, Math.clamp(colour[c] + noise, 0f, 1f));
        }
      }
    }
    return image;
  }

  private static double overlap(ForegroundMask mask, double cx, double cy, double radius) {
    int both = 0;
    int either = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean found = mask.alpha().at(x, y, 0) >= 0.5f;
        boolean there = inDisc(x, y, cx, cy, radius);
        both += found && there ? 1 : 0;
        either += found || there ? 1 : 0;
      }
    }
    return (double) both / either;
  }

  private static SegmentationHints box(int x, int y, int width, int height) {
    return SegmentationHints.in(new Box(x, y, width, height));
  }

  @Test
  void findsWhatStandsOutAndSaysWhoFoundIt() {
    ForegroundMask mask = PriorCatalogue.segmenter().mask(picture(false), Progress.none());
    assertThat(mask.madeBy()).isEqualTo("grabcut");
    assertThat(overlap(mask, 90, 80, 42)).isGreaterThan(0.95);
  }

  @Test
  void theSamePictureGivesTheSameMask() {
    Image picture = picture(true);
    assertThat(new GrabCutSegmenter().mask(picture, Progress.none()))
        .isEqualTo(new GrabCutSegmenter().mask(picture, Progress.none()));
  }

  @Test
  void aBoxSaysWhichOfTwoThings() {
    ForegroundMask blue =
        new GrabCutSegmenter(box(136, 12, 58, 56)).mask(picture(true), Progress.none());
    assertThat(overlap(blue, 165, 40, 24)).isGreaterThan(0.93);
    ForegroundMask yellow =
        new GrabCutSegmenter(box(42, 32, 96, 96)).mask(picture(true), Progress.none());
    assertThat(overlap(yellow, 90, 80, 42)).isGreaterThan(0.95);
  }

  @Test
  void scribblesSayWhichOfTwoThings() {
    Image strokes = new Image(WIDTH, HEIGHT, 4);
    for (int i = -12; i <= 12; i++) {
      stroke(strokes, 165 + i, 40, 1);
      stroke(strokes, 90 + 2 * i, 80, 0);
      stroke(strokes, 100 + 7 * i, 150, 0);
    }
    SegmentationHints hints = SegmentationHints.of(strokes);
    ForegroundMask mask = new GrabCutSegmenter(hints).mask(picture(true), Progress.none());
    assertThat(overlap(mask, 165, 40, 24)).isGreaterThan(0.9);
  }

  /** Paints one pixel green (1) or red (0). */
  private static void stroke(Image strokes, int x, int y, int green) {
    strokes.set(x, y, green, 1);
    strokes.set(x, y, 3, 1);
  }

  @Test
  void edgesAreSoftWhereThePictureIs() {
    ForegroundMask mask = new GrabCutSegmenter().mask(blurred(picture(false)), Progress.none());
    int soft = 0;
    for (float alpha : mask.alpha().values()) {
      soft += alpha > 0.02f && alpha < 0.98f ? 1 : 0;
    }
    assertThat(soft).isBetween(20, (int) (2 * Math.PI * 42 * 8));
    assertThat(mask.alpha().at(90, 80, 0)).isEqualTo(1);
    assertThat(mask.alpha().at(2, 2, 0)).isZero();
  }

  /** The mean of 5 x 5 pixels. */
  private static Image blurred(Image picture) {
    Image result = new Image(WIDTH, HEIGHT, 3);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int n = 0; n < 75; n++) {
          int nx = Math.clamp(x + n / 3 % 5 - 2, 0, WIDTH - 1);
          int ny = Math.clamp(y + n / 15 - 2, 0, HEIGHT - 1);
          result.set(x, y, n % 3, result.at(x, y, n % 3) + picture.at(nx, ny, n % 3) / 25);
        }
      }
    }
    return result;
  }

  @Test
  void whatCannotWorkIsSaidInWords() {
    Image picture = picture(false);
    assertThatThrownBy(
            () -> new GrabCutSegmenter(box(500, 5, 10, 10)).mask(picture, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("hardly touches");
    assertThatThrownBy(() -> Box.parse("1,2,3", "--box")).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> Box.parse("1,2,0,4", "--mask-box"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--mask-box 1,2,0,4")
        .hasMessageContaining("the last two positive");
    assertThatThrownBy(() -> Box.parse("900,2,5,5", "--box").within(new Image(20, 20, 3)))
        .hasMessageContaining("--box")
        .hasMessageNotContaining("--mask-box");
    assertThatThrownBy(() -> new GrabCutSegmenter(SegmentationHints.at(new Click(3, 4))))
        .hasMessageContaining("--mask-click")
        .hasMessageContaining("grabcut");
    SegmentationHints small = SegmentationHints.of(new Image(10, 10, 3));
    assertThatThrownBy(() -> new GrabCutSegmenter(small).mask(picture, Progress.none()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("do not fit");
    assertThatThrownBy(() -> PriorCatalogue.segmenter("grabcat", SegmentationHints.NONE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Did you mean 'grabcut'");
    assertThatThrownBy(() -> new GrabCutSegmenter().mask(new Image(9, 9, 3), Progress.none()))
        .isInstanceOf(InputException.class);
  }

  @Test
  void boxesAtTheBorderAndOneColourDoNotBreakIt() {
    Image picture = picture(false);
    ForegroundMask all =
        new GrabCutSegmenter(box(0, 0, WIDTH, HEIGHT)).mask(picture, Progress.none());
    assertThat(overlap(all, 90, 80, 42)).isGreaterThan(0.8);
    Image grey = new Image(64, 64, 3);
    assertThatThrownBy(() -> new GrabCutSegmenter().mask(grey, Progress.none()))
        .isInstanceOf(InputException.class);
  }

  /** The guided filter of a mask that is linear in the guide gives the mask back. */
  @Test
  void theGuidedFilterKeepsWhatIsLinearInThePicture() {
    SplittableRandom random = new SplittableRandom(1);
    Image guide = new Image(24, 20, 3);
    float[] mask = new float[24 * 20];
    for (int at = 0; at < mask.length; at++) {
      for (int c = 0; c < 3; c++) {
        guide.values()[3 * at + c] = (float) random.nextDouble();
      }
      mask[at] =
          0.2f * guide.values()[3 * at]
              - 0.4f * guide.values()[3 * at + 1]
              + 0.7f * guide.values()[3 * at + 2]
              + 0.1f;
    }
    float[] linear = GuidedFilter.coefficients(guide, mask, 3, 1e-9, Progress.none());
    for (int at = 0; at < mask.length; at++) {
      float value = linear[4 * at + 3];
      for (int c = 0; c < 3; c++) {
        value += linear[4 * at + c] * guide.values()[3 * at + c];
      }
      assertThat(value).isCloseTo(mask[at], org.assertj.core.data.Offset.offset(2e-4f));
    }
  }
}
