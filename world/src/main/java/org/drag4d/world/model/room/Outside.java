package org.drag4d.world.model.room;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Room;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.furniture.Blooms;
import org.drag4d.world.model.outdoor.Tree;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Cushion;
import org.drag4d.world.model.shape.Drape;
import org.drag4d.world.model.shape.Foliage;
import org.drag4d.world.model.shape.Mesh;

/**
 * What the windows look at, as geometry out to 90 m: it has parallax, shadow and depth.
 *
 * <p>Longer than most files: its cases are alike and are read side by side.
 */
final class Outside {
  private static final double GROUND = -0.35;
  private static final double FAR = 90;
  private static final double TREE_HEIGHT = 10;

  private Outside() {}

  static void build(Room room, long seed, Carpentry work) {
    List<WallFrame> seen = new ArrayList<>();
    for (Room.Wall wall : Room.Wall.values()) {
      WallFrame frame = WallFrame.of(room, wall);
      if (frame.holes().stream().anyMatch(h -> !h.opening().door())
          || room.ceiling() == Room.Ceiling.GLAZED) {
        seen.add(frame);
      }
    }
    if (seen.isEmpty()) {
      return;
    }
    Scene scene = new Scene(room, seen, work, new Chance(seed ^ 0x0A7D00DL));
    switch (room.outside()) {
      case GARDEN -> garden(scene);
      case MEADOW -> meadow(scene);
      case FOREST -> forest(scene, false);
      case SNOW -> forest(scene, true);
      case SEA -> sea(scene);
      case CITY -> city(scene);
    }
  }

  /** The surroundings in the making: only what some window may see is kept. */
  private record Scene(Room room, List<WallFrame> seen, Carpentry work, Chance chance) {
    /** Returns whether a point lies in front of a wall with windows, within its field of view. */
    boolean visible(double x, double z, double radius) {
      for (WallFrame frame : seen) {
        Vec3 p = frame.pose().inverse().apply(new Vec3(x, 0, z));
        if (p.z() < -0.3 && Math.abs(p.x()) - radius < frame.length() / 2 + 2.2 * -p.z() + 2) {
          return true;
        }
      }
      return false;
    }

    /**
     * Returns whether something before a wall lies before the middle stretch that its windows see.
     */
    boolean covers(WallFrame frame, double x, double distance) {
      return Math.abs(x) < frame.length() / 2 + 0.75 * distance;
    }

    /** Returns the half width and half depth of the house with a margin. */
    double clear(double margin) {
      return Math.hypot(room.width(), room.depth()) / 2 + margin;
    }
  }

  private static void ground(Scene s, Material m) {
    Mesh mesh = new Mesh();
    double d = WallFrame.THICKNESS;
    double x = s.room.width() / 2 + d - 0.02;
    double z = s.room.depth() / 2 + d - 0.02;
    double f = FAR;
    double g = GROUND;
    mesh.polygon(new Vec3(-f, g, -z), new Vec3(f, g, -z), new Vec3(f, g, -f), new Vec3(-f, g, -f));
    mesh.polygon(new Vec3(-f, g, f), new Vec3(f, g, f), new Vec3(f, g, z), new Vec3(-f, g, z));
    mesh.polygon(new Vec3(-f, g, z), new Vec3(-x, g, z), new Vec3(-x, g, -z), new Vec3(-f, g, -z));
    mesh.polygon(new Vec3(x, g, z), new Vec3(f, g, z), new Vec3(f, g, -z), new Vec3(x, g, -z));
    s.work.add("ground", m, mesh.build(), Pose.IDENTITY);
  }

  private static void garden(Scene s) {
    ground(s, new Material.Ground(new Rgb(0.115, 0.21, 0.045), new Rgb(0.085, 0.16, 0.035), 0.03));
    stripes(s);
    double hedge = s.clear(9);
    hedges(s, hedge);
    trees(s, 16, hedge + 4, hedge + 12, 6.5, 10, new Rgb(0.10, 0.19, 0.045), 3);
    trees(s, 34, hedge + 18, hedge + 42, 8, 13, new Rgb(0.085, 0.16, 0.055), 3);
    beds(s, hedge - 1.0);
    hills(s, new Rgb(0.10, 0.165, 0.085), 9);
  }

