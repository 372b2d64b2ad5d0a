package org.drag4d.world.model;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Arrangement;
import org.drag4d.world.layout.Arrangement.Setting;
import org.drag4d.world.layout.Item;
import org.drag4d.world.layout.Kind;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.model.furniture.Furniture;
import org.drag4d.world.model.outdoor.Landscapes;
import org.drag4d.world.model.room.RoomShell;

/** From what stands where to triangles: builds the shell of a place and everything in it. */
public final class PlaceBuilder {
  private PlaceBuilder() {}

  /**
   * Builds a place; the same arrangement always gives the same triangles. The place is moved so
   * that the panorama's centre lies above the world's origin, as everywhere else.
   */
  public static Place build(Arrangement arrangement) {
    Vec3 eye = arrangement.eye();
    return whereItIsArranged(arrangement).shifted(new Vec3(-eye.x(), 0, -eye.z()));
  }

  private static Place whereItIsArranged(Arrangement arrangement) {
    List<Part> parts = new ArrayList<>();
    List<Lamp> lamps = new ArrayList<>();
    Furniture furniture = new Furniture(arrangement.lampFactor());
    for (Item item : arrangement.items()) {
      Furniture.Made made = furniture.make(item);
      parts.addAll(made.parts());
      lamps.addAll(made.lamps());
    }
    return switch (arrangement.setting()) {
      case Setting.Indoors indoors -> {
        Room room = indoors.room();
        RoomShell shell = RoomShell.build(room, arrangement.seed());
        parts.addAll(0, shell.parts());
        for (Item item : arrangement.items()) {
          if (item.kind().stand() == Kind.Stand.CEILING) {
            parts.addAll(RoomShell.cord(room, item.position(), item.instance()));
          }
        }
        double x = room.width() / 2 - 0.35;
        double z = room.depth() / 2 - 0.35;
        yield new Place(
            parts,
            shell.windows(),
            lamps,
            arrangement.daylight(),
            true,
            arrangement.eye(),
            new Vec3(-x, 0.35, -z),
            new Vec3(x, room.height() - 0.3, z),
            arrangement.freeFloor());
      }
      case Setting.Outdoors outdoors -> {
        parts.addAll(0, Landscapes.parts(arrangement, outdoors));
        yield new Place(
            parts,
            List.of(),
            lamps,
            arrangement.daylight(),
            false,
            arrangement.eye(),
            new Vec3(-4, 0.4, -4),
            new Vec3(4, 4, 4),
            arrangement.freeFloor());
      }
    };
  }
}
