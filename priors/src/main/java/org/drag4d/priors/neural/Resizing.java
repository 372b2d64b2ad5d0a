package org.drag4d.priors.neural;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Resampling;

/** Pictures in another size: averaged where that is smaller, interpolated where it is larger. */
final class Resizing {
  private Resizing() {}

  /** Returns a picture of a size; itself where it has it. */
  static Image to(Image picture, int width, int height) {
    if (picture.width() == width && picture.height() == height) {
      return picture;
    }
    int smallerWidth = Math.min(width, picture.width());
    int smallerHeight = Math.min(height, picture.height());
    Image averaged =
        smallerWidth == picture.width() && smallerHeight == picture.height()
            ? picture
            : Resampling.byArea(picture, smallerWidth, smallerHeight);
    return interpolated(averaged, width, height, false);
  }

  /** Returns a panorama of a width; its left and right edges are neighbours. */
  static Image panorama(Image panorama, int width) {
    return panorama.width() >= width
        ? to(panorama, width, width / 2)
        : interpolated(panorama, width, width / 2, true);
  }

  private static Image interpolated(Image from, int width, int height, boolean round) {
    int channels = from.channels();
    Image into = new Image(width, height, channels);
    for (int j = 0; j < height; j++) {
      double y = (j + 0.5) * from.height() / height - 0.5;
      int j0 = (int) Math.floor(y);
      for (int i = 0; i < width; i++) {
        double x = (i + 0.5) * from.width() / width - 0.5;
        int i0 = (int) Math.floor(x);
        for (int c = 0; c < channels; c++) {
          double upper = between(from, i0, j0, x - i0, c, round);
          double lower = between(from, i0, j0 + 1, x - i0, c, round);
          into.set(i, j, c, (float) (upper + (y - j0) * (lower - upper)));
        }
      }
    }
    return into;
  }

  private static double between(Image from, int i, int j, double part, int c, boolean round) {
    int row = Math.clamp(j, 0, from.height() - 1);
    double left = from.at(column(from, i, round), row, c);
    return left + part * (from.at(column(from, i + 1, round), row, c) - left);
  }

  private static int column(Image from, int i, boolean round) {
    return round ? Math.floorMod(i, from.width()) : Math.clamp(i, 0, from.width() - 1);
  }
}
