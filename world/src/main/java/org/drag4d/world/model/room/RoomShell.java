package org.drag4d.world.model.room;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;

/**
 * Floor, walls, openings and ceiling of a room.
 *
 * @param parts everything built
 * @param windows the portals through which the sky lights the room
 */
public record RoomShell(List<Part> parts, List<Place.Window> windows) {

  /** Builds the shell and what lies outside. */
  public static RoomShell build(Room room, long seed) {
    Carpentry work = new Carpentry();
    List<Place.Window> windows = new ArrayList<>();
    floor(room, work);
    for (Room.Wall wall : Room.Wall.values()) {
      WallFrame frame = WallFrame.of(room, wall);
      Walls.build(room, frame, work);
      for (WallFrame.Hole hole : frame.holes()) {
        if (hole.opening().door()) {
          Openings.door(room, frame, hole, work);
        } else {
          Openings.window(room, frame, hole, work);
          windows.add(portal(frame, hole));
        }
      }
    }
    Ceilings.build(room, work, windows);
    Outside.build(room, seed, work);
    return new RoomShell(work.parts(), List.copyOf(windows));
  }

  /**
   * Returns what joins a thing that hangs from a point at the height of the walls to a roof above
   * it; nothing where the ceiling is flat.
   */
  public static List<Part> cord(Room room, Vec3 from, int instance) {
    double drop = Ceilings.roof(room, from.x(), from.z()) - from.y();
    if (drop < 0.03) {
      return List.of();
    }
    Material iron = new Material.Metal(new Rgb(0.09, 0.088, 0.085), 0.45);
    Pose at = new Pose(Quaternion.IDENTITY, from);
    return List.of(new Part(Lathe.cylinder(0.004, drop, 0.001, 8), at, 1, iron, "cord", instance));
  }

  private static void floor(Room room, Carpentry work) {
    Mesh mesh = new Mesh();
    double x = room.width() / 2 + 0.02;
    double z = room.depth() / 2 + 0.02;
    mesh.polygon(new Vec3(-x, 0, z), new Vec3(x, 0, z), new Vec3(x, 0, -z), new Vec3(-x, 0, -z));
    work.add("floor", room.floor(), mesh.build(), Pose.IDENTITY);
  }

  private static Place.Window portal(WallFrame frame, WallFrame.Hole hole) {
    Pose p = frame.pose();
    double z = -Openings.PORTAL_DEPTH;
    double in = Openings.FRAME_WIDTH;
    return new Place.Window(
        p.apply(new Vec3(hole.left() + in, hole.bottom() + in, z)),
        p.applyToDirection(new Vec3(hole.width() - 2 * in, 0, 0)),
        p.applyToDirection(new Vec3(0, hole.top() - hole.bottom() - 2 * in, 0)));
  }

  /** Returns the paint of woodwork. */
  static Material trim(Room room) {
    return switch (room.panelling()) {
      case LOGS, BOARDS -> new Material.Wood(room.trim(), 0.55);
      case NONE, DADO, PANELS, TILES ->
          switch (room.style()) {
            case RUSTIC, JAPANESE -> new Material.Wood(room.trim(), 0.5);
            default ->
                brown(room)
                    ? new Material.Wood(room.trim(), 0.35)
                    : new Material.Plain(room.trim(), 0.4);
          };
    };
  }

  // Trim whose colour is that of timber is shown as timber.
  private static boolean brown(Room room) {
    var c = room.trim();
    return c.r() > 1.35 * c.g() && c.g() > 1.2 * c.b() && c.r() < 0.7;
  }

  /** Returns whether the style likes mouldings. */
  static boolean moulded(Room room) {
    return switch (room.style()) {
      case CLASSIC, BAROQUE, VICTORIAN, ART_DECO -> true;
      default -> false;
    };
  }
}
