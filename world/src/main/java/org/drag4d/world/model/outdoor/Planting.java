package org.drag4d.world.model.outdoor;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Item;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Place.FreeFloor;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Chance;

/** Puts things on the ground, away from what must stay free, and collects them as parts. */
final class Planting {
  private static final double EYE_ROOM = 1.1;

  private final Terrain terrain;
  private final Vec3 eye;
  private final FreeFloor free;
  private final List<Item> items;
  private final Chance chance;
  private final List<Part> parts = new ArrayList<>();
  private int nextInstance;

  /**
   * Starts with bare ground.
   *
   * @param items what already stands there
   * @param firstInstance the number of the first thing that is planted
   */
  Planting(
      Terrain terrain, Vec3 eye, FreeFloor free, List<Item> items, long seed, int firstInstance) {
    this.terrain = terrain;
    this.eye = eye;
    this.free = free;
    this.items = items;
    this.chance = new Chance(seed);
    this.nextInstance = firstInstance;
  }

  /** What is planted at a place of the ground. */
  @FunctionalInterface
  interface Planter {
    /**
     * Adds one thing.
     *
     * @param foot the place on the ground
     * @param instance its number
     */
    void plant(Vec3 foot, int instance);
  }

  Chance chance() {
    return chance;
  }

  List<Part> parts() {
    return parts;
  }

  /**
   * Scatters things in a ring about the eye, never nearer to each other than a spacing.
   *
   * @param wanted how many, if they find room
   * @param near inner radius of the ring in metres
   * @param far outer radius
   * @param spacing between two of them, and half of it to what stands there already
   * @param clear metres around the free floor that stay without them
   */
  void scatter(int wanted, double near, double far, double spacing, double clear, Planter planter) {
    List<Vec3> placed = new ArrayList<>();
    for (int dart = 0; dart < 30 * wanted && placed.size() < wanted; dart++) {
      double r = Math.sqrt(chance.between(near * near, far * far));
      double a = chance.between(0, 2 * Math.PI);
      double x = eye.x() + r * Math.sin(a);
      double z = eye.z() + r * Math.cos(a);
      Vec3 foot = new Vec3(x, terrain.height(x, z), z);
      if (isFree(foot, spacing / 2, clear)
          && placed.stream().noneMatch(p -> p.distance(foot) < spacing)) {
        placed.add(foot);
        planter.plant(foot, nextInstance++);
      }
    }
  }

  /**
   * Covers the ground of a disc about the eye with patches on a jittered lattice.
   *
   * @param radius metres
   * @param step side of a patch in metres
   * @param cover share of the ground that is covered, in clumps
   */
  void cover(double radius, double step, double cover, double clear, Planter planter) {
    int n = (int) Math.ceil(radius / step);
    int instance = nextInstance++;
    for (int i = -n; i <= n; i++) {
      for (int j = -n; j <= n; j++) {
        double x = eye.x() + (i + chance.between(-0.3, 0.3)) * step;
        double z = eye.z() + (j + chance.between(-0.3, 0.3)) * step;
        double clump = Terrain.fbm(x / 3.1 + 40, z / 3.1 + 40, 91);
        double r = Math.hypot(x - eye.x(), z - eye.z());
        if (r > radius || clump > 0.25 + 0.5 * cover) {
          continue;
        }
        Vec3 foot = new Vec3(x, terrain.height(x, z), z);
        if (isFree(foot, 0.25 * step, clear + 0.9 * step)) { // blades lean over the edge
          planter.plant(foot, instance);
        }
      }
    }
  }

  /**
   * Makes a round bed, if there is room for it, and plants it thickly.
   *
   * @param middle of the bed; its height is that of the ground
   * @param radius metres
   * @param soil lays the bed itself
   * @param planter plants one thing in it
   */
  void bed(Vec3 middle, double radius, Planter soil, Planter planter) {
    Vec3 ground = new Vec3(middle.x(), terrain.height(middle.x(), middle.z()), middle.z());
    if (!isFree(ground, radius, 0.5)) {
      return;
    }
    soil.plant(ground, nextInstance++);
    int plants = (int) (110 * radius * radius);
    for (int i = 0; i < plants; i++) {
      double r = 0.93 * radius * Math.sqrt(chance.unit());
      double a = chance.between(0, 2 * Math.PI);
      double lift = Undergrowth.moundHeight(radius, r) - 0.01;
      planter.plant(ground.plus(new Vec3(r * Math.sin(a), lift, r * Math.cos(a))), nextInstance++);
    }
  }

  private boolean isFree(Vec3 foot, double room, double clear) {
    if (terrain.shoreZ() > Double.NEGATIVE_INFINITY && foot.y() < -Terrain.WATER_BELOW + 0.05) {
      return false;
    }
    if (Math.hypot(foot.x() - eye.x(), foot.z() - eye.z()) < EYE_ROOM + room) {
      return false;
    }
    double dx = Math.abs(foot.x() - free.centre().x()) - free.sizeX() / 2;
    double dz = Math.abs(foot.z() - free.centre().z()) - free.sizeZ() / 2;
    if (Math.hypot(Math.max(0, dx), Math.max(0, dz)) < clear + room) {
      return false;
    }
    for (Item item : items) {
      double reach = 0.55 * Math.hypot(item.size().x(), item.size().z());
      double away = Math.hypot(foot.x() - item.position().x(), foot.z() - item.position().z());
      if (away < reach + room + clear / 2) { // crowns are wider than trunks
        return false;
      }
    }
    return true;
  }

  /** Adds a solid on the ground, turned about the vertical by chance. */
  void stand(Solid solid, Vec3 foot, double scale, Material material, String label, int instance) {
    stand(solid, foot, scale, chance.between(0, 360), material, label, instance);
  }

  /** Adds a solid on the ground, turned about the vertical. */
  void stand(
      Solid solid,
      Vec3 foot,
      double scale,
      double yawDegrees,
      Material material,
      String label,
      int instance) {
    if (solid.triangleCount() > 0) {
      Pose pose = new Pose(Quaternion.about(Vec3.UP, yawDegrees), foot);
      parts.add(new Part(solid, pose, scale, material, label, instance));
    }
  }

  /** Adds the parts of a tree that all turn together. */
  void tree(Tree tree, Vec3 foot, double scale, Material bark, Material leaf, int instance) {
    double yaw = chance.between(0, 360);
    Vec3 sunk = foot.minus(new Vec3(0, 0.04, 0));
    stand(tree.wood(), sunk, scale, yaw, bark, "tree", instance);
    stand(tree.leaves(), sunk, scale, yaw, leaf, "tree", instance);
    stand(tree.snow(), sunk, scale, yaw, Snow.MATERIAL, "tree", instance);
  }

  /** Adds something that lies as it is: the ground, the water. */
  void lay(Solid solid, double y, Material material, String label) {
    parts.add(
        new Part(solid, new Pose(Quaternion.IDENTITY, new Vec3(0, y, 0)), 1, material, label, 0));
  }
}
