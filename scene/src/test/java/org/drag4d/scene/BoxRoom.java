package org.drag4d.scene;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;

/**
 * A room whose every ray is known in closed form: six walls with soft patterns, a window to the sky
 * in the -Z wall, and a block that stands on the floor and hides part of the +X wall.
 */
public final class BoxRoom implements PanoramaGenerator {
  static final Vec3 LOW = new Vec3(-2.5, 0, -3);
  static final Vec3 HIGH = new Vec3(2.5, 2.6, 2);
  static final Vec3 BLOCK_LOW = new Vec3(1.0, 0, -1.5);
  static final Vec3 BLOCK_HIGH = new Vec3(1.7, 0.9, -0.7);
  static final Vec3 EYE = new Vec3(0, 1.5, 0);

  private final boolean seesFromElsewhere;

  /** Makes a room that can be seen from elsewhere, or only in its panorama. */
  public BoxRoom(boolean seesFromElsewhere) {
    this.seesFromElsewhere = seesFromElsewhere;
  }

  /** What a ray meets: distance (infinite for sky), unit normal and colour. */
  record Meeting(double distance, Vec3 normal, Vec3 colour) {}

  static Meeting trace(Vec3 from, Vec3 d) {
    double exit = Double.POSITIVE_INFINITY;
    Vec3 normal = Vec3.ZERO;
    for (int axis = 0; axis < 3; axis++) {
      double speed = part(d, axis);
      if (speed == 0) {
        continue;
      }
      double t = ((speed > 0 ? part(HIGH, axis) : part(LOW, axis)) - part(from, axis)) / speed;
      if (t < exit) {
        exit = t;
        normal = unit(axis, speed > 0 ? -1 : 1);
      }
    }
    Meeting block = block(from, d);
    if (block.distance < exit) {
      return block;
    }
    Vec3 p = from.plus(d.times(exit));
    if (normal.z() > 0.5 && Math.abs(p.x()) < 0.8 && p.y() > 1 && p.y() < 2) {
      double up = 0.5 + 0.5 * d.y();
      return new Meeting(
          Double.POSITIVE_INFINITY, Vec3.ZERO, new Vec3(0.5, 0.6 + 0.1 * up, 0.8 + 0.1 * up));
    }
    return new Meeting(exit, normal, paint(p, normal));
  }

  private static Meeting block(Vec3 from, Vec3 d) {
    double enter = 0;
    double leave = Double.POSITIVE_INFINITY;
    Vec3 normal = Vec3.ZERO;
    for (int axis = 0; axis < 3; axis++) {
      double speed = part(d, axis);
      double a = (part(BLOCK_LOW, axis) - part(from, axis)) / speed;
      double b = (part(BLOCK_HIGH, axis) - part(from, axis)) / speed;
      if (Math.min(a, b) > enter) {
        enter = Math.min(a, b);
        normal = unit(axis, speed > 0 ? -1 : 1);
      }
      leave = Math.min(leave, Math.max(a, b));
    }
    if (enter <= 1e-9 || enter >= leave) {
      return new Meeting(Double.POSITIVE_INFINITY, Vec3.ZERO, Vec3.ZERO);
    }
    Vec3 p = from.plus(d.times(enter));
    return new Meeting(
        enter, normal, new Vec3(0.75, 0.3 + 0.1 * Math.sin(9 * (p.x() + p.y() + p.z())), 0.2));
  }

  private static Vec3 paint(Vec3 p, Vec3 n) {
    double u = Math.abs(n.x()) > 0.5 ? p.z() : p.x();
    double v = Math.abs(n.y()) > 0.5 ? p.z() : p.y();
    double wave = 0.12 * Math.sin(4 * u) * Math.cos(5 * v);
    if (n.y() > 0.5) {
      return new Vec3(0.5 + wave, 0.35 + wave, 0.25);
    }
    if (n.y() < -0.5) {
      return new Vec3(0.85, 0.85, 0.82 + 0.5 * wave);
    }
    return new Vec3(0.55 + 0.2 * n.x() + wave, 0.6 - wave, 0.55 + 0.2 * n.z());
  }

