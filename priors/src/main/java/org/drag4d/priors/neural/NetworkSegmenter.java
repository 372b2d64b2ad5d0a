package org.drag4d.priors.neural;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Masks by a published network. It finds one thing, the foremost; where a person gives a box, only
 * the box and a little around it are shown to it.
 */
public final class NetworkSegmenter implements ForegroundSegmenter {
  private static final double SURROUNDINGS = 0.15;

  private final SaliencyNetwork network;
  private final Path file;
  private final Optional<Box> box;

  /**
   * Takes a network.
   *
   * @param file where its weights lie
   * @param hints where the object is; only a box can be used
   * @throws InputException if there are scribbles
   */
  public NetworkSegmenter(SaliencyNetwork network, Path file, SegmentationHints hints) {
    if (hints.scribbles().isPresent()) {
      throw new InputException(
          "--scribbles",
          network.model() + " cannot use them",
          "Give a --box, or take --mask-model grabcut.");
    }
    this.network = network;
    this.file = file;
    box = hints.box();
  }

  @Override
  public ForegroundMask mask(Image picture, Progress progress) {
    if (picture.channels() < 3) {
      throw new IllegalArgumentException("a picture of " + picture.channels() + " channels");
    }
    progress.begin("finding the object by " + network.model(), 0, "");
    Box view =
        box.map(b -> b.within(picture).grown(SURROUNDINGS, picture))
            .orElse(new Box(0, 0, picture.width(), picture.height()));
    Image part = view.cut(picture);
    FloatTensor input = input(part);
    progress.check();
    Image small = new Image(network.side(), network.side(), 1, output(input));
    progress.check();
    Image mask = Lanczos.resize(truncated(small), part.width(), part.height());
    requireSomething(mask);
    return new ForegroundMask(
        view.pasted(mask, picture.width(), picture.height()), network.model());
  }

  /** Returns [1, 3, side, side]. */
  FloatTensor input(Image picture) {
    int side = network.side();
    Image square = Lanczos.resize(picture, side, side);
    int channels = square.channels();
    float most = 1e-6f / 255;
    for (int at = 0; at < side * side; at++) {
      for (int c = 0; c < 3; c++) {
        most = Math.max(most, square.values()[channels * at + c]);
      }
    }
    float[] values = new float[3 * side * side];
    for (int at = 0; at < side * side; at++) {
      for (int c = 0; c < 3; c++) {
        float value = square.values()[channels * at + c] / most;
        values[c * side * side + at] = (value - network.mean().get(c)) / network.deviation().get(c);
      }
    }
    return new FloatTensor(values, 1, 3, side, side);
  }

  /** Runs the network and stretches its first output to 0..1. */
  private float[] output(FloatTensor input) {
    float[] values;
    try (OnnxSession session = OnnxSession.open(file, OnnxSettings.DEFAULT)) {
      List<String> names = session.inputs();
      if (names.size() != 1 || session.outputs().isEmpty()) {
        throw new InputException(
            file.toString(), "is no " + network.model() + ": its inputs are " + names);
      }
      String first = session.outputs().getFirst();
      values = session.run(Map.of(names.getFirst(), input), List.of(first)).get(first).values();
    }
    if (values.length != network.side() * network.side()) {
      throw new InputException(
          file.toString(),
          "is no " + network.model() + ": its first output has " + values.length + " values");
    }
    float least = Float.POSITIVE_INFINITY;
    float most = Float.NEGATIVE_INFINITY;
    for (int at = 0; at < values.length; at++) {
      values[at] = network.logits() ? (float) (1 / (1 + Math.exp(-values[at]))) : values[at];
      least = Math.min(least, values[at]);
      most = Math.max(most, values[at]);
    }
    if (!(most > least)) {
      throw new InputException("", network.model() + " finds nothing that stands out");
    }
    for (int at = 0; at < values.length; at++) {
      values[at] = (values[at] - least) / (most - least);
    }
    return values;
  }

  /** 8 bits, rounded down, as the reference front end keeps it. */
  private static Image truncated(Image mask) {
    for (int at = 0; at < mask.values().length; at++) {
      mask.values()[at] = (float) Math.floor(mask.values()[at] * 255) / 255f;
    }
    return mask;
  }

  private void requireSomething(Image mask) {
    for (float value : mask.values()) {
      if (value >= 0.5f) {
        return;
      }
    }
    throw new InputException("", network.model() + " finds nothing that stands out");
  }
}
