package org.drag4d.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.Quality;
import org.drag4d.splat.Surfels;

/** A short film of a camera that looks all around while it walks a small circle. */
final class Turning {
  private static final double RADIUS = 0.25;
  private static final double FOV = 62;
  private static final double RATE = 12;

  private Turning() {}

  static void write(Path file, Surfels surfels, Vec3 centre, Quality quality, Job job) {
    boolean tiny = quality == Quality.TINY;
    int frames = tiny ? 6 : 96;
    int width = tiny ? 96 : 640;
    int height = tiny ? 64 : 360;
    job.progress().begin("turning around", frames, "frames");
    List<Image> pictures = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      double angle = 2 * Math.PI * i / frames;
      Vec3 outward = new Vec3(Math.sin(angle), -0.08, -Math.cos(angle));
      Vec3 eye = centre.plus(new Vec3(outward.x(), 0, outward.z()).times(RADIUS));
      Pinhole camera =
          Pinhole.ofVerticalFov("turn", width, height, FOV, Pose.lookingAt(eye, eye.plus(outward)));
      pictures.add(job.picture(surfels, camera));
      job.progress().advance(i + 1);
    }
    Films.write(file, pictures, width, height, RATE, job.progress());
  }
}
