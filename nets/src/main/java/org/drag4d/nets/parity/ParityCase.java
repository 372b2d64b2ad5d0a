package org.drag4d.nets.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.Lora;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.nets.onnx.ByteTensor;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.HostTensor;
import org.drag4d.nets.onnx.LongTensor;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.ElementType;
import org.drag4d.nets.weights.SafetensorsFile;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;

/**
 * A folder that says what a reference implementation computes: {@code case.json} with the network's
 * name and its published configuration, {@code weights.safetensors}, and {@code io.safetensors}
 * with the tensors that go in ({@code in.*}) and come out ({@code out.*}).
 */
public final class ParityCase {
  private static final String IN = "in.";
  private static final String OUT = "out.";

  private ParityCase() {}

  /**
   * How far one output is from the reference's.
   *
   * @param output its name, without {@code out.}
   * @param shape its dimensions
   * @param absolute the largest difference of a number
   * @param relative the same, relative to the output's scale: its number of largest size
   */
  public record Difference(String output, List<Long> shape, double absolute, double relative) {}

  /**
   * What a check found.
   *
   * @param model the network's name
   * @param differences one for each expected output
   */
  public record Report(String model, List<Difference> differences) {
    /** Returns the largest relative difference. */
    public double worst() {
      return differences.stream().mapToDouble(Difference::relative).max().orElse(0);
    }
  }

  /**
   * Runs a case.
   *
   * @throws InputException if the folder is not a case, or of a network that is not known
   */
  public static Report run(Path folder) {
    Path description = folder.resolve("case.json");
    JsonNode json = json(description);
    String model = json.path("model").asText();
    Optional<OnnxNetwork> onnx = OnnxNetwork.named(model);
    if (onnx.isPresent()) {
      return run(folder, onnx.get(), description.toString(), json);
    }
    Network network =
        Network.named(model)
            .orElseThrow(
                () ->
                    new InputException(
                        description + ", model",
                        "'" + model + "' is not known",
                        "Known: "
                            + String.join(", ", Network.names())
                            + ", "
                            + String.join(", ", OnnxNetwork.names())));
    Network.Runner runner =
        network.make(new NetworkConfig(description + ", config", json.path("config")));
    Options options = Options.of(folder, part(json, description.toString(), "options"));
    Path weightFile = folder.resolve("weights.safetensors");
    Path tensorFile = folder.resolve("io.safetensors");
    try (SafetensorsFile stored = SafetensorsFile.open(weightFile);
        SafetensorsFile io = SafetensorsFile.open(tensorFile);
        Weights published =
            Weights.load(
                runner.parameters(),
                stored.tensors(),
                weightFile.toString(),
                Weights.Loading.usual().ignoring(network::ignorable));
        Weights weights = changed(published, network, runner, options);
        Scope _ = Scope.withoutGradients()) {
      Map<String, StoredTensor> expectedOutputs = io.under(OUT);
      Inputs inputs = new Inputs(tensorFile.toString(), io.under(IN), expectedOutputs.keySet());
      Map<String, Tensor> outputs = run(folder, runner, weights, inputs);
      Map<String, Made> made = new LinkedHashMap<>();
      outputs.forEach((name, tensor) -> made.put(name, made(tensor)));
      return report(model, tensorFile, made, expectedOutputs);
    }
  }

  /** A network that ONNX Runtime runs; libtorch is not loaded. */
  private static Report run(Path folder, OnnxNetwork network, String description, JsonNode json) {
    Path tensorFile = folder.resolve("io.safetensors");
    NetworkConfig options = part(json, description, "options");
    try (SafetensorsFile io = SafetensorsFile.open(tensorFile)) {
      Map<String, StoredTensor> expected = io.under(OUT);
      Inputs inputs = new Inputs(tensorFile.toString(), io.under(IN), expected.keySet());
      NetworkConfig processor = part(json, description, "config");
      Map<String, Made> made =
          network.run(new OnnxNetwork.Case(folder, processor, options, inputs));
      options.finish();
      return report(network.published(), tensorFile, made, expected);
    }
  }

