package org.drag4d.priors.neural;

import java.util.List;
import java.util.Optional;

/**
 * A published network that finds the foremost thing in a picture, and how it wants its pictures: a
 * square of 8-bit colours, divided by the largest of them, less a mean, divided by a deviation
 * (object-composition section 1.3).
 *
 * @param model its name in the model store
 * @param side of the square, pixels
 * @param mean per colour
 * @param deviation per colour
 * @param logits whether its output is not yet a probability
 */
public record SaliencyNetwork(
    String model, int side, List<Float> mean, List<Float> deviation, boolean logits) {
  private static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> IMAGENET_DEVIATION = List.of(0.229f, 0.224f, 0.225f);

  /** All that can be chosen, the finest masks first. */
  public static final List<SaliencyNetwork> ALL =
      List.of(
          imagenet("birefnet-general", 1024, true),
          imagenet("birefnet-general-lite", 1024, true),
          new SaliencyNetwork(
              "isnet-general-use", 1024, List.of(0.5f, 0.5f, 0.5f), List.of(1f, 1f, 1f), false),
          imagenet("u2net", 320, false),
          imagenet("u2netp", 320, false));

  private static SaliencyNetwork imagenet(String model, int side, boolean logits) {
    return new SaliencyNetwork(model, side, IMAGENET_MEAN, IMAGENET_DEVIATION, logits);
  }

  /** Returns the network of a model. */
  public static Optional<SaliencyNetwork> of(String model) {
    return ALL.stream().filter(n -> n.model().equals(model)).findFirst();
  }
}
