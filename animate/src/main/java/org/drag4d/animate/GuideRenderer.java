package org.drag4d.animate;

import java.util.ArrayList;
import java.util.Arrays;
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
 * only the window that the moving objects and their shadows can touch is rendered anew, with the
 * still surfels in it and the moved ones together, so that who is in front of whom is decided
 * surfel by surfel.
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
    float[] light = light(index);
    Window window =
        Window.around(moved, camera).union(Window.of(shaded(light), footprints, camera));
    if (!window.isEmpty()) {
      int[] touching = window.touching(footprints);
      Surfels near = darkened(MovingSurfels.subset(surfels.still(), touching), light, touching);
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

  /** Returns how much light the objects leave to each still surfel in a frame, in (0, 1]. */
  private float[] light(int frame) {
    float[] light = new float[surfels.still().count()];
    Arrays.fill(light, 1);
    for (Member member : scene.members()) {
      if (supportHeights.containsKey(member.id())) {
        double support = supportHeights.get(member.id())[frame];
        new ContactShadow(member, pose(member, frame), support)
            .fallOn(surfels.still().positions(), light);
      }
    }
    return light;
  }

  private static int[] shaded(float[] light) {
    return IntStream.range(0, light.length).filter(i -> light[i] < 1).toArray();
  }

  /** Returns surfels that get only a share of their light, {@code light} by {@code indices}. */
  private static Surfels darkened(Surfels chosen, float[] light, int[] indices) {
    float[] harmonics = chosen.sphericalHarmonics();
    int width = 3 * chosen.coefficientsPerChannel();
    for (int i = 0; i < indices.length; i++) {
      // Stored values are about the 2.2nd root of the light.
      double keep = Math.pow(light[indices[i]], 1 / 2.2);
      for (int k = 0; k < width; k++) {
        double offset = k < 3 ? 0.5 / Surfels.C0 : 0;
        harmonics[i * width + k] = (float) ((harmonics[i * width + k] + offset) * keep - offset);
      }
    }
    return chosen;
  }
}
