package org.drag4d.scene.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.BoxRoom;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.SceneSettings;
import org.drag4d.scene.evaluation.HeldOutCameras.HeldOut;
import org.drag4d.scene.evaluation.SceneTable.Method;
import org.drag4d.splat.Surfels;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

/** The measure of stage 1, on a room that is known in closed form. */
class SceneTableTest {
  private static final SceneSettings SETTINGS =
      new SceneSettings(5, 256, 1, 64, 75, 8, 75, 1, 0.05, 0.75, 20_000, 4_000, 160, 32, 2_000);

  private static PanoramaScene room() {
    return new BoxRoom(true).generate("", SETTINGS.panoramaRequest(), Progress.none());
  }

  @Test
  void heldOutCamerasStandWhereTheySayAndClearOfEverything() {
    NovelViews place = room().novelViews().orElseThrow();
    Vec3 centre = room().camera().centre();
    List<HeldOut> cameras = HeldOutCameras.plan(place, centre, 4, 32);
    assertThat(cameras).hasSizeBetween(8, 20);
    for (HeldOut held : cameras) {
      Vec3 eye = held.camera().centre();
      assertThat(eye.distance(centre)).isCloseTo(held.displacementMetres(), within(1e-6));
      for (Vec3 d : List.of(new Vec3(1, 0, 0), new Vec3(-1, 0, 0), Vec3.UP, new Vec3(0, 0, 1))) {
        assertThat(place.clearDistance(eye, d, 1)).isGreaterThan(0.2);
      }
    }
  }

  @Test
  void nothingIsAllHoles() {
    PanoramaScene room = room();
    try (Workers workers = Workers.of(2)) {
      SceneEvaluation evaluation =
          SceneEvaluation.of(
              room.novelViews().orElseThrow(), room.camera().centre(), 1, 32, 1, Progress.none());
      Surfels none =
          new Surfels(0, new float[0], new float[0], new float[0], new float[0], new float[0]);
      for (SceneEvaluation.Row row : evaluation.measure(none, workers, Progress.none())) {
        assertThat(row.holes()).isEqualTo(1);
        assertThat(row.depthError()).isEqualTo(1);
        assertThat(row.psnr()).isLessThan(12);
      }
    }
  }

  @Test
  void whatTheWorldRendersIsBetterThanWhatIsProjected() {
    try (Workers workers = Workers.of(2)) {
      List<SceneTable.Row> rows =
          SceneTable.measure(
              "box",
              new BoxRoom(true),
              List.of(Method.FULL, Method.ORACLE),
              (picture, prompt) ->
                  Map.of("width", (double) picture.width(), "letters", (double) prompt.length()),
              SETTINGS,
              workers,
              Progress.none());
      List<SceneTable.Mean> means = SceneTable.means(rows);
      assertThat(means).extracting(SceneTable.Mean::method).containsExactly("full", "oracle");
      assertThat(means.get(1).psnr()).isGreaterThan(means.get(0).psnr()).isGreaterThan(22);
      assertThat(means.get(1).holes()).isLessThan(0.02);
      Map<String, Double> said = means.get(1).judgements();
      assertThat(said.get("width")).isCloseTo(SETTINGS.viewSize(), within(1e-9));
      assertThat(said.get("letters")).isCloseTo("box".length(), within(1e-9));
      assertThat(rows).allMatch(row -> row.depthError() < 0.05 && row.seconds() > 0);
    }
  }

  @Test
  void aPriorThatKnowsOnlyThePanoramaCannotBeMeasured() {
    try (Workers workers = Workers.of(1)) {
      assertThatThrownBy(
              () ->
                  SceneTable.measure(
                      "box",
                      new BoxRoom(false),
                      List.of(Method.FULL),
                      PictureJudge.NONE,
                      SETTINGS,
                      workers,
                      Progress.none()))
          .isInstanceOf(InputException.class);
    }
  }
}
