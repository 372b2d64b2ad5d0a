package org.drag4d.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PointTree;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.layout.Layout;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.PlaceBuilder;
import org.drag4d.world.text.SceneDescription;

/**
 * A matte room of the built-in world as training data with the truth beside it: views on a small
 * circle that look outwards, and held-out views halfway between their neighbours. The room is matte
 * because surfels of one colour a side cannot shine, and it is rendered with so many samples that
 * noise does not set the limit of what can be learnt.
 *
 * @param training views to learn from, with exact depth and normals
 * @param heldOut views to measure on
 */
record TrainingRoom(List<TrainingView> training, List<TrainingView> heldOut) {
  private static final String PROMPT = "a living room";
  private static final int TRAINING = 24;
  private static final int HELD_OUT = 8;
  private static final double FOV_DEGREES = 75;
  private static final double CIRCLE_METRES = 0.4;

  /** Neighbours that the spacing of a point is judged by. */
  private static final int NEIGHBOURS = 6;

  /** Standard deviation of a surfel over the distance to the next one, as in stage 1. */
  private static final double WIDTH = 0.6;

  private static final float OPACITY_LOGIT = 2.2f; // opacity 0.9, as in stage 1

  /** Renders the room, or reads what an earlier call has left in {@code kept}. */
  static TrainingRoom render(
      int size, int samples, long seed, Optional<Path> kept, Workers workers, Progress progress) {
    Place place = PlaceBuilder.build(Layout.arrange(SceneDescription.of(PROMPT), seed));
    List<Pinhole> cameras = new ArrayList<>();
    for (int k = 0; k < TRAINING; k++) {
      cameras.add(camera("train-" + k, place.eye(), k, k % 2 == 0 ? -20 : 5, size));
    }
    for (int k = 0; k < HELD_OUT; k++) {
      double between = (k + 0.5) * TRAINING / HELD_OUT;
      cameras.add(camera("held-out-" + k, place.eye(), between, -8, size));
    }
    List<TrainingView> views = new ArrayList<>();
    Optional<World> world = Optional.empty();
    for (Pinhole camera : cameras) {
      if (kept.isPresent() && isThere(camera, kept.get())) {
        views.add(read(camera, kept.get()));
        continue;
      }
      LightSettings light = LightSettings.of("standard").withSeed(seed).withMatte(true);
      world = world.or(() -> Optional.of(World.light(place, light, workers, progress)));
      TrainingView view = view(camera, world.get().render(camera, samples, workers, progress));
      kept.ifPresent(folder -> write(view, folder));
      views.add(view);
    }
    kept.ifPresent(
        folder ->
            CameraFile.write(folder.resolve("transforms.json"), cameras, Optional.of(place.eye())));
    return new TrainingRoom(
        List.copyOf(views.subList(0, TRAINING)),
        List.copyOf(views.subList(TRAINING, TRAINING + HELD_OUT)));
  }

  private static Pinhole camera(
      String name, Vec3 eye, double place, double pitchDegrees, int size) {
    double azimuth = 2 * Math.PI * place / TRAINING;
    double pitch = Math.toRadians(pitchDegrees);
    Vec3 outwards = new Vec3(Math.sin(azimuth), 0, -Math.cos(azimuth));
    Vec3 at = eye.plus(outwards.times(CIRCLE_METRES));
    Vec3 direction = outwards.times(Math.cos(pitch)).plus(Vec3.UP.times(Math.sin(pitch)));
    return Pinhole.ofVerticalFov(
        name, size, size, FOV_DEGREES, Pose.lookingAt(at, at.plus(direction)));
  }

  private static TrainingView view(Pinhole camera, WorldView seen) {
    int pixels = camera.width() * camera.height();
    float[] zDepth = new float[pixels];
    float[] normals = new float[3 * pixels];
    Pose worldToCamera = camera.cameraToWorld().inverse();
    for (int i = 0; i < pixels; i++) {
      double distance = seen.radialDistance().metres()[i];
      if (!Double.isFinite(distance)) {
        continue;
      }
      Vec3 ray = camera.ray(i % camera.width() + 0.5, i / camera.width() + 0.5);
      zDepth[i] = (float) (distance * ray.z() / ray.length());
      Vec3 normal =
          worldToCamera.applyToDirection(
              new Vec3(
                  seen.normals()[3 * i], seen.normals()[3 * i + 1], seen.normals()[3 * i + 2]));
      normals[3 * i] = (float) normal.x();
      normals[3 * i + 1] = (float) normal.y();
      normals[3 * i + 2] = (float) normal.z();
    }
    return new TrainingView(camera, seen.colour().quantised(), new float[0], zDepth, normals);
  }

