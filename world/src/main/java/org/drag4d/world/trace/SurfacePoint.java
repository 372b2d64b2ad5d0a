package org.drag4d.world.trace;

/**
 * A point of a surface as a ray found it. A mutable work object, one a thread. Normals face the
 * viewer; the shading normal never faces away from the side that the ray came from.
 */
public final class SurfacePoint {
  /** Index of the part. */
  public int part;

  /** The point in the world, metres. */
  public double x;

  /** The point's y. */
  public double y;

  /** The point's z. */
  public double z;

  /** The triangle's own unit normal, towards the viewer. */
  public double geometricX;

  /** Its y. */
  public double geometricY;

  /** Its z. */
  public double geometricZ;

  /** The interpolated unit normal, towards the viewer. */
  public double normalX;

  /** Its y. */
  public double normalY;

  /** Its z. */
  public double normalZ;

  /** The point in the part's own metres (scale applied): where textures are laid out. */
  public double localX;

  /** Its y. */
  public double localY;

  /** Its z. */
  public double localZ;

  /** The interpolated normal in the part's frame, outwards (not turned to the viewer). */
  public double localNormalX;

  /** Its y. */
  public double localNormalY;

  /** Its z. */
  public double localNormalZ;

  /** Whether the ray came from behind the triangle. */
  public boolean inside;

  /** Stands where another point stands, on the same part, under the same normals. */
  public void standAt(SurfacePoint o) {
    part = o.part;
    x = o.x;
    y = o.y;
    z = o.z;
    geometricX = o.geometricX;
    geometricY = o.geometricY;
    geometricZ = o.geometricZ;
    normalX = o.normalX;
    normalY = o.normalY;
    normalZ = o.normalZ;
  }

  void faceViewer(double dx, double dy, double dz) {
    inside = geometricX * dx + geometricY * dy + geometricZ * dz > 0;
    if (inside) {
      geometricX = -geometricX;
      geometricY = -geometricY;
      geometricZ = -geometricZ;
    }
    if (normalX * geometricX + normalY * geometricY + normalZ * geometricZ < 0) {
      normalX = -normalX;
      normalY = -normalY;
      normalZ = -normalZ;
    }
    bend(dx, dy, dz);
  }

  /** Bends a shading normal that faces away from the viewer back to the horizon of the view. */
  public void bend(double dx, double dy, double dz) {
    double away = normalX * dx + normalY * dy + normalZ * dz;
    if (away > -0.02) {
      double push = away + 0.02;
      normalX -= push * dx;
      normalY -= push * dy;
      normalZ -= push * dz;
      double n = 1 / Math.sqrt(normalX * normalX + normalY * normalY + normalZ * normalZ);
      normalX *= n;
      normalY *= n;
      normalZ *= n;
    }
  }
}
