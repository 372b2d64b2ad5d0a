package org.drag4d.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.object.SampleObjects;

/**
 * A capture as people bring it: pictures all round a thing before black, with cameras and without
 * points. The thing is a sample object's mesh under one lamp, drawn with a depth buffer and nine
 * samples a pixel; no hair, no shine.
 */
final class TrainingObject {
  private static final String SAMPLE = "teddy";
  private static final double MESH_SPACING = 0.006; // metres
  private static final int VIEWS = 48;
  private static final double FOV_DEGREES = 42;

  /** Distance of the cameras from the middle, in diagonals of the object. */
  private static final double DISTANCE = 1.5;

  /** Highest and lowest camera, as the sine of the elevation. */
  private static final double STEEPEST = 0.85;

  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
  private static final int SAMPLES = 3; // to each side of a pixel
  private static final Vec3 TO_LAMP = new Vec3(0.4, 0.8, 0.45).normalised();
  private static final double AMBIENT = 0.45;

  private TrainingObject() {}

  /**
   * Draws the pictures into a folder, with their {@code transforms.json}, if they are not there.
   */
  static void write(Path folder, int size, Workers workers, Progress progress) {
    if (Files.exists(folder.resolve("transforms.json"))) {
      return; // written last
    }
    var choices = new SampleObjects.Choices(32, 1, MESH_SPACING, 0); // its portrait is not used
    TriangleMesh mesh = SampleObjects.named(SAMPLE, choices, workers, progress).mesh();
    List<Pinhole> cameras = cameras(mesh, size);
    progress.begin("drawing the object", VIEWS, "views");
    for (int k = 0; k < VIEWS; k++) {
      Pinhole camera = cameras.get(k);
      ImageFiles.write(folder.resolve(camera.name() + ".png"), picture(mesh, camera));
      progress.advance(k + 1);
    }
    CameraFile.write(folder.resolve("transforms.json"), cameras, Optional.empty());
  }

  /** Cameras on a spiral around the mesh. */
  private static List<Pinhole> cameras(TriangleMesh mesh, int size) {
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    float[] p = mesh.positions();
    for (int i = 0; i < p.length; i++) {
      low[i % 3] = Math.min(low[i % 3], p[i]);
      high[i % 3] = Math.max(high[i % 3], p[i]);
    }
    Vec3 lower = new Vec3(low[0], low[1], low[2]);
    Vec3 upper = new Vec3(high[0], high[1], high[2]);
    Vec3 middle = lower.lerp(upper, 0.5);
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < VIEWS; k++) {
      double y = STEEPEST * (1 - 2 * (k + 0.5) / VIEWS);
      double r = Math.sqrt(1 - y * y);
      double angle = GOLDEN_ANGLE * k;
      Vec3 away = new Vec3(r * Math.cos(angle), y, r * Math.sin(angle));
      Vec3 eye = middle.plus(away.times(DISTANCE * upper.distance(lower)));
      String name = String.format(Locale.ROOT, "view-%02d", k);
      cameras.add(
          Pinhole.ofVerticalFov(name, size, size, FOV_DEGREES, Pose.lookingAt(eye, middle)));
    }
    return cameras;
  }

  private static Image picture(TriangleMesh mesh, Pinhole camera) {
    int width = camera.width();
    int height = camera.height();
    Image fine = draw(mesh, camera.resized(SAMPLES * width, SAMPLES * height));
    Image picture = new Image(width, height, 3);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          float sum = 0;
          for (int s = 0; s < SAMPLES * SAMPLES; s++) {
            sum += fine.at(SAMPLES * x + s % SAMPLES, SAMPLES * y + s / SAMPLES, c);
          }
          picture.set(x, y, c, sum / (SAMPLES * SAMPLES));
        }
      }
    }
    return picture;
  }

  /** Draws triangle by triangle; what is nearest stays. */
  private static Image draw(TriangleMesh mesh, Pinhole camera) {
    int width = camera.width();
    int height = camera.height();
    Image picture = new Image(width, height, 3);
    double[] nearness = new double[width * height]; // 1 / z
    Vec3[] seen = new Vec3[mesh.vertexCount()];
    float[] p = mesh.positions();
    for (int i = 0; i < seen.length; i++) {
      seen[i] = camera.project(new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2]));
    }
    int[] triangles = mesh.triangles();
    for (int t = 0; t < triangles.length; t += 3) {
      Vec3 a = seen[triangles[t]];
      Vec3 b = seen[triangles[t + 1]];
      Vec3 c = seen[triangles[t + 2]];
      double area = (b.x() - a.x()) * (c.y() - a.y()) - (c.x() - a.x()) * (b.y() - a.y());
      int left = (int) Math.max(0, Math.min(a.x(), Math.min(b.x(), c.x())));
      int right = (int) Math.min(width - 1, Math.max(a.x(), Math.max(b.x(), c.x())));
      int top = (int) Math.max(0, Math.min(a.y(), Math.min(b.y(), c.y())));
      int bottom = (int) Math.min(height - 1, Math.max(a.y(), Math.max(b.y(), c.y())));
      for (int row = top; row <= bottom && area != 0; row++) {
        for (int column = left; column <= right; column++) {
          double x = column + 0.5 - a.x();
          double y = row + 0.5 - a.y();
          double shareB = (x * (c.y() - a.y()) - (c.x() - a.x()) * y) / area;
          double shareC = ((b.x() - a.x()) * y - x * (b.y() - a.y())) / area;
          double shareA = 1 - shareB - shareC;
          if (shareA < 0 || shareB < 0 || shareC < 0) {
            continue;
          }
          double near = shareA / a.z() + shareB / b.z() + shareC / c.z();
          if (near > nearness[row * width + column]) {
            nearness[row * width + column] = near;
            double[] shares = {shareA, shareB, shareC};
            for (int channel = 0; channel < 3; channel++) {
              picture.set(column, row, channel, shaded(mesh, t, shares, channel));
            }
          }
        }
      }
    }
    return picture;
  }

  /**
   * The mesh's colour under a lamp; shares of the corners as on the screen, triangles are small.
   */
  private static float shaded(TriangleMesh mesh, int triangle, double[] shares, int channel) {
    double colour = 0;
    double towardsLamp = 0;
    for (int k = 0; k < 3; k++) {
      int at = 3 * mesh.triangles()[triangle + k];
      colour += shares[k] * mesh.colours()[at + channel];
      float[] n = mesh.normals();
      towardsLamp +=
          shares[k] * (n[at] * TO_LAMP.x() + n[at + 1] * TO_LAMP.y() + n[at + 2] * TO_LAMP.z());
    }
    return (float) (colour * (AMBIENT + (1 - AMBIENT) * Math.max(0, towardsLamp)));
  }
}
