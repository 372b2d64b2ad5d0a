package org.drag4d.priors.neural;

import org.drag4d.geometry.Image;
import org.drag4d.task.InputException;

/**
 * A picture of an object as networks of image-to-3D were trained on (object-composition section
 * 1.1): square, the object's longer side 0.85 of it, on middle grey.
 */
final class ObjectPicture {
  private static final double FILLED = 0.85;
  private static final float GREY = 0.5f;

  private ObjectPicture() {}

  /**
   * Cuts out, pads and resizes.
   *
   * @param mask one channel, the size of the picture
   * @param side of the result, pixels
   */
  static Image prepare(Image picture, Image mask, int side) {
    int left = mask.width();
    int top = mask.height();
    int right = -1;
    int bottom = -1;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(x, y, 0) > 0.02f) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    if (right < 0) {
      throw new InputException("", "the mask is empty", "The object must cover some pixels.");
    }
    int longer = Math.max(right - left, bottom - top) + 1;
    int whole = Math.max(longer, (int) Math.round(longer / FILLED));
    int x0 = left + (right - left + 1 - whole) / 2;
    int y0 = top + (bottom - top + 1 - whole) / 2;
    Image square = new Image(whole, whole, 3);
    for (int y = 0; y < whole; y++) {
      for (int x = 0; x < whole; x++) {
        int px = x0 + x;
        int py = y0 + y;
        boolean inside = px >= 0 && py >= 0 && px < mask.width() && py < mask.height();
        float alpha = inside ? mask.at(px, py, 0) : 0;
        for (int c = 0; c < 3; c++) {
          float colour = inside ? picture.at(px, py, c) : 0;
          square.set(x, y, c, alpha * colour + (1 - alpha) * GREY);
        }
      }
    }
    return Resizing.to(square, side, side);
  }
}
