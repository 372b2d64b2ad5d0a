package org.drag4d.geometry.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.PlyFile;
import org.drag4d.geometry.PointCloud;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;

/**
 * Reads nerfstudio's {@code transforms.json}, and the Blender data sets' older form of it (one
 * {@code camera_angle_x}, file names without extension). Intrinsics and lens coefficients may stand
 * at the top or in a frame; {@code transform_matrix} is cameraToWorld with OpenGL camera axes (x
 * right, y up, z back); {@code ply_file_path} names known points, {@code mask_path}, {@code
 * depth_file_path} and {@code normal_file_path} what belongs to a picture ({@link ShotGeometry}).
 * Unknown keys are ignored.
 */
final class NerfstudioCapture {
  private static final long LARGEST_FILE = 1L << 28;

  private final Path file;
  private final JsonNode root;

  private NerfstudioCapture(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  static Capture read(Path file) {
    try {
      if (Files.size(file) > LARGEST_FILE) {
        throw new InputException(file.toString(), "larger than 256 MiB, which no camera file is");
      }
      JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
      return new NerfstudioCapture(file, root).capture();
    } catch (JsonProcessingException e) {
      throw new InputException(
          file + ", line " + e.getLocation().getLineNr(), "not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private Capture capture() throws IOException {
    JsonNode frames = root.path("frames");
    if (!frames.isArray() || frames.isEmpty()) {
      throw new InputException(file + ", frames", "no frames");
    }
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      shots.add(shot(frames.get(i), file + ", frames[" + i + "]"));
    }
    shots.sort(Comparator.comparing(shot -> shot.camera().name()));
    String points = root.path("ply_file_path").asText("");
    if (points.isEmpty()) {
      return new Capture(shots, new float[0], new float[0]);
    }
    PointCloud cloud = PlyFile.readPoints(inFolder(file + ", ply_file_path", points));
    return new Capture(shots, cloud.positions(), cloud.colours());
  }

  private Shot shot(JsonNode frame, String where) throws IOException {
    String name = frame.path("file_path").asText("");
    if (name.isEmpty()) {
      throw new InputException(where + ".file_path", "missing");
    }
    Path picture = inFolder(where + ".file_path", name);
    if (!Files.isRegularFile(picture) && Files.isRegularFile(Path.of(picture + ".png"))) {
      picture = Path.of(picture + ".png");
    }
    if (!Files.isRegularFile(picture)) {
      throw new InputException(where + ".file_path", "there is no picture " + picture);
    }
    String lens = text(frame, "camera_model", "OPENCV");
    boolean fisheye = lens.contains("FISHEYE") || lens.equals("fisheye");
    if (lens.contains("EQUIRECTANGULAR")) {
      throw new InputException(
          where + ".camera_model", "panoramas cannot be trained on; use drag4d scene --panorama");
    }
    Optional<ImageFiles.Size> size = Optional.empty();
    if (!has(frame, "w") || !has(frame, "h")) {
      size = Optional.of(ImageFiles.size(picture));
    }
    int width = size.map(ImageFiles.Size::width).orElse((int) number(frame, where, "w", 0));
    int height = size.map(ImageFiles.Size::height).orElse((int) number(frame, where, "h", 0));
    if (width < 1 || height < 1 || width > 65_536 || height > 65_536) {
      throw new InputException(where, "a picture of " + width + " x " + height + " pixels");
    }
    double fallback =
        has(frame, "camera_angle_x")
            ? width / (2 * Math.tan(number(frame, where, "camera_angle_x", 0) / 2))
            : Double.NaN;
    double focalX = number(frame, where, "fl_x", fallback);
    double focalY = number(frame, where, "fl_y", focalX);
    if (!(focalX > 0) || !(focalY > 0)) {
      throw new InputException(
          where, "no positive focal length", "Wanted: fl_x (and fl_y), or camera_angle_x.");
    }
    var camera =
        new Pinhole(
            name,
            width,
            height,
            focalX,
            focalY,
            number(frame, where, "cx", width / 2.0),
            number(frame, where, "cy", height / 2.0),
            cameraToWorld(frame.path("transform_matrix"), where + ".transform_matrix"));
    var distortion =
        new LensDistortion(
            fisheye,
            number(frame, where, "k1", 0),
            number(frame, where, "k2", 0),
            number(frame, where, "k3", 0),
            fisheye ? number(frame, where, "k4", 0) : 0,
            0,
            0,
            number(frame, where, "p1", 0),
            number(frame, where, "p2", 0));
    var geometry =
        new ShotGeometry(
            file(frame, where, "depth_file_path"),
            unit(frame, where),
            file(frame, where, "normal_file_path"));
    return new Shot(camera, distortion, picture, file(frame, where, "mask_path"), geometry);
  }

  private Optional<Path> file(JsonNode frame, String where, String key) {
    String name = frame.path(key).asText("");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path path = inFolder(where + "." + key, name);
    if (!Files.isRegularFile(path)) {
      throw new InputException(where + "." + key, "there is no file " + path);
    }
    return Optional.of(path);
  }

  /** The key is an option of nerfstudio's, which people keep beside the frames. */
  private OptionalDouble unit(JsonNode frame, String where) {
    String key = "depth_unit_scale_factor";
    if (!has(frame, key)) {
      return OptionalDouble.empty();
    }
    double metres = number(frame, where, key, 1);
    if (!(metres > 0)) {
      throw new InputException(where + "." + key, metres + " is not a positive number");
    }
    return OptionalDouble.of(metres);
  }

  private Pose cameraToWorld(JsonNode matrix, String where) {
    double[][] m = new double[3][4];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        JsonNode value = matrix.path(row).path(column);
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
          throw new InputException(
              where + "[" + row + "][" + column + "]", "not a finite number (4 x 4 are wanted)");
        }
        m[row][column] = value.asDouble();
      }
    }
    Vec3 right = new Vec3(m[0][0], m[1][0], m[2][0]);
    Vec3 up = new Vec3(m[0][1], m[1][1], m[2][1]);
    Vec3 back = new Vec3(m[0][2], m[1][2], m[2][2]);
    if (Math.abs(right.cross(up).dot(back) - 1) > 0.02) {
      throw new InputException(where, "its first three columns are not a rotation");
    }
    // OpenGL's y up and z back are our y down and z forward
    Quaternion rotation = Quaternion.ofColumns(right, up.times(-1), back.times(-1));
    return new Pose(rotation, new Vec3(m[0][3], m[1][3], m[2][3]));
  }

  private Path inFolder(String where, String name) {
    Path folder = file.toAbsolutePath().getParent().normalize();
    Path path = folder.resolve(name).normalize();
    if (!path.startsWith(folder)) {
      throw new InputException(where, name + " lies outside of the data set");
    }
    return path;
  }

  private boolean has(JsonNode frame, String key) {
    return frame.has(key) || root.has(key);
  }

  private double number(JsonNode frame, String where, String key, double fallback) {
    if (!has(frame, key)) {
      return fallback;
    }
    JsonNode value = frame.has(key) ? frame.get(key) : root.get(key);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new InputException(where + "." + key, value + " is not a finite number");
    }
    return value.asDouble();
  }

  private String text(JsonNode frame, String key, String fallback) {
    return (frame.has(key) ? frame : root).path(key).asText(fallback);
  }
}
