package org.drag4d.nets.diffusion;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drag4d.nets.schedule.Prediction;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;

/**
 * The one-file layout in which Stable Diffusion was first published ({@code .ckpt} or a single
 * {@code .safetensors}): UNet, autoencoder and text encoder together, under the names of the
 * authors' program. Here each part has the names of its folder layout, so that the same networks
 * read both ("text-to-scene" sections 7.2 and 7.3).
 *
 * @param source what to call the file in messages
 * @param unet the UNet's tensors
 * @param autoencoder the autoencoder's tensors
 * @param textEncoder the text encoder's tensors
 * @param openClip whether the text encoder is OpenCLIP's, as in Stable Diffusion 2; its last layer,
 *     which nothing uses, is left out
 * @param saysVelocity whether the file has the mark ({@code v_pred}) of networks that predict
 *     velocity
 */
public record OneFileCheckpoint(
    String source,
    Map<String, StoredTensor> unet,
    Map<String, StoredTensor> autoencoder,
    Map<String, StoredTensor> textEncoder,
    boolean openClip,
    boolean saysVelocity) {
  private static final String TRAINER = "state_dict.";
  private static final String UNET = "model.diffusion_model.";
  private static final String AUTOENCODER = "first_stage_model.";
  private static final String CLIP = "cond_stage_model.transformer.";
  private static final String VELOCITY_MARK = "v_pred";

  /** Of all published models of Stable Diffusion 2, this tells what they predict. */
  private static final String TELLING = "up_blocks.3.attentions.2.transformer_blocks.0.norm1.bias";

  private static final double VELOCITY_SPREAD = 0.09;
  private static final String OPEN_CLIP = "cond_stage_model.model.";

  private static final Pattern IN = numbered("input_blocks\\.N\\.N\\.(.+)");
  private static final Pattern OUT = numbered("output_blocks\\.N\\.N\\.(.+)");
  private static final Pattern MIDDLE = numbered("middle_block\\.N\\.(.+)");
  private static final Pattern HALVING =
      numbered("input_blocks\\.([1-9]\\d{0,3})\\.0\\.op\\.weight");
  private static final Pattern LEVEL = numbered("(encoder|decoder)\\.(up|down)\\.N\\.(.+)");
  private static final Pattern LAYER = numbered("transformer\\.resblocks\\.N\\.(.+)");

  /** Where a name begins with one of these, the second takes the first's place. */
  private static final List<String[]> UNET_ENDS =
      List.of(
          new String[] {"time_embed.0.", "time_embedding.linear_1."},
          new String[] {"time_embed.2.", "time_embedding.linear_2."},
          new String[] {"input_blocks.0.0.", "conv_in."},
          new String[] {"out.0.", "conv_norm_out."},
          new String[] {"out.2.", "conv_out."});

  private static final List<String[]> RESIDUAL =
      List.of(
          new String[] {"in_layers.0.", "norm1."},
          new String[] {"in_layers.2.", "conv1."},
          new String[] {"emb_layers.1.", "time_emb_proj."},
          new String[] {"out_layers.0.", "norm2."},
          new String[] {"out_layers.3.", "conv2."},
          new String[] {"skip_connection.", "conv_shortcut."});

  private static final List<String[]> AUTOENCODER_MIDDLE =
      List.of(
          new String[] {"block_1.", "resnets.0."},
          new String[] {"block_2.", "resnets.1."},
          new String[] {"attn_1.norm.", "attentions.0.group_norm."},
          new String[] {"attn_1.q.", "attentions.0.to_q."},
          new String[] {"attn_1.k.", "attentions.0.to_k."},
          new String[] {"attn_1.v.", "attentions.0.to_v."},
          new String[] {"attn_1.proj_out.", "attentions.0.to_out.0."});

  private static final List<String[]> OPEN_CLIP_LAYER =
      List.of(
          new String[] {"ln_1.", "layer_norm1."},
          new String[] {"ln_2.", "layer_norm2."},
          new String[] {"attn.out_proj.", "self_attn.out_proj."},
          new String[] {"mlp.c_fc.", "mlp.fc1."},
          new String[] {"mlp.c_proj.", "mlp.fc2."});

  /** Keeps the order of the file. */
  public OneFileCheckpoint {
    unet = Collections.unmodifiableMap(new LinkedHashMap<>(unet));
    autoencoder = Collections.unmodifiableMap(new LinkedHashMap<>(autoencoder));
    textEncoder = Collections.unmodifiableMap(new LinkedHashMap<>(textEncoder));
  }

  /** Says whether a file's tensors have this layout. */
  public static boolean isOne(Map<String, StoredTensor> stored) {
    return stored.keySet().stream().anyMatch(name -> withoutTrainer(name).startsWith(UNET));
  }

  /**
   * Takes the parts out of a file's tensors; running averages and whatever else training left there
   * are not looked at. The file stays open as long as the parts are used.
   *
   * @param stored the file's tensors
   * @param source what to call the file in messages
   * @throws InputException if a part is missing
   */
  public static OneFileCheckpoint of(Map<String, StoredTensor> stored, String source) {
    Map<String, StoredTensor> unet = part(stored, UNET);
    Map<String, StoredTensor> autoencoder = part(stored, AUTOENCODER);
    Map<String, StoredTensor> clip = part(stored, CLIP);
    Map<String, StoredTensor> openClip = part(stored, OPEN_CLIP);
    if (unet.isEmpty() || autoencoder.isEmpty() || clip.isEmpty() && openClip.isEmpty()) {
      throw new InputException(
          source,
          "has no "
              + (unet.isEmpty() ? UNET : autoencoder.isEmpty() ? AUTOENCODER : "cond_stage_model.")
              + "*",
          "Wanted: a checkpoint of Stable Diffusion 1 or 2 with UNet, autoencoder and text encoder"
              + " in one file.");
    }
    int rounds = roundsPerLevel(unet);
    int levels = levels(autoencoder);
    return new OneFileCheckpoint(
        source,
        renamed(unet, name -> unetName(name, rounds)),
        renamed(autoencoder, name -> autoencoderName(name, levels)),
        clip.isEmpty()
            ? ofOpenClip(openClip)
            : renamed(clip, name -> name.startsWith("text_model.") ? name : "text_model." + name),
        clip.isEmpty(),
        stored.keySet().stream().anyMatch(name -> withoutTrainer(name).equals(VELOCITY_MARK)));
  }

  /**
   * Returns the structure of the UNet, which these files do not state: that of Stable Diffusion 1
   * or 2, for pictures or for inpainting, by the width of the text's rows and the input's channels.
   *
   * @throws InputException if it is neither
   */
  public UnetConfig unetConfig() {
    long context =
        unet.entrySet().stream()
            .filter(e -> e.getKey().endsWith(".attn2.to_k.weight"))
            .map(e -> e.getValue().shape()[1])
            .findFirst()
            .orElse(0L);
    Optional<StoredTensor> first = Optional.ofNullable(unet.get("conv_in.weight"));
    long channels = first.map(tensor -> tensor.shape()[1]).orElse(0L);
    UnetConfig config =
        context == UnetConfig.STABLE_DIFFUSION_1.context()
            ? UnetConfig.STABLE_DIFFUSION_1
            : UnetConfig.STABLE_DIFFUSION_2;
    if (context != config.context() || channels != 4 && channels != 9) {
      throw new InputException(
          source,
          "is no Stable Diffusion 1 or 2: its text has rows of "
              + context
              + ", its input "
              + channels
              + " channels",
          "Take the folder layout, which states its structure.");
    }
    return channels == 9 ? config.inpainting() : config;
  }

  /**
   * Returns what the UNet predicts, which these files do not state either. Networks of Stable
   * Diffusion 1 and those for inpainting predict noise unless marked. Those of Stable Diffusion 2
   * for 512 and for 768 pixels have the same names and shapes; other programs have found that the
   * shift of one normalisation spreads further (standard deviation above 0.09) in the latter, which
   * predict velocity. Derived models may break that rule: whoever knows says it.
   */
  public Prediction prediction() {
    if (saysVelocity) {
      return Prediction.VELOCITY;
    }
    boolean pictures = openClip && unetConfig().inChannels() == 4;
    return pictures
            && Optional.ofNullable(unet.get(TELLING)).map(t -> spread(t.toFloats())).orElse(0.0)
                > VELOCITY_SPREAD
        ? Prediction.VELOCITY
        : Prediction.EPSILON;
  }

  private static double spread(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double square = 0;
    for (float value : values) {
      square += (value - mean) * (value - mean) / values.length;
    }
    return Math.sqrt(square);
  }

  /** Names with numbers as networks have them: of more digits is none, whatever a file says. */
  private static Pattern numbered(String pattern) {
    return Pattern.compile(pattern.replace("N", "(\\d{1,4})"));
  }

  private static String withoutTrainer(String name) {
    return name.startsWith(TRAINER) ? name.substring(TRAINER.length()) : name;
  }

  private static Map<String, StoredTensor> part(Map<String, StoredTensor> stored, String prefix) {
    Map<String, StoredTensor> part = new LinkedHashMap<>();
    stored.forEach(
        (name, tensor) -> {
          String plain = withoutTrainer(name);
          if (plain.startsWith(prefix)) {
            part.put(plain.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  private interface Renaming {
    String of(String name);
  }

  /** A name that no rule knows stays as it is: whoever loads the part then says so. */
  private static Map<String, StoredTensor> renamed(
      Map<String, StoredTensor> part, Renaming renaming) {
    Map<String, StoredTensor> result = new LinkedHashMap<>();
    part.forEach((name, tensor) -> result.put(renaming.of(name), tensor));
    return result;
  }

  private static Optional<String> begun(String name, List<String[]> rules) {
    return rules.stream()
        .filter(rule -> name.startsWith(rule[0]))
        .map(rule -> rule[1] + name.substring(rule[0].length()))
        .findFirst();
  }

  // ---------------------------------------------------------------- UNet

  /** The blocks of all levels are numbered through; a level ends with the block that halves. */
  private static int roundsPerLevel(Map<String, StoredTensor> unet) {
    int first = Integer.MAX_VALUE;
    for (String name : unet.keySet()) {
      Matcher halving = HALVING.matcher(name);
      if (halving.matches()) {
        first = Math.min(first, Integer.parseInt(halving.group(1)));
      }
    }
    return first == Integer.MAX_VALUE ? unet.size() + 1 : first;
  }

  private static String unetName(String name, int rounds) {
    Optional<String> end = begun(name, UNET_ENDS);
    if (end.isPresent()) {
      return end.get();
    }
    Matcher in = IN.matcher(name);
    if (in.matches()) {
      int block = Integer.parseInt(in.group(1)) - 1;
      String level = "down_blocks." + block / rounds + ".";
      return in.group(3).startsWith("op.")
          ? level + "downsamplers.0.conv." + in.group(3).substring("op.".length())
          : level + unetPart(in.group(2), block % rounds, in.group(3));
    }
    Matcher out = OUT.matcher(name);
    if (out.matches()) {
      int block = Integer.parseInt(out.group(1));
      String level = "up_blocks." + block / rounds + ".";
      return out.group(3).startsWith("conv.")
          ? level + "upsamplers.0." + out.group(3)
          : level + unetPart(out.group(2), block % rounds, out.group(3));
    }
    Matcher middle = MIDDLE.matcher(name);
    if (middle.matches()) { // residual, attention, residual
      int place = Integer.parseInt(middle.group(1));
      String part = place == 1 ? "1" : "0";
      return "mid_block." + unetPart(part, place == 1 ? 0 : place / 2, middle.group(2));
    }
    return name;
  }

  /** Part 0 of a block is residual, part 1 attention, whose names are the same in both layouts. */
  private static String unetPart(String part, int place, String rest) {
    return part.equals("0")
        ? "resnets." + place + "." + begun(rest, RESIDUAL).orElse(rest)
        : "attentions." + place + "." + rest;
  }

  // ---------------------------------------------------------------- autoencoder

  private static int levels(Map<String, StoredTensor> autoencoder) {
    int most = 0;
    for (String name : autoencoder.keySet()) {
      Matcher level = LEVEL.matcher(name);
      most = level.matches() ? Math.max(most, Integer.parseInt(level.group(3)) + 1) : most;
    }
    return most;
  }

  private static String autoencoderName(String name, int levels) {
    String[] half = name.split("\\.", 2);
    if (half.length < 2 || !half[0].equals("encoder") && !half[0].equals("decoder")) {
      return name; // quant_conv, post_quant_conv
    }
    String rest = half[1];
    Matcher numbered = LEVEL.matcher(name);
    if (rest.startsWith("norm_out.")) {
      rest = "conv_" + rest;
    } else if (rest.startsWith("mid.")) {
      String inner = rest.substring("mid.".length());
      rest = "mid_block." + begun(inner, AUTOENCODER_MIDDLE).orElse(inner);
    } else if (numbered.matches()) {
      int level = Integer.parseInt(numbered.group(3));
      boolean up = numbered.group(2).equals("up");
      rest = // the decoder's levels are numbered from the finest, and run from the coarsest
          numbered.group(2)
              + "_blocks."
              + (up ? levels - 1 - level : level)
              + "."
              + numbered
                  .group(4)
                  .replaceFirst("^block\\.", "resnets.")
                  .replaceFirst("^downsample\\.", "downsamplers.0.")
                  .replaceFirst("^upsample\\.", "upsamplers.0.");
    }
    return half[0] + "." + rest.replace(".nin_shortcut.", ".conv_shortcut.");
  }

  // ---------------------------------------------------------------- text

  private static Map<String, StoredTensor> ofOpenClip(Map<String, StoredTensor> stored) {
    int last = 0;
    for (String name : stored.keySet()) {
      Matcher layer = LAYER.matcher(name);
      last = layer.matches() ? Math.max(last, Integer.parseInt(layer.group(1))) : last;
    }
    Map<String, StoredTensor> result = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> entry : stored.entrySet()) {
      String name = entry.getKey();
      StoredTensor tensor = entry.getValue();
      Matcher layer = LAYER.matcher(name);
      if (layer.matches() && Integer.parseInt(layer.group(1)) == last) {
        continue;
      }
      if (layer.matches()) {
        String into = "text_model.encoder.layers." + layer.group(1) + ".";
        String rest = layer.group(2);
        if (rest.startsWith("attn.in_proj_")) {
          String kind = rest.substring("attn.in_proj_".length());
          for (int third = 0; third < 3; third++) {
            String one = "self_attn." + "qkv".charAt(third) + "_proj." + kind;
            result.put(into + one, third(tensor, third));
          }
        } else {
          result.put(into + begun(rest, OPEN_CLIP_LAYER).orElse(rest), tensor);
        }
        continue;
      }
      switch (name) {
        case "token_embedding.weight" ->
            result.put("text_model.embeddings.token_embedding.weight", tensor);
        case "positional_embedding" ->
            result.put("text_model.embeddings.position_embedding.weight", tensor);
        case "ln_final.weight", "ln_final.bias" ->
            result.put(
                "text_model.final_layer_norm." + name.substring("ln_final.".length()), tensor);
        case "text_projection", "logit_scale", "attn_mask" -> {} // nothing here uses them
        default -> result.put(name, tensor);
      }
    }
    return result;
  }

  /** One of three tensors that lie one after the other as the rows of one. */
  private static StoredTensor third(StoredTensor all, int third) {
    long[] shape = all.shape().clone();
    if (shape.length == 0 || shape[0] % 3 != 0) {
      throw new InputException(
          all.name(), "has the shape " + Arrays.toString(shape) + ", which is not three in one");
    }
    shape[0] /= 3;
    long from = third * shape[0] * all.strides()[0] * all.type().bytes();
    return new StoredTensor(
        all.name() + ", third " + (third + 1),
        all.type(),
        shape,
        all.strides(),
        all.memory().asSlice(from));
  }
}