  private static void meadow(Scene s) {
    ground(s, new Material.Ground(new Rgb(0.20, 0.25, 0.06), new Rgb(0.12, 0.19, 0.045), 0.08));
    tufts(s, 900, new Rgb(0.19, 0.27, 0.07));
    trees(s, 9, s.clear(14), s.clear(34), 6, 9, new Rgb(0.11, 0.20, 0.05), 2);
    trees(s, 30, s.clear(45), s.clear(70), 8, 12, new Rgb(0.085, 0.16, 0.06), 2);
    hills(s, new Rgb(0.14, 0.21, 0.09), 12);
  }

  private static void forest(Scene s, boolean snow) {
    Rgb floor = snow ? new Rgb(0.74, 0.77, 0.82) : new Rgb(0.10, 0.085, 0.04);
    Rgb second = snow ? new Rgb(0.66, 0.70, 0.77) : new Rgb(0.085, 0.13, 0.035);
    ground(s, new Material.Ground(floor, second, snow ? 0.3 : 0.12));
    if (!snow) {
      tufts(s, 700, new Rgb(0.10, 0.19, 0.05));
    }
    firs(s, snow ? 40 : 30, s.clear(5), s.clear(40), snow);
    if (!snow) {
      trees(s, 18, s.clear(6), s.clear(34), 8, 13, new Rgb(0.09, 0.18, 0.045), 4);
    }
    hills(s, snow ? new Rgb(0.55, 0.60, 0.68) : new Rgb(0.07, 0.13, 0.07), 14);
  }

  private static void sea(Scene s) {
    double shore = s.clear(16);
    Mesh sand = new Mesh();
    Mesh water = new Mesh();
    ring(sand, 0, shore + 2, GROUND, GROUND - 1.1, s);
    ring(water, shore, FAR * 1.6, GROUND - 0.95, GROUND - 0.95, s);
    s.work.add(
        "sand",
        new Material.Ground(new Rgb(0.52, 0.43, 0.29), new Rgb(0.44, 0.36, 0.24), 0.05),
        sand.build(),
        Pose.IDENTITY);
    s.work.add(
        "water", new Material.Water(new Rgb(0.03, 0.13, 0.16)), water.build(), Pose.IDENTITY);
    tufts(s, 500, new Rgb(0.26, 0.27, 0.11));
    hills(s, new Rgb(0.16, 0.22, 0.22), 5);
  }

