package org.drag4d.world.model.room;

import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/** Windows and doors in their holes. */
final class Openings {
  /** How far behind the wall's face the sky portal lies; frames and bars lie behind it. */
  static final double PORTAL_DEPTH = 0.10;

  /** Width of the outer window frame. */
  static final double FRAME_WIDTH = 0.045;

  private static final Material GLASS = new Material.Glass(new Rgb(0.985, 0.99, 0.988));

  private Openings() {}

  static void window(Room room, WallFrame frame, WallFrame.Hole hole, Carpentry work) {
    Pose p = frame.pose();
    Material m = RoomShell.trim(room);
    boolean steel =
        room.style() == Finish.Style.INDUSTRIAL
            || room.style() == Finish.Style.BAUHAUS
            || room.ceiling() == Room.Ceiling.GLAZED;
    if (steel) {
      m =
          room.ceiling() == Room.Ceiling.GLAZED
              ? new Material.Plain(room.trim(), 0.4)
              : new Material.Plain(new Rgb(0.035, 0.036, 0.038), 0.4);
    }
    double l = hole.left();
    double r = hole.right();
    double b = hole.bottom();
    double t = hole.top();
    double z0 = -0.20;
    double z1 = -0.12;
    double f = FRAME_WIDTH;
    work.box("window frame", m, p, l, b, z0, l + f, t, z1, 0.006);
    work.box("window frame", m, p, r - f, b, z0, r, t, z1, 0.006);
    work.box("window frame", m, p, l + f - 0.004, t - f, z0, r - f + 0.004, t, z1, 0.006);
    work.box("window frame", m, p, l + f - 0.004, b, z0, r - f + 0.004, b + f, z1, 0.006);
    int across = Math.max(1, hole.opening().panesAcross());
    int up = Math.max(1, hole.opening().panesUp());
    double innerW = r - l - 2 * f;
    double innerH = t - b - 2 * f;
    double bar = steel ? 0.022 : 0.026;
    // Two casements meet in a stouter post when there are an even number of panes across.
    for (int i = 1; i < across; i++) {
      double x = l + f + innerW * i / across;
      boolean post = across % 2 == 0 && i == across / 2 && r - l > 0.8;
      double half = (post ? 2.4 : 1) * bar / 2;
      double proud = post ? 0.012 : 0;
      work.box(
          "window frame",
          m,
          p,
          x - half,
          b + f - 0.002,
          z0 + 0.015 - proud,
          x + half,
          t - f + 0.002,
          z1 - 0.012 + proud,
          0.005);
    }
    for (int j = 1; j < up; j++) {
      double y = b + f + innerH * j / up;
      boolean rail = up % 2 == 0 && j == up / 2 && t - b > 1.5;
      double half = (rail ? 1.9 : 1) * bar / 2;
      work.box(
          "window frame",
          m,
          p,
          l + f - 0.002,
          y - half,
          z0 + 0.017,
          r - f + 0.002,
          y + half,
          z1 - 0.014,
          0.005);
    }
    work.add(
        "glass",
        GLASS,
        Boxes.bevelled(innerW + 0.01, innerH + 0.01, 0.004, 0.0005),
        p.times(Carpentry.at((l + r) / 2, (b + t) / 2, (z0 + z1) / 2)));
    // Outer sill, inner sill board, casing.
    work.box(
        "window sill",
        new Material.Stone(new Rgb(0.45, 0.43, 0.40)),
        p,
        l - 0.04,
        b - 0.05,
        -WallFrame.THICKNESS - 0.06,
        r + 0.04,
        b + 0.004,
        z0 + 0.01,
        0.008);
    double board = room.panelling() == Room.Panelling.LOGS ? 0.10 : 0.055;
    work.box(
        "window sill", m, p, l - 0.075, b - 0.034, z1 - 0.004, r + 0.075, b + 0.004, board, 0.010);
    casing(room, frame, l, r, b - 0.03, t, work, false);
    espagnolette(work, p, hole, across, z1);
  }

