package org.drag4d.compose;

import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/** From a request to an object: mask, then {@link ObjectGenerator} (section 2.4, "3D copy"). */
public final class ObjectMaker {
  private static final int MOST_TRIANGLES = 5_000_000;

  private ObjectMaker() {}

  /**
   * Makes the object that a request asks for.
   *
   * @throws InputException if the picture holds no object that can be told from its background, or
   *     the mesh cannot be used
   */
  public static ObjectModel make(
      ObjectRequest request,
      ForegroundSegmenter segmenter,
      ObjectGenerator generator,
      Progress progress) {
    return switch (request.source()) {
      case ObjectSource.Mesh file -> ofMesh(request.name(), file);
      case ObjectSource.Picture file ->
          ofPicture(request.name(), file, segmenter, generator, progress);
    };
  }

  /**
   * Returns the mask of a picture: its own if it has one, otherwise the segmenter's.
   *
   * @throws InputException naming the file, if there is no object
   */
  public static ForegroundMask mask(
      ObjectSource.Picture file, ForegroundSegmenter segmenter, Progress progress) {
    Image picture = colour(file.picture());
    ForegroundMask made;
    try {
      made =
          file.mask().isPresent()
              ? new ForegroundMask(file.mask().get(), "file")
              : segmenter.mask(picture, progress);
    } catch (InputException e) {
      throw e.at(file.where());
    }
    Image mask = made.alpha();
    if (mask.width() != picture.width() || mask.height() != picture.height()) {
      throw new InputException(
          file.where(),
          "the mask has "
              + mask.width()
              + " x "
              + mask.height()
              + " pixels, the picture "
              + picture.width()
              + " x "
              + picture.height(),
          "A mask must have its picture's size.");
    }
    if (mask.channels() != 1) {
      throw new InputException(
          file.where(), "the mask has " + mask.channels() + " channels", "One (grey) is needed.");
    }
    for (float value : mask.values()) {
      if (value >= 0.5f) {
        return made;
      }
    }
    throw new InputException(
        file.where(), "the mask is empty", "The object must cover some of the picture.");
  }

  private static ObjectModel ofPicture(
      String name,
      ObjectSource.Picture file,
      ForegroundSegmenter segmenter,
      ObjectGenerator generator,
      Progress progress) {
    ForegroundMask mask = mask(file, segmenter, progress);
    Image picture = colour(file.picture());
    try {
      TriangleMesh mesh = generator.generate(picture, mask.alpha(), progress);
      return new ObjectModel(
          name,
          Optional.of(file.picture()),
          Optional.of(mask),
          mesh,
          OptionalDouble.empty(),
          generator.name());
    } catch (InputException e) {
      throw e.at(file.where());
    }
  }

  /** Grey pictures get three equal channels. */
  private static Image colour(Image picture) {
    if (picture.channels() != 1) {
      return picture;
    }
    float[] values = new float[3 * picture.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = picture.values()[i / 3];
    }
    return new Image(picture.width(), picture.height(), 3, values);
  }

  private static ObjectModel ofMesh(String name, ObjectSource.Mesh file) {
    TriangleMesh mesh = file.mesh();
    if (mesh.triangleCount() == 0 || mesh.triangleCount() > MOST_TRIANGLES) {
      throw new InputException(
          file.where(),
          "the mesh has " + mesh.triangleCount() + " triangles",
          "Between 1 and " + MOST_TRIANGLES + " can be used.");
    }
    for (int vertex : mesh.triangles()) {
      if (vertex < 0 || vertex >= mesh.vertexCount()) {
        throw new InputException(
            file.where(),
            "a triangle names vertex " + vertex + " of " + mesh.vertexCount(),
            "Export the mesh again.");
      }
    }
    for (float value : mesh.positions()) {
      if (!(Math.abs(value) < 1e9f)) {
        throw new InputException(
            file.where(), "a vertex lies at " + value, "Every coordinate must be a finite number.");
      }
    }
    double longest = Meshes.longestSide(mesh);
    if (!(longest > 1e-9)) {
      throw new InputException(file.where(), "the mesh has no size");
    }
    // metres, if that makes a thing that fits in a room
    OptionalDouble size =
        longest >= 0.02 && longest <= 4 ? OptionalDouble.of(longest) : OptionalDouble.empty();
    return new ObjectModel(
        name,
        Optional.empty(),
        Optional.empty(),
        SoftLight.on(Meshes.normalised(mesh)),
        size,
        "file");
  }
}
