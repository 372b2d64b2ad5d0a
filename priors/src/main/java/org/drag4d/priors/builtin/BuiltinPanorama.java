package org.drag4d.priors.builtin;

import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.PanoramaScene;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;

/**
 * The prior of panoramas that needs no download: the sentence is read, a place is furnished, lit
 * and rendered. It knows the place, so displaced views are rendered too and not inpainted.
 */
public final class BuiltinPanorama implements PanoramaGenerator {
  /** By this name it is chosen. */
  public static final String NAME = "builtin";

  private final Workers workers;

  /**
   * Makes the prior.
   *
   * @param workers who renders; not closed by the prior
   */
  public BuiltinPanorama(Workers workers) {
    this.workers = workers;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PanoramaScene generate(String prompt, Request request, Progress progress) {
    throw new UnsupportedOperationException("not yet, with " + workers.count() + " workers");
  }
}
