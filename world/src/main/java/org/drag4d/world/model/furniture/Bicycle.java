package org.drag4d.world.model.furniture;

import static org.drag4d.world.model.furniture.Workpiece.at;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish.MetalTone;
import org.drag4d.world.layout.Finish.Substance;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Curves;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** A bicycle with spokes, mudguards, saddle and bent handlebar; it rides towards +x. */
final class Bicycle {
  private static final Material TYRE = new Material.Plain(new Rgb(0.03, 0.03, 0.03), 0.7);
  private static final Material CHROME = Finishes.metal(MetalTone.CHROME);
  private static final Material SADDLE = new Material.Leather(new Rgb(0.16, 0.07, 0.035));
  private static final int SPOKES = 24;

  private Bicycle() {}

  static void bicycle(Workpiece w) {
    double r = Math.min(0.34, 0.34 * w.height());
    double axle = w.width() / 2 - r - 0.02;
    Rgb paint =
        w.finish().body() == Substance.PAINT ? w.finish().bodyColour() : w.finish().accent();
    Material frame = new Material.Plain(paint, 0.15);
    Vec3 rear = new Vec3(-axle, r, 0);
    Vec3 front = new Vec3(axle, r, 0);
    wheel(w, rear, r, frame);
    wheel(w, front, r, frame);
    double top = w.height();
    Vec3 crank = new Vec3(-0.06, r - 0.05, 0);
    Vec3 seat = new Vec3(-0.24, top - 0.17, 0);
    Vec3 seatLug = new Vec3(-0.20, top - 0.29, 0);
    Vec3 head = new Vec3(axle - 0.22, top - 0.22, 0);
    Vec3 crown = new Vec3(axle - 0.15, r + 0.30, 0);
    w.tube(frame, List.of(crank, seatLug), 0.015, 14);
    w.tube(frame, List.of(crank, crown.lerp(head, 0.25)), 0.017, 14);
    w.tube(frame, List.of(seatLug, head.lerp(crown, 0.2)), 0.015, 14);
    w.tube(frame, List.of(crown, head), 0.019, 14);
    w.tube(CHROME, List.of(seatLug, seat), 0.012, 12);
    for (int s = -1; s <= 1; s += 2) {
      Vec3 out = new Vec3(0, 0, 0.055 * s);
      w.tube(frame, List.of(crank.plus(out.times(0.5)), rear.plus(out)), 0.009, 10);
      w.tube(frame, List.of(seatLug.plus(out.times(0.4)), rear.plus(out)), 0.008, 10);
      w.tube(
          frame,
          Curves.through(
              crown.x(), crown.y(), 0.045 * s, axle - 0.06, r + 0.12, 0.05 * s, axle, r, 0.055 * s),
          0.010,
          10);
    }
    // Crank, chainring, chain and pedals.
    w.add(
        CHROME, Lathe.cylinder(0.085, 0.006, 0.002, 36), at(crank.x(), crank.y(), 0.04, 0, 90, 0));
    for (int s = -1; s <= 1; s += 2) {
      Vec3 end = crank.plus(new Vec3(0.12 * s, -0.11 * s, 0.065 * s));
      w.tube(CHROME, List.of(crank.plus(new Vec3(0, 0, 0.065 * s)), end), 0.009, 10);
      w.add(
          TYRE,
          Boxes.bevelled(0.085, 0.02, 0.085, 0.006),
          at(end.x(), end.y(), end.z() + 0.05 * s));
      double y = s * 0.08;
      w.tube(
          TYRE,
          List.of(
              new Vec3(crank.x(), crank.y() + y, 0.046),
              new Vec3(rear.x(), rear.y() + 0.4 * y, 0.046)),
          0.005,
          6);
    }
    // Saddle, handlebar with grips, lamp.
    w.add(
        SADDLE,
        Cushion.superellipsoid(0.25, 0.06, 0.15, 2.6, 10),
        at(seat.x() - 0.01, seat.y() + 0.02, 0));
    w.add(
        SADDLE,
        Cushion.superellipsoid(0.16, 0.045, 0.05, 2.6, 8),
        at(seat.x() + 0.10, seat.y() + 0.022, 0));
    Vec3 stem = new Vec3(head.x() - 0.03, top - 0.07, 0);
    w.tube(CHROME, List.of(head, stem), 0.012, 12);
    double half = w.depth() / 2 - 0.01;
    w.tube(
        CHROME,
        Curves.through(
            stem.x() - 0.20,
            top - 0.03,
            -half,
            stem.x() - 0.10,
            top - 0.025,
            -0.9 * half,
            stem.x() + 0.02,
            top - 0.05,
            -0.4 * half,
            stem.x(),
            stem.y(),
            0,
            stem.x() + 0.02,
            top - 0.05,
            0.4 * half,
            stem.x() - 0.10,
            top - 0.025,
            0.9 * half,
            stem.x() - 0.20,
            top - 0.03,
            half),
        0.011,
        10);
    for (int s = -1; s <= 1; s += 2) {
      w.tube(
          SADDLE,
          List.of(
              new Vec3(stem.x() - 0.21, top - 0.03, s * half * 0.995),
              new Vec3(stem.x() - 0.11, top - 0.026, s * half * 0.92)),
          0.016,
          10);
    }
    w.add(
        CHROME,
        Lathe.turn(Profile.from(0, 0).smooth(0.03, 0.01, 0.042, 0.05).to(0, 0.055), 20),
        at(head.x() + 0.03, top - 0.16, 0, 0, 0, -90));
    // A prop holds it upright.
    w.tube(
        CHROME,
        List.of(
            crank.plus(new Vec3(-0.05, 0, -0.03)), new Vec3(crank.x() - 0.12, 0.008, -half * 0.8)),
        0.009,
        8);
  }

  private static void wheel(Workpiece w, Vec3 hub, double r, Material paint) {
    Pose place = at(hub.x(), hub.y(), hub.z());
    w.add(TYRE, ring(r - 0.018, 0.018), place);
    w.add(CHROME, ring(r - 0.042, 0.010), place);
    w.add(CHROME, Lathe.cylinder(0.018, 0.09, 0.004, 16), place.times(at(0, 0, -0.045, 0, 90, 0)));
    for (int i = 0; i < SPOKES; i++) {
      double a = 2 * Math.PI * i / SPOKES;
      double b = a + (i % 2 == 0 ? 0.5 : -0.5);
      double z = i / 2 % 2 == 0 ? 0.03 : -0.03;
      w.tube(
          CHROME,
          List.of(
              place.apply(new Vec3(0.017 * Math.cos(b), 0.017 * Math.sin(b), z)),
              place.apply(new Vec3((r - 0.044) * Math.cos(a), (r - 0.044) * Math.sin(a), 0))),
          0.0012,
          4);
    }
    w.add(
        paint,
        Sweep.along(
            Curves.arc(r + 0.012, r + 0.012, hub.x() < 0 ? 25 : 20, hub.x() < 0 ? 195 : 150, 22),
            Profile.ellipse(0.006, 0.026, 10),
            t -> 1,
            new Vec3(0, 0, 1),
            false),
        place);
  }

  private static Solid ring(double radius, double thickness) {
    return Sweep.ring(
        Curves.ellipse(radius, radius, 48),
        Profile.ellipse(thickness, thickness, 10),
        new Vec3(0, 0, 1));
  }
}
