package org.drag4d.priors.builtin;

import org.drag4d.geometry.Image;

/** Pictures between their pixels: bilinear, pixel centres at +0.5, constant beyond the border. */
final class Enlarging {
  private Enlarging() {}

  /** Returns a picture in another size; right for making it larger. */
  static Image bilinear(Image picture, int width, int height) {
    Image result = new Image(width, height, picture.channels());
    float[] pixel = new float[picture.channels()];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        at(picture, x, y, width, height, pixel);
        System.arraycopy(pixel, 0, result.values(), (y * width + x) * pixel.length, pixel.length);
      }
    }
    return result;
  }

  /** Looks up what pixel x, y of a version of another size would be. */
  static void at(Image picture, int x, int y, int width, int height, float[] pixel) {
    float px = Math.clamp((x + 0.5f) * picture.width() / width - 0.5f, 0, picture.width() - 1);
    float py = Math.clamp((y + 0.5f) * picture.height() / height - 0.5f, 0, picture.height() - 1);
    int x0 = (int) px;
    int y0 = (int) py;
    int x1 = Math.min(x0 + 1, picture.width() - 1);
    int y1 = Math.min(y0 + 1, picture.height() - 1);
    float fx = px - x0;
    float fy = py - y0;
    for (int c = 0; c < pixel.length; c++) {
      float above = picture.at(x0, y0, c) * (1 - fx) + picture.at(x1, y0, c) * fx;
      float below = picture.at(x0, y1, c) * (1 - fx) + picture.at(x1, y1, c) * fx;
      pixel[c] = above * (1 - fy) + below * fy;
    }
  }
}
