package org.drag4d.geometry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.drag4d.task.InputException;

/**
 * Camera files in nerfstudio's {@code transforms.json} form. There the camera's axes are those of
 * OpenGL (x right, y up, z back); here they are turned by half a turn about x, once, into ours.
 * World axes are never changed. Keys that are not known are ignored, as that format wants.
 */
public final class CameraFile {
  private static final int MAXIMUM_FRAMES = 100_000;
  private static final List<String> DISTORTION = List.of("k1", "k2", "k3", "k4", "p1", "p2");

  private CameraFile() {}

  /**
   * One camera and the picture it belongs to.
   *
   * @param filePath as the file has it, relative to the file's folder; often without extension
   * @param camera its name is the last part of the path without extension
   */
  public record Frame(String filePath, Pinhole camera) {}

  /**
   * What a camera file holds.
   *
   * @param frames in the file's order
   * @param panoramaCentre where the panorama was taken ({@code panorama_centre}), if it says
   * @param pointsFile path of a PLY with points ({@code ply_file_path}), if it names one
   * @param notes what was read and cannot be followed, such as lens distortion
   */
  public record Contents(
      List<Frame> frames,
      Optional<Vec3> panoramaCentre,
      Optional<String> pointsFile,
      List<String> notes) {
    /** Returns the cameras alone. */
    public List<Pinhole> cameras() {
      return frames.stream().map(Frame::camera).toList();
    }
  }

