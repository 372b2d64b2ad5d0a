package org.drag4d.splat.raster;

/** The kernels in plain Java, for when jdk.incubator.vector is missing. */
final class ScalarFeatureKernels implements FeatureKernels {
  private final int lanes;

  ScalarFeatureKernels(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public int stride(int channels) {
    return channels;
  }

  @Override
  public boolean weights(
      float[] prepared, int count, float[] transmittance, int at, float[] weights, int to) {
    boolean finished = true;
    for (int l = 0; l < lanes; l++) {
      float t = transmittance[at + l];
      for (int i = 0; i < count; i++) {
        float w = prepared[2 * i * lanes + l] * t;
        float next = t - w;
        boolean stop = next < TileKernels.STOP;
        weights[to + i * lanes + l] = stop ? 0 : w;
        t = stop ? -Math.abs(t) : next;
      }
      transmittance[at + l] = t;
      finished &= t < 0;
    }
    return finished;
  }

  @Override
  public void blend(
      float[] weights,
      int weight,
      float[] rows,
      int[] list,
      int from,
      int count,
      int stride,
      float[] pixels,
      int at) {
    for (int i = 0; i < count; i++) {
      int row = list[from + i] / Projection.RECORD * stride;
      for (int l = 0; l < lanes; l++) {
        float w = weights[weight + i * lanes + l];
        int pixel = at + l * stride;
        for (int k = 0; w != 0 && k < stride; k++) {
          pixels[pixel + k] += w * rows[row + k];
        }
      }
    }
  }

  @Override
  public void collect(
      float[] weights,
      int weight,
      float[] pixels,
      int at,
      int[] list,
      int from,
      int count,
      int stride,
      float[] slots,
      int slot) {
    for (int i = 0; i < count; i++) {
      int row = slot + list[from + i] / Projection.RECORD * stride;
      for (int l = 0; l < lanes; l++) {
        float w = weights[weight + i * lanes + l];
        int pixel = at + l * stride;
        for (int k = 0; w != 0 && k < stride; k++) {
          slots[row + k] += w * pixels[pixel + k];
        }
      }
    }
  }

  @Override
  public void gather(
      float[] features, int[] surfelOf, int[] places, int from, int to, int stride, float[] rows) {
    for (int i = from; i < to; i++) {
      int row = surfelOf[places[i]] * stride;
      System.arraycopy(features, row, rows, (i - from) * stride, stride);
    }
  }

  @Override
  public void sum(float[] slots, int[] pairs, int from, int to, int stride, float[] rows, int row) {
    for (int i = from; i < to; i++) {
      int slot = pairs[i] * stride;
      for (int k = 0; k < stride; k++) {
        rows[row + k] += slots[slot + k];
      }
    }
  }
}
