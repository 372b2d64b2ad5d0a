package org.drag4d.world.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.drag4d.geometry.Vec3;

/** Puts things on others by throwing darts at their tops (built-in-world section 9). */
final class Tops {
  private static final int DARTS = 60;

  private final List<Support> supports = new ArrayList<>();
  private final Dice dice;

  Tops(Dice dice) {
    this.dice = dice;
  }

  /** One top with what stands on it; rectangles are in the frame of the thing below. */
  private static final class Support {
    final Kind kind;
    final Vec3 foot;
    final double yaw;
    final Usual.Surface surface;
    final List<Rect> taken = new ArrayList<>();

    Support(Kind kind, Vec3 foot, double yaw, Usual.Surface surface) {
      this.kind = kind;
      this.foot = foot;
      this.yaw = Math.toRadians(yaw);
      this.surface = surface;
    }

    Vec3 toWorld(double x, double z) {
      return new Vec3(
          foot.x() + x * Math.cos(yaw) + z * Math.sin(yaw),
          foot.y() + surface.y(),
          foot.z() - x * Math.sin(yaw) + z * Math.cos(yaw));
    }

    Rect toLocal(Vec3 at, double sizeX, double sizeZ) {
      double x = at.x() - foot.x();
      double z = at.z() - foot.z();
      return Rect.around(
          x * Math.cos(yaw) - z * Math.sin(yaw),
          x * Math.sin(yaw) + z * Math.cos(yaw),
          sizeX,
          sizeZ);
    }
  }

  /** Notes a thing on which others can stand, or that stands on another already. */
  void note(Item item) {
    if (item.kind().stand() == Kind.Stand.ON_TOP) {
      double reach = Math.max(item.size().x(), item.size().z());
      for (Support support : supports) {
        if (Math.abs(support.foot.y() + support.surface.y() - item.position().y()) < 0.05) {
          support.taken.add(support.toLocal(item.position(), reach, item.size().z()));
        }
      }
      return;
    }
    Usual.Surface top = Usual.top(item.kind(), item.size());
    if (top.width() > 0) {
      supports.add(new Support(item.kind(), item.position(), item.yawDegrees(), top));
    }
  }

  /** Says whether anything can carry others. */
  boolean any() {
    return !supports.isEmpty();
  }

  /**
   * Finds a place for a thing.
   *
   * @param wanted on what and beside what
   * @param margin to other things, metres
   * @return the place and the yaw, or nothing if every top is full
   */
  Optional<Spot> place(Vec3 size, Wanted wanted, double margin) {
    List<Support> candidates =
        supports.stream()
            .filter(s -> wanted.on.map(kind -> s.kind == kind).orElse(!s.surface.seat()))
            .sorted(
                Comparator.comparingDouble(
                    s -> wanted.near.map(p -> away(s, p)).orElse((double) s.taken.size())))
            .toList();
    for (Support support : candidates) {
      double roomX = support.surface.width() - size.x();
      double roomZ = support.surface.depth() - size.z();
      if (roomX < -0.02 || roomZ < -0.06) {
        continue;
      }
      Optional<Rect> best = Optional.empty();
      double bestAway = Double.POSITIVE_INFINITY;
      for (int dart = 0; dart < DARTS; dart++) {
        double x = Math.max(0, roomX) * dice.between(-0.5, 0.5);
        // Tall things stand behind, low ones before.
        double lean = size.y() > 0.3 ? -0.2 : 0.05;
        double z =
            support.surface.z()
                + Math.max(0, roomZ) * Math.clamp(lean + dice.between(-0.35, 0.35), -0.5, 0.5);
        Rect rect = Rect.around(x, z, size.x() + 2 * margin, size.z() + 2 * margin);
        if (support.taken.stream().noneMatch(t -> t.overlap(rect) > 0)) {
          double away = wanted.near.map(p -> away(support.toWorld(x, z), p)).orElse(0.0);
          if (away < bestAway) {
            best = Optional.of(Rect.around(x, z, size.x(), size.z()));
            bestAway = away;
          }
          if (wanted.near.isEmpty()) {
            break;
          }
        }
      }
      if (best.isPresent()) {
        Rect at = best.get();
        support.taken.add(at);
        return Optional.of(
            new Spot(support.toWorld(at.centreX(), at.centreZ()), Math.toDegrees(support.yaw)));
      }
    }
    return Optional.empty();
  }

  private static double away(Support support, Vec3 point) {
    return away(support.toWorld(0, support.surface.z()), point);
  }

  private static double away(Vec3 a, Vec3 b) {
    return Math.hypot(a.x() - b.x(), a.z() - b.z());
  }

  /**
   * On what and beside what a thing is to stand.
   *
   * @param on kind of thing to stand on; any but seats and beds if empty
   * @param near a point that it is to be near to
   */
  record Wanted(Optional<Kind> on, Optional<Vec3> near) {}

  /**
   * A place on top of something.
   *
   * @param position world, metres
   * @param yawDegrees of the thing below
   */
  record Spot(Vec3 position, double yawDegrees) {}
}
