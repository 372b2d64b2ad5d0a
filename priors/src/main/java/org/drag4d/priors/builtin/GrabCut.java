package org.drag4d.priors.builtin;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * OpenCV's GrabCut (Rother, Kolmogorov and Blake 2004; object-composition section 1.2): mixtures of
 * colours for object and background, and the cheapest cut between them, in turn. The only class
 * that touches OpenCV; its libraries are loaded with it.
 */
final class GrabCut {
  /** What is known about a pixel beforehand, as OpenCV numbers it. */
  static final byte BACKGROUND = 0;

  static final byte OBJECT = 1;
  static final byte PROBABLY_BACKGROUND = 2;
  static final byte PROBABLY_OBJECT = 3;

  private GrabCut() {}

  /**
   * Decides about the pixels of which nothing is known for certain.
   *
   * @param rgb 8 bits each, three a pixel
   * @param labels what is known; receives what was decided
   */
  static void decide(
      byte[] rgb, int width, int height, byte[] labels, int rounds, Progress progress) {
    try (Mat picture = new Mat(height, width, opencv_core.CV_8UC3);
        Mat mask = new Mat(height, width, opencv_core.CV_8UC1);
        Mat background = new Mat();
        Mat object = new Mat();
        Rect none = new Rect()) {
      opencv_core.setRNGSeed(1); // the mixtures start from chosen pixels: the same ones every time
      picture.data().put(rgb, 0, rgb.length);
      BytePointer maskBytes = mask.data();
      maskBytes.put(labels, 0, labels.length);
      for (int round = 0; round < rounds; round++) {
        progress.advance(round);
        opencv_imgproc.grabCut(
            picture,
            mask,
            none,
            background,
            object,
            1,
            round == 0 ? opencv_imgproc.GC_INIT_WITH_MASK : opencv_imgproc.GC_EVAL);
      }
      maskBytes.get(labels, 0, labels.length);
    } catch (LinkageError e) {
      throw new InputException(
          "",
          "this build has no OpenCV libraries for "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch")
              + " ("
              + e.getMessage()
              + ")",
          "Give a picture with an alpha channel or a plain background.");
    }
  }
}