  /** A handle on the meeting post, where casements open. */
  private static void espagnolette(
      Carpentry work, Pose p, WallFrame.Hole hole, int across, double z) {
    if (across % 2 != 0 || hole.width() <= 0.8) {
      return;
    }
    Material brass = new Material.Metal(new Rgb(0.80, 0.60, 0.30), 0.3);
    double y = hole.bottom() + 0.42 * (hole.top() - hole.bottom());
    work.box(
        "window frame",
        brass,
        p,
        hole.middle() - 0.012,
        y - 0.05,
        z - 0.002,
        hole.middle() + 0.012,
        y + 0.05,
        z + 0.008,
        0.003);
    work.add(
        "window frame",
        brass,
        Sweep.tube(
            List.of(new Vec3(0, 0, 0), new Vec3(0, 0, 0.03), new Vec3(0.0, -0.10, 0.034)),
            0.007,
            10),
        p.times(Carpentry.at(hole.middle(), y, z)));
  }

  /** The moulding about an opening on the room's side; doors have it on three sides. */
  private static void casing(
      Room room,
      WallFrame frame,
      double l,
      double r,
      double b,
      double t,
      Carpentry work,
      boolean door) {
    Material m = RoomShell.trim(room);
    double c = Walls.CASING;
    double lift = room.panelling() == Room.Panelling.LOGS ? 0.034 : 0;
    Profile section =
        RoomShell.moulded(room)
            ? // (z, y): y = 0 at the opening, out to the casing's width.
            Profile.from(0, 0)
                .to(0.012, 0)
                .curve(0.016, 0.012, 0.010, 0.018)
                .to(0.014, 0.024, 0.017, 0.058)
                .curve(0.022, 0.066, 0.028, 0.072)
                .to(0.030, 0.084)
                .curve(0.030, c, 0.022, c)
                .to(0, c)
            : Profile.from(0, 0)
                .to(0.014, 0)
                .curve(0.018, 0, 0.018, 0.004)
                .to(0.018, c - 0.006)
                .curve(0.018, c, 0.012, c)
                .to(0, c);
    double height = t - b;
    double width = r - l;
    boolean mitre = RoomShell.moulded(room);
    Solid top = stretched(section, width, mitre ? 2 : 0, mitre ? 0 : c);
    work.add("casing", m, top, frame.pose().times(Carpentry.at((l + r) / 2, t, lift)));
    // Uprights: their section lies to the left and right of the opening.
    for (int s = -1; s <= 1; s += 2) {
      Solid side = oneEnded(section, height, mitre, s);
      work.add(
          "casing",
          m,
          side,
          frame
              .pose()
              .times(Carpentry.at(s < 0 ? l : r, b + height / 2, lift, 0, 0, s < 0 ? 90 : -90)));
    }
    if (!door && RoomShell.moulded(room)) {
      work.box(
          "casing", m, frame.pose(), l - c + 0.01, b - 0.075, 0, r + c - 0.01, b, 0.018, 0.006);
    }
    if (mitre && door) {
      // An over-door: frieze and little cornice.
      work.box("casing", m, frame.pose(), l - c, t + c, 0, r + c, t + c + 0.07, 0.016, 0.004);
      Profile crown =
          Profile.from(0, 0)
              .to(0.016, 0)
              .curve(0.02, 0.018, 0.045, 0.022)
              .to(0.045, 0.034)
              .curve(0.06, 0.036, 0.062, 0.05)
              .to(0, 0.05);
      Solid cap = Plate.moulding(crown, width + 2 * c, 1, 1);
      work.add("casing", m, cap, frame.pose().times(Carpentry.at((l + r) / 2, t + c + 0.07, 0)));
    }
  }

  private static Solid stretched(Profile section, double length, double mitre, double extra) {
    double full = length + 2 * extra;
    return Mesh.bend(
        Plate.moulding(section, full, 0, 0),
        p -> new Vec3(p.x() * (1 + mitre * p.y() / full), p.y(), p.z()));
  }

