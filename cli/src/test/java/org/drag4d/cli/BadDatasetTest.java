package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code drag4d train} on data sets that cannot be used: which file and field, and exit code 2. */
class BadDatasetTest {
  private static final String POSE =
      "\"transform_matrix\":[[1,0,0,0],[0,1,0,0],[0,0,1,3],[0,0,0,1]]";
  private static final String LENS = "\"fl_x\":40,\"w\":32,\"h\":24,";

  @TempDir Path folder;

  @BeforeEach
  void pictures() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    ImageFiles.write(folder.resolve("data/wide.png"), new Image(32, 24, 3));
    ImageFiles.write(folder.resolve("data/square.png"), new Image(32, 32, 3));
    ImageFiles.write(folder.resolve("data/black.png"), new Image(32, 24, 1));
    Files.writeString(folder.resolve("data/text.png"), "no picture");
    Files.writeString(folder.resolve("data/text.ply"), "no points");
  }

  static Stream<Arguments> datasets() {
    return Stream.of(
        bad("{", "transforms.json, line 1: not JSON"),
        bad("{}", "transforms.json, frames: no frames"),
        bad(frames(LENS, "{" + POSE + "}"), "frames[0].file_path: missing"),
        bad(
            frames(LENS, "{\"file_path\":\"none.png\"," + POSE + "}"),
            "frames[0].file_path: there is no picture"),
        bad(
            frames(LENS, "{\"file_path\":\"../wide.png\"," + POSE + "}"),
            "lies outside of the data set"),
        bad(
            frames(LENS, good() + ",{\"file_path\":\"wide.png\",\"transform_matrix\":[[1,0,0]]}"),
            "frames[1].transform_matrix[0][3]: not a finite number"),
        bad(
            frames(
                LENS,
                "{\"file_path\":\"wide.png\",\"transform_matrix\":[[2,0,0,0],[0,2,0,0],[0,0,2,0]]}"),
            "frames[0].transform_matrix: its first three columns are not a rotation"),
        bad(frames("\"w\":32,\"h\":24,", good()), "frames[0]: no positive focal length"),
        bad(frames("\"fl_x\":\"long\",\"w\":32,\"h\":24,", good()), "frames[0].fl_x"),
        bad(
            frames(LENS, "{\"file_path\":\"square.png\"," + POSE + "}"),
            "square.png: 32 x 32 pixels, but its camera says 32 x 24"),
        bad(frames(LENS, "{\"file_path\":\"text.png\"," + POSE + "}"), "text.png"),
        bad(
            frames(LENS, "{\"file_path\":\"wide.png\",\"mask_path\":\"black.png\"," + POSE + "}"),
            "black.png: the mask hides the whole picture"),
        bad(frames(LENS + "\"ply_file_path\":\"text.ply\",", good()), "text.ply"));
  }

  private static String good() {
    return "{\"file_path\":\"wide.png\"," + POSE + "}";
  }

  private static String frames(String lens, String frames) {
    return "{" + lens + "\"frames\":[" + frames + "]}";
  }

  private static Arguments bad(String json, String message) {
    return Arguments.of(json, message);
  }

  @ParameterizedTest
  @MethodSource("datasets")
  void isRefusedInWords(String json, String message) throws Exception {
    Files.writeString(folder.resolve("data/transforms.json"), json);
    assertThat(train("scene.ply")).contains(message);
  }

  @Test
  void aFolderWithoutCamerasIsRefused() {
    assertThat(train("scene.ply")).contains("no posed pictures here", "transforms.json");
  }

  @Test
  void aSceneInAnotherFormIsRefused() {
    assertThat(train("scene.glb")).contains("must end in .ply");
  }

  /** Runs the command, which fails as bad input does, and returns what it says. */
  private String train(String out) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = InProcess.run(folder, err, "train", "data", "--steps", "1", "-o", out);
    String said = err.toString(StandardCharsets.UTF_8);
    assertThat(code).as(said).isEqualTo(2);
    assertThat(said).doesNotContain("Exception");
    assertThat(folder.resolve(out)).doesNotExist();
    return said;
  }
}
