package org.drag4d.nets.parity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.NetworkConfig;
import org.drag4d.nets.onnx.ByteTensor;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.HostTensor;
import org.drag4d.nets.onnx.LongTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.parity.ParityCase.Inputs;
import org.drag4d.nets.parity.ParityCase.Made;
import org.drag4d.nets.vision.Clip;
import org.drag4d.nets.vision.DinoV2;
import org.drag4d.nets.vision.Lama;
import org.drag4d.nets.vision.MaskGenerator;
import org.drag4d.nets.vision.Metric3d;
import org.drag4d.nets.vision.PictureProcessor;
import org.drag4d.nets.vision.SaliencyNetwork;
import org.drag4d.nets.vision.Sam2;
import org.drag4d.nets.vision.SuperResolution;
import org.drag4d.task.Progress;

/** What can be checked of what ONNX Runtime runs: a file alone, or with a front end around it. */
enum OnnxNetwork {
  /** Any file; tensors have the names that it gives them. */
  ONNX("onnx") {
    @Override
    Map<String, Made> run(Case given) {
      try (OnnxSession session = OnnxSession.open(given.model(), SETTINGS)) {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        given.inputs().names().forEach(name -> tensors.put(name, given.inputs().host(name)));
        List<String> wanted = session.outputs().stream().filter(given.inputs()::expects).toList();
        Map<String, Made> made = new LinkedHashMap<>();
        session.runAny(tensors, wanted).forEach((name, value) -> made.put(name, made(value)));
        return made;
      }
    }
  },

  /** Networks of foreground masks; the option {@code network} says which, U2-Net by default. */
  MASK("mask-u2net") {
    @Override
    Map<String, Made> run(Case given) {
      String name = given.options().text("network", "u2net");
      SaliencyNetwork network =
          SaliencyNetwork.of(name)
              .orElseThrow(
                  () ->
                      given
                          .options()
                          .wrong(
                              "network",
                              name
                                  + " is none of "
                                  + SaliencyNetwork.ALL.stream()
                                      .map(SaliencyNetwork::model)
                                      .toList()));
      Image mask = network.mask(given.model(), given.inputs().picture("image"), Progress.none());
      return Map.of("mask", new Made(mask.values(), mask.height(), mask.width()));
    }
  },

  DEPTH_METRIC3D("depth-metric3d") {
    @Override
    Map<String, Made> run(Case given) {
      Image picture = given.inputs().picture("image");
      double focal = given.options().number("focal", 0);
      List<Integer> sizes =
          given.options().says("canvas")
              ? given.options().integers("canvas")
              : List.of(Metric3d.Canvas.PUBLISHED.height(), Metric3d.Canvas.PUBLISHED.width());
      if (sizes.size() != 2) {
        throw given.options().wrong("canvas", "is not [height, width]");
      }
      try (Metric3d network = Metric3d.open(given.model(), SETTINGS)) {
        Metric3d.Prediction prediction =
            network.predict(picture, focal, new Metric3d.Canvas(sizes.getFirst(), sizes.getLast()));
        int height = picture.height();
        int width = picture.width();
        Map<String, Made> made = new LinkedHashMap<>();
        made.put("depth", new Made(prediction.depth().metres(), height, width));
        prediction
            .normals()
            .ifPresent(normals -> made.put("normals", new Made(normals, height, width, 3)));
        prediction
            .normalConfidence()
            .ifPresent(sure -> made.put("normal_confidence", new Made(sure, height, width)));
        return made;
      }
    }
  },

  FILL_LAMA("fill-lama") {
    @Override
    Map<String, Made> run(Case given) {
      try (Lama network = Lama.open(given.model(), SETTINGS)) {
        return Map.of(
            "image",
            Made.of(network.fill(given.inputs().picture("image"), given.inputs().picture("mask"))));
      }
    }
  },

  SUPERRESOLUTION("superresolution") {
    @Override
    Map<String, Made> run(Case given) {
      SuperResolution.Tiles usual = SuperResolution.Tiles.DEFAULT;
      SuperResolution.Tiles tiles =
          new SuperResolution.Tiles(
              given.options().size("tile", usual.side()),
              given.options().size("surroundings", usual.surroundings()));
      SuperResolution.Edges edges =
          given.options().flag("panorama", false)
              ? SuperResolution.Edges.PANORAMA
              : SuperResolution.Edges.PICTURE;
      try (SuperResolution network =
          SuperResolution.open(given.any("onnx", "pth", "safetensors", "param"), SETTINGS)) {
        Image large =
            network.enlarge(given.inputs().picture("image"), edges, tiles, Progress.none());
        return Map.of("image", Made.of(large));
      }
    }
  },

  FEATURES_DINOV2("features-dinov2") {
    @Override
    Map<String, Made> run(Case given) {
      PictureProcessor processor =
          PictureProcessor.of(given.config(), PictureProcessor.PATCHES_OF_14);
      try (DinoV2 network = DinoV2.open(given.model(), SETTINGS)) {
        DinoV2.Features made = network.features(given.inputs().picture("image"), processor);
        return Map.of(
            "features", new Made(made.patches(), made.rows(), made.columns(), made.length()),
            "cls", new Made(made.whole(), made.length()));
      }
    }
  },

