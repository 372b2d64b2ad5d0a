package org.drag4d.world.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Kind;

/** What must hold for the triangles of anything. */
final class Soundness {
  private Soundness() {}

  /** The box about parts, in the world. */
  record Bounds(Vec3 low, Vec3 high) {}

  /** Finite vertices, unit normals that agree with the winding over 95 % of the area. */
  static void check(Solid solid, String what) {
    float[] p = solid.positions();
    float[] n = solid.normals();
    assertThat(solid.triangleCount()).as(what).isPositive();
    for (int i = 0; i < p.length; i += 3) {
      Vec3 at = at(p, i);
      if (!at.isFinite()) {
        throw new AssertionError(what + ": vertex " + i / 3 + " is " + at);
      }
      double length = at(n, i).length();
      if (!(Math.abs(length - 1) < 1e-3)) {
        throw new AssertionError(what + ": normal " + i / 3 + " has length " + length);
      }
    }
    double agreeing = 0;
    double all = 0;
    int[] t = solid.triangles();
    for (int i = 0; i < t.length; i += 3) {
      Vec3 a = at(p, 3 * t[i]);
      Vec3 cross = at(p, 3 * t[i + 1]).minus(a).cross(at(p, 3 * t[i + 2]).minus(a));
      Vec3 shading = at(n, 3 * t[i]).plus(at(n, 3 * t[i + 1])).plus(at(n, 3 * t[i + 2]));
      double area = cross.length() / 2;
      all += area;
      agreeing += cross.dot(shading) > 0 ? area : 0;
    }
    assertThat(agreeing / all).as(what + ": share of area whose normals agree").isGreaterThan(0.95);
  }

  static Bounds bounds(List<Part> parts) {
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    for (Part part : parts) {
      float[] p = part.solid().positions();
      for (int i = 0; i < p.length; i += 3) {
        Vec3 q = part.localToWorld().apply(at(p, i).times(part.scale()));
        double[] v = {q.x(), q.y(), q.z()};
        for (int k = 0; k < 3; k++) {
          low[k] = Math.min(low[k], v[k]);
          high[k] = Math.max(high[k], v[k]);
        }
      }
    }
    return new Bounds(new Vec3(low[0], low[1], low[2]), new Vec3(high[0], high[1], high[2]));
  }

  /** Says how a thing leaves the box it should fill, or nothing. Plants may lean out of theirs. */
  static String misfit(Kind kind, Vec3 size, Bounds b) {
    boolean growing =
        switch (kind) {
          case POTTED_PLANT,
              POTTED_TREE,
              SMALL_PLANT,
              HANGING_PLANT,
              PLANTER_BOX,
              PLANT_BENCH,
              PALM,
              FLOWERS_IN_VASE,
              PRODUCE_BASKET ->
              true;
          default -> false;
        };
    double margin = growing ? 0.25 : 0.05;
    Vec3 slack = size.times(margin).plus(new Vec3(0.006, 0.006, 0.006));
    double bottom = kind.stand() == Kind.Stand.CEILING ? -size.y() : 0;
    double back = kind.stand() == Kind.Stand.WALL_HUNG ? 0 : -size.z() / 2;
    StringBuilder text = new StringBuilder();
    over(text, "left", -size.x() / 2 - b.low().x(), slack.x());
    over(text, "right", b.high().x() - size.x() / 2, slack.x());
    over(text, "back", back - b.low().z(), slack.z());
    over(text, "front", b.high().z() - back - size.z(), slack.z());
    // A tap stands above the rim that the size of a basin means.
    double above =
        switch (kind) {
          case SINK_UNIT -> 0.25;
          case BATHTUB, WASH_BASIN -> 0.12;
          default -> 0;
        };
    over(text, "top", b.high().y() - bottom - size.y() - above, slack.y());
    over(
        text,
        "bottom",
        bottom - b.low().y(),
        kind.stand() == Kind.Stand.CEILING ? slack.y() : 0.004);
    Vec3 extent = b.high().minus(b.low());
    if (!growing && extent.y() < 0.85 * size.y()) {
      text.append(" only ").append(extent.y()).append(" high");
    }
    if (!growing && Math.max(extent.x() / size.x(), extent.z() / size.z()) < 0.7) {
      text.append(" only ").append(extent.x()).append(" by ").append(extent.z());
    }
    return text.toString().strip();
  }

  private static void over(StringBuilder text, String side, double excess, double slack) {
    if (excess > slack) {
      text.append(String.format(" %s by %.3f", side, excess));
    }
  }

  private static Vec3 at(float[] v, int i) {
    return new Vec3(v[i], v[i + 1], v[i + 2]);
  }
}
