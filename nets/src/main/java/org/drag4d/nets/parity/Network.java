package org.drag4d.nets.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.drag4d.nets.diffusion.AutoencoderConfig;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.ClipText;
import org.drag4d.nets.diffusion.ClipTextConfig;
import org.drag4d.nets.diffusion.ControlNet;
import org.drag4d.nets.diffusion.ControlNetConfig;
import org.drag4d.nets.diffusion.Lora;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.UnetConfig;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Weights;
import org.drag4d.nets.triposr.TripoSr;
import org.drag4d.nets.triposr.TripoSrConfig;

/** The networks that can be checked. */
enum Network {
  CLIP_TEXT("clip-text") {
    @Override
    Runner make(NetworkConfig config) {
      ClipText network = new ClipText(ClipTextConfig.of(config));
      return new Runner(
          network.parameters(),
          (weights, inputs) -> {
            long[][] ids = inputs.rows("input_ids");
            if (ids[0].length > network.config().positions()) {
              throw inputs.wrong("input_ids", "is longer than max_position_embeddings");
            }
            for (long[] row : ids) {
              for (long id : row) {
                if (id < 0 || id >= network.config().vocabulary()) {
                  throw inputs.wrong("input_ids", "has " + id + ", beyond vocab_size");
                }
              }
            }
            ClipText.Encoded encoded = network.encode(weights, ids, 0);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            outputs.put("last_hidden_state", encoded.rows());
            outputs.put("pooler_output", encoded.pooled());
            return outputs;
          });
    }

    @Override
    boolean ignorable(String name) {
      return ClipText.ignorable(name);
    }
  },

  AUTOENCODER_KL("autoencoder-kl") {
    @Override
    Runner make(NetworkConfig config) {
      AutoencoderKl network = new AutoencoderKl(AutoencoderConfig.of(config));
      return new Runner(
          network.parameters(),
          (weights, inputs) -> {
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            if (inputs.has("sample")) {
              Tensor sample = inputs.tensor("sample", 4);
              expect(inputs, "sample", sample, 1, network.config().inChannels());
              AutoencoderKl.Latents latents = network.encode(weights, sample);
              outputs.put("latent_mean", latents.mean());
              outputs.put("latent_logvar", latents.logVariance());
            }
            if (inputs.has("latent")) {
              Tensor latent = inputs.tensor("latent", 4);
              expect(inputs, "latent", latent, 1, network.config().latentChannels());
              outputs.put("decoded", network.decode(weights, latent));
            }
            return outputs;
          });
    }
  },

  UNET_2D_CONDITION("unet-2d-condition") {
    @Override
    Runner make(NetworkConfig config) {
      Unet2DCondition network = new Unet2DCondition(UnetConfig.of(config));
      return new Runner(
          network.parameters(),
          (weights, inputs) -> {
            Tensor sample = inputs.tensor("sample", 4);
            Tensor text = inputs.tensor("encoder_hidden_states", 3);
            expect(inputs, "sample", sample, 1, network.config().inChannels());
            expect(inputs, "encoder_hidden_states", text, 0, sample.size(0));
            expect(inputs, "encoder_hidden_states", text, 2, network.config().context());
            double[] times = times(inputs, Math.toIntExact(sample.size(0)));
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            outputs.put(
                "sample",
                network.predict(weights, sample, times, text, residuals(inputs, network.skips())));
            for (int level = 0; level < network.config().widths().size(); level++) {
              if (inputs.expects("up_block_" + level)) {
                outputs.put(
                    "up_block_" + level, network.features(weights, sample, times, text, level));
              }
            }
            return outputs;
          });
    }
  },

  CONTROLNET("controlnet") {
    @Override
    Runner make(NetworkConfig config) {
      ControlNet network = new ControlNet(ControlNetConfig.of(config));
      return new Runner(
          network.parameters(),
          (weights, inputs) -> {
            Tensor sample = inputs.tensor("sample", 4);
            Tensor text = inputs.tensor("encoder_hidden_states", 3);
            Tensor control = inputs.tensor("controlnet_cond", 4);
            int factor = network.config().pixelsPerLatent();
            expect(inputs, "sample", sample, 1, network.config().unet().inChannels());
            expect(inputs, "encoder_hidden_states", text, 0, sample.size(0));
            expect(inputs, "encoder_hidden_states", text, 2, network.config().unet().context());
            expect(inputs, "controlnet_cond", control, 0, sample.size(0));
            expect(inputs, "controlnet_cond", control, 1, network.config().pictureChannels());
            expect(inputs, "controlnet_cond", control, 2, factor * sample.size(2));
            expect(inputs, "controlnet_cond", control, 3, factor * sample.size(3));
            double[] times = times(inputs, Math.toIntExact(sample.size(0)));
            ControlNet.Residuals said = network.residuals(weights, sample, times, text, control);
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            for (int i = 0; i < said.skips().size(); i++) {
              outputs.put("down_block_res_samples." + i, said.skips().get(i));
            }
            outputs.put("mid_block_res_sample", said.middle());
            return outputs;
          });
    }
  },

