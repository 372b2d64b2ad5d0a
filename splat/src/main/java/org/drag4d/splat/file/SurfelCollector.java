package org.drag4d.splat.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.Surfels;

/**
 * Turns splats as files hold them into surfels. Splats with a number that is not finite are left
 * out. Of three scales the smallest is dropped and its axis becomes the normal: for files of
 * surfels that is the flat third axis they were written with, for 3D Gaussians it is the flattest
 * disc that shows the same outline from the front.
 */
final class SurfelCollector {
  /** A sigmoid does not differ from 0 or 1 in 32 bits beyond this. */
  private static final float LARGEST_LOGIT = 30;

  private final int degree;
  private final int perChannel;
  private float[] positions = {};
  private float[] rotations = {};
  private float[] logScales = {};
  private float[] opacityLogits = {};
  private float[] harmonics = {};
  private int[] instances = {};
  private int[] parts = {};
  private int count;
  private int notFinite;
  private int turned;
  private int thick;

  /**
   * Makes an empty collector.
   *
   * @param degree of the spherical harmonics
   * @param expected how many splats are promised; memory for them is taken as they come, since a
   *     damaged file may promise millions
   */
  SurfelCollector(int degree, int expected) {
    this.degree = degree;
    perChannel = (degree + 1) * (degree + 1);
    resize(Math.min(expected, 1 << 18));
  }

  private void resize(int capacity) {
    positions = Arrays.copyOf(positions, 3 * capacity);
    rotations = Arrays.copyOf(rotations, 4 * capacity);
    logScales = Arrays.copyOf(logScales, 2 * capacity);
    opacityLogits = Arrays.copyOf(opacityLogits, capacity);
    harmonics = Arrays.copyOf(harmonics, 3 * perChannel * capacity);
    instances = Arrays.copyOf(instances, capacity);
    parts = Arrays.copyOf(parts, capacity);
  }

  /**
   * Adds a splat.
   *
   * @param position x y z
   * @param rotation w x y z, not normalised
   * @param scales two or three natural logarithms
   * @param logit of the opacity; infinite means fully transparent or opaque
   * @param coefficients spherical harmonics, coefficient by coefficient, red green blue inside
   */
  void add(
      float[] position,
      float[] rotation,
      float[] scales,
      float logit,
      float[] coefficients,
      int instance,
      int part) {
    if (!finite(position)
        || !finite(rotation)
        || !finite(coefficients)
        || Float.isNaN(logit)
        || !finite(scales, Math.min(2, scales.length))
        || (scales.length == 3
            && (Float.isNaN(scales[2]) || scales[2] == Float.POSITIVE_INFINITY))) {
      notFinite++;
      return;
    }
    if (count == opacityLogits.length) {
      resize(Math.max(16, count + (count >> 1)));
    }
    System.arraycopy(position, 0, positions, 3 * count, 3);
    System.arraycopy(coefficients, 0, harmonics, coefficients.length * count, coefficients.length);
    opacityLogits[count] = Math.clamp(logit, -LARGEST_LOGIT, LARGEST_LOGIT);
    instances[count] = instance;
    parts[count] = part;
    flatten(rotation, scales);
    count++;
  }

  private void flatten(float[] rotation, float[] scales) {
    int flat = 2;
    if (scales.length == 3) {
      for (int axis = 1; axis >= 0; axis--) {
        if (scales[axis] < scales[flat]) {
          flat = axis;
        }
      }
      if (scales[flat] > Math.min(scales[(flat + 1) % 3], scales[(flat + 2) % 3]) - 2.3f) {
        thick++; // less than ten times thinner than wide
      }
    }
    if (flat == 2) {
      System.arraycopy(rotation, 0, rotations, 4 * count, 4);
      logScales[2 * count] = scales[0];
      logScales[2 * count + 1] = scales[1];
      return;
    }
    turned++;
    Quaternion q = new Quaternion(rotation[0], rotation[1], rotation[2], rotation[3]);
    Vec3[] axes = {q.xAxis(), q.yAxis(), q.zAxis()};
    int u = (flat + 1) % 3; // a cyclic exchange keeps the axes right-handed
    int v = (flat + 2) % 3;
    Quaternion t = Quaternion.ofColumns(axes[u], axes[v], axes[flat]);
    rotations[4 * count] = (float) t.w();
    rotations[4 * count + 1] = (float) t.x();
    rotations[4 * count + 2] = (float) t.y();
    rotations[4 * count + 3] = (float) t.z();
    logScales[2 * count] = scales[u];
    logScales[2 * count + 1] = scales[v];
  }

  private static boolean finite(float[] values) {
    return finite(values, values.length);
  }

  private static boolean finite(float[] values, int length) {
    for (int i = 0; i < length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  SurfelFile toFile(List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    if (notFinite > 0) {
      all.add(
          notFinite
              + " splats hold numbers that are not finite (NaN, infinity); they are left out");
    }
    if (thick > 0) {
      all.add(
          thick
              + " splats are 3D Gaussians with a thickness; the thinnest axis became the normal of"
              + " a flat surfel and its scale was dropped");
    } else if (turned > 0) {
      all.add(turned + " splats were flat along another axis than the third; they were turned");
    }
    resize(count);
    Surfels surfels =
        new Surfels(degree, positions, rotations, logScales, opacityLogits, harmonics);
    return new SurfelFile(new SurfelScene(surfels, instances, parts, List.of()), all);
  }
}
