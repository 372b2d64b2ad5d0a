package org.drag4d.priors.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.scene.FloorPlane;
import org.drag4d.scene.PanoramaPoints;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.scene.Quality;

/**
 * Puts a panorama of unknown height into the world's frame: a shift that brings its floor to the
 * height 0, and a rotation only where it was taken tilted.
 */
public final class Levelling {
  /** The height of a camera that sees no floor, metres. */
  private static final double ASSUMED_HEIGHT = 1.6;

  private Levelling() {}

  /**
   * Levels a panorama.
   *
   * @param colour three channels
   * @param distance radial metres, of the same size
   * @param normals [H, W, 3] in the frame of a level panorama; empty if none are known
   * @param prior what made it
   * @param notes what is known already
   */
  public static PanoramaScene level(
      Image colour, DepthMap distance, float[] normals, String prior, List<String> notes) {
    List<String> said = new ArrayList<>(notes);
    PanoramaScene raw = scene(colour, distance, normals, Vec3.ZERO, prior, said);
    Optional<FloorPlane> floor = floor(raw);
    if (floor.isPresent() && !floor.get().normal().equals(Vec3.UP)) {
      said.add(
          String.format(
              Locale.ROOT,
              "the panorama was tilted by %.1f degrees and was set upright",
              floor.get().tiltDegrees()));
      raw = upright(raw, floor.get().normal(), said);
      floor = floor(raw);
    }
    if (floor.isEmpty()) {
      said.add(
          "no floor was found below the camera; its height is taken to be "
              + ASSUMED_HEIGHT
              + " m");
    }
    double height = floor.map(f -> -f.heightAt(0, 0)).orElse(ASSUMED_HEIGHT);
    return scene(
        raw.colour(), raw.radialDistance(), raw.normals(), new Vec3(0, height, 0), prior, said);
  }

  private static PanoramaScene scene(
      Image colour,
      DepthMap distance,
      float[] normals,
      Vec3 centre,
      String prior,
      List<String> notes) {
    return new PanoramaScene(
        Equirectangular.at("panorama", colour.width(), centre),
        colour,
        distance,
        normals,
        Optional.empty(),
        prior,
        notes);
  }

  private static Optional<FloorPlane> floor(PanoramaScene panorama) {
    return FloorPlane.find(
        PanoramaPoints.of(panorama, Quality.DRAFT.sceneSettings(0)), panorama.camera().centre());
  }

  /** Turns the panorama so that the floor's normal is up. */
  private static PanoramaScene upright(PanoramaScene tilted, Vec3 normal, List<String> notes) {
    Vec3 axis = normal.cross(Vec3.UP);
    Quaternion uprightToTilted =
        Quaternion.about(axis, -Math.toDegrees(Math.asin(Math.min(1, axis.length()))));
    Quaternion tiltedToUpright =
        Quaternion.about(axis, Math.toDegrees(Math.asin(Math.min(1, axis.length()))));
    Equirectangular camera = tilted.camera();
    int w = camera.width();
    int h = camera.height();
    float[] colour = new float[3 * w * h];
    float[] metres = new float[w * h];
    float[] normals = new float[tilted.normals().length];
    for (int j = 0; j < h; j++) {
      for (int i = 0; i < w; i++) {
        Vec3 ray = uprightToTilted.rotate(camera.worldRay(i + 0.5, j + 0.5));
        Vec3 from = camera.project(camera.centre().plus(ray));
        int at = j * w + i;
        bilinear(tilted.colour(), from.x() - 0.5, from.y() - 0.5, colour, 3 * at);
        int seen = Math.min(h - 1, (int) from.y()) * w + Math.min(w - 1, (int) from.x());
        metres[at] = tilted.radialDistance().metres()[seen];
        if (normals.length > 0) {
          Vec3 turned =
              tiltedToUpright.rotate(
                  new Vec3(
                      tilted.normals()[3 * seen],
                      tilted.normals()[3 * seen + 1],
                      tilted.normals()[3 * seen + 2]));
          normals[3 * at] = (float) turned.x();
          normals[3 * at + 1] = (float) turned.y();
          normals[3 * at + 2] = (float) turned.z();
        }
      }
    }
    return scene(
        new Image(w, h, 3, colour),
        new DepthMap(w, h, metres, DepthMap.Measure.RADIAL_DISTANCE),
        normals,
        camera.centre(),
        tilted.prior(),
        notes);
  }

  private static void bilinear(Image image, double x, double y, float[] into, int at) {
    int i0 = (int) Math.floor(x);
    int j0 = (int) Math.floor(y);
    for (int k = 0; k < 4; k++) {
      double weight = (k % 2 == 0 ? 1 - (x - i0) : x - i0) * (k / 2 == 0 ? 1 - (y - j0) : y - j0);
      int i = Math.floorMod(i0 + k % 2, image.width());
      int j = Math.clamp(j0 + k / 2, 0, image.height() - 1);
      for (int c = 0; c < 3; c++) {
        into[at + c] += (float) (weight * image.at(i, j, c));
      }
    }
  }
}
