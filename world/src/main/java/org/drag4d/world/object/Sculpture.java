package org.drag4d.world.object;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/**
 * A list of pieces that merge into one solid. Where two surfaces come closer than the blend radius
 * k of the later piece, the smooth minimum min(a, b) - max(k - |a - b|, 0)² / 4k rounds the crease.
 */
final class Sculpture {
  private final List<Piece> pieces = new ArrayList<>();

  List<Piece> pieces() {
    return pieces;
  }

  Sculpture ellipsoid(
      Substance substance,
      double blend,
      double x,
      double y,
      double z,
      double rx,
      double ry,
      double rz) {
    return ellipsoid(substance, blend, x, y, z, rx, ry, rz, Quaternion.IDENTITY);
  }

  Sculpture ellipsoid(
      Substance substance,
      double blend,
      double x,
      double y,
      double z,
      double rx,
      double ry,
      double rz,
      Quaternion rotation) {
    return add(new Shape.Ellipsoid(rx, ry, rz), new Vec3(x, y, z), rotation, substance, blend);
  }

  Sculpture ball(Substance substance, double blend, double x, double y, double z, double r) {
    return ellipsoid(substance, blend, x, y, z, r, r, r);
  }

  Sculpture box(
      Substance substance,
      double x,
      double y,
      double z,
      double hx,
      double hy,
      double hz,
      double radius) {
    return add(
        new Shape.RoundBox(hx, hy, hz, radius),
        new Vec3(x, y, z),
        Quaternion.IDENTITY,
        substance,
        0);
  }

  /** A bar between two points with a radius at each. */
  Sculpture bar(Substance substance, double blend, Vec3 from, double r0, Vec3 to, double r1) {
    Vec3 y = to.minus(from).normalised();
    Vec3 other = Math.abs(y.x()) < 0.9 ? new Vec3(1, 0, 0) : new Vec3(0, 0, 1);
    Vec3 z = other.cross(y).normalised();
    Quaternion rotation = Quaternion.ofColumns(y.cross(z), y, z);
    return add(new Shape.RoundCone(from.distance(to), r0, r1), from, rotation, substance, blend);
  }

  /** A drum whose axis is turned from y by a rotation. */
  Sculpture drum(
      Substance substance,
      double x,
      double y,
      double z,
      double r,
      double halfHeight,
      double radius,
      Quaternion rotation) {
    return add(new Shape.Drum(r, halfHeight, radius), new Vec3(x, y, z), rotation, substance, 0);
  }

  Sculpture add(Shape shape, Vec3 place, Quaternion rotation, Substance substance, double blend) {
    pieces.add(new Piece(shape, place, rotation, substance, blend));
    return this;
  }

  /** Returns the distance of the whole, negative inside. */
  double distance(List<Piece> near, double x, double y, double z) {
    double d = Double.MAX_VALUE;
    for (int i = 0; i < near.size(); i++) {
      Piece piece = near.get(i);
      d = merged(d, piece.distance(x, y, z), piece.blend());
    }
    return d;
  }

  private static double merged(double a, double b, double k) {
    double least = Math.min(a, b);
    double h = k - Math.abs(a - b);
    return h > 0 && k > 0 ? least - h * h / (4 * k) : least;
  }
}
