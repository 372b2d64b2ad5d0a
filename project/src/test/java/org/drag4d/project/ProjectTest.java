package org.drag4d.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Path3;
import org.drag4d.geometry.Vec3;
import org.drag4d.project.ProjectFile.BoxEntry;
import org.drag4d.project.ProjectFile.FilmEntry;
import org.drag4d.project.ProjectFile.MakingEntry;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.project.ProjectFile.PanoramaEntry;
import org.drag4d.project.ProjectFile.PathEntry;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectTest {
  @TempDir Path temp;

  private static final ProjectFile WISHES =
      new ProjectFile(
          "a \"small\" room",
          new PanoramaEntry(
              "file",
              Optional.of("inputs/p.png"),
              Optional.of("inputs/d.npy"),
              Optional.of("metric3d-vit-small"),
              Optional.of("lama"),
              Optional.of("sd2")),
          -7,
          Quality.TINY,
          List.of(
              new ObjectEntry("bear", "teddy", Optional.empty()),
              new ObjectEntry(
                  "toy",
                  "inputs/toy.png",
                  Optional.of(new BoxEntry(new Vec3(1, 2, 3), new Vec3(0.1, 0.2, 0.3), 30, 0, 5)),
                  new MakingEntry(
                      Optional.of("triposr"),
                      Optional.of("u2netp"),
                      Optional.of("1,2,30,40"),
                      Optional.of("5,6"),
                      Optional.of("inputs/s.png")))),
          List.of(
              new PathEntry("hop", "hop", List.of(), Optional.of("bear"), FilmEntry.DEFAULT),
              new PathEntry(
                  "mine",
                  "",
                  List.of(Path3.through(List.of(Vec3.ZERO, new Vec3(1.1, 0, 1.0 / 3)))),
                  Optional.empty(),
                  new FilmEntry(Optional.of(9), 64, 48, 12, List.of("a000_e00")))));

  @Test
  void wishesComeBackAsTheyWereWritten() {
    Path file = temp.resolve("project.json");
    WISHES.write(file);
    assertThat(ProjectFile.read(file)).isEqualTo(WISHES);
  }

  @Test
  void aFileOutsideTheProjectIsRefused() throws Exception {
    Path file = temp.resolve("project.json");
    Files.writeString(file, "{\"schema\":1,\"panorama\":{\"file\":\"../secret.png\"}}");
    assertThatThrownBy(() -> ProjectFile.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("inside the project");
  }

  @Test
  void aSecondProgramIsToldWhoWorksOnTheProject() {
    Path folder = temp.resolve("a.drag4d");
    try (Project first = Project.openOrCreate(folder, WISHES, false)) {
      first.wish(WISHES);
      assertThatThrownBy(() -> Project.open(folder))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("another Drag4D");
    }
    Project.open(folder).close();
  }

  @Test
  void aFingerprintFollowsEveryValue() {
    String one = new Fingerprint("s", 1).add("a", "bc").add("d", "e").hex();
    assertThat(new Fingerprint("s", 1).add("a", "bc").add("d", "e").hex()).isEqualTo(one);
    assertThat(new Fingerprint("s", 1).add("ab", "c").add("d", "e").hex()).isNotEqualTo(one);
    assertThat(new Fingerprint("s", 1).add("a", "b").add("cd", "e").hex()).isNotEqualTo(one);
    assertThat(new Fingerprint("s", 2).add("a", "bc").add("d", "e").hex()).isNotEqualTo(one);
  }

  @Test
  void theOnlyProjectOfAFolderIsMeantWhenNobodySaysWhich() {
    assertThatThrownBy(() -> Project.only(temp)).hasMessageContaining("no project");
    WISHES.write(temp.resolve("one.drag4d/project.json"));
    assertThat(Project.only(temp)).isEqualTo(temp.resolve("one.drag4d"));
    WISHES.write(temp.resolve("two.drag4d/project.json"));
    assertThatThrownBy(() -> Project.only(temp)).hasMessageContaining("several");
  }
}
