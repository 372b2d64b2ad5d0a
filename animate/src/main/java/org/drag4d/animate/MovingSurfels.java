package org.drag4d.animate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.splat.Surfels;

/**
 * A scene taken apart into what stays and what moves. Moved surfels keep their colour from all
 * sides: those of objects have no view-dependent part (degree 0), and a higher degree of the scene
 * would not be turned with them.
 *
 * @param still everything that stays where it is
 * @param objects what moves, at rest, one entry an object in the order of their ids
 */
record MovingSurfels(Surfels still, List<Moving> objects) {

  /**
   * One object that moves.
   *
   * @param member which
   * @param atRest its surfels in world coordinates
   * @param parts per surfel its part, from 1
   * @param poses objectToWorld per frame
   */
  record Moving(Member member, Surfels atRest, int[] parts, List<Pose> poses) {

    /** Returns the motion of the world in which the object rests, in a frame. */
    Pose restToFrame(int frame) {
      return poses.get(frame).times(member.objectToWorld().inverse());
    }

    /** Returns the surfels in a frame. */
    Surfels at(int frame) {
      return moved(atRest, restToFrame(frame));
    }
  }

  static MovingSurfels of(SurfelScene scene, Motion motion) {
    Surfels all = scene.surfels();
    Map<Integer, List<Pose>> poses = motion.objectToWorld();
    List<Moving> objects =
        scene.members().stream()
            .filter(m -> poses.containsKey(m.id()))
            .map(
                m -> {
                  int[] chosen = indices(scene, id -> id == m.id());
                  int[] parts = Arrays.stream(chosen).map(i -> scene.parts()[i]).toArray();
                  return new Moving(m, subset(all, chosen), parts, poses.get(m.id()));
                })
            .toList();
    int[] rest = indices(scene, id -> !poses.containsKey(id));
    return new MovingSurfels(subset(all, rest), objects);
  }

  private static int[] indices(SurfelScene scene, IntPredicate wanted) {
    int[] indices = new int[scene.surfels().count()];
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      if (wanted.test(scene.instances()[i])) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  /** Returns some of the surfels, in the order of their indices. */
  static Surfels subset(Surfels all, int[] indices) {
    return new Surfels(
        all.degree(),
        gathered(all.positions(), 3, indices),
        gathered(all.rotations(), 4, indices),
        gathered(all.logScales(), 2, indices),
        gathered(all.opacityLogits(), 1, indices),
        gathered(all.sphericalHarmonics(), 3 * all.coefficientsPerChannel(), indices));
  }

  private static float[] gathered(float[] values, int width, int[] indices) {
    float[] gathered = new float[width * indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, width * indices[i], gathered, width * i, width);
    }
    return gathered;
  }

  /** Returns the surfels of both, in this order; they must have the same degree. */
  static Surfels join(Surfels a, Surfels b) {
    return new Surfels(
        a.degree(),
        joined(a.positions(), b.positions()),
        joined(a.rotations(), b.rotations()),
        joined(a.logScales(), b.logScales()),
        joined(a.opacityLogits(), b.opacityLogits()),
        joined(a.sphericalHarmonics(), b.sphericalHarmonics()));
  }

  private static float[] joined(float[] a, float[] b) {
    float[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }

  /** Moves surfels rigidly: positions, and the rotations that hold tangents and normals. */
  static Surfels moved(Surfels surfels, Pose motion) {
    int n = surfels.count();
    float[] positions = new float[3 * n];
    float[] rotations = new float[4 * n];
    float[] p = surfels.positions();
    float[] r = surfels.rotations();
    Quaternion q = motion.rotation();
    for (int i = 0; i < n; i++) {
      Vec3 at = motion.apply(new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2]));
      positions[3 * i] = (float) at.x();
      positions[3 * i + 1] = (float) at.y();
      positions[3 * i + 2] = (float) at.z();
      float w = r[4 * i];
      float x = r[4 * i + 1];
      float y = r[4 * i + 2];
      float z = r[4 * i + 3];
      rotations[4 * i] = (float) (q.w() * w - q.x() * x - q.y() * y - q.z() * z);
      rotations[4 * i + 1] = (float) (q.w() * x + q.x() * w + q.y() * z - q.z() * y);
      rotations[4 * i + 2] = (float) (q.w() * y - q.x() * z + q.y() * w + q.z() * x);
      rotations[4 * i + 3] = (float) (q.w() * z + q.x() * y - q.y() * x + q.z() * w);
    }
    return new Surfels(
        surfels.degree(),
        positions,
        rotations,
        surfels.logScales(),
        surfels.opacityLogits(),
        surfels.sphericalHarmonics());
  }

  /** Returns the same surfels in one colour, red green blue in [0, 1], from all sides. */
  static Surfels painted(Surfels surfels, double value) {
    float[] colours = new float[3 * surfels.count()];
    Arrays.fill(colours, (float) ((value - 0.5) / Surfels.C0));
    return new Surfels(
        0,
        surfels.positions(),
        surfels.rotations(),
        surfels.logScales(),
        surfels.opacityLogits(),
        colours);
  }
}