  /** An object of the description; an absent one says nothing. */
  private static NetworkConfig part(JsonNode json, String description, String key) {
    JsonNode part = json.path(key);
    return new NetworkConfig(
        description + ", " + key,
        part.isMissingNode() ? JsonNodeFactory.instance.objectNode() : part);
  }

  private static Report report(
      String model, Path tensorFile, Map<String, Made> made, Map<String, StoredTensor> expected) {
    List<Difference> differences = new ArrayList<>();
    expected.forEach(
        (name, theirs) -> {
          String where = tensorFile + ", " + OUT + name;
          Made ours =
              Optional.ofNullable(made.get(name))
                  .orElseThrow(
                      () ->
                          new InputException(
                              where,
                              model + " does not make this from what goes in",
                              "It makes: " + String.join(", ", made.keySet())));
          differences.add(difference(where, name, ours, theirs));
        });
    if (differences.isEmpty()) {
      throw new InputException(tensorFile.toString(), "has no expected output (out.*)");
    }
    return new Report(model, differences);
  }

  /**
   * What a network made.
   *
   * @param values in rows, the last dimension fastest
   * @param shape their dimensions
   */
  record Made(float[] values, long... shape) {
    /** A picture: height, width, channels. */
    static Made of(Image picture) {
      return new Made(picture.values(), picture.height(), picture.width(), picture.channels());
    }
  }

  private static Made made(Tensor tensor) {
    return new Made(Tensors.floats(tensor), tensor.shape());
  }

  /** What libtorch refuses to compute is for instance a picture smaller than a kernel. */
  private static Map<String, Tensor> run(
      Path folder, Network.Runner runner, Weights weights, Inputs inputs) {
    try {
      return runner.run(weights, inputs);
    } catch (RuntimeException e) {
      if (e.getClass() != RuntimeException.class) { // libtorch throws no other
        throw e;
      }
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InputException(folder.toString(), "cannot be computed: " + first);
    }
  }

  /**
   * What a case may ask for beside its configuration.
   *
   * @param lora a file of low-rank changes to the weights, in the case's folder
   * @param loraScale their strength
   */
  private record Options(Optional<Path> lora, double loraScale) {
    static Options of(Path folder, NetworkConfig read) {
      String lora = read.text("lora", "");
      Options options =
          new Options(
              lora.isEmpty() ? Optional.empty() : Optional.of(folder.resolve(lora)),
              read.number("lora_scale", 1));
      if (!lora.isEmpty() && !Path.of(lora).getFileName().toString().equals(lora)) {
        throw read.wrong("lora", lora + " is no file of the folder");
      }
      read.finish();
      return options;
    }
  }

