package org.drag4d.animate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.drag4d.animate.ViewTracks.Track;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Vec3;

/**
 * Projects the moving objects' middles and those of their parts into a view (motion-video 5.3, 5.4)
 * and says what a video model may trip over (studio-and-cli 2.3).
 */
final class TrackFinder {
  private static final double AMBIGUOUS = 0.25; // of the length that a sideways move would have
  private static final double TOO_FAST = 0.08; // of the picture's width per frame
  private static final double VISIBLE_SHARE = 0.3; // of the disc's pixels

  private final RingView view;
  private final Pinhole camera;
  private final float[] stillDepth;

  TrackFinder(RingView view, float[] stillDepth) {
    this.view = view;
    this.camera = view.camera();
    this.stillDepth = stillDepth;
  }

  ViewTracks find(MovingSurfels surfels, int frames) {
    List<Track> objects = new ArrayList<>();
    List<Track> parts = new ArrayList<>();
    List<String> warnings = new ArrayList<>(view.notes());
    for (MovingSurfels.Moving moving : surfels.objects()) {
      Vec3 size = moving.member().box().size();
      double radius = 0.25 * Math.min(size.x(), Math.min(size.y(), size.z()));
      Track track = track(moving, 0, moving.member().box().centre(), radius, frames);
      objects.add(track);
      warn(moving, track, warnings);
      TreeMap<Integer, double[]> sums = new TreeMap<>();
      float[] p = moving.atRest().positions();
      for (int i = 0; i < moving.parts().length; i++) {
        if (moving.parts()[i] > 0) {
          double[] sum = sums.computeIfAbsent(moving.parts()[i], k -> new double[4]);
          for (int c = 0; c < 3; c++) {
            sum[c] += p[3 * i + c];
          }
          sum[3]++;
        }
      }
      sums.forEach(
          (part, s) ->
              parts.add(
                  track(
                      moving,
                      part,
                      new Vec3(s[0] / s[3], s[1] / s[3], s[2] / s[3]),
                      radius / 2,
                      frames)));
    }
    objects.addAll(parts);
    return new ViewTracks(view.name(), camera.width(), camera.height(), frames, objects, warnings);
  }

  private Track track(
      MovingSurfels.Moving moving, int part, Vec3 atRest, double radius, int frames) {
    double[] points = new double[2 * frames];
    double[] depth = new double[frames];
    boolean[] visible = new boolean[frames];
    for (int f = 0; f < frames; f++) {
      Vec3 p = camera.project(moving.restToFrame(f).apply(atRest));
      points[2 * f] = p.x();
      points[2 * f + 1] = p.y();
      depth[f] = p.z();
      visible[f] = visible(p, radius * camera.focalX() / Math.max(0.05, p.z()));
    }
    return new Track(moving.member().name(), part, points, depth, visible);
  }

  /** In front of the still scene in enough pixels of the disc: Z ≤ D · 1.02 + 0.02 m. */
  private boolean visible(Vec3 p, double pixels) {
    if (p.z() <= 0.05
        || p.x() < 0
        || p.y() < 0
        || p.x() >= camera.width()
        || p.y() >= camera.height()) {
      return false;
    }
    int r = (int) Math.max(1, Math.min(50, pixels));
    int inside = 0;
    int seen = 0;
    for (int dy = -r; dy <= r; dy++) {
      for (int dx = -r; dx <= r; dx++) {
        int x = (int) p.x() + dx;
        int y = (int) p.y() + dy;
        if (dx * dx + dy * dy <= r * r
            && x >= 0
            && y >= 0
            && x < camera.width()
            && y < camera.height()) {
          inside++;
          float z = stillDepth[y * camera.width() + x];
          seen += z == 0 || p.z() <= z * 1.02 + 0.02 ? 1 : 0;
        }
      }
    }
    return seen >= VISIBLE_SHARE * inside;
  }

  private void warn(MovingSurfels.Moving moving, Track track, List<String> warnings) {
    int frames = track.depth().length;
    double imageLength = 0;
    double sidewaysLength = 0;
    double fastest = 0;
    int fastestFrame = 0;
    boolean leaves = false;
    int hidden = -1;
    Vec3 before = moving.restToFrame(0).apply(moving.member().box().centre());
    for (int f = 0; f < frames; f++) {
      double u = track.points()[2 * f];
      double v = track.points()[2 * f + 1];
      boolean inside =
          track.depth()[f] > 0.05 && u >= 0 && v >= 0 && u < camera.width() && v < camera.height();
      leaves |= !inside;
      if (inside && !track.visible()[f] && hidden < 0) {
        hidden = f;
      }
      Vec3 at = moving.restToFrame(f).apply(moving.member().box().centre());
      if (f > 0 && track.depth()[f] > 0.05 && track.depth()[f - 1] > 0.05) {
        double step = Math.hypot(u - track.points()[2 * f - 2], v - track.points()[2 * f - 1]);
        imageLength += step;
        sidewaysLength += at.distance(before) * camera.focalX() / track.depth()[f];
        if (step > fastest) {
          fastest = step;
          fastestFrame = f;
        }
      }
      before = at;
    }
    String name = moving.member().name();
    if (sidewaysLength > 2 && imageLength < AMBIGUOUS * sidewaysLength) {
      warnings.add(
          name
              + ": this view looks along the path, so its motion can hardly be seen here. Use"
              + " another view or bend the path.");
    }
    if (fastest > TOO_FAST * camera.width()) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s: too fast at frame %d (%.0f pixels in one frame). Add frames or shorten the"
                  + " path.",
              name,
              fastestFrame + 1,
              fastest));
    }
    if (leaves) {
      warnings.add(name + ": the path leaves the picture.");
    }
    if (hidden >= 0) {
      warnings.add(
          name
              + ": the path passes behind something in this view, from frame "
              + (hidden + 1)
              + ".");
    }
  }
}
