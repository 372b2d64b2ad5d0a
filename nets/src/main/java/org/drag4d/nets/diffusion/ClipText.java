package org.drag4d.nets.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.drag4d.nets.torch.Attention;
import org.drag4d.nets.torch.Linear;
import org.drag4d.nets.torch.Norm;
import org.drag4d.nets.torch.Parameter;
import org.drag4d.nets.torch.ParameterTable;
import org.drag4d.nets.torch.Scope;
import org.drag4d.nets.torch.Tensors;
import org.drag4d.nets.torch.TransformerLayer;
import org.drag4d.nets.torch.Weights;

/** CLIP's text encoder (Radford et al. 2021; "text-to-scene" section 7.2). */
public final class ClipText {
  private static final double QUICK = 1.702;

  private final ClipTextConfig config;
  private final ParameterTable table = new ParameterTable();
  private final Parameter tokens;
  private final Parameter places;
  private final List<TransformerLayer> layers = new ArrayList<>();
  private final Norm last;

  /**
   * What the encoder says.
   *
   * @param rows [n, t, width]: of every token, after the last normalisation
   * @param pooled [n, width]: of the first token that ends the text
   */
  public record Encoded(Tensor rows, Tensor pooled) {}

  /** Makes the network. */
  public ClipText(ClipTextConfig config) {
    this.config = config;
    ParameterTable model = table.at("text_model");
    int width = config.width();
    tokens = model.at("embeddings.token_embedding").want("weight", config.vocabulary(), width);
    places = model.at("embeddings.position_embedding").want("weight", config.positions(), width);
    for (int i = 0; i < config.layers(); i++) {
      ParameterTable part = model.at("encoder.layers", i);
      layers.add(
          new TransformerLayer(
              Norm.layer(part.at("layer_norm1"), width, config.epsilon()),
              Linear.of(part.at("self_attn.q_proj"), width, width),
              Linear.of(part.at("self_attn.k_proj"), width, width),
              Linear.of(part.at("self_attn.v_proj"), width, width),
              Linear.of(part.at("self_attn.out_proj"), width, width),
              Norm.layer(part.at("layer_norm2"), width, config.epsilon()),
              Linear.of(part.at("mlp.fc1"), width, config.inner()),
              Linear.of(part.at("mlp.fc2"), config.inner(), width)));
    }
    last = Norm.layer(model.at("final_layer_norm"), width, config.epsilon());
  }

  /** Returns what the network wants from its weight file. */
  public ParameterTable parameters() {
    return table;
  }

  /** Returns the structure. */
  public ClipTextConfig config() {
    return config;
  }

  /**
   * Says which names of published files need not be read: positions that are counted anyway, and
   * the projection to CLIP's common space.
   */
  public static boolean ignorable(String name) {
    return name.endsWith("embeddings.position_ids") || name.equals("text_projection.weight");
  }

  /**
   * Encodes texts of equal length.
   *
   * @param w this network's weights
   * @param ids token ids, one row a text; at most as long as the configuration says
   * @param skippedLayers how many of the last layers are left out: 0 as published, 1 for the
   *     "penultimate" layer of a network that has all of them
   */
  public Encoded encode(Weights w, long[][] ids, int skippedLayers) {
    int length = ids[0].length;
    if (length > config.positions() || skippedLayers < 0 || skippedLayers >= config.layers()) {
      throw new IllegalArgumentException(
          length + " tokens, " + skippedLayers + " of " + config.layers() + " layers left out");
    }
    long[] flat = new long[ids.length * length];
    for (int row = 0; row < ids.length; row++) {
      for (int i = 0; i < length; i++) {
        long id = ids[row][i];
        if (id < 0 || id >= config.vocabulary()) {
          throw new IllegalArgumentException("token " + id + " of " + config.vocabulary());
        }
        flat[row * length + i] = id;
      }
    }
    try (Scope scope = Scope.open()) {
      Tensor indices = w.placeIndices(Tensors.of(flat, ids.length, length));
      Tensor x = torch.embedding(w.of(tokens), indices).add(w.of(places).narrow(0, 0, length));
      for (TransformerLayer layer : layers.subList(0, layers.size() - skippedLayers)) {
        try (Scope inner = Scope.open()) {
          x = inner.keep(layer.apply(w, x, config.heads(), Attention::causal, this::bend));
        }
      }
      x = last.apply(w, x);
      Tensor[] ends = new Tensor[ids.length];
      for (int row = 0; row < ids.length; row++) {
        ends[row] = x.narrow(0, row, 1).narrow(1, end(ids[row]), 1).squeeze(1);
      }
      return new Encoded(scope.keep(x), scope.keep(Tensors.join(0, ends)));
    }
  }

  /** The activation between a layer's two linear layers: GELU, or OpenAI's quick form of it. */
  private Tensor bend(Tensor x) {
    return config.quick() ? x.mul(torch.sigmoid(x.mul(new Scalar(QUICK)))) : torch.gelu(x);
  }

  /** Returns where a text ends. */
  private int end(long[] ids) {
    int end = 0;
    for (int i = 0; i < ids.length; i++) {
      if (config.endOfText() == ClipTextConfig.LARGEST_ID) {
        end = ids[i] > ids[end] ? i : end;
      } else if (ids[i] == config.endOfText()) {
        return i;
      }
    }
    return end;
  }
}
