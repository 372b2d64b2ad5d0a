package org.drag4d.world.model.furniture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.layout.Finish;
import org.drag4d.world.look.Lamp;
import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;
import org.drag4d.world.model.shape.Chance;
import org.drag4d.world.model.shape.Lathe;
import org.drag4d.world.model.shape.Mesh;
import org.drag4d.world.model.shape.Profile;
import org.drag4d.world.model.shape.Sweep;

/**
 * One thing in the making, in its own frame: x to its right when seen from behind, y up, the front
 * towards +z, metres. What stands has its bottom at y = 0 and its middle at x = z = 0; what hangs
 * on a wall has its back at z = 0; what hangs from the ceiling hangs below y = 0.
 */
final class Workpiece {
  /** One part with its place in the thing's own frame. */
  record Element(Solid solid, Pose pose, double scale, Material material, String label) {}

  /** Which way wood grain runs. */
  enum Grain {
    X,
    Y,
    Z
  }

  private static final Quaternion X_TO_Y = Quaternion.about(new Vec3(0, 0, 1), 90);
  private static final Quaternion X_TO_Z = Quaternion.about(Vec3.UP, -90);

  private final Vec3 size;
  private final Finish finish;
  private final double lampFactor;
  private final Chance chance;
  private final List<Element> elements = new ArrayList<>();
  private final List<Lamp> lamps = new ArrayList<>();
  private String label;

  Workpiece(Vec3 size, Finish finish, String label, double lampFactor, long seed) {
    this.size = size;
    this.finish = finish;
    this.label = label;
    this.lampFactor = lampFactor;
    this.chance = new Chance(seed);
  }

  double width() {
    return size.x();
  }

  double height() {
    return size.y();
  }

  double depth() {
    return size.z();
  }

  Finish finish() {
    return finish;
  }

  Finish.Style style() {
    return finish.style();
  }

  Chance chance() {
    return chance;
  }

  Material body() {
    return Finishes.body(finish);
  }

  Material wood() {
    return Finishes.wood(finish);
  }

  Material frame() {
    return Finishes.frame(finish);
  }

  Material upholstery() {
    return Finishes.upholstery(finish);
  }

  Material metal() {
    return Finishes.metal(finish.metal());
  }

  double bevel() {
    return Finishes.bevel(finish.style());
  }

  boolean ornate() {
    return Finishes.ornate(finish.style());
  }

  /** Names what is added from here on. */
  void label(String name) {
    label = name;
  }

  List<Element> elements() {
    return List.copyOf(elements);
  }

  List<Lamp> lamps() {
    return List.copyOf(lamps);
  }

  /** Returns a pose without rotation. */
  static Pose at(double x, double y, double z) {
    return new Pose(Quaternion.IDENTITY, new Vec3(x, y, z));
  }

  /** Returns a pose with rotation in degrees. */
  static Pose at(double x, double y, double z, double yaw, double pitch, double roll) {
    return new Pose(Quaternion.ofYawPitchRoll(yaw, pitch, roll), new Vec3(x, y, z));
  }

  /** Adds a part; grain runs along the solid's own x. */
  void add(Material material, Solid solid, Pose pose) {
    add(material, solid, pose, Grain.X);
  }

  /** Adds a part at a point. */
  void add(Material material, Solid solid, double x, double y, double z) {
    add(material, solid, at(x, y, z), Grain.X);
  }

  /**
   * Adds a part whose grain runs along one of the solid's axes. Each wooden part is cut from
   * another place of the tree: its vertices move in the texture's space, its pose moves back.
   */
  void add(Material material, Solid solid, Pose pose, Grain grain) {
    if (!(material instanceof Material.Wood)) {
      elements.add(new Element(solid, pose, 1, material, label));
      return;
    }
    Quaternion turn =
        switch (grain) {
          case X -> Quaternion.IDENTITY;
          case Y -> X_TO_Y;
          case Z -> X_TO_Z;
        };
    Vec3 offset =
        new Vec3(chance.between(-1, 1), chance.between(0.05, 0.4), chance.between(0.05, 0.4));
    Pose local = new Pose(turn, turn.rotate(offset).times(-1));
    elements.add(
        new Element(Mesh.moved(solid, local.inverse()), pose.times(local), 1, material, label));
  }

  /** Returns the number of parts so far. */
  int mark() {
    return elements.size();
  }

  /** Copies the parts added since a mark to another pose (relative to where they are). */
  void repeat(int mark, int end, Pose pose) {
    for (int i = mark; i < end; i++) {
      Element e = elements.get(i);
      elements.add(
          new Element(e.solid(), pose.times(e.pose()), e.scale(), e.material(), e.label()));
    }
  }

  /** Moves the parts added since a mark. */
  void move(int mark, Pose pose) {
    for (int i = mark; i < elements.size(); i++) {
      Element e = elements.get(i);
      elements.set(
          i, new Element(e.solid(), pose.times(e.pose()), e.scale(), e.material(), e.label()));
    }
  }

  /** Adds a bevelled box that stands on {@code y}; its grain runs along its longest side. */
  void box(
      Material material,
      double x,
      double y,
      double z,
      double width,
      double height,
      double depth,
      double bevel) {
    Grain grain = height > width && height >= depth ? Grain.Y : depth > width ? Grain.Z : Grain.X;
    add(material, Boxes.bevelled(width, height, depth, bevel), at(x, y + height / 2, z), grain);
  }

  /** Adds a bevelled box with the bevel of the style. */
  void box(
      Material material, double x, double y, double z, double width, double height, double depth) {
    box(material, x, y, z, width, height, depth, bevel());
  }

  /** Adds a turned part; grain runs along its axis. */
  void turned(Material material, Profile profile, int sides, double x, double y, double z) {
    add(material, Lathe.turn(profile, sides), at(x, y, z), Grain.Y);
  }

  /** Adds a round tube. */
  void tube(Material material, List<Vec3> curve, double radius, int sides) {
    add(material, Sweep.tube(curve, radius, sides), Pose.IDENTITY, Grain.Y);
  }

  /** Adds a round tube of changing radius. */
  void tube(Material material, List<Vec3> curve, DoubleUnaryOperator radius, int sides) {
    add(material, Sweep.tube(curve, radius, sides), Pose.IDENTITY, Grain.Y);
  }

  /** Returns whether lamps burn. */
  boolean lit() {
    return lampFactor > 0.02;
  }

  /** Adds a light in the thing's own frame; nothing when the lamps are off. */
  void lamp(double x, double y, double z, double radius, Rgb intensity) {
    if (lit()) {
      lamps.add(new Lamp(new Vec3(x, y, z), radius, intensity.times(lampFactor)));
    }
  }

  /** Returns a glowing material, or the dark one when the lamps are off. */
  Material glow(Rgb radiance, Material dark) {
    return lit() ? new Material.Glow(radiance.times(Math.min(1.6, lampFactor))) : dark;
  }
}
