package org.drag4d.priors.depth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/** The 20 directions of a regular icosahedron's faces (text-to-scene section 2.3). */
public final class TileCameras {
  /** Neighbouring faces are 41.8 degrees apart, so that a direction is in three or four tiles. */
  public static final double FOV_DEGREES = 90;

  private static final double STEEP_DEGREES = 52.6226;
  private static final double FLAT_DEGREES = 10.8123;

  private TileCameras() {}

  /** Returns square cameras that look through all faces from a centre. */
  public static List<Pinhole> icosahedron(Vec3 centre, int side) {
    List<Pinhole> cameras = new ArrayList<>();
    double[] latitudes = {STEEP_DEGREES, FLAT_DEGREES, -FLAT_DEGREES, -STEEP_DEGREES};
    for (int ring = 0; ring < 4; ring++) {
      for (int k = 0; k < 5; k++) {
        double longitude = Math.toRadians(-180 + (ring < 2 ? 36 : 0) + 72 * k);
        double latitude = Math.toRadians(latitudes[ring]);
        Vec3 direction =
            new Vec3(
                Math.sin(longitude) * Math.cos(latitude),
                Math.sin(latitude),
                -Math.cos(longitude) * Math.cos(latitude));
        cameras.add(
            Pinhole.ofVerticalFov(
                String.format(Locale.ROOT, "tile_%02d", cameras.size()),
                side,
                side,
                FOV_DEGREES,
                Pose.lookingAt(centre, centre.plus(direction))));
      }
    }
    return cameras;
  }
}
