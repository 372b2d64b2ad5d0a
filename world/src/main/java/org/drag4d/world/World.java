package org.drag4d.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.light.BakedLight;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.look.Exposure;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place;
import org.drag4d.world.render.LightPictures;
import org.drag4d.world.render.Renderer;
import org.drag4d.world.trace.Ray;
import org.drag4d.world.trace.Tracer;

/**
 * The door to the built-in world: a place with its light. Made once, immutable; any number of
 * cameras afterwards, all under the same light, exposure and white balance, so that views agree.
 *
 * <pre>{@code
 * World world = World.light(place, LightSettings.of("standard"), workers, progress);
 * WorldView view = world.render(camera, 8, workers, progress);
 * }</pre>
 */
public final class World {
  private static final int METER_WIDTH = 256;
  private static final String SKY = "sky";

  private final Place place;
  private final Tracer tracer;
  private final BakedLight light;
  private final Renderer renderer;
  private final Exposure exposure;
  private final List<String> labelNames;

  private World(
      Place place,
      Tracer tracer,
      LightSettings settings,
      int meterWidth,
      Workers workers,
      Progress progress) {
    this.place = place;
    this.tracer = tracer;
    light = BakedLight.bake(place, tracer, settings, workers, progress);
    Map<String, Integer> labels = new LinkedHashMap<>();
    labels.put(SKY, 0);
    int[] partLabels = new int[place.parts().size()];
    for (int i = 0; i < partLabels.length; i++) {
      Part part = place.parts().get(i);
      partLabels[i] = labels.computeIfAbsent(part.label(), name -> labels.size());
    }
    labelNames = List.copyOf(new ArrayList<>(labels.keySet()));
    renderer =
        new Renderer(light, partLabels, settings.matte(), place.daylight().haze(), settings.seed());
    Camera meter = Equirectangular.at("exposure", meterWidth, place.eye());
    exposure =
        Exposure.measure(
            renderer.radiance(meter, 1, workers, progress), meterWidth, place.indoors());
  }

  /**
   * Lights a place: bakes the records of direct and bounced light, and sets the exposure.
   *
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public static World light(
      Place place, LightSettings settings, Workers workers, Progress progress) {
    progress.begin("sorting triangles", 0, "");
    Tracer tracer = Tracer.of(place.parts(), workers, progress);
    return new World(place, tracer, settings, METER_WIDTH, workers, progress);
  }

  /**
   * Renders what a camera sees.
   *
   * @param samples camera samples per pixel
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public WorldView render(Camera camera, int samples, Workers workers, Progress progress) {
    return renderer.view(camera, samples, exposure, workers, progress);
  }

  /**
   * Renders a first look of a place within seconds: the right shapes, colours and light, grainy.
   *
   * @param camera about 512 × 320 pixels
   */
  public static Image quickView(Place place, Pinhole camera, Workers workers, Progress progress) {
    Tracer tracer = Tracer.of(place.parts(), workers, progress);
    World world = new World(place, tracer, LightSettings.quick(), 96, workers, progress);
    return world.renderer.picture(camera, 2, world.exposure, workers, progress);
  }

  /**
   * Returns how far one can go from a point before meeting a surface (glass too), at most {@code
   * limit}.
   *
   * @param from metres, in the world
   * @param direction unit length
   * @param limit metres
   */
  public double clearDistance(Vec3 from, Vec3 direction, double limit) {
    Ray ray = new Ray();
    ray.set(from.x(), from.y(), from.z(), direction.x(), direction.y(), direction.z(), limit);
    tracer.closest(ray);
    return ray.distance();
  }

  /** Returns pictures of the light alone, for measuring it. */
  public LightPictures lightPictures(long seed) {
    return new LightPictures(light, exposure, seed);
  }

  /** Returns the place. */
  public Place place() {
    return place;
  }

  /** Returns the names of the labels in views; 0 is the sky. */
  public List<String> labelNames() {
    return labelNames;
  }

  /** Returns the exposure that all views share. */
  public Exposure exposure() {
    return exposure;
  }

  /** Returns the baked light. */
  public BakedLight bakedLight() {
    return light;
  }
}