  /**
   * Reads a camera file. Sizes that it does not give are taken from the pictures.
   *
   * @throws InputException naming the frame and field that is wrong
   */
  public static Contents read(Path file) {
    JsonNode top = JsonFile.read(file);
    String where = file.toString();
    JsonNode list = top.path("frames");
    if (!list.isArray() || list.isEmpty()) {
      throw new InputException(where, "has no list \"frames\" with cameras in it");
    }
    if (list.size() > MAXIMUM_FRAMES) {
      throw new InputException(where, list.size() + " frames are more than " + MAXIMUM_FRAMES);
    }
    Set<String> models = Set.of("OPENCV", "PINHOLE", "SIMPLE_PINHOLE", "PERSPECTIVE", "");
    String model = top.path("camera_model").asText("");
    if (!models.contains(model)) {
      throw new InputException(
          where + ", camera_model", model + " is not a pinhole camera", "Undistort the pictures.");
    }
    List<String> notes = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      Frame frame = frame(list.get(i), top, where + ", frames[" + i + "]", i, file, notes);
      String name = frame.camera().name();
      if (!names.add(name)) { // folders tell them apart
        name = frame.filePath().replaceFirst("\\.\\w+$", "").replaceAll("[^A-Za-z0-9._-]+", "_");
        name = names.add(name) ? name : name + "_" + i;
        names.add(name);
        frame = new Frame(frame.filePath(), frame.camera().named(name));
      }
      frames.add(frame);
    }
    Optional<Vec3> centre =
        top.hasNonNull("panorama_centre")
            ? Optional.of(vec3(top.get("panorama_centre"), where + ", panorama_centre"))
            : Optional.empty();
    return new Contents(
        List.copyOf(frames),
        centre,
        Optional.of(top.path("ply_file_path").asText("")).filter(s -> !s.isEmpty()),
        List.copyOf(notes));
  }

  private static Frame frame(
      JsonNode frame, JsonNode top, String where, int index, Path file, List<String> notes) {
    String filePath = frame.path("file_path").asText("");
    if (filePath.isEmpty()) {
      filePath = String.format(Locale.ROOT, "frame_%05d", index);
    }
    for (String key : DISTORTION) {
      if (Math.abs(number(frame, top, key, where).orElse(0)) > 1e-4 && notes.isEmpty()) {
        notes.add(where + ": lens distortion (" + key + ") is not undone");
      }
    }
    int width;
    int height;
    OptionalDouble w = number(frame, top, "w", where);
    OptionalDouble h = number(frame, top, "h", where);
    if (w.isPresent() && h.isPresent()) {
      width = pixels(w.getAsDouble(), where + ".w");
      height = pixels(h.getAsDouble(), where + ".h");
    } else {
      ImageFiles.Size size = ImageFiles.size(picture(file, filePath, where));
      width = size.width();
      height = size.height();
    }
    OptionalDouble flX = focal(frame, top, "fl_x", "camera_angle_x", width, where);
    OptionalDouble flY = focal(frame, top, "fl_y", "camera_angle_y", height, where);
    if (flX.isEmpty() && flY.isEmpty()) {
      throw new InputException(where, "\"fl_x\" is missing, here and at the top of the file");
    }
    double focalX = flX.orElseGet(flY::getAsDouble);
    double focalY = flY.orElse(focalX);
    if (!(focalX > 0) || !(focalY > 0)) {
      throw new InputException(where, "focal lengths must be positive: " + focalX + ", " + focalY);
    }
    return new Frame(
        filePath,
        new Pinhole(
            name(filePath, index),
            width,
            height,
            focalX,
            focalY,
            number(frame, top, "cx", where).orElse(width / 2.0),
            number(frame, top, "cy", where).orElse(height / 2.0),
            cameraToWorld(frame.path("transform_matrix"), where + ".transform_matrix")));
  }

  /** Finds the picture of a frame: its path, or with an extension that the file left out. */
  private static Path picture(Path file, String filePath, String where) {
    Path folder = file.toAbsolutePath().getParent();
    for (String extension : List.of("", ".png", ".jpg", ".jpeg", ".webp", ".JPG")) {
      Path picture = folder.resolve(filePath + extension);
      if (Files.isRegularFile(picture)) {
        return picture;
      }
    }
    throw new InputException(
        where, "gives no \"w\" and \"h\", and its picture " + filePath + " is not there");
  }

  private static String name(String filePath, int index) {
    String last = filePath.replace('\\', '/').replaceFirst(".*/", "");
    String name = last.replaceFirst("\\.(?i:png|jpe?g|webp|exr|tiff?)$", "");
    name = name.replaceAll("[^A-Za-z0-9._-]+", "_");
    return name.isEmpty() || name.startsWith(".") ? "frame_" + index : name;
  }

  private static OptionalDouble focal(
      JsonNode frame, JsonNode top, String key, String angleKey, int pixels, String where) {
    OptionalDouble focal = number(frame, top, key, where);
    OptionalDouble angle = number(frame, top, angleKey, where);
    return focal.isEmpty() && angle.isPresent()
        ? OptionalDouble.of(pixels / (2 * Math.tan(angle.getAsDouble() / 2)))
        : focal;
  }

  private static OptionalDouble number(JsonNode frame, JsonNode top, String key, String where) {
    JsonNode node = frame.hasNonNull(key) ? frame.get(key) : top.path(key);
    if (node.isMissingNode() || node.isNull()) {
      return OptionalDouble.empty();
    }
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new InputException(where + "." + key, "must be a finite number, not " + node);
    }
    return OptionalDouble.of(node.doubleValue());
  }

  private static int pixels(double value, String where) {
    if (!(value >= 1) || value > 32768 || value != Math.rint(value)) {
      throw new InputException(where, "must be a whole number of pixels, not " + value);
    }
    return (int) value;
  }

  private static Vec3 vec3(JsonNode node, String where) {
    if (!node.isArray() || node.size() != 3) {
      throw new InputException(where, "must be three numbers [x, y, z]");
    }
    Vec3 v =
        new Vec3(
            finite(node.get(0), where), finite(node.get(1), where), finite(node.get(2), where));
    return v;
  }

  private static double finite(JsonNode node, String where) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new InputException(where, "must be finite numbers, not " + node);
    }
    return node.doubleValue();
  }

  private static Pose cameraToWorld(JsonNode matrix, String where) {
    if (!matrix.isArray() || matrix.size() < 3) {
      throw new InputException(where, "must be a matrix of 4 rows of 4 numbers");
    }
    double[][] m = new double[3][4];
    for (int r = 0; r < 3; r++) {
      JsonNode row = matrix.get(r);
      if (!row.isArray() || row.size() != 4) {
        throw new InputException(where + "[" + r + "]", "must be a row of 4 numbers");
      }
      for (int c = 0; c < 4; c++) {
        m[r][c] = finite(row.get(c), where + "[" + r + "]");
      }
    }
    Vec3 x = new Vec3(m[0][0], m[1][0], m[2][0]);
    Vec3 y = new Vec3(m[0][1], m[1][1], m[2][1]);
    Vec3 z = new Vec3(m[0][2], m[1][2], m[2][2]);
    double skew = Math.max(Math.abs(x.dot(y)), Math.max(Math.abs(y.dot(z)), Math.abs(z.dot(x))));
    double stretch =
        Math.max(
            Math.abs(x.length() - 1), Math.max(Math.abs(y.length() - 1), Math.abs(z.length() - 1)));
    if (skew > 1e-2 || stretch > 1e-2 || x.cross(y).dot(z) < 0) {
      throw new InputException(where, "is not a rotation and a translation");
    }
    // Half a turn about the camera's x axis: OpenGL's y up and z back become y down, z forward.
    Vec3 ours = x.normalised();
    Vec3 forward = z.times(-1).minus(ours.times(z.times(-1).dot(ours))).normalised();
    return new Pose(
        Quaternion.ofColumns(ours, forward.cross(ours), forward),
        new Vec3(m[0][3], m[1][3], m[2][3]));
  }

  /** Writes cameras; the pictures are named after them, with the extension .png. */
  public static void write(Path file, List<Pinhole> cameras, Optional<Vec3> panoramaCentre) {
    write(
        file,
        new Contents(
            cameras.stream().map(c -> new Frame(c.name() + ".png", c)).toList(),
            panoramaCentre,
            Optional.empty(),
            List.of()));
  }

  /** Writes cameras with the pictures and points that belong to them. */
  public static void write(Path file, Contents contents) {
    ObjectNode top = JsonNodeFactory.instance.objectNode();
    top.put("camera_model", "OPENCV");
    List<Pinhole> cameras = contents.cameras();
    boolean same = cameras.stream().allMatch(c -> sameIntrinsics(c, cameras.getFirst()));
    if (same && !cameras.isEmpty()) {
      putIntrinsics(top, cameras.getFirst());
    }
    contents
        .panoramaCentre()
        .ifPresent(c -> top.putArray("panorama_centre").add(c.x()).add(c.y()).add(c.z()));
    contents.pointsFile().ifPresent(p -> top.put("ply_file_path", p));
    ArrayNode list = top.putArray("frames");
    for (Frame frame : contents.frames()) {
      ObjectNode node = list.addObject();
      node.put("file_path", frame.filePath());
      if (!same) {
        putIntrinsics(node, frame.camera());
      }
      Pose pose = frame.camera().cameraToWorld();
      Vec3 x = pose.rotation().xAxis();
      Vec3 y = pose.rotation().yAxis().times(-1);
      Vec3 z = pose.rotation().zAxis().times(-1);
      Vec3 t = pose.translation();
      ArrayNode matrix = node.putArray("transform_matrix");
      matrix.addArray().add(x.x()).add(y.x()).add(z.x()).add(t.x());
      matrix.addArray().add(x.y()).add(y.y()).add(z.y()).add(t.y());
      matrix.addArray().add(x.z()).add(y.z()).add(z.z()).add(t.z());
      matrix.addArray().add(0.0).add(0.0).add(0.0).add(1.0);
    }
    JsonFile.write(file, top);
  }

  private static boolean sameIntrinsics(Pinhole a, Pinhole b) {
    return a.width() == b.width()
        && a.height() == b.height()
        && a.focalX() == b.focalX()
        && a.focalY() == b.focalY()
        && a.principalX() == b.principalX()
        && a.principalY() == b.principalY();
  }

  private static void putIntrinsics(ObjectNode node, Pinhole c) {
    node.put("w", c.width()).put("h", c.height());
    node.put("fl_x", c.focalX()).put("fl_y", c.focalY());
    node.put("cx", c.principalX()).put("cy", c.principalY());
  }
}
