package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be used is refused at once, in words, with the exit code 2, and touches nothing. */
class BadInputTest {
  @TempDir static Path folder;

  @BeforeAll
  static void files() throws Exception {
    ImageFiles.write(folder.resolve("square.png"), new Image(200, 200, 3));
    ImageFiles.write(folder.resolve("wide.png"), new Image(256, 128, 3));
    ImageFiles.write(folder.resolve("empty.png"), new Image(64, 64, 4));
    Files.writeString(folder.resolve("text.png"), "no picture");
    Files.createDirectories(folder.resolve("other"));
    Files.writeString(folder.resolve("other/letter.txt"), "dear");
    Files.createDirectories(folder.resolve("theirs/scene"));
    Files.writeString(folder.resolve("theirs/scene/scene.ply"), "a theatre");
    byte[] whole = Files.readAllBytes(folder.resolve("wide.png"));
    Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, whole.length / 2));
    float[] metres = new float[256 * 128];
    Arrays.fill(metres, 2);
    NpyFile.write(folder.resolve("flat.npy"), metres, 128, 256);
    NpyFile.write(folder.resolve("square.npy"), new float[64 * 64], 64, 64);
    metres[300] = Float.NaN;
    NpyFile.write(folder.resolve("nan.npy"), metres, 128, 256);
    byte[] numbers = Files.readAllBytes(folder.resolve("flat.npy"));
    Files.write(folder.resolve("cut.npy"), Arrays.copyOf(numbers, 5000));
    project("unknown", "{\"schema\":1,\"promt\":\"a room\"}");
    project("cut", "{\"schema\":1,\"prompt\":");
    project("bare", "{\"schema\":1,\"prompt\":\"a room\",\"objects\":[],\"paths\":[]}");
    project(
        "robot",
        "{\"schema\":1,\"prompt\":\"a"
            + " room\",\"objects\":[{\"name\":\"robot\",\"source\":\"robot\"}]}");
    project(
        "boxed",
        "{\"schema\":1,\"prompt\":\"a room\",\"objects\":[{\"name\":\"robot\",\"source\":\"robot\","
            + "\"box\":{\"centre\":[0,0,0],\"sise\":[1,1,1]}}]}");
    project(
        "lost",
        "{\"schema\":1,\"prompt\":\"a room\",\"objects\":[{\"name\":\"toy\","
            + "\"source\":\"inputs/toy.png\"}]}");
    path("far.json", "{\"points\":[{\"position\":[0,0,0]},{\"position\":[100,0,0]}]}");
    path(
        "seen.json",
        "{\"w\":8,\"h\":8,\"fl_x\":8,\"fl_y\":8,\"cx\":4,\"cy\":4,\"frames\":[{\"file_path\":\"wide.png\","
            + "\"transform_matrix\":[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]]}]}");
    path("one.json", "{\"points\":[{\"position\":[0,0,0]}]}");
    path("still.json", "{\"points\":[{\"position\":[1,0,0]},{\"position\":[1,0,0]}]}");
    path("nan.json", "{\"points\":[{\"position\":[0,0,NaN]},{\"position\":[1,0,0]}]}");
    path(
        "back.json",
        "{\"timing\":\"keys\",\"points\":[{\"position\":[0,0,0],\"t\":0.5},{\"position\":[1,0,0],\"t\":0.2}]}");
    path("key.json", "{\"points\":[{\"positoin\":[0,0,0]},{\"position\":[1,0,0]}]}");
    path("cut.json", "{\"points\":[{\"position\":[0,");
  }

  private static void project(String name, String json) throws Exception {
    Files.createDirectories(folder.resolve(name + ".drag4d"));
    Files.writeString(folder.resolve(name + ".drag4d/project.json"), json);
  }

  private static void path(String name, String json) throws Exception {
    Files.writeString(folder.resolve(name), json);
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        bad("is empty", "scene", "  ", "-o", "x"),
        bad("there is no such file", "scene", "--panorama", "none.png", "-o", "x"),
        bad("panorama", "scene", "--panorama", "square.png", "-o", "x"),
        bad("text.png", "scene", "--panorama", "text.png", "-o", "x"),
        bad("depth", "scene", "--panorama", "wide.png", "-o", "x"),
        bad(
            "cut.png: is damaged",
            "scene",
            "--panorama",
            "cut.png",
            "--depth",
            "flat.npy",
            "-o",
            "x"),
        bad("NaN at row 1", "scene", "--panorama", "wide.png", "--depth", "nan.npy", "-o", "x"),
        bad("cut.npy: cut off", "scene", "--panorama", "wide.png", "--depth", "cut.npy", "-o", "x"),
        bad("64 rows of 64", "scene", "--panorama", "wide.png", "--depth", "square.npy", "-o", "x"),
        bad("--depth", "scene", "a room", "--depth", "wide.png", "-o", "x"),
        bad("not a Drag4D project", "scene", "a room", "-o", "other"),
        bad("holds a 'scene' that is not", "scene", "a room", "-o", "theirs", "--force"),
        bad("Missing required option", "scene", "a room"),
        bad("tiny, draft", "scene", "a room", "-o", "x", "--quality", "best"),
        bad(
            "Did you mean 'robot'",
            "run",
            "a room",
            "--object",
            "robto",
            "--path",
            "hop",
            "-o",
            "x"),
        bad(
            "Did you mean \"hop\"",
            "run",
            "a room",
            "--object",
            "robot",
            "--path",
            "hopp",
            "-o",
            "x"),
        bad("--object", "run", "a room", "--path", "hop", "-o", "x"),
        bad("--path", "run", "a room", "--object", "robot", "-o", "x"),
        bad("empty.png", "compose", "-p", "bare.drag4d", "--object", "empty.png"),
        bad("there is no such file", "compose", "-p", "bare.drag4d", "--object", "none.glb"),
        bad("9 numbers", "compose", "-p", "bare.drag4d", "--object", "robot", "--box", "1,2,3"),
        bad(
            "positive",
            "compose",
            "-p",
            "bare.drag4d",
            "--object",
            "robot",
            "--box",
            "0,0,0,1,0,1"),
        bad(
            "--box 99,0,0,1,1,1: [99.00, 0.00, 0.00] lies outside",
            "compose",
            "-p",
            "bare.drag4d",
            "--object",
            "robot",
            "--box",
            "99,0,0,1,1,1"),
        bad("Did you mean \"size\"", "compose", "-p", "boxed.drag4d", "--object", "robot"),
        bad("toy.png: there is no such file", "animate", "-p", "lost.drag4d", "--path", "hop"),
        bad(
            "far.json, points[1].position: [100.00, 0.00, 0.00] lies outside",
            "run",
            "a room",
            "--object",
            "robot",
            "--path",
            "far.json",
            "-o",
            "x"),
        bad("no such object", "compose", "-p", "bare.drag4d", "--remove", "cat"),
        bad("no such folder", "compose", "-p", "none.drag4d", "--object", "robot"),
        bad("not a project", "compose", "-p", "other", "--object", "robot"),
        bad("Did you mean \"prompt\"", "compose", "-p", "unknown.drag4d", "--object", "robot"),
        bad("line 1", "compose", "-p", "cut.drag4d", "--object", "robot"),
        bad("no object", "animate", "-p", "bare.drag4d", "--path", "hop"),
        bad("at least 2 points", "animate", "-p", "robot.drag4d", "--path", "one.json"),
        bad("same place", "animate", "-p", "robot.drag4d", "--path", "still.json"),
        bad("finite", "animate", "-p", "robot.drag4d", "--path", "nan.json"),
        bad("must increase", "animate", "-p", "robot.drag4d", "--path", "back.json"),
        bad("Did you mean \"position\"", "animate", "-p", "robot.drag4d", "--path", "key.json"),
        bad("is not JSON", "animate", "-p", "robot.drag4d", "--path", "cut.json"),
        bad("--frames", "animate", "-p", "robot.drag4d", "--path", "hop", "--frames", "1"),
        bad("even", "animate", "-p", "robot.drag4d", "--path", "hop", "--size", "101x64"),
        bad(
            "Did you mean 'a000_e00'",
            "animate",
            "-p",
            "robot.drag4d",
            "--path",
            "hop",
            "--views",
            "a00_e00"),
        bad("there is no such file", "inspect", "none.ply"),
        bad("Did you mean: drag4d scene", "sceen"),
        bad("--panorama: is empty", "scene", "--panorama", "", "-o", "x"),
        bad("not a whole number", "scene", "a room", "-o", "x", "--seed", "seven"),
        bad("wide.png: is there already", "render", "s.ply", "--cameras", "seen.json", "-o", "."),
        bad("must end in .png", "mask", "square.png", "-o", "mask.jpg"),
        bad("must end in .glb", "object", "square.png", "-o", "object.ply"),
        bad("empty.png: the picture is transparent", "mask", "empty.png", "-o", "mask.png"),
        bad("is there already", "mask", "square.png", "-o", "wide.png"));
  }

  private static Arguments bad(String words, String... command) {
    return Arguments.of(words, command);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isRefusedInWords(String words, String[] command) throws Exception {
    var err = new ByteArrayOutputStream();
    Map<String, String> before = everything();
    int code = InProcess.run(folder, err, command);
    String text = err.toString(StandardCharsets.UTF_8);
    assertThat(code).as(text).isEqualTo(2);
    assertThat(text).contains(words).doesNotContain("\tat ");
    assertThat(everything()).as("files").isEqualTo(before);
  }

  /** All files but the lock and what is safe to delete. */
  private static Map<String, String> everything() throws Exception {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(f -> !f.toString().contains("/.drag4d")).toList()) {
        files.put(
            folder.relativize(file).toString(),
            Files.isDirectory(file)
                ? "folder"
                : Integer.toHexString(Arrays.hashCode(Files.readAllBytes(file))));
      }
    }
    return files;
  }

  @Test
  void withJsonSoIsACommandLineThatIsNotUnderstood() throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = InProcess.run(folder, out, err, "scene", "a room", "--json");
    assertThat(code).isEqualTo(2);
    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toByteArray());
    assertThat(json.path("exitCode").asInt()).isEqualTo(2);
    assertThat(json.path("error").asText()).contains("--out");
  }

  @Test
  void withJsonTheFailureIsOneObjectOnStandardOutput() throws Exception {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code = InProcess.run(folder, out, err, "scene", "  ", "-o", "x", "--json");
    assertThat(code).isEqualTo(2);
    var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toByteArray());
    assertThat(json.path("exitCode").asInt()).isEqualTo(2);
    assertThat(json.path("error").asText()).contains("is empty");
  }
}
