package org.drag4d.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.WholeFile;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;

/**
 * A project folder that this program may write: it is locked until it is closed.
 *
 * <p>What lies where is said by {@link Layout}; what a person wants by {@link ProjectFile}.
 */
public final class Project implements AutoCloseable {
  private static final int CONTENT_DIGITS = 16;
  private static final Pattern COPY =
      Pattern.compile(
          "(panorama|depth|object-.+|scribbles-.+)-[0-9a-f]{" + CONTENT_DIGITS + "}(\\..+)?");

  private final Layout layout;
  private final ProjectLock lock;
  private final boolean created;
  private ProjectFile wishes;

  private Project(Layout layout, ProjectLock lock, ProjectFile wishes, boolean created) {
    this.created = created;
    this.layout = layout;
    this.lock = lock;
    this.wishes = wishes;
  }

  /**
   * Opens a project for writing, or makes one.
   *
   * @param fresh the wishes of a new project
   * @param force whether a folder that holds other things may be used; those things stay, and where
   *     one of them has a name that the project needs, the folder is refused all the same
   * @throws InputException if the folder holds something else, cannot be written, or another
   *     program works on it
   */
  public static Project openOrCreate(Path folder, ProjectFile fresh, boolean force) {
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    checkUsable(layout, force);
    return opened(layout, fresh);
  }

  /**
   * Opens a project for writing.
   *
   * @throws InputException if there is none, it cannot be written, or another program works on it
   */
  public static Project open(Path folder) {
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    checkIsProject(layout);
    checkUsable(layout, true);
    return opened(layout, ProjectFile.empty(Quality.STANDARD, 0));
  }

  private static Project opened(Layout layout, ProjectFile fresh) {
    boolean exists = Files.exists(layout.projectJson());
    ProjectFile wishes = exists ? ProjectFile.read(layout.projectJson()) : fresh;
    boolean created = !Files.exists(layout.root());
    ProjectLock lock = ProjectLock.take(layout.root(), layout.lock());
    return new Project(layout, lock, wishes, created);
  }

  /**
   * Reads a project's wishes without opening it for writing.
   *
   * @throws InputException if there is no project in the folder
   */
  public static ProjectFile read(Path folder) {
    Layout layout = new Layout(folder.toAbsolutePath().normalize());
    checkIsProject(layout);
    return ProjectFile.read(layout.projectJson());
  }

  /** Returns whether a folder holds a project. */
  public static boolean isProject(Path folder) {
    return Files.isRegularFile(new Layout(folder).projectJson());
  }

  /**
   * Finds the project that is meant when nobody says which: the only one in a folder.
   *
   * @throws InputException if there is none, or several
   */
  public static Path only(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.drag4d")) {
      List<Path> projects = new ArrayList<>();
      found.forEach(
          p -> {
            if (isProject(p)) {
              projects.add(p);
            }
          });
      if (projects.size() == 1) {
        return projects.getFirst();
      }
      projects.sort(null);
      throw new InputException(
          "--project",
          projects.isEmpty()
              ? "there is no project (a folder *.drag4d) in " + folder.toAbsolutePath()
              : "there are several projects here: " + projects,
          "Say which with -p DIR.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkIsProject(Layout layout) {
    if (!Files.exists(layout.root())) {
      throw new InputException(layout.root().toString(), "there is no such folder");
    }
    if (!Files.isRegularFile(layout.projectJson())) {
      throw new InputException(
          layout.root().toString(),
          "is not a project: it has no project.json",
          "Make one with: drag4d scene \"a cozy living room\" -o " + layout.root());
    }
  }

  private static void checkUsable(Layout layout, boolean force) {
    Path root = layout.root();
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new InputException(root.toString(), "is a file, not a folder");
    }
    if (Files.exists(root)
        && !Files.isRegularFile(layout.projectJson())
        && !force
        && holdsSomething(layout)) {
      throw new InputException(
          root.toString(),
          "holds something that is not a Drag4D project",
          "Choose another folder, or pass --force to put the project beside what is there.");
    }
    if (Files.isDirectory(root) && !Files.isRegularFile(layout.projectJson())) {
      checkNamesFree(layout);
    }
    Path writable = root;
    while (writable != null && !Files.exists(writable)) {
      writable = writable.getParent();
    }
    if (writable == null || !Files.isDirectory(writable) || !canWrite(writable)) {
      throw new InputException(
          root.toString(),
          "cannot be written"
              + (writable == null || writable.equals(root)
                  ? ""
                  : ": " + writable + " is read-only"),
          "Choose another folder with -o, or change its permissions.");
    }
  }

