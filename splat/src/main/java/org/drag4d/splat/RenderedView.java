package org.drag4d.splat;

/**
 * What a rasterizer makes of surfels seen by a camera. All arrays are rows from the top.
 *
 * @param width pixels
 * @param height pixels
 * @param colour [H, W, 3] Σ w c, before any background
 * @param alpha [H, W] Σ w, in [0, 1]
 * @param depth [H, W] Σ w z / alpha, z depth in metres; 0 where alpha is below 1/255
 * @param medianDepth [H, W] z of the last surfel blended while the transmittance exceeds 0.5; 0 if
 *     none
 * @param normal [H, W, 3] Σ w n in the camera's frame (x right, y down, z forward)
 */
public record RenderedView(
    int width,
    int height,
    float[] colour,
    float[] alpha,
    float[] depth,
    float[] medianDepth,
    float[] normal) {}
