package org.drag4d.world.model.room;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * The six shapes of ceiling.
 *
 * <p>Longer than most files: its cases are alike and are read side by side.
 */
final class Ceilings {
  private Ceilings() {}

  static void build(Room room, Carpentry work, List<Place.Window> windows) {
    Material plaster = new Material.Plaster(room.ceilingColour());
    switch (room.ceiling()) {
      case FLAT -> {
        plane(room, work, plaster, room.height());
        rose(room, work);
      }
      case COVED -> {
        plane(room, work, plaster, room.height());
        cove(room, work);
        rose(room, work);
      }
      case COFFERED -> coffers(room, work, plaster);
      case BEAMS -> {
        plane(room, work, plaster, room.height());
        beams(room, work);
      }
      case PITCHED_BEAMS -> pitched(room, work);
      case GLAZED -> glazed(room, work, windows);
    }
  }

  /** Returns the height of the roof's underside over a point of the floor. */
  static double roof(Room room, double x, double z) {
    boolean alongX = room.width() >= room.depth();
    double half = (alongX ? room.depth() : room.width()) / 2;
    double share = 1 - Math.min(1, Math.abs(alongX ? z : x) / half);
    return room.height() + rise(room) * share;
  }

  /** Returns how far the ridge lies above the walls. */
  private static double rise(Room room) {
    double half = Math.min(room.width(), room.depth()) / 2;
    return switch (room.ceiling()) {
      case PITCHED_BEAMS -> 0.42 * half + 0.35;
      case GLAZED -> 0.45 * half + 0.2;
      default -> 0;
    };
  }

  private static void plane(Room room, Carpentry work, Material m, double y) {
    double x = room.width() / 2 + 0.02;
    double z = room.depth() / 2 + 0.02;
    Walls.face(
        "ceiling",
        m,
        Pose.IDENTITY,
        work,
        new Vec3(-x, y, -z),
        new Vec3(x, y, -z),
        new Vec3(x, y, z),
        new Vec3(-x, y, z));
  }

  /** A plaster rose in the middle, for moulded styles. */
  private static void rose(Room room, Carpentry work) {
    if (!RoomShell.moulded(room)) {
      return;
    }
    double r = 0.42;
    Solid rose =
        Lathe.turn(
            Profile.from(0, -0.045)
                .to(0.06, -0.045)
                .curve(0.09, -0.042, 0.10, -0.026)
                .to(0.20, -0.022)
                .curve(0.22, -0.040, 0.25, -0.036)
                .curve(0.275, -0.03, 0.28, -0.016)
                .to(0.35, -0.014)
                .curve(0.37, -0.030, 0.395, -0.024)
                .curve(r, -0.015, r, 0.001),
            64);
    Mesh petals = new Mesh();
    for (int i = 0; i < 16; i++) {
      double a = 2 * Math.PI * i / 16;
      petals.add(
          Lathe.ellipsoid(0.05, 0.014, 14),
          new Pose(
              Quaternion.about(Vec3.UP, -Math.toDegrees(a)),
              new Vec3(0.155 * Math.cos(a), -0.024, 0.155 * Math.sin(a))),
          0.62);
    }
    Material plaster = new Material.Plain(room.ceilingColour(), 0.7);
    Pose at = Carpentry.at(0, room.height(), 0);
    work.add("ceiling", plaster, rose, at);
    work.add("ceiling", plaster, petals.build(), at);
  }

  /** A concave quarter round between wall and ceiling, with a bead at both ends. */
  private static void cove(Room room, Carpentry work) {
    double r = Math.min(0.38, 0.13 * room.height());
    Profile section =
        Profile.from(0, -r - 0.035).to(0.022, -r - 0.035).curve(0.036, -r - 0.018, 0.022, -r);
    for (int i = 1; i <= 12; i++) {
      double a = Math.PI / 2 * i / 12;
      section = section.to(r - (r - 0.022) * Math.cos(a), -r + (r - 0.022) * Math.sin(a));
    }
    section = section.to(r + 0.01, -0.022).curve(r + 0.034, -0.022, r + 0.036, 0.002).to(0, 0.002);
    Material plaster = new Material.Plaster(room.ceilingColour());
    for (Room.Wall wall : Room.Wall.values()) {
      WallFrame frame = WallFrame.of(room, wall);
      Walls.run(
          "cornice",
          plaster,
          section,
          frame,
          new WallFrame.Span(-frame.length() / 2, frame.length() / 2, true, true),
          room.height(),
          work);
    }
  }

