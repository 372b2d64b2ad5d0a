package org.drag4d.project;

import java.nio.file.Path;
import java.util.List;

/**
 * What lies where in a project folder (contract, "The project folder").
 *
 * @param root the project folder
 */
public record Layout(Path root) {
  /** The folder of what can be deleted at any time: lock, checkpoints, caches. */
  static final String PRIVATE = ".drag4d";

  private static final String FEATURES = "features";

  /** Returns the file of the person's wishes. */
  public Path projectJson() {
    return root.resolve("project.json");
  }

  /** Returns the folder of copies of the person's files. */
  public Path inputs() {
    return root.resolve("inputs");
  }

  /** Returns the folder of stage 1. */
  public Path scene() {
    return root.resolve("scene");
  }

  /** Returns the folder of an object. */
  public Path object(String name) {
    return root.resolve("objects").resolve(name);
  }

  /** Returns the folder of stage 2. */
  public Path composed() {
    return root.resolve("composed");
  }

  /** Returns the folder of a path's videos. */
  public Path animation(String path) {
    return root.resolve("animation").resolve(path);
  }

  /** Returns the folder of the surfels' features of a model. */
  public Path features(String model) {
    return root.resolve(FEATURES).resolve(model.replaceAll("[^A-Za-z0-9._+-]+", "_"));
  }

  /** Returns the page that shows everything. */
  public Path report() {
    return root.resolve("report.html");
  }

  /** Returns all files and folders that lie in a project folder itself. */
  List<Path> all() {
    return List.of(
        projectJson(),
        inputs(),
        scene(),
        root.resolve("objects"),
        composed(),
        root.resolve("animation"),
        root.resolve(FEATURES),
        report(),
        root.resolve(PRIVATE));
  }

  /** Returns the file that says who works on the project. */
  Path lock() {
    return root.resolve(PRIVATE).resolve("lock");
  }

  /** Returns the checkpoint of the scene's optimisation. */
  Path checkpoint() {
    return root.resolve(PRIVATE).resolve("scene.checkpoint");
  }

  /** Returns the folder where an object is kept before it is placed. */
  Path model(String object) {
    return root.resolve(PRIVATE).resolve("models").resolve(object);
  }

  /** Returns a file's path from the root, with slashes on every system. */
  String relative(Path file) {
    return root.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }
}
