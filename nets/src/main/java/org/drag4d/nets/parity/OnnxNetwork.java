package org.drag4d.nets.parity;

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
import org.drag4d.nets.vision.Lama;
import org.drag4d.nets.vision.Metric3d;
import org.drag4d.nets.vision.SaliencyNetwork;
import org.drag4d.nets.vision.SuperResolution;
import org.drag4d.task.Progress;

/** What can be checked of what ONNX Runtime runs: a file alone, or with a front end around it. */
enum OnnxNetwork {
  /** Any file; tensors have the names that it gives them. */
  ONNX("onnx") {
    @Override
    Map<String, Made> run(Path folder, NetworkConfig options, Inputs inputs) {
      try (OnnxSession session = OnnxSession.open(folder.resolve(MODEL), SETTINGS)) {
        Map<String, HostTensor> given = new LinkedHashMap<>();
        inputs.names().forEach(name -> given.put(name, inputs.host(name)));
        List<String> wanted = session.outputs().stream().filter(inputs::expects).toList();
        Map<String, Made> made = new LinkedHashMap<>();
        session.runAny(given, wanted).forEach((name, value) -> made.put(name, made(value)));
        return made;
      }
    }
  },

  /** Networks of foreground masks; the option {@code network} says which, U2-Net by default. */
  MASK("mask-u2net") {
    @Override
    Map<String, Made> run(Path folder, NetworkConfig options, Inputs inputs) {
      String name = options.text("network", "u2net");
      SaliencyNetwork network =
          SaliencyNetwork.of(name)
              .orElseThrow(
                  () ->
                      options.wrong(
                          "network",
                          name
                              + " is none of "
                              + SaliencyNetwork.ALL.stream().map(SaliencyNetwork::model).toList()));
      Image mask = network.mask(folder.resolve(MODEL), inputs.picture("image"), Progress.none());
      return Map.of("mask", new Made(mask.values(), mask.height(), mask.width()));
    }
  },

  DEPTH_METRIC3D("depth-metric3d") {
    @Override
    Map<String, Made> run(Path folder, NetworkConfig options, Inputs inputs) {
      Image picture = inputs.picture("image");
      double focal = options.number("focal", 0);
      List<Integer> sizes =
          options.says("canvas")
              ? options.integers("canvas")
              : List.of(Metric3d.Canvas.PUBLISHED.height(), Metric3d.Canvas.PUBLISHED.width());
      if (sizes.size() != 2) {
        throw options.wrong("canvas", "is not [height, width]");
      }
      try (Metric3d network = Metric3d.open(folder.resolve(MODEL), SETTINGS)) {
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
    Map<String, Made> run(Path folder, NetworkConfig options, Inputs inputs) {
      try (Lama network = Lama.open(folder.resolve(MODEL), SETTINGS)) {
        return Map.of(
            "image", Made.of(network.fill(inputs.picture("image"), inputs.picture("mask"))));
      }
    }
  },

  SUPERRESOLUTION("superresolution") {
    @Override
    Map<String, Made> run(Path folder, NetworkConfig options, Inputs inputs) {
      SuperResolution.Tiles usual = SuperResolution.Tiles.DEFAULT;
      SuperResolution.Tiles tiles =
          new SuperResolution.Tiles(
              options.size("tile", usual.side()),
              options.size("surroundings", usual.surroundings()));
      SuperResolution.Edges edges =
          options.flag("panorama", false)
              ? SuperResolution.Edges.PANORAMA
              : SuperResolution.Edges.PICTURE;
      try (SuperResolution network = SuperResolution.open(folder.resolve(MODEL), SETTINGS)) {
        Image large = network.enlarge(inputs.picture("image"), edges, tiles, Progress.none());
        return Map.of("image", Made.of(large));
      }
    }
  };

  private static final String MODEL = "model.onnx";
  private static final OnnxSettings SETTINGS = OnnxSettings.DEFAULT;

  private final String published;

  OnnxNetwork(String published) {
    this.published = published;
  }

  /**
   * Computes what a case asks for.
   *
   * @param folder of the case, with {@code model.onnx}
   * @param options of the case
   * @param inputs what goes in
   */
  abstract Map<String, Made> run(Path folder, NetworkConfig options, Inputs inputs);

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
