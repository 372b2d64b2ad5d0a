package org.drag4d.world.model.room;

import java.util.List;
import java.util.TreeSet;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Plate;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * Wall surfaces with their holes, skirting, panelling and cornice.
 *
 * <p>Longer than most files: its cases are alike and are read side by side.
 */
final class Walls {
  /** Width of the mouldings about openings. */
  static final double CASING = 0.095;

  /** How far logs stand out before the wall's plane. */
  static final double LOG_PROUD = 0.045;

  private static final double DADO = 0.95;

  private Walls() {}

  static void build(Room room, WallFrame frame, Carpentry work) {
    surface(room, frame, work);
    switch (room.panelling()) {
      case NONE -> {}
      case DADO -> dado(room, frame, work, Math.min(DADO, 0.4 * room.height()), false);
      case PANELS -> dado(room, frame, work, Math.min(2.2, 0.72 * room.height()), true);
      case LOGS -> logs(room, frame, work);
      case BOARDS -> boards(room, frame, work);
      case TILES -> tiles(room, frame, work);
    }
    if (room.panelling() != Room.Panelling.LOGS) {
      skirting(room, frame, work);
    }
    if (RoomShell.moulded(room)
        && room.ceiling() != Room.Ceiling.COVED
        && room.ceiling() != Room.Ceiling.GLAZED
        && room.ceiling() != Room.Ceiling.PITCHED_BEAMS) {
      cornice(room, frame, work);
    }
  }

  /** The plane with its holes, cut along the edges of the openings. */
  private static void surface(Room room, WallFrame frame, Carpentry work) {
    TreeSet<Double> xs = new TreeSet<>();
    TreeSet<Double> ys = new TreeSet<>();
    xs.add(-frame.length() / 2);
    xs.add(frame.length() / 2);
    ys.add(0.0);
    ys.add(frame.height());
    for (WallFrame.Hole hole : frame.holes()) {
      xs.add(hole.left());
      xs.add(hole.right());
      ys.add(hole.bottom());
      ys.add(hole.top());
    }
    Mesh mesh = new Mesh();
    Double x0 = xs.first();
    for (Double x1 = xs.higher(x0); x1 != null; x0 = x1, x1 = xs.higher(x0)) {
      Double y0 = ys.first();
      for (Double y1 = ys.higher(y0); y1 != null; y0 = y1, y1 = ys.higher(y0)) {
        double mx = (x0 + x1) / 2;
        double my = (y0 + y1) / 2;
        boolean open =
            frame.holes().stream()
                .anyMatch(h -> mx > h.left() && mx < h.right() && my > h.bottom() && my < h.top());
        if (!open) {
          mesh.polygon(
              new Vec3(x0, y0, 0), new Vec3(x1, y0, 0), new Vec3(x1, y1, 0), new Vec3(x0, y1, 0));
        }
      }
    }
    double back =
        switch (room.panelling()) {
          case LOGS -> 0.055;
          default -> 0;
        };
    work.add("wall", room.wall(), mesh.build(), frame.pose().times(Carpentry.at(0, 0, -back)));
    // Reveals: the four sides of every hole.
    Mesh reveal = new Mesh();
    double d = -WallFrame.THICKNESS;
    for (WallFrame.Hole h : frame.holes()) {
      double l = h.left();
      double r = h.right();
      double b = h.bottom();
      double t = h.top();
      reveal.polygon(new Vec3(l, b, d), new Vec3(l, b, 0), new Vec3(l, t, 0), new Vec3(l, t, d));
      reveal.polygon(new Vec3(r, b, 0), new Vec3(r, b, d), new Vec3(r, t, d), new Vec3(r, t, 0));
      reveal.polygon(new Vec3(l, t, d), new Vec3(l, t, 0), new Vec3(r, t, 0), new Vec3(r, t, d));
      reveal.polygon(new Vec3(l, b, 0), new Vec3(l, b, d), new Vec3(r, b, d), new Vec3(r, b, 0));
    }
    if (reveal.size() > 0) {
      work.add("wall", RoomShell.trim(room), reveal.build(), frame.pose());
    }
  }

