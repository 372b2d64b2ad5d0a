package org.drag4d.world.model.room;

import java.util.ArrayList;
import java.util.List;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.world.look.Material;
import org.drag4d.world.model.Part;
import org.drag4d.world.model.Solid;
import org.drag4d.world.model.shape.Boxes;

/** Collects the parts of a room in frames of its own: a wall, the ceiling, the garden. */
final class Carpentry {
  private static final Quaternion X_TO_Y = Quaternion.about(new Vec3(0, 0, 1), 90);
  private static final Quaternion X_TO_Z = Quaternion.about(Vec3.UP, -90);

  private final List<Part> parts = new ArrayList<>();

  List<Part> parts() {
    return List.copyOf(parts);
  }

  /** Adds a part that belongs to the room itself (instance 0). */
  void add(String label, Material material, Solid solid, Pose pose) {
    parts.add(new Part(solid, pose, 1, material, label, 0));
  }

  /** Adds a part at a scale. */
  void add(String label, Material material, Solid solid, Pose pose, double scale) {
    parts.add(new Part(solid, pose, scale, material, label, 0));
  }

  /**
   * Adds a bevelled box between two corners of a frame; the texture's grain runs along its longest
   * side.
   */
  void box(
      String label,
      Material material,
      Pose frame,
      double x0,
      double y0,
      double z0,
      double x1,
      double y1,
      double z1,
      double bevel) {
    double w = x1 - x0;
    double h = y1 - y0;
    double d = z1 - z0;
    if (w <= 0 || h <= 0 || d <= 0) {
      return;
    }
    Vec3 middle = new Vec3((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2);
    Solid solid;
    Quaternion turn;
    if (h > w && h >= d) {
      solid = Boxes.bevelled(h, w, d, bevel);
      turn = X_TO_Y;
    } else if (d > w) {
      solid = Boxes.bevelled(d, h, w, bevel);
      turn = X_TO_Z;
    } else {
      solid = Boxes.bevelled(w, h, d, bevel);
      turn = Quaternion.IDENTITY;
    }
    add(label, material, solid, frame.times(new Pose(turn, middle)));
  }

  /** Returns a pose without rotation. */
  static Pose at(double x, double y, double z) {
    return new Pose(Quaternion.IDENTITY, new Vec3(x, y, z));
  }

  /** Returns a pose with rotation in degrees. */
  static Pose at(double x, double y, double z, double yaw, double pitch, double roll) {
    return new Pose(Quaternion.ofYawPitchRoll(yaw, pitch, roll), new Vec3(x, y, z));
  }
}
