package org.drag4d.geometry;

import java.nio.file.Path;
import java.util.Map;

/**
 * glTF 2.0 files: GLB is written; GLB and {@code .gltf} are read. Axes and units are ours: metres,
 * +Y up, +Z front. Colours: {@code COLOR_0} is linear in files and sRGB in {@link TriangleMesh}.
 */
public final class GlbFile {
  private GlbFile() {}

  /** Writes one mesh. */
  public static void writeMesh(Path file, TriangleMesh mesh) {
    write(file, GltfScene.of(mesh), Map.of());
  }

  /**
   * Writes meshes, each a node with a place and perhaps a movement. All materials are unlit, since
   * the colours of surfaces that come from pictures hold their light already.
   *
   * @param text where the scene came from (prompt, seed, version), written as the asset's extras
   */
  public static void write(Path file, GltfScene scene, Map<String, String> text) {
    WholeFile.write(file, new GlbWriter().write(scene, text));
  }

  /**
   * Reads all triangle meshes of the default scene. Skins and morph targets stay at rest.
   *
   * @throws org.drag4d.task.InputException if the file is damaged or compressed in a way that is
   *     not read (Draco, meshopt, quantisation)
   */
  public static GltfScene read(Path file) {
    return GlbReader.read(file);
  }

  /**
   * Reads all meshes as one in world coordinates. Meshes with different textures share one picture
   * then, in which each texture has its own place.
   *
   * @throws org.drag4d.task.InputException as {@link #read}, and if there are no triangles
   */
  public static TriangleMesh readMesh(Path file) {
    return JoinedMesh.of(read(file), file.toString());
  }
}
