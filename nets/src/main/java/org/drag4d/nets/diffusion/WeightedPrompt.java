package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;

/**
 * A text whose parts count differently ("text-to-scene" section 7.4): every pair of round brackets
 * around a part multiplies its rows by 1.1; then all rows of the text are scaled so that their mean
 * is what it was.
 *
 * @param spans the parts in their order
 */
public record WeightedPrompt(List<Span> spans) {
  private static final double PER_BRACKET = 1.1;

  /**
   * A part of a text.
   *
   * @param text without brackets
   * @param weight by what its rows are multiplied
   */
  public record Span(String text, double weight) {}

  /** Keeps the list as it is now. */
  public WeightedPrompt {
    spans = List.copyOf(spans);
  }

  /** Returns a text that counts alike everywhere; brackets are characters like others. */
  public static WeightedPrompt plain(String text) {
    return new WeightedPrompt(List.of(new Span(text, 1)));
  }

  /** Reads a text with brackets; one that closes nothing is left out, one left open ends there. */
  public static WeightedPrompt parse(String text) {
    List<Span> spans = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '(' && c != ')') {
        part.append(c);
        continue;
      }
      finish(spans, part, depth);
      depth = c == '(' ? depth + 1 : Math.max(0, depth - 1);
    }
    finish(spans, part, depth);
    return new WeightedPrompt(spans);
  }

  private static void finish(List<Span> spans, StringBuilder part, int depth) {
    if (!part.isEmpty()) {
      spans.add(new Span(part.toString(), Math.pow(PER_BRACKET, depth)));
      part.setLength(0);
    }
  }

  /** Ids and weights of a text, start, end and padding included. */
  private record Tokens(long[] ids, float[] weights) {}

  private Tokens tokens(ClipTokenizer tokenizer, int padding, int length) {
    long[] ids = new long[length];
    float[] weights = new float[length];
    Arrays.fill(ids, padding);
    Arrays.fill(weights, 1);
    ids[0] = tokenizer.start();
    int at = 1;
    for (Span span : spans) {
      for (int id : tokenizer.ids(span.text(), length - 1 - at)) {
        ids[at] = id;
        weights[at++] = (float) span.weight();
      }
    }
    ids[at] = tokenizer.end();
    return new Tokens(ids, weights);
  }

  private boolean isPlain() {
    return spans.stream().allMatch(span -> span.weight() == 1);
  }

  /**
   * Encodes texts.
   *
   * @param padding the id that fills up
   * @return [texts, length, width], in the scope around
   */
  static Tensor encode(
      List<WeightedPrompt> prompts,
      ClipTokenizer tokenizer,
      int padding,
      ClipText encoder,
      Weights weights) {
    int length = Math.min(ClipTokenizer.LENGTH, encoder.config().positions());
    List<Tokens> tokens =
        prompts.stream().map(prompt -> prompt.tokens(tokenizer, padding, length)).toList();
    long[][] ids = tokens.stream().map(Tokens::ids).toArray(long[][]::new);
    try (Scope scope = Scope.open()) {
      Tensor rows = encoder.encode(weights, ids, 0).rows();
      Tensor[] weighted = new Tensor[prompts.size()];
      for (int i = 0; i < weighted.length; i++) {
        Tensor one = rows.narrow(0, i, 1);
        weighted[i] = prompts.get(i).isPlain() ? one : scaled(one, tokens.get(i).weights());
      }
      return scope.keep(Tensors.join(0, weighted));
    }
  }

  private static Tensor scaled(Tensor rows, float[] weights) {
    double before = mean(rows);
    Tensor scaled = rows.mul(Tensors.like(Tensors.of(weights, 1, weights.length, 1), rows));
    double after = mean(scaled);
    return Math.abs(after) < 1e-12 ? scaled : scaled.mul(new Scalar(before / after));
  }

  /** In Java: of numbers of 16 bits libtorch's mean would have 16 bits, too. */
  private static double mean(Tensor rows) {
    return Arrays.stream(Tensors.doubles(rows)).average().orElse(0);
  }
}
