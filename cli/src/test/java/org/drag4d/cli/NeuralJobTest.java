package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole main job with every prior neural. The networks have the files and the structure of the
 * published ones and a few thousand random numbers each (tools/parity/tiny_models.py and
 * front_ends.py), so that what they make means nothing, and that they make it is the point.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NeuralJobTest {
  private static final Path OURS = Path.of("../priors/src/test/resources/models");
  private static final Path NETS = Path.of("../nets/src/test/resources");
  private static final Path PICTURE =
      Path.of("../priors/src/test/resources/org/drag4d/priors/neural/picture.png");

  @TempDir static Path folder;
  private static Path models;

  @BeforeAll
  static void laysOutTheStore() throws IOException {
    models = Files.createDirectory(folder.resolve("models"));
    copyAll(OURS, models);
    for (String part : List.of("vae", "text_encoder", "scheduler")) {
      copyAll(
          OURS.resolve("stable-diffusion-2-inpainting").resolve(part),
          models.resolve("stable-diffusion-2-base").resolve(part));
    }
    copyAll(OURS.resolve("diffusion360/sd-base/vae"), enhancement().resolve("vae"));
    copyAll(
        OURS.resolve("diffusion360/sd-base/text_encoder"), enhancement().resolve("text_encoder"));
    for (String tokenizer :
        List.of(
            "diffusion360-enhancement/sr-base/tokenizer",
            "diffusion360/sd-base/tokenizer",
            "stable-diffusion-2-base/tokenizer",
            "stable-diffusion-2-inpainting/tokenizer")) {
      copy(NETS.resolve("clip-tokenizer/vocab.json"), models.resolve(tokenizer + "/vocab.json"));
      copy(NETS.resolve("clip-tokenizer/merges.txt"), models.resolve(tokenizer + "/merges.txt"));
    }
    network("depth-metric3d-normals", "metric3d-vit-small/onnx/model.onnx");
    network("fill-lama-free", "lama/lama_fp32.onnx");
    network("mask-u2net", "u2netp/u2netp.onnx");
    network("features-dinov2", "dinov2-small/onnx/model.onnx");
    copy(
        NETS.resolve("parity/superresolution-checkpoint-x4/model.pth"),
        models.resolve("realesrgan-x4plus/RealESRGAN_x4plus.pth"));
    copy(PICTURE, folder.resolve("picture.png"));
    Files.writeString(
        folder.resolve("way.json"),
        """
        {"points": [{"position": [0.3, 0, -0.5]}, {"position": [0.5, 0, -0.4]}], "seconds": 1}
        """);
    ImageFiles.write(folder.resolve("panorama.png"), waves(256));
  }

  private static Path enhancement() {
    return models.resolve("diffusion360-enhancement/sr-base");
  }

  private static void network(String parityCase, String place) throws IOException {
    copy(NETS.resolve("parity/" + parityCase + "/model.onnx"), models.resolve(place));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static Image waves(int width) {
    Image image = new Image(width, width / 2, 3);
    for (int y = 0; y < width / 2; y++) {
      for (int x = 0; x < width; x++) {
        double angle = 2 * Math.PI * x / width;
        for (int c = 0; c < 3; c++) {
          image.set(x, y, c, (float) (0.5 + 0.4 * Math.sin((c + 1) * angle + y / 9.0)));
        }
      }
    }
    return image;
  }

  private static Drag4DProcess.Result run(Path store, String... arguments) throws Exception {
    return Drag4DProcess.start(
            folder,
            folder.resolve("cache"),
            Map.of(
                "DRAG4D_MODELS", store.toString(),
                "HF_HOME", folder.resolve("hub").toString(),
                // threads that wait for each other on a busy machine take many times as long
                "OMP_NUM_THREADS", "1"),
            arguments)
        .end();
  }

  private static JsonNode result(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    Drag4DProcess.Result run = run(models, all.toArray(String[]::new));
    assertThat(run.code()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.out());
  }

  private static final String[] JOB = {
    "run",
    "a cozy room with a sofa",
    "--panorama",
    "diffusion360+enhance",
    "--depth-model",
    "metric3d-vit-small",
    "--inpaint",
    "sd2",
    "--guidance",
    "sd2",
    "--object",
    "toy=picture.png",
    "--mask-model",
    "u2netp",
    "--object-model",
    "triposr",
    "--path",
    "way.json",
    "--frames",
    "2",
    "--size",
    "64x48",
    "--views",
    "a000_e00",
    "--quality",
    "tiny",
    "-o",
    "job.drag4d"
  };

  @Test
  @Order(1)
  void everyPriorIsNeuralAndNamed() throws Exception {
    JsonNode result = result(JOB);
    JsonNode priors = result.path("priors");
    assertThat(priors.path("panorama").asText()).isEqualTo("diffusion360+enhance");
    assertThat(priors.path("depth").asText()).isEqualTo("metric3d-vit-small");
    assertThat(priors.path("displaced views").asText()).isEqualTo("projection, painted by sd2");
    assertThat(priors.path("guidance").asText()).isEqualTo("sd2");
    assertThat(priors.path("object").asText()).isEqualTo("triposr");
    assertThat(priors.path("mask").asText()).isEqualTo("u2netp");
    Path project = folder.resolve("job.drag4d");
    assertThat(Files.readString(project.resolve("scene/stage.json")))
        .contains("held to itself by a ControlNet, enlarged by realesrgan-x4plus");
    for (String file :
        List.of(
            "scene/scene.ply",
            "objects/toy/object.glb",
            "composed/composed.ply",
            "animation/way/a000_e00.mp4")) {
      assertThat(project.resolve(file)).isNotEmptyFile();
    }
    Image panorama = ImageFiles.read(project.resolve("scene/panorama.png"));
    assertThat(panorama.width()).isEqualTo(256);
    assertThat(seamOverNeighbours(panorama)).isLessThan(3);
  }

  /** How different the panorama's two edges are, relative to neighbouring columns elsewhere. */
  private static double seamOverNeighbours(Image panorama) {
    double elsewhere = 0;
    int w = panorama.width();
    for (int x = 0; x + 1 < w; x++) {
      elsewhere += difference(panorama, x, x + 1) / (w - 1);
    }
    return difference(panorama, w - 1, 0) / elsewhere;
  }

  private static double difference(Image panorama, int a, int b) {
    double sum = 0;
    for (int y = 0; y < panorama.height(); y++) {
      for (int c = 0; c < 3; c++) {
        sum += Math.abs(panorama.at(a, y, c) - panorama.at(b, y, c));
      }
    }
    return sum;
  }

  @Test
  @Order(2)
  void whoMakesTheMaskBelongsToTheObject() throws Exception {
    JsonNode result =
        result(
            "compose",
            "-p",
            "job.drag4d",
            "--object",
            "toy=picture.png",
            "--mask-model",
            "u2netp",
            "--mask-box",
            "20,10,80,60",
            "--object-model",
            "triposr");
    assertThat(result.path("seconds").path("scene").asDouble(-1)).isZero();
    assertThat(result.path("seconds").path("compose").asDouble()).isPositive();
    String wishes = Files.readString(folder.resolve("job.drag4d/project.json"));
    assertThat(wishes).contains("\"mask\" : \"u2netp\"", "\"maskBox\" : \"20,10,80,60\"");
    JsonNode again = result("run", "-o", "job.drag4d", "--until", "compose");
    assertThat(again.path("seconds").path("compose").asDouble(-1)).isZero();
  }

  @Test
  @Order(3)
  void aPersonsPanoramaNeedsNoDepth() throws Exception {
    JsonNode result =
        result(
            "scene",
            "--panorama",
            "panorama.png",
            "--inpaint",
            "lama",
            "--quality",
            "tiny",
            "-o",
            "own.drag4d");
    JsonNode priors = result.path("priors");
    assertThat(priors.path("panorama").asText()).isEqualTo("file");
    assertThat(priors.path("depth").asText()).isEqualTo("metric3d-vit-small");
    assertThat(priors.path("displaced views").asText()).isEqualTo("projection, painted by lama");
  }

  @Test
  @Order(4)
  void aScenesSurfelsGetFeatures() throws Exception {
    // the tiny network takes pictures of 84 x 42 and nothing else
    ObjectMapper mapper = new ObjectMapper();
    JsonNode cameras = mapper.readTree(folder.resolve("job.drag4d/scene/cameras.json").toFile());
    ((ObjectNode) cameras).put("w", 84).put("h", 42).put("cx", 42).put("cy", 21);
    mapper.writeValue(folder.resolve("wide.json").toFile(), cameras);
    String[] command = {
      "features", "-p", "job.drag4d", "--cameras", "wide.json", "--size", "84", "--channels", "5"
    };
    JsonNode result = result(command);
    assertThat(result.path("model").asText()).isEqualTo("dinov2-small");
    assertThat(result.path("fit").asDouble()).isBetween(0.0, 1.0);
    Path made = folder.resolve("job.drag4d/features/dinov2");
    assertThat(result.path("out").asText()).endsWith("features/dinov2");
    JsonNode told = mapper.readTree(made.resolve("features.json").toFile());
    int surfels = told.path("surfels").asInt();
    assertThat(NpyFile.read(made.resolve("features.npy")).shape()).containsExactly(surfels, 5);
    assertThat(told.path("mean")).hasSize(32);
    assertThat(told.path("basis")).hasSize(5).allSatisfy(row -> assertThat(row).hasSize(32));
    assertThat(told.path("scene").asText()).isEqualTo("composed.ply");
    assertThat(made.resolve("preview.png")).isNotEmptyFile();
    byte[] values = Files.readAllBytes(made.resolve("features.npy"));
    assertThat(run(models, command).code()).isEqualTo(2); // the files are there already
    List<String> again = new ArrayList<>(List.of(command));
    again.add("--force");
    assertThat(run(models, again.toArray(String[]::new)).code()).isZero();
    assertThat(made.resolve("features.npy")).hasBinaryContent(values);
  }

  @Test
  @Order(5)
  void whatIsMissingIsNamedBeforeAnythingBegins() throws Exception {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    missing(empty, "diffusion360", "scene", "a room", "--panorama", "diffusion360", "-o", "m");
    missing(
        empty,
        "metric3d-vit-large",
        "scene",
        "--panorama",
        "panorama.png",
        "--depth-model",
        "metric3d-vit-large",
        "-o",
        "m");
    missing(empty, "triposr", "object", "picture.png", "--object-model", "triposr", "-o", "o.glb");
    missing(
        models,
        "stable-diffusion-1.5-inpainting",
        "scene",
        "--panorama",
        "panorama.png",
        "--inpaint",
        "sd15",
        "-o",
        "m");
    missing(
        models,
        "stable-diffusion-1.5",
        "features",
        "-p",
        "job.drag4d",
        "--feature-model",
        "dift",
        "-o",
        "m");
    missing(empty, "dinov2-small", "features", "-p", "job.drag4d", "-o", "m");
    assertThat(folder.resolve("m")).doesNotExist();
  }

  private static void missing(Path store, String model, String... arguments) throws Exception {
    Drag4DProcess.Result run = run(store, arguments);
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    assertThat(run.err()).contains("drag4d models pull " + model, "Licence:", "Missing:");
  }
}
