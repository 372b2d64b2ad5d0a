package org.drag4d.nets.vision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.HostTensor;
import org.drag4d.nets.onnx.LongTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.task.InputException;

/**
 * SAM 2.1 on single pictures (Ravi et al. 2024): a picture is encoded once, then each point asks
 * for three masks of what is there, from the part to the whole (text-to-scene section 7.9). {@link
 * MaskGenerator} asks everywhere.
 */
public final class Sam2 implements AutoCloseable {
  /** The side of the square into which every picture is stretched. */
  static final int SIDE = 1024;

  /** Masks that each point gives. */
  static final int MASKS = 3;

  private static final PictureProcessor STRETCHED =
      new PictureProcessor(
          Optional.of(new PictureProcessor.Exactly(new PictureProcessor.Size(SIDE, SIDE))),
          PillowFilter.BILINEAR,
          Optional.empty(),
          PictureProcessor.IMAGENET_MEAN,
          PictureProcessor.IMAGENET_DEVIATION);

  private final OnnxSession encoder;
  private final OnnxSession decoder;

  private Sam2(OnnxSession encoder, OnnxSession decoder) {
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /**
   * Opens a network.
   *
   * @param encoder {@code vision_encoder.onnx}: {@code pixel_values} → {@code image_embeddings.0}
   *     to {@code .2}
   * @param decoder {@code prompt_encoder_mask_decoder.onnx}: points, labels, boxes and the
   *     embeddings → {@code pred_masks}, {@code iou_scores}
   * @throws InputException if one of them cannot be run
   */
  public static Sam2 open(Path encoder, Path decoder, OnnxSettings settings) {
    OnnxSession first = OnnxSession.open(encoder, settings);
    try {
      return new Sam2(first, OnnxSession.open(decoder, settings));
    } catch (RuntimeException e) {
      first.close();
      throw e;
    }
  }

  /** A picture as the decoder wants it, by the names of its inputs. */
  record Embedding(Map<String, FloatTensor> levels) {}

  /**
   * What points see: for each of them three masks.
   *
   * @param logits points × 3 × side × side; positive is inside
   * @param side of the masks, which cover the whole picture
   * @param iou how well each mask is said to fit
   */
  record Answers(float[] logits, int side, float[] iou) {
    /** Returns the logits of one mask in the picture's size. */
    Planes mask(int index, int height, int width) {
      int area = side * side;
      float[] values = Arrays.copyOfRange(logits, index * area, (index + 1) * area);
      return new Planes(1, side, side, values).bilinear(height, width);
    }
  }

  /** Encodes a picture. */
  Embedding encode(Image picture) {
    String input = encoder.inputNamed("pixel_values");
    List<String> levels =
        encoder.outputs().stream().filter(name -> decoder.inputs().contains(name)).toList();
    if (levels.isEmpty()) {
      throw new InputException(
          encoder.name(),
          "makes " + encoder.outputs() + ", and the decoder wants " + decoder.inputs());
    }
    return new Embedding(encoder.run(Map.of(input, STRETCHED.pixels(picture)), levels));
  }

  /**
   * Asks at points.
   *
   * @param points x and y of each, from 0 to 1 of the picture's sides
   */
  Answers at(Embedding picture, List<double[]> points) {
    Map<String, HostTensor> inputs = new LinkedHashMap<>(picture.levels);
    float[] places = new float[2 * points.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = (float) (points.get(i / 2)[i % 2] * SIDE);
    }
    long[] labels = new long[points.size()];
    Arrays.fill(labels, 1);
    inputs.put(decoder.inputNamed("input_points"), new FloatTensor(places, 1, points.size(), 1, 2));
    inputs.put(decoder.inputNamed("input_labels"), new LongTensor(labels, 1, points.size(), 1));
    if (decoder.inputs().contains("input_boxes")) {
      inputs.put("input_boxes", new FloatTensor(new float[0], 1, 0, 4));
    }
    String masks = decoder.outputNamed("pred_masks");
    String scores = decoder.outputNamed("iou_scores");
    Map<String, FloatTensor> made = decoder.run(inputs, List.of(masks, scores));
    long[] shape = made.get(masks).shape();
    boolean fits =
        shape.length == 5
            && shape[1] == points.size()
            && shape[2] == MASKS
            && shape[3] == shape[4]
            && made.get(scores).values().length == MASKS * points.size();
    if (!fits) {
      throw new InputException(
          decoder.name(), "is no decoder of SAM 2: its masks are " + Arrays.toString(shape));
    }
    return new Answers(made.get(masks).values(), (int) shape[3], made.get(scores).values());
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
