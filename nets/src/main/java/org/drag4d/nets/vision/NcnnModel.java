package org.drag4d.nets.vision;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drag4d.nets.onnx.OnnxGraph;
import org.drag4d.nets.onnx.OnnxGraph.Attribute;
import org.drag4d.task.InputException;

/**
 * Networks of super-resolution as ncnn keeps them, such as those that packages of Real-ESRGAN
 * carry: layers as lines of text ({@code .param}), their numbers one after the other in {@code
 * .bin}. They become an ONNX model. Only the layers that such networks are made of are known.
 */
final class NcnnModel {
  private static final String MAGIC = "7767517";
  private static final int HALF_PRECISION = 0x01306B47;
  private static final long LARGEST_TEXT = 1L << 22;
  private static final long LARGEST_WEIGHTS = 1L << 29;

  private final String where;
  private final ByteBuffer weights;
  private final OnnxGraph graph = new OnnxGraph();

  /** What ONNX calls what the file calls otherwise: copies of outputs have names of their own. */
  private final Map<String, String> names = new HashMap<>();

  private final Map<String, Integer> channels = new HashMap<>();
  private String last = "";
  private int lastChannels;

  private NcnnModel(String where, ByteBuffer weights) {
    this.where = where;
    this.weights = weights;
  }

  /**
   * Reads a network.
   *
   * @param file the {@code .param}; the {@code .bin} of the same name lies beside it
   * @return a serialised ONNX model, {@code input} → {@code output}
   * @throws InputException if it is damaged or has unknown layers
   */
  static byte[] model(Path file) {
    String name = file.getFileName().toString();
    Path numbers = file.resolveSibling(name.substring(0, name.length() - 5) + "bin");
    List<String> lines =
        new String(bytes(file, LARGEST_TEXT), StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty() || !lines.getFirst().strip().equals(MAGIC)) {
      throw new InputException(file.toString(), "is no ncnn network in text form");
    }
    ByteBuffer weights =
        ByteBuffer.wrap(bytes(numbers, LARGEST_WEIGHTS)).order(ByteOrder.LITTLE_ENDIAN);
    NcnnModel model = new NcnnModel(file.toString(), weights);
    for (int number = 2; number < lines.size(); number++) {
      if (!lines.get(number).isBlank()) {
        model.add(Layer.of(file + ", line " + (number + 1), lines.get(number)));
      }
    }
    if (weights.hasRemaining()) {
      throw new InputException(
          numbers.toString(), weights.remaining() + " bytes more than the layers want");
    }
    model.finish();
    return model.graph.model();
  }

