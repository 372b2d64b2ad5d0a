package org.drag4d.nets.store;

import java.util.Locale;

/** Numbers of bytes in words, in decimal units as download pages write them. */
final class Sizes {
  private Sizes() {}

  static String inWords(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
  }
}
