package org.drag4d.compose.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.TriangleMesh;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;

/**
 * Where an object stands, and how well (section 2.4): into the box or onto free floor, aside from
 * what it would run into, down onto its support, at rest by the physics.
 *
 * @param scale metres per unit of the mesh
 * @param objectToWorld of the scaled mesh, whose origin is the centre of the bottom face of its box
 * @param box the oriented box around it
 * @param report how well it stands
 */
public record Placement(double scale, Pose objectToWorld, Box3 box, PlacementReport report) {
  /** Cells along the object's diagonal in the map of the ground. */
  private static final int CELLS = 40;

  /** What rises no more than this share of the diagonal above the support belongs to it. */
  private static final double BAND = 0.04;

  /** How often an object without a box is made smaller until it finds a place, and by how much. */
  private static final int SHRINKS = 6;

  private static final double SHRINK = 0.8;

  /**
   * How an object is placed.
   *
   * @param longestSide metres, for objects without a box
   * @param samples points of the surface that the physics looks at
   * @param steps that the physics may take
   * @param loss which physics
   * @param seed one seed, one result
   */
  public record Choices(
      double longestSide, int samples, int steps, PhysicsLoss.Kind loss, long seed) {}

  /**
   * Places an object.
   *
   * @param mesh origin in the centre of the bottom face of its box, +Y up, front +Z
   * @param wanted the person's box; empty for free floor in view, facing the panorama's centre
   */
  public static Placement of(
      TriangleMesh mesh,
      Optional<Box3> wanted,
      Surroundings surroundings,
      Choices choices,
      Progress progress) {
    Body unit = Body.of(mesh, 1, choices.samples(), choices.seed());
    List<String> notes = new ArrayList<>();
    Box3 box = wanted.orElseGet(() -> freeFloor(unit, surroundings, choices.longestSide(), notes));
    Vec3 e = unit.size();
    double sx = box.size().x() / e.x();
    double sy = box.size().y() / e.y();
    double sz = box.size().z() / e.z();
    double scale = Math.min(sx, Math.min(sy, sz));
    double slack = wanted.isEmpty() ? 0 : 1 - scale / Math.max(sx, Math.max(sy, sz));
    Body body = Body.of(mesh, scale, choices.samples(), choices.seed());
    Vec3 toMiddle = new Vec3(0, body.size().y() / 2, 0);
    Pose inBox = new Pose(box.rotation(), box.centre().minus(box.rotation().rotate(toMiddle)));
    return standing(body, scale, slack, inBox, box, wanted, surroundings, choices, notes, progress);
  }

  private static Placement standing(
      Body body,
      double scale,
      double slack,
      Pose inBox,
      Box3 box,
      Optional<Box3> wanted,
      Surroundings surroundings,
      Choices choices,
      List<String> notes,
      Progress progress) {
    progress.begin("letting the object come to rest", choices.steps(), "steps");
    double diagonal = body.diagonal();
    SupportPlane support = SupportPlane.below(box, surroundings);
    double level = support.height();
    double band = BAND * diagonal;
    Vec3 eye = surroundings.eye();
    Vec3 at = inBox.translation();
    double farthest =
        Math.clamp(Math.hypot(at.x() - eye.x(), at.z() - eye.z()), 2 * diagonal, 8 * diagonal);
    Ground ground =
        Ground.around(
            surroundings,
            at.x(),
            at.z(),
            farthest + diagonal,
            diagonal / CELLS,
            level,
            band,
            box.size().y(),
            0.5 * diagonal);
    Pose aside = aside(ground, body, inBox, farthest, notes);
    Pose down = PhysicsPlacement.dropped(body, aside, ground, level);
    Vec3 middle = down.apply(new Vec3(0, body.size().y() / 2, 0));
    Clearance clearance = Clearance.around(surroundings, ground, middle, diagonal, level, band);
    PhysicsPlacement.Rest rest = rest(body, down, clearance, ground, level, choices, progress);
    Vec3 stand = rest.pose().translation();
    SupportPlane found =
        new SupportPlane(level, support.seen() || ground.isSeen(stand.x(), stand.z()));
    describe(found, surroundings, box, wanted, inBox, rest.pose(), notes);
    PlacementReport report = report(body, rest, clearance, level, wanted, slack, notes);
    Box3 stands =
        new Box3(
            rest.pose().apply(new Vec3(0, body.size().y() / 2, 0)),
            body.size(),
            rest.pose().rotation());
    return new Placement(scale, rest.pose(), stands, report);
  }

  private static PhysicsPlacement.Rest rest(
      Body body,
      Pose start,
      Clearance clearance,
      Ground ground,
      double level,
      Choices choices,
      Progress progress) {
    return switch (choices.loss()) {
      case SCALE_AWARE -> {
        PhysicsLoss loss = new PhysicsLoss(body, start.rotation(), clearance, start.translation());
        PhysicsPlacement.Rest rest =
            PhysicsPlacement.settle(start, body.diagonal(), loss::at, choices.steps(), progress);
        yield new PhysicsPlacement.Rest(
            PhysicsPlacement.dropped(body, rest.pose(), ground, level), rest.steps());
      }
      case PAPER_LITERAL ->
          PhysicsPlacement.settle(
              start,
              1,
              (yaw, translation) ->
                  PaperLoss.gradient(
                      PaperLoss.gravity(
                          body, PhysicsLoss.pose(start.rotation(), yaw, translation), level)),
              choices.steps(),
              progress);
    };
  }