  private static boolean isThere(Pinhole camera, Path folder) {
    return Files.exists(folder.resolve(camera.name() + "-normal.npy")); // written last
  }

  private static void write(TrainingView view, Path folder) {
    String name = view.camera().name();
    int w = view.camera().width();
    int h = view.camera().height();
    ImageFiles.write(folder.resolve(name + ".png"), view.picture());
    NpyFile.write(folder.resolve(name + "-depth.npy"), view.zDepth(), h, w);
    NpyFile.write(folder.resolve(name + "-normal.npy"), view.normal(), h, w, 3);
  }

  private static TrainingView read(Pinhole camera, Path folder) {
    Image picture = ImageFiles.read(folder.resolve(camera.name() + ".png"));
    float[] depth =
        NpyFile.readDepth(folder.resolve(camera.name() + "-depth.npy"), DepthMap.Measure.Z_DEPTH)
            .metres();
    float[] normal = NpyFile.read(folder.resolve(camera.name() + "-normal.npy")).floats();
    return new TrainingView(camera, picture, new float[0], depth, normal);
  }

  /** Returns surfels at random pixels of the training views, as large as the gaps between them. */
  Surfels initialSurfels(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] positions = new float[3 * count];
    float[] rotations = new float[4 * count];
    float[] harmonics = new float[3 * count];
    float[] logScales = new float[2 * count];
    float[] logits = new float[count];
    for (int n = 0; n < count; ) {
      TrainingView view = training.get(n % training.size());
      Pinhole camera = view.camera();
      int pixel = random.nextInt(camera.width() * camera.height());
      if (!(view.zDepth()[pixel] > 0)) {
        continue;
      }
      Vec3 p =
          camera.unproject(
              pixel % camera.width() + 0.5, pixel / camera.width() + 0.5, view.zDepth()[pixel]);
      positions[3 * n] = (float) p.x();
      positions[3 * n + 1] = (float) p.y();
      positions[3 * n + 2] = (float) p.z();
      float[] normals = view.normal();
      Vec3 normal =
          camera
              .cameraToWorld()
              .applyToDirection(
                  new Vec3(normals[3 * pixel], normals[3 * pixel + 1], normals[3 * pixel + 2]));
      Quaternion q = Quaternion.facing(normal);
      rotations[4 * n] = (float) q.w();
      rotations[4 * n + 1] = (float) q.x();
      rotations[4 * n + 2] = (float) q.y();
      rotations[4 * n + 3] = (float) q.z();
      for (int c = 0; c < 3; c++) {
        harmonics[3 * n + c] =
            (float) ((view.picture().values()[3 * pixel + c] - 0.5) / Surfels.C0);
      }
      logits[n] = OPACITY_LOGIT;
      n++;
    }
    PointTree tree = new PointTree(positions);
    int[] near = new int[NEIGHBOURS + 1];
    double[] squared = new double[NEIGHBOURS + 1];
    for (int n = 0; n < count; n++) {
      tree.nearest(positions[3 * n], positions[3 * n + 1], positions[3 * n + 2], near, squared);
      double sum = 1e-10;
      for (int k = 1; k <= NEIGHBOURS && near[k] >= 0; k++) {
        sum += squared[k];
      }
      // Of points strewn with density d, the k-th neighbour has a mean squared distance k / (pi d).
      double spacing = Math.sqrt(sum * Math.PI * 2 / (NEIGHBOURS * (NEIGHBOURS + 1)));
      logScales[2 * n] = logScales[2 * n + 1] = (float) Math.log(WIDTH * spacing);
    }
    return new Surfels(0, positions, rotations, logScales, logits, harmonics);
  }
}
