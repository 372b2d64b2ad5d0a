package org.drag4d.priors.builtin;

import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Extent;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaGenerator.Request;
import org.drag4d.splat.TrainingView;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.model.Place;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.Tracer;

/**
 * The place behind a built-in panorama, seen from wherever one likes. It is lit when it is first
 * looked at, without reflections: surfels of one colour each cannot show what changes with the
 * viewpoint.
 */
final class BuiltPlace implements NovelViews {
  /** How far beyond the volume where cameras may fly the way counts as clear, metres. */
  private static final double BEYOND = 0.3;

  /** How far at most walls, floor and ceiling are from that volume, metres. */
  private static final double WALL = 0.35;

  /** Outdoors nothing within this distance of the panorama is refused, metres. */
  private static final double OUTDOORS = 20;

  private final String prompt;
  private final Request request;
  private final Place place;
  private final List<String> notes;
  private final Workers workers;
  private Optional<World> world = Optional.empty();
  private Optional<Tracer> unlit = Optional.empty();

  BuiltPlace(String prompt, Request request, Place place, List<String> notes, Workers workers) {
    this.prompt = prompt;
    this.request = request;
    this.place = place;
    this.notes = notes;
    this.workers = workers;
  }

  boolean isOf(String otherPrompt, Request otherRequest) {
    return prompt.equals(otherPrompt) && request.equals(otherRequest);
  }

  Place place() {
    return place;
  }

  List<String> notes() {
    return notes;
  }

  /** Returns where things can be: between the walls, or outdoors as far as scenes are known. */
  Extent extent() {
    if (place.indoors()) {
      return new Extent(place.low(), place.high()).grown(WALL);
    }
    return new Extent(
        place.eye().minus(new Vec3(OUTDOORS, OUTDOORS, OUTDOORS)),
        place.eye().plus(new Vec3(OUTDOORS, OUTDOORS, OUTDOORS)));
  }

  /** Returns the lit place. */
  World world(Progress progress) {
    if (world.isEmpty()) {
      LightSettings settings =
          LightSettings.of(effort(request.samples())).withSeed(request.seed()).withMatte(true);
      unlit = Optional.empty();
      world = Optional.of(World.light(place, settings, workers, progress));
    }
    return world.get();
  }

  /** Returns the effort of the light that suits so many camera samples. */
  private static String effort(int samples) {
    return samples <= 1 ? "tiny" : samples <= 4 ? "draft" : samples <= 8 ? "standard" : "high";
  }

  @Override
  public String name() {
    return BuiltinPanorama.NAME;
  }

  /** Renders a view; what a mirror shows there does not count, since it is elsewhere from here. */
  @Override
  public TrainingView render(Pinhole camera, int samples, Progress progress) {
    WorldView view = world(progress).render(camera, samples, workers, progress);
    int w = camera.width();
    int h = camera.height();
    boolean mirrors = false;
    float[] weights = new float[w * h];
    float[] zDepth = new float[w * h];
    float[] normals = new float[3 * w * h];
    Pose worldToCamera = camera.cameraToWorld().inverse();
    for (int at = 0; at < w * h; at++) {
      boolean mirror = (view.marks()[at] & WorldView.MIRROR) != 0;
      mirrors |= mirror;
      weights[at] = mirror ? 0 : 1;
      float r = view.radialDistance().metres()[at];
      if (r < Float.POSITIVE_INFINITY) {
        zDepth[at] = (float) (r * camera.ray(at % w + 0.5, at / w + 0.5).z());
        Vec3 n =
            worldToCamera.applyToDirection(
                new Vec3(
                    view.normals()[3 * at],
                    view.normals()[3 * at + 1],
                    view.normals()[3 * at + 2]));
        normals[3 * at] = (float) n.x();
        normals[3 * at + 1] = (float) n.y();
        normals[3 * at + 2] = (float) n.z();
      }
    }
    return new TrainingView(
        camera, view.colour(), mirrors ? weights : new float[0], zDepth, normals);
  }

  /** Looks for surfaces, and for the end of the volume where cameras may fly (open windows). */
  @Override
  public double clearDistance(Vec3 from, Vec3 direction, double limit) {
    double end = limit;
    end =
        Math.min(
            end,
            exit(from.x(), direction.x(), place.low().x() - BEYOND, place.high().x() + BEYOND));
    if (direction.y() > 0) { // downwards there is always a surface, the ground
      end = Math.min(end, exit(from.y(), direction.y(), 0, place.high().y() + BEYOND));
    }
    end =
        Math.min(
            end,
            exit(from.z(), direction.z(), place.low().z() - BEYOND, place.high().z() + BEYOND));
    return Math.max(0, Math.min(end, surfaceDistance(from, direction, limit)));
  }

  private double surfaceDistance(Vec3 from, Vec3 direction, double limit) {
    if (world.isPresent()) {
      return world.get().clearDistance(from, direction, limit);
    }
    if (unlit.isEmpty()) { // cameras are planned before the light is worth its time
      unlit = Optional.of(Tracer.of(place.parts(), workers, Progress.none()));
    }
    Ray ray = new Ray();
    ray.set(from.x(), from.y(), from.z(), direction.x(), direction.y(), direction.z(), limit);
    unlit.get().closest(ray);
    return ray.distance();
  }

  private static double exit(double from, double speed, double low, double high) {
    return speed > 0 ? (high - from) / speed : speed < 0 ? (low - from) / speed : 1e9;
  }

  @Override
  public Vec3 freeFloorCentre() {
    return place.freeFloor().centre();
  }
}
