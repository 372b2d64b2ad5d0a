package org.drag4d.geometry;

import java.util.Arrays;

/**
 * A picture: rows from the top, pixels from the left, channels together. Values are sRGB-encoded in
 * [0, 1] unless a name says otherwise; the fourth channel, where there is one, is alpha (not
 * premultiplied).
 *
 * <p>The array is handed over, not copied: who makes an image gives the array away.
 */
public final class Image {
  private final int width;
  private final int height;
  private final int channels;
  private final float[] values;

  /**
   * Wraps an array.
   *
   * @param width pixels
   * @param height pixels
   * @param channels 1 (grey), 3 (red green blue) or 4 (with alpha)
   * @param values height × width × channels
   */
  public Image(int width, int height, int channels, float[] values) {
    if (width < 1 || height < 1 || (channels != 1 && channels != 3 && channels != 4)) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " x " + channels);
    }
    if (values.length != width * height * channels) {
      throw new IllegalArgumentException(
          values.length + " values for " + width + " x " + height + " x " + channels);
    }
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.values = values;
  }

  /** Makes a black (and transparent) picture. */
  public Image(int width, int height, int channels) {
    this(width, height, channels, new float[width * height * channels]);
  }

  /** Returns the width in pixels. */
  public int width() {
    return width;
  }

  /** Returns the height in pixels. */
  public int height() {
    return height;
  }

  /** Returns 1, 3 or 4. */
  public int channels() {
    return channels;
  }

  /** Returns the values themselves (height × width × channels), not a copy. */
  public float[] values() {
    return values;
  }

  /** Returns one value. */
  public float at(int column, int row, int channel) {
    return values[(row * width + column) * channels + channel];
  }

  /** Sets one value. */
  public void set(int column, int row, int channel, float value) {
    values[(row * width + column) * channels + channel] = value;
  }

  /** Returns a copy whose values are those that 8-bit files would keep. */
  public Image quantised() {
    float[] q = new float[values.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = toByte(values[i]) / 255f;
    }
    return new Image(width, height, channels, q);
  }

  /** Returns the 8-bit value of a number in [0, 1], rounding; what lies outside is clamped. */
  public static int toByte(float value) {
    return value >= 1 ? 255 : value > 0 ? (int) (value * 255 + 0.5f) : 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Image o
        && width == o.width
        && height == o.height
        && channels == o.channels
        && Arrays.equals(values, o.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Image[" + width + " x " + height + " x " + channels + "]";
  }
}
