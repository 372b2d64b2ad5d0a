package org.drag4d.project;

import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.geometry.GlbFile;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.task.CacheFolder;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.object.SampleObject;
import org.drag4d.world.object.SampleObjects;

/**
 * The sample objects, made once by each edition of the program and kept in the person's cache: a
 * program that makes them differently never shows what an earlier one kept.
 */
public final class SampleFiles {
  private static final String FOLDER = "samples-";

  private SampleFiles() {}

  /**
   * A sample object.
   *
   * @param name of the sample
   * @param picture four channels
   * @param mesh its true surface, metres
   */
  public record Sample(String name, Image picture, TriangleMesh mesh) {
    /** Returns where the object is in its picture: the alpha channel, one channel. */
    public Image mask() {
      Image mask = new Image(picture.width(), picture.height(), 1);
      for (int i = 0; i < mask.values().length; i++) {
        mask.values()[i] = picture.values()[4 * i + 3];
      }
      return mask;
    }
  }

  /** Returns a sample as its files keep it; makes them first where they are missing. */
  public static Sample load(String name, Workers workers, Progress progress) {
    Path folder = CacheFolder.location().resolve(FOLDER + ProgramEdition.of(SampleObjects.class));
    Path picture = folder.resolve(name + ".png");
    Path mesh = folder.resolve(name + ".glb");
    if (!Files.isRegularFile(picture) || !Files.isRegularFile(mesh)) {
      SampleObject made =
          SampleObjects.named(name, SampleObjects.Choices.DEFAULT, workers, progress);
      ImageFiles.write(picture, made.picture());
      GlbFile.writeMesh(mesh, made.mesh());
    }
    return new Sample(name, ImageFiles.read(picture), GlbFile.readMesh(mesh));
  }
}