  /** Adds a flat or sloping ring about the house. */
  private static void ring(
      Mesh mesh, double inner, double outer, double yInner, double yOuter, Scene s) {
    int n = 48;
    double r0 = Math.max(inner, s.clear(-0.6));
    int first = mesh.size();
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / n;
      mesh.vertex(new Vec3(r0 * Math.cos(a), yInner, r0 * Math.sin(a)), Vec3.UP);
    }
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / n;
      mesh.vertex(new Vec3(outer * Math.cos(a), yOuter, outer * Math.sin(a)), Vec3.UP);
    }
    for (int i = 0; i < n; i++) {
      int k = (i + 1) % n;
      mesh.quad(first + i, first + k, first + n + k, first + n + i);
    }
  }

  private static void city(Scene s) {
    Chance c = s.chance;
    double street = -9;
    Mesh low = new Mesh();
    ring(low, 0, FAR, street, street, s);
    s.work.add(
        "ground",
        new Material.Ground(new Rgb(0.16, 0.16, 0.16), new Rgb(0.12, 0.12, 0.12), 0.3),
        low.build(),
        Pose.IDENTITY);
    Rgb[] walls = {
      new Rgb(0.42, 0.36, 0.28),
      new Rgb(0.46, 0.42, 0.36),
      new Rgb(0.34, 0.20, 0.14),
      new Rgb(0.52, 0.48, 0.42),
      new Rgb(0.38, 0.30, 0.22)
    };
    Material roof =
        new Material.Tile(
            new Rgb(0.28, 0.13, 0.085),
            new Rgb(0.24, 0.115, 0.08),
            new Rgb(0.1, 0.06, 0.05),
            0.30,
            0.8);
    Material slate =
        new Material.Tile(
            new Rgb(0.14, 0.15, 0.17),
            new Rgb(0.12, 0.13, 0.15),
            new Rgb(0.06, 0.06, 0.07),
            0.35,
            0.7);
    Material pane = new Material.Plain(new Rgb(0.035, 0.045, 0.055), 0.06);
    Material trim = new Material.Plain(new Rgb(0.62, 0.60, 0.56), 0.6);
    for (int ringNumber = 0; ringNumber < 3; ringNumber++) {
      double r = s.clear(9 + 17.0 * ringNumber);
      int n = (int) (2 * Math.PI * r / 10.5);
      for (int i = 0; i < n; i++) {
        double a = 2 * Math.PI * i / n;
        if (!s.visible(r * Math.cos(a), r * Math.sin(a), 6)) {
          continue;
        }
        double wide = 9.8;
        double deep = c.between(7, 9);
        double top = c.between(-3.2, 1.8) + 1.9 * ringNumber;
        Pose house =
            Carpentry.at(r * Math.cos(a), street, r * Math.sin(a), -Math.toDegrees(a) - 90, 0, 0);
        double h = top - street;
        Material plaster =
            new Material.Plaster(walls[c.below(walls.length)].times(c.between(0.85, 1.1)));
        s.work.box("house", plaster, house, -wide / 2, 0, -deep / 2, wide / 2, h, deep / 2, 0.05);
        double ridge = c.between(2.2, 3.6);
        Material cover = c.unit() < 0.6 ? roof : slate;
        for (int side = -1; side <= 1; side += 2) {
          double pitch = Math.toDegrees(Math.atan2(ridge, deep / 2));
          double slope = Math.hypot(ridge, deep / 2) + 0.4;
          s.work.add(
              "roof",
              cover,
              Boxes.bevelled(wide + 0.4, 0.14, slope, 0.03),
              house.times(
                  Carpentry.at(0, h + ridge / 2 - 0.08, side * deep / 4, 0, side * pitch, 0)));
        }
        Mesh gable = new Mesh();
        for (int side = -1; side <= 1; side += 2) {
          Vec3 p = new Vec3(side * wide / 2, h - 0.05, -side * -deep / 2);
          Vec3 q = new Vec3(side * wide / 2, h - 0.05, -side * deep / 2);
          gable.polygon(p, q, new Vec3(side * wide / 2, h + ridge, 0));
        }
        s.work.add("house", plaster, gable.build(), house);
        s.work.box(
            "chimney",
            new Material.Brick(new Rgb(0.30, 0.13, 0.085), new Rgb(0.3, 0.28, 0.25)),
            house,
            2.0,
            h + 0.5,
            -0.6,
            2.7,
            h + ridge + 0.9,
            0.1,
            0.03);
        // Only the storeys that can be seen get windows.
        for (double y = h - 2.4; y > Math.max(0, -street - 7); y -= 3.0) {
          for (int k = 0; k < 4; k++) {
            double x = wide * ((k + 0.5) / 4 - 0.5);
            s.work.box(
                "window",
                trim,
                house,
                x - 0.62,
                y - 0.1,
                deep / 2 - 0.02,
                x + 0.62,
                y + 1.62,
                deep / 2 + 0.07,
                0.02);
            s.work.box(
                "window",
                pane,
                house,
                x - 0.5,
                y,
                deep / 2,
                x - 0.03,
                y + 1.5,
                deep / 2 + 0.085,
                0.01);
            s.work.box(
                "window",
                pane,
                house,
                x + 0.03,
                y,
                deep / 2,
                x + 0.5,
                y + 1.5,
                deep / 2 + 0.085,
                0.01);
          }
        }
      }
    }
    hills(s, new Rgb(0.12, 0.17, 0.14), 10);
  }

  /**
   * Mown stripes: strips of lighter grass a hair above the darker lawn, away from each window wall.
   */
  private static void stripes(Scene s) {
    Material light =
        new Material.Ground(new Rgb(0.155, 0.27, 0.06), new Rgb(0.12, 0.22, 0.05), 0.03);
    for (WallFrame frame : s.seen) {
      Mesh mesh = new Mesh();
      double pitch = 1.5;
      double z0 = -WallFrame.THICKNESS - 1.2;
      double z1 = -s.clear(8.4) + 1;
      double reach = 26;
      for (double x = -reach; x < reach; x += 2 * pitch) {
        double y = GROUND + 0.004;
        mesh.polygon(
            new Vec3(x, y, z0),
            new Vec3(x + pitch, y, z0),
            new Vec3(x + pitch, y, z1),
            new Vec3(x, y, z1));
      }
      s.work.add("ground", light, mesh.build(), frame.pose());
    }
  }

  private static void hedges(Scene s, double distance) {
    Chance c = s.chance;
    Solid segment = hedgeSegment(c, 2.2, 1.45, 0.9);
    Solid core = Cushion.superellipsoid(2.4, 1.32, 0.72, 9, 6);
    Material leaf = new Material.Leaf(new Rgb(0.055, 0.125, 0.035));
    Material dark = new Material.Plain(new Rgb(0.018, 0.035, 0.012), 0.95);
    for (WallFrame frame : s.seen) {
      for (int i = -9; i <= 9; i++) {
        if (!s.covers(frame, i * 2.1, distance)) {
          continue;
        }
        Pose pose =
            frame
                .pose()
                .times(Carpentry.at(i * 2.1, GROUND, -distance, c.unit() < 0.5 ? 180 : 0, 0, 0));
        s.work.add("hedge", leaf, segment, pose);
        s.work.add("hedge", dark, core, pose.times(Carpentry.at(0, 0.66, 0)));
      }
    }
  }

  private static Solid hedgeSegment(Chance c, double width, double height, double depth) {
    Mesh mesh = new Mesh();
    for (int i = 0; i < 620; i++) {
      double x = c.between(-0.5, 0.5) * width;
      boolean top = c.unit() < 0.3;
      boolean frontSide = c.unit() < 0.75;
      double y = top ? height - 0.06 + 0.05 * Math.sin(5 * x) : c.between(0.02, 1) * height;
      double z =
          top
              ? c.between(-0.5, 0.5) * depth
              : (frontSide ? 0.5 : -0.5) * depth + c.between(-0.05, 0.05);
      Vec3 out = top ? Vec3.UP : new Vec3(0, 0.2, frontSide ? 1 : -1);
      Vec3 d =
          out.plus(new Vec3(c.between(-1, 1), c.between(-0.6, 0.9), c.between(-0.6, 0.6)))
              .normalised();
      Foliage.card(mesh, new Vec3(x, y, z), d, out.normalised(), c.between(0.13, 0.22), 0.11);
    }
    return mesh.build();
  }

  /** Flower beds before the hedge. */
  private static void beds(Scene s, double distance) {
    Chance c = s.chance;
    Rgb[] colours = {
      new Rgb(0.62, 0.10, 0.14),
      new Rgb(0.70, 0.48, 0.10),
      new Rgb(0.45, 0.20, 0.55),
      new Rgb(0.75, 0.70, 0.66)
    };
    List<Mesh> blooms = new ArrayList<>();
    for (int k = 0; k < colours.length; k++) {
      blooms.add(new Mesh());
    }
    Mesh leaves = new Mesh();
    for (int i = 0; i < 190; i++) {
      double x = c.between(-1.4, 1.4);
      double z = c.between(-0.4, 0.4);
      double h = c.between(0.2, 0.55);
      Vec3 p = new Vec3(x, h, z);
      Foliage.blade(
          leaves, new Vec3(x, 0, z), new Vec3(Math.cos(i), 0, Math.sin(i)), h, 0.03, 0.2, 2);
      if (i % 2 == 0) {
        Blooms.small(
            blooms.get((int) ((x + 1.4) / 2.8 * 3.99)),
            p,
            new Vec3(0.2, 0.8, 0.5).normalised(),
            0.085);
      }
    }
    Material green = new Material.Leaf(new Rgb(0.08, 0.17, 0.04));
    Solid leafSolid = leaves.build();
    List<Solid> flowers = blooms.stream().map(Mesh::build).toList();
    for (WallFrame frame : s.seen) {
      for (int i = -5; i <= 5; i++) {
        if (!s.covers(frame, i * 3.1, distance)) {
          continue;
        }
        Pose pose =
            frame
                .pose()
                .times(Carpentry.at(i * 3.1, GROUND, -distance, i % 2 == 0 ? 0 : 180, 0, 0));
        s.work.add("flowers", green, leafSolid, pose);
        for (int k = 0; k < colours.length; k++) {
          s.work.add("flowers", new Material.Leaf(colours[k]), flowers.get(k), pose);
        }
      }
    }
  }

  private static void tufts(Scene s, int count, Rgb colour) {
    Chance c = s.chance;
    Mesh mesh = new Mesh();
    for (int i = 0; i < 26; i++) {
      double a = c.between(0, 2 * Math.PI);
      Vec3 lean = new Vec3(Math.cos(a), 0, Math.sin(a));
      Foliage.blade(
          mesh,
          lean.times(c.between(0, 0.16)),
          lean,
          c.between(0.22, 0.5),
          0.018,
          c.between(0.3, 0.9),
          3);
    }
    Solid tuft = mesh.build();
    Material leaf = new Material.Leaf(colour);
    for (int i = 0; i < count; i++) {
      double r = s.clear(1.5) + 26 * Math.pow(c.unit(), 1.4);
      double a = c.between(0, 2 * Math.PI);
      double x = r * Math.cos(a);
      double z = r * Math.sin(a);
      double yaw = c.between(0, 360);
      double scale = c.between(0.7, 1.5);
      if (s.visible(x, z, 1)) {
        s.work.add("grass", leaf, tuft, Carpentry.at(x, GROUND - 0.01, z, yaw, 0, 0), scale);
      }
    }
  }

  private static void trees(
      Scene s, int count, double near, double far, double low, double high, Rgb leaf, int kinds) {
    Chance c = s.chance;
    List<Tree> variants = new ArrayList<>();
    boolean distant = near > s.clear(16);
    for (int i = 0; i < kinds; i++) {
      variants.add(
          Tree.broadleaf(
              c.below(100000),
              TREE_HEIGHT,
              c.between(2.9, 3.7),
              distant ? 1100 : 2600,
              distant ? 0.50 : 0.36));
    }
    for (int i = 0; i < count; i++) {
      double a = 2 * Math.PI * (i + c.between(0, 0.8)) / count;
      double r = c.between(near, far);
      double height = c.between(low, high);
      double yaw = c.between(0, 360);
      Rgb shade = leaf.times(c.between(0.8, 1.25)).mix(new Rgb(0.2, 0.22, 0.05), c.between(0, 0.2));
      double x = r * Math.cos(a);
      double z = r * Math.sin(a);
      if (s.visible(x, z, 0.4 * height)) {
        Tree tree = variants.get(i % kinds);
        Pose pose = Carpentry.at(x, GROUND - 0.05, z, yaw, 0, 0);
        double scale = height / TREE_HEIGHT;
        s.work.add("tree", new Material.Bark(new Rgb(0.13, 0.10, 0.075)), tree.wood(), pose, scale);
        s.work.add("tree", new Material.Leaf(shade), tree.leaves(), pose, scale);
      }
    }
  }

  private static void firs(Scene s, int count, double near, double far, boolean snow) {
    Chance c = s.chance;
    Tree[] variants = new Tree[3];
    for (int i = 0; i < variants.length; i++) {
      variants[i] = Tree.conifer(c.below(100000), 0.7 * TREE_HEIGHT, snow);
    }
    for (int i = 0; i < count; i++) {
      double a = 2 * Math.PI * (i * 0.61803399 % 1);
      double r = near + (far - near) * Math.sqrt((i + 0.5) / count);
      double height = c.between(7, 14);
      double yaw = c.between(0, 360);
      double x = r * Math.cos(a);
      double z = r * Math.sin(a);
      if (s.visible(x, z, 3)) {
        Pose pose = Carpentry.at(x, GROUND - 0.05, z, yaw, 0, 0);
        double scale = height / (0.7 * TREE_HEIGHT);
        Tree tree = variants[i % variants.length];
        s.work.add("tree", new Material.Bark(new Rgb(0.12, 0.085, 0.06)), tree.wood(), pose, scale);
        s.work.add(
            "tree",
            new Material.Leaf(new Rgb(0.035, 0.085, 0.04).times(c.between(0.8, 1.2))),
            tree.leaves(),
            pose,
            scale);
        if (snow) {
          s.work.add(
              "snow", new Material.Leaf(new Rgb(0.78, 0.80, 0.84)), tree.snow(), pose, scale);
        }
      }
    }
  }

  /** Two ranges of hills at 70 and 88 m. */
  private static void hills(Scene s, Rgb colour, double height) {
    for (int range = 0; range < 2; range++) {
      double r = 70 + 18 * range;
      double tall = height * (0.7 + 0.6 * range);
      double phase = s.chance.between(0, 6);
      Solid strip =
          Drape.sheet(
              120,
              5,
              (u, v) -> {
                double a = -2 * Math.PI * u;
                double ridge =
                    0.55
                        + 0.25 * Math.sin(3 * a + phase)
                        + 0.14 * Math.sin(7 * a + 2 * phase)
                        + 0.06 * Math.sin(17 * a + phase);
                double k = v * v * (3 - 2 * v);
                double rr = r - 8 * (1 - v);
                return new Vec3(rr * Math.cos(a), GROUND - 1 + k * tall * ridge, rr * Math.sin(a));
              });
      Rgb c = colour.mix(new Rgb(0.30, 0.36, 0.42), 0.35 + 0.3 * range);
      s.work.add("hill", new Material.Ground(c, c.times(0.8), 2.0), strip, Pose.IDENTITY);
    }
  }
}