  TRIPOSR("triposr") {
    @Override
    Runner make(NetworkConfig config) {
      TripoSr network = new TripoSr(TripoSrConfig.of(config));
      return new Runner(
          network.parameters(),
          (weights, inputs) -> {
            Tensor image = inputs.tensor("image", 4); // [n, h, w, 3], as the reference takes it
            for (int side = 1; side <= 2; side++) {
              expect(inputs, "image", image, side, network.config().imageSize());
            }
            expect(inputs, "image", image, 3, 3);
            Tensor planes = network.planes(weights, image.permute(0, 3, 1, 2).contiguous());
            Map<String, Tensor> outputs = new LinkedHashMap<>();
            outputs.put("scene_codes", planes);
            if (inputs.has("positions")) {
              Tensor points = inputs.tensor("positions", 2);
              expect(inputs, "positions", points, 1, 3);
              TripoSr.Field field =
                  network.query(weights, planes.narrow(0, 0, 1).squeeze(0), points);
              outputs.put("density", field.density());
              outputs.put("color", field.colour());
            }
            return outputs;
          });
    }
  };

  private final String published;

  Network(String published) {
    this.published = published;
  }

  /** Makes the network from its published configuration. */
  abstract Runner make(NetworkConfig config);

  /** Returns which part of Stable Diffusion a file of low-rank changes calls it. */
  Optional<Lora.Part> loraPart() {
    return switch (this) {
      case CLIP_TEXT -> Optional.of(Lora.Part.TEXT_ENCODER);
      case UNET_2D_CONDITION -> Optional.of(Lora.Part.UNET);
      case AUTOENCODER_KL, CONTROLNET, TRIPOSR -> Optional.empty();
    };
  }

  /** Says whether a tensor of the weight file need not be read. */
  boolean ignorable(String name) {
    return false;
  }

  /** Returns the network of that name. */
  static Optional<Network> named(String name) {
    return Arrays.stream(values()).filter(network -> network.published.equals(name)).findFirst();
  }

  /** Returns the names of all networks. */
  static List<String> names() {
    return Arrays.stream(values()).map(network -> network.published).toList();
  }

  /** A network that was made, ready to be given weights and inputs. */
  record Runner(ParameterTable parameters, Computation computation) {
    Map<String, Tensor> run(Weights weights, ParityCase.Inputs inputs) {
      return computation.run(weights, inputs);
    }
  }

  /** What a network makes of its inputs, by the names of the case. */
  @FunctionalInterface
  interface Computation {
    Map<String, Tensor> run(Weights weights, ParityCase.Inputs inputs);
  }

  private static void expect(
      ParityCase.Inputs inputs, String name, Tensor tensor, int dimension, long size) {
    if (tensor.size(dimension) != size) {
      throw inputs.wrong(
          name, "has the shape " + Arrays.toString(tensor.shape()) + " where " + size + " fits");
    }
  }

  /** What a ControlNet would have said, where the case has that. */
  private static Optional<ControlNet.Residuals> residuals(ParityCase.Inputs inputs, int count) {
    if (!inputs.has("mid_block_additional_residual")) {
      return Optional.empty();
    }
    List<Tensor> skips = new ArrayList<>();
    String name = "down_block_additional_residuals.";
    for (int i = 0; i < count; i++) {
      skips.add(inputs.tensor(name + i, 4)); // a missing one is named
    }
    return Optional.of(
        new ControlNet.Residuals(skips, inputs.tensor("mid_block_additional_residual", 4)));
  }

  /** One time for all rows, or one a row. */
  private static double[] times(ParityCase.Inputs inputs, int rows) {
    float[] given = inputs.numbers("timestep");
    if (given.length != 1 && given.length != rows) {
      throw inputs.wrong("timestep", "has " + given.length + " numbers for " + rows + " samples");
    }
    double[] times = new double[rows];
    Arrays.setAll(times, row -> given[given.length == 1 ? 0 : row]);
    return times;
  }
}
