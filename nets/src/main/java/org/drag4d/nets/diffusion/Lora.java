package org.drag4d.nets.diffusion;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.torch.ComputeDevice;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Precision;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;

/**
 * Low-rank changes to a network's weights (Hu et al. 2021): W + strength (alpha / rank) up down.
 * Read in the spellings of diffusers, of PEFT and of kohya's trainer, for linear layers and
 * convolutions.
 */
public final class Lora {
  private static final List<String> MIDDLES = List.of(".lora", ".lora_layer", ".lora_linear_layer");

  private final String source;
  private final Map<String, StoredTensor> stored;

  /** Which network of Stable Diffusion a change is for. */
  public enum Part {
    /** The UNet. */
    UNET(List.of("unet.", ""), List.of("lora_unet_")),
    /** The text encoder. */
    TEXT_ENCODER(List.of("text_encoder."), List.of("lora_te_", "lora_te1_"));

    private final List<String> prefixes;
    private final List<String> kohya;

    Part(List<String> prefixes, List<String> kohya) {
      this.prefixes = prefixes;
      this.kohya = kohya;
    }
  }

  /** The two factors of one change, and its alpha where the file has one. */
  private record Factors(StoredTensor down, StoredTensor up, Optional<StoredTensor> alpha) {}

  /**
   * Takes the tensors of a file, which stays open until they are merged.
   *
   * @param stored the file's tensors
   * @param source what to call the file in messages
   */
  public Lora(Map<String, StoredTensor> stored, String source) {
    this.stored = stored;
    this.source = source;
  }

  /**
   * Returns weights with the changes for one network added; the given ones stay as they are.
   *
   * @param table what the network wants
   * @param part which network it is
   * @param base its weights
   * @param strength by what the changes are multiplied; 1 as trained
   * @throws InputException if the file changes something in this network that it does not have, in
   *     a shape that does not fit or in a way that is not read
   */
  public Weights merge(ParameterTable table, Part part, Weights base, double strength) {
    Set<String> unread = new LinkedHashSet<>();
    for (String name : stored.keySet()) {
      if (part == partOf(name)) {
        unread.add(name);
      }
    }
    Map<Parameter, Factors> changes = new LinkedHashMap<>();
    for (Parameter parameter : table.parameters()) {
      if (parameter.name().endsWith(".weight")) {
        factors(parameter, part, unread).ifPresent(found -> changes.put(parameter, found));
      }
    }
    if (!unread.isEmpty()) {
      throw new InputException(
          source,
          unread.size()
              + " tensors change nothing in this network: "
              + String.join(", ", unread.stream().limit(4).toList())
              + (unread.size() > 4 ? ", ..." : ""),
          "Wanted: LoRA in the spelling of diffusers, PEFT or kohya, for this network.");
    }
    Map<Parameter, UnaryOperator<Tensor>> edits = new LinkedHashMap<>();
    changes.forEach(
        (parameter, factors) ->
            edits.put(parameter, weight -> changed(parameter, weight, factors, strength)));
    return base.edited(edits);
  }

  private static Part partOf(String name) {
    return name.startsWith("lora_te") || name.startsWith("text_encoder.")
        ? Part.TEXT_ENCODER
        : Part.UNET;
  }

  private Optional<Factors> factors(Parameter parameter, Part part, Set<String> unread) {
    String module = parameter.name().substring(0, parameter.name().length() - ".weight".length());
    for (String prefix : part.prefixes) {
      for (String middle : MIDDLES) {
        Optional<Factors> found =
            take(prefix + module + middle, ".down.weight", ".up.weight", prefix + module, unread);
        if (found.isPresent()) {
          return found;
        }
      }
      Optional<Factors> peft =
          take(prefix + module, ".lora_A.weight", ".lora_B.weight", prefix + module, unread);
      if (peft.isPresent()) {
        return peft;
      }
      String processor = processor(prefix + module);
      Optional<Factors> found = take(processor, ".down.weight", ".up.weight", processor, unread);
      if (found.isPresent()) {
        return found;
      }
    }
    for (String prefix : part.kohya) {
      String flat = prefix + module.replace('.', '_');
      Optional<Factors> found = take(flat, ".lora_down.weight", ".lora_up.weight", flat, unread);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** a.attn1.to_q and a.attn1.to_out.0 were first a.attn1.processor.to_q_lora and .to_out_lora. */
  private static String processor(String module) {
    String layer = module.endsWith(".0") ? module.substring(0, module.length() - 2) : module;
    int dot = layer.lastIndexOf('.');
    return layer.substring(0, dot + 1) + "processor." + layer.substring(dot + 1) + "_lora";
  }

  private Optional<Factors> take(
      String stem, String down, String up, String alphaStem, Set<String> unread) {
    StoredTensor first = stored.get(stem + down);
    StoredTensor second = stored.get(stem + up);
    if (first == null && second == null) {
      return Optional.empty();
    }
    if (first == null || second == null) {
      throw new InputException(source, stem + " has one factor of two");
    }
    Optional<StoredTensor> alpha = Optional.ofNullable(stored.get(alphaStem + ".alpha"));
    unread.remove(first.name());
    unread.remove(second.name());
    alpha.ifPresent(tensor -> unread.remove(tensor.name()));
    return Optional.of(new Factors(first, second, alpha));
  }

  private Tensor changed(Parameter parameter, Tensor weight, Factors factors, double strength) {
    long[] down = factors.down().shape();
    long[] up = factors.up().shape();
    long rank = down.length == 0 ? 0 : down[0];
    boolean fits =
        rank > 0
            && up.length >= 2
            && up[1] == rank
            && factors.up().count() == up[0] * rank
            && up[0] == weight.size(0)
            && factors.down().count() / rank * up[0] == parameter.count();
    if (!fits) {
      throw new InputException(
          source + ", " + factors.down().name(),
          "factors "
              + Arrays.toString(up)
              + " and "
              + Arrays.toString(down)
              + " do not change a tensor "
              + parameter.shape());
    }
    double alpha =
        factors.alpha().map(tensor -> (double) tensor.toFloats()[0]).orElse((double) rank);
    try (Scope scope = Scope.open()) {
      Tensor left = exact(factors.up()).reshape(up[0], rank);
      Tensor right = exact(factors.down()).reshape(rank, factors.down().count() / rank);
      // In 32 bits whatever the network computes in: the change is often below 16 bits' last digit.
      Tensor change = left.matmul(right).mul(new Scalar(strength * alpha / rank));
      Tensor sum =
          Tensors.to(weight, ComputeDevice.PROCESSOR, Precision.FLOAT32)
              .add(change.view(weight.shape()));
      return scope.keep(Tensors.like(sum, weight));
    }
  }

  private static Tensor exact(StoredTensor tensor) {
    return Tensors.to(Tensors.view(tensor), ComputeDevice.PROCESSOR, Precision.FLOAT32);
  }
}
