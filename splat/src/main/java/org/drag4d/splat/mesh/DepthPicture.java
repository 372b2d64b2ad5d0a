package org.drag4d.splat.mesh;

import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.splat.RenderedView;

/**
 * What a view contributes to a surface.
 *
 * @param camera where it was rendered from
 * @param zDepth [H, W] metres along the optical axis; 0 where nothing is known
 * @param colours [H, W, 3] sRGB, unsigned bytes
 */
public record DepthPicture(Pinhole camera, float[] zDepth, byte[] colours) {
  /** What is mostly transparent has no surface. */
  private static final float LEAST_ALPHA = 0.5f;

  /** Checks that everything has the camera's size. */
  public DepthPicture {
    int pixels = camera.width() * camera.height();
    if (zDepth.length != pixels || colours.length != 3 * pixels) {
      throw new IllegalArgumentException(camera.name() + ": the maps differ in size");
    }
  }

  /**
   * Takes depth and colour from a rendered view: the median depth, which does not average what is
   * before and what is behind, and the colour as if opaque.
   */
  public static DepthPicture of(Pinhole camera, RenderedView view) {
    float[] zDepth = new float[view.alpha().length];
    byte[] colours = new byte[3 * zDepth.length];
    for (int at = 0; at < zDepth.length; at++) {
      float alpha = view.alpha()[at];
      if (alpha >= LEAST_ALPHA) {
        zDepth[at] = view.medianDepth()[at];
        for (int c = 0; c < 3; c++) {
          colours[3 * at + c] = (byte) Image.toByte(view.colour()[3 * at + c] / alpha);
        }
      }
    }
    return new DepthPicture(camera, zDepth, colours);
  }
}