  /** A grid of boxed beams; mouldings inside every coffer, roses at the crossings. */
  private static void coffers(Room room, Carpentry work, Material plaster) {
    double depth = 0.17;
    double beam = 0.24;
    plane(room, work, plaster, room.height());
    Material m = new Material.Plain(room.ceilingColour(), 0.65);
    int nx = Math.max(2, (int) Math.round(room.width() / 1.9));
    int nz = Math.max(2, (int) Math.round(room.depth() / 1.9));
    nx += nx % 2 == 0 ? 1 : 0;
    nz += nz % 2 == 0 ? 1 : 0;
    double h = room.height();
    double px = room.width() / nx;
    double pz = room.depth() / nz;
    for (int i = 1; i < nx; i++) {
      double x = -room.width() / 2 + i * px;
      work.box(
          "ceiling",
          m,
          Pose.IDENTITY,
          x - beam / 2,
          h - depth,
          -room.depth() / 2,
          x + beam / 2,
          h + 0.002,
          room.depth() / 2,
          0.008);
    }
    for (int j = 1; j < nz; j++) {
      double z = -room.depth() / 2 + j * pz;
      work.box(
          "ceiling",
          m,
          Pose.IDENTITY,
          -room.width() / 2,
          h - depth + 0.0006,
          z - beam / 2,
          room.width() / 2,
          h + 0.002,
          z + beam / 2,
          0.008);
    }
    Profile section =
        Profile.from(0, -0.13)
            .to(0.008, -0.13)
            .curve(0.012, -0.108, 0.028, -0.102)
            .to(0.028, -0.092)
            .curve(0.034, -0.046, 0.078, -0.034)
            .to(0.078, -0.022)
            .curve(0.098, -0.018, 0.10, 0.002)
            .to(0, 0.002);
    for (int i = 0; i < nx; i++) {
      for (int j = 0; j < nz; j++) {
        // Each coffer is a little room of its own, with a cornice.
        double x0 = -room.width() / 2 + i * px + (i > 0 ? beam / 2 : 0);
        double x1 = -room.width() / 2 + (i + 1) * px - (i < nx - 1 ? beam / 2 : 0);
        double z0 = -room.depth() / 2 + j * pz + (j > 0 ? beam / 2 : 0);
        double z1 = -room.depth() / 2 + (j + 1) * pz - (j < nz - 1 ? beam / 2 : 0);
        double w = x1 - x0;
        double d = z1 - z0;
        double cx = (x0 + x1) / 2;
        double cz = (z0 + z1) / 2;
        Solid alongX = Plate.moulding(section, w, -1, -1);
        Solid alongZ = Plate.moulding(section, d, -1, -1);
        if (j > 0) {
          work.add("ceiling", m, alongX, Carpentry.at(cx, h, z0));
        }
        if (j < nz - 1) {
          work.add("ceiling", m, alongX, Carpentry.at(cx, h, z1, 180, 0, 0));
        }
        if (i > 0) {
          work.add("ceiling", m, alongZ, Carpentry.at(x0, h, cz, 90, 0, 0));
        }
        if (i < nx - 1) {
          work.add("ceiling", m, alongZ, Carpentry.at(x1, h, cz, -90, 0, 0));
        }
      }
    }
    rose(room, work);
  }

  private static Material timber(Room room) {
    Rgb c = room.trim();
    boolean pale = c.g() > 0.45 && c.b() > 0.35;
    return new Material.Wood(pale ? new Rgb(0.20, 0.12, 0.065) : c.times(0.8), 0.65);
  }

  private static void beams(Room room, Carpentry work) {
    Material m = timber(room);
    boolean alongZ = room.width() >= room.depth();
    double length = alongZ ? room.depth() : room.width();
    double across = alongZ ? room.width() : room.depth();
    int n = Math.max(3, (int) Math.round(across / 0.95));
    n += n % 2 == 0 ? 1 : 0; // one beam over the middle, for lamps to hang from
    double h = room.height();
    for (int i = 0; i < n; i++) {
      double u = across * ((i + 0.5) / n - 0.5);
      Solid beam = hewn(length + 0.04, 0.16, 0.13, i);
      Pose pose = alongZ ? Carpentry.at(u, h - 0.075, 0, 90, 0, 0) : Carpentry.at(0, h - 0.075, u);
      work.add("beam", m, beam, pose);
    }
  }

