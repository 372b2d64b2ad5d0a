package org.drag4d.splat.raster;

/**
 * Channels as planes of rows, with zeros left and right of each row so that filters need no cases
 * at the rim.
 */
final class RowImage {
  /** Zeros on either side of a row: a whole vector, so that rows lie like their vectors. */
  static final int PAD = 16;

  /** No picture. */
  static final RowImage NONE = new RowImage(0, 0, 0);

  final int width;
  final int height;
  final int stride;
  final float[] values;

  RowImage(int width, int height, int channels) {
    this.width = width;
    this.height = height;
    stride = stride(width);
    values = new float[channels * height * stride];
  }

  /** Returns the floats from row to row of a picture so wide. */
  static int stride(int width) {
    return (width + 15) / 16 * 16 + 2 * PAD;
  }

  /** Returns the place of the first pixel of a row. */
  int place(int channel, int row) {
    return (channel * height + row) * stride + PAD;
  }
}
