package org.drag4d.geometry.capture;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;

/** Turns a picture taken by a real lens into the one that a perfect lens would have taken. */
final class Undistortion {
  private Undistortion() {}

  /**
   * Resamples a picture bilinearly.
   *
   * @param picture taken by the camera with the distortion
   * @param camera its size is the picture's
   * @param outside value for what the lens did not see
   */
  static Image apply(Image picture, Pinhole camera, LensDistortion distortion, float outside) {
    int width = picture.width();
    int height = picture.height();
    int channels = picture.channels();
    var result = new Image(width, height, channels);
    for (int row = 0; row < height; row++) {
      double y = (row + 0.5 - camera.principalY()) / camera.focalY();
      for (int column = 0; column < width; column++) {
        double x = (column + 0.5 - camera.principalX()) / camera.focalX();
        double[] bent = distortion.distort(x, y);
        double u = bent[0] * camera.focalX() + camera.principalX() - 0.5;
        double v = bent[1] * camera.focalY() + camera.principalY() - 0.5;
        boolean seen = u >= -0.5 && v >= -0.5 && u <= width - 0.5 && v <= height - 0.5;
        for (int c = 0; c < channels; c++) {
          result.set(column, row, c, seen ? bilinear(picture, u, v, c) : outside);
        }
      }
    }
    return result;
  }

  private static float bilinear(Image picture, double u, double v, int channel) {
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    float fu = (float) (u - left);
    float fv = (float) (v - top);
    int x0 = Math.clamp(left, 0, picture.width() - 1);
    int x1 = Math.clamp(left + 1, 0, picture.width() - 1);
    int y0 = Math.clamp(top, 0, picture.height() - 1);
    int y1 = Math.clamp(top + 1, 0, picture.height() - 1);
    float upper = picture.at(x0, y0, channel) * (1 - fu) + picture.at(x1, y0, channel) * fu;
    float lower = picture.at(x0, y1, channel) * (1 - fu) + picture.at(x1, y1, channel) * fu;
    return upper * (1 - fv) + lower * fv;
  }
}