  private static Weights changed(
      Weights published, Network network, Network.Runner runner, Options options) {
    if (options.lora().isEmpty()) {
      return published.edited(Map.of());
    }
    Path file = options.lora().get();
    Lora.Part part =
        network
            .loraPart()
            .orElseThrow(
                () -> new InputException(file.toString(), "changes a network that has no LoRA"));
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      return new Lora(stored.tensors(), file.toString())
          .merge(runner.parameters(), part, published, options.loraScale());
    }
  }

  /** The tensors that go into a network. */
  static final class Inputs {
    private final String where;
    private final Map<String, StoredTensor> tensors;
    private final Set<String> expected;

    Inputs(String where, Map<String, StoredTensor> tensors, Set<String> expected) {
      this.where = where;
      this.tensors = tensors;
      this.expected = expected;
    }

    /** Says whether the case wants to know an output that is not always made. */
    boolean expects(String output) {
      return expected.contains(output);
    }

    boolean has(String name) {
      return tensors.containsKey(name);
    }

    /** Returns a tensor of so many dimensions. */
    Tensor tensor(String name, int dimensions) {
      return Tensors.view(stored(name, dimensions));
    }

    /** Returns the numbers of a list; a single number is a list of one. */
    float[] numbers(String name) {
      return stored(name, -1).toFloats();
    }

    /** Returns rows of whole numbers. */
    long[][] rows(String name) {
      StoredTensor stored = stored(name, 2);
      float[] flat = stored.toFloats(); // ids are far below 2^24
      int columns = Math.toIntExact(stored.shape()[1]);
      long[][] rows = new long[Math.toIntExact(stored.shape()[0])][columns];
      for (int i = 0; i < flat.length; i++) {
        rows[i / columns][i % columns] = (long) flat[i];
      }
      return rows;
    }

    /** Returns a picture [height, width, 3], or [height, width] with one channel; 8 bits. */
    Image picture(String name) {
      StoredTensor stored = stored(name, -1);
      long[] shape = stored.shape();
      long channels = shape.length == 3 ? shape[2] : 1;
      boolean fits = shape.length == 2 || (shape.length == 3 && (channels == 1 || channels == 3));
      if (stored.type() != ElementType.U8 || !fits) {
        throw wrong(
            name,
            "is " + stored.type() + Arrays.toString(shape) + ", not uint8 [H, W, 3] or [H, W]");
      }
      float[] values = stored.toFloats();
      for (int at = 0; at < values.length; at++) {
        values[at] /= 255;
      }
      return new Image((int) shape[1], (int) shape[0], (int) channels, values);
    }

    /** Returns the names of all that goes in. */
    Set<String> names() {
      return tensors.keySet();
    }

    /** Returns a tensor as ONNX Runtime takes it: whole numbers, bytes, or numbers of 32 bits. */
    HostTensor host(String name) {
      StoredTensor stored = stored(name, -1);
      float[] values = stored.type() == ElementType.I64 ? new float[0] : stored.toFloats();
      return switch (stored.type()) {
        case I64 -> new LongTensor(stored.toLongs(), stored.shape());
        case U8 -> {
          byte[] bytes = new byte[values.length];
          for (int at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (int) values[at];
          }
          yield new ByteTensor(bytes, stored.shape());
        }
        default -> new FloatTensor(values, stored.shape());
      };
    }

    InputException wrong(String name, String what) {
      return new InputException(where + ", " + IN + name, what);
    }

    private StoredTensor stored(String name, int dimensions) {
      StoredTensor tensor = tensors.get(name);
      if (tensor == null) {
        throw wrong(name, "is missing");
      }
      if (tensor.count() == 0 || (dimensions >= 0 && tensor.shape().length != dimensions)) {
        throw wrong(name, "has the shape " + Arrays.toString(tensor.shape()));
      }
      return tensor;
    }
  }

  /** Leading dimensions of 1 say nothing; bytes are compared as what they stand for in [0, 1]. */
  private static Difference difference(
      String where, String name, Made made, StoredTensor expected) {
    if (!Arrays.equals(trimmed(made.shape), trimmed(expected.shape()))) {
      throw new InputException(
          where,
          "is expected as "
              + Arrays.toString(expected.shape())
              + " and computed as "
              + Arrays.toString(made.shape));
    }
    boolean bytes = expected.type() == ElementType.U8;
    float[] theirs = expected.toFloats();
    double absolute = 0;
    double scale = Float.MIN_NORMAL;
    for (int i = 0; i < theirs.length; i++) {
      float ours = bytes ? Image.toByte(made.values[i]) : made.values[i];
      double error = Math.abs((double) ours - theirs[i]);
      absolute = Math.max(absolute, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
      scale = Math.max(scale, Math.abs(theirs[i]));
    }
    return new Difference(
        name, Arrays.stream(made.shape).boxed().toList(), absolute, absolute / scale);
  }

  private static long[] trimmed(long[] shape) {
    int from = 0;
    while (from < shape.length && shape[from] == 1) {
      from++;
    }
    return Arrays.copyOfRange(shape, from, shape.length);
  }

  private static JsonNode json(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          file.toString(),
          "there is no such file",
          "A case is a folder with case.json, weights.safetensors or model.onnx, and"
              + " io.safetensors.");
    }
    return NetworkConfig.json(file);
  }
}
