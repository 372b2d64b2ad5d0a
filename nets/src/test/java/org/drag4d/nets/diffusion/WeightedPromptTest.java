package org.drag4d.nets.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.diffusion.WeightedPrompt.Span;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.junit.jupiter.api.Test;

class WeightedPromptTest {
  @Test
  void bracketsMultiply() {
    List<Span> spans = WeightedPrompt.parse("a, ((b c)), (d(e)f)) g (h").spans();
    assertThat(spans)
        .extracting(Span::text)
        .containsExactly("a, ", "b c", ", ", "d", "e", "f", " g ", "h");
    double[] weights = {1, 1.21, 1, 1.1, 1.21, 1.1, 1, 1.1};
    for (int i = 0; i < weights.length; i++) {
      assertThat(spans.get(i).weight()).isCloseTo(weights[i], within(1e-12));
    }
    assertThat(WeightedPrompt.plain("((b))").spans()).containsExactly(new Span("((b))", 1));
  }

  /** Rows of weighted tokens are larger than their neighbours'; the mean of all stays. */
  @Test
  void weightsScaleTheRowsOfTheirTokensAndTheMeanStays() {
    ClipTokenizer tokenizer = ClipTokenizer.open(Path.of("src/test/resources/clip-tokenizer"));
    ClipText clip = new ClipText(new ClipTextConfig(1214, 8, 12, 1, 2, 77, true, 1e-5, 2));
    try (Weights weights =
            Weights.random(clip.parameters(), 5, ComputeDevice.PROCESSOR, Precision.FLOAT64);
        Scope _ = Scope.withoutGradients()) {
      int end = tokenizer.end();
      double[] plain =
          rows(List.of(WeightedPrompt.plain("a red b")), tokenizer, end, clip, weights);
      double[] same = rows(List.of(WeightedPrompt.parse("a red b")), tokenizer, end, clip, weights);
      double[] weighted =
          rows(List.of(WeightedPrompt.parse("a ((red)) b")), tokenizer, end, clip, weights);
      assertThat(same).containsExactly(plain);
      int red = 2; // start, a, red
      int length = tokenizer.ids("red", 75).size();
      double common = weighted[0] / plain[0];
      double sum = 0;
      double sumPlain = 0;
      for (int at = 0; at < plain.length; at++) {
        boolean isRed = at / 8 >= red && at / 8 < red + length;
        assertThat(weighted[at])
            .isCloseTo(
                plain[at] * common * (isRed ? 1.21 : 1), within(1e-6 * Math.abs(plain[at]) + 1e-9));
        sum += weighted[at];
        sumPlain += plain[at];
      }
      assertThat(sum).isCloseTo(sumPlain, within(1e-6 * Math.abs(sumPlain) + 1e-9));
    }
  }

  private static double[] rows(
      List<WeightedPrompt> prompts,
      ClipTokenizer tokenizer,
      int padding,
      ClipText clip,
      Weights weights) {
    Tensor encoded = WeightedPrompt.encode(prompts, tokenizer, padding, clip, weights);
    return Tensors.doubles(encoded);
  }
}
