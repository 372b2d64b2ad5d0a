package org.drag4d.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.drag4d.task.InputException;

/**
 * A transform of a glTF node: three rows of four numbers.
 *
 * @param m row by row
 */
record Affine(double[] m) {
  static final Affine IDENTITY = new Affine(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0});

  /** Reads a node's matrix, or its translation, rotation and scale. */
  static Affine ofNode(JsonNode node, String where) {
    double[] m = new double[12];
    JsonNode matrix = node.path("matrix");
    if (matrix.size() == 16) { // column by column
      for (int i = 0; i < 12; i++) {
        m[i] = matrix.path(i % 4 * 4 + i / 4).asDouble();
      }
    } else {
      JsonNode r = node.path("rotation");
      Quaternion q =
          r.size() == 4
              ? new Quaternion(
                  r.path(3).asDouble(),
                  r.path(0).asDouble(),
                  r.path(1).asDouble(),
                  r.path(2).asDouble())
              : Quaternion.IDENTITY;
      Vec3[] columns = {q.xAxis(), q.yAxis(), q.zAxis()};
      for (int c = 0; c < 3; c++) {
        Vec3 column = columns[c].times(node.path("scale").path(c).asDouble(1));
        m[c] = column.x();
        m[4 + c] = column.y();
        m[8 + c] = column.z();
        m[4 * c + 3] = node.path("translation").path(c).asDouble(0);
      }
    }
    for (double value : m) {
      if (!Double.isFinite(value)) {
        throw new InputException(where, "its transform is not finite");
      }
    }
    return new Affine(m);
  }

  /** Returns the transform that does first other, then this. */
  Affine times(Affine other) {
    double[] p = new double[12];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 4; c++) {
        double sum = c == 3 ? m[4 * r + 3] : 0;
        for (int k = 0; k < 3; k++) {
          sum += m[4 * r + k] * other.m[4 * k + c];
        }
        p[4 * r + c] = sum;
      }
    }
    return new Affine(p);
  }

  private Vec3 column(int c) {
    return new Vec3(m[c], m[4 + c], m[8 + c]);
  }

  private double determinant() {
    return column(0).cross(column(1)).dot(column(2));
  }

  /** Returns this as a rigid motion, if it is one to within float32. */
  Optional<Pose> rigid() {
    Vec3 x = column(0);
    Vec3 y = column(1);
    Vec3 z = column(2);
    double error =
        Math.abs(x.length() - 1)
            + Math.abs(y.length() - 1)
            + Math.abs(z.length() - 1)
            + Math.abs(x.dot(y))
            + Math.abs(y.dot(z))
            + Math.abs(z.dot(x));
    return error < 1e-5 && determinant() > 0
        ? Optional.of(new Pose(Quaternion.ofColumns(x, y, z), column(3)))
        : Optional.empty();
  }

  /** Moves a mesh; mirrored, its triangles turn around so that their outside stays outside. */
  TriangleMesh apply(TriangleMesh mesh) {
    float[] positions = new float[mesh.positions().length];
    for (int i = 0; i < positions.length; i += 3) {
      for (int r = 0; r < 3; r++) {
        double sum = m[4 * r + 3];
        for (int c = 0; c < 3; c++) {
          sum += m[4 * r + c] * mesh.positions()[i + c];
        }
        positions[i + r] = (float) sum;
      }
    }
    // Normals turn by the cofactors, which are the inverse transpose up to a positive factor.
    double sign = determinant() < 0 ? -1 : 1;
    Vec3[] cofactors = {
      column(1).cross(column(2)), column(2).cross(column(0)), column(0).cross(column(1))
    };
    float[] normals = new float[mesh.normals().length];
    for (int i = 0; i < normals.length; i += 3) {
      Vec3 n =
          cofactors[0]
              .times(sign * mesh.normals()[i])
              .plus(cofactors[1].times(sign * mesh.normals()[i + 1]))
              .plus(cofactors[2].times(sign * mesh.normals()[i + 2]));
      Vec3 unit = n.length() > 1e-20 ? n.normalised() : Vec3.UP;
      normals[i] = (float) unit.x();
      normals[i + 1] = (float) unit.y();
      normals[i + 2] = (float) unit.z();
    }
    int[] triangles = mesh.triangles().clone();
    for (int t = 0; sign < 0 && t < triangles.length; t += 3) {
      int swap = triangles[t];
      triangles[t] = triangles[t + 1];
      triangles[t + 1] = swap;
    }
    return new TriangleMesh(
        positions, normals, mesh.colours(), mesh.textureCoordinates(), triangles, mesh.texture());
  }

  /** Returns the transform of a rigid motion. */
  static Affine of(Pose pose) {
    Vec3 x = pose.rotation().xAxis();
    Vec3 y = pose.rotation().yAxis();
    Vec3 z = pose.rotation().zAxis();
    Vec3 t = pose.translation();
    return new Affine(
        new double[] {
          x.x(), y.x(), z.x(), t.x(), x.y(), y.y(), z.y(), t.y(), x.z(), y.z(), z.z(), t.z()
        });
  }
}
