package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.GltfScene;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.splat.Surfels;

/** The moving scene as one thing in space and time, for other programs. */
public final class Scene4D {
  private Scene4D() {}

  /**
   * The moving scene as surfels.
   *
   * @param framesPerSecond of the poses
   * @param still everything that stays where it is
   * @param layers what moves
   */
  public record SurfelForm(double framesPerSecond, Surfels still, List<Layer> layers) {
    /** Copies the list. */
    public SurfelForm {
      layers = List.copyOf(layers);
    }
  }

  /**
   * One object that moves.
   *
   * @param name the object's name
   * @param atRest its surfels in world coordinates at rest
   * @param restToFrame per frame the motion to apply to them
   */
  public record Layer(String name, Surfels atRest, List<Pose> restToFrame) {
    /** Copies the list. */
    public Layer {
      restToFrame = List.copyOf(restToFrame);
    }

    /** Returns the surfels in a frame, world coordinates. */
    public Surfels at(int frame) {
      return MovingSurfels.moved(atRest, restToFrame.get(frame));
    }
  }

  /** Returns the surfel form: base surfels and one pose a frame. */
  public static SurfelForm surfels(SurfelScene scene, Motion motion) {
    MovingSurfels moving = MovingSurfels.of(scene, motion);
    List<Layer> layers = new ArrayList<>();
    for (MovingSurfels.Moving object : moving.objects()) {
      List<Pose> poses = new ArrayList<>();
      for (int f = 0; f < object.poses().size(); f++) {
        poses.add(object.restToFrame(f));
      }
      layers.add(new Layer(object.member().name(), object.atRest(), poses));
    }
    return new SurfelForm(motion.framesPerSecond(), moving.still(), layers);
  }

  /**
   * Returns the mesh form for {@code scene4d.glb}: the scene's mesh and every object as a node of
   * its own, animated where it moves.
   *
   * @param sceneMesh the still scene, world coordinates
   * @param objectMeshes per object id its mesh in the object frame, metres
   */
  public static GltfScene meshes(
      TriangleMesh sceneMesh,
      List<Member> members,
      Map<Integer, TriangleMesh> objectMeshes,
      Motion motion) {
    List<GltfScene.Node> nodes = new ArrayList<>();
    nodes.add(new GltfScene.Node("scene", Pose.IDENTITY, sceneMesh, Optional.empty()));
    for (Member member : members) {
      TriangleMesh mesh = objectMeshes.get(member.id());
      if (mesh == null) {
        throw new IllegalArgumentException("no mesh of " + member.name());
      }
      List<Pose> poses = motion.objectToWorld().getOrDefault(member.id(), List.of());
      double[] seconds = new double[poses.size()];
      for (int f = 0; f < seconds.length; f++) {
        seconds[f] = f / motion.framesPerSecond();
      }
      nodes.add(
          new GltfScene.Node(
              member.name(),
              poses.isEmpty() ? member.objectToWorld() : poses.getFirst(),
              mesh,
              poses.isEmpty()
                  ? Optional.empty()
                  : Optional.of(new GltfScene.Movement(seconds, poses))));
    }
    return new GltfScene(nodes);
  }
}
