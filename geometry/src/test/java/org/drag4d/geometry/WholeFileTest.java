package org.drag4d.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskKeepsWhatWasThereAndLeavesNothingBeside() throws IOException {
    Path file = Files.writeString(folder.resolve("scene.ply"), "before");
    // What is written beside the file first goes to a device that is always full.
    Path part = folder.resolve("scene.ply.part");
    Files.createSymbolicLink(part, Path.of("/dev/full"));
    assertThatThrownBy(() -> WholeFile.write(file, new byte[100_000]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("scene.ply")
        .hasMessageContaining("No space left");
    assertThat(file).hasContent("before");
    assertThat(Files.exists(part, LinkOption.NOFOLLOW_LINKS)).isFalse();
    WholeFile.write(file, new byte[] {'a'});
    assertThat(file).hasContent("a");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aCopyIsWholeWhateverLiesInItsWay() throws IOException {
    Path from = Files.write(folder.resolve("panorama.png"), new byte[100_000]);
    Path to = folder.resolve("copy.png");
    Files.createSymbolicLink(folder.resolve("copy.png.part"), Path.of("/dev/full"));
    WholeFile.copy(from, to);
    assertThat(to).hasSameBinaryContentAs(from);
    assertThat(Files.isSymbolicLink(to)).isFalse();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeThat(Files.isWritable(closed)).as("root may write everywhere").isFalse();
    assertThatThrownBy(() -> WholeFile.write(closed.resolve("a.png"), new byte[1]))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("closed");
  }
}
