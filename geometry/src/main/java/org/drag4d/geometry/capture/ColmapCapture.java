package org.drag4d.geometry.capture;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Quaternion;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.InputException;

/**
 * Reads a COLMAP sparse model: {@code cameras}, {@code images} and {@code points3D}, as {@code
 * .bin} or {@code .txt} (COLMAP's documented output format). Its poses are worldToCamera with our
 * camera axes; pictures lie in {@code images}, masks in {@code masks} under the picture's name plus
 * {@code .png}.
 */
final class ColmapCapture {
  private static final int LONGEST_LINE = 1 << 24;

  private final Path dataset;
  private final Path model;
  private final Map<Integer, ColmapLens> lenses = new HashMap<>();
  private final List<Shot> shots = new ArrayList<>();
  private float[] positions = new float[0];
  private float[] colours = new float[0];

  private ColmapCapture(Path dataset, Path model) {
    this.dataset = dataset;
    this.model = model;
  }

  /** Reads the model in {@code model}, whose pictures lie under {@code dataset}. */
  static Capture read(Path dataset, Path model) {
    var reader = new ColmapCapture(dataset, model);
    try {
      if (Files.isRegularFile(model.resolve("cameras.bin"))) {
        reader.readBinary();
      } else {
        reader.readText();
      }
    } catch (EOFException e) {
      throw new InputException(model.toString(), e.getMessage(), "The file is cut off.");
    } catch (IOException e) {
      throw new InputException(model.toString(), "cannot be read: " + e.getMessage());
    }
    if (reader.shots.isEmpty()) {
      throw new InputException(model.toString(), "the model has no pictures");
    }
    reader.shots.sort(Comparator.comparing(shot -> shot.camera().name()));
    return new Capture(reader.shots, reader.positions, reader.colours);
  }

  private void readBinary() throws IOException {
    Path camerasFile = model.resolve("cameras.bin");
    try (var in = new LittleEndianInput(camerasFile)) {
      int count = in.readCount("cameras", 24);
      for (int i = 0; i < count; i++) {
        String where = camerasFile + ", camera " + (i + 1) + " of " + count;
        int id = in.readInt();
        int lensModel = in.readInt();
        long width = in.readLong();
        long height = in.readLong();
        double[] parameters = new double[ColmapLens.parameterCount(where, lensModel)];
        for (int k = 0; k < parameters.length; k++) {
          parameters[k] = in.readDouble();
        }
        lenses.put(id, ColmapLens.of(where, lensModel, width, height, parameters));
      }
    }
    Path imagesFile = model.resolve("images.bin");
    try (var in = new LittleEndianInput(imagesFile)) {
      int count = in.readCount("pictures", 73);
      for (int i = 0; i < count; i++) {
        in.readInt(); // the picture's id
        double[] pose = new double[7];
        for (int k = 0; k < 7; k++) {
          pose[k] = in.readDouble();
        }
        int lens = in.readInt();
        String name = in.readName();
        in.skip(24L * in.readCount("points in a picture", 24));
        addShot(imagesFile + ", picture " + (i + 1) + " of " + count, name, lens, pose);
      }
    }
    Path pointsFile = model.resolve("points3D.bin");
    if (!Files.isRegularFile(pointsFile)) {
      return;
    }
    try (var in = new LittleEndianInput(pointsFile)) {
      int count = in.readCount("points", 51);
      float[] p = new float[3 * count];
      float[] c = new float[3 * count];
      for (int i = 0; i < count; i++) {
        in.readLong(); // the point's id
        for (int k = 0; k < 3; k++) {
          p[3 * i + k] = (float) in.readDouble();
        }
        for (int k = 0; k < 3; k++) {
          c[3 * i + k] = in.readByte() / 255f;
        }
        in.readDouble(); // the reprojection error
        in.skip(8L * in.readCount("observations of a point", 8));
      }
      keepFinitePoints(p, c);
    }
  }

