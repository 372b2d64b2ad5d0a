package org.drag4d.world.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.model.Part;
import org.drag4d.world.render.StudioPicture;

/** The sample objects, made on the spot by formula (built-in-world section 10). */
public final class SampleObjects {
  /** The names of all samples. */
  public static final List<String> NAMES = List.of("teddy", "hero", "rabbit", "robot");

  /** How far to a sample's left its picture's camera stands, about +Y from +Z. */
  public static final double CAMERA_AZIMUTH_DEGREES = Portrait.AZIMUTH_DEGREES;

  private static final double CAPE_THICKNESS = 0.004;

  /** Standard errors of brightness that are not seen on smooth surfaces, and among hairs. */
  private static final double SMOOTH = 0.012;

  private static final double FURRY = 0.035;

  private SampleObjects() {}

  /**
   * How a sample is made.
   *
   * @param pictureSize pixels, of both sides
   * @param samples per pixel
   * @param spacing of the lattice that the mesh is extracted from, metres; its finest detail
   * @param seed where the hairs grow
   */
  public record Choices(int pictureSize, int samples, double spacing, long seed) {
    /** 512 pixels, 16 samples, 3.4 mm. */
    public static final Choices DEFAULT = new Choices(512, 16, 0.0034, 0);
  }

  /**
   * Makes a sample with its picture.
   *
   * @throws InputException if there is none of that name
   */
  public static SampleObject named(
      String name, Choices choices, Workers workers, Progress progress) {
    Model model = model(name);
    TriangleMesh surface = surface(model, choices.spacing(), workers, progress);
    TriangleMesh coloured = VertexColours.of(surface, model.sculpture());
    TriangleMesh mesh = coloured;
    List<Part> parts = new ArrayList<>(SubstanceParts.of(surface, model.sculpture()));
    List<Part> hairs = Strands.grow(surface, model.sculpture(), choices.seed());
    parts.addAll(hairs);
    if (model.cape().isPresent()) {
      TriangleMesh cape = model.cape().get().thickened(96, 64, CAPE_THICKNESS);
      mesh = VertexColours.joined(coloured, cape, Hero.CAPE);
      parts.add(SubstanceParts.part(cape, Hero.CAPE, name));
    }
    Pinhole camera = Portrait.of(name, parts, choices.pictureSize());
    Image picture =
        StudioPicture.render(
            parts,
            camera,
            choices.samples(),
            hairs.isEmpty() ? SMOOTH : FURRY,
            choices.seed(),
            workers,
            progress);
    return new SampleObject(name, picture, mesh, Portrait.AZIMUTH_DEGREES);
  }

  private record Model(Sculpture sculpture, Optional<Sheet> cape) {}

  private static Model model(String name) {
    return switch (name) {
      case "teddy" -> new Model(Teddy.sculpture(), Optional.empty());
      case "hero" -> new Model(Hero.sculpture(), Optional.of(Hero.cape()));
      case "rabbit" -> new Model(Rabbit.sculpture(), Optional.empty());
      case "robot" -> new Model(Robot.sculpture(), Optional.empty());
      default ->
          throw new InputException(
              name,
              "there is no such sample object",
              "The samples are " + String.join(", ", NAMES) + "; a file needs its extension.");
    };
  }

  private static TriangleMesh surface(
      Model model, double spacing, Workers workers, Progress progress) {
    progress.begin("modelling the object", 0, "blocks");
    return SculptureMesher.surface(model.sculpture(), spacing, workers, progress);
  }
}
