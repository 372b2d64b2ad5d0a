package org.drag4d.priors.depth;

import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;

/** What a tile's camera sees of a panorama. */
public final class TilePicture {
  private TilePicture() {}

  /**
   * Resamples a panorama, from 2 × 2 places a pixel where the tile is coarser.
   *
   * @param panorama three channels
   * @param camera the panorama's, at the tile's centre
   */
  public static Image of(Image panorama, Equirectangular camera, Pinhole tile) {
    int grid = panorama.width() / (2 * Math.PI) > 1.2 * tile.focalX() ? 2 : 1;
    Image picture = new Image(tile.width(), tile.height(), 3);
    double[] sum = new double[3];
    for (int y = 0; y < tile.height(); y++) {
      for (int x = 0; x < tile.width(); x++) {
        sum[0] = sum[1] = sum[2] = 0;
        for (int s = 0; s < grid * grid; s++) {
          Vec3 ray = tile.worldRay(x + (s % grid + 0.5) / grid, y + (s / grid + 0.5) / grid);
          add(panorama, camera.project(camera.centre().plus(ray)), sum);
        }
        for (int c = 0; c < 3; c++) {
          picture.set(x, y, c, (float) (sum[c] / (grid * grid)));
        }
      }
    }
    return picture;
  }

  private static void add(Image panorama, Vec3 at, double[] sum) {
    double u = at.x() - 0.5;
    double v = at.y() - 0.5;
    int i = (int) Math.floor(u);
    int j = (int) Math.floor(v);
    for (int k = 0; k < 4; k++) {
      double share = (k % 2 == 0 ? 1 - (u - i) : u - i) * (k / 2 == 0 ? 1 - (v - j) : v - j);
      int column = Math.floorMod(i + k % 2, panorama.width());
      int row = Math.clamp(j + k / 2, 0, panorama.height() - 1);
      for (int c = 0; c < 3; c++) {
        sum[c] += share * panorama.at(column, row, c);
      }
    }
  }
}
