package org.drag4d.task;

import java.nio.file.Path;
import java.util.Locale;

/** Where things that can be made again are kept between projects. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * Returns this person's cache folder for Drag4D, which need not exist: {@code DRAG4D_CACHE}, else
   * the place that the system means for it.
   */
  public static Path location() {
    String own = System.getenv("DRAG4D_CACHE");
    if (own != null && !own.isBlank()) {
      return Path.of(own).toAbsolutePath();
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    if (xdg != null && !xdg.isBlank()) {
      return Path.of(xdg, "drag4d");
    }
    String home = System.getProperty("user.home");
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      return Path.of(home, "Library", "Caches", "drag4d");
    }
    String windows = System.getenv("LOCALAPPDATA");
    if (system.contains("windows") && windows != null) {
      return Path.of(windows, "drag4d", "cache");
    }
    return Path.of(home, ".cache", "drag4d");
  }
}
