package org.drag4d.nets.vision;

import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;

/**
 * Numbers as networks take and give them: one plane a channel, each in rows from the top.
 *
 * @param channels how many planes
 * @param height rows
 * @param width columns
 * @param values channels × height × width
 */
record Planes(int channels, int height, int width, float[] values) {
  Planes {
    if (values.length != channels * height * width) {
      throw new IllegalArgumentException(
          values.length + " values for " + channels + " x " + height + " x " + width);
    }
  }

  Planes(int channels, int height, int width) {
    this(channels, height, width, new float[Math.multiplyExact(channels * height, width)]);
  }

  /** Takes red, green and blue of a picture, 0 to 1; grey is all three. */
  static Planes of(Image picture) {
    Planes planes = new Planes(3, picture.height(), picture.width());
    int area = picture.width() * picture.height();
    for (int at = 0; at < area; at++) {
      for (int c = 0; c < 3; c++) {
        int channel = Math.min(c, picture.channels() - 1);
        planes.values[c * area + at] = picture.values()[at * picture.channels() + channel];
      }
    }
    return planes;
  }

  /** Takes the last two dimensions of a tensor as rows and columns, all others as channels. */
  static Planes of(FloatTensor tensor) {
    int height = (int) tensor.shape()[tensor.shape().length - 2];
    int width = (int) tensor.shape()[tensor.shape().length - 1];
    return new Planes(tensor.values().length / (height * width), height, width, tensor.values());
  }

  /** Returns [1, channels, height, width]. */
  FloatTensor batch() {
    return new FloatTensor(values, 1, channels, height, width);
  }

  float at(int channel, int row, int column) {
    return values[(channel * height + row) * width + column];
  }

  /** Returns a picture of 1 or 3 channels. */
  Image picture() {
    return new Image(width, height, channels, interleaved());
  }

  /** Returns height × width × channels. */
  float[] interleaved() {
    float[] together = new float[values.length];
    int area = height * width;
    for (int c = 0; c < channels; c++) {
      for (int at = 0; at < area; at++) {
        together[at * channels + c] = values[c * area + at];
      }
    }
    return together;
  }

  /** Returns (value - mean) / deviation, each channel by its own. */
  Planes normalised(float[] mean, float[] deviation) {
    Planes result = new Planes(channels, height, width);
    int area = height * width;
    for (int at = 0; at < values.length; at++) {
      result.values[at] = (values[at] - mean[at / area]) / deviation[at / area];
    }
    return result;
  }

  /** Returns a rectangle of all planes. */
  Planes cropped(int top, int left, int newHeight, int newWidth) {
    Planes result = new Planes(channels, newHeight, newWidth);
    for (int row = 0; row < channels * newHeight; row++) {
      int from = (row / newHeight * height + top + row % newHeight) * width + left;
      System.arraycopy(values, from, result.values, row * newWidth, newWidth);
    }
    return result;
  }

  /** Returns the planes made larger to the right and below by mirroring, edges included. */
  Planes mirrored(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    Planes result = new Planes(channels, newHeight, newWidth);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < newHeight; y++) {
        for (int x = 0; x < newWidth; x++) {
          result.values[(c * newHeight + y) * newWidth + x] =
              at(c, mirror(y, height), mirror(x, width));
        }
      }
    }
    return result;
  }

  /** 0 1 2 3 | 3 2 1 0 | 0 1 ... and the same before 0. */
  static int mirror(int place, int size) {
    int folded = Math.floorMod(place, 2 * size);
    return folded < size ? folded : 2 * size - 1 - folded;
  }

  /**
   * Returns the planes in another size, linear between pixel centres and constant beyond the outer
   * ones; no filter when they shrink. That is PyTorch's {@code interpolate} (bilinear,
   * align_corners false) and OpenCV's {@code INTER_LINEAR}.
   */
  Planes bilinear(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    Planes result = new Planes(channels, newHeight, newWidth);
    Taps rows = Taps.of(height, newHeight);
    Taps columns = Taps.of(width, newWidth);
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < newHeight; y++) {
        int upper = (c * height + rows.first[y]) * width;
        int lower = (c * height + rows.second[y]) * width;
        float down = rows.weight[y];
        for (int x = 0; x < newWidth; x++) {
          int left = columns.first[x];
          int right = columns.second[x];
          float across = columns.weight[x];
          float above = values[upper + left] * (1 - across) + values[upper + right] * across;
          float below = values[lower + left] * (1 - across) + values[lower + right] * across;
          result.values[(c * newHeight + y) * newWidth + x] = above * (1 - down) + below * down;
        }
      }
    }
    return result;
  }

  /** Which two old places each new place lies between, and the second one's share. */
  private record Taps(int[] first, int[] second, float[] weight) {
    static Taps of(int from, int to) {
      Taps taps = new Taps(new int[to], new int[to], new float[to]);
      double scale = (double) from / to;
      for (int i = 0; i < to; i++) {
        double place = Math.clamp((i + 0.5) * scale - 0.5, 0, from - 1);
        taps.first[i] = (int) place;
        taps.second[i] = Math.min(from - 1, taps.first[i] + 1);
        taps.weight[i] = (float) (place - taps.first[i]);
      }
      return taps;
    }
  }
}
