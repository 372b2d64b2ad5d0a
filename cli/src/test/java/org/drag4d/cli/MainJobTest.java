package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole main job at the smallest quality, as a process of its own. */
class MainJobTest {
  private static final String[] DEMO = {"demo", "--quality", "tiny", "--json", "-o"};

  /** Two of the thirty steps' checkpoints, which come every three steps, are written by then. */
  private static final String AFTER_A_CHECKPOINT =
      "\"step\":\"optimising surfels\",\"done\":([7-9]|[12][0-9])\\b";

  @TempDir static Path folder;
  private static Path cache;
  private static JsonNode result;
  private static Map<String, String> undisturbed;

  @BeforeAll
  static void runsUndisturbed() throws Exception {
    cache = folder.resolve("cache");
    Drag4DProcess.Result run = demo("a.drag4d");
    assertThat(run.code()).as(run.err()).isZero();
    result = new ObjectMapper().readTree(run.out());
    undisturbed = results(folder.resolve("a.drag4d"));
  }

  private static Drag4DProcess.Result demo(String project) throws Exception {
    return Drag4DProcess.run(folder, cache, DEMO[0], DEMO[1], DEMO[2], DEMO[3], DEMO[4], project);
  }

  /** What may differ between two runs: times, in stage.json and the report. */
  static Map<String, String> results(Path project) throws IOException {
    Map<String, String> results = new TreeMap<>();
    try (Stream<Path> files = Files.walk(project)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = project.relativize(file).toString();
        if (!name.startsWith(".drag4d")
            && !name.endsWith("stage.json")
            && !name.equals("report.html")) {
          results.put(name, HexFormat.of().formatHex(sha256(file)));
        }
      }
    }
    return results;
  }

  private static byte[] sha256(Path file) throws IOException {
    try {
      return java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void makesEverythingTheContractNames() {
    assertThat(undisturbed)
        .containsKeys(
            "project.json",
            "scene/preview.png",
            "scene/panorama.png",
            "scene/depth.npy",
            "scene/normals.png",
            "scene/cameras.json",
            "scene/points.ply",
            "scene/scene.ply",
            "scene/scene.glb",
            "scene/floor.json",
            "objects/robot/reference.png",
            "objects/robot/mask.png",
            "objects/robot/object.glb",
            "objects/robot/parts.json",
            "objects/robot/placement.json",
            "composed/composed.ply",
            "composed/preview.png",
            "animation/hop/a000_e00.mp4",
            "animation/hop/a270_e30.mp4",
            "animation/hop/grid.mp4",
            "animation/hop/a000_e00/tracks.json",
            "animation/hop/scene4d.glb");
    assertThat(result.has("project")).isTrue();
    assertThat(result.path("seconds").path("total").asDouble()).isPositive();
    assertThat(result.path("firstPictureSeconds").asDouble()).isPositive();
    assertThat(result.path("peakMemoryMiB").asDouble()).isPositive();
    assertThat(result.path("priors").path("panorama").asText()).isEqualTo("builtin");
    assertThat(result.has("warnings")).isTrue();
    assertThat(result.has("metrics")).isTrue();
  }

  @Test
  void theReportNamesNoHost() throws Exception {
    String report = Files.readString(folder.resolve("a.drag4d/report.html"));
    assertThat(report).doesNotContain("http://").doesNotContain("https://").contains("data:video");
    assertThat(report.length()).isLessThan(25 << 20);
  }

  @Test
  void killedInEveryStageAndContinuedItGivesTheSameBytes() throws Exception {
    String project = "b.drag4d";
    killAt(project, "\"step\":\"rendering panorama\"");
    killAt(project, AFTER_A_CHECKPOINT);
    killAt(project, "\"msg\":\"continues from step");
    killAt(project, "\"step\":\"letting the object come to rest\"");
    killAt(project, "\"step\":\"filming a090_e00\"");
    killAt(project, "\"step\":\"writing a180_e00\"");
    Drag4DProcess.Result last = demo(project);
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(results(folder.resolve(project))).isEqualTo(undisturbed);
  }

  private static void killAt(String project, String event) throws Exception {
    Drag4DProcess run =
        Drag4DProcess.start(folder, cache, DEMO[0], DEMO[1], DEMO[2], DEMO[3], DEMO[4], project);
    assertThat(run.waitFor(happens(event))).as(event).isTrue();
    run.kill();
  }

  @Test
  void anotherPathRunsOnlyTheThirdStage() throws Exception {
    copy(folder.resolve("a.drag4d"), folder.resolve("c.drag4d"));
    Drag4DProcess.Result run =
        Drag4DProcess.run(
            folder,
            cache,
            "animate",
            "-p",
            "c.drag4d",
            "--path",
            "line",
            "--frames",
            "3",
            "--size",
            "64x48",
            "--views",
            "a000_e00",
            "--json");
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode seconds = new ObjectMapper().readTree(run.out()).path("seconds");
    assertThat(seconds.path("scene").asDouble(-1)).isZero();
    assertThat(seconds.path("compose").asDouble(-1)).isZero();
    assertThat(seconds.path("animate/line").asDouble()).isPositive();
    assertThat(results(folder.resolve("c.drag4d"))).containsAllEntriesOf(without(undisturbed));
  }

  private static Map<String, String> without(Map<String, String> results) {
    Map<String, String> rest = new TreeMap<>(results);
    rest.remove("project.json");
    return rest;
  }

  @Test
  void aPathOutOfTheRoomIsRefusedAndForgotten() throws Exception {
    copy(folder.resolve("a.drag4d"), folder.resolve("d.drag4d"));
    String before = Files.readString(folder.resolve("d.drag4d/project.json"));
    Path path =
        Files.writeString(
            folder.resolve("far.json"),
            "{\"points\":[{\"position\":[0,0,0]},{\"position\":[100,0,0]}]}");
    Drag4DProcess.Result run =
        Drag4DProcess.run(folder, cache, "animate", "-p", "d.drag4d", "--path", path.toString());
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains("outside");
    assertThat(Files.readString(folder.resolve("d.drag4d/project.json"))).isEqualTo(before);
  }

  @Test
  void interruptedInEveryStageItStopsSoonAndContinuesToTheSameBytes() throws Exception {
    String project = "e.drag4d";
    interruptAt(project, "\"step\":\"following light");
    interruptAt(project, AFTER_A_CHECKPOINT);
    interruptAt(project, "\"step\":\"covering the object with surfels\"");
    interruptAt(project, "\"step\":\"filming a180_e00\"");
    Drag4DProcess.Result last = demo(project);
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(results(folder.resolve(project))).isEqualTo(undisturbed);
  }

  private static void interruptAt(String project, String event) throws Exception {
    Drag4DProcess run =
        Drag4DProcess.start(folder, cache, DEMO[0], DEMO[1], DEMO[2], DEMO[3], DEMO[4], project);
    assertThat(run.waitFor(happens(event))).as(event).isTrue();
    run.interrupt();
    // two seconds where nothing else runs; a busy machine only shows that it does not hang
    assertThat(run.code(20)).as(event).isEqualTo(130);
  }

  private static Predicate<String> happens(String event) {
    return Pattern.compile(event).asPredicate();
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
