package org.drag4d.nets.triposr;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.ConvTranspose2d;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.TransformerBlock;
import org.drag4d.nets.torch.Weights;

/**
 * TripoSR ("object-composition" section 2.4): a picture's rows turn learned tokens into three
 * planes, and a small network reads density and colour off the planes at any point. Its frame has z
 * up and the front towards +x.
 */
public final class TripoSr {
  private static final int PLANES = 3;
  private static final double NORM_EPSILON = 1e-6;

  /** Points at a time: 3 planes of 40 channels for each are 32 MB. */
  private static final long CHUNK = 65_536;

  private static final float[] IMAGE_MEAN = {0.485f, 0.456f, 0.406f};
  private static final float[] IMAGE_DEVIATION = {0.229f, 0.224f, 0.225f};

  private final TripoSrConfig config;
  private final ParameterTable table = new ParameterTable();
  private final VisionTransformer encoder;
  private final Parameter tokens;
  private final Norm norm;
  private final Linear projIn;
  private final List<TransformerBlock> blocks = new ArrayList<>();
  private final Linear projOut;
  private final ConvTranspose2d upsample;
  private final List<Linear> decoder = new ArrayList<>();

  /**
   * What is at points.
   *
   * @param density [m, 1]; the surface is at 25
   * @param colour [m, 3], from 0 to 1
   */
  public record Field(Tensor density, Tensor colour) {}

  /** Makes the network. */
  public TripoSr(TripoSrConfig config) {
    this.config = config;
    int channels = config.planeChannels();
    encoder = new VisionTransformer(table.at("image_tokenizer.model"), config.encoder());
    tokens =
        table
            .at("tokenizer")
            .want("embeddings", PLANES, channels, config.planeSize(), config.planeSize());
    ParameterTable backbone = table.at("backbone");
    norm = Norm.groups(backbone.at("norm"), config.groups(), channels, NORM_EPSILON);
    projIn = Linear.of(backbone.at("proj_in"), channels, config.inner());
    for (int i = 0; i < config.layers(); i++) {
      blocks.add(
          TransformerBlock.of(
              backbone.at("transformer_blocks", i),
              config.inner(),
              config.heads(),
              config.encoder().width()));
    }
    projOut = Linear.of(backbone.at("proj_out"), config.inner(), channels);
    upsample =
        ConvTranspose2d.of(
            table.at("post_processor.upsample"), channels, config.sceneChannels(), 2);
    int in = PLANES * config.sceneChannels();
    for (int layer = 0; layer <= config.hiddenLayers(); layer++) {
      boolean last = layer == config.hiddenLayers();
      // Every other entry of the reference's list is an activation.
      decoder.add(
          Linear.of(table.at("decoder.layers", 2 * layer), in, last ? 4 : config.neurons()));
      in = config.neurons();
    }
  }

  /** Returns what the network wants from its weight file. */
  public ParameterTable parameters() {
    return table;
  }

  /** Returns the structure. */
  public TripoSrConfig config() {
    return config;
  }

  /**
   * Makes planes of pictures.
   *
   * @param pictures [n, 3, h, w], from 0 to 1 on grey, of the configuration's size
   * @return [n, 3, sceneChannels, 2 planeSize, 2 planeSize]
   */
  public Tensor planes(Weights w, Tensor pictures) {
    try (Scope scope = Scope.open()) {
      long n = pictures.size(0);
      long channels = config.planeChannels();
      long size = config.planeSize();
      Tensor mean = w.place(Tensors.of(IMAGE_MEAN, 1, 3, 1, 1));
      Tensor deviation = w.place(Tensors.of(IMAGE_DEVIATION, 1, 3, 1, 1));
      Tensor seen = encoder.apply(w, w.place(pictures).sub(mean).div(deviation));
      Tensor start =
          w.of(tokens)
              .permute(1, 0, 2, 3)
              .reshape(1, channels, PLANES * size * size)
              .expand(n, -1, -1);
      Tensor rows = projIn.apply(w, norm.apply(w, start).permute(0, 2, 1).contiguous());
      for (TransformerBlock block : blocks) {
        rows = block.apply(w, rows, seen);
      }
      Tensor coarse = projOut.apply(w, rows).permute(0, 2, 1).add(start);
      Tensor stacked =
          coarse
              .reshape(n, channels, PLANES, size, size)
              .permute(0, 2, 1, 3, 4)
              .reshape(n * PLANES, channels, size, size);
      Tensor fine = upsample.apply(w, stacked);
      return scope.keep(
          fine.contiguous().view(n, PLANES, config.sceneChannels(), 2 * size, 2 * size));
    }
  }

  /**
   * Reads density and colour off the planes of one object.
   *
   * @param planes [3, sceneChannels, s, s]
   * @param points [m, 3], x y z within plus and minus the configuration's radius
   */
  public Field query(Weights w, Tensor planes, Tensor points) {
    try (Scope scope = Scope.open()) {
      long count = points.size(0);
      TensorVector parts = new TensorVector();
      for (long from = 0; from < count; from += CHUNK) {
        try (Scope chunk = Scope.open()) {
          Tensor some = w.place(points.narrow(0, from, Math.min(CHUNK, count - from)));
          parts.push_back(chunk.keep(decode(w, planes, some)));
        }
      }
      Tensor out = torch.cat(parts, 0);
      Tensor density = out.narrow(1, 0, 1).add(new Scalar(config.densityBias())).exp();
      return new Field(scope.keep(density), scope.keep(torch.sigmoid(out.narrow(1, 1, 3))));
    }
  }

  private Tensor decode(Weights w, Tensor planes, Tensor points) {
    Tensor at = points.mul(new Scalar(1 / config.radius()));
    Tensor x = at.narrow(1, 0, 1);
    Tensor y = at.narrow(1, 1, 1);
    Tensor z = at.narrow(1, 2, 1);
    Tensor grid =
        torch
            .stack(
                new TensorVector(
                    Tensors.join(1, x, y), Tensors.join(1, x, z), Tensors.join(1, y, z)))
            .unsqueeze(1);
    Tensor read = torch.grid_sampler_2d(planes, grid, 0, 0, false); // bilinear, nought outside
    Tensor features =
        read.squeeze(2).permute(2, 0, 1).reshape(points.size(0), PLANES * planes.size(1));
    for (Linear layer : decoder.subList(0, decoder.size() - 1)) {
      features = torch.silu(layer.apply(w, features));
    }
    return decoder.getLast().apply(w, features);
  }
}
