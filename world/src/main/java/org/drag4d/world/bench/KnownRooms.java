package org.drag4d.world.bench;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.model.Place.Window;
import org.drag4d.world.model.Solid;

/** Empty rooms whose distances and light can be calculated. */
final class KnownRooms {
  /** Half of the room's width along x, metres. */
  static final double HALF_X = 2.5;

  /** Its height. */
  static final double HEIGHT = 2.8;

  /** Half of its depth along z. */
  static final double HALF_Z = 2;

  private static final double SILL = 0.8;
  private static final double LINTEL = 2.2;
  private static final double HALF_WINDOW = 0.8;

  private KnownRooms() {}

  /** Returns a closed room of one albedo with a lamp of radiant intensity 1 in it. */
  static Place closed(double albedo) {
    Rgb white = new Rgb(1, 1, 1);
    return room(
        List.of(wall(-HALF_X, HALF_X, 0, HEIGHT)),
        new Rgb(albedo, albedo, albedo),
        List.of(),
        new Lamp(new Vec3(0, 1.9, 0), 0.05, white),
        0);
  }

  /** Returns a room of plain plaster colour with a window under the sky and a lamp aside. */
  static Place plain() {
    List<Solid> front =
        List.of(
            wall(-HALF_X, -HALF_WINDOW, 0, HEIGHT),
            wall(HALF_WINDOW, HALF_X, 0, HEIGHT),
            wall(-HALF_WINDOW, HALF_WINDOW, 0, SILL),
            wall(-HALF_WINDOW, HALF_WINDOW, LINTEL, HEIGHT));
    Window window =
        new Window(
            new Vec3(-HALF_WINDOW, SILL, -HALF_Z),
            new Vec3(2 * HALF_WINDOW, 0, 0),
            new Vec3(0, LINTEL - SILL, 0));
    return room(
        front,
        new Rgb(0.72, 0.70, 0.66),
        List.of(window),
        new Lamp(new Vec3(1.9, 1.3, -1.2), 0.1, new Rgb(1.0, 0.62, 0.32)),
        1);
  }

  private static Place room(
      List<Solid> front, Rgb albedo, List<Window> windows, Lamp lamp, double sky) {
    List<Solid> solids = new ArrayList<>(front);
    double x = HALF_X;
    double z = HALF_Z;
    double h = HEIGHT;
    solids.add(quad(new Vec3(x, 0, z), new Vec3(-2 * x, 0, 0), new Vec3(0, h, 0)));
    solids.add(quad(new Vec3(-x, 0, z), new Vec3(0, 0, -2 * z), new Vec3(0, h, 0)));
    solids.add(quad(new Vec3(x, 0, -z), new Vec3(0, 0, 2 * z), new Vec3(0, h, 0)));
    solids.add(quad(new Vec3(-x, 0, z), new Vec3(2 * x, 0, 0), new Vec3(0, 0, -2 * z)));
    solids.add(quad(new Vec3(-x, h, -z), new Vec3(2 * x, 0, 0), new Vec3(0, 0, 2 * z)));
    List<Part> parts = new ArrayList<>();
    for (Solid solid : solids) {
      parts.add(new Part(solid, Pose.IDENTITY, 1, new Material.Plain(albedo, 1), "wall", 0));
    }
    return new Place(
        parts,
        windows,
        List.of(lamp),
        new Daylight(new Vec3(0.3, 0.6, -0.7).normalised(), 0, sky, 2.4, 0, 0),
        true,
        new Vec3(0.4, 1.5, 0.3),
        new Vec3(-2, 0.4, -1.5),
        new Vec3(2, 2.2, 1.5),
        new FreeFloor(Vec3.ZERO, 2, 2));
  }

  /** A piece of the wall at -z, seen from within. */
  private static Solid wall(double left, double right, double low, double high) {
    return quad(
        new Vec3(left, low, -HALF_Z), new Vec3(right - left, 0, 0), new Vec3(0, high - low, 0));
  }

  /** A rectangle that is seen from where u × v points. */
  private static Solid quad(Vec3 corner, Vec3 u, Vec3 v) {
    Vec3 normal = u.cross(v).normalised();
    Vec3[] corners = {corner, corner.plus(u), corner.plus(u).plus(v), corner.plus(v)};
    float[] positions = new float[12];
    float[] normals = new float[12];
    for (int i = 0; i < 4; i++) {
      put(positions, i, corners[i]);
      put(normals, i, normal);
    }
    return new Solid(positions, normals, new int[] {0, 1, 2, 0, 2, 3});
  }

  private static void put(float[] a, int vertex, Vec3 p) {
    a[vertex * 3] = (float) p.x();
    a[vertex * 3 + 1] = (float) p.y();
    a[vertex * 3 + 2] = (float) p.z();
  }

  /** Returns the distance from a point in the room to its walls. */
  static double distance(Vec3 from, Vec3 direction) {
    double x = (direction.x() > 0 ? HALF_X - from.x() : -HALF_X - from.x()) / direction.x();
    double y = (direction.y() > 0 ? HEIGHT - from.y() : -from.y()) / direction.y();
    double z = (direction.z() > 0 ? HALF_Z - from.z() : -HALF_Z - from.z()) / direction.z();
    return Math.min(x, Math.min(y, z));
  }

  /** Returns the area of all walls, square metres. */
  static double area() {
    return 2 * (4 * HALF_X * HALF_Z + 2 * HALF_X * HEIGHT + 2 * HALF_Z * HEIGHT);
  }
}