  /** Returns a beam along x whose faces are slightly uneven, cut from its own place of the tree. */
  private static Solid hewn(double length, double height, double width, int number) {
    Solid rough =
        Sweep.along(
            line(length, 14),
            Profile.roundedRectangle(width, height, 0.014, 2),
            t -> 1 + 0.018 * Math.sin(31 * t + 2 * number) + 0.012 * Math.sin(67 * t + number),
            Vec3.UP,
            false);
    return rough;
  }

  private static List<Vec3> line(double length, int steps) {
    ArrayList<Vec3> all = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      all.add(new Vec3(length * ((double) i / steps - 0.5), 0, 0));
    }
    return all;
  }

  /** An open roof: boarding on rafters, tie beams, posts; the ridge runs along the longer side. */
  private static void pitched(Room room, Carpentry work) {
    boolean alongX = room.width() >= room.depth();
    double length = alongX ? room.width() : room.depth();
    double span = alongX ? room.depth() : room.width();
    double rise = rise(room);
    double h = room.height();
    // The roof's own frame: x along the ridge, z across.
    Pose frame = alongX ? Pose.IDENTITY : new Pose(Quaternion.about(Vec3.UP, 90), Vec3.ZERO);
    double slope = Math.hypot(span / 2, rise);
    double pitch = Math.toDegrees(Math.atan2(rise, span / 2));
    Material boards = new Material.Boards(room.ceilingColour(), 0.14, 0.6);
    Material m = timber(room);
    for (int s = -1; s <= 1; s += 2) {
      // A slab in its slope's frame: x along the ridge, z from ridge down to the eaves.
      Pose face =
          frame.times(
              new Pose(
                  Quaternion.about(new Vec3(1, 0, 0), s * pitch),
                  new Vec3(0, h + rise / 2, s * span / 4)));
      Mesh mesh = new Mesh();
      double a = length / 2 + 0.02;
      double b = slope / 2 + 0.03;
      mesh.polygon(new Vec3(-a, 0, -b), new Vec3(a, 0, -b), new Vec3(a, 0, b), new Vec3(-a, 0, b));
      work.add("ceiling", boards, mesh.build(), face);
      int n = Math.max(3, (int) Math.round(length / 0.9));
      for (int i = 0; i <= n; i++) {
        double x = length * ((double) i / n - 0.5) * 0.985;
        work.add(
            "beam",
            m,
            hewn(slope, 0.15, 0.085, i * 3 + s),
            face.times(Carpentry.at(x, -0.075, 0, 90, 0, 0)));
      }
      work.add(
          "beam", m, hewn(length, 0.14, 0.12, 7 + s), face.times(Carpentry.at(0, -0.15, 0.02)));
      work.box(
          "beam",
          m,
          frame,
          -length / 2,
          h - 0.10,
          s * (span / 2) - (s > 0 ? 0.16 : 0),
          length / 2,
          h + 0.06,
          s * (span / 2) + (s > 0 ? 0 : 0.16),
          0.012);
    }
    int ties = Math.max(2, (int) Math.round(length / 2.2));
    for (int i = 0; i <= ties; i++) {
      double x = length * ((double) i / ties - 0.5);
      if (i > 0 && i < ties) {
        work.add(
            "beam",
            m,
            hewn(span, 0.20, 0.16, i),
            frame.times(Carpentry.at(x, h + 0.02, 0, 90, 0, 0)));
        work.box(
            "beam", m, frame, x - 0.06, h + 0.10, -0.06, x + 0.06, h + rise - 0.05, 0.06, 0.012);
      }
    }
    // Lamps hang from the beam that runs under the ridge at wall height.
    work.add("beam", m, hewn(length, 0.16, 0.14, 5), frame.times(Carpentry.at(0, h + 0.08, 0)));
    work.add(
        "beam", m, hewn(length, 0.18, 0.12, 11), frame.times(Carpentry.at(0, h + rise - 0.11, 0)));
    Material wall =
        room.panelling() == Room.Panelling.LOGS || room.panelling() == Room.Panelling.BOARDS
            ? new Material.Boards(room.trim(), 0.14, 0.6)
            : room.wall();
    for (int s = -1; s <= 1; s += 2) {
      Mesh gable = new Mesh();
      Vec3 l = new Vec3(-span / 2, h, 0);
      Vec3 r = new Vec3(span / 2, h, 0);
      Vec3 t = new Vec3(0, h + rise, 0);
      gable.polygon(l, r, t);
      work.add(
          "wall",
          wall,
          gable.build(),
          frame.times(Carpentry.at(s * length / 2, 0, 0, -90 * s, 0, 0)));
    }
  }

  /** A greenhouse roof: glass between slender bars; each slope is a portal for the sky. */
  private static void glazed(Room room, Carpentry work, List<Place.Window> windows) {
    boolean alongX = room.width() >= room.depth();
    double length = alongX ? room.width() : room.depth();
    double span = alongX ? room.depth() : room.width();
    double rise = rise(room);
    double h = room.height();
    Pose frame = alongX ? Pose.IDENTITY : new Pose(Quaternion.about(Vec3.UP, 90), Vec3.ZERO);
    double slope = Math.hypot(span / 2, rise);
    double pitch = Math.toDegrees(Math.atan2(rise, span / 2));
    Material m = new Material.Plain(room.trim(), 0.4);
    Material glass = new Material.Glass(new Rgb(0.97, 0.99, 0.975));
    for (int s = -1; s <= 1; s += 2) {
      Pose face =
          frame.times(
              new Pose(
                  Quaternion.about(new Vec3(1, 0, 0), s * pitch),
                  new Vec3(0, h + rise / 2, s * span / 4)));
      work.add(
          "glass",
          glass,
          Boxes.bevelled(length, 0.004, slope, 0.0005),
          face.times(Carpentry.at(0, 0.03, 0)));
      int bars = Math.max(4, (int) Math.round(length / 0.62));
      for (int i = 0; i <= bars; i++) {
        double x = length * ((double) i / bars - 0.5);
        boolean main = i % 3 == 0;
        double half = main ? 0.025 : 0.013;
        work.box(
            "roof",
            m,
            face,
            x - half,
            main ? -0.05 : 0.0,
            -slope / 2,
            x + half,
            0.05,
            slope / 2,
            0.004);
      }
      for (double v : new double[] {-0.5, 0, 0.5}) {
        work.box(
            "roof",
            m,
            face,
            -length / 2,
            -0.035,
            v * slope - 0.025,
            length / 2,
            0.035,
            v * slope + 0.025,
            0.004);
      }
      Vec3 corner = face.apply(new Vec3(-length / 2 + 0.03, -0.06, -slope / 2 + 0.05));
      Vec3 u = face.applyToDirection(new Vec3(length - 0.06, 0, 0));
      Vec3 v = face.applyToDirection(new Vec3(0, 0, slope - 0.10));
      windows.add(new Place.Window(corner, u, v));
    }
    work.box(
        "roof",
        m,
        frame,
        -length / 2,
        h + rise - 0.07,
        -0.045,
        length / 2,
        h + rise + 0.07,
        0.045,
        0.008);
    int ties = Math.max(2, (int) Math.round(length / 2.0));
    for (int i = 1; i < ties; i++) {
      double x = length * ((double) i / ties - 0.5);
      work.box(
          "roof", m, frame, x - 0.02, h - 0.02, -span / 2, x + 0.02, h + 0.03, span / 2, 0.005);
      work.box("roof", m, frame, x - 0.012, h + 0.02, -0.012, x + 0.012, h + rise, 0.012, 0.004);
    }
    work.box("roof", m, frame, -length / 2, h - 0.01, -0.03, length / 2, h + 0.04, 0.03, 0.005);
    for (int s = -1; s <= 1; s += 2) {
      Pose gable = frame.times(Carpentry.at(s * length / 2, h, 0, -90 * s, 0, 0));
      Mesh pane = new Mesh();
      pane.polygon(
          new Vec3(-span / 2, 0, -0.02), new Vec3(span / 2, 0, -0.02), new Vec3(0, rise, -0.02));
      work.add("glass", glass, pane.build(), gable);
      int n = Math.max(4, (int) Math.round(span / 0.7));
      for (int i = 1; i < n; i++) {
        double x = span * ((double) i / n - 0.5);
        double top = rise * (1 - Math.abs(x) / (span / 2));
        work.box("roof", m, gable, x - 0.013, 0, -0.035, x + 0.013, top, -0.005, 0.003);
      }
      work.box("roof", m, gable, -span / 2, -0.04, -0.06, span / 2, 0.04, 0.0, 0.005);
      double w = 0.46 * span;
      double t = 0.52 * rise;
      windows.add(
          new Place.Window(
              gable.apply(new Vec3(-w / 2, 0.06, 0.01)),
              gable.applyToDirection(new Vec3(w, 0, 0)),
              gable.applyToDirection(new Vec3(0, t - 0.06, 0))));
    }
  }
}
