package org.drag4d.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.compose.ObjectMaker;
import org.drag4d.compose.ObjectModel;
import org.drag4d.compose.ObjectRequest;
import org.drag4d.compose.ObjectSource;
import org.drag4d.geometry.GlbFile;
import org.drag4d.project.CataloguePriors;
import org.drag4d.project.ObjectFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code drag4d object}: an object from its picture. */
@Command(
    name = "object",
    header = "a 3D object from its picture",
    description = {
      "Makes a closed, coloured surface of the object in a picture; longest side 1.",
      "",
      "  drag4d object bear.png -o bear.glb",
      ""
    })
final class ObjectCommand implements Callable<Integer> {
  @ParentCommand private Drag4D drag4d;

  @Parameters(paramLabel = "PICTURE", description = "A picture with one object.")
  private Path picture;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OBJECT.glb",
      required = true,
      description = "The file to write.")
  private Path out;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    OutputPlace.checkFile(out, drag4d.force());
    ObjectSource source = ObjectFiles.read(picture);
    ObjectModel model =
        JobRunner.run(
            console,
            "object",
            (workers, progress) -> {
              CataloguePriors priors = new CataloguePriors(workers, progress);
              return ObjectMaker.make(
                  new ObjectRequest("object", source, Optional.empty()),
                  priors.segmenter(),
                  priors.objects(),
                  progress);
            });
    GlbFile.writeMesh(out, model.mesh());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", out.toString());
    fields.put("prior", model.prior());
    fields.put("triangles", model.mesh().triangleCount());
    console.result(out.toString(), fields);
    return ExitCodes.DONE;
  }
}
