package org.drag4d.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;

/**
 * The cameras to train on.
 *
 * @param base E_i of the paper: at the panorama's centre, all around and to the poles
 *     (text-to-scene 3.1)
 * @param displaced E_ij: away from the centre, kept clear of walls and furniture
 */
public record ViewPlan(List<Pinhole> base, List<Pinhole> displaced) {
  /** Yaws of a ring are this share of the field of view apart: 10 at 49.9 degrees. */
  private static final double YAW_STEP = 0.72;

  /** Pitch of the upper and lower ring over the field of view: 30 at 49.9 degrees. */
  private static final double PITCH = 0.6;

  /** Degrees of orbit of the displaced views of a panorama (text-to-scene 3.2). */
  private static final double ORBIT_DEGREES = 5;

  /** Least number of directions from the free floor in which views are possible. */
  private static final int AZIMUTHS = 24;

  /** How far from the middle of the free floor views are possible, metres (paper: 1.5 to 3). */
  private static final double[] RADII = {1.5, 2.2, 3};

  /** Where videos are filmed from (level, and from 30 degrees above), and where a person stands. */
  private static final List<Ring> RINGS =
      List.of(new Ring(0, 0.35), new Ring(0, 1.2), new Ring(30, 0.5));

  /** Views from nearer than this, in metres, are taken from above instead. */
  private static final double NEAREST = 0.8;

  private static final double STEEP_DEGREES = 50;

  /** What is kept between a camera and the next surface, metres. */
  private static final double CLEARANCE = 0.3;

  /** Views around the free floor, and how high above it they look, metres. */
  private record Ring(double elevationDegrees, double lookHeight) {}

  /** Copies the lists. */
  public ViewPlan {
    base = List.copyOf(base);
    displaced = List.copyOf(displaced);
  }

  /** Plans the views of a panorama. Cheap; the same for the same panorama and settings. */
  public static ViewPlan of(PanoramaScene panorama, SceneSettings settings) {
    List<Pinhole> base = base(panorama.camera().centre(), settings);
    List<Pinhole> displaced =
        panorama
            .novelViews()
            .map(place -> aroundFreeFloor(place, panorama.camera().centre(), settings))
            .orElseGet(() -> orbits(base, panorama, settings));
    return new ViewPlan(base, displaced);
  }

  // ---------------------------------------------------------------- base views

  /** Three rings of yaws and the two poles; with a field of view of 49.9 degrees 30 + 2 views. */
  private static List<Pinhole> base(Vec3 centre, SceneSettings settings) {
    double fov = settings.baseFovDegrees();
    int yaws = (int) Math.ceil(360 / (fov * YAW_STEP) - 0.05);
    List<Pinhole> views = new ArrayList<>();
    for (double pitch : new double[] {0, PITCH * fov, -PITCH * fov}) {
      for (int k = 0; k < yaws; k++) {
        Vec3 direction = direction(360.0 * k / yaws, pitch);
        views.add(square("base", views.size(), settings.viewSize(), fov, centre, direction));
      }
    }
    double seen = PITCH * fov + fov / 2; // the rings' upper edge; the polar views overlap it
    double polarFov = Math.max(fov, 2 * (90 - seen) + 16);
    views.add(square("base", views.size(), settings.viewSize(), polarFov, centre, Vec3.UP));
    views.add(
        square("base", views.size(), settings.viewSize(), polarFov, centre, Vec3.UP.times(-1)));
    return views;
  }

