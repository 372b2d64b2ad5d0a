package org.drag4d.world;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Appearance;
import org.drag4d.world.look.Daylight;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.model.Place.Window;
import org.drag4d.world.model.Solid;

/**
 * A room made by hand: 5 × 4 × 2.8 m, one window, boxes, a vase, a ball, a lamp, a lawn outside.
 */
public final class TestRoom {
  private final List<Part> parts = new ArrayList<>();

  private TestRoom() {}

  /** Builds the furnished room. */
  public static Place furnished() {
    TestRoom room = new TestRoom();
    room.shell();
    room.furniture();
    room.garden();
    return room.place();
  }

  /** Builds the same room without textures and without glass, mirror and metal. */
  public static Place plain() {
    Place room = furnished();
    List<Part> plain = new ArrayList<>();
    for (Part part : room.parts()) {
      switch (part.material()) {
        case Material.Glass m -> {}
        case Material.Glow m -> plain.add(part);
        default -> {
          Rgb mean = Appearance.of(part.material(), true).mean();
          plain.add(
              new Part(
                  part.solid(),
                  part.localToWorld(),
                  part.scale(),
                  new Material.Plain(mean, 1),
                  part.label(),
                  part.instance()));
        }
      }
    }
    return new Place(
        plain,
        room.windows(),
        room.lamps(),
        room.daylight(),
        true,
        room.eye(),
        room.low(),
        room.high(),
        room.freeFloor());
  }

  private Place place() {
    return new Place(
        parts,
        List.of(new Window(new Vec3(-0.9, 0.7, -2), new Vec3(1.8, 0, 0), new Vec3(0, 1.5, 0))),
        List.of(new Lamp(new Vec3(1.7, 1.25, -1.2), 0.1, new Rgb(1.0, 0.62, 0.32))),
        new Daylight(new Vec3(0.35, 0.55, -0.75).normalised(), 1, 1, 2.4, 0.35, 0),
        true,
        new Vec3(0, 1.5, 0.6),
        new Vec3(-2, 0.5, -1.5),
        new Vec3(2, 2.2, 1.5),
        new FreeFloor(new Vec3(0, 0, 0.4), 1.8, 1.6));
  }

  private void shell() {
    Rgb green = Rgb.ofSrgb(0xA8BFA0);
    Material wall = new Material.Wallpaper(green, green.times(1.3));
    Material white = new Material.Plaster(new Rgb(0.78, 0.77, 0.74));
    add(
        box(5, 0.1, 4),
        0,
        -0.05,
        0,
        new Material.Parquet(new Rgb(0.42, 0.25, 0.12), 0.35),
        "floor",
        0);
    add(box(5, 0.1, 4), 0, 2.85, 0, white, "ceiling", 0);
    add(box(0.2, 2.8, 4), -2.6, 1.4, 0, wall, "wall", 0);
    add(box(0.2, 2.8, 4), 2.6, 1.4, 0, wall, "wall", 0);
    add(box(5, 2.8, 0.2), 0, 1.4, 2.1, wall, "wall", 0);
    // the wall with the window: x -0.9..0.9, y 0.7..2.2
    add(box(1.6, 2.8, 0.2), -1.7, 1.4, -2.1, wall, "wall", 0);
    add(box(1.6, 2.8, 0.2), 1.7, 1.4, -2.1, wall, "wall", 0);
    add(box(1.8, 0.7, 0.2), 0, 0.35, -2.1, wall, "wall", 0);
    add(box(1.8, 0.6, 0.2), 0, 2.5, -2.1, wall, "wall", 0);
    Material paint = new Material.Plain(new Rgb(0.75, 0.74, 0.7), 0.4);
    add(box(0.04, 1.5, 0.05), 0, 1.45, -2.06, paint, "window", 0);
    add(box(1.8, 0.04, 0.05), 0, 1.45, -2.06, paint, "window", 0);
    add(
        box(1.8, 1.5, 0.004),
        0,
        1.45,
        -2.1,
        new Material.Glass(new Rgb(0.98, 0.99, 0.98)),
        "glass",
        0);
  }

