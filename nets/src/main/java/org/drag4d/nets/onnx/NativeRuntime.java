package org.drag4d.nets.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.drag4d.task.CacheFolder;
import org.drag4d.task.InputException;

/**
 * ONNX Runtime's native libraries, unpacked once into our cache. Left alone, the runtime would
 * unpack them into a temporary folder at every start.
 */
final class NativeRuntime {
  private static final String PATH_PROPERTY = "onnxruntime.native.path";
  private static final String EDITION = "onnxruntime-1.23.2";

  private NativeRuntime() {}

  /**
   * Sees to it that the runtime finds its libraries.
   *
   * @throws InputException if this build has none for this machine
   */
  static void prepare() {
    if (System.getProperty(PATH_PROPERTY) == null) {
      System.setProperty(PATH_PROPERTY, unpacked(CacheFolder.location()).toString());
    }
  }

  /** Unpacks the libraries of this machine into a cache. */
  static Path unpacked(Path cache) {
    Path folder = cache.resolve(EDITION).resolve(platform());
    try {
      Files.createDirectories(folder);
      for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
        String file = System.mapLibraryName(library);
        String resource = "/ai/onnxruntime/native/" + platform() + "/" + file;
        try (InputStream in = NativeRuntime.class.getResourceAsStream(resource)) {
          if (in == null) {
            throw new InputException(
                "onnxruntime",
                "this build has no ONNX Runtime for " + platform(),
                "Networks published as ONNX cannot run here.");
          }
          unpack(in, folder.resolve(file));
        }
      }
    } catch (IOException e) {
      throw new InputException(
          folder.toString(),
          "ONNX Runtime could not be unpacked there: " + e.getMessage(),
          "DRAG4D_CACHE names another place.");
    }
    return folder;
  }

  private static void unpack(InputStream in, Path file) throws IOException {
    if (Files.isRegularFile(file)) {
      return;
    }
    Path part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
    try {
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name = system.contains("mac") ? "osx" : system.contains("windows") ? "win" : "linux";
    String machine = System.getProperty("os.arch");
    boolean arm = machine.equals("aarch64") || machine.equals("arm64");
    return name + "-" + (arm ? "aarch64" : "x64");
  }
}
