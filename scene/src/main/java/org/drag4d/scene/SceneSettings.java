package org.drag4d.scene;

/**
 * How stage 1 is carried out. The defaults ({@link Quality#HIGH}) are the paper's values where it
 * states them (section 2.3) and those of the systems it builds on where it does not (text-to-scene
 * sections 1, 3 and 9).
 *
 * @param seed one seed, one result
 * @param panoramaWidth width of a generated panorama in pixels; its height is half of it
 * @param panoramaSamples camera samples per pixel, for priors that render
 * @param viewSize width and height of the training views in pixels
 * @param baseFovDegrees field of view of the base views
 * @param displacedViews how many displaced views to train on; the paper's 30 × T = 4 by default
 * @param displacedFovDegrees field of view of displaced views that the prior renders
 * @param displacedSamples camera samples per pixel of displaced views that the prior renders
 * @param depthGradient points are dropped where the distance of a neighbouring pixel differs by
 *     more than this share that a plane does not explain; at a panorama 1024 pixels wide, scaled
 *     with the pixel's angle (text-to-scene 4.2)
 * @param similarityThreshold pixels of projected views count only by C where the similarity of
 *     their depth's normal and their points' normals is below this (paper section 2.3: 0.75)
 * @param pointLimit most points kept in the point cloud
 * @param surfels how many surfels the scene may have
 * @param steps optimisation steps (the paper: 4000)
 * @param meshVoxels voxels along the longest side of the volume that the mesh is extracted from
 * @param meshTriangles most triangles of the mesh
 */
public record SceneSettings(
    long seed,
    int panoramaWidth,
    int panoramaSamples,
    int viewSize,
    double baseFovDegrees,
    int displacedViews,
    double displacedFovDegrees,
    int displacedSamples,
    double depthGradient,
    double similarityThreshold,
    int pointLimit,
    int surfels,
    int steps,
    int meshVoxels,
    int meshTriangles) {

  /** Checks the ranges. */
  public SceneSettings {
    if (panoramaWidth < 16
        || panoramaWidth % 2 != 0
        || panoramaSamples < 1
        || viewSize < 16
        || !(baseFovDegrees > 1 && baseFovDegrees < 170)
        || displacedViews < 0
        || !(displacedFovDegrees > 1 && displacedFovDegrees < 170)
        || displacedSamples < 1
        || !(depthGradient > 0)
        || !(similarityThreshold >= 0 && similarityThreshold <= 1)
        || pointLimit < 1
        || surfels < 1
        || steps < 0
        || meshVoxels < 8
        || meshTriangles < 1) {
      throw new IllegalArgumentException("a scene setting is out of range: " + this);
    }
  }

  /** Returns what to ask the panorama's prior for. */
  public PanoramaGenerator.Request panoramaRequest() {
    return new PanoramaGenerator.Request(panoramaWidth, panoramaSamples, seed);
  }
}
