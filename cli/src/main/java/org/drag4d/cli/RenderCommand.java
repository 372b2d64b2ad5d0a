package org.drag4d.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.NpyFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.Rasterizers;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.file.SurfelFile;
import org.drag4d.task.InputException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d render}: pictures of any splat file. */
@Command(
    name = "render",
    header = "pictures of a splat file",
    description = {
      "Draws a splat file as cameras see it, all around as a panorama, or from an orbit.",
      "",
      "  drag4d render scene.ply --cameras transforms.json -o pictures",
      ""
    })
final class RenderCommand implements Callable<Integer> {
  private static final int ORBIT_VIEWS = 36;

  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "SCENE", description = "A PLY, .splat or SPZ file.")
  private Path scene;

  @ArgGroup(multiplicity = "1")
  private Views views = new Views();

  /** From where. */
  static final class Views {
    @Option(
        names = "--cameras",
        paramLabel = "FILE.json",
        description = "Cameras in the form of nerfstudio's transforms.json.")
    private Optional<Path> cameras = Optional.empty();

    @Option(names = "--panorama", description = "All around, from --at.")
    private boolean panorama;

    @Option(names = "--orbit", description = "36 pictures on a circle about the middle.")
    private boolean orbit;
  }

  @Option(
      names = "--at",
      paramLabel = "X,Y,Z",
      split = ",",
      description = "Where a panorama is taken; 0,1.6,0 by default.")
  private List<Double> at = List.of(0.0, 1.6, 0.0);

  @Option(
      names = "--background",
      paramLabel = "R,G,B",
      split = ",",
      description = "What shows where nothing is, 0 to 1 each; black by default.")
  private List<Float> background = List.of(0f, 0f, 0f);

  @Option(names = "--npy", description = "Also colour, alpha, depth and normals as float32.")
  private boolean npy;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      required = true,
      description = "The folder of the pictures.")
  private Path out;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    if (at.size() != 3 || background.size() != 3) {
      throw new InputException("--at, --background", "take three numbers with commas between");
    }
    List<Camera> given = new ArrayList<>();
    views.cameras.ifPresent(file -> given.addAll(CameraFile.read(file).cameras()));
    OutputPlace.checkFolder(out, names(given), drag4d.force());
    List<String> written =
        JobRunner.run(
            console,
            "render",
            (workers, progress) -> {
              Surfels surfels = SurfelFile.read(scene).scene().surfels();
              List<Camera> cameras = given.isEmpty() ? own(surfels) : given;
              List<String> files = new ArrayList<>();
              progress.begin("rendering", cameras.size(), "views");
              try (Rasterizer rasterizer = Rasterizers.best(workers)) {
                for (Camera camera : cameras) {
                  files.add(write(rasterizer.render(surfels, camera), camera));
                  progress.advance(files.size());
                }
              }
              return files;
            });
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", out.toString());
    fields.put("pictures", written);
    console.result(out.toString(), fields);
    return ExitCodes.DONE;
  }

  private List<String> names(List<Camera> given) {
    Stream<String> names =
        views.panorama
            ? Stream.of("panorama")
            : views.orbit
                ? IntStream.range(0, ORBIT_VIEWS).mapToObj(RenderCommand::orbitName)
                : given.stream().map(Camera::name);
    return names.map(name -> name + ".png").toList();
  }

  private static String orbitName(int i) {
    return String.format("orbit-%03d", i);
  }

  private List<Camera> own(Surfels surfels) {
    if (views.panorama) {
      return List.of(
          Equirectangular.at("panorama", 2048, new Vec3(at.get(0), at.get(1), at.get(2))));
    }
    Bounds bounds = Bounds.of(surfels);
    double distance = 1.2 * bounds.diagonal();
    return Stream.iterate(0, i -> i + 1)
        .limit(ORBIT_VIEWS)
        .map(
            i -> {
              double angle = 2 * Math.PI * i / ORBIT_VIEWS;
              Vec3 eye =
                  bounds
                      .middle()
                      .plus(new Vec3(Math.sin(angle), 0.35, Math.cos(angle)).times(distance));
              return (Camera)
                  Pinhole.ofVerticalFov(
                      orbitName(i), 800, 600, 45, Pose.lookingAt(eye, bounds.middle()));
            })
        .toList();
  }

  private String write(RenderedView view, Camera camera) {
    int w = view.width();
    int h = view.height();
    float[] over = new float[view.colour().length];
    for (int i = 0; i < w * h; i++) {
      for (int c = 0; c < 3; c++) {
        over[3 * i + c] = view.colour()[3 * i + c] + (1 - view.alpha()[i]) * background.get(c);
      }
    }
    Path file = out.resolve(camera.name() + ".png");
    ImageFiles.write(file, new Image(w, h, 3, over));
    if (npy) {
      NpyFile.write(out.resolve(camera.name() + "-colour.npy"), view.colour(), h, w, 3);
      NpyFile.write(out.resolve(camera.name() + "-alpha.npy"), view.alpha(), h, w);
      NpyFile.write(out.resolve(camera.name() + "-depth.npy"), view.depth(), h, w);
      NpyFile.write(out.resolve(camera.name() + "-normal.npy"), view.normal(), h, w, 3);
    }
    return file.toString();
  }
}
