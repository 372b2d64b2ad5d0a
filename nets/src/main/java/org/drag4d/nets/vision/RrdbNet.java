package org.drag4d.nets.vision;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.drag4d.nets.onnx.OnnxGraph;
import org.drag4d.nets.onnx.OnnxGraph.Attribute;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;

/**
 * The network of Real-ESRGAN's published checkpoints (text-to-scene section 7.5): dense blocks of
 * five convolutions, three of them a residual block, two enlargements. Its weights become an ONNX
 * model.
 *
 * <p>Networks that enlarge by 2 or 1 fold 2 × 2 or 4 × 4 pixels into channels first; PyTorch counts
 * folded channels colour by colour, ONNX pixel by pixel, so the first convolution's are reordered.
 */
final class RrdbNet {
  private static final float RESIDUAL = 0.2f;
  private static final int MOST_BLOCKS = 256;
  private static final List<String> PREFIXES = List.of("params_ema.", "params.", "");

  private final String where;
  private final Map<String, StoredTensor> tensors;
  private final TreeSet<String> unread;
  private final OnnxGraph graph = new OnnxGraph();

  private RrdbNet(String where, Map<String, StoredTensor> tensors) {
    this.where = where;
    this.tensors = tensors;
    unread = new TreeSet<>(tensors.keySet());
  }

  /**
   * Writes the network down.
   *
   * @param where what to call the file in messages
   * @throws InputException if it holds other weights
   */
  static byte[] model(String where, WeightFile file) {
    String prefix =
        PREFIXES.stream()
            .filter(p -> file.tensors().containsKey(p + "conv_first.weight"))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        where,
                        "is no Real-ESRGAN: it has no conv_first.weight",
                        "RealESRGAN_x4plus and _x2plus are read, and ONNX files."));
    return new RrdbNet(where, file.under(prefix)).written();
  }

  private byte[] written() {
    long folded = tensor("conv_first.weight").shape()[1];
    int fold = folded == 3 ? 1 : folded == 12 ? 2 : folded == 48 ? 4 : 0;
    if (fold == 0) {
      throw new InputException(where, "conv_first.weight takes " + folded + " channels");
    }
    graph.input("input", -1, 3, -1, -1);
    String pixels =
        fold == 1
            ? "input"
            : graph.node(
                "SpaceToDepth", List.of("input"), "folded", new Attribute.Whole("blocksize", fold));
    String first = convolution("conv_first", pixels, fold);
    String x = first;
    int blocks = 0;
    while (tensors.containsKey("body." + blocks + ".rdb1.conv1.weight") && blocks < MOST_BLOCKS) {
      x = residual("body." + blocks, x);
      blocks++;
    }
    x = graph.node("Add", List.of(first, convolution("conv_body", x, 1)), "body");
    for (String name : List.of("conv_up1", "conv_up2")) {
      x = leaky(convolution(name, twice(x), 1));
    }
    x = leaky(convolution("conv_hr", x, 1));
    graph.node("Identity", List.of(convolution("conv_last", x, 1)), "output");
    graph.output("output", -1, 3, -1, -1);
    if (!unread.isEmpty()) {
      throw new InputException(
          where,
          unread.size() + " tensors are no part of a Real-ESRGAN, such as " + unread.first());
    }
    return graph.model();
  }

  /** Three dense blocks, each of which and all of which change their input a little. */
  private String residual(String name, String input) {
    String x = input;
    for (int dense = 1; dense <= 3; dense++) {
      x = dense(name + ".rdb" + dense, x);
    }
    return little(name, x, input);
  }

  /** Each convolution sees the input and all earlier ones' outputs. */
  private String dense(String name, String input) {
    String seen = input;
    for (int i = 1; i <= 4; i++) {
      String made = leaky(convolution(name + ".conv" + i, seen, 1));
      seen =
          graph.node(
              "Concat", List.of(seen, made), name + ".seen" + i, new Attribute.Whole("axis", 1));
    }
    return little(name, convolution(name + ".conv5", seen, 1), input);
  }

  /** input + 0.2 change. */
  private String little(String name, String change, String input) {
    String factor = graph.weights(name + ".factor", new float[] {RESIDUAL});
    String scaled = graph.node("Mul", List.of(change, factor), name + ".scaled");
    return graph.node("Add", List.of(scaled, input), name + ".sum");
  }

  private String leaky(String input) {
    return graph.node(
        "LeakyRelu", List.of(input), input + ".active", new Attribute.Real("alpha", 0.2f));
  }

  private String twice(String input) {
    String scales = graph.weights(input + ".scales", new float[] {1, 1, 2, 2}, 4);
    return graph.node(
        "Resize",
        List.of(input, "", scales),
        input + ".twice",
        new Attribute.Text("mode", "nearest"),
        new Attribute.Text("coordinate_transformation_mode", "asymmetric"),
        new Attribute.Text("nearest_mode", "floor"));
  }

  /** A 3 × 3 convolution; of folded pixels, channels are reordered as ONNX folds them. */
  private String convolution(String name, String input, int fold) {
    StoredTensor weight = tensor(name + ".weight");
    StoredTensor bias = tensor(name + ".bias");
    long[] shape = weight.shape();
    if (shape.length != 4 || shape[2] != 3 || shape[3] != 3 || bias.count() != shape[0]) {
      throw new InputException(where, name + ".weight is " + Arrays.toString(shape));
    }
    float[] values = weight.toFloats();
    int cells = fold * fold;
    float[] ordered = new float[values.length];
    int channels = Math.toIntExact(shape[1]);
    for (int row = 0; row < values.length / 9; row++) {
      int channel = row % channels;
      int target = row - channel + channel % cells * (channels / cells) + channel / cells;
      System.arraycopy(values, 9 * row, ordered, 9 * target, 9);
    }
    return graph.node(
        "Conv",
        List.of(
            input,
            graph.weights(name + ".weight", ordered, shape),
            graph.weights(name + ".bias", bias.toFloats(), shape[0])),
        name,
        new Attribute.Wholes("pads", List.of(1, 1, 1, 1)));
  }

  private StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new InputException(where, "the tensor " + name + " is missing");
    }
    unread.remove(name);
    return tensor;
  }
}
