package org.drag4d.world.bench;

import org.drag4d.world.WorldView;

/**
 * The pixels of a view whose eight neighbours show the same thing under the same normal, at
 * distances that run on straight: where light can be compared without comparing edges.
 */
final class Interior {
  private static final double ALIKE = 0.02;
  private static final double STRAIGHT = 0.006;

  private Interior() {}

  static boolean[] of(WorldView view) {
    int width = view.radialDistance().width();
    int height = view.radialDistance().height();
    boolean[] interior = new boolean[width * height];
    for (int row = 1; row < height - 1; row++) {
      for (int column = 1; column < width - 1; column++) {
        int pixel = row * width + column;
        interior[pixel] =
            view.marks()[pixel] == 0
                && alike(view, pixel, width)
                && straight(view.radialDistance().metres(), pixel, 1)
                && straight(view.radialDistance().metres(), pixel, width);
      }
    }
    return interior;
  }

  private static boolean alike(WorldView view, int pixel, int width) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int other = pixel + dy * width + dx;
        if (view.labels()[other] != view.labels()[pixel]
            || view.instances()[other] != view.instances()[pixel]
            || view.marks()[other] != 0) {
          return false;
        }
        for (int k = 0; k < 3; k++) {
          float difference = view.normals()[other * 3 + k] - view.normals()[pixel * 3 + k];
          if (Math.abs(difference) > ALIKE) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static boolean straight(float[] metres, int pixel, int step) {
    double bend = metres[pixel - step] + metres[pixel + step] - 2 * metres[pixel];
    return Math.abs(bend) < STRAIGHT * metres[pixel];
  }
}
