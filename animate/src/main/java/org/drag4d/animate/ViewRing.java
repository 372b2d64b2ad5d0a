package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Occupancy;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.SurfelScene.Member;

/**
 * The eight views: azimuth {0, 90, 180, 270} × elevation {0, 30} degrees (paper, section 2.5;
 * motion-video 5.1). Cameras look at the middle of the box that the objects sweep, from so far that
 * all of it is in the picture. A view that something blocks comes nearer with a wider lens; if that
 * is not enough it rises. Each view's notes say what was changed.
 */
public final class ViewRing {
  /** The names of all views in their order: elevation 0 first, then by azimuth. */
  public static final List<String> NAMES =
      List.of(
          "a000_e00",
          "a090_e00",
          "a180_e00",
          "a270_e00",
          "a000_e30",
          "a090_e30",
          "a180_e30",
          "a270_e30");

  private static final double WIDEST_FOV = 75; // motion-video 5.1
  private static final double FILLED = 0.9; // of the picture's half width and height
  private static final double CLEARANCE = 0.15; // metres around a camera
  private static final double ENOUGH_IN_SIGHT = 0.9; // of the places that the objects pass
  private static final double BEFORE_THE_LENS = 0.6; // metres: what is nearer fills the picture
  private static final double ENOUGH_OPEN = 0.85; // of the picture above the floor

  private final Occupancy occupancy;
  private final double floorHeight;
  private final AnimateSettings settings;
  private final List<Vec3> corners = new ArrayList<>();
  private final List<Vec3> middles = new ArrayList<>();
  private final Vec3 target;
  private final double frontYaw;

  private ViewRing(
      Occupancy occupancy,
      double floorHeight,
      AnimateSettings settings,
      Motion motion,
      List<Member> members) {
    this.occupancy = occupancy;
    this.floorHeight = floorHeight;
    this.settings = settings;
    double yaw = 0;
    for (Map.Entry<Integer, List<Pose>> entry : motion.objectToWorld().entrySet()) {
      Member member =
          members.stream().filter(m -> m.id() == entry.getKey()).findFirst().orElseThrow();
      if (corners.isEmpty()) {
        yaw = member.objectToWorld().rotation().yawDegrees();
      }
      sweep(member, entry.getValue());
    }
    frontYaw = yaw;
    target = middleOf(corners);
  }

  private void sweep(Member member, List<Pose> poses) {
    Box3 box = member.box();
    for (Pose pose : poses) {
      Pose moved = pose.times(member.objectToWorld().inverse());
      middles.add(moved.apply(box.centre()));
      for (int i = 0; i < 8; i++) {
        Vec3 half =
            new Vec3(
                box.size().x() * ((i & 1) - 0.5),
                box.size().y() * ((i >> 1 & 1) - 0.5),
                box.size().z() * ((i >> 2 & 1) - 0.5));
        corners.add(moved.apply(box.centre().plus(box.rotation().rotate(half))));
      }
    }
  }

