package org.drag4d.project;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NormalPicture;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Occupancy;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PlyFile;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.geometry.WholeFile;
import org.drag4d.scene.FloorPlane;
import org.drag4d.scene.InitialSurfels;
import org.drag4d.scene.NovelViews;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaPoints;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.SceneGuidance;
import org.drag4d.scene.SceneMesh;
import org.drag4d.scene.SceneOptimisation;
import org.drag4d.scene.ScenePoints;
import org.drag4d.scene.SceneSettings;
import org.drag4d.scene.ScoreDistillation;
import org.drag4d.scene.StoredView;
import org.drag4d.scene.ViewPlan;
import org.drag4d.scene.ViewSet;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelTrainer;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.file.SurfelPly;
import org.drag4d.task.InputException;

/**
 * Stage 1 with its results kept: the steps of {@link org.drag4d.scene.SceneStage}, each of which
 * goes on from what the files of the one before hold. So a run that was killed and continued gives
 * the bytes of an undisturbed one.
 *
 * <p>Longer than most files: it is all of stage 1's files, each written and read back side by side.
 */
final class SceneResults {
  private static final int RECIPE = 4;
  private static final int PREVIEW_WIDTH = 960;
  private static final int PREVIEW_HEIGHT = 540;
  private static final double PREVIEW_FOV = 60;

  private final Project project;
  private final SceneSettings settings;
  private final PanoramaGenerator generator;
  private final Priors priors;
  private final Job job;

  SceneResults(Project project, PanoramaGenerator generator, Priors priors, Job job) {
    this.project = project;
    this.settings = project.wishes().quality().sceneSettings(project.wishes().seed());
    this.generator = generator;
    this.priors = priors;
    this.job = job;
  }

  /** Returns what the scene follows from. */
  static String inputs(Project project) {
    ProjectFile wishes = project.wishes();
    Fingerprint fingerprint =
        new Fingerprint("scene", RECIPE)
            .add("settings", wishes.quality().sceneSettings(wishes.seed()))
            .add("prompt", wishes.prompt())
            .add("prior", wishes.panorama().prior());
    Path root = project.layout().root();
    wishes.panorama().file().ifPresent(f -> fingerprint.addFile("panorama", root.resolve(f)));
    wishes.panorama().depth().ifPresent(f -> fingerprint.addFile("depth", root.resolve(f)));
    wishes.panorama().depthModel().ifPresent(name -> fingerprint.add("depth model", name));
    wishes.panorama().inpaint().ifPresent(name -> fingerprint.add("inpaint", name));
    wishes.panorama().guidance().ifPresent(name -> fingerprint.add("guidance", name));
    return fingerprint.hex();
  }

  /** Makes what is missing. */
  void make() {
    StageFolder folder =
        StageFolder.open(project.layout().scene(), inputs(project), settings.seed());
    ViewPlan plan = pictures(folder);
    generator.release();
    if (folder.has("mesh")) {
      folder.finish();
      return;
    }
    PanoramaScene panorama = loadPanorama(folder, Optional.empty());
    ViewSet views = loadViews(folder, plan);
    PointCloud points =
        ScenePoints.join(panorama, PanoramaPoints.of(panorama, settings), views, settings);
    folder.step(
        "points",
        findings -> {
          PlyFile.writePoints(folder.file("points.ply"), points);
          floor(folder, panorama, findings);
          cameras(folder, plan, panorama.camera().centre());
        });
    if (!folder.has("optimisation") && InsideScene.concerns(project.wishes())) {
      InsideScene.of(Occupancy.extent(points)).check(project.wishes());
    }
    folder.step("optimisation", findings -> optimise(folder, panorama, points, views, findings));
    Surfels surfels = loadSurfels(folder.existing("scene.ply"));
    folder.step(
        "mesh",
        findings -> {
          GlbFile.writeMesh(
              folder.file("scene.glb"),
              SceneMesh.of(surfels, views, settings, job.workers(), job.progress()));
          ImageFiles.write(
              folder.file("preview.png"), job.picture(surfels, previewCamera(panorama)));
        });
    folder.finish();
  }

