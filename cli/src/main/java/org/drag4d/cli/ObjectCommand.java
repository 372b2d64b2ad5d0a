package org.drag4d.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.compose.ObjectMaker;
import org.drag4d.compose.ObjectModel;
import org.drag4d.compose.ObjectRequest;
import org.drag4d.compose.ObjectSource;
import org.drag4d.geometry.GlbFile;
import org.drag4d.priors.PriorCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Mixin private PictureOption files;

  @Mixin private MaskOptions options;

  @Option(
      names = "--object-model",
      paramLabel = "NAME",
      defaultValue = PriorCatalogue.BUILTIN,
      description = "Who makes the shape: builtin (the default), triposr.")
  private String shapes;

  @Override
  public Integer call() {
    Console console = drag4d.console();
    ForegroundSegmenter segmenter = options.segmenter();
    ObjectGenerator generator = PriorCatalogue.objects(shapes);
    ObjectSource source = files.read(".glb", drag4d.force());
    ObjectModel model =
        JobRunner.run(
            console,
            "object",
            (workers, progress) ->
                files.naming(
                    () ->
                        ObjectMaker.make(
                            new ObjectRequest("object", source, Optional.empty()),
                            segmenter,
                            generator,
                            progress)));
    GlbFile.writeMesh(files.out(), model.mesh());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("out", files.out().toString());
    fields.put("prior", model.prior());
    model.mask().ifPresent(mask -> fields.put("mask", mask.madeBy()));
    fields.put("triangles", model.mesh().triangleCount());
    console.result(files.out().toString(), fields);
    return ExitCodes.DONE;
  }
}