  private static Vec3 middleOf(List<Vec3> points) {
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    for (Vec3 p : points) {
      double[] at = {p.x(), p.y(), p.z()};
      for (int c = 0; c < 3; c++) {
        low[c] = Math.min(low[c], at[c]);
        high[c] = Math.max(high[c], at[c]);
      }
    }
    return new Vec3((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2);
  }

  /**
   * Places the cameras of the views that the settings ask for.
   *
   * @param members the scene's objects; those that move are among them
   */
  public static List<RingView> place(
      Occupancy occupancy,
      double floorHeight,
      AnimateSettings settings,
      Motion motion,
      List<Member> members) {
    ViewRing ring = new ViewRing(occupancy, floorHeight, settings, motion, members);
    return NAMES.stream().filter(settings.views()::contains).map(ring::view).toList();
  }

  /** A place from which a camera could film. */
  private record Candidate(
      Vec3 eye, double distance, double elevation, double fovDegrees, double inSight, double open) {
    boolean isGood() {
      return inSight >= ENOUGH_IN_SIGHT && open >= ENOUGH_OPEN;
    }

    /** Seeing the objects counts most, then an open view, then the usual lens. */
    double score() {
      return inSight + 0.5 * open - 0.002 * fovDegrees;
    }
  }

  private RingView view(String name) {
    double azimuth = Integer.parseInt(name.substring(1, 4));
    double elevation = Integer.parseInt(name.substring(6, 8));
    double wanted = fittingDistance(direction(azimuth, elevation));
    Candidate best = new Candidate(target, 0, elevation, 0, -9, 0);
    search:
    for (double raised = elevation; raised <= 80; raised += 10) {
      for (double share = 1; share > 0.2; share -= 0.05) {
        Candidate candidate = candidate(azimuth, raised, wanted * share);
        if (candidate.isGood()) {
          best = candidate;
          break search;
        }
        if (candidate.score() > best.score() + 0.05) {
          best = candidate;
        }
      }
    }
    List<String> notes = new ArrayList<>();
    if (best.inSight() < 0) { // walls all around: film from where it should be, and say so
      Vec3 eye = target.plus(direction(azimuth, elevation).times(wanted));
      best = new Candidate(eye, wanted, elevation, settings.fovDegrees(), 0, 0);
    }
    if (best.distance() < wanted * 0.99) {
      notes.add(
          words(
                  "Something is in the way: the camera stands %.1f m from the middle of the path"
                      + " instead of %.1f m",
                  best.distance(), wanted)
              + (best.fovDegrees() > settings.fovDegrees() + 0.5
                  ? words(", with a lens of %.0f degrees.", best.fovDegrees())
                  : "."));
    }
    if (best.elevation() > elevation) {
      notes.add(words("The camera is raised to %.0f degrees to see the path.", best.elevation()));
    }
    if (best.inSight() < ENOUGH_IN_SIGHT) {
      notes.add(words("Only %.0f%% of the path is in sight.", 100 * Math.max(0, best.inSight())));
    }
    Pinhole camera =
        Pinhole.ofVerticalFov(
            name,
            settings.width(),
            settings.height(),
            best.fovDegrees(),
            Pose.lookingAt(best.eye(), target));
    return new RingView(name, azimuth, elevation, camera, notes);
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** Returns the direction from the target to a camera: (cos e sin a, sin e, cos e cos a). */
  private Vec3 direction(double azimuth, double elevation) {
    double a = Math.toRadians(frontYaw + azimuth);
    double e = Math.toRadians(elevation);
    return new Vec3(Math.cos(e) * Math.sin(a), Math.sin(e), Math.cos(e) * Math.cos(a));
  }

  /** Returns the least distance at which the usual lens has the whole sweep in the picture. */
  private double fittingDistance(Vec3 direction) {
    double low = 0.2;
    double high = 60;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (fits(target.plus(direction.times(middle)), settings.fovDegrees())) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  private boolean fits(Vec3 eye, double fovDegrees) {
    Pinhole camera =
        Pinhole.ofVerticalFov(
            "test", settings.width(), settings.height(), fovDegrees, Pose.lookingAt(eye, target));
    double halfWidth = FILLED * settings.width() / 2;
    double halfHeight = FILLED * settings.height() / 2;
    for (Vec3 corner : corners) {
      Vec3 p = camera.project(corner);
      if (p.z() < 0.25
          || Math.abs(p.x() - camera.principalX()) > halfWidth
          || Math.abs(p.y() - camera.principalY()) > halfHeight) {
        return false;
      }
    }
    return true;
  }

  private Candidate candidate(double azimuth, double elevation, double distance) {
    Vec3 eye = target.plus(direction(azimuth, elevation).times(distance));
    if (eye.y() < floorHeight + CLEARANCE) {
      eye = new Vec3(eye.x(), floorHeight + CLEARANCE, eye.z());
    }
    Candidate none = new Candidate(eye, distance, elevation, 0, -9, 0);
    if (!occupancy.contains(eye) || !clear(eye) || !occupancy.sees(target, eye)) {
      return none;
    }
    double fov = settings.fovDegrees();
    while (!fits(eye, fov)) {
      fov += 2.5;
      if (fov > WIDEST_FOV) {
        return none;
      }
    }
    int seen = 0;
    for (Vec3 middle : middles) {
      seen += occupancy.sees(middle, eye) ? 1 : 0;
    }
    return new Candidate(
        eye, distance, elevation, fov, (double) seen / middles.size(), open(eye, fov));
  }

  /**
   * Returns how much of the picture's upper two thirds shows nothing nearer than half the way to
   * the target: what stands there hides a part of the place even if it does not hide the objects.
   * What is right before the lens counts several times; it is a blur.
   */
  private double open(Vec3 eye, double fovDegrees) {
    Pinhole camera =
        Pinhole.ofVerticalFov(
            "test", settings.width(), settings.height(), fovDegrees, Pose.lookingAt(eye, target));
    double near = eye.distance(target) / 2;
    double nearest = Math.min(near, BEFORE_THE_LENS);
    int open = 0;
    int rays = 0;
    for (int row = 1; row <= 5; row++) {
      for (int column = 0; column <= 12; column++) {
        double u = settings.width() * (column + 0.5) / 13;
        double v = settings.height() * row / 8.0;
        double free = occupancy.freeDistance(eye, camera.worldRay(u, v), near);
        open += free >= near ? 1 : free < nearest ? -3 : 0;
        rays++;
      }
    }
    return Math.max(0, (double) open / rays);
  }

  private boolean clear(Vec3 eye) {
    for (int i = 0; i < 6; i++) {
      double sign = i % 2 == 0 ? 1 : -1;
      Vec3 direction =
          new Vec3(i / 2 == 0 ? sign : 0, i / 2 == 1 ? sign : 0, i / 2 == 2 ? sign : 0);
      if (occupancy.freeDistance(eye, direction, CLEARANCE - 0.01) < CLEARANCE - 0.01) {
        return false;
      }
    }
    return true;
  }
}
