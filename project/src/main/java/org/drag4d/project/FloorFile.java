package org.drag4d.project;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.geometry.JsonFile;
import org.drag4d.scene.FloorPlane;

/** {@code scene/floor.json}: the plane that things stand on. */
final class FloorFile {
  private FloorFile() {}

  static void write(Path file, Optional<FloorPlane> floor) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("found", floor.isPresent());
    floor.ifPresent(
        plane -> {
          json.put("height", plane.heightAt(0, 0));
          json.putArray("normal")
              .add(plane.normal().x())
              .add(plane.normal().y())
              .add(plane.normal().z());
          json.put("offset", plane.offset());
          json.put("tilt_degrees", plane.tiltDegrees());
          json.put("inlier_share", plane.inlierShare());
          json.put("rms_metres", plane.rmsMetres());
        });
    JsonFile.write(file, json);
  }

  /** Returns the floor's height in metres; 0 where none was found. */
  static double height(Path file) {
    return JsonFile.read(file).path("height").asDouble(0);
  }
}
