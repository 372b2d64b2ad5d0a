package org.drag4d.geometry;

import java.util.List;
import java.util.Optional;

/**
 * What we put into a glTF file and take from one: meshes with a place, some of which move.
 *
 * @param nodes in the file's order
 */
public record GltfScene(List<Node> nodes) {

  /**
   * A mesh in its place.
   *
   * @param name for people
   * @param meshToWorld where it stands at rest
   * @param mesh in metres; what is not rigid in a file's transforms is already applied
   * @param movement how it moves, if it does
   */
  public record Node(
      String name, Pose meshToWorld, TriangleMesh mesh, Optional<Movement> movement) {}

  /**
   * A movement, linear between its keys.
   *
   * @param seconds times of the keys, increasing from 0
   * @param meshToWorld pose at each key
   */
  public record Movement(double[] seconds, List<Pose> meshToWorld) {
    /** Checks that there is a pose for every time. */
    public Movement {
      meshToWorld = List.copyOf(meshToWorld);
      if (seconds.length == 0 || seconds.length != meshToWorld.size()) {
        throw new IllegalArgumentException(seconds.length + " times, " + meshToWorld.size());
      }
    }
  }

  /** Copies the list. */
  public GltfScene {
    nodes = List.copyOf(nodes);
  }

  /** Makes a scene of one mesh that stands where its coordinates say. */
  public static GltfScene of(TriangleMesh mesh) {
    return new GltfScene(List.of(new Node("mesh", Pose.IDENTITY, mesh, Optional.empty())));
  }
}
