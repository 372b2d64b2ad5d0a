package org.drag4d.nets.vision;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

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
    String model, int side, List<Double> mean, List<Double> deviation, boolean logits) {
  /** All that can be chosen, the finest masks first. */
  public static final List<SaliencyNetwork> ALL =
      List.of(
          imagenet("birefnet-general", 1024, true),
          imagenet("birefnet-general-lite", 1024, true),
          new SaliencyNetwork(
              "isnet-general-use", 1024, List.of(0.5, 0.5, 0.5), List.of(1.0, 1.0, 1.0), false),
          imagenet("u2net", 320, false),
          imagenet("u2netp", 320, false));

  private static SaliencyNetwork imagenet(String model, int side, boolean logits) {
    return new SaliencyNetwork(
        model, side, PictureProcessor.IMAGENET_MEAN, PictureProcessor.IMAGENET_DEVIATION, logits);
  }

  /** Returns the network of a model. */
  public static Optional<SaliencyNetwork> of(String model) {
    return ALL.stream().filter(n -> n.model().equals(model)).findFirst();
  }

  /**
   * Finds the foremost thing of a picture.
   *
   * @param file where its weights lie
   * @param picture of which red, green and blue count
   * @return a picture of one channel, as large: 8-bit values
   * @throws InputException if the file is another network, or nothing stands out
   */
  public Image mask(Path file, Image picture, Progress progress) {
    FloatTensor input = input(picture);
    progress.check();
    Image small = new Image(side, side, 1, output(file, input));
    progress.check();
    Image mask = PillowFilter.LANCZOS.resize(small, picture.width(), picture.height());
    for (float value : mask.values()) {
      if (value >= 0.5f) {
        return mask;
      }
    }
    throw nothing();
  }

  /** Returns [1, 3, side, side]. */
  private FloatTensor input(Image picture) {
    Planes square = Planes.of(PillowFilter.LANCZOS.resize(picture, side, side));
    float[] values = square.values();
    double most = 1e-6;
    for (float value : values) {
      most = Math.max(most, Image.toByte(value));
    }
    for (int at = 0; at < values.length; at++) {
      int c = at / (side * side);
      values[at] = (float) ((Image.toByte(values[at]) / most - mean.get(c)) / deviation.get(c));
    }
    return square.batch();
  }

  /**
   * Runs the network and stretches its first output to 0..1, 8 bits, rounded down as the reference
   * front end does.
   */
  private float[] output(Path file, FloatTensor input) {
    float[] values;
    try (OnnxSession session = OnnxSession.open(file, OnnxSettings.DEFAULT)) {
      List<String> names = session.inputs();
      if (names.size() != 1 || session.outputs().isEmpty()) {
        throw new InputException(file.toString(), "is no " + model + ": its inputs are " + names);
      }
      String first = session.outputs().getFirst();
      values = session.run(Map.of(names.getFirst(), input), List.of(first)).get(first).values();
    }
    if (values.length != side * side) {
      throw new InputException(
          file.toString(),
          "is no " + model + ": its first output has " + values.length + " values");
    }
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int at = 0; at < values.length; at++) {
      values[at] = logits ? (float) (1 / (1 + Math.exp(-values[at]))) : values[at];
      least = Math.min(least, values[at]);
      most = Math.max(most, values[at]);
    }
    if (!(most > least)) {
      throw nothing();
    }
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) Math.floor((values[at] - least) / (most - least) * 255) / 255f;
    }
    return values;
  }

  private InputException nothing() {
    return new InputException(
        "",
        model + " finds nothing that stands out",
        "Say where the object is by --mask-box, or take another --mask-model.");
  }
}
