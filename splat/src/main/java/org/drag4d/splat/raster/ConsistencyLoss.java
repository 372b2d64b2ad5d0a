package org.drag4d.splat.raster;

import java.util.Arrays;
import org.drag4d.task.Workers;

/**
 * weight × mean (A - N · n A), where n is the normal of the rendered expected depth (2DGS equation
 * 14, surfel-splatting sections 7, 8 and 9.1): what the surfels say their normals are should be how
 * their depth lies. Both factors receive gradients; A, where it multiplies, counts as constant.
 *
 * <p>Pixels at the rim, and those with a neighbour that shows nothing, are left out.
 */
final class ConsistencyLoss {
  /** Planes that the backward walk adds to its state, per tile: depth, alpha, normal. */
  static final int PLANES = 5;

  private final TileKernels kernels;
  private final Workers workers;
  private final Workers.Body unpacking = this::unpack;
  private final Workers.Body rows = this::row;
  private final Workers.Body packing = this::pack;
  private final float[][] scratch;

  private TileGrid grid;
  private View view;
  private float[] maps;
  private float weight;

  // Rows of the picture: depth sum, alpha, normal (3); gradient of a and b (6) of section 9.1,
  // which gradients of depth sum and alpha then take the place of; gradient of the normal (3).
  private static final int DEPTH = 0;
  private static final int ALPHA = 1;
  private static final int NORMAL = 2;
  private static final int EXPECTED = 5;
  private static final int GRADIENT_A = 6;
  private static final int GRADIENT_B = 9;
  private static final int GRADIENT_NORMAL = 12;
  private static final int GRADIENT_DEPTH = 15;
  private static final int GRADIENT_ALPHA = 16;
  private static final int CHANNELS = 17;
  private RowImage picture = RowImage.NONE;
  private double[] rowLoss = new double[0];

  /** Gradients in the planes of tiles; empty when the loss is off. */
  float[] gradients = new float[0];

  ConsistencyLoss(TileKernels kernels, Workers workers) {
    this.kernels = kernels;
    this.workers = workers;
    scratch = new float[workers.count()][TileGrid.BLOCKS * kernels.lanes()];
  }

  /** Computes loss and gradients of the last drawing. */
  double evaluate(TileGrid grid, View view, float[] maps, double weight) {
    this.grid = grid;
    this.view = view;
    this.maps = maps;
    this.weight = (float) (weight / ((double) grid.width() * grid.height()));
    if (picture.width != grid.width() || picture.height != grid.height()) {
      picture = new RowImage(grid.width(), grid.height(), CHANNELS);
      rowLoss = new double[grid.height()];
    }
    int length = grid.tiles() * PLANES * grid.planeLength();
    if (gradients.length != length) {
      gradients = new float[length];
    }
    workers.forEach(grid.tiles(), unpacking);
    workers.forEach(grid.height(), rows);
    workers.forEach(grid.tiles(), packing);
    double loss = 0;
    for (double part : rowLoss) {
      loss += part;
    }
    return loss;
  }