  /** Runs a moulding along a stretch; corners of the room are mitred. */
  static void run(
      String label,
      Material m,
      Profile section,
      WallFrame frame,
      WallFrame.Span span,
      double y,
      Carpentry work) {
    Solid solid =
        Plate.moulding(
            section, span.length(), span.leftIsCorner() ? -1 : 0, span.rightIsCorner() ? -1 : 0);
    work.add(label, m, solid, frame.pose().times(Carpentry.at(span.middle(), y, 0)));
  }

  private static void skirting(Room room, WallFrame frame, Carpentry work) {
    Profile section =
        RoomShell.moulded(room)
            ? Profile.from(0, 0)
                .to(0.022, 0, 0.022, 0.115)
                .curve(0.021, 0.128, 0.014, 0.132)
                .to(0.014, 0.142)
                .curve(0.006, 0.146, 0.006, 0.162)
                .to(0, 0.162)
            : Profile.from(0, 0)
                .to(0.015, 0, 0.015, 0.072)
                .curve(0.015, 0.078, 0.009, 0.078)
                .to(0, 0.078);
    for (WallFrame.Span span : frame.spans(0, 0.15, 0.001)) {
      double margin = CASING;
      WallFrame.Span cut =
          new WallFrame.Span(
              span.left() + (span.leftIsCorner() ? 0 : margin),
              span.right() - (span.rightIsCorner() ? 0 : margin),
              span.leftIsCorner(),
              span.rightIsCorner());
      if (cut.length() > 0.02) {
        run("skirting", RoomShell.trim(room), section, frame, cut, 0, work);
      }
    }
  }

  private static void cornice(Room room, WallFrame frame, Carpentry work) {
    Profile section =
        Profile.from(0, -0.16)
            .to(0.012, -0.16, 0.012, -0.145)
            .curve(0.016, -0.118, 0.034, -0.112)
            .to(0.034, -0.102)
            .curve(0.040, -0.052, 0.092, -0.044)
            .to(0.092, -0.034)
            .curve(0.118, -0.032, 0.122, -0.014)
            .to(0.135, -0.014, 0.135, 0.002, 0, 0.002);
    Material plaster = new Material.Plain(room.ceilingColour(), 0.7);
    run(
        "cornice",
        plaster,
        section,
        frame,
        new WallFrame.Span(-frame.length() / 2, frame.length() / 2, true, true),
        frame.height(),
        work);
  }

  private static void dado(
      Room room, WallFrame frame, Carpentry work, double height, boolean tall) {
    Material m = RoomShell.trim(room);
    double thick = 0.010;
    Profile rail =
        Profile.from(0, 0)
            .to(0.010, 0)
            .curve(0.012, 0.016, 0.026, 0.020)
            .to(0.026, 0.026)
            .curve(0.044, 0.034, 0.036, 0.050)
            .to(0.036, 0.056, 0, 0.056);
    for (WallFrame.Span span : frame.spans(0.2, height, CASING)) {
      work.box("panelling", m, frame.pose(), span.left(), 0, 0, span.right(), height, thick, 0.001);
      WallFrame.Span s = span;
      run("panelling", m, rail, frame, s, height - 0.02, work);
      panels(work, m, frame, span.left(), span.right(), 0.2, height - 0.055, tall);
    }
    for (WallFrame.Hole hole : frame.holes()) {
      double top = hole.bottom() - 0.09;
      if (!hole.opening().door() && hole.bottom() < height + CASING && top > 0.3) {
        double left = hole.left() - CASING;
        double right = hole.right() + CASING;
        work.box("panelling", m, frame.pose(), left, 0, 0, right, top + 0.06, thick, 0.001);
        panels(work, m, frame, left, right, 0.2, top, tall);
      }
    }
  }

