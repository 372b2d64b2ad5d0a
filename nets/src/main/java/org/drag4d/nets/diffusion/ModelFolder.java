package org.drag4d.nets.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;

/**
 * A folder in which published networks lie as diffusers and transformers write them: each with its
 * {@code config.json} and its weights, whose file has one of several names.
 */
public final class ModelFolder {
  private static final List<String> DIFFUSERS_FILES =
      List.of(
          "diffusion_pytorch_model.safetensors",
          "diffusion_pytorch_model.safetensors.index.json",
          "diffusion_pytorch_model.fp16.safetensors",
          "diffusion_pytorch_model.bin");
  private static final List<String> TRANSFORMERS_FILES =
      List.of("model.safetensors", "model.fp16.safetensors", "pytorch_model.bin");

  private final String source;
  private final Finder finder;
  private final Precision precision;

  private interface Finder {
    Optional<Path> find(String path);
  }

  private ModelFolder(String source, Finder finder, Precision precision) {
    this.source = source;
    this.finder = finder;
    this.precision = precision;
  }

  /**
   * Takes a model of the store.
   *
   * @param prefix where in the model it lies: empty, or for instance {@code "sd-base/"}
   * @param precision what its networks compute with
   */
  public static ModelFolder of(InstalledModel model, String prefix, Precision precision) {
    return new ModelFolder(
        model.model().name(),
        path -> Optional.ofNullable(model.files().get(prefix + path)),
        precision);
  }

  /** Takes a folder. */
  public static ModelFolder of(Path folder, Precision precision) {
    return new ModelFolder(
        folder.toString(),
        path -> Optional.of(folder.resolve(path)).filter(Files::isRegularFile),
        precision);
  }

  /** Takes the place of a folder where everything lies in one file. */
  static ModelFolder empty(Path file, Precision precision) {
    return new ModelFolder(file.toString(), _ -> Optional.empty(), precision);
  }

  /** Opens the ControlNet that this folder is. */
  public StableDiffusion.Loaded<ControlNet> controlNet() {
    ControlNet network = new ControlNet(ControlNetConfig.of(config("")));
    return diffusers(network, network.parameters(), "");
  }

  String source() {
    return source;
  }

  Precision precision() {
    return precision;
  }

  Optional<Path> find(String path) {
    return finder.find(path);
  }

  /** Reads a network's {@code config.json}; the part ends with a slash where it is a folder. */
  NetworkConfig config(String part) {
    String path = part + "config.json";
    Path file =
        find(path)
            .orElseThrow(
                () ->
                    new InputException(
                        source, "has no " + path, "Wanted: a network in the layout of diffusers."));
    return new NetworkConfig(file.toString(), NetworkConfig.json(file));
  }

  /** Opens the weights of a network that diffusers wrote. */
  <T> StableDiffusion.Loaded<T> diffusers(T network, ParameterTable table, String part) {
    return load(network, table, part, DIFFUSERS_FILES, _ -> false);
  }

  /** Opens the weights of a network that transformers wrote. */
  <T> StableDiffusion.Loaded<T> transformers(
      T network, ParameterTable table, String part, Predicate<String> ignorable) {
    return load(network, table, part, TRANSFORMERS_FILES, ignorable);
  }

  Weights.Loading loading(Predicate<String> ignorable) {
    return new Weights.Loading(ComputeDevice.PROCESSOR, precision, "", ignorable);
  }

  private <T> StableDiffusion.Loaded<T> load(
      T network,
      ParameterTable table,
      String part,
      List<String> names,
      Predicate<String> ignorable) {
    Path path =
        names.stream()
            .map(name -> find(part + name))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        source, "has no weights in " + part, "Wanted: " + names.getFirst()));
    WeightFile file = WeightFile.open(path);
    try {
      return new StableDiffusion.Loaded<>(
          network, Weights.load(table, file.tensors(), path.toString(), loading(ignorable)), file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
