package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NormalPicture;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.scene.Quality;
import org.drag4d.scene.SceneSettings;
import org.drag4d.task.InputException;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Layout;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.PlaceBuilder;
import org.drag4d.world.text.SceneDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d world}: the built-in world alone. */
@Command(
    name = "world",
    header = "the built-in world: pictures with exact depth",
    description = {
      "Builds the place of a sentence and renders it: panorama, exact distances, normals, ids; and"
          + " what any cameras see.",
      "",
      "  drag4d world \"a beach at sunset\" -o beach",
      ""
    })
final class WorldCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "PROMPT", description = "What the place looks like.")
  private String prompt;

  @Option(
      names = "--cameras",
      paramLabel = "FILE.json",
      description = "Also what these cameras see (transforms.json).")
  private Optional<Path> cameras = Optional.empty();

  @Option(
      names = "--quality",
      paramLabel = "Q",
      defaultValue = "standard",
      description = "tiny, draft, standard or high; ${DEFAULT-VALUE} by default.")
  private Quality quality;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the pictures.")
  private Path out;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    if (prompt.isBlank()) {
      throw new InputException("PROMPT", "is empty", "Say what the place looks like.");
    }
    List<Pinhole> views = cameras.map(file -> CameraFile.read(file).cameras()).orElse(List.of());
    List<String> pictures =
        Stream.concat(Stream.of("panorama"), views.stream().map(Camera::name))
            .map(name -> name + ".png")
            .toList();
    OutputPlace.checkFolder(out, pictures, drag4d.force());
    SceneSettings settings = quality.sceneSettings(drag4d.seed());
    SceneDescription said = SceneDescription.of(prompt);
    Arrangement arranged = Layout.arrange(said, settings.seed());
    JobRunner.run(
        console,
        "world",
        (workers, progress) -> {
          Place place = PlaceBuilder.build(arranged);
          World world =
              World.light(
                  place,
                  LightSettings.of(quality.name().toLowerCase(Locale.ROOT))
                      .withSeed(settings.seed()),
                  workers,
                  progress);
          List<Camera> all = new ArrayList<>();
          all.add(Equirectangular.at("panorama", settings.panoramaWidth(), place.eye()));
          all.addAll(views);
          for (Camera camera : all) {
            write(camera, world.render(camera, settings.panoramaSamples(), workers, progress));
          }
          if (!views.isEmpty()) { // with it, the folder is a data set that train opens
            CameraFile.write(out.resolve("transforms.json"), views, Optional.of(place.eye()));
          }
          return all.size();
        });
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", out.toString());
    List<String> notes = new ArrayList<>(said.understanding().notes());
    notes.addAll(arranged.notes());
    fields.put("notes", notes);
    console.result(out.toString(), fields);
    return ExitCodes.DONE;
  }

  private void write(Camera camera, WorldView view) {
    String name = camera.name();
    int w = camera.width();
    int h = camera.height();
    ImageFiles.write(out.resolve(name + ".png"), view.colour());
    NpyFile.writeDepth(out.resolve(name + "-depth.npy"), view.radialDistance());
    Image normals = NormalPicture.encode(view.normals(), w, h);
    ImageFiles.write(out.resolve(name + "-normals.png"), normals);
    NpyFile.write(out.resolve(name + "-ids.npy"), view.instances(), h, w);
  }
}