  /** Frames of moulding about raised fields, as many as fit. */
  private static void panels(
      Carpentry work,
      Material m,
      WallFrame frame,
      double left,
      double right,
      double y0,
      double y1,
      boolean tall) {
    double width = right - left;
    if (width < 0.22 || y1 - y0 < 0.12) {
      return;
    }
    int n = Math.max(1, (int) Math.round(width / (tall ? 0.62 : 0.78)));
    double each = width / n;
    for (int i = 0; i < n; i++) {
      double x0 = left + i * each + 0.055;
      double x1 = left + (i + 1) * each - 0.055;
      if (tall && y1 - y0 > 1.2) {
        double split = y0 + 0.36 * (y1 - y0);
        field(work, m, frame, x0, x1, y0, split - 0.045);
        field(work, m, frame, x0, x1, split + 0.045, y1 - 0.03);
      } else {
        field(work, m, frame, x0, x1, y0, y1);
      }
    }
  }

  private static void field(
      Carpentry work, Material m, WallFrame frame, double x0, double x1, double y0, double y1) {
    double w = x1 - x0;
    double h = y1 - y0;
    if (w < 0.08 || h < 0.08) {
      return;
    }
    Profile bead =
        Profile.from(0, 0)
            .to(0.005, 0)
            .curve(0.018, -0.003, 0.014, -0.014)
            .curve(0.006, -0.018, 0.004, -0.028)
            .to(0, -0.028);
    double cx = (x0 + x1) / 2;
    double cy = (y0 + y1) / 2;
    mitred(work, m, bead, frame, cx, y1, w, 0);
    mitred(work, m, bead, frame, cx, y0, w, 180);
    mitred(work, m, bead, frame, x0, cy, h, 90);
    mitred(work, m, bead, frame, x1, cy, h, -90);
  }

  private static void mitred(
      Carpentry work,
      Material m,
      Profile section,
      WallFrame frame,
      double x,
      double y,
      double length,
      double roll) {
    Solid side =
        Mesh.bend(
            Plate.moulding(section, length, 0, 0),
            p -> new Vec3(p.x() * (1 + 2 * p.y() / length), p.y(), p.z()));
    work.add("panelling", m, side, frame.pose().times(Carpentry.at(x, y, 0.010, 0, 0, roll)));
  }

  /** Round timbers laid on one another, each a little different, with clay between. */
  private static void logs(Room room, WallFrame frame, Carpentry work) {
    Chance c = new Chance(frame.wall().ordinal() * 77L + 5);
    double pitch = 0.235;
    int rows = (int) Math.ceil(frame.height() / pitch);
    double r = pitch * 0.535;
    double bulge = 0.10;
    Rgb base = room.trim();
    lintels(room, frame, pitch, work);
    for (int i = 0; i < rows; i++) {
      double y = pitch * (i + 0.5);
      if (y - r > frame.height()) {
        break;
      }
      Material wood = new Material.Wood(base.times(c.between(0.82, 1.15)), 0.6);
      for (WallFrame.Span span : frame.spans(y - 0.6 * r, y + 0.6 * r, CASING - 0.01)) {
        double offset = c.between(-3, 3);
        double bow = c.between(-0.006, 0.006);
        Solid log =
            Sweep.along(
                List.of(
                    new Vec3(span.left() + offset, 0, 0),
                    new Vec3(span.middle() + offset, bow, bow),
                    new Vec3(span.right() + offset, 0, 0)),
                Profile.ellipse(bulge, r, 22),
                t -> 1,
                Vec3.UP,
                false);
        work.add(
            "wall", wood, log, frame.pose().times(Carpentry.at(-offset, y, LOG_PROUD - bulge)));
      }
    }
  }

