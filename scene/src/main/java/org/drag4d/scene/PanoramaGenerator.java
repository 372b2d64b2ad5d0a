package org.drag4d.scene;

import java.util.Optional;
import org.drag4d.geometry.Extent;
import org.drag4d.geometry.Image;
import org.drag4d.task.Progress;

/** The prior that believes what a place described by a sentence looks like all around. */
public interface PanoramaGenerator {

  /** Returns the name by which this prior is chosen and named in results. */
  String name();

  /**
   * Makes a panorama.
   *
   * @param prompt the sentence
   * @param request size and effort
   * @throws org.drag4d.task.InputException if the sentence says nothing to build from
   */
  PanoramaScene generate(String prompt, Request request, Progress progress);

  /**
   * Returns what can see the place of {@link #generate} again, for work that continues from saved
   * files: the same prompt and request give the same views. Costs little until a view is asked for;
   * empty when the prior only knows the panorama.
   */
  default Optional<NovelViews> novelViews(String prompt, Request request) {
    return Optional.empty();
  }

  /**
   * Lets go of what is kept so that the last place can be seen again. Asked for views of it
   * afterwards, the prior makes it again.
   */
  default void release() {}

  /**
   * Makes a first picture of the place within seconds, before the panorama is asked for; empty when
   * the prior has nothing to show earlier.
   *
   * @throws org.drag4d.task.InputException if the sentence says nothing to build from
   */
  default Optional<Image> preview(String prompt, Request request, Progress progress) {
    return Optional.empty();
  }

  /**
   * Returns how far the place of {@link #generate} reaches, where that can be told within seconds,
   * so that what lies outside is refused before the place is made; empty when only the finished
   * scene tells.
   *
   * @throws org.drag4d.task.InputException if the sentence says nothing to build from
   */
  default Optional<Extent> extent(String prompt, Request request, Progress progress) {
    return Optional.empty();
  }

  /**
   * How large and how carefully.
   *
   * @param width pixels; the height is half of it
   * @param samples camera samples per pixel, for priors that render
   * @param seed one seed, one result
   */
  record Request(int width, int samples, long seed) {}
}
