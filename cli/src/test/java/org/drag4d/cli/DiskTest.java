package org.drag4d.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Disks that are full or cannot be written, as the kernel makes them: file systems in memory,
 * mounted in a name space of the test's own. Skipped where an ordinary person may not do that; what
 * a single file makes of a full disk is tested with /dev/full beside its writer.
 */
@EnabledOnOs(OS.LINUX)
class DiskTest {
  private static final String SCENE =
      " scene --panorama room.png --depth room.npy --quality tiny -o disk/p.drag4d";

  @TempDir static Path folder;

  @BeforeAll
  static void aPanorama() throws Exception {
    assumeThat(inNameSpace("mount -t tmpfs tmpfs disk").code()).as("may mount").isZero();
    Image picture = new Image(128, 64, 3);
    float[] metres = new float[128 * 64];
    for (int i = 0; i < metres.length; i++) { // a box, six metres wide and three high
      double elevation = Math.PI * (0.5 - (i / 128 + 0.5) / 64);
      double azimuth = 2 * Math.PI * (i % 128 + 0.5) / 128;
      double across = 3 / Math.max(Math.abs(Math.sin(azimuth)), Math.abs(Math.cos(azimuth)));
      metres[i] =
          (float) Math.min(across / Math.cos(elevation), 1.5 / Math.abs(Math.sin(elevation)));
      picture.values()[3 * i] = metres[i] / 6;
      picture.values()[3 * i + 1] = (i % 128) / 128f;
    }
    ImageFiles.write(folder.resolve("room.png"), picture);
    NpyFile.write(folder.resolve("room.npy"), metres, 64, 128);
  }

  @Test
  void onAFullDiskItSaysWhichFileAndGoesOnToTheSameBytesWhenThereIsRoom() throws Exception {
    Drag4DProcess.Result run =
        inNameSpace(
            "mount -t tmpfs -o size=180k tmpfs disk",
            "$DRAG4D" + SCENE + "; echo first $?",
            "find disk -name '*.part'",
            "mount -o remount,size=700k disk",
            "$DRAG4D" + SCENE + "; echo second $?",
            "mount -o remount,size=64m disk",
            "$DRAG4D" + SCENE + "; echo third $?",
            "cp -r disk/p.drag4d continued.drag4d",
            "rm -rf disk/p.drag4d",
            "$DRAG4D" + SCENE,
            "cp -r disk/p.drag4d undisturbed.drag4d");
    assertThat(run.out()).contains("first 1", "second 1", "third 0").doesNotContain(".part");
    assertThat(run.err())
        .containsPattern("error: .*/p.drag4d/scene/.*: No space left on device")
        .contains("start the same command again")
        .doesNotContain("\tat ");
    assertThat(MainJobTest.results(folder.resolve("continued.drag4d")))
        .isEqualTo(MainJobTest.results(folder.resolve("undisturbed.drag4d")))
        .containsKey("scene/scene.ply");
  }

  @Test
  void aDiskThatCannotBeWrittenIsSaidAtOnce() throws Exception {
    Drag4DProcess.Result run =
        inNameSpace(
            "mount -t tmpfs tmpfs disk",
            "mkdir disk/p.drag4d",
            "echo '{\"schema\":1,\"prompt\":\"a room\"}' >disk/p.drag4d/project.json",
            "mount -o remount,ro disk",
            "$DRAG4D scene 'a room' -o disk/new.drag4d; echo new $?",
            "$DRAG4D compose -p disk/p.drag4d --object robot; echo old $?",
            "$DRAG4D world 'a room' -o disk; echo world $?",
            "$DRAG4D mask room.png -o disk/mask.png; echo mask $?");
    assertThat(run.out()).contains("new 2", "old 2", "world 2", "mask 2");
    assertThat(run.err().lines().filter(line -> line.contains("cannot be written"))).hasSize(4);
    assertThat(run.err()).doesNotContain("furnishing");
  }

  /** Runs shell commands where what is mounted is gone afterwards. */
  private static Drag4DProcess.Result inNameSpace(String... commands) throws Exception {
    Files.createDirectories(folder.resolve("disk"));
    List<String> lines = new ArrayList<>(List.of("cd " + folder));
    lines.addAll(List.of(commands));
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "-rm", "sh", "-c", String.join("\n", lines));
    builder.environment().put("DRAG4D", String.join(" ", Drag4DProcess.command()));
    builder.environment().put("DRAG4D_CACHE", folder.resolve("cache").toString());
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    try {
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
      return new Drag4DProcess.Result(
          process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) { // no such program
      return new Drag4DProcess.Result(127, "", e.getMessage());
    }
  }
}