  /** Fills what is left between cut logs and the casing of openings with squared timber. */
  private static void lintels(Room room, WallFrame frame, double pitch, Carpentry work) {
    Material wood = new Material.Wood(room.trim().times(0.9), 0.6);
    double reach = pitch * 0.62 + CASING;
    for (WallFrame.Hole hole : frame.holes()) {
      double left = Math.max(-frame.length() / 2, hole.left() - CASING);
      double right = Math.min(frame.length() / 2, hole.right() + CASING);
      double top = Math.min(frame.height(), hole.top() + reach);
      work.box(
          "wall",
          wood,
          frame.pose(),
          left,
          hole.top(),
          -0.05,
          right,
          top,
          LOG_PROUD - 0.014,
          0.006);
      if (hole.bottom() > 0.1) {
        double low = Math.max(0, hole.bottom() - reach);
        work.box(
            "wall",
            wood,
            frame.pose(),
            left,
            low,
            -0.05,
            right,
            hole.bottom(),
            LOG_PROUD - 0.014,
            0.006);
      }
    }
  }

  private static void boards(Room room, WallFrame frame, Carpentry work) {
    Chance c = new Chance(frame.wall().ordinal() * 131L + 9);
    double pitch = 0.14;
    Material m = RoomShell.trim(room);
    int n = (int) Math.ceil(frame.height() / pitch);
    for (int i = 0; i < n; i++) {
      double y0 = i * pitch;
      double y1 = Math.min(frame.height(), y0 + pitch) - 0.003;
      if (y1 - y0 < 0.02) {
        continue;
      }
      for (WallFrame.Span span : frame.spans(y0 + 0.01, y1 - 0.01, 0.02)) {
        double offset = c.between(-3, 3);
        Solid board =
            Mesh.moved(
                Boxes.bevelled(span.length(), y1 - y0, 0.02, 0.005),
                Carpentry.at(offset, c.between(0.05, 0.3), c.between(0, 0.3)));
        float[] p = board.positions();
        Vec3 middle = new Vec3(offset, mean(p, 1), mean(p, 2));
        work.add(
            "wall",
            m,
            board,
            frame
                .pose()
                .times(
                    Carpentry.at(
                        span.middle() - middle.x(),
                        (y0 + y1) / 2 - middle.y(),
                        0.010 - middle.z())));
      }
    }
  }

  private static double mean(float[] p, int axis) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = axis; i < p.length; i += 3) {
      low = Math.min(low, p[i]);
      high = Math.max(high, p[i]);
    }
    return (low + high) / 2;
  }

  private static void tiles(Room room, WallFrame frame, Carpentry work) {
    double height = Math.min(1.35, 0.5 * room.height());
    Rgb c = room.trim();
    Material tile =
        new Material.Tile(c, c, c.times(0.6).mix(new Rgb(0.5, 0.5, 0.5), 0.3), 0.15, 0.12);
    for (WallFrame.Span span : frame.spans(0, height, CASING)) {
      work.box("wall", tile, frame.pose(), span.left(), 0, 0, span.right(), height, 0.010, 0.002);
      run(
          "wall",
          new Material.Plain(c.times(0.9), 0.15),
          Profile.from(0, 0).to(0.014, 0).curve(0.024, 0.012, 0.014, 0.024).to(0, 0.026),
          frame,
          span,
          height,
          work);
    }
    for (WallFrame.Hole hole : frame.holes()) {
      if (!hole.opening().door() && hole.bottom() < height + CASING && hole.bottom() > 0.3) {
        work.box(
            "wall",
            tile,
            frame.pose(),
            hole.left() - CASING,
            0,
            0,
            hole.right() + CASING,
            hole.bottom() - 0.06,
            0.010,
            0.002);
      }
    }
  }

  /** Returns a flat face of the wall's frame. */
  static void face(String label, Material m, Pose frame, Carpentry work, Vec3... corners) {
    Mesh mesh = new Mesh();
    mesh.polygon(corners);
    work.add(label, m, mesh.build(), frame);
  }
}
