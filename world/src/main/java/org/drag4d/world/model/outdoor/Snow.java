package org.drag4d.world.model.outdoor;

import org.drag4d.world.look.Material;
import org.drag4d.world.look.Rgb;

/** What winter lays on things. */
final class Snow {
  /** Fresh snow, a little blue in itself. */
  static final Material MATERIAL = new Material.Plain(new Rgb(0.80, 0.82, 0.85), 1);

  private Snow() {}
}
