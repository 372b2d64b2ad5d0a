package org.drag4d.geometry;

/** Pictures in another size. */
public final class Resampling {
  private Resampling() {}

  /**
   * Returns a picture of another size by averaging: every new pixel is the mean of the area that it
   * covers in the old picture. Right for making pictures smaller; enlarged ones look blocky.
   */
  public static Image byArea(Image picture, int width, int height) {
    int channels = picture.channels();
    float[] narrow = squeeze(picture.values(), picture.height(), picture.width(), width, channels);
    // the second pass treats a whole row as the channels of one very wide pixel
    int row = width * channels;
    return new Image(width, height, channels, squeeze(narrow, 1, picture.height(), height, row));
  }

  /**
   * Averages along one axis.
   *
   * @param from lines × oldLength × channels
   * @return lines × newLength × channels
   */
  private static float[] squeeze(
      float[] from, int lines, int oldLength, int newLength, int channels) {
    float[] to = new float[lines * newLength * channels];
    double scale = (double) oldLength / newLength;
    for (int line = 0; line < lines; line++) {
      for (int i = 0; i < newLength; i++) {
        double begin = i * scale;
        double end = Math.min(oldLength, begin + scale);
        int last = Math.min(oldLength - 1, (int) Math.ceil(end) - 1);
        int target = (line * newLength + i) * channels;
        for (int j = (int) begin; j <= last; j++) {
          float weight = (float) ((Math.min(end, j + 1) - Math.max(begin, j)) / (end - begin));
          int source = (line * oldLength + j) * channels;
          for (int c = 0; c < channels; c++) {
            to[target + c] += weight * from[source + c];
          }
        }
      }
    }
    return to;
  }

  /**
   * Returns a picture whose longer side is at most a limit, averaged down; or the picture itself
   * where it is small enough.
   */
  public static Image within(Image picture, int longestSide) {
    int longer = Math.max(picture.width(), picture.height());
    if (longer <= longestSide) {
      return picture;
    }
    double scale = (double) longestSide / longer;
    return byArea(
        picture,
        Math.max(1, (int) Math.round(picture.width() * scale)),
        Math.max(1, (int) Math.round(picture.height() * scale)));
  }
}
