package org.drag4d.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.compose.ComposeSettings;
import org.drag4d.compose.ComposeStage;
import org.drag4d.compose.ComposedScene;
import org.drag4d.compose.ForegroundMask;
import org.drag4d.compose.ObjectMaker;
import org.drag4d.compose.ObjectModel;
import org.drag4d.compose.ObjectPlacement;
import org.drag4d.compose.ObjectRequest;
import org.drag4d.compose.ObjectSource;
import org.drag4d.compose.ObjectSurfels;
import org.drag4d.compose.PlacedObject;
import org.drag4d.compose.placement.Surroundings;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.geometry.WholeFile;
import org.drag4d.project.ProjectFile.BoxEntry;
import org.drag4d.project.ProjectFile.MakingEntry;
import org.drag4d.project.ProjectFile.ObjectEntry;
import org.drag4d.scene.Quality;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.file.SurfelPly;

/**
 * Stage 2 with its results kept: one folder an object, one for the composed scene. An object is
 * placed among those before it in the project's list, so that the result follows from the list and
 * not from the order of commands.
 */
final class ObjectResults {
  private static final int RECIPE = 2;

  private final Project project;
  private final Priors priors;
  private final Job job;
  private final ComposeSettings settings;

  ObjectResults(Project project, Priors priors, Job job) {
    this.project = project;
    this.priors = priors;
    this.job = job;
    this.settings = settings(project);
  }

  private static ComposeSettings settings(Project project) {
    int surfels =
        switch (project.wishes().quality()) {
          case TINY -> 2_000;
          case DRAFT -> 40_000;
          case STANDARD -> 100_000;
          case HIGH -> 150_000;
        };
    ComposeSettings settings =
        ComposeSettings.DEFAULT.withSeed(project.wishes().seed()).withSurfelsPerObject(surfels);
    return project.wishes().quality() == Quality.TINY
        ? new ComposeSettings(
            surfels, 4, settings.defaultSize(), 1000, 100, settings.loss(), settings.seed())
        : settings;
  }

  /** Returns what the shape of an object follows from. */
  private static String modelInputs(Project project, ObjectEntry object) {
    Fingerprint fingerprint = new Fingerprint("model", RECIPE).add("source", object.source());
    if (object.isFile()) {
      fingerprint.addFile("file", project.layout().root().resolve(object.source()));
    }
    MakingEntry making = object.making();
    making.model().ifPresent(name -> fingerprint.add("object model", name));
    making.mask().ifPresent(name -> fingerprint.add("mask model", name));
    making.maskBox().ifPresent(box -> fingerprint.add("mask box", box));
    making.maskClick().ifPresent(click -> fingerprint.add("mask click", click));
    making
        .scribbles()
        .ifPresent(f -> fingerprint.addFile("scribbles", project.layout().root().resolve(f)));
    return fingerprint.hex();
  }

  /** Returns, per object, what it and its place follow from. */
  private static List<String> placementInputs(Project project) {
    List<String> inputs = new ArrayList<>();
    String before = SceneResults.inputs(project);
    for (ObjectEntry object : project.wishes().objects()) {
      before =
          new Fingerprint("placement", RECIPE)
              .add("before", before)
              .add("name", object.name())
              .add("model", modelInputs(project, object))
              .add("box", object.box())
              .add("settings", settings(project))
              .hex();
      inputs.add(before);
    }
    return inputs;
  }

  /** Returns what the composed scene follows from. */
  static String inputs(Project project) {
    List<String> placed = placementInputs(project);
    return new Fingerprint("composed", RECIPE)
        .add("scene", SceneResults.inputs(project))
        .add("objects", placed)
        .add("settings", settings(project))
        .hex();
  }

  /** Returns whether everything is there. */
  static boolean isDone(Project project) {
    List<String> inputs = placementInputs(project);
    List<ObjectEntry> objects = project.wishes().objects();
    for (int i = 0; i < objects.size(); i++) {
      if (!StageFolder.isDone(project.layout().object(objects.get(i).name()), inputs.get(i))) {
        return false;
      }
    }
    return StageFolder.isDone(project.layout().composed(), inputs(project));
  }

