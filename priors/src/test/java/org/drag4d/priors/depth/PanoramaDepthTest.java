package org.drag4d.priors.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.priors.builtin.BuiltinPanorama;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A furnished room of the built-in world, whose distances are exact, seen by wrong networks. */
class PanoramaDepthTest {
  private static final int SIDE = 96;
  private static final Workers WORKERS = Workers.of(2);
  private static PanoramaScene room;

  @BeforeAll
  static void furnishes() {
    room =
        new BuiltinPanorama(WORKERS)
            .generate(
                "a living room with a sofa and a bookshelf",
                new PanoramaGenerator.Request(512, 1, 3),
                Progress.none())
            .withNovelViews(Optional.empty());
  }

  @AfterAll
  static void stops() {
    WORKERS.close();
  }

  /** How a wrong network changes a true distance. */
  private interface Error {
    double of(int tile, double across, double down, double metres);
  }

  private static List<DepthTile> tiles(Error error) {
    List<DepthTile> tiles = new ArrayList<>();
    Equirectangular camera = room.camera();
    for (Pinhole view : TileCameras.icosahedron(camera.centre(), SIDE)) {
      float[] distance = new float[SIDE * SIDE];
      float[] normals = new float[3 * SIDE * SIDE];
      for (int at = 0; at < distance.length; at++) {
        double u = at % SIDE + 0.5;
        double v = at / SIDE + 0.5;
        Vec3 from = camera.project(camera.centre().plus(view.worldRay(u, v)));
        int i = Math.min(camera.width() - 1, (int) from.x());
        int j = Math.min(camera.height() - 1, (int) from.y());
        double metres = truth(from.x(), from.y());
        distance[at] = (float) error.of(tiles.size(), u / SIDE, v / SIDE, metres);
        System.arraycopy(room.normals(), 3 * (j * camera.width() + i), normals, 3 * at, 3);
      }
      tiles.add(new DepthTile(view, distance, new float[0], normals));
    }
    return tiles;
  }

