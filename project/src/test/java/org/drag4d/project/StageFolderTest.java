package org.drag4d.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageFolderTest {
  @TempDir Path temp;

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void isDoneOnlyForTheSameInputsAndWithAllItsFiles() throws Exception {
    Path folder = temp.resolve("scene");
    StageFolder stage = StageFolder.open(folder, "inputs", 0);
    stage.step("one", f -> write(stage.file("views/a.txt"), "a"));
    assertThat(StageFolder.isDone(folder, "inputs")).isFalse();
    stage.finish();
    assertThat(StageFolder.isDone(folder, "inputs")).isTrue();
    assertThat(StageFolder.isDone(folder, "others")).isFalse();
    Files.writeString(folder.resolve("views/a.txt"), "longer");
    assertThat(StageFolder.isDone(folder, "inputs")).isFalse();
  }

  @Test
  void continuesAfterTheLastStepThatWasDone() {
    Path folder = temp.resolve("scene");
    StageFolder first = StageFolder.open(folder, "inputs", 0);
    first.step("one", f -> write(first.file("one.txt"), "1"));
    assertThatThrownBy(
            () ->
                first.step(
                    "two",
                    f -> {
                      write(first.file("two.txt"), "half");
                      throw new IllegalStateException("power cut");
                    }))
        .hasMessage("power cut");
    StageFolder second = StageFolder.open(folder, "inputs", 0);
    assertThat(second.has("one")).isTrue();
    assertThat(second.has("two")).isFalse();
  }

  @Test
  void removesEverythingOfOtherInputsAndNothingElse() throws Exception {
    Path folder = temp.resolve("scene");
    StageFolder first = StageFolder.open(folder, "inputs", 0);
    first.step("one", f -> write(first.file("views/one.txt"), "1"));
    assertThatThrownBy(
            () ->
                first.step(
                    "two",
                    f -> {
                      write(first.file("two.txt"), "half");
                      throw new IllegalStateException("power cut");
                    }))
        .isInstanceOf(IllegalStateException.class);
    write(folder.resolve("my-notes.txt"), "mine");
    StageFolder.open(folder, "others", 0);
    assertThat(folder.resolve("views")).doesNotExist();
    assertThat(folder.resolve("two.txt")).doesNotExist();
    assertThat(folder.resolve("my-notes.txt")).hasContent("mine");
  }

  @Test
  void aDamagedRecordMeansNothingIsDone() throws Exception {
    Path folder = temp.resolve("scene");
    StageFolder.open(folder, "inputs", 0).finish();
    Files.writeString(folder.resolve(StageRecord.FILE), "{\"inputs\": \"inp");
    assertThat(StageFolder.isDone(folder, "inputs")).isFalse();
    assertThat(StageFolder.open(folder, "inputs", 0).has("one")).isFalse();
  }
}