  /** Returns a unit direction: yaw clockwise seen from above, 0 along -Z; pitch upwards. */
  private static Vec3 direction(double yawDegrees, double pitchDegrees) {
    double yaw = Math.toRadians(yawDegrees);
    double pitch = Math.toRadians(pitchDegrees);
    return new Vec3(
        Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), -Math.cos(yaw) * Math.cos(pitch));
  }

  private static String name(String kind, int index) {
    return String.format(Locale.ROOT, "%s_%03d", kind, index);
  }

  private static Pinhole square(
      String kind, int index, int size, double fov, Vec3 eye, Vec3 direction) {
    return Pinhole.ofVerticalFov(
        name(kind, index), size, size, fov, Pose.lookingAt(eye, eye.plus(direction)));
  }

  // ---------------------------------------------------------------- displaced, place known

  /**
   * A third of the views stands on the free floor and looks outwards, all around. The others look
   * at it from around it, where videos are filmed from: those that together with the outward ones
   * show most of what any of them would show.
   */
  private static List<Pinhole> aroundFreeFloor(NovelViews place, Vec3 eye, SceneSettings settings) {
    int inward = (2 * settings.displacedViews() + 2) / 3;
    List<Pinhole> views = outwards(place, settings.displacedViews() - inward, settings);
    views.addAll(ViewCoverage.choose(place, eye, views, inwards(place, inward, settings), inward));
    for (int k = 0; k < views.size(); k++) {
      views.set(k, views.get(k).named(name("displaced", k)));
    }
    return views;
  }

  private static List<Pinhole> outwards(NovelViews place, int count, SceneSettings settings) {
    List<Pinhole> views = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double azimuth = 360.0 * (k + 0.5) / count;
      Vec3 centre = place.freeFloorCentre().plus(Vec3.UP.times(k % 2 == 0 ? 1.0 : 1.5));
      Vec3 back = direction(azimuth + 180, 0);
      Vec3 eye = centre.plus(back.times(clearStep(place, centre, back, 1.2)));
      views.add(displaced(eye, direction(azimuth, k % 2 == 0 ? -8 : -20), settings));
    }
    return views;
  }

  /** Returns at least {@code count} possible views. */
  private static List<Pinhole> inwards(NovelViews place, int count, SceneSettings settings) {
    List<Pinhole> views = new ArrayList<>();
    int azimuths = Math.max(AZIMUTHS, count);
    for (int k = 0; k < azimuths; k++) {
      double azimuth = 360.0 * k / azimuths;
      for (Ring ring : RINGS) {
        Vec3 target = place.freeFloorCentre().plus(Vec3.UP.times(ring.lookHeight()));
        Vec3 away = direction(azimuth, ring.elevationDegrees());
        double before = 0;
        for (double radius : RADII) {
          double step = clearStep(place, target, away, radius);
          if (step >= NEAREST && step > before + 0.2) {
            views.add(displaced(target.plus(away.times(step)), away.times(-1), settings));
            before = step;
          }
        }
        if (before == 0) { // something stands there: look over it
          Vec3 above = direction(azimuth, STEEP_DEGREES);
          double step = Math.max(0.1, clearStep(place, target, above, RADII[0]));
          views.add(displaced(target.plus(above.times(step)), above.times(-1), settings));
        }
      }
    }
    return views;
  }

  private static Pinhole displaced(Vec3 eye, Vec3 direction, SceneSettings settings) {
    return square(
        "displaced", 0, settings.viewSize(), settings.displacedFovDegrees(), eye, direction);
  }

  /**
   * Returns how far a camera may go from a free point: as far as wanted, short of the next surface,
   * and not where something is close on any side.
   */
  public static double clearStep(NovelViews place, Vec3 from, Vec3 direction, double wanted) {
    double step = Math.max(0, place.clearDistance(from, direction, wanted + CLEARANCE) - CLEARANCE);
    while (step > 0 && !roomAround(place, from.plus(direction.times(step)))) {
      step = Math.max(0, step - 0.1);
    }
    return step;
  }

  /** Looks into 26 directions: to the faces, edges and corners of a cube. */
  private static boolean roomAround(NovelViews place, Vec3 eye) {
    for (int k = 0; k < 27; k++) {
      if (k != 13) {
        Vec3 direction = new Vec3(k % 3 - 1, k / 3 % 3 - 1, k / 9 - 1).normalised();
        if (place.clearDistance(eye, direction, CLEARANCE) < 0.8 * CLEARANCE) {
          return false;
        }
      }
    }
    return true;
  }

  // ---------------------------------------------------------------- displaced, panorama only

  /**
   * Orbits base views by a few degrees about what they see in their centre, to four sides each (T =
   * 4; text-to-scene 3.2); with fewer views than that, each base view in turn gives one.
   */
  private static List<Pinhole> orbits(
      List<Pinhole> base, PanoramaScene panorama, SceneSettings settings) {
    int rings = base.size() - 2; // without the poles
    List<Pinhole> views = new ArrayList<>();
    for (int k = 0; k < settings.displacedViews(); k++) {
      int of = (int) ((long) k * rings / settings.displacedViews());
      int side = settings.displacedViews() >= rings ? k % 4 : (2 * k + of) % 4;
      Pinhole view = base.get(of);
      double depth = centreDistance(view, panorama);
      double angle = Math.toRadians(ORBIT_DEGREES);
      double sideways = depth * Math.sin(angle);
      double forward = depth * (1 - Math.cos(angle));
      Vec3 step =
          switch (side) {
            case 0 -> new Vec3(sideways, 0, forward);
            case 1 -> new Vec3(0, sideways, forward);
            case 2 -> new Vec3(-sideways, 0, forward);
            default -> new Vec3(0, -sideways, forward);
          };
      Vec3 eye = view.cameraToWorld().apply(step);
      Vec3 pivot = view.cameraToWorld().apply(new Vec3(0, 0, depth));
      views.add(
          square(
              "displaced",
              k,
              settings.viewSize(),
              settings.baseFovDegrees(),
              eye,
              pivot.minus(eye)));
    }
    return views;
  }

  /** Returns the median distance that the middle of a base view sees; 5 m if it is sky. */
  private static double centreDistance(Pinhole view, PanoramaScene panorama) {
    DepthMap distance = panorama.radialDistance();
    List<Float> seen = new ArrayList<>();
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        Vec3 at =
            panorama
                .camera()
                .project(
                    view.unproject(
                        view.principalX() + 0.02 * view.width() * dx,
                        view.principalY() + 0.02 * view.height() * dy,
                        1));
        float r =
            distance.at(
                Math.min(distance.width() - 1, (int) at.x()),
                Math.min(distance.height() - 1, (int) at.y()));
        if (r > 0 && r < Float.POSITIVE_INFINITY) {
          seen.add(r);
        }
      }
    }
    return seen.isEmpty() ? 5 : seen.stream().sorted().skip(seen.size() / 2).findFirst().get();
  }
}