  /** What is there already under a name of ours is somebody's, and would be written over. */
  private static void checkNamesFree(Layout layout) {
    for (Path ours : layout.all()) {
      if (Files.exists(ours) && !isBegun(layout, ours)) {
        throw new InputException(
            layout.root().toString(),
            "holds a '" + ours.getFileName() + "' that is not Drag4D's and would be written over",
            "Choose another folder, or move it away.");
      }
    }
  }

  private static boolean holdsSomething(Layout layout) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(layout.root())) {
      for (Path entry : entries) {
        if (!isBegun(layout, entry)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says whether an entry is what a first run leaves that was stopped before it began. */
  private static boolean isBegun(Layout layout, Path entry) {
    Path ours = layout.lock().getParent();
    return entry.equals(ours) || entry.equals(layout.inputs()) && Files.exists(ours);
  }

  /** Tries it: permissions say little on network disks, in containers, and to root. */
  private static boolean canWrite(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".drag4d-", ".test"));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns what lies where. */
  public Layout layout() {
    return layout;
  }

  /** Returns what the person wants. */
  public ProjectFile wishes() {
    return wishes;
  }

  /** Changes what the person wants; results that no longer fit are remade by the next run. */
  public void wish(ProjectFile changed) {
    if (!changed.equals(wishes) || !Files.exists(layout.projectJson())) {
      changed.write(layout.projectJson());
      wishes = changed;
    }
  }

  /**
   * Changes what the person wants and does work with that. If it turns out that the new wishes
   * cannot be used, the old ones are brought back; of a new project only the scene is kept.
   */
  public <T> T tryWishes(ProjectFile changed, Supplier<T> work) {
    Optional<byte[]> file =
        Files.exists(layout.projectJson())
            ? Optional.of(WholeFile.read(layout.projectJson(), JsonFile.MAXIMUM_BYTES))
            : Optional.empty();
    ProjectFile before = wishes;
    wish(changed);
    try {
      return work.get();
    } catch (InputException e) {
      if (file.isEmpty()) {
        wish(changed.withNothingInIt());
      } else if (!changed.equals(before)) { // as the person wrote it, to the byte
        WholeFile.write(layout.projectJson(), file.get());
        wishes = before;
      }
      throw e;
    } finally {
      dropInputs();
    }
  }

  /**
   * Copies a person's file into the project. Its name there says what is in it, so that a second
   * file for the same purpose does not take the place of the first before it has proved useful.
   *
   * @param name the beginning of its name there
   * @return its path relative to the project folder, with slashes
   */
  public String keepInput(Path file, String name) {
    String original = file.getFileName().toString();
    int dot = original.lastIndexOf('.');
    String content = Fingerprint.ofFile(file).substring(0, CONTENT_DIGITS);
    Path kept =
        layout.inputs().resolve(name + "-" + content + (dot > 0 ? original.substring(dot) : ""));
    if (!Files.exists(kept)) {
      WholeFile.copy(file, kept);
    }
    return layout.relative(kept);
  }

  /** Removes copies of files that nobody wants any more. */
  private void dropInputs() {
    if (!Files.isDirectory(layout.inputs())) {
      return;
    }
    List<Path> wanted = wishes.files().stream().map(layout.root()::resolve).toList();
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(layout.inputs())) {
      for (Path copy : copies) {
        if (COPY.matcher(copy.getFileName().toString()).matches() && !wanted.contains(copy)) {
          delete(copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives the folder free for other programs; of a project that never began nothing stays. */
  @Override
  public void close() {
    if (Files.exists(layout.projectJson())) {
      lock.close();
      return;
    }
    dropInputs();
    delete(layout.inputs());
    delete(layout.lock());
    lock.close();
    delete(layout.lock().getParent());
    if (created) {
      delete(layout.root());
    }
  }

  /** Deletes a file or an empty folder, where the disk allows it. */
  private static void delete(Path place) {
    try {
      Files.deleteIfExists(place);
    } catch (IOException e) {
      // a folder that holds something else, or a disk that refuses: it stays
    }
  }
}