  private void furniture() {
    Material wood = new Material.Wood(new Rgb(0.32, 0.15, 0.07), 0.3);
    add(box(1.2, 0.04, 0.7), -0.6, 0.74, -0.9, wood, "table", 1);
    for (int i = 0; i < 4; i++) {
      double x = -0.6 + (i % 2 == 0 ? -0.52 : 0.52);
      double z = -0.9 + (i / 2 == 0 ? -0.28 : 0.28);
      add(
          lathe(new double[] {0.03, 0, 0.035, 0.1, 0.02, 0.2, 0.035, 0.5, 0.03, 0.72}, 20),
          x,
          0,
          z,
          wood,
          "table",
          1);
    }
    add(vase(), -0.8, 0.76, -0.9, new Material.China(new Rgb(0.05, 0.1, 0.4), 0.1), "vase", 2);
    add(
        sphere(0.09, 32),
        -0.35,
        0.85,
        -0.8,
        new Material.Metal(new Rgb(0.9, 0.65, 0.3), 0.15),
        "ball",
        3);
    add(
        box(0.9, 0.45, 0.8),
        1.6,
        0.225,
        0.4,
        new Material.Fabric(new Rgb(0.05, 0.22, 0.24)),
        "armchair",
        4);
    add(
        box(0.9, 0.55, 0.2),
        1.6,
        0.72,
        0.7,
        new Material.Fabric(new Rgb(0.05, 0.22, 0.24)),
        "armchair",
        4);
    add(box(0.5, 0.8, 0.5), 1.7, 0.4, -1.2, wood, "cabinet", 5);
    add(
        lathe(new double[] {0.08, 0, 0.02, 0.04, 0.02, 0.3}, 24),
        1.7,
        0.8,
        -1.2,
        new Material.Metal(new Rgb(0.85, 0.6, 0.3), 0.25),
        "lamp",
        6);
    add(
        lathe(new double[] {0.17, 0, 0.11, 0.24}, 32),
        1.7,
        1.12,
        -1.2,
        new Material.Glow(new Rgb(3.2, 2.4, 1.4)),
        "lamp",
        6);
    add(
        box(2.0, 0.012, 1.4),
        0.2,
        0.006,
        0.6,
        new Material.Rug(
            new Rgb(0.4, 0.03, 0.03),
            new Rgb(0.03, 0.04, 0.13),
            new Rgb(0.05, 0.1, 0.25),
            2.0,
            1.4),
        "rug",
        7);
    add(
        box(0.9, 0.6, 0.02),
        -2.49,
        1.6,
        0,
        90,
        new Material.Painting(0, 3, 0.9, 0.6),
        "picture",
        8);
    add(box(0.6, 0.9, 0.02), 2.49, 1.6, -0.2, -90, new Material.Mirror(), "mirror", 9);
    add(
        box(0.45, 1.7, 0.002),
        -1.15,
        1.4,
        -1.93,
        new Material.Fabric(new Rgb(0.6, 0.42, 0.15)),
        "curtain",
        10);
  }

  private void garden() {
    add(
        box(40, 0.1, 40),
        0,
        -0.35,
        -22.3,
        new Material.Ground(new Rgb(0.10, 0.2, 0.04), new Rgb(0.14, 0.24, 0.06), 0.03),
        "lawn",
        0);
    add(box(30, 1.6, 0.8), 0, 0.5, -14, new Material.Leaf(new Rgb(0.06, 0.14, 0.03)), "hedge", 0);
    for (int i = 0; i < 6; i++) {
      add(
          sphere(2.2, 40),
          -10 + 4.1 * i,
          3.2 + i % 2,
          -17 - i % 3,
          new Material.Leaf(new Rgb(0.07, 0.16, 0.04)),
          "tree",
          0);
    }
  }

  private void add(Solid s, double x, double y, double z, Material m, String label, int instance) {
    add(s, x, y, z, 0, m, label, instance);
  }

  private void add(
      Solid s, double x, double y, double z, double yaw, Material m, String label, int instance) {
    parts.add(
        new Part(
            s, new Pose(Quaternion.about(Vec3.UP, yaw), new Vec3(x, y, z)), 1, m, label, instance));
  }

