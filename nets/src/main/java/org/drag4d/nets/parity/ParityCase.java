package org.drag4d.nets.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
import org.drag4d.nets.diffusion.Lora;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.SafetensorsFile;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;

/**
 * A folder that says what a reference implementation computes: {@code case.json} with the network's
 * name and its published configuration, {@code weights.safetensors}, and {@code io.safetensors}
 * with the tensors that go in ({@code in.*}) and come out ({@code out.*}).
 */
public final class ParityCase {
  private static final long LARGEST_DESCRIPTION = 1 << 20;
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
    Network network =
        Network.named(model)
            .orElseThrow(
                () ->
                    new InputException(
                        description + ", model",
                        "'" + model + "' is not known",
                        "Known: " + String.join(", ", Network.names())));
    Network.Runner runner =
        network.make(new NetworkConfig(description + ", config", json.path("config")));
    Options options = Options.of(folder, description.toString(), json.path("options"));
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
      Map<String, StoredTensor> expectedOutputs = part(io, OUT);
      Inputs inputs = new Inputs(tensorFile.toString(), part(io, IN), expectedOutputs.keySet());
      Map<String, Tensor> outputs = run(folder, runner, weights, inputs);
      List<Difference> differences = new ArrayList<>();
      expectedOutputs.forEach(
          (name, expected) -> {
            Tensor output =
                Optional.ofNullable(outputs.get(name))
                    .orElseThrow(
                        () ->
                            new InputException(
                                tensorFile + ", " + OUT + name,
                                model + " does not make this from what goes in",
                                "It makes: " + String.join(", ", outputs.keySet())));
            differences.add(difference(tensorFile + ", " + OUT + name, name, output, expected));
          });
      if (differences.isEmpty()) {
        throw new InputException(tensorFile.toString(), "has no expected output (out.*)");
      }
      return new Report(model, differences);
    }
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
    static Options of(Path folder, String where, JsonNode json) {
      if (json.isMissingNode()) {
        return new Options(Optional.empty(), 1);
      }
      NetworkConfig read = new NetworkConfig(where + ", options", json);
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

  private static Map<String, StoredTensor> part(SafetensorsFile file, String prefix) {
    Map<String, StoredTensor> part = new LinkedHashMap<>();
    file.tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
              }
            });
    return part;
  }

  private static Difference difference(
      String where, String name, Tensor output, StoredTensor expected) {
    if (!Arrays.equals(output.shape(), expected.shape())) {
      throw new InputException(
          where,
          "is expected as "
              + Arrays.toString(expected.shape())
              + " and computed as "
              + Arrays.toString(output.shape()));
    }
    float[] ours = Tensors.floats(output);
    float[] theirs = expected.toFloats();
    double absolute = 0;
    double scale = Float.MIN_NORMAL;
    for (int i = 0; i < ours.length; i++) {
      double error = Math.abs((double) ours[i] - theirs[i]);
      absolute = Math.max(absolute, Double.isNaN(error) ? Double.POSITIVE_INFINITY : error);
      scale = Math.max(scale, Math.abs(theirs[i]));
    }
    return new Difference(
        name, Arrays.stream(output.shape()).boxed().toList(), absolute, absolute / scale);
  }

  private static JsonNode json(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new InputException(
            file.toString(),
            "there is no such file",
            "A case is a folder with case.json, weights.safetensors and io.safetensors.");
      }
      if (Files.size(file) > LARGEST_DESCRIPTION) {
        throw new InputException(file.toString(), "is larger than 1 MiB");
      }
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw new InputException(file.toString(), "is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }
}
