package org.drag4d.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.drag4d.geometry.CameraFile;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PlyFile;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.splat.Surfels;
import org.drag4d.splat.file.SurfelFile;
import org.drag4d.splat.mesh.SurfaceExtraction;
import org.drag4d.task.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d mesh}: the surface of a splat file. */
@Command(
    name = "mesh",
    header = "the surface of a splat file as triangles",
    description = {
      "Renders depth from the cameras and joins it into one coloured surface.",
      "",
      "  drag4d mesh scene.ply --cameras cameras.json -o room.glb",
      ""
    })
final class MeshCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "SCENE", description = "A PLY, .splat or SPZ file.")
  private Path scene;

  @Option(
      names = "--cameras",
      paramLabel = "FILE.json",
      required = true,
      description = "From where the surface is seen (transforms.json).")
  private Path cameras;

  @Option(
      names = "--voxels",
      paramLabel = "N",
      description = "Voxels along the longest side; 256 by default.")
  private int voxels = 256;

  @Option(
      names = "--triangles",
      paramLabel = "N",
      description = "At most so many triangles; 200000 by default.")
  private int triangles = 200_000;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "MESH",
      required = true,
      description = "A .glb or .ply file.")
  private Path out;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    boolean ply = out.toString().endsWith(".ply");
    if (!ply && !out.toString().endsWith(".glb")) {
      throw new InputException(out.toString(), "must end in .glb or .ply");
    }
    if (voxels < 8 || voxels > 1024 || triangles < 4) {
      throw new InputException("--voxels, --triangles", "8 to 1024 voxels, at least 4 triangles");
    }
    OutputPlace.checkFile(out, drag4d.force());
    List<Pinhole> from = CameraFile.read(cameras).cameras();
    TriangleMesh mesh =
        JobRunner.run(
            console,
            "mesh",
            (workers, progress) -> {
              Surfels surfels = SurfelFile.read(scene).scene().surfels();
              return SurfaceExtraction.of(
                  surfels,
                  from,
                  new SurfaceExtraction.Settings(voxels, triangles),
                  workers,
                  progress);
            });
    if (ply) {
      PlyFile.writeMesh(out, mesh);
    } else {
      GlbFile.writeMesh(out, mesh);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", out.toString());
    fields.put("vertices", mesh.vertexCount());
    fields.put("triangles", mesh.triangleCount());
    console.result(out.toString(), fields);
    return ExitCodes.DONE;
  }
}
