package org.drag4d.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.NpyFile;
import org.drag4d.scene.distillation.DistilledFeatures;
import org.drag4d.scene.distillation.PrincipalComponents;

/** The files of distilled features (contract, "Files"). */
public final class FeatureResults {
  /** The files' names. */
  public static final List<String> NAMES = List.of("features.npy", "features.json", "preview.png");

  private FeatureResults() {}

  /**
   * Writes the files into a folder.
   *
   * @param scene the splat file whose surfels the features are of, in its order
   * @param seed of whatever the source does by chance
   */
  public static void write(Path folder, DistilledFeatures d, Path scene, long seed) {
    int surfels = d.values().length / d.channels();
    NpyFile.write(folder.resolve(NAMES.get(0)), d.values(), surfels, d.channels());
    PrincipalComponents c = d.components();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("drag4d", Versions.DRAG4D);
    json.put("scene", scene.getFileName().toString());
    json.put("scene_sha256", Fingerprint.ofFile(scene));
    json.put("surfels", surfels);
    json.put("unseen", d.unseen());
    json.put("model", d.source());
    json.put("seed", seed);
    json.put("channels", d.channels());
    json.put("model_channels", c.mean().length);
    json.put("explained_variance", c.explained());
    json.put("fit", d.fit());
    d.heldOutFit().ifPresent(fit -> json.put("held_out_fit", fit));
    d.views().forEach(json.putArray("views")::add);
    d.heldOut().forEach(json.putArray("held_out")::add);
    numbers(json.putArray("variances"), c.variances());
    numbers(json.putArray("mean"), c.mean());
    ArrayNode basis = json.putArray("basis");
    for (double[] direction : c.basis()) {
      numbers(basis.addArray(), direction);
    }
    JsonFile.write(folder.resolve(NAMES.get(1)), json);
    ImageFiles.write(folder.resolve(NAMES.get(2)), d.preview());
  }

  private static void numbers(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add((float) value);
    }
  }
}
