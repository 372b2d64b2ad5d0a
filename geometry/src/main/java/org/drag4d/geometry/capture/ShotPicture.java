package org.drag4d.geometry.capture;

import java.util.Arrays;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Resampling;
import org.drag4d.task.InputException;

/**
 * A shot ready to learn from: lens corrected, no larger than wanted.
 *
 * @param camera its size is the picture's
 * @param picture three channels; where the file has transparency, it stands before black
 * @param weights [H, W] 1 where a pixel counts, 0 where the mask or the lens hides it; empty when
 *     all count
 * @param zDepth [H, W] z depth in metres, 0 where unknown; empty if none is known
 * @param normal [H, W, 3] unit normals in the camera's frame, 0 where unknown; empty if none is
 *     known
 */
public record ShotPicture(
    Pinhole camera, Image picture, float[] weights, float[] zDepth, float[] normal) {

  /**
   * Loads a shot.
   *
   * @param longestSide pixels; larger pictures are averaged down
   * @throws InputException if the picture or a file that belongs to it cannot be used
   */
  public static ShotPicture load(Shot shot, int longestSide) {
    Image colour = beforeBlack(ImageFiles.read(shot.picture()));
    Image picture = Resampling.within(colour, longestSide);
    Pinhole camera = shot.camera().resized(picture.width(), picture.height());
    double stretch =
        ((double) colour.width() / colour.height())
            / ((double) shot.camera().width() / shot.camera().height());
    if (Math.abs(stretch - 1) > 0.01) {
      throw new InputException(
          shot.picture().toString(),
          colour.width()
              + " x "
              + colour.height()
              + " pixels, but its camera says "
              + shot.camera().width()
              + " x "
              + shot.camera().height());
    }
    float[] weights = shot.mask().isPresent() ? weights(shot, picture) : new float[0];
    if (!shot.distortion().isNone()) {
      picture = Undistortion.apply(picture, camera, shot.distortion(), 0);
      var counts = new Image(picture.width(), picture.height(), 1);
      if (weights.length == 0) {
        Arrays.fill(counts.values(), 1);
      } else {
        System.arraycopy(weights, 0, counts.values(), 0, weights.length);
      }
      weights = Undistortion.apply(counts, camera, shot.distortion(), 0).values();
      for (int i = 0; i < weights.length; i++) {
        weights[i] = weights[i] > 0.999f ? 1 : 0;
      }
    }
    ShotGeometry geometry = shot.geometry();
    return new ShotPicture(
        camera,
        picture,
        weights,
        geometry.zDepth(camera, shot.distortion()),
        geometry.normals(camera, shot.distortion()));
  }

  private static float[] weights(Shot shot, Image picture) {
    String file = shot.mask().orElseThrow().toString();
    Image mask =
        Resampling.byArea(
            ImageFiles.readColour(shot.mask().orElseThrow()), picture.width(), picture.height());
    float[] weights = new float[picture.width() * picture.height()];
    boolean any = false;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = mask.values()[3 * i] > 0.5f ? 1 : 0;
      any |= weights[i] > 0;
    }
    if (!any) {
      throw new InputException(file, "the mask hides the whole picture");
    }
    return weights;
  }

  private static Image beforeBlack(Image picture) {
    int channels = picture.channels();
    if (channels == 3) {
      return picture;
    }
    float[] from = picture.values();
    float[] to = new float[3 * picture.width() * picture.height()];
    for (int i = 0; i < to.length / 3; i++) {
      float alpha = channels == 4 ? from[4 * i + 3] : 1;
      for (int c = 0; c < 3; c++) {
        to[3 * i + c] = alpha * from[i * channels + (channels == 4 ? c : 0)];
      }
    }
    return new Image(picture.width(), picture.height(), 3, to);
  }
}
