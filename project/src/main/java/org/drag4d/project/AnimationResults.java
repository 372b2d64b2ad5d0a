package org.drag4d.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.drag4d.animate.AnimateInputs;
import org.drag4d.animate.AnimateSettings;
import org.drag4d.animate.AnimateStage;
import org.drag4d.animate.AnimationPlan;
import org.drag4d.animate.ClipGrid;
import org.drag4d.animate.Motion;
import org.drag4d.animate.MotionControls;
import org.drag4d.animate.PathPreset;
import org.drag4d.animate.PathRequest;
import org.drag4d.animate.RingView;
import org.drag4d.animate.ViewClip;
import org.drag4d.animate.ViewRing;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.GltfScene;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.PathFile;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.WholeFile;
import org.drag4d.project.ProjectFile.FilmEntry;
import org.drag4d.project.ProjectFile.PathEntry;
import org.drag4d.splat.SurfelScene;

/** Stage 3 with its results kept: one folder a path, one step a view. */
final class AnimationResults {
  private static final int RECIPE = 1;

  private final Project project;
  private final PathEntry path;
  private final Priors priors;
  private final Job job;
  private final AnimateSettings settings;

  AnimationResults(Project project, PathEntry path, Priors priors, Job job) {
    this.project = project;
    this.path = path;
    this.priors = priors;
    this.job = job;
    this.settings = settings(project, path);
  }

  private static AnimateSettings settings(Project project, PathEntry path) {
    FilmEntry film = path.film();
    AnimateSettings usual = AnimateSettings.DEFAULT;
    return new AnimateSettings(
        film.frames().map(OptionalInt::of).orElse(OptionalInt.empty()),
        film.width(),
        film.height(),
        film.framesPerSecond(),
        film.views().isEmpty() ? ViewRing.NAMES : film.views(),
        usual.fovDegrees(),
        usual.contactShadow(),
        project.wishes().seed());
  }

  /** Returns what the videos of a path follow from. */
  static String inputs(Project project, PathEntry path) {
    return new Fingerprint("animation", RECIPE)
        .add("composed", ObjectResults.inputs(project))
        .add("preset", path.preset())
        .add("points", path.points())
        .add("object", path.object())
        .add("settings", settings(project, path))
        .hex();
  }

  /** Makes what is missing. */
  void make() {
    StageFolder folder =
        StageFolder.open(
            project.layout().animation(path.name()), inputs(project, path), settings.seed());
    SceneResults.Kept kept = SceneResults.load(project.layout());
    AnimateInputs inputs =
        new AnimateInputs(
            ObjectResults.loadComposed(project),
            kept.points(),
            kept.floorHeight(),
            kept.panoramaCentre(),
            requests(),
            priors.video());
    AnimationPlan plan = AnimateStage.plan(inputs, settings, job.workers(), job.progress());
    folder.step(
        "plan",
        findings -> {
          PathFile.write(folder.file("path.json"), plan.paths());
          scene4d(folder, inputs.scene(), plan);
          findings.prior("video", inputs.video().name()).warnings(plan.warnings());
          findings.metric("frames", plan.frames());
        });
    ClipGrid grid = new ClipGrid(settings.width(), settings.height(), plan.frames());
    Set<String> inGrid = new HashSet<>();
    int number = 0;
    for (RingView view : plan.views()) {
      number++;
      if (folder.has(view.name())) {
        continue;
      }
      job.progress().begin("filming " + view.name(), plan.views().size(), "views");
      job.progress().advance(number - 1);
      ViewClip clip =
          AnimateStage.clip(inputs, settings, plan, view, job.workers(), job.progress());
      folder.step(
          view.name(),
          findings -> {
            write(folder, clip);
            grid.put(clip);
            inGrid.add(view.name());
            findings.warnings(
                clip.controls().tracks().warnings().stream()
                    .map(warning -> view.name() + ": " + warning)
                    .toList());
          });
    }
    folder.step(
        "grid",
        findings -> {
          fill(grid, folder, plan, inGrid);
          film(folder.file("grid.mp4"), grid, 4 * settings.width(), 2 * settings.height());
        });
    folder.finish();
  }