  /**
   * Makes what the prior is needed for, preview, panorama and views, and returns their plan.
   * Nothing here outlives the prior's place with its light, so that its memory is free for the
   * optimisation.
   */
  private ViewPlan pictures(StageFolder folder) {
    folder.step("preview", findings -> firstPreview(folder));
    folder.step("panorama", findings -> panorama(folder, findings));
    PanoramaScene panorama =
        loadPanorama(
            folder, generator.novelViews(project.wishes().prompt(), settings.panoramaRequest()));
    if (!Files.exists(folder.existing("preview.png"))) {
      ImageFiles.write(folder.file("preview.png"), glance(panorama));
    }
    job.firstPicture();
    ViewPlan plan = ViewPlan.of(panorama, settings);
    folder.step("views", findings -> views(folder, plan, panorama, findings));
    return plan;
  }

  /** A picture within seconds, where the prior has one. */
  private void firstPreview(StageFolder folder) {
    Optional<Image> picture =
        generator.preview(project.wishes().prompt(), settings.panoramaRequest(), job.progress());
    picture.ifPresent(p -> ImageFiles.write(folder.file("preview.png"), p));
    if (picture.isPresent()) {
      job.firstPicture();
    }
  }

  private void panorama(StageFolder folder, StageFolder.Findings findings) {
    PanoramaScene made =
        generator
            .generate(project.wishes().prompt(), settings.panoramaRequest(), job.progress())
            .quantised();
    ImageFiles.write(folder.file("panorama.png"), made.colour(), provenance());
    NpyFile.writeDepth(folder.file("depth.npy"), made.radialDistance());
    Equirectangular camera = made.camera();
    if (made.normals().length > 0) {
      ImageFiles.write(
          folder.file("normals.png"),
          NormalPicture.encode(made.normals(), camera.width(), camera.height()));
    }
    Quaternion q = camera.cameraToWorld().rotation();
    project.wishes().panorama().depthModel().ifPresent(name -> findings.prior("depth", name));
    findings
        .prior("panorama", made.prior())
        .notes(made.notes())
        .value("camera", camera.name())
        .value("cameraRotation", q.w() + " " + q.x() + " " + q.y() + " " + q.z())
        .value("cameraCentre", text(camera.centre()));
    made.novelViews().ifPresent(p -> findings.value("freeFloorCentre", text(p.freeFloorCentre())));
  }

  /** What other programs may want to know about a picture. */
  private Map<String, String> provenance() {
    Map<String, String> text = new LinkedHashMap<>();
    text.put("Software", "Drag4D " + Versions.DRAG4D);
    if (!project.wishes().prompt().isEmpty()) {
      text.put("prompt", project.wishes().prompt().replaceAll("[^\\x20-\\x7e]", "?"));
    }
    text.put("seed", Long.toString(settings.seed()));
    return text;
  }

  private PanoramaScene loadPanorama(StageFolder folder, Optional<NovelViews> novelViews) {
    StageRecord record = folder.record();
    double[] q = numbers(record.values().get("cameraRotation"));
    Image colour = ImageFiles.readColour(folder.existing("panorama.png"));
    Path normals = folder.existing("normals.png");
    return new PanoramaScene(
        new Equirectangular(
            record.values().get("camera"),
            colour.width(),
            colour.height(),
            new Pose(
                new Quaternion(q[0], q[1], q[2], q[3]),
                point(record.values().get("cameraCentre")))),
        colour,
        NpyFile.readDepth(folder.existing("depth.npy"), DepthMap.Measure.RADIAL_DISTANCE),
        Files.exists(normals) ? NormalPicture.decode(ImageFiles.readColour(normals)) : new float[0],
        novelViews,
        record.priors().get("panorama"),
        record.notes());
  }