  /** Makes what is missing, and removes the results of objects that nobody wants any more. */
  void make() {
    removeOthers();
    List<ObjectEntry> objects = project.wishes().objects();
    List<String> inputs = placementInputs(project);
    SceneResults.Kept scene = SceneResults.load(project.layout());
    Optional<Surroundings> surroundings = Optional.empty();
    List<PlacedObject> placed = new ArrayList<>();
    List<StageFolder> folders = new ArrayList<>();
    for (int i = 0; i < objects.size(); i++) {
      ObjectEntry object = objects.get(i);
      StageFolder folder =
          StageFolder.open(project.layout().object(object.name()), inputs.get(i), settings.seed());
      if (!folder.has("placement") && surroundings.isEmpty()) {
        surroundings =
            Optional.of(
                Surroundings.of(
                    scene.points(),
                    scene.floorHeight(),
                    scene.panoramaCentre(),
                    scene.keptFree(),
                    job.progress()));
      }
      Surroundings around = surroundings.orElse(null);
      folder.step("model", findings -> model(object, folder, findings));
      folder.step("placement", findings -> place(object, folder, around, placed, findings));
      placed.add(load(project.layout(), object.name()));
      folders.add(folder);
    }
    compose(scene, placed, folders);
  }

  private void compose(
      SceneResults.Kept scene, List<PlacedObject> placed, List<StageFolder> folders) {
    StageFolder folder =
        StageFolder.open(project.layout().composed(), inputs(project), settings.seed());
    if (!folder.has("composition") || folders.stream().anyMatch(f -> !f.has("parts"))) {
      ComposedScene composed =
          ComposeStage.compose(scene.surfels(), placed, settings, job.progress());
      for (int i = 0; i < folders.size(); i++) {
        StageFolder object = folders.get(i);
        List<ObjectSurfels.Part> parts = composed.parts().get(i);
        object.step("parts", findings -> writeParts(object.file("parts.json"), parts));
      }
      folder.step(
          "composition",
          findings -> {
            SceneResults.writeSurfels(folder.file("composed.ply"), composed.scene());
            ImageFiles.write(
                folder.file("preview.png"),
                job.picture(
                    composed.scene().surfels(), previewCamera(scene.panoramaCentre(), placed)));
            findings.metric("surfels", composed.scene().surfels().count());
          });
      folder.step(
          "turning",
          findings ->
              Turning.write(
                  folder.file("turn.mp4"),
                  composed.scene().surfels(),
                  scene.panoramaCentre(),
                  project.wishes().quality(),
                  job));
    }
    folders.forEach(StageFolder::finish);
    folder.finish();
  }