  private static byte[] bytes(Path file, long limit) {
    try {
      if (Files.size(file) > limit) {
        throw new InputException(file.toString(), "is larger than " + limit + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /**
   * One line.
   *
   * @param numbers by key; those of -23300 and below are lists
   */
  private record Layer(
      String where,
      String kind,
      List<String> inputs,
      List<String> outputs,
      Map<Integer, List<Double>> numbers) {
    static Layer of(String where, String line) {
      String[] words = line.strip().split("\\s+");
      try {
        int ins = Integer.parseInt(words[2]);
        int outs = Integer.parseInt(words[3]);
        List<String> all = Arrays.asList(words);
        Map<Integer, List<Double>> numbers = new HashMap<>();
        for (String word : all.subList(4 + ins + outs, all.size())) {
          int split = word.indexOf('=');
          int key = Integer.parseInt(word.substring(0, split));
          List<Double> values =
              Stream.of(word.substring(split + 1).split(",")).map(Double::valueOf).toList();
          boolean list = key <= -23300;
          numbers.put(list ? -23300 - key : key, list ? values.subList(1, values.size()) : values);
        }
        return new Layer(
            where,
            words[0],
            all.subList(4, 4 + ins),
            all.subList(4 + ins, 4 + ins + outs),
            numbers);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new InputException(where, "is no layer of ncnn");
      }
    }

    int whole(int key, int otherwise) {
      List<Double> values = numbers.get(key);
      return values == null || values.isEmpty() ? otherwise : (int) (double) values.getFirst();
    }

    double number(int key, int index, double otherwise) {
      List<Double> values = numbers.get(key);
      return values == null || values.size() <= index ? otherwise : values.get(index);
    }

    String output() {
      if (outputs.isEmpty()) {
        throw wrong("has no output");
      }
      return outputs.getFirst();
    }

    InputException wrong(String what) {
      return new InputException(where, kind + " " + what);
    }
  }

  private void add(Layer layer) {
    List<String> inputs = layer.inputs.stream().map(input -> known(layer, input)).toList();
    switch (layer.kind) {
      case "Input" -> {
        graph.input("input", -1, 3, -1, -1);
        made(layer, "input", 3);
      }
      case "Split" -> {
        String copied = one(layer, inputs);
        for (String output : layer.outputs) {
          names.put(output, copied);
          channels.put(output, channels(layer, 0));
        }
      }
      case "Convolution" -> convolution(layer, inputs);
      case "PReLU" -> {
        float[] slopes = numbers(layer, layer.whole(0, 0));
        String name = graph.weights(layer.output() + ".slope", slopes, slopes.length, 1, 1);
        made(layer, node(layer, "PRelu", List.of(one(layer, inputs), name)), channels(layer, 0));
      }
      case "Concat" -> {
        int sum = 0;
        for (int i = 0; i < inputs.size(); i++) {
          sum += channels(layer, i);
        }
        made(layer, node(layer, "Concat", inputs, new Attribute.Whole("axis", 1)), sum);
      }
      case "Eltwise" -> eltwise(layer, inputs);
      case "BinaryOp" -> {
        String[] operators = {"Add", "Sub", "Mul", "Div"};
        int which = layer.whole(0, 0);
        if (which < 0 || which >= operators.length || inputs.size() != 2) {
          throw layer.wrong("of kind " + which + " is not known");
        }
        made(layer, node(layer, operators[which], inputs), channels(layer, 0));
      }
      case "PixelShuffle" -> {
        int side = layer.whole(0, 1);
        if (side < 1 || channels(layer, 0) % (side * side) != 0 || layer.whole(1, 0) != 0) {
          throw layer.wrong("of " + side);
        }
        String output =
            node(
                layer,
                "DepthToSpace",
                List.of(one(layer, inputs)),
                new Attribute.Whole("blocksize", side),
                new Attribute.Text("mode", "CRD"));
        made(layer, output, channels(layer, 0) / (side * side));
      }
      case "Interp" -> resize(layer, inputs);
      default -> throw layer.wrong("is a layer that is not known");
    }
  }

  private void convolution(Layer layer, List<String> inputs) {
    int outputs = layer.whole(0, 0);
    int side = layer.whole(1, 1);
    int size = layer.whole(6, 0);
    int from = channels(layer, 0);
    boolean plain =
        layer.whole(11, side) == side
            && layer.whole(2, 1) == 1
            && layer.whole(3, 1) == 1
            && layer.whole(5, 0) == 1
            && layer.whole(4, 0) == side / 2;
    if (!plain || outputs < 1 || (long) outputs * from * side * side != size) {
      throw layer.wrong("of " + outputs + " x " + from + " x " + side + "² with " + size);
    }
    String name = layer.output();
    float[] values = flaggedNumbers(layer, size);
    float[] bias = numbers(layer, outputs);
    int pad = side / 2;
    int activation = layer.whole(9, 0);
    String made =
        graph.node(
            "Conv",
            List.of(
                one(layer, inputs),
                graph.weights(name + ".weight", values, outputs, from, side, side),
                graph.weights(name + ".bias", bias, outputs)),
            activation == 0 ? fresh(name) : name + ".linear",
            new Attribute.Wholes("pads", List.of(pad, pad, pad, pad)));
    switch (activation) {
      case 0 -> {}
      case 1 -> made = node(layer, "Relu", List.of(made));
      case 2 ->
          made =
              node(
                  layer,
                  "LeakyRelu",
                  List.of(made),
                  new Attribute.Real("alpha", (float) layer.number(10, 0, 0.01)));
      default -> throw layer.wrong("has the activation " + activation);
    }
    made(layer, made, outputs);
  }

  /** A sum with factors. */
  private void eltwise(Layer layer, List<String> inputs) {
    if (layer.whole(0, 0) != 1 || inputs.size() != 2) {
      throw layer.wrong("is no sum of two");
    }
    String[] terms = new String[2];
    for (int i = 0; i < 2; i++) {
      double factor = layer.number(1, i, 1);
      String name = layer.output() + ".factor" + i;
      terms[i] =
          factor == 1
              ? inputs.get(i)
              : graph.node(
                  "Mul",
                  List.of(inputs.get(i), graph.weights(name, new float[] {(float) factor})),
                  layer.output() + ".term" + i);
    }
    made(layer, node(layer, "Add", List.of(terms)), channels(layer, 0));
  }

  private void resize(Layer layer, List<String> inputs) {
    float down = (float) layer.number(1, 0, 1);
    float across = (float) layer.number(2, 0, 1);
    int kind = layer.whole(0, 0);
    if (!(down > 0 && down <= 16 && across > 0 && across <= 16) || (kind != 1 && kind != 3)) {
      throw layer.wrong("of kind " + kind + " by " + down + " x " + across + " is not known");
    }
    String scales = graph.weights(layer.output() + ".scales", new float[] {1, 1, down, across}, 4);
    Attribute[] attributes =
        kind == 1
            ? new Attribute[] {
              new Attribute.Text("mode", "nearest"),
              new Attribute.Text("coordinate_transformation_mode", "asymmetric"),
              new Attribute.Text("nearest_mode", "floor")
            }
            : new Attribute[] {
              new Attribute.Text("mode", "cubic"),
              new Attribute.Text("coordinate_transformation_mode", "half_pixel"),
              new Attribute.Real("cubic_coeff_a", -0.75f)
            };
    made(
        layer,
        node(layer, "Resize", List.of(one(layer, inputs), "", scales), attributes),
        channels(layer, 0));
  }

  private String node(Layer layer, String operator, List<String> inputs, Attribute... attributes) {
    return graph.node(operator, inputs, fresh(layer.output()), attributes);
  }

  /** The network's own ends must not be confused with what a layer calls its output. */
  private static String fresh(String output) {
    return "blob." + output;
  }

  private void made(Layer layer, String name, int count) {
    if (names.put(layer.output(), name) != null) {
      throw layer.wrong("makes " + layer.output() + " a second time");
    }
    channels.put(layer.output(), count);
    last = name;
    lastChannels = count;
  }

  private void finish() {
    if (last.isEmpty() || lastChannels != 3) {
      throw new InputException(where, "ends with " + lastChannels + " channels instead of 3");
    }
    graph.node("Identity", List.of(last), "output");
    graph.output("output", -1, 3, -1, -1);
  }

  private String known(Layer layer, String input) {
    String name = names.get(input);
    if (name == null) {
      throw layer.wrong("wants " + input + ", which no earlier layer makes");
    }
    return name;
  }

  private int channels(Layer layer, int index) {
    if (index >= layer.inputs.size()) {
      throw layer.wrong("has too few inputs");
    }
    return channels.get(layer.inputs.get(index));
  }

  private static String one(Layer layer, List<String> inputs) {
    if (inputs.size() != 1) {
      throw layer.wrong("has " + inputs.size() + " inputs");
    }
    return inputs.getFirst();
  }

  /** Numbers after a word that says how they are kept. */
  private float[] flaggedNumbers(Layer layer, int count) {
    require(layer, 4);
    int flag = weights.getInt();
    if (flag == 0) {
      return numbers(layer, count);
    }
    if (flag != HALF_PRECISION) {
      throw layer.wrong("keeps its numbers in an unknown way: " + Integer.toHexString(flag));
    }
    long bytes = (2L * count + 3) / 4 * 4;
    require(layer, bytes);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.float16ToFloat(weights.getShort());
    }
    weights.position(weights.position() + (int) (bytes - 2L * count));
    return values;
  }

  private float[] numbers(Layer layer, int count) {
    require(layer, 4L * count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = weights.getFloat();
    }
    return values;
  }

  private void require(Layer layer, long bytes) {
    if (bytes < 0 || bytes > weights.remaining()) {
      throw layer.wrong(
          "wants " + bytes + " bytes of weights, and " + weights.remaining() + " are left");
    }
  }
}