  /** Out of the way of things: horizontally, as little as possible. */
  private static Pose aside(
      Ground ground, Body body, Pose wanted, double farthest, List<String> notes) {
    Optional<Vec3> spot = ClearSpot.nearest(ground, body, wanted, farthest, true);
    if (spot.isEmpty()) {
      spot = ClearSpot.nearest(ground, body, wanted, farthest, false);
    }
    if (spot.isEmpty()) {
      notes.add("found no place nearby where it runs into nothing; it stays where it was put");
      return wanted;
    }
    double moved = spot.get().distance(wanted.translation());
    if (moved > 0) {
      notes.add("moved " + length(moved) + " aside, where it runs into nothing");
    }
    return new Pose(wanted.rotation(), spot.get());
  }

  /** A box on free floor in view, the front towards the panorama's centre. */
  private static Box3 freeFloor(
      Body unit, Surroundings surroundings, double longestSide, List<String> notes) {
    Vec3 eye = surroundings.eye();
    Vec3 size = unit.size();
    double longest = Math.max(size.x(), Math.max(size.y(), size.z()));
    for (double band : new double[] {0.06, 0.3}) { // rooms; then uneven ground
      double side = longestSide;
      for (int shrink = 0; shrink <= SHRINKS; shrink++, side *= SHRINK) {
        Vec3 scaled = size.times(side / longest);
        Ground ground =
            Ground.around(
                surroundings,
                eye.x(),
                eye.z(),
                5,
                0.05,
                surroundings.floorHeight(),
                band,
                scaled.y() * 1.05,
                0.3);
        double radius = 0.5 * Math.hypot(scaled.x(), scaled.z()) + 0.08;
        Optional<Vec3> spot = ClearSpot.inView(ground, eye, surroundings.keptFree(), radius);
        if (spot.isPresent()) {
          if (shrink > 0) {
            notes.add("made smaller, to " + length(side) + ", to fit on the free floor");
          }
          return facing(spot.get(), scaled, eye);
        }
      }
    }
    notes.add("found no free floor in view; it stands in front of the panorama's centre");
    Vec3 ahead = new Vec3(eye.x(), surroundings.floorHeight(), eye.z() - 1.8);
    return facing(ahead, size.times(longestSide / longest), eye);
  }

  private static Box3 facing(Vec3 bottom, Vec3 size, Vec3 eye) {
    double yaw = Math.toDegrees(Math.atan2(eye.x() - bottom.x(), eye.z() - bottom.z()));
    return new Box3(
        bottom.plus(new Vec3(0, size.y() / 2, 0)), size, Quaternion.about(Vec3.UP, yaw));
  }

  private static void describe(
      SupportPlane support,
      Surroundings surroundings,
      Box3 box,
      Optional<Box3> wanted,
      Pose inBox,
      Pose rest,
      List<String> notes) {
    double above = support.height() - surroundings.floorHeight();
    if (!support.seen()) {
      notes.add("no surface was seen below it; the floor is assumed to go on there");
    } else if (Math.abs(above) < 0.02 * box.size().length()) {
      notes.add("stands on the floor");
    } else if (above > 0) {
      notes.add("stands on a surface " + length(above) + " above the floor");
    } else {
      notes.add("stands on ground " + length(-above) + " below the floor's height");
    }
    double lowered = inBox.translation().y() - rest.translation().y();
    if (wanted.isPresent() && Math.abs(lowered) > 0.05 * box.size().y()) {
      notes.add((lowered > 0 ? "let down " : "lifted ") + length(Math.abs(lowered)) + " onto it");
    }
  }

  private static PlacementReport report(
      Body body,
      PhysicsPlacement.Rest rest,
      Clearance clearance,
      double level,
      Optional<Box3> wanted,
      double slack,
      List<String> notes) {
    double deepest = 0;
    double sum = 0;
    int inside = 0;
    Vec3[] away = new Vec3[1];
    double diagonal = body.diagonal();
    for (int i = 0; i < body.count(); i++) {
      Vec3 p = rest.pose().apply(Body.at(body.points(), i));
      double depth = -Math.min(clearance.toSupport(p), clearance.toThings(p, away));
      if (depth > 0) {
        deepest = Math.max(deepest, depth);
        sum += depth;
        inside += depth > 1e-6 * diagonal ? 1 : 0;
      }
    }
    double gap = Double.POSITIVE_INFINITY;
    for (float[] points : new float[][] {body.vertices(), body.points()}) {
      for (int i = 0; i < points.length / 3; i++) {
        gap = Math.min(gap, clearance.toSupport(rest.pose().apply(Body.at(points, i))));
      }
    }
    ContactArea contact = ContactArea.of(body, rest.pose(), clearance);
    Vec3 up = rest.pose().applyToDirection(Vec3.UP);
    double tilt = Math.toDegrees(Math.atan2(Math.hypot(up.x(), up.z()), up.y()));
    Vec3 middle = rest.pose().apply(new Vec3(0, body.size().y() / 2, 0));
    double fromBox =
        wanted
            .map(b -> Math.hypot(middle.x() - b.centre().x(), middle.z() - b.centre().z()))
            .orElse(0.0);
    if (deepest > 0.01 * diagonal) {
      notes.add("reaches " + length(deepest) + " into what stands around it");
    }
    if (contact.stabilityMargin() < 0) {
      notes.add("would topple: its centre of mass is not above the area that touches");
    }
    return new PlacementReport(
        diagonal,
        deepest,
        sum / body.count(),
        (double) inside / body.count(),
        Double.isInfinite(gap) ? 0 : gap,
        level,
        contact.ratio(),
        tilt,
        Math.max(contact.stabilityMargin(), -diagonal),
        fromBox,
        slack,
        rest.steps(),
        notes);
  }

  private static String length(double metres) {
    return metres < 1
        ? String.format(Locale.ROOT, "%.0f cm", 100 * metres)
        : String.format(Locale.ROOT, "%.2f m", metres);
  }
}