  private static double[] numbers(String text) {
    return Stream.of(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static Vec3 point(String text) {
    double[] c = numbers(text);
    return new Vec3(c[0], c[1], c[2]);
  }

  private static String text(Vec3 p) {
    return p.x() + " " + p.y() + " " + p.z();
  }

  private void views(
      StageFolder folder, ViewPlan plan, PanoramaScene panorama, StageFolder.Findings findings) {
    String displacedBy =
        ViewSet.make(
            plan,
            panorama,
            settings,
            filling(),
            job.workers(),
            job.progress(),
            view -> writeView(folder, view));
    findings.prior("displaced views", displacedBy);
  }

  private Optional<ViewSet.Filling> filling() {
    return project
        .wishes()
        .panorama()
        .inpaint()
        .map(name -> new ViewSet.Filling(priors.inpainter(name), project.wishes().prompt()));
  }

  private static void writeView(StageFolder folder, StoredView view) {
    String name = "views/" + view.camera().name();
    int width = view.camera().width();
    int height = view.camera().height();
    ImageFiles.write(folder.file(name + ".png"), view.picture());
    if (view.weights().length > 0) {
      ImageFiles.write(
          folder.file(name + "-weights.png"), new Image(width, height, 1, view.weights()));
    }
    if (view.zDepth().length > 0) {
      NpyFile.write(folder.file(name + "-depth.npy"), view.zDepth(), height, width);
    }
    if (view.hasNormals()) {
      ImageFiles.write(folder.file(name + "-normal.png"), view.normalPicture());
    }
  }

  private ViewSet loadViews(StageFolder folder, ViewPlan plan) {
    return new ViewSet(
        loadViews(folder, plan.base()),
        loadViews(folder, plan.displaced()),
        folder.record().priors().get("displaced views"));
  }

  private List<StoredView> loadViews(StageFolder folder, List<Pinhole> cameras) {
    List<StoredView> views = new ArrayList<>();
    for (Pinhole camera : cameras) {
      job.progress().check();
      Path weights = folder.existing("views/" + camera.name() + "-weights.png");
      Path depth = folder.existing("views/" + camera.name() + "-depth.npy");
      Path normal = folder.existing("views/" + camera.name() + "-normal.png");
      views.add(
          StoredView.ofFiles(
              camera,
              ImageFiles.readColour(folder.existing("views/" + camera.name() + ".png")),
              Files.exists(weights) ? ImageFiles.read(weights).values() : new float[0],
              Files.exists(depth) ? NpyFile.read(depth).floats() : new float[0],
              Files.exists(normal) ? ImageFiles.readColour(normal).values() : new float[0]));
    }
    return views;
  }

  private void floor(StageFolder folder, PanoramaScene panorama, StageFolder.Findings findings) {
    PointCloud points = PlyFile.readPoints(folder.existing("points.ply"));
    Optional<FloorPlane> floor = FloorPlane.find(points, panorama.camera().centre());
    FloorFile.write(folder.file("floor.json"), floor);
    findings.warnings(
        floor.isPresent()
            ? List.of()
            : List.of("no level floor was found; objects are placed at height 0"));
  }

  private static void cameras(StageFolder folder, ViewPlan plan, Vec3 centre) {
    List<CameraFile.Frame> frames =
        Stream.concat(plan.base().stream(), plan.displaced().stream())
            .map(camera -> new CameraFile.Frame("views/" + camera.name() + ".png", camera))
            .toList();
    CameraFile.write(
        folder.file("cameras.json"),
        new CameraFile.Contents(frames, Optional.of(centre), Optional.of("points.ply"), List.of()));
  }

  private void optimise(
      StageFolder folder,
      PanoramaScene panorama,
      PointCloud points,
      ViewSet views,
      StageFolder.Findings findings) {
    Path checkpoint = project.layout().checkpoint();
    String run = folder.record().inputs();
    Optional<ScoreDistillation> guidance =
        project.wishes().panorama().guidance().map(priors::guidance);
    try (SurfelTrainer trainer =
        resumed(checkpoint, run, views)
            .orElseGet(
                () ->
                    SceneOptimisation.trainer(
                        InitialSurfels.of(panorama, points, views, settings),
                        views,
                        settings,
                        job.workers()))) {
      guidance.ifPresent(
          score ->
              trainer.guidedBy(
                  new SceneGuidance(
                      score, project.wishes().prompt(), views, settings, job.progress())));
      var report =
          trainer.run(
              job.progress(),
              new SurfelTrainer.Listener() {
                @Override
                public void checkpoint(SurfelTrainer at, int step) {
                  writeCheckpoint(checkpoint, run, at);
                }
              });
      writeSurfels(
          folder.file("scene.ply"),
          SurfelScene.withoutObjects(SceneOptimisation.finished(trainer, views, job.workers())));
      findings
          .metric("steps", report.steps())
          .metric("surfels", report.surfels())
          .metric("loss", report.loss());
      guidance.ifPresent(score -> findings.prior("guidance", score.name()));
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      guidance.ifPresent(ScoreDistillation::release);
    }
  }

  /** A checkpoint begins with the 64 characters that say which run it belongs to. */
  private static void writeCheckpoint(Path file, String run, SurfelTrainer trainer) {
    var bytes = new ByteArrayOutputStream();
    try {
      bytes.write(run.getBytes(StandardCharsets.US_ASCII));
      trainer.writeCheckpoint(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WholeFile.write(file, bytes.toByteArray());
  }

  private Optional<SurfelTrainer> resumed(Path checkpoint, String run, ViewSet views)
      throws IOException {
    if (!Files.exists(checkpoint)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(checkpoint))) {
      byte[] owner = in.readNBytes(run.length());
      if (!run.equals(new String(owner, StandardCharsets.US_ASCII))) {
        return Optional.empty();
      }
      SurfelTrainer trainer = SceneOptimisation.resume(in, views, settings, job.workers());
      job.progress().note("continues from step " + trainer.step());
      return Optional.of(trainer);
    } catch (InputException e) {
      // A checkpoint is only a saving of time: without it the optimisation starts anew.
      return Optional.empty();
    }
  }

  /** What a person sees who stands in the middle and looks north. */
  private static Pinhole previewCamera(PanoramaScene panorama) {
    Vec3 eye = panorama.camera().centre();
    return Pinhole.ofVerticalFov(
        "preview",
        PREVIEW_WIDTH,
        PREVIEW_HEIGHT,
        PREVIEW_FOV,
        Pose.lookingAt(eye, eye.plus(new Vec3(0, -0.1, -1))));
  }

  /** The same view cut out of the panorama. */
  private static Image glance(PanoramaScene panorama) {
    Pinhole camera = previewCamera(panorama);
    Image picture = new Image(camera.width(), camera.height(), 3);
    Image from = panorama.colour();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        Vec3 direction = camera.worldRay(x + 0.5, y + 0.5);
        Vec3 at = panorama.camera().project(panorama.camera().centre().plus(direction));
        int column = Math.floorMod((int) Math.floor(at.x()), from.width());
        int row = Math.clamp((int) Math.floor(at.y()), 0, from.height() - 1);
        for (int c = 0; c < 3; c++) {
          picture.set(x, y, c, from.at(column, row, c));
        }
      }
    }
    return picture;
  }

  /** Writes surfels so that every viewer opens them. */
  static void writeSurfels(Path file, SurfelScene scene) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new BufferedOutputStream(bytes)) {
      SurfelPly.write(out, scene, SurfelPly.Layout.THREE_SCALES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WholeFile.write(file, bytes.toByteArray());
  }

  /** Reads the surfels of a scene without objects. */
  static Surfels loadSurfels(Path file) {
    return SurfelPly.read(file).scene().surfels();
  }

  /** What later stages need of a finished scene. */
  record Kept(
      Surfels surfels,
      PointCloud points,
      double floorHeight,
      Vec3 panoramaCentre,
      Optional<Vec3> keptFree) {}

  /** Reads what later stages need. */
  static Kept load(Layout layout) {
    Path folder = layout.scene();
    StageRecord record = StageRecord.read(folder).orElseThrow();
    return new Kept(
        loadSurfels(folder.resolve("scene.ply")),
        PlyFile.readPoints(folder.resolve("points.ply")),
        FloorFile.height(folder.resolve("floor.json")),
        point(record.values().get("cameraCentre")),
        Optional.ofNullable(record.values().get("freeFloorCentre")).map(SceneResults::point));
  }
}
