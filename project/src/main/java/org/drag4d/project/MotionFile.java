package org.drag4d.project;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.drag4d.animate.Motion;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.splat.SurfelScene;

/**
 * {@code scene4d/motion.json}: per object its pose in every frame. A surfel of the object with the
 * number {@code instance} moves by {@code frames[i]} · {@code rest}⁻¹.
 */
final class MotionFile {
  private MotionFile() {}

  static ObjectNode tree(SurfelScene scene, Motion motion) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("fps", motion.framesPerSecond());
    ArrayNode objects = json.putArray("objects");
    for (SurfelScene.Member member : scene.members()) {
      ObjectNode node = objects.addObject();
      node.put("name", member.name()).put("instance", member.id());
      put(node.putObject("rest"), member.objectToWorld());
      ArrayNode frames = node.putArray("frames");
      for (Pose pose : motion.objectToWorld().getOrDefault(member.id(), List.of())) {
        put(frames.addObject(), pose);
      }
    }
    return json;
  }

  private static void put(ObjectNode node, Pose pose) {
    Quaternion q = pose.rotation();
    node.putArray("rotation").add(q.w()).add(q.x()).add(q.y()).add(q.z());
    node.putArray("translation")
        .add(pose.translation().x())
        .add(pose.translation().y())
        .add(pose.translation().z());
  }
}