  // A side of the casing: mitred at its upper end only.
  private static Solid oneEnded(Profile section, double length, boolean mitre, int s) {
    return Mesh.bend(
        Plate.moulding(section, length, 0, 0),
        p -> {
          boolean upper = s < 0 ? p.x() > 0 : p.x() < 0;
          double x = mitre && upper ? p.x() + Math.signum(p.x()) * p.y() : p.x();
          return new Vec3(x, p.y(), p.z());
        });
  }

  static void door(Room room, WallFrame frame, WallFrame.Hole hole, Carpentry work) {
    Pose p = frame.pose();
    Material m = RoomShell.trim(room);
    double l = hole.left();
    double r = hole.right();
    double t = hole.top();
    casing(room, frame, l, r, 0, t, work, true);
    double jamb = 0.03;
    double z0 = -0.10;
    double z1 = -0.055;
    work.box("door", m, p, l, 0, -0.14, l + jamb, t, -0.002, 0.003);
    work.box("door", m, p, r - jamb, 0, -0.14, r, t, -0.002, 0.003);
    work.box("door", m, p, l + jamb, t - jamb, -0.14, r - jamb, t, -0.002, 0.003);
    double x0 = l + jamb + 0.003;
    double x1 = r - jamb - 0.003;
    double y1 = t - jamb - 0.003;
    int leaves = x1 - x0 > 1.15 ? 2 : 1;
    for (int i = 0; i < leaves; i++) {
      double a = x0 + (x1 - x0) * i / leaves + (i > 0 ? 0.0015 : 0);
      double c = x0 + (x1 - x0) * (i + 1) / leaves - (i < leaves - 1 ? 0.0015 : 0);
      leaf(room, work, p, m, a, c, 0.006, y1, z0, z1);
      boolean handleRight = leaves == 1 || i == 0;
      knob(room, work, p, handleRight ? c - 0.065 : a + 0.065, 1.03, z1, handleRight ? -1 : 1);
    }
    // The dark behind the door.
    Walls.face(
        "door",
        new Material.Plain(new Rgb(0.02, 0.02, 0.02), 0.9),
        p,
        work,
        new Vec3(l, 0, -0.15),
        new Vec3(r, 0, -0.15),
        new Vec3(r, t, -0.15),
        new Vec3(l, t, -0.15));
  }

  private static void leaf(
      Room room,
      Carpentry work,
      Pose p,
      Material m,
      double x0,
      double x1,
      double y0,
      double y1,
      double z0,
      double z1) {
    boolean plank = room.panelling() == Room.Panelling.LOGS || room.style() == Finish.Style.RUSTIC;
    if (plank) {
      int n = Math.max(3, (int) Math.round((x1 - x0) / 0.14));
      for (int i = 0; i < n; i++) {
        double a = x0 + (x1 - x0) * i / n;
        work.box("door", m, p, a, y0, z0, a + (x1 - x0) / n - 0.003, y1, z1 - 0.012, 0.005);
      }
      for (double v : new double[] {0.12, 0.5, 0.86}) {
        double y = y0 + v * (y1 - y0);
        work.box(
            "door", m, p, x0 + 0.03, y - 0.06, z1 - 0.016, x1 - 0.03, y + 0.06, z1 + 0.006, 0.006);
      }
      return;
    }
    if (!RoomShell.moulded(room) && room.style() != Finish.Style.SCANDINAVIAN) {
      work.box("door", m, p, x0, y0, z0, x1, y1, z1, 0.003);
      return;
    }
    work.box("door", m, p, x0, y0, z0, x1, y1, z1 - 0.012, 0.002);
    double stile = Math.min(0.115, 0.17 * (x1 - x0));
    double[] rails = {y0, y0 + 0.22, 0.80, 0.93, y1 - 0.52, y1 - 0.44, y1 - 0.115, y1};
    int columns = x1 - x0 > 0.55 ? 2 : 1;
    work.box("door", m, p, x0, y0, z1 - 0.014, x0 + stile, y1, z1, 0.003);
    work.box("door", m, p, x1 - stile, y0, z1 - 0.014, x1, y1, z1, 0.003);
    for (int i = 0; i < 4; i++) {
      work.box(
          "door",
          m,
          p,
          x0 + stile - 0.001,
          rails[2 * i],
          z1 - 0.014,
          x1 - stile + 0.001,
          rails[2 * i + 1],
          z1,
          0.003);
    }
    double inner = x1 - x0 - 2 * stile;
    double mullion = columns == 2 ? 0.095 : 0;
    if (columns == 2) {
      for (int i = 0; i < 3; i++) {
        work.box(
            "door",
            m,
            p,
            (x0 + x1) / 2 - mullion / 2,
            rails[2 * i + 1] - 0.001,
            z1 - 0.014,
            (x0 + x1) / 2 + mullion / 2,
            rails[2 * i + 2] + 0.001,
            z1,
            0.003);
      }
    }
    for (int c = 0; c < columns; c++) {
      double w = (inner - mullion) / columns;
      double cx = x0 + stile + w / 2 + c * (w + mullion);
      for (int i = 0; i < 3; i++) {
        double h = rails[2 * i + 2] - rails[2 * i + 1];
        work.add(
            "door",
            m,
            raised(w - 0.012, h - 0.012),
            p.times(Carpentry.at(cx, (rails[2 * i + 2] + rails[2 * i + 1]) / 2, z1 - 0.0125)));
      }
    }
  }

