package org.drag4d.world.object;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.world.look.Rgb;

/** Colours per vertex: that of the nearest piece, blended over 2 mm where two are as near. */
final class VertexColours {
  private static final double BLEND = 0.002;

  private VertexColours() {}

  static TriangleMesh of(TriangleMesh surface, Sculpture sculpture) {
    float[] colours = new float[surface.positions().length];
    float[] p = surface.positions();
    List<Piece> pieces = sculpture.pieces();
    for (int v = 0; v < surface.vertexCount(); v++) {
      double nearest = Double.MAX_VALUE;
      double second = Double.MAX_VALUE;
      Substance first = pieces.getFirst().substance();
      Substance other = first;
      for (int i = 0; i < pieces.size(); i++) {
        double d = pieces.get(i).distance(p[3 * v], p[3 * v + 1], p[3 * v + 2]);
        Substance substance = pieces.get(i).substance();
        if (d < nearest) {
          if (substance != first) {
            second = nearest;
            other = first;
          }
          nearest = d;
          first = substance;
        } else if (d < second && substance != first) {
          second = d;
          other = substance;
        }
      }
      double share = Math.min(1, 0.5 + (second - nearest) / (2 * BLEND));
      put(colours, v, other.colour().mix(first.colour(), share));
    }
    return new TriangleMesh(
        p, surface.normals(), colours, new float[0], surface.triangles(), Optional.empty());
  }

  /** Returns a coloured mesh and a plain one of one substance as one mesh. */
  static TriangleMesh joined(TriangleMesh mesh, TriangleMesh other, Substance substance) {
    int n = mesh.vertexCount();
    float[] colours = Arrays.copyOf(mesh.colours(), 3 * (n + other.vertexCount()));
    for (int v = n; v < n + other.vertexCount(); v++) {
      put(colours, v, substance.colour());
    }
    int[] triangles =
        Arrays.copyOf(mesh.triangles(), mesh.triangles().length + other.triangles().length);
    for (int i = 0; i < other.triangles().length; i++) {
      triangles[mesh.triangles().length + i] = n + other.triangles()[i];
    }
    return new TriangleMesh(
        joined(mesh.positions(), other.positions()),
        joined(mesh.normals(), other.normals()),
        colours,
        new float[0],
        triangles,
        Optional.empty());
  }

  private static float[] joined(float[] a, float[] b) {
    float[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static void put(float[] colours, int v, Rgb linear) {
    colours[3 * v] = srgb(linear.r());
    colours[3 * v + 1] = srgb(linear.g());
    colours[3 * v + 2] = srgb(linear.b());
  }

  private static float srgb(double linear) {
    return (float)
        (linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055);
  }
}
