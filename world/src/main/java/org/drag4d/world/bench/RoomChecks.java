package org.drag4d.world.bench;

import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.look.Tone;
import org.drag4d.world.model.Place;

/** Measures the renderer in rooms whose answer is known. */
final class RoomChecks {
  private static final int MEAN = 9;

  private RoomChecks() {}

  /** Returns the largest relative error of distances in a closed box. */
  static double depth(Workers workers, Progress progress) {
    Place place = KnownRooms.closed(0.7);
    World world = World.light(place, LightSettings.of("tiny"), workers, progress);
    Camera camera = Equirectangular.at("box", 512, place.eye());
    WorldView view = world.render(camera, 1, workers, progress);
    double worst = 0;
    for (int row = 0; row < camera.height(); row++) {
      for (int column = 0; column < camera.width(); column++) {
        double expected =
            KnownRooms.distance(place.eye(), camera.worldRay(column + 0.5, row + 0.5));
        double error = Math.abs(view.radialDistance().at(column, row) - expected) / expected;
        worst = Math.max(worst, error);
      }
    }
    return worst;
  }

  /**
   * Returns by how much the mean irradiance on the walls of a closed light box differs from the
   * energy that its lamp sends: each bounce hands on the walls' albedo of it, whatever the box's
   * shape.
   */
  static double furnace(LightSettings settings, Workers workers, Progress progress) {
    Place place = KnownRooms.closed(0.8);
    World world = World.light(place, settings, workers, progress);
    Equirectangular camera = Equirectangular.at("box", 512, place.eye());
    float[] light = world.lightPictures(1).baked(camera, 4, false, workers, progress);
    double sum = 0;
    double areas = 0;
    for (int row = 0; row < camera.height(); row++) {
      double solidAngle = Math.cos(((row + 0.5) / camera.height() - 0.5) * Math.PI);
      for (int column = 0; column < camera.width(); column++) {
        Vec3 d = camera.worldRay(column + 0.5, row + 0.5);
        double distance = KnownRooms.distance(place.eye(), d);
        double area = solidAngle * distance * distance / cosine(place.eye(), d, distance);
        sum += area * light[(row * camera.width() + column) * 3 + 1];
        areas += area;
      }
    }
    double albedo = world.bakedLight().lights().appearance(0).mean().g();
    double expected = 4 * Math.PI / KnownRooms.area() / (1 - albedo);
    return Math.abs(sum / areas - expected) / expected;
  }

  /** The cosine at which a ray meets the wall of the box. */
  private static double cosine(Vec3 eye, Vec3 d, double distance) {
    Vec3 p = eye.plus(d.times(distance));
    double x = Math.abs(Math.abs(p.x()) - KnownRooms.HALF_X);
    double y = Math.min(Math.abs(p.y()), Math.abs(p.y() - KnownRooms.HEIGHT));
    double z = Math.abs(Math.abs(p.z()) - KnownRooms.HALF_Z);
    return Math.abs(x <= y && x <= z ? d.x() : y <= z ? d.y() : d.z());
  }

  /**
   * Returns the standard deviation of a plain wall's 8-bit values after their mean over 9 × 9
   * pixels is taken away.
   */
  static double noise(LightSettings settings, int samples, Workers workers, Progress progress) {
    Place place = KnownRooms.plain();
    World world = World.light(place, settings, workers, progress);
    Pose pose = Pose.lookingAt(new Vec3(0.2, 1.5, -1), new Vec3(-0.3, 1.4, KnownRooms.HALF_Z));
    Pinhole camera = Pinhole.ofVerticalFov("wall", 512, 512, 40, pose);
    float[] light = world.lightPictures(1).baked(camera, samples, true, workers, progress);
    double[] shown = new double[light.length];
    double[] colour = new double[3];
    for (int i = 0; i < light.length; i += 3) {
      colour[0] = 0.72 / Math.PI * light[i] * world.exposure().r();
      colour[1] = 0.70 / Math.PI * light[i + 1] * world.exposure().g();
      colour[2] = 0.66 / Math.PI * light[i + 2] * world.exposure().b();
      Tone.map(colour);
      for (int c = 0; c < 3; c++) {
        shown[i + c] = 255 * colour[c];
      }
    }
    return residual(shown, camera.width(), camera.height());
  }

  private static double residual(double[] shown, int width, int height) {
    int half = MEAN / 2;
    double squares = 0;
    long n = 0;
    for (int row = half; row < height - half; row++) {
      for (int column = half; column < width - half; column++) {
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int y = row - half; y <= row + half; y++) {
            for (int x = column - half; x <= column + half; x++) {
              sum += shown[(y * width + x) * 3 + c];
            }
          }
          double rest = shown[(row * width + column) * 3 + c] - sum / (MEAN * MEAN);
          if (!Double.isNaN(rest)) {
            squares += rest * rest;
            n++;
          }
        }
      }
    }
    return Math.sqrt(squares / n);
  }
}