  private static Solid raised(double width, double height) {
    Mesh mesh = new Mesh();
    double a = width / 2;
    double b = height / 2;
    double slope = Math.min(0.045, 0.25 * Math.min(width, height));
    Vec3[] outer = {new Vec3(-a, -b, 0), new Vec3(a, -b, 0), new Vec3(a, b, 0), new Vec3(-a, b, 0)};
    Vec3[] inner = {
      new Vec3(-a + slope, -b + slope, 0.009),
      new Vec3(a - slope, -b + slope, 0.009),
      new Vec3(a - slope, b - slope, 0.009),
      new Vec3(-a + slope, b - slope, 0.009)
    };
    mesh.polygon(inner);
    for (int i = 0; i < 4; i++) {
      mesh.polygon(outer[i], outer[(i + 1) % 4], inner[(i + 1) % 4], inner[i]);
    }
    return mesh.build();
  }

  private static void knob(
      Room room, Carpentry work, Pose p, double x, double y, double z, int inward) {
    boolean round = RoomShell.moulded(room);
    Material metal =
        round
            ? new Material.Metal(new Rgb(0.85, 0.62, 0.28), 0.2)
            : room.style() == Finish.Style.RUSTIC || room.style() == Finish.Style.INDUSTRIAL
                ? new Material.Metal(new Rgb(0.09, 0.09, 0.09), 0.45)
                : new Material.Metal(new Rgb(0.68, 0.68, 0.69), 0.25);
    work.box("door", metal, p, x - 0.02, y - 0.11, z - 0.001, x + 0.02, y + 0.07, z + 0.005, 0.003);
    if (round) {
      Profile shape =
          Profile.from(0, 0)
              .to(0.012, 0, 0.011, 0.028)
              .curve(0.014, 0.032, 0.026, 0.036)
              .curve(0.032, 0.052, 0.022, 0.060)
              .curve(0.012, 0.064, 0, 0.064);
      work.add("door", metal, Lathe.turn(shape, 26), p.times(Carpentry.at(x, y, z, 0, 90, 0)));
    } else {
      work.add(
          "door",
          metal,
          Sweep.tube(
              List.of(
                  new Vec3(0, 0, 0),
                  new Vec3(0, 0, 0.045),
                  new Vec3(inward * 0.012, 0, 0.052),
                  new Vec3(inward * 0.12, 0, 0.052)),
              0.0085,
              12),
          p.times(Carpentry.at(x, y, z)));
    }
  }
}
