package org.drag4d.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drag4d.compose.ObjectModel;
import org.drag4d.compose.PlacedObject;
import org.drag4d.compose.placement.PlacementReport;
import org.drag4d.geometry.Box3;
import org.drag4d.geometry.JsonFile;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;

/** {@code placement.json}: where an object stands, and how well. Lengths are metres. */
final class PlacementFile {
  private PlacementFile() {}

  static void write(Path file, PlacedObject placed, Optional<Box3> wanted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", placed.model().name());
    ObjectNode pose = json.putObject("object_to_world");
    putQuaternion(pose.putArray("rotation"), placed.objectToWorld().rotation());
    putVec3(pose.putArray("translation"), placed.objectToWorld().translation());
    json.put("scale", placed.scale());
    putBox(json.putObject("box"), placed.box());
    wanted.ifPresent(box -> putBox(json.putObject("wanted_box"), box));
    PlacementReport r = placed.report();
    ObjectNode report = json.putObject("report");
    report.put("diagonal", r.diagonal());
    report.put("max_penetration", r.maxPenetration());
    report.put("mean_penetration", r.meanPenetration());
    report.put("penetration_share", r.penetrationShare());
    report.put("support_gap", r.supportGap());
    report.put("support_height", r.supportHeight());
    report.put("contact_ratio", r.contactRatio());
    report.put("tilt_degrees", r.tiltDegrees());
    report.put("stability_margin", r.stabilityMargin());
    report.put("distance_from_box", r.distanceFromBox());
    report.put("scale_slack", r.scaleSlack());
    report.put("steps", r.steps());
    r.notes().forEach(report.putArray("notes")::add);
    JsonFile.write(file, json);
  }

  /** Reads an object whose mesh is in metres already. */
  static PlacedObject read(Path file, ObjectModel metricModel) {
    JsonNode json = JsonFile.read(file);
    JsonNode pose = json.path("object_to_world");
    JsonNode r = json.path("report");
    List<String> notes = new ArrayList<>();
    r.path("notes").forEach(note -> notes.add(note.asText()));
    return new PlacedObject(
        metricModel,
        1,
        new Pose(quaternion(pose.path("rotation")), vec3(pose.path("translation"))),
        box(json.path("box")),
        new PlacementReport(
            r.path("diagonal").asDouble(),
            r.path("max_penetration").asDouble(),
            r.path("mean_penetration").asDouble(),
            r.path("penetration_share").asDouble(),
            r.path("support_gap").asDouble(),
            r.path("support_height").asDouble(),
            r.path("contact_ratio").asDouble(),
            r.path("tilt_degrees").asDouble(),
            r.path("stability_margin").asDouble(),
            r.path("distance_from_box").asDouble(),
            r.path("scale_slack").asDouble(),
            r.path("steps").asInt(),
            notes));
  }

  private static Box3 box(JsonNode json) {
    return new Box3(
        vec3(json.path("centre")), vec3(json.path("size")), quaternion(json.path("rotation")));
  }

  private static void putBox(ObjectNode node, Box3 box) {
    putVec3(node.putArray("centre"), box.centre());
    putVec3(node.putArray("size"), box.size());
    putQuaternion(node.putArray("rotation"), box.rotation());
  }

  private static Vec3 vec3(JsonNode list) {
    return new Vec3(list.path(0).asDouble(), list.path(1).asDouble(), list.path(2).asDouble());
  }

  private static Quaternion quaternion(JsonNode list) {
    return new Quaternion(
        list.path(0).asDouble(),
        list.path(1).asDouble(),
        list.path(2).asDouble(),
        list.path(3).asDouble());
  }

  private static void putVec3(ArrayNode node, Vec3 v) {
    node.add(v.x()).add(v.y()).add(v.z());
  }

  private static void putQuaternion(ArrayNode node, Quaternion q) {
    node.add(q.w()).add(q.x()).add(q.y()).add(q.z());
  }
}