  private void unpack(int tile, int worker) {
    int plane = grid.planeLength();
    int at = TilePass.place(grid, tile, 0);
    float[] alpha = scratch[worker];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = 1 - Math.abs(maps[at + i]);
    }
    toRows(alpha, 0, tile, ALPHA);
    toRows(maps, at + TileKernels.DEPTH * plane, tile, DEPTH);
    for (int c = 0; c < 3; c++) {
      toRows(maps, at + (TileKernels.NORMAL + c) * plane, tile, NORMAL + c);
    }
    for (int i = 0; i < alpha.length; i++) {
      float a = alpha[i];
      alpha[i] = a < 1f / 255 ? 0 : maps[at + TileKernels.DEPTH * plane + i] / a;
    }
    toRows(alpha, 0, tile, EXPECTED);
  }

  private void toRows(float[] plane, int from, int tile, int channel) {
    int x = (tile % grid.tilesX()) * grid.tileWidth();
    int y = (tile / grid.tilesX()) * grid.tileHeight();
    kernels.toRows(
        plane,
        from,
        picture.values,
        picture.place(channel, y) + x,
        picture.stride,
        grid.width() - x,
        grid.height() - y);
  }

  /** Loss of a row, and gradients with respect to a, b and the normal. */
  private void row(int y, int worker) {
    float[] v = picture.values;
    int width = grid.width();
    for (int channel = GRADIENT_A; channel < GRADIENT_DEPTH; channel++) {
      int at = picture.place(channel, y);
      Arrays.fill(v, at, at + width, 0);
    }
    rowLoss[y] = 0;
    if (y == 0 || y == grid.height() - 1) {
      return;
    }
    int expected = picture.place(EXPECTED, y);
    int stride = picture.stride;
    int channelLength = grid.height() * stride;
    double loss = 0;
    for (int x = 1; x < width - 1; x++) {
      float up = v[expected - stride + x];
      float down = v[expected + stride + x];
      float left = v[expected + x - 1];
      float right = v[expected + x + 1];
      if (!(up > 0 && down > 0 && left > 0 && right > 0)) {
        continue;
      }
      float rx = rayX(x);
      float ry = rayY(y);
      float stepX = (float) (1 / view.focalX());
      float stepY = (float) (1 / view.focalY());
      // a = P(x, y + 1) - P(x, y - 1), b = P(x + 1, y) - P(x - 1, y)
      float az = down - up;
      float ax = az * rx;
      float ay = down * (ry + stepY) - up * (ry - stepY);
      float bz = right - left;
      float bx = right * (rx + stepX) - left * (rx - stepX);
      float by = bz * ry;
      float cx = ay * bz - az * by;
      float cy = az * bx - ax * bz;
      float cz = ax * by - ay * bx;
      float length = (float) Math.sqrt(cx * cx + cy * cy + cz * cz);
      if (!(length > 1e-20f)) {
        continue;
      }
      float nx = cx / length;
      float ny = cy / length;
      float nz = cz / length;
      int normal = picture.place(NORMAL, y) + x;
      float alpha = v[picture.place(ALPHA, y) + x];
      float mx = v[normal];
      float my = v[normal + channelLength];
      float mz = v[normal + 2 * channelLength];
      float along = nx * mx + ny * my + nz * mz;
      loss += alpha - alpha * along;
      float g = -weight * alpha;
      int to = picture.place(GRADIENT_NORMAL, y) + x;
      v[to] = g * nx;
      v[to + channelLength] = g * ny;
      v[to + 2 * channelLength] = g * nz;
      float scale = g / length;
      float gx = scale * (mx - nx * along);
      float gy = scale * (my - ny * along);
      float gz = scale * (mz - nz * along);
      to = picture.place(GRADIENT_A, y) + x; // b × g
      v[to] = by * gz - bz * gy;
      v[to + channelLength] = bz * gx - bx * gz;
      v[to + 2 * channelLength] = bx * gy - by * gx;
      to = picture.place(GRADIENT_B, y) + x; // g × a
      v[to] = gy * az - gz * ay;
      v[to + channelLength] = gz * ax - gx * az;
      v[to + 2 * channelLength] = gx * ay - gy * ax;
    }
    rowLoss[y] = loss * weight;
  }

  private float rayX(int x) {
    return (float) ((x + 0.5 - view.principalX()) / view.focalX());
  }

  private float rayY(int y) {
    return (float) ((y + 0.5 - view.principalY()) / view.focalY());
  }

  /** Gathers what the neighbours want of a pixel's point, and goes over to depth sum and alpha. */
  private void pack(int tile, int worker) {
    int left = (tile % grid.tilesX()) * grid.tileWidth();
    int top = (tile / grid.tilesX()) * grid.tileHeight();
    int right = Math.min(grid.width(), left + grid.tileWidth());
    int bottom = Math.min(grid.height(), top + grid.tileHeight());
    float[] v = picture.values;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        float toPoint = point(0, x, y) * rayX(x) + point(1, x, y) * rayY(y) + point(2, x, y);
        float alpha = v[picture.place(ALPHA, y) + x];
        float toDepth = alpha < 1f / 255 ? 0 : toPoint / alpha;
        v[picture.place(GRADIENT_DEPTH, y) + x] = toDepth;
        v[picture.place(GRADIENT_ALPHA, y) + x] = -toDepth * v[picture.place(EXPECTED, y) + x];
      }
    }
    for (int plane = 0; plane < PLANES; plane++) {
      int channel =
          plane == 0 ? GRADIENT_DEPTH : plane == 1 ? GRADIENT_ALPHA : GRADIENT_NORMAL + plane - 2;
      kernels.toBlocks(
          v,
          picture.place(channel, top) + left,
          picture.stride,
          grid.width() - left,
          grid.height() - top,
          gradients,
          (tile * PLANES + plane) * grid.planeLength());
    }
  }

  private float point(int axis, int x, int y) {
    float[] v = picture.values;
    float sum = 0;
    if (y > 0) {
      sum += v[picture.place(GRADIENT_A + axis, y - 1) + x];
    }
    if (y + 1 < grid.height()) {
      sum -= v[picture.place(GRADIENT_A + axis, y + 1) + x];
    }
    if (x > 0) {
      sum += v[picture.place(GRADIENT_B + axis, y) + x - 1];
    }
    if (x + 1 < grid.width()) {
      sum -= v[picture.place(GRADIENT_B + axis, y) + x + 1];
    }
    return sum;
  }

  /** Adds the gradients of a tile to the state of the backward walk. */
  void addTo(float[] state, int tile, float[] maps, int map, int plane, int n) {
    int from = tile * PLANES * plane;
    for (int i = 0; i < n; i++) {
      float dDepth = gradients[from + i];
      float dAlpha = gradients[from + plane + i];
      state[TileKernels.D_DEPTH * plane + i] += dDepth;
      state[TileKernels.D_ALPHA * plane + i] += dAlpha;
      float behind =
          dDepth * maps[map + TileKernels.DEPTH * plane + i]
              + dAlpha * (1 - Math.abs(maps[map + i]));
      for (int c = 0; c < 3; c++) {
        float d = gradients[from + (2 + c) * plane + i];
        state[(TileKernels.D_NORMAL + c) * plane + i] += d;
        behind += d * maps[map + (TileKernels.NORMAL + c) * plane + i];
      }
      state[TileKernels.BEHIND * plane + i] += behind;
    }
  }
}