  private void removeOthers() {
    Path all = project.layout().root().resolve("objects");
    if (!Files.isDirectory(all)) {
      return;
    }
    List<String> wanted = project.wishes().objects().stream().map(ObjectEntry::name).toList();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
      for (Path folder : folders) {
        if (!wanted.contains(folder.getFileName().toString())) {
          StageFolder.remove(folder);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The "3D copy": kept apart from its place, so that another box makes no new object. */
  private void model(ObjectEntry object, StageFolder into, StageFolder.Findings findings) {
    StageFolder kept =
        StageFolder.open(
            project.layout().model(object.name()), modelInputs(project, object), settings.seed());
    kept.step(
        "model",
        found -> {
          ObjectModel model = object.isFile() ? made(object) : sampled(object);
          model.reference().ifPresent(p -> ImageFiles.write(kept.file("reference.png"), p));
          model.mask().ifPresent(m -> ImageFiles.write(kept.file("mask.png"), m.alpha()));
          GlbFile.writeMesh(kept.file("model.glb"), model.mesh());
          found.prior("object", model.prior());
          if (object.isFile()) {
            model.mask().ifPresent(m -> found.prior("mask", m.madeBy()));
          }
          model.naturalSize().ifPresent(size -> found.value("naturalSize", Double.toString(size)));
        });
    kept.finish();
    for (String name : List.of("reference.png", "mask.png")) {
      if (Files.exists(kept.existing(name))) {
        copy(kept.existing(name), into.file(name));
      }
    }
    kept.record().priors().forEach(findings::prior);
  }

  private ObjectModel made(ObjectEntry object) {
    return make(object, ObjectFiles.read(project.layout().root().resolve(object.source())));
  }

  private ObjectModel make(ObjectEntry object, ObjectSource source) {
    return ObjectMaker.make(
        new ObjectRequest(object.name(), source, Optional.empty()),
        priors.segmenter(
            object.making(), object.making().scribbles().map(project.layout().root()::resolve)),
        priors.objects(object.making().model()),
        job.progress());
  }

  /** A sample brings its true shape, so nobody has to guess what its picture hides. */
  private ObjectModel sampled(ObjectEntry object) {
    SampleFiles.Sample sample = priors.sample(object.source());
    ObjectModel shape =
        make(object, new ObjectSource.Mesh("sample " + object.source(), sample.mesh()));
    return new ObjectModel(
        shape.name(),
        Optional.of(sample.picture()),
        Optional.of(new ForegroundMask(sample.mask(), "sample")),
        shape.mesh(),
        shape.naturalSize(),
        "sample");
  }

  private static void copy(Path from, Path to) {
    try {
      WholeFile.write(to, Files.readAllBytes(from));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ObjectModel loadModel(String name) {
    Path folder = project.layout().model(name);
    StageRecord record = StageRecord.read(folder).orElseThrow();
    Path reference = folder.resolve("reference.png");
    Path mask = folder.resolve("mask.png");
    String size = record.values().get("naturalSize");
    return new ObjectModel(
        name,
        Files.exists(reference) ? Optional.of(ImageFiles.read(reference)) : Optional.empty(),
        Files.exists(mask)
            ? Optional.of(
                new ForegroundMask(
                    ImageFiles.read(mask), record.priors().getOrDefault("mask", "sample")))
            : Optional.empty(),
        GlbFile.readMesh(folder.resolve("model.glb")),
        size == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(size)),
        record.priors().get("object"));
  }

  private void place(
      ObjectEntry object,
      StageFolder folder,
      Surroundings surroundings,
      List<PlacedObject> before,
      StageFolder.Findings findings) {
    PlacedObject placed =
        ObjectPlacement.place(
            loadModel(object.name()),
            object.box().map(BoxEntry::box),
            surroundings,
            before,
            settings,
            job.progress());
    GlbFile.writeMesh(folder.file("object.glb"), placed.metricMesh());
    PlacementFile.write(folder.file("placement.json"), placed, object.box().map(BoxEntry::box));
    findings
        .notes(placed.report().notes())
        .metric("maxPenetrationMetres", placed.report().maxPenetration())
        .metric("supportGapMetres", placed.report().supportGap())
        .metric("contactRatio", placed.report().contactRatio())
        .metric("tiltDegrees", placed.report().tiltDegrees());
  }

  /** Reads an object that is placed: what its files hold, in metres. */
  static PlacedObject load(Layout layout, String name) {
    Path folder = layout.object(name);
    return PlacementFile.read(
        folder.resolve("placement.json"),
        new ObjectModel(
            name,
            Optional.empty(),
            Optional.empty(),
            GlbFile.readMesh(folder.resolve("object.glb")),
            OptionalDouble.empty(),
            StageRecord.read(folder).map(r -> r.priors().get("object")).orElse("")));
  }

  private static void writeParts(Path file, List<ObjectSurfels.Part> parts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode list = json.putArray("parts");
    for (ObjectSurfels.Part part : parts) {
      ObjectNode node = list.addObject();
      node.put("id", part.id()).put("surfels", part.surfels());
      node.putArray("centre").add(part.centre().x()).add(part.centre().y()).add(part.centre().z());
      node.putArray("colour").add(part.colour().x()).add(part.colour().y()).add(part.colour().z());
    }
    JsonFile.write(file, json);
  }

  /** Reads the composed scene with its objects. */
  static SurfelScene loadComposed(Project project) {
    Layout layout = project.layout();
    SurfelScene scene = SurfelPly.read(layout.composed().resolve("composed.ply")).scene();
    List<SurfelScene.Member> members = new ArrayList<>();
    for (ObjectEntry object : project.wishes().objects()) {
      PlacedObject placed = load(layout, object.name());
      members.add(
          new SurfelScene.Member(
              members.size() + 1, object.name(), placed.objectToWorld(), placed.box()));
    }
    return new SurfelScene(scene.surfels(), scene.instances(), scene.parts(), members);
  }

  /**
   * Looks at the objects from the panorama's side, near enough to see them in their surroundings;
   * north from the panorama's centre where there are none.
   */
  private static Pinhole previewCamera(Vec3 centre, List<PlacedObject> objects) {
    Vec3 eye = centre;
    Vec3 target = eye.plus(new Vec3(0, -0.1, -1));
    if (!objects.isEmpty()) {
      Vec3 sum = Vec3.ZERO;
      double size = 0;
      for (PlacedObject object : objects) {
        sum = sum.plus(object.box().centre());
        size = Math.max(size, object.box().size().length());
      }
      target = sum.times(1.0 / objects.size());
      for (PlacedObject object : objects) {
        size = Math.max(size, 2 * object.box().centre().distance(target));
      }
      Vec3 away = centre.minus(target);
      double near = Math.min(1, (1 + 1.6 * size) / away.length());
      eye = target.plus(away.times(near)).plus(Vec3.UP.times(0.25 * (1 - near)));
    }
    return Pinhole.ofVerticalFov("preview", 960, 540, 60, Pose.lookingAt(eye, target));
  }
}
