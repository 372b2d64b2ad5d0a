package org.drag4d.priors.neural;

import java.nio.file.Path;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.nets.vision.Lama;
import org.drag4d.scene.Inpainter;
import org.drag4d.task.Progress;

/**
 * Paints holes by LaMa, which continues what is around them and reads no sentence (text-to-scene
 * section 7.12). The network stays open from one view to the next.
 */
public final class LamaInpainter implements Inpainter {
  /** The name by which this prior is chosen. */
  public static final String NAME = "lama";

  private final Path file;
  private Optional<Lama> open = Optional.empty();

  /** Takes the network's file; it is opened with the first picture. */
  public LamaInpainter(Path file) {
    this.file = file;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Image fill(Image picture, boolean[] holes, String prompt, long seed, Progress progress) {
    if (open.isEmpty()) {
      open = Optional.of(Lama.open(file, OnnxSettings.DEFAULT));
    }
    progress.check();
    float[] mask = new float[holes.length];
    for (int at = 0; at < mask.length; at++) {
      mask[at] = holes[at] ? 1 : 0;
    }
    return open.get().fill(picture, new Image(picture.width(), picture.height(), 1, mask));
  }

  @Override
  public void release() {
    open.ifPresent(Lama::close);
    open = Optional.empty();
  }
}
