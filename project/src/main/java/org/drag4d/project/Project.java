package org.drag4d.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;

/**
 * A project folder that this program may write: it is locked until it is closed.
 *
 * <p>What lies where is said by {@link Layout}; what a person wants by {@link ProjectFile}.
 */
public final class Project implements AutoCloseable {
  private final Layout layout;
  private final ProjectLock lock;
  private ProjectFile wishes;

  private Project(Layout layout, ProjectLock lock, ProjectFile wishes) {
    this.layout = layout;
    this.lock = lock;
    this.wishes = wishes;
  }

  /**
   * Opens a project for writing, or makes one.
   *
   * @param fresh the wishes of a new project
   * @param force whether a folder that holds other things may be used; those things stay
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
    ProjectLock lock = ProjectLock.take(layout.root(), layout.lock());
    return new Project(layout, lock, wishes);
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
      List<Path> projects = new java.util.ArrayList<>();
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
        && holdsSomething(root)) {
      throw new InputException(
          root.toString(),
          "holds something that is not a Drag4D project",
          "Choose another folder, or pass --force to put the project beside what is there.");
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

  private static boolean holdsSomething(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        // What an interrupted first run leaves is ours.
        if (!entry.getFileName().toString().equals(Layout.PRIVATE)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
   * cannot be used, the old ones, where there were any, are brought back.
   */
  public <T> T tryWishes(ProjectFile changed, java.util.function.Supplier<T> work) {
    boolean had = Files.exists(layout.projectJson());
    ProjectFile before = wishes;
    wish(changed);
    try {
      return work.get();
    } catch (InputException e) {
      if (had) {
        wish(before);
      }
      throw e;
    }
  }

  /**
   * Copies a person's file into the project.
   *
   * @param name its name there, without extension
   * @return its path relative to the project folder, with slashes
   */
  public String keepInput(Path file, String name) {
    String original = file.getFileName().toString();
    int dot = original.lastIndexOf('.');
    Path kept = layout.inputs().resolve(name + (dot > 0 ? original.substring(dot) : ""));
    try {
      if (!Files.exists(kept) || !Files.isSameFile(file, kept)) {
        Files.createDirectories(kept.getParent());
        Path part = kept.resolveSibling(kept.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return layout.relative(kept);
  }

  /** Gives the folder free for other programs. */
  @Override
  public void close() {
    lock.close();
  }
}
