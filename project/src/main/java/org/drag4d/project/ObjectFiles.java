package org.drag4d.project;

import java.nio.file.Path;
import java.util.Locale;
import org.drag4d.compose.ObjectSource;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.ObjFile;
import org.drag4d.geometry.PlyFile;

/** A person's file of an object: a picture or a mesh, told apart by its extension. */
public final class ObjectFiles {
  private ObjectFiles() {}

  /**
   * Reads a picture or a mesh.
   *
   * @throws org.drag4d.task.InputException if it cannot be used
   */
  public static ObjectSource read(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".glb") || name.endsWith(".gltf")) {
      return new ObjectSource.Mesh(file.toString(), GlbFile.readMesh(file));
    }
    if (name.endsWith(".obj")) {
      return new ObjectSource.Mesh(file.toString(), ObjFile.readMesh(file));
    }
    if (name.endsWith(".ply")) {
      return new ObjectSource.Mesh(file.toString(), PlyFile.readMesh(file));
    }
    return new ObjectSource.Picture(file.toString(), ImageFiles.read(file));
  }
}