  /** A box about the origin. */
  public static Solid box(double width, double height, double depth) {
    float[] positions = new float[72];
    float[] normals = new float[72];
    int[] triangles = new int[36];
    for (int face = 0; face < 6; face++) {
      int axis = face / 2;
      float sign = face % 2 == 0 ? 1 : -1;
      for (int corner = 0; corner < 4; corner++) {
        float[] p = new float[3];
        p[axis] = sign;
        p[(axis + 1) % 3] = (corner == 1 || corner == 2 ? 1 : -1) * sign;
        p[(axis + 2) % 3] = corner >= 2 ? 1 : -1;
        int o = (face * 4 + corner) * 3;
        positions[o] = (float) (p[0] * width / 2);
        positions[o + 1] = (float) (p[1] * height / 2);
        positions[o + 2] = (float) (p[2] * depth / 2);
        normals[o + axis] = sign;
      }
      int[] quad = {0, 1, 2, 0, 2, 3};
      for (int i = 0; i < 6; i++) {
        triangles[face * 6 + i] = face * 4 + quad[i];
      }
    }
    return new Solid(positions, normals, triangles);
  }

  /** The same box seen from within: its faces look inwards. */
  public static Solid insideOut(Solid s) {
    float[] normals = s.normals().clone();
    for (int i = 0; i < normals.length; i++) {
      normals[i] = -normals[i];
    }
    int[] triangles = s.triangles().clone();
    for (int i = 0; i < triangles.length; i += 3) {
      int swap = triangles[i];
      triangles[i] = triangles[i + 1];
      triangles[i + 1] = swap;
    }
    return new Solid(s.positions(), normals, triangles);
  }

  private static Solid vase() {
    double[] profile = new double[60];
    for (int i = 0; i < 30; i++) {
      double t = i / 29.0;
      profile[2 * i] = 0.05 + 0.05 * Math.sin(Math.PI * Math.pow(t, 0.7) * 1.15);
      profile[2 * i + 1] = 0.32 * t;
    }
    return lathe(profile, 48);
  }

  /** A surface of revolution about y: radius and height pairs from below. */
  public static Solid lathe(double[] profile, int sides) {
    int rings = profile.length / 2;
    float[] positions = new float[rings * (sides + 1) * 3];
    float[] normals = new float[positions.length];
    List<Integer> triangles = new ArrayList<>();
    for (int i = 0; i < rings; i++) {
      int a = Math.max(0, i - 1);
      int b = Math.min(rings - 1, i + 1);
      double dr = profile[2 * b] - profile[2 * a];
      double dy = profile[2 * b + 1] - profile[2 * a + 1];
      double n = Math.hypot(dr, dy);
      for (int k = 0; k <= sides; k++) {
        double turn = 2 * Math.PI * k / sides;
        int o = (i * (sides + 1) + k) * 3;
        positions[o] = (float) (profile[2 * i] * Math.sin(turn));
        positions[o + 1] = (float) profile[2 * i + 1];
        positions[o + 2] = (float) (profile[2 * i] * Math.cos(turn));
        normals[o] = (float) (dy / n * Math.sin(turn));
        normals[o + 1] = (float) (-dr / n);
        normals[o + 2] = (float) (dy / n * Math.cos(turn));
        if (i > 0 && k > 0) {
          int p = i * (sides + 1) + k;
          int q = p - sides - 1;
          triangles.addAll(List.of(q - 1, q, p, q - 1, p, p - 1));
        }
      }
    }
    return new Solid(positions, normals, triangles.stream().mapToInt(x -> x).toArray());
  }

  /** A ball about the origin. */
  public static Solid sphere(double radius, int sides) {
    double[] profile = new double[sides + 2];
    int rings = profile.length / 2;
    for (int i = 0; i < rings; i++) {
      double a = Math.PI * i / (rings - 1);
      profile[2 * i] = radius * Math.sin(a);
      profile[2 * i + 1] = -radius * Math.cos(a);
    }
    return lathe(profile, sides);
  }
}
