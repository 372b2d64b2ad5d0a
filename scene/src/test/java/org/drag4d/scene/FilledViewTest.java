package org.drag4d.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.junit.jupiter.api.Test;

class FilledViewTest {
  private static final int SIDE = 128;

  /** Paints everything red and remembers where it was asked to. */
  private static final class Red implements Inpainter {
    private final List<boolean[]> asked = new ArrayList<>();

    @Override
    public String name() {
      return "red";
    }

    @Override
    public Image fill(Image picture, boolean[] holes, String prompt, long seed, Progress progress) {
      asked.add(holes);
      Image red = new Image(picture.width(), picture.height(), 3);
      for (int at = 0; at < red.values().length; at += 3) {
        red.values()[at] = 1;
      }
      return red;
    }
  }

  private static TrainingView view(float[] weights) {
    float[] grey = new float[3 * SIDE * SIDE];
    Arrays.fill(grey, 0.5f);
    return new TrainingView(
        Pinhole.ofVerticalFov("v", SIDE, SIDE, 60, Pose.IDENTITY),
        new Image(SIDE, SIDE, 3, grey),
        weights,
        new float[SIDE * SIDE],
        new float[3 * SIDE * SIDE]);
  }

  private static float[] weights(float hole, float unsure) {
    float[] weights = new float[SIDE * SIDE];
    Arrays.fill(weights, 1);
    for (int y = 40; y < 60; y++) {
      Arrays.fill(weights, y * SIDE + 30, y * SIDE + 50, hole);
      Arrays.fill(weights, y * SIDE + 50, y * SIDE + 55, unsure);
    }
    return weights;
  }

  @Test
  void onlyWhatIsUnsureIsPaintedAndWhatWasUnseenCountsByHalf() {
    Red red = new Red();
    TrainingView filled = FilledView.of(view(weights(0, 0.3f)), red, "a room", 1, Progress.none());
    int hole = 50 * SIDE + 40;
    int unsure = 50 * SIDE + 52;
    int known = 50 * SIDE + 56;
    assertThat(filled.picture().values()[3 * hole]).isEqualTo(1);
    assertThat(filled.weights()[hole]).isEqualTo(0.5f);
    assertThat(filled.picture().values()[3 * unsure]).isEqualTo(1);
    assertThat(filled.weights()[unsure]).isEqualTo(0.3f);
    assertThat(filled.picture().values()[3 * known]).isEqualTo(0.5f);
    assertThat(filled.weights()[known]).isEqualTo(1);
    boolean[] asked = red.asked.getFirst();
    assertThat(asked[50 * SIDE + 55]).as("the mask is grown by a pixel").isTrue();
    assertThat(asked[39 * SIDE + 40]).isTrue();
    assertThat(asked[38 * SIDE + 40]).isFalse();
    assertThat(asked[50 * SIDE + 56]).isFalse();
  }

  @Test
  void aWholeViewIsLeftAsItIs() {
    Red red = new Red();
    TrainingView whole = view(weights(1, 1));
    assertThat(FilledView.of(whole, red, "", 1, Progress.none())).isSameAs(whole);
    assertThat(red.asked).isEmpty();
  }
}
