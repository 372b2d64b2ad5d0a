package org.drag4d.scene.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.ViewPlan;

/**
 * Cameras that no scene is trained on: at the panorama's centre and at growing distances from it,
 * in the directions that are free that far. They look back past the centre, where a mistake in
 * depth shows most, and half of them from lower down.
 */
public final class HeldOutCameras {
  /** How far from the panorama's centre scenes are looked at, metres. */
  public static final List<Double> DISPLACEMENTS = List.of(0.0, 0.5, 1.0, 1.5, 2.0);

  private static final double FOV_DEGREES = 65;
  private static final int DIRECTIONS = 16;

  /** Half the step between the directions of training views, so that none is looked along again. */
  private static final double FIRST_DEGREES = 11.25;

  private static final double LOWER_METRES = 0.6;

  private HeldOutCameras() {}

  /**
   * A camera and where it stands.
   *
   * @param displacementMetres distance from the panorama's centre that it stands for
   * @param camera named after both
   */
  public record HeldOut(double displacementMetres, Pinhole camera) {}

  /**
   * Plans cameras.
   *
   * @param centre of the panorama
   * @param perDisplacement most cameras at each displacement
   * @param size width and height in pixels
   */
  public static List<HeldOut> plan(NovelViews place, Vec3 centre, int perDisplacement, int size) {
    List<HeldOut> all = new ArrayList<>();
    for (double displacement : DISPLACEMENTS) {
      List<Vec3> eyes = new ArrayList<>();
      for (int k = 0; k < DIRECTIONS; k++) {
        double yaw = Math.toRadians(FIRST_DEGREES + 360.0 * k / DIRECTIONS);
        double drop = k % 2 == 0 ? 0 : Math.min(LOWER_METRES, 0.8 * displacement);
        double level = Math.sqrt(displacement * displacement - drop * drop);
        Vec3 step = new Vec3(level * Math.sin(yaw), -drop, -level * Math.cos(yaw));
        if (displacement == 0
            || ViewPlan.clearStep(place, centre, step.normalised(), displacement)
                > displacement - 0.01) {
          eyes.add(centre.plus(step));
        }
      }
      for (int n = 0; n < Math.min(perDisplacement, eyes.size()); n++) {
        int of = n * eyes.size() / Math.min(perDisplacement, eyes.size());
        all.add(new HeldOut(displacement, camera(displacement, n, eyes.get(of), centre, of, size)));
      }
    }
    return List.copyOf(all);
  }

  private static Pinhole camera(
      double displacement, int n, Vec3 eye, Vec3 centre, int direction, int size) {
    double yaw =
        displacement == 0
            ? Math.toRadians(FIRST_DEGREES + 360.0 * direction / DIRECTIONS)
            : Math.atan2(centre.x() - eye.x(), eye.z() - centre.z()) + Math.toRadians(25);
    Vec3 ahead = new Vec3(Math.sin(yaw), -0.25, -Math.cos(yaw));
    String name = String.format(Locale.ROOT, "held_out_%.1fm_%d", displacement, n);
    return Pinhole.ofVerticalFov(
        name, size, size, FOV_DEGREES, Pose.lookingAt(eye, eye.plus(ahead)));
  }
}