  /** The picture's tower of CLIP. */
  CLIP_IMAGE("clip-image") {
    @Override
    Map<String, Made> run(Case given) {
      PictureProcessor processor = PictureProcessor.of(given.config(), PictureProcessor.CLIP);
      try (Clip clip = clip(given)) {
        float[] made = clip.embed(given.inputs().picture("image"), processor);
        return Map.of("image_embeds", new Made(made, made.length));
      }
    }
  },

  /** The text's tower of CLIP: ids as they are, or a text and its vocabulary. */
  CLIP_TEXT_EMBEDS("clip-text-embeds") {
    @Override
    Map<String, Made> run(Case given) {
      String text = given.options().text("text", "");
      try (Clip clip = clip(given)) {
        float[] made =
            text.isEmpty() ? clip.embed(given.inputs().rows("input_ids")[0]) : clip.embed(text);
        return Map.of("text_embeds", new Made(made, made.length));
      }
    }
  },

  /** SAM 2.1's automatic masks; the folder has the two files of the published export. */
  MASKS_SAM2("masks-sam2") {
    @Override
    Map<String, Made> run(Case given) {
      NetworkConfig options = given.options();
      MaskGenerator.Settings usual = MaskGenerator.Settings.PUBLISHED;
      MaskGenerator.Settings settings =
          new MaskGenerator.Settings(
              options.size("points_per_side", usual.pointsPerSide()),
              options.number("pred_iou_thresh", usual.predictedIou()),
              options.number("stability_score_thresh", usual.stability()),
              options.number("box_nms_thresh", usual.boxOverlap()),
              options.integer("min_mask_region_area", usual.smallestRegion()));
      Image picture = given.inputs().picture("image");
      try (Sam2 network =
          Sam2.open(
              given.folder().resolve("vision_encoder.onnx"),
              given.folder().resolve("prompt_encoder_mask_decoder.onnx"),
              SETTINGS)) {
        List<MaskGenerator.Region> regions =
            MaskGenerator.regions(network, picture, settings, Progress.none());
        int area = picture.width() * picture.height();
        float[] masks = new float[regions.size() * area];
        float[] ious = new float[regions.size()];
        float[] stabilities = new float[regions.size()];
        for (int i = 0; i < regions.size(); i++) {
          int from = i * area;
          regions.get(i).pixels().stream().forEach(at -> masks[from + at] = 1);
          ious[i] = (float) regions.get(i).predictedIou();
          stabilities[i] = (float) regions.get(i).stability();
        }
        return Map.of(
            "masks", new Made(masks, regions.size(), picture.height(), picture.width()),
            "iou_scores", new Made(ious, regions.size()),
            "stability_scores", new Made(stabilities, regions.size()));
      }
    }
  };

  private static final OnnxSettings SETTINGS = OnnxSettings.DEFAULT;

  private final String published;

  OnnxNetwork(String published) {
    this.published = published;
  }

  /**
   * What a case gives.
   *
   * @param folder of the case, with {@code model.onnx} or what else a network is kept in
   * @param config a {@code preprocessor_config.json}, for networks that read one; may be empty
   * @param options what is chosen
   * @param inputs what goes in
   */
  record Case(Path folder, NetworkConfig config, NetworkConfig options, Inputs inputs) {
    Path model() {
      return any("onnx");
    }

    /** The first of several endings of which there is a file {@code model}. */
    Path any(String... endings) {
      return Arrays.stream(endings)
          .map(ending -> folder.resolve("model." + ending))
          .filter(Files::exists)
          .findFirst()
          .orElse(folder.resolve("model." + endings[0]));
    }
  }

  /** Computes what a case asks for. */
  abstract Map<String, Made> run(Case given);

  /** Returns the name by which a case chooses it. */
  String published() {
    return published;
  }

  /** Returns the one of that name. */
  static Optional<OnnxNetwork> named(String name) {
    return Arrays.stream(values()).filter(network -> network.published.equals(name)).findFirst();
  }

  /** Returns the names of all. */
  static List<String> names() {
    return Arrays.stream(values()).map(network -> network.published).toList();
  }

  private static Clip clip(Case given) {
    return new Clip(given.model(), given.model(), given.folder(), SETTINGS);
  }

  private static Made made(HostTensor tensor) {
    return switch (tensor) {
      case FloatTensor t -> new Made(t.values(), t.shape());
      case LongTensor t -> {
        float[] values = new float[t.values().length];
        for (int at = 0; at < values.length; at++) {
          values[at] = t.values()[at];
        }
        yield new Made(values, t.shape());
      }
      case ByteTensor t -> {
        float[] values = new float[t.values().length];
        for (int at = 0; at < values.length; at++) {
          values[at] = (t.values()[at] & 255) / 255f;
        }
        yield new Made(values, t.shape());
      }
    };
  }
}
