package org.drag4d.nets.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.schedule.Prediction;
import org.drag4d.nets.schedule.SamplerSettings;
import org.drag4d.nets.schedule.Spacing;
import org.drag4d.nets.store.InstalledModel;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.nets.weights.WeightFile;

/**
 * A published Stable Diffusion on this computer, in the layout of folders ({@code unet}, {@code
 * vae}, {@code text_encoder}, {@code tokenizer}, {@code scheduler}) or in one file. Its networks
 * are opened one by one and closed again, since together they fill the memory: the text is encoded
 * before the UNet is there, pictures are decoded when it is gone.
 */
public final class StableDiffusion {
  private final ModelFolder folder;
  private final Optional<Path> oneFile;
  private final Path vocabulary;
  private final Optional<Prediction> known;

  private StableDiffusion(
      ModelFolder folder, Optional<Path> oneFile, Path vocabulary, Optional<Prediction> known) {
    this.folder = folder;
    this.oneFile = oneFile;
    this.vocabulary = vocabulary;
    this.known = known;
  }

  /**
   * Takes a model of the store.
   *
   * @param prefix where in the model it lies: empty, or for instance {@code "sd-base/"}
   * @param precision what its networks compute with
   */
  public static StableDiffusion of(InstalledModel model, String prefix, Precision precision) {
    return new StableDiffusion(
        ModelFolder.of(model, prefix, precision),
        Optional.empty(),
        model.file(prefix + "tokenizer/vocab.json").getParent(),
        Optional.empty());
  }

  /** Takes a folder in the layout of diffusers. */
  public static StableDiffusion ofFolder(Path folder, Precision precision) {
    return new StableDiffusion(
        ModelFolder.of(folder, precision),
        Optional.empty(),
        folder.resolve("tokenizer"),
        Optional.empty());
  }

  /**
   * Takes a checkpoint in the original one-file layout.
   *
   * @param vocabulary a folder with CLIP's {@code vocab.json} and {@code merges.txt}, which these
   *     files lack
   */
  public static StableDiffusion ofFile(Path file, Path vocabulary, Precision precision) {
    return new StableDiffusion(
        ModelFolder.empty(file, precision), Optional.of(file), vocabulary, Optional.empty());
  }

  /** Returns the same, its UNet known to predict something whatever its files say. */
  public StableDiffusion predicting(Prediction prediction) {
    return new StableDiffusion(folder, oneFile, vocabulary, Optional.of(prediction));
  }

  /** Returns what to call it in messages. */
  public String source() {
    return folder.source();
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
    Unet2DCondition unet = new Unet2DCondition(UnetConfig.of(folder.config("unet/")));
    return folder.diffusers(unet, unet.parameters(), "unet/");
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
    AutoencoderKl vae = new AutoencoderKl(AutoencoderConfig.of(folder.config("vae/")));
    return folder.diffusers(vae, vae.parameters(), "vae/");
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
    ClipText clip = new ClipText(ClipTextConfig.of(folder.config("text_encoder/")));
    return folder.transformers(clip, clip.parameters(), "text_encoder/", ClipText::ignorable);
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
    return sampling(Spacing.LEADING);
  }

  /**
   * The same.
   *
   * @param usual which time steps are visited where no file says that: the reference's samplers
   *     differ in it
   */
  public SamplerSettings sampling(Spacing usual) {
    SamplerSettings said =
        folder
            .find("scheduler/scheduler_config.json")
            .map(file -> SamplerSettings.of(NetworkConfig.json(file), usual))
            .orElse(SamplerSettings.STABLE_DIFFUSION.with(usual));
    return known.or(() -> oneFile.map(StableDiffusion::prediction)).map(said::with).orElse(said);
  }

  private static Prediction prediction(Path file) {
    try (WeightFile opened = WeightFile.open(file)) {
      return OneFileCheckpoint.of(opened.tensors(), file.toString()).prediction();
    }
  }

  /** Returns what the networks compute with. */
  public Precision precision() {
    return folder.precision();
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
          Weights.load(
              table.of(network), part.of(parts), path.toString(), folder.loading(ignorable)),
          file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }
}