  private static double part(Vec3 v, int axis) {
    return axis == 0 ? v.x() : axis == 1 ? v.y() : v.z();
  }

  private static Vec3 unit(int axis, double sign) {
    return new Vec3(axis == 0 ? sign : 0, axis == 1 ? sign : 0, axis == 2 ? sign : 0);
  }

  // ---------------------------------------------------------------- pictures

  private record Maps(float[] colour, float[] distance, float[] normals) {}

  private static Maps maps(Camera camera) {
    int w = camera.width();
    int h = camera.height();
    Maps maps = new Maps(new float[3 * w * h], new float[w * h], new float[3 * w * h]);
    for (int j = 0; j < h; j++) {
      for (int i = 0; i < w; i++) {
        int at = j * w + i;
        for (int s = 0; s < 4; s++) {
          Vec3 ray = camera.worldRay(i + 0.25 + 0.5 * (s % 2), j + 0.25 + 0.5 * (s / 2));
          put(maps.colour, at, trace(camera.centre(), ray).colour.times(0.25));
        }
        Meeting middle = trace(camera.centre(), camera.worldRay(i + 0.5, j + 0.5));
        maps.distance[at] = (float) middle.distance;
        put(maps.normals, at, middle.normal);
      }
    }
    return maps;
  }

  private static void put(float[] array, int at, Vec3 v) {
    array[3 * at] += (float) v.x();
    array[3 * at + 1] += (float) v.y();
    array[3 * at + 2] += (float) v.z();
  }

  /** Returns the exact view of a pinhole camera. */
  static TrainingView view(Pinhole camera) {
    Maps maps = maps(camera);
    int w = camera.width();
    int h = camera.height();
    float[] normals = new float[3 * w * h];
    float[] z = new float[w * h];
    for (int at = 0; at < w * h; at++) {
      if (maps.distance[at] < Float.POSITIVE_INFINITY) {
        Vec3 ray = camera.ray(at % w + 0.5, at / w + 0.5);
        z[at] = (float) (maps.distance[at] * ray.z());
        Vec3 n = new Vec3(maps.normals[3 * at], maps.normals[3 * at + 1], maps.normals[3 * at + 2]);
        put(normals, at, camera.cameraToWorld().inverse().applyToDirection(n));
      }
    }
    return new TrainingView(camera, new Image(w, h, 3, maps.colour), new float[0], z, normals);
  }

  @Override
  public String name() {
    return "box room";
  }

  @Override
  public PanoramaScene generate(String prompt, Request request, Progress progress) {
    Equirectangular camera = Equirectangular.at("panorama", request.width(), EYE);
    Maps maps = maps(camera);
    int w = camera.width();
    int h = camera.height();
    return new PanoramaScene(
        camera,
        new Image(w, h, 3, maps.colour),
        new DepthMap(w, h, maps.distance, DepthMap.Measure.RADIAL_DISTANCE),
        maps.normals,
        novelViews(prompt, request),
        name(),
        List.of());
  }

  @Override
  public Optional<NovelViews> novelViews(String prompt, Request request) {
    return seesFromElsewhere ? Optional.of(new Elsewhere()) : Optional.empty();
  }

  /** Sees the room from any point. */
  private static final class Elsewhere implements NovelViews {
    @Override
    public String name() {
      return "box room";
    }

    @Override
    public TrainingView render(Pinhole camera, int samples, Progress progress) {
      return view(camera);
    }

    @Override
    public double clearDistance(Vec3 from, Vec3 direction, double limit) {
      double wall = limit; // nobody goes through the window
      for (int axis = 0; axis < 3; axis++) {
        double speed = part(direction, axis);
        double end = part(speed > 0 ? HIGH : LOW, axis);
        wall = speed == 0 ? wall : Math.min(wall, (end - part(from, axis)) / speed);
      }
      return Math.min(wall, trace(from, direction).distance);
    }

    @Override
    public Vec3 freeFloorCentre() {
      return new Vec3(-0.3, 0, -1);
    }
  }
}
