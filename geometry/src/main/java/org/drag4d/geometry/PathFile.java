package org.drag4d.geometry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.geometry.Path3.Orientation;
import org.drag4d.geometry.Path3.Point;
import org.drag4d.geometry.Path3.Timing;
import org.drag4d.task.InputException;

/**
 * Path files, a format of our own (contract, "Files"): one path, or {@code {"paths": [...]}} for
 * several objects. Points may carry {@code yaw}, {@code pitch} and {@code roll} in degrees for
 * keyed orientation. Unknown keys are errors.
 */
public final class PathFile {
  private static final int MAXIMUM_POINTS = 10_000;
  private static final double MAXIMUM_METRES = 10_000;
  private static final double MAXIMUM_SECONDS = 3600;

  private PathFile() {}

  /**
   * Reads the paths of a file.
   *
   * @throws InputException with file and field if anything is wrong
   */
  public static List<Path3> read(Path file) {
    return paths(StrictJson.read(file));
  }

  /** Reads the paths of a JSON value, such as those inside a project file. */
  public static List<Path3> paths(StrictJson json) {
    if (!json.has("paths")) {
      return List.of(path(json));
    }
    json.keys("paths");
    List<Path3> paths = json.at("paths").items().stream().map(PathFile::path).toList();
    if (paths.isEmpty()) {
      throw json.at("paths").wrong("is empty");
    }
    for (int i = 0; i < paths.size(); i++) {
      Optional<String> object = paths.get(i).object();
      for (int k = 0; k < i; k++) {
        if (paths.get(k).object().equals(object)) {
          throw json.at("paths")
              .items()
              .get(i)
              .wrong(
                  object.isPresent()
                      ? "a second path for the object \"" + object.get() + "\""
                      : "\"object\" is missing: with several paths each names its object");
        }
      }
    }
    return paths;
  }

  /** Reads one path. */
  public static Path3 path(StrictJson json) {
    json.keys("object", "points", "timing", "orientation", "seconds");
    Timing timing =
        json.find("timing")
            .map(v -> v.choice(List.of("arc-length", "keys")))
            .map(v -> v.equals("keys") ? Timing.KEYS : Timing.ARC_LENGTH)
            .orElse(Timing.ARC_LENGTH);
    Orientation orientation =
        json.find("orientation")
            .map(v -> v.choice(List.of("fixed", "tangent", "keyed")))
            .map(v -> Orientation.valueOf(v.toUpperCase(Locale.ROOT)))
            .orElse(Orientation.FIXED);
    StrictJson list = json.at("points");
    List<StrictJson> items = list.items();
    if (items.size() < 2) {
      throw list.wrong("a path needs at least 2 points, not " + items.size());
    }
    if (items.size() > MAXIMUM_POINTS) {
      throw list.wrong(items.size() + " points are more than " + MAXIMUM_POINTS);
    }
    List<Point> points = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (StrictJson item : items) {
      Point point = point(item, timing, orientation);
      if (point.t().isPresent()) {
        double t = point.t().getAsDouble();
        if (!(t > last)) {
          throw item.at("t").wrong("must increase from point to point: " + t + " after " + last);
        }
        last = t;
      }
      points.add(point);
    }
    Vec3 first = points.getFirst().position();
    if (orientation != Orientation.KEYED
        && points.stream().allMatch(point -> point.position().equals(first))) {
      throw list.wrong(
          "all points are the same place, so that nothing would move",
          "To turn on the spot, give the points angles and \"orientation\": \"keyed\".");
    }
    return new Path3(
        json.find("object").map(StrictJson::text),
        points,
        timing,
        orientation,
        json.find("seconds")
            .map(v -> OptionalDouble.of(positive(v)))
            .orElse(OptionalDouble.empty()));
  }

  private static double positive(StrictJson value) {
    if (!(value.number() > 0) || value.number() > MAXIMUM_SECONDS) {
      throw value.wrong("must be more than 0 and at most " + MAXIMUM_SECONDS + " seconds");
    }
    return value.number();
  }

  private static Point point(StrictJson json, Timing timing, Orientation orientation) {
    json.keys("position", "t", "hold", "yaw", "pitch", "roll");
    Vec3 position = json.at("position").vec3();
    if (position.length() > MAXIMUM_METRES) {
      throw json.at("position").wrong("is farther than " + MAXIMUM_METRES + " m from the origin");
    }
    if (timing == Timing.KEYS && !json.has("t")) {
      throw json.wrong("\"t\" is missing", "With \"timing\": \"keys\" every point has its time.");
    }
    if (orientation == Orientation.KEYED && !json.has("yaw")) {
      throw json.wrong(
          "\"yaw\" is missing", "With \"orientation\": \"keyed\" every point has its angles.");
    }
    Optional<Quaternion> rotation =
        json.has("yaw") || json.has("pitch") || json.has("roll")
            ? Optional.of(
                Quaternion.ofYawPitchRoll(
                    degrees(json, "yaw"), degrees(json, "pitch"), degrees(json, "roll")))
            : Optional.empty();
    return new Point(
        position,
        json.find("t").map(v -> OptionalDouble.of(v.number(0, 1))).orElse(OptionalDouble.empty()),
        json.find("hold").map(v -> v.number(0, MAXIMUM_SECONDS)).orElse(0.0),
        rotation);
  }

  private static double degrees(StrictJson json, String key) {
    return json.find(key).map(v -> v.number(-36000, 36000)).orElse(0.0);
  }

  /** Writes paths: one as itself, several under {@code paths}. */
  public static void write(Path file, List<Path3> paths) {
    if (paths.size() == 1) {
      JsonFile.write(file, tree(paths.getFirst()));
      return;
    }
    ObjectNode top = JsonNodeFactory.instance.objectNode();
    ArrayNode list = top.putArray("paths");
    paths.forEach(path -> list.add(tree(path)));
    JsonFile.write(file, top);
  }

  /** Returns a path in the form in which files have it. */
  public static ObjectNode tree(Path3 path) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    path.object().ifPresent(name -> node.put("object", name));
    ArrayNode points = node.putArray("points");
    for (Point point : path.points()) {
      ObjectNode p = points.addObject();
      Vec3 at = point.position();
      p.putArray("position").add(at.x()).add(at.y()).add(at.z());
      point.t().ifPresent(t -> p.put("t", t));
      if (point.holdSeconds() > 0) {
        p.put("hold", point.holdSeconds());
      }
      point.rotation().ifPresent(q -> putAngles(p, q));
    }
    node.put("timing", path.timing() == Timing.KEYS ? "keys" : "arc-length");
    node.put("orientation", path.orientation().name().toLowerCase(Locale.ROOT));
    path.seconds().ifPresent(s -> node.put("seconds", s));
    return node;
  }

  /** Takes a rotation apart: yaw about world up, pitch about x, roll about z (in this order). */
  private static void putAngles(ObjectNode node, Quaternion q) {
    Vec3 front = q.zAxis();
    double pitch = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, -front.y()))));
    Vec3 up = q.yAxis();
    double roll;
    double yaw;
    if (Math.abs(front.y()) > 1 - 1e-9) { // straight up or down: yaw and roll are one turn
      roll = 0;
      yaw = Math.toDegrees(Math.atan2(-q.xAxis().z(), q.xAxis().x()));
    } else {
      yaw = q.yawDegrees();
      roll = Math.toDegrees(Math.atan2(q.xAxis().y(), up.y()));
    }
    node.put("yaw", yaw).put("pitch", pitch).put("roll", roll);
  }
}
