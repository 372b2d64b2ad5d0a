package org.drag4d.nets.diffusion;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/** Times as rows of sines and cosines, through two linear layers ("text-to-scene" section 7.2). */
record TimeEmbedding(
    Linear linear1, Linear linear2, int width, boolean cosineFirst, double frequencyShift) {
  private static final double LONGEST_PERIOD = 10_000;

  static TimeEmbedding of(
      ParameterTable table, int width, long out, boolean cosineFirst, double frequencyShift) {
    return new TimeEmbedding(
        Linear.of(table.at("linear_1"), width, out),
        Linear.of(table.at("linear_2"), out, out),
        width,
        cosineFirst,
        frequencyShift);
  }

  /** Returns the embedding [n, out] of n times. */
  Tensor apply(Weights w, double[] times) {
    Tensor waves = w.place(Tensors.of(waves(times), times.length, width));
    return linear2.apply(w, torch.silu(linear1.apply(w, waves)));
  }

  /** In floats at each step, as the reference does: a time of 999 turns rounding into phase. */
  private float[] waves(double[] times) {
    int half = width / 2;
    float[] waves = new float[times.length * width];
    for (int row = 0; row < times.length; row++) {
      for (int k = 0; k < half; k++) {
        float exponent = (float) -Math.log(LONGEST_PERIOD) * k;
        float frequency = (float) Math.exp(exponent / (float) (half - frequencyShift));
        double phase = (float) times[row] * frequency;
        int sine = row * width + (cosineFirst ? half + k : k);
        int cosine = row * width + (cosineFirst ? k : half + k);
        waves[sine] = (float) Math.sin(phase);
        waves[cosine] = (float) Math.cos(phase);
      }
    }
    return waves;
  }
}
