package org.drag4d.scene;

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
   * How large and how carefully.
   *
   * @param width pixels; the height is half of it
   * @param samples camera samples per pixel, for priors that render
   * @param seed one seed, one result
   */
  record Request(int width, int samples, long seed) {}
}
