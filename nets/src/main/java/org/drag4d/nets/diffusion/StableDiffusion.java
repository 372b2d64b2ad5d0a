package org.drag4d.nets.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.nets.weights.WeightFile;
import org.drag4d.task.InputException;

/**
 * A published Stable Diffusion on this computer, in the layout of folders ({@code unet}, {@code
 * vae}, {@code text_encoder}, {@code tokenizer}, {@code scheduler}) or in one file. Its networks
 * are opened one by one and closed again, since together they fill the memory: the text is encoded
 * before the UNet is there, pictures are decoded when it is gone.
 */
public final class StableDiffusion {
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
  private final Optional<Path> oneFile;
  private final Path vocabulary;
  private final Precision precision;

  private interface Finder {
    Optional<Path> find(String path);
  }

  private StableDiffusion(
      String source, Finder finder, Optional<Path> oneFile, Path vocabulary, Precision precision) {
    this.source = source;
    this.finder = finder;
    this.oneFile = oneFile;
    this.vocabulary = vocabulary;
    this.precision = precision;
  }

  /**
   * Takes a model of the store.
   *
   * @param prefix where in the model it lies: empty, or for instance {@code "sd-base/"}
   * @param precision what its networks compute with
   */
  public static StableDiffusion of(InstalledModel model, String prefix, Precision precision) {
    Finder finder = path -> Optional.ofNullable(model.files().get(prefix + path));
    return new StableDiffusion(
        model.model().name(),
        finder,
        Optional.empty(),
        model.file(prefix + "tokenizer/vocab.json").getParent(),
        precision);
  }

  /** Takes a folder in the layout of diffusers. */
  public static StableDiffusion ofFolder(Path folder, Precision precision) {
    return new StableDiffusion(
        folder.toString(),
        path -> Optional.of(folder.resolve(path)).filter(Files::isRegularFile),
        Optional.empty(),
        folder.resolve("tokenizer"),
        precision);
  }

  /**
   * Takes a checkpoint in the original one-file layout.
   *
   * @param vocabulary a folder with CLIP's {@code vocab.json} and {@code merges.txt}, which these
   *     files lack
   */
  public static StableDiffusion ofFile(Path file, Path vocabulary, Precision precision) {
    return new StableDiffusion(
        file.toString(), _ -> Optional.empty(), Optional.of(file), vocabulary, precision);
  }

  /** Returns what to call it in messages. */
  public String source() {
    return source;
  }

  /**
   * A network with its weights, and the file that they are part of.
   *
   * @param network the network
   * @param weights its weights
   * @param file the open file
   */
  public record Loaded<T>(T network, Weights weights, WeightFile file) implements AutoCloseable {
    @Override
    public void close() {
      weights.close();
      file.close();
    }
  }

  /** Opens the UNet. */
  public Loaded<Unet2DCondition> unet() {
    if (oneFile.isPresent()) {
      return fromOneFile(
          parts -> new Unet2DCondition(parts.unetConfig()),
          Unet2DCondition::parameters,
          OneFileCheckpoint::unet,
          _ -> false);
    }
    Unet2DCondition unet = new Unet2DCondition(UnetConfig.of(config("unet/config.json")));
    return load(unet, unet.parameters(), "unet/", DIFFUSERS_FILES, _ -> false);
  }

  /** Opens the autoencoder. */
  public Loaded<AutoencoderKl> autoencoder() {
    if (oneFile.isPresent()) {
      return fromOneFile(
          _ -> new AutoencoderKl(AutoencoderConfig.STABLE_DIFFUSION),
          AutoencoderKl::parameters,
          OneFileCheckpoint::autoencoder,
          _ -> false);
    }
    AutoencoderKl vae = new AutoencoderKl(AutoencoderConfig.of(config("vae/config.json")));
    return load(vae, vae.parameters(), "vae/", DIFFUSERS_FILES, _ -> false);
  }

  /** Opens the text encoder. */
  public Loaded<ClipText> textEncoder() {
    if (oneFile.isPresent()) {
      return fromOneFile(
          parts ->
              new ClipText(
                  parts.openClip()
                      ? ClipTextConfig.STABLE_DIFFUSION_2
                      : ClipTextConfig.STABLE_DIFFUSION_1),
          ClipText::parameters,
          OneFileCheckpoint::textEncoder,
          ClipText::ignorable);
    }
    ClipText clip = new ClipText(ClipTextConfig.of(config("text_encoder/config.json")));
    return load(clip, clip.parameters(), "text_encoder/", TRANSFORMERS_FILES, ClipText::ignorable);
  }

  /**
   * Encodes texts for the UNet.
   *
   * @return [texts, 77, width], in the scope around
   */
  public Tensor encode(List<WeightedPrompt> prompts) {
    ClipTokenizer tokenizer = ClipTokenizer.open(vocabulary);
    try (Scope scope = Scope.withoutGradients();
        Loaded<ClipText> clip = textEncoder()) {
      ClipTextConfig config = clip.network().config();
      // OpenAI's own encoder, with its quick activation, was trained on texts filled up with ends.
      int padding = config.quick() ? tokenizer.end() : 0;
      return scope.keep(
          WeightedPrompt.encode(prompts, tokenizer, padding, clip.network(), clip.weights()));
    }
  }

  /** Returns how to sample; as in Stable Diffusion 1.5 where no file says so. */
  public SamplerSettings sampling() {
    return finder
        .find("scheduler/scheduler_config.json")
        .map(file -> SamplerSettings.of(NetworkConfig.json(file)))
        .orElse(SamplerSettings.STABLE_DIFFUSION);
  }

  /** Returns what the networks compute with. */
  public Precision precision() {
    return precision;
  }

  private Weights.Loading loading(Predicate<String> ignorable) {
    return new Weights.Loading(ComputeDevice.PROCESSOR, precision, "", ignorable);
  }

  private <T> Loaded<T> load(
      T network,
      ParameterTable table,
      String folder,
      List<String> names,
      Predicate<String> ignorable) {
    Path path =
        names.stream()
            .map(name -> finder.find(folder + name))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        source, "has no weights in " + folder, "Wanted: " + names.getFirst()));
    WeightFile file = WeightFile.open(path);
    try {
      return new Loaded<>(
          network, Weights.load(table, file.tensors(), path.toString(), loading(ignorable)), file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private interface Maker<T> {
    T of(OneFileCheckpoint parts);
  }

  private interface Table<T> {
    ParameterTable of(T network);
  }

  private interface Part {
    Map<String, StoredTensor> of(OneFileCheckpoint parts);
  }

  private <T> Loaded<T> fromOneFile(
      Maker<T> maker, Table<T> table, Part part, Predicate<String> ignorable) {
    Path path = oneFile.orElseThrow();
    WeightFile file = WeightFile.open(path);
    try {
      OneFileCheckpoint parts = OneFileCheckpoint.of(file.tensors(), path.toString());
      T network = maker.of(parts);
      return new Loaded<>(
          network,
          Weights.load(table.of(network), part.of(parts), path.toString(), loading(ignorable)),
          file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private NetworkConfig config(String path) {
    Path file =
        finder
            .find(path)
            .orElseThrow(
                () ->
                    new InputException(
                        source,
                        "has no " + path,
                        "Wanted: a Stable Diffusion in the layout of diffusers."));
    return new NetworkConfig(file.toString(), NetworkConfig.json(file));
  }
}
