package org.drag4d.world.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.drag4d.geometry.Pinhole;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.render.LightPictures;

/**
 * The light of pictures at their true resolution, at pixels spread over them, against the mean of
 * many followed paths. Near a patch of sun a thousand paths still differ from another thousand by
 * more than is accepted here; so the paths are halved, and only what both halves say counts.
 */
final class LightAccuracy {
  private LightAccuracy() {}

  /**
   * Measures.
   *
   * @param samples of the pictures
   * @param pixels of each picture, at most
   * @param paths of each of those pixels; a thousand and more make a reference
   * @return decibels
   */
  static double psnr(
      World world,
      List<Pinhole> cameras,
      int samples,
      int pixels,
      int paths,
      Workers workers,
      Progress progress) {
    LightPictures pictures = world.lightPictures(1);
    LightPictures others = world.lightPictures(2);
    int half = Math.max(1, paths / 2);
    ShownLight.Difference difference = new ShownLight.Difference();
    for (Pinhole camera : cameras) {
      WorldView view = world.render(camera, 1, workers, progress);
      float[] shown =
          ShownLight.of(pictures.baked(camera, samples, true, workers, progress), world.exposure());
      int[] chosen = spread(Interior.of(view), shown, pixels);
      float[] one =
          ShownLight.of(
              pictures.followed(camera, chosen, half, workers, progress), world.exposure());
      float[] other =
          ShownLight.of(others.followed(camera, chosen, half, workers, progress), world.exposure());
      for (int i = 0; i < chosen.length; i++) {
        for (int k = 0; k < 3 && !Float.isNaN(one[i * 3] + other[i * 3]); k++) {
          difference.add(shown[chosen[i] * 3 + k], one[i * 3 + k], other[i * 3 + k]);
        }
      }
    }
    return difference.psnr();
  }

  private static int[] spread(boolean[] interior, float[] shown, int most) {
    int[] all =
        IntStream.range(0, interior.length)
            .filter(i -> interior[i] && !Float.isNaN(shown[i * 3]))
            .toArray();
    int n = Math.min(most, all.length);
    // equal steps would fall into columns
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, n)
        .map(i -> all[(int) ((i + random.nextDouble()) * all.length / n)])
        .toArray();
  }
}
