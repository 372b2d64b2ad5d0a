package org.drag4d.nets.triposr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TripoSrFilesTest {
  @TempDir Path folder;

  private TripoSrFiles files(String yaml) throws Exception {
    return new TripoSrFiles(
        Files.writeString(folder.resolve("config.yaml"), yaml), folder.resolve("model.ckpt"));
  }

  @Test
  void aConfigurationInTheFormOfThePublishedOneIsRead() throws Exception {
    TripoSrFiles files =
        files(
            """
            cond_image_size: 512

            image_tokenizer_cls: tsr.models.tokenizers.image.DINOSingleImageTokenizer
            image_tokenizer:
              pretrained_model_name_or_path: "facebook/dino-vitb16"

            tokenizer:
              plane_size: 32
              num_channels: 1024   # of each plane

            backbone:
              in_channels: ${tokenizer.num_channels}
              num_attention_heads: 16
              attention_head_dim: 64
              num_layers: 16
              cross_attention_dim: 768

            post_processor:
              in_channels: 1024
              out_channels: 40
            # a comment between parts
            decoder:
              in_channels: 120 # 3 * 40
              n_neurons: 64
              n_hidden_layers: 9
              activation: silu

            renderer:
              radius: 0.87
              feature_reduction: concat
              density_activation: exp
              density_bias: -1.0
              num_samples_per_ray: 128
            """);
    assertThat(TripoSrConfig.of(new NetworkConfig("c", files.configuration())))
        .isEqualTo(TripoSrConfig.PUBLISHED);
  }

  @Test
  void otherYamlIsRefusedByLine() throws Exception {
    assertThatThrownBy(() -> files("a: 1\nlist:\n  - 3\n").open())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> files("a: 1\n  b: 2\n").open())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("line 2");
  }
}