  /** The exact distance at a point of the panorama: 1/r is straight on planes. */
  private static double truth(double u, double v) {
    DepthMap exact = room.radialDistance();
    int i0 = (int) Math.floor(u - 0.5);
    int j0 = Math.clamp((int) Math.floor(v - 0.5), 0, exact.height() - 2);
    double fx = u - 0.5 - i0;
    double fy = Math.clamp(v - 0.5 - j0, 0, 1);
    double inverse = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int k = 0; k < 4; k++) {
      double r = exact.at(Math.floorMod(i0 + k % 2, exact.width()), j0 + k / 2);
      inverse += (k % 2 == 0 ? 1 - fx : fx) * (k / 2 == 0 ? 1 - fy : fy) / r;
      least = Math.min(least, r);
      most = Math.max(most, r);
    }
    return most < 1.1 * least
        ? 1 / inverse
        : exact.at(Math.floorMod((int) u, exact.width()), Math.min(exact.height() - 1, (int) v));
  }

  private static PanoramaDepth joined(List<DepthTile> tiles) {
    return PanoramaDepth.of(
        tiles, Equirectangular.at("p", 256, room.camera().centre()), WORKERS, Progress.none());
  }

  /**
   * The relative errors of a panorama, sorted; a common factor of all tiles is nobody's to find and
   * does not count.
   */
  private static double[] errors(DepthMap made) {
    List<Double> logs = new ArrayList<>();
    for (int j = 0; j < made.height(); j++) {
      for (int i = 0; i < made.width(); i++) {
        double truth = truth(2 * i + 1, 2 * j + 1);
        if (truth < Float.POSITIVE_INFINITY && made.at(i, j) < Float.POSITIVE_INFINITY) {
          logs.add(Math.log(made.at(i, j) / truth));
        }
      }
    }
    double[] sorted = logs.stream().mapToDouble(x -> x).sorted().toArray();
    double common = sorted[sorted.length / 2];
    return Arrays.stream(sorted).map(x -> Math.abs(x - common)).sorted().toArray();
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** The panorama that the tiles give without any alignment: each pixel from the nearest tile. */
  private static double medianUnaligned(List<DepthTile> tiles) {
    Equirectangular camera = Equirectangular.at("p", 256, room.camera().centre());
    float[] metres = new float[256 * 128];
    for (int at = 0; at < metres.length; at++) {
      Vec3 ray = camera.worldRay(at % 256 + 0.5, at / 256 + 0.5);
      double best = -1;
      for (DepthTile tile : tiles) {
        DepthTile.Place place = tile.place(ray);
        if (place.margin() > best) {
          best = place.margin();
          metres[at] = tile.distance()[tile.pixel(place)];
        }
      }
    }
    return median(errors(new DepthMap(256, 128, metres, DepthMap.Measure.RADIAL_DISTANCE)));
  }

  @Test
  void everyDirectionIsInSeveralTiles() {
    List<Pinhole> cameras = TileCameras.icosahedron(Vec3.ZERO, 8);
    assertThat(cameras).hasSize(20);
    for (Pinhole a : cameras) {
      double nearest =
          cameras.stream()
              .filter(b -> b != a)
              .mapToDouble(
                  b ->
                      Math.toDegrees(
                          Math.acos(Math.max(-1, a.worldRay(4, 4).dot(b.worldRay(4, 4))))))
              .min()
              .orElseThrow();
      assertThat(nearest).isCloseTo(41.81, within(0.01));
    }
  }

  @Test
  void exactTilesGiveTheExactPanoramaWithItsNormals() {
    PanoramaDepth made = joined(tiles((_, _, _, metres) -> metres));
    double[] errors = errors(made.radialDistance());
    assertThat(median(errors)).isLessThan(0.004);
    assertThat(errors[(int) (0.95 * errors.length)]).isLessThan(0.03);
    assertThat(made.disagreement()).isLessThan(0.01);
    int alike = 0;
    int known = 0;
    for (int at = 0; at < 256 * 128; at++) {
      int from = 3 * (2 * (at / 256) * 512 + 2 * (at % 256));
      double dot = 0;
      for (int c = 0; c < 3; c++) {
        dot += made.normals()[3 * at + c] * room.normals()[from + c];
      }
      known += made.radialDistance().metres()[at] < Float.POSITIVE_INFINITY ? 1 : 0;
      alike += dot > 0.98 ? 1 : 0;
    }
    assertThat(alike).isGreaterThan(known * 9 / 10);
  }

  @Test
  void tilesOfRandomScaleAgreeAgain() {
    SplittableRandom random = new SplittableRandom(5);
    double[] scale = random.doubles(20, 0.9, 1.1).toArray();
    List<DepthTile> tiles = tiles((t, _, _, metres) -> scale[t] * metres);
    double before = medianUnaligned(tiles);
    double after = median(errors(joined(tiles).radialDistance()));
    assertThat(before).isGreaterThan(0.03);
    assertThat(after).isLessThan(0.01);
  }

  @Test
  void shiftedTilesAgreeAgain() {
    double[] shift = new SplittableRandom(6).doubles(20, -0.25, 0.25).toArray();
    List<DepthTile> tiles = tiles((t, _, _, metres) -> metres + shift[t]);
    double before = medianUnaligned(tiles);
    double after = median(errors(joined(tiles).radialDistance()));
    assertThat(before).isGreaterThan(0.03);
    assertThat(after).isLessThan(0.015);
  }

  @Test
  void tiltedTilesAgreeAgain() {
    SplittableRandom random = new SplittableRandom(7);
    double[] right = random.doubles(20, -0.2, 0.2).toArray();
    double[] down = random.doubles(20, -0.2, 0.2).toArray();
    List<DepthTile> tiles =
        tiles((t, x, y, metres) -> metres * Math.exp(right[t] * (x - 0.5) + down[t] * (y - 0.5)));
    double before = medianUnaligned(tiles);
    double after = median(errors(joined(tiles).radialDistance()));
    assertThat(before).isGreaterThan(0.01);
    assertThat(after).isLessThan(0.5 * before).isLessThan(0.02);
  }

  @Test
  void aTileThatSeesSomethingElseDoesNotPullTheOthers() {
    double[] scale = new SplittableRandom(8).doubles(20, 0.95, 1.05).toArray();
    List<DepthTile> tiles =
        tiles(
            (t, x, y, metres) ->
                t == 7 && Math.hypot(x - 0.5, y - 0.5) < 0.3 ? 3 * metres : scale[t] * metres);
    assertThat(median(errors(joined(tiles).radialDistance()))).isLessThan(0.02);
  }

  @Test
  void skyStaysSkyAndTheMetricScaleIsKept() {
    List<DepthTile> tiles =
        tiles((_, _, _, metres) -> metres > 3.2 ? Double.POSITIVE_INFINITY : metres);
    DepthMap made = joined(tiles).radialDistance();
    int wrong = 0;
    List<Double> scales = new ArrayList<>();
    for (int j = 0; j < 128; j++) {
      for (int i = 0; i < 256; i++) {
        double truth = truth(2 * i + 1, 2 * j + 1);
        boolean sky = !(made.at(i, j) < Float.POSITIVE_INFINITY);
        wrong += sky == (truth > 3.2) ? 0 : 1;
        if (!sky && truth <= 3.2) {
          scales.add(Math.log(made.at(i, j) / truth));
        }
      }
    }
    assertThat(wrong).isLessThan(256 * 128 / 50);
    scales.sort(null);
    assertThat(scales.get(scales.size() / 2)).isCloseTo(0, within(0.005));
  }
}
