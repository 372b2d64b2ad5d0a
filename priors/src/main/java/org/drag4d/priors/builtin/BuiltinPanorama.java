package org.drag4d.priors.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Extent;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Layout;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.PlaceBuilder;
import org.drag4d.world.text.SceneDescription;

/**
 * The prior of panoramas that needs no download: the sentence is read, a place is furnished, lit
 * and rendered. It knows the place, so displaced views are rendered too and not inpainted.
 *
 * <p>Not safe for use by several threads.
 */
public final class BuiltinPanorama implements PanoramaGenerator {
  /** By this name it is chosen. */
  public static final String NAME = "builtin";

  private static final int PREVIEW_WIDTH = 640;
  private static final int PREVIEW_HEIGHT = 360;
  private static final double PREVIEW_FOV_DEGREES = 62;

  private final Workers workers;
  private Optional<BuiltPlace> last = Optional.empty();

  /**
   * Makes the prior.
   *
   * @param workers who renders; not closed by the prior
   */
  public BuiltinPanorama(Workers workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PanoramaScene generate(String prompt, Request request, Progress progress) {
    BuiltPlace place = place(prompt, request, progress);
    World world = place.world(progress);
    Equirectangular camera = Equirectangular.at("panorama", request.width(), place.place().eye());
    WorldView view = world.render(camera, request.samples(), workers, progress);
    return new PanoramaScene(
        camera,
        view.colour(),
        view.radialDistance(),
        view.normals(),
        Optional.of(place),
        NAME,
        place.notes());
  }

  @Override
  public Optional<NovelViews> novelViews(String prompt, Request request) {
    return Optional.of(place(prompt, request, Progress.none()));
  }

  @Override
  public Optional<Extent> extent(String prompt, Request request, Progress progress) {
    return Optional.of(place(prompt, request, progress).extent());
  }

  /** Renders a grainy view from the panorama's centre over the free floor. */
  @Override
  public Optional<Image> preview(String prompt, Request request, Progress progress) {
    Place place = place(prompt, request, progress).place();
    Vec3 towards = place.freeFloor().centre().plus(Vec3.UP.times(0.6)).minus(place.eye());
    Vec3 level =
        new Vec3(towards.x(), Math.max(towards.y(), -0.35 * towards.length()), towards.z());
    Pinhole camera =
        Pinhole.ofVerticalFov(
            "preview",
            PREVIEW_WIDTH,
            PREVIEW_HEIGHT,
            PREVIEW_FOV_DEGREES,
            Pose.lookingAt(place.eye(), place.eye().plus(level)));
    return Optional.of(World.quickView(place, camera, workers, progress));
  }

  @Override
  public void release() {
    last = Optional.empty();
  }

  /** Builds the place, unless it was the last one built. */
  private BuiltPlace place(String prompt, Request request, Progress progress) {
    if (last.isPresent() && last.get().isOf(prompt, request)) {
      return last.get();
    }
    progress.begin("furnishing the place", 0, "");
    SceneDescription said = SceneDescription.of(prompt);
    Arrangement arranged = Layout.arrange(said, request.seed());
    List<String> notes = new ArrayList<>(said.understanding().notes());
    notes.addAll(arranged.notes());
    notes.forEach(progress::note);
    Place place = PlaceBuilder.build(arranged);
    BuiltPlace built = new BuiltPlace(prompt, request, place, List.copyOf(notes), workers);
    last = Optional.of(built);
    return built;
  }
}
