package org.drag4d.splat.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.task.Workers;
import org.junit.jupiter.api.Test;

class ConsistencyLossTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 21;
  private static final TileKernels KERNELS = new VectorTileKernels();
  private static final TileGrid GRID = new TileGrid(WIDTH, HEIGHT, KERNELS.lanes());
  private static final View VIEW =
      View.of(new Pinhole("v", WIDTH, HEIGHT, 30, 33, 17, 11, Pose.IDENTITY));

  /** Place of a plane of a pixel in the maps. */
  private static int at(int x, int y, int plane) {
    int tile = y / GRID.tileHeight() * GRID.tilesX() + x / GRID.tileWidth();
    int inX = x % GRID.tileWidth();
    int inY = y % GRID.tileHeight();
    int block = inY / GRID.blockHeight() * 8 + inX / 4;
    int lane = inY % GRID.blockHeight() * 4 + inX % 4;
    return TilePass.place(GRID, tile, plane) + block * KERNELS.lanes() + lane;
  }

  private static float[] maps() {
    return new float[GRID.tiles() * TileKernels.MAP_PLANES * GRID.planeLength()];
  }

  private static double evaluate(ConsistencyLoss loss, float[] maps) {
    return loss.evaluate(GRID, VIEW, maps, 0.7);
  }

  @Test
  void planeThatKnowsItsNormalHasNoLoss() {
    float[] maps = maps();
    double[] n = {.3, -.4, -Math.sqrt(1 - .25)};
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double ray = n[0] * (x + .5 - 17) / 30 + n[1] * (y + .5 - 11) / 33 + n[2];
        maps[at(x, y, 0)] = .2f;
        maps[at(x, y, TileKernels.DEPTH)] = (float) (-2 / ray * .8);
        for (int c = 0; c < 3; c++) {
          maps[at(x, y, TileKernels.NORMAL + c)] = (float) n[c];
        }
      }
    }
    try (Workers workers = Workers.of(1)) {
      assertThat(evaluate(new ConsistencyLoss(KERNELS, workers), maps)).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(5);
    float[] maps = maps();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        float alpha = (float) random.nextDouble(.5, .95);
        maps[at(x, y, 0)] = 1 - alpha;
        maps[at(x, y, TileKernels.DEPTH)] =
            (float) (alpha * (2 + .02 * x + .3 * Math.sin(y) + random.nextDouble(.1)));
        for (int c = 0; c < 3; c++) {
          maps[at(x, y, TileKernels.NORMAL + c)] = (float) random.nextDouble(-.7, .7);
        }
      }
    }
    try (Workers workers = Workers.of(2)) {
      ConsistencyLoss loss = new ConsistencyLoss(KERNELS, workers);
      evaluate(loss, maps);
      float[] gradients = loss.gradients.clone();
      for (int k = 0; k < 60; k++) {
        int x = random.nextInt(WIDTH);
        int y = random.nextInt(HEIGHT);
        int plane = random.nextInt(4);
        int place = at(x, y, plane == 0 ? TileKernels.DEPTH : TileKernels.NORMAL + plane - 1);
        int inTile = place % GRID.planeLength();
        int tile = place / GRID.planeLength() / TileKernels.MAP_PLANES;
        int to = plane == 0 ? 0 : 1 + plane;
        float g = gradients[(tile * ConsistencyLoss.PLANES + to) * GRID.planeLength() + inTile];
        float value = maps[place];
        double h = 2e-3;
        maps[place] = (float) (value + h);
        double above = evaluate(loss, maps);
        maps[place] = (float) (value - h);
        double below = evaluate(loss, maps);
        maps[place] = value;
        assertThat((above - below) / (2 * h)).isCloseTo(g, within(2e-5));
      }
    }
  }
}
