package org.drag4d.animate;

import java.util.List;

/** The eight views: azimuth {0, 90, 180, 270} × elevation {0, 30} degrees (paper, section 2.5). */
public final class ViewRing {
  /** The names of all views in their order: elevation 0 first, then by azimuth. */
  public static final List<String> NAMES =
      List.of(
          "a000_e00",
          "a090_e00",
          "a180_e00",
          "a270_e00",
          "a000_e30",
          "a090_e30",
          "a180_e30",
          "a270_e30");

  private ViewRing() {}
}