  private void readText() throws IOException {
    Path camerasFile = model.resolve("cameras.txt");
    forEachLine(
        camerasFile,
        false,
        (where, fields) -> {
          need(where, fields, 5);
          int lensModel = ColmapLens.modelNumber(where, fields[1]);
          int parameters = ColmapLens.parameterCount(where, lensModel);
          need(where, fields, 4 + parameters);
          double[] p = new double[parameters];
          for (int k = 0; k < parameters; k++) {
            p[k] = number(where, fields[4 + k]);
          }
          lenses.put(
              (int) number(where, fields[0]),
              ColmapLens.of(
                  where,
                  lensModel,
                  (long) number(where, fields[2]),
                  (long) number(where, fields[3]),
                  p));
        });
    Path imagesFile = model.resolve("images.txt");
    forEachLine(
        imagesFile,
        true,
        (where, fields) -> {
          need(where, fields, 10);
          double[] pose = new double[7];
          for (int k = 0; k < 7; k++) {
            pose[k] = number(where, fields[1 + k]);
          }
          String name = String.join(" ", Arrays.asList(fields).subList(9, fields.length));
          addShot(where, name, (int) number(where, fields[8]), pose);
        });
    Path pointsFile = model.resolve("points3D.txt");
    if (!Files.isRegularFile(pointsFile)) {
      return;
    }
    List<float[]> rows = new ArrayList<>();
    forEachLine(
        pointsFile,
        false,
        (where, fields) -> {
          need(where, fields, 8);
          float[] row = new float[6];
          for (int k = 0; k < 6; k++) {
            row[k] = (float) number(where, fields[1 + k]);
          }
          rows.add(row);
        });
    float[] p = new float[3 * rows.size()];
    float[] c = new float[3 * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < 3; k++) {
        p[3 * i + k] = rows.get(i)[k];
        c[3 * i + k] = Math.clamp(rows.get(i)[3 + k] / 255, 0f, 1f);
      }
    }
    keepFinitePoints(p, c);
  }

  private void addShot(String where, String name, int lensId, double[] pose) {
    ColmapLens lens = lenses.get(lensId);
    if (lens == null) {
      throw new InputException(where, "camera " + lensId + " is not in the cameras file");
    }
    for (double value : pose) {
      if (!Double.isFinite(value)) {
        throw new InputException(where, "the pose has a number that is not finite");
      }
    }
    Pose worldToCamera =
        new Pose(
            new Quaternion(pose[0], pose[1], pose[2], pose[3]),
            new Vec3(pose[4], pose[5], pose[6]));
    Path images = dataset.resolve("images");
    Path folder = Files.isDirectory(images) ? images : dataset;
    Path picture = folder.resolve(name).normalize();
    if (!picture.startsWith(folder)) {
      throw new InputException(where, "the picture " + name + " lies outside of the data set");
    }
    Path mask = dataset.resolve("masks").resolve(name + ".png").normalize();
    shots.add(
        new Shot(
            lens.at(name, worldToCamera.inverse()),
            lens.distortion(),
            picture,
            Files.isRegularFile(mask) ? Optional.of(mask) : Optional.empty(),
            ShotGeometry.NONE));
  }

  private void keepFinitePoints(float[] p, float[] c) {
    int kept = 0;
    for (int i = 0; i < p.length; i += 3) {
      if (Float.isFinite(p[i]) && Float.isFinite(p[i + 1]) && Float.isFinite(p[i + 2])) {
        System.arraycopy(p, i, p, kept, 3);
        System.arraycopy(c, i, c, kept, 3);
        kept += 3;
      }
    }
    positions = Arrays.copyOf(p, kept);
    colours = Arrays.copyOf(c, kept);
  }

  @FunctionalInterface
  private interface Line {
    void read(String where, String[] fields);
  }

  /** Reads the lines that are no comments; of {@code pairs}, the first of every two. */
  private static void forEachLine(Path file, boolean pairs, Line line) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int row = 0;
      boolean second = false;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        row++;
        if (text.length() > LONGEST_LINE) {
          throw new InputException(file + ", line " + row, "a line of " + text.length() + " bytes");
        }
        if (second) { // the picture's points, possibly none: the line may be empty
          second = false;
          continue;
        }
        if (text.startsWith("#") || text.isBlank()) {
          continue;
        }
        line.read(file + ", line " + row, text.strip().split("\\s+"));
        second = pairs;
      }
    }
  }

  private static void need(String where, String[] fields, int count) {
    if (fields.length < count) {
      throw new InputException(
          where, fields.length + " fields where at least " + count + " are needed");
    }
  }

  private static double number(String where, String field) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new InputException(where, "\"" + field + "\" is not a number");
    }
  }
}
