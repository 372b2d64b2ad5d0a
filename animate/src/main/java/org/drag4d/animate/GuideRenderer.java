package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.drag4d.geometry.DepthMap;
import org.drag4d.geometry.Image;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.splat.Rasterizer;
import org.drag4d.splat.RenderedView;
import org.drag4d.splat.SurfelScene;
import org.drag4d.splat.SurfelScene.Member;
import org.drag4d.splat.Surfels;
import org.drag4d.task.Progress;

/**
 * Films one view of the scene with its objects moved. What stays is rendered once; in every frame
 * only the window that the moving objects can touch is rendered anew, with the still surfels in it
 * and the moved ones together, so that who is in front of whom is decided surfel by surfel.
 */
final class GuideRenderer {
  private final SurfelScene scene;
  private final MovingSurfels surfels;
  private final Map<Integer, double[]> supportHeights;
  private final Pinhole camera;
  private final Rasterizer rasterizer;
  private final Pose worldToCamera;
  private final float[] footprints;
  private final RenderedView still;

  /**
   * World y of what is seen in each pixel of the still scene, metres; NaN where there is nothing.
   */
  private final double[] stillHeights;

  /**
   * Renders what stays.
   *
   * @param supportHeights per object id the height of what is under it in each frame; objects that
   *     are not named have no shadow
   */
  GuideRenderer(
      SurfelScene scene,
      MovingSurfels surfels,
      Map<Integer, double[]> supportHeights,
      Pinhole camera,
      Rasterizer rasterizer) {
    this.scene = scene;
    this.surfels = surfels;
    this.supportHeights = supportHeights;
    this.camera = camera;
    this.rasterizer = rasterizer;
    worldToCamera = camera.cameraToWorld().inverse();
    footprints = Window.footprints(surfels.still(), camera);
    still = rasterizer.render(surfels.still(), camera);
    stillHeights = new double[camera.width() * camera.height()];
    for (int i = 0; i < stillHeights.length; i++) {
      stillHeights[i] = still.depth()[i] > 0 ? onStill(i).y() : Double.NaN;
    }
  }

  /** Returns where in the world the still scene is seen in a pixel. */
  private Vec3 onStill(int pixel) {
    int w = camera.width();
    return camera.unproject(pixel % w + 0.5, pixel / w + 0.5, still.depth()[pixel]);
  }

  /** Returns the z depth of what stays, metres; 0 where there is nothing. */
  float[] stillDepth() {
    return still.depth();
  }

  /** The picture, mask and depth of one frame. */
  record Frame(Image picture, Image mask, DepthMap zDepth) {}

  /** Renders all frames. */
  List<Frame> frames(int count, Progress progress) {
    List<Frame> frames = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      frames.add(frame(f));
      progress.advance(f + 1);
    }
    return frames;
  }

  private Frame frame(int index) {
    int w = camera.width();
    int h = camera.height();
    float[] colour = still.colour().clone();
    float[] depth = still.depth().clone();
    float[] mask = new float[w * h];
    Surfels moved = moved(index);
    Window window = moved.count() == 0 ? new Window(0, 0, 0, 0) : Window.around(moved, camera);
    if (!window.isEmpty()) {
      Surfels near = MovingSurfels.subset(surfels.still(), window.touching(footprints));
      Pinhole part = window.camera(camera);
      Surfels all = MovingSurfels.join(near, moved);
      RenderedView seen = rasterizer.render(all, part);
      Surfels before = MovingSurfels.subset(near, notBehind(near, moved));
      Surfels silhouette =
          MovingSurfels.join(MovingSurfels.painted(before, 0), MovingSurfels.painted(moved, 1));
      RenderedView covered = rasterizer.render(silhouette, part);
      for (int y = 0; y < window.height(); y++) {
        int from = y * window.width();
        int to = (y + window.top()) * w + window.left();
        System.arraycopy(seen.colour(), 3 * from, colour, 3 * to, 3 * window.width());
        System.arraycopy(seen.depth(), from, depth, to, window.width());
        for (int x = 0; x < window.width(); x++) {
          float share = covered.colour()[3 * (from + x)];
          mask[to + x] = Math.max(0, Math.min(1, share < 1 / 255f ? 0 : share));
        }
      }
    }
    for (Member member : scene.members()) {
      if (supportHeights.containsKey(member.id())) {
        double support = supportHeights.get(member.id())[index];
        shade(new ContactShadow(member, pose(member, index), support), colour, mask);
      }
    }
    return new Frame(
        new Image(w, h, 3, colour).quantised(),
        new Image(w, h, 1, mask),
        new DepthMap(w, h, depth, DepthMap.Measure.Z_DEPTH));
  }

  /**
   * Returns which surfels can hide some of the moved ones. They are drawn in the order of their
   * centres' depths, so those farther than all moved ones change nothing of what these cover.
   */
  private int[] notBehind(Surfels near, Surfels moved) {
    double farthest = 0;
    for (int i = 0; i < moved.count(); i++) {
      farthest = Math.max(farthest, zDepth(moved, i));
    }
    double limit = farthest * (1 + 1e-5); // the rasterizer's depths are float32
    return IntStream.range(0, near.count()).filter(i -> zDepth(near, i) <= limit).toArray();
  }

  private double zDepth(Surfels surfels, int i) {
    float[] p = surfels.positions();
    return worldToCamera.apply(new Vec3(p[3 * i], p[3 * i + 1], p[3 * i + 2])).z();
  }

  private Surfels moved(int frame) {
    Surfels moved = surfels.objects().getFirst().at(frame);
    for (int i = 1; i < surfels.objects().size(); i++) {
      moved = MovingSurfels.join(moved, surfels.objects().get(i).at(frame));
    }
    return moved;
  }

  private Pose pose(Member member, int frame) {
    return surfels.objects().stream()
        .filter(m -> m.member().id() == member.id())
        .findFirst()
        .map(m -> m.poses().get(frame))
        .orElse(member.objectToWorld());
  }

  /** Darkens the still scene under an object, not the objects that are in front of it. */
  private void shade(ContactShadow shadow, float[] colour, float[] mask) {
    Window window = shadow.window(camera);
    for (int y = window.top(); y < window.bottom(); y++) {
      for (int x = window.left(); x < window.right(); x++) {
        int i = y * camera.width() + x;
        if (shadow.canFallAt(stillHeights[i])) {
          double light = shadow.light(onStill(i));
          if (light < 1) {
            // Stored values are about the 2.2nd root of the light.
            double stored = Math.pow(light, 1 / 2.2);
            float keep = (float) (1 - (1 - stored) * (1 - mask[i]));
            colour[3 * i] *= keep;
            colour[3 * i + 1] *= keep;
            colour[3 * i + 2] *= keep;
          }
        }
      }
    }
  }
}
