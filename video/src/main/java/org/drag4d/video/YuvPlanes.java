package org.drag4d.video;

import org.drag4d.geometry.Image;

/**
 * Conversion between pictures and 8-bit Y'CbCr 4:2:0 of limited range with the matrix of ITU-R
 * BT.709, chroma sited left of the middle between two rows (MPEG-2), each value the mean of the
 * pixels it stands for.
 *
 * @param width luma columns, even
 * @param height luma rows, even
 * @param y height × width
 * @param cb height/2 × width/2
 * @param cr height/2 × width/2
 */
record YuvPlanes(int width, int height, byte[] y, byte[] cb, byte[] cr) {
  private static final float RED = 0.2126f;
  private static final float BLUE = 0.0722f;
  private static final float GREEN = 1 - RED - BLUE;

  static YuvPlanes of(Image image) {
    int width = image.width();
    int height = image.height();
    int channels = image.channels();
    float[] values = image.values();
    byte[] y = new byte[width * height];
    int half = width / 2;
    float[] blueSum = new float[half * (height / 2)];
    float[] redSum = new float[half * (height / 2)];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = (row * width + column) * channels;
        float r = clamped(values[at]);
        float g = channels == 1 ? r : clamped(values[at + 1]);
        float b = channels == 1 ? r : clamped(values[at + 2]);
        float luma = RED * r + GREEN * g + BLUE * b;
        y[row * width + column] = (byte) (16.5f + 219 * luma);
        int chroma = row / 2 * half + column / 2;
        blueSum[chroma] += (b - luma) / (2 * (1 - BLUE));
        redSum[chroma] += (r - luma) / (2 * (1 - RED));
      }
    }
    return new YuvPlanes(width, height, y, chroma(blueSum), chroma(redSum));
  }

  private static float clamped(float value) {
    return value >= 1 ? 1 : value > 0 ? value : 0;
  }

  private static byte[] chroma(float[] sums) {
    byte[] plane = new byte[sums.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (byte) (128.5f + 224 * (sums[i] / 4));
    }
    return plane;
  }

  /** Returns the picture, chroma interpolated linearly between the middles of its blocks. */
  Image image() {
    Image image = new Image(width, height, 3);
    float[] values = image.values();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        float luma = ((y[row * width + column] & 255) - 16) / 219f;
        float b = interpolated(cb, row, column);
        float r = interpolated(cr, row, column);
        float red = luma + 2 * (1 - RED) * r;
        float blue = luma + 2 * (1 - BLUE) * b;
        float green = (luma - RED * red - BLUE * blue) / GREEN;
        int at = (row * width + column) * 3;
        values[at] = clamped(red);
        values[at + 1] = clamped(green);
        values[at + 2] = clamped(blue);
      }
    }
    return image;
  }

  private float interpolated(byte[] plane, int row, int column) {
    int half = width / 2;
    int rows = height / 2;
    int y0 = row / 2;
    int x0 = column / 2;
    int y1 = Math.max(0, Math.min(rows - 1, y0 + (row % 2 == 0 ? -1 : 1)));
    int x1 = Math.max(0, Math.min(half - 1, x0 + (column % 2 == 0 ? -1 : 1)));
    float near = 0.75f * (plane[y0 * half + x0] & 255) + 0.25f * (plane[y0 * half + x1] & 255);
    float far = 0.75f * (plane[y1 * half + x0] & 255) + 0.25f * (plane[y1 * half + x1] & 255);
    return (0.75f * near + 0.25f * far - 128) / 224;
  }
}