  private List<PathRequest> requests() {
    if (!path.preset().isEmpty()) {
      return List.of(new PathRequest.Preset(path.object(), PathPreset.of(path.preset(), "path")));
    }
    return path.points().stream()
        .map(p -> (PathRequest) new PathRequest.Drawn("path " + path.name(), p))
        .toList();
  }

  private void write(StageFolder folder, ViewClip clip) {
    String name = clip.view().name();
    MotionControls controls = clip.controls();
    int frames = clip.frames().size();
    Path film = folder.file(name + ".mp4");
    List<Path> pictures = files(folder, name + "/frames/", frames);
    List<Path> masks = files(folder, name + "/masks/", frames);
    List<Path> depths = files(folder, name + "/depth/", frames);
    List<Path> guides = files(folder, name + "/controls/", frames);
    job.progress().begin("writing " + name, frames, "frames");
    AtomicInteger done = new AtomicInteger();
    // The film is encoded on one thread, while the others write pictures.
    job.workers()
        .forEach(
            1 + frames,
            (task, worker) -> {
              if (task == 0) {
                film(film, clip.frames(), settings.width(), settings.height());
                return;
              }
              int i = task - 1;
              Image picture = clip.frames().get(i);
              Image guide = controls.guide().get(i);
              byte[] png = ImageFiles.png(picture, Map.of());
              WholeFile.write(pictures.get(i), png);
              WholeFile.write(
                  guides.get(i), guide == picture ? png : ImageFiles.png(guide, Map.of()));
              ImageFiles.write(masks.get(i), controls.masks().get(i));
              ImageFiles.writeDepthMillimetres(depths.get(i), controls.zDepths().get(i));
              job.progress().advance(done.incrementAndGet());
            });
    TracksFile.write(folder.file(name + "/tracks.json"), controls.tracks());
  }

  private void film(Path file, Iterable<Image> frames, int width, int height) {
    Films.write(file, frames, width, height, settings.framesPerSecond(), job.progress());
  }

  private static List<Path> files(StageFolder folder, String prefix, int frames) {
    return folder.files(IntStream.range(0, frames).mapToObj(i -> prefix + frameName(i)).toList());
  }

  private static String frameName(int index) {
    return String.format("%04d.png", index);
  }

  /** Puts the views of an earlier run into the grid, from the frames that were kept. */
  private void fill(ClipGrid grid, StageFolder folder, AnimationPlan plan, Set<String> there) {
    job.progress().begin("joining the views", plan.views().size(), "views");
    int done = 0;
    for (RingView view : plan.views()) {
      if (!there.contains(view.name())) {
        List<Image> frames = new ArrayList<>();
        for (int i = 0; i < plan.frames(); i++) {
          job.progress().check();
          frames.add(
              ImageFiles.readColour(folder.existing(view.name() + "/frames/" + frameName(i))));
        }
        grid.put(view.name(), frames);
      }
      job.progress().advance(++done);
    }
  }

  /** The moving scene for other programs: meshes with animated nodes; surfels with poses. */
  private void scene4d(StageFolder folder, SurfelScene scene, AnimationPlan plan) {
    Motion motion = plan.motion();
    List<GltfScene.Node> nodes = new ArrayList<>();
    nodes.add(
        new GltfScene.Node(
            "scene",
            Pose.IDENTITY,
            GlbFile.readMesh(project.layout().scene().resolve("scene.glb")),
            Optional.empty()));
    for (SurfelScene.Member member : scene.members()) {
      List<Pose> poses = motion.objectToWorld().getOrDefault(member.id(), List.of());
      nodes.add(
          new GltfScene.Node(
              member.name(),
              member.objectToWorld(),
              GlbFile.readMesh(project.layout().object(member.name()).resolve("object.glb")),
              poses.isEmpty()
                  ? Optional.empty()
                  : Optional.of(
                      new GltfScene.Movement(
                          IntStream.range(0, poses.size())
                              .mapToDouble(i -> i / motion.framesPerSecond())
                              .toArray(),
                          poses))));
    }
    Map<String, String> text = new LinkedHashMap<>();
    text.put("generator", "Drag4D " + Versions.DRAG4D);
    GlbFile.write(folder.file("scene4d.glb"), new GltfScene(nodes), text);
    SceneResults.writeSurfels(folder.file("scene4d/surfels.ply"), scene);
    JsonFile.write(folder.file("scene4d/motion.json"), MotionFile.tree(scene, motion));
  }
}
