package org.drag4d.scene;

/**
 * What stage 1 starts from.
 *
 * @param prompt the sentence; may be empty for a panorama from a file
 * @param panorama the prior that makes the panorama
 */
public record SceneInputs(String prompt, PanoramaGenerator panorama) {}
