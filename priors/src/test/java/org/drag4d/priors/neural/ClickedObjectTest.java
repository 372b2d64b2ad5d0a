package org.drag4d.priors.neural;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.drag4d.geometry.Image;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.priors.SegmentationHints.Click;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;

/** Clicks on red and green things, found by a "network" that sees the larger thing of a part. */
class ClickedObjectTest {
  private final List<Integer> shown = new ArrayList<>();

  /** Sees whichever colour covers more; the other one not at all. */
  private final UnaryOperator<Image> foremost =
      part -> {
        shown.add(part.width());
        int[] counts = new int[2];
        for (int at = 0; at < part.values().length; at++) {
          if (at % 3 < 2 && part.values()[at] > 0.5f) {
            counts[at % 3]++;
          }
        }
        if (counts[0] + counts[1] == 0) {
          throw new InputException("", "finds nothing");
        }
        int seen = counts[0] >= counts[1] ? 0 : 1;
        Image mask = new Image(part.width(), part.height(), 1);
        for (int at = 0; at < mask.values().length; at++) {
          mask.values()[at] = part.values()[3 * at + seen];
        }
        return mask;
      };

  private static Image picture() {
    return new Image(400, 300, 3);
  }

  private static void paint(Image picture, Box box, int channel) {
    for (int y = box.y(); y < box.y() + box.height(); y++) {
      for (int x = box.x(); x < box.x() + box.width(); x++) {
        picture.set(x, y, channel, 1);
      }
    }
  }

  private static int area(Image mask) {
    int area = 0;
    for (float value : mask.values()) {
      area += value >= 0.5f ? 1 : 0;
    }
    return area;
  }

  @Test
  void aSmallThingBesideALargeOneIsFound() {
    Image picture = picture();
    paint(picture, new Box(20, 40, 200, 220), 0);
    paint(picture, new Box(300, 200, 40, 50), 1);
    Image mask = ClickedObject.mask(picture, new Click(310, 230), foremost);
    assertThat(mask.width()).isEqualTo(400);
    assertThat(area(mask)).isEqualTo(40 * 50);
    assertThat(mask.at(300, 200, 0)).isEqualTo(1);
  }

  @Test
  void largerPartsAreShownUntilTheThingIsWhole() {
    Image picture = picture();
    paint(picture, new Box(60, 40, 200, 220), 0);
    Image mask = ClickedObject.mask(picture, new Click(150, 150), foremost);
    assertThat(area(mask)).isEqualTo(200 * 220);
    assertThat(shown).containsExactly(108, 192, 256, 320, 400);
  }

  /** What is one in the two largest parts counts, not the dot that the smallest shows. */
  @Test
  void whatTwoSizesAgreeOnIsTheObject() {
    Image picture = picture();
    paint(picture, new Box(80, 60, 180, 180), 0);
    paint(picture, new Box(140, 140, 30, 30), 1);
    UnaryOperator<Image> detail =
        part -> {
          Image mask = new Image(part.width(), part.height(), 1);
          for (int at = 0; at < mask.values().length; at++) {
            float red = part.values()[3 * at];
            float green = part.values()[3 * at + 1];
            mask.values()[at] = part.width() < 120 ? green : Math.max(red, green);
          }
          return mask;
        };
    assertThat(area(ClickedObject.mask(picture, new Click(155, 155), detail))).isEqualTo(180 * 180);
  }

  @Test
  void ofTwoAlikeTheClickedOneIsKept() {
    Image picture = picture();
    paint(picture, new Box(150, 100, 40, 60), 0);
    paint(picture, new Box(196, 100, 30, 60), 0);
    Image mask = ClickedObject.mask(picture, new Click(160, 120), foremost);
    assertThat(area(mask)).isEqualTo(40 * 60);
  }

  @Test
  void softEdgesAreKeptAndLeadToNothingElse() {
    Image picture = picture();
    paint(picture, new Box(150, 100, 40, 60), 0);
    paint(picture, new Box(193, 100, 20, 60), 0);
    for (int y = 100; y < 160; y++) {
      picture.set(190, y, 0, 0.4f);
      picture.set(191, y, 0, 0.2f);
      picture.set(192, y, 0, 0.4f);
    }
    Image mask = ClickedObject.mask(picture, new Click(160, 120), foremost);
    assertThat(area(mask)).isEqualTo(40 * 60);
    assertThat(mask.at(191, 130, 0)).isEqualTo(0.2f);
    assertThat(mask.at(192, 130, 0)).isZero();
  }

  @Test
  void whereNothingIsThatIsSaid() {
    Image picture = picture();
    paint(picture, new Box(300, 200, 40, 50), 1);
    assertThatThrownBy(() -> ClickedObject.mask(picture, new Click(30, 30), foremost))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--mask-click 30,30");
    assertThatThrownBy(() -> ClickedObject.mask(picture, new Click(400, 30), foremost))
        .hasMessageContaining("400 x 300");
    assertThatThrownBy(() -> Click.parse("3;4")).hasMessageContaining("--mask-click 3;4");
  }

  @Test
  void aBoxAndAClickAreOneTooMuch() {
    assertThatThrownBy(
            () ->
                new SegmentationHints(
                    Optional.of(new Box(1, 2, 30, 40)),
                    Optional.of(new Click(3, 4)),
                    Optional.empty()))
        .hasMessageContaining("--mask-click");
  }
}
