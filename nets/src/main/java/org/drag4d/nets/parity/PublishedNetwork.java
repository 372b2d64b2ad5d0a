package org.drag4d.nets.parity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.drag4d.nets.diffusion.AutoencoderConfig;
import org.drag4d.nets.diffusion.AutoencoderKl;
import org.drag4d.nets.diffusion.ClipText;
import org.drag4d.nets.diffusion.ClipTextConfig;
import org.drag4d.nets.diffusion.ControlNet;
import org.drag4d.nets.diffusion.ControlNetConfig;
import org.drag4d.nets.diffusion.Unet2DCondition;
import org.drag4d.nets.diffusion.UnetConfig;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.triposr.TripoSr;
import org.drag4d.nets.triposr.TripoSrConfig;
import org.drag4d.task.InputException;

/** The networks at their published sizes, and what each wants from its weight file. */
public enum PublishedNetwork {
  CLIP_TEXT(
      "clip-text",
      "text encoder of Stable Diffusion 1 (CLIP ViT-L/14)",
      () -> new ClipText(ClipTextConfig.STABLE_DIFFUSION_1).parameters()),
  CLIP_TEXT_SD2(
      "clip-text-sd2",
      "text encoder of Stable Diffusion 2 (OpenCLIP ViT-H/14)",
      () -> new ClipText(ClipTextConfig.STABLE_DIFFUSION_2).parameters()),
  AUTOENCODER_KL(
      "autoencoder-kl",
      "autoencoder of Stable Diffusion 1 and 2",
      () -> new AutoencoderKl(AutoencoderConfig.STABLE_DIFFUSION).parameters()),
  UNET(
      "unet-2d-condition",
      "UNet of Stable Diffusion 1.5",
      () -> new Unet2DCondition(UnetConfig.STABLE_DIFFUSION_1).parameters()),
  UNET_INPAINTING(
      "unet-2d-condition-inpainting",
      "UNet of Stable Diffusion 1.5 for inpainting",
      () -> new Unet2DCondition(UnetConfig.STABLE_DIFFUSION_1.inpainting()).parameters()),
  UNET_SD2(
      "unet-2d-condition-sd2",
      "UNet of Stable Diffusion 2, of 512 and 768 pixels",
      () -> new Unet2DCondition(UnetConfig.STABLE_DIFFUSION_2).parameters()),
  UNET_SD2_INPAINTING(
      "unet-2d-condition-sd2-inpainting",
      "UNet of Stable Diffusion 2 for inpainting",
      () -> new Unet2DCondition(UnetConfig.STABLE_DIFFUSION_2.inpainting()).parameters()),
  CONTROLNET(
      "controlnet",
      "ControlNet of Stable Diffusion 1.5",
      () -> new ControlNet(ControlNetConfig.STABLE_DIFFUSION_1).parameters()),
  TRIPOSR(
      "triposr",
      "TripoSR, a picture to an object",
      () -> new TripoSr(TripoSrConfig.PUBLISHED).parameters());

  private final String published;
  private final String description;
  private final Supplier<ParameterTable> table;

  PublishedNetwork(String published, String description, Supplier<ParameterTable> table) {
    this.published = published;
    this.description = description;
    this.table = table;
  }

  /**
   * Returns the network of that name.
   *
   * @throws InputException naming all networks if there is none
   */
  public static PublishedNetwork named(String name) {
    return Arrays.stream(values())
        .filter(network -> network.published.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "network '" + name + "'",
                    "is not known",
                    "Known: "
                        + Arrays.stream(values())
                            .map(network -> network.published)
                            .collect(Collectors.joining(", "))));
  }

  /** Returns the name by which a person chooses it. */
  public String published() {
    return published;
  }

  /** Returns what it is, in a few words. */
  public String description() {
    return description;
  }

  /** Returns every tensor it wants, by name. Reads no weights and loads no library. */
  public List<Parameter> parameters() {
    return table.get().parameters().stream().sorted(Comparator.comparing(Parameter::name)).toList();
  }
}
