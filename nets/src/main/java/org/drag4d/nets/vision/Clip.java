package org.drag4d.nets.vision;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drag4d.geometry.Image;
import org.drag4d.nets.diffusion.ClipTokenizer;
import org.drag4d.nets.onnx.FloatTensor;
import org.drag4d.nets.onnx.HostTensor;
import org.drag4d.nets.onnx.LongTensor;
import org.drag4d.nets.onnx.OnnxSession;
import org.drag4d.nets.onnx.OnnxSettings;
import org.drag4d.task.InputException;

/**
 * CLIP (Radford et al. 2021), both towers: vectors of pictures and of texts whose cosine says how
 * well they fit. A tower is opened when it is first needed.
 */
public final class Clip implements AutoCloseable {
  /** The scale of cosines that the published networks learned, at its limit. */
  private static final double LOGIT_SCALE = 100;

  private final Path vision;
  private final Path text;
  private final Path vocabulary;
  private final OnnxSettings settings;
  private Optional<ClipTokenizer> tokenizer = Optional.empty();
  private final Map<Path, OnnxSession> sessions = new LinkedHashMap<>();

  /**
   * Names the files of a network.
   *
   * @param vision the picture's tower, {@code pixel_values} → {@code image_embeds}
   * @param text the text's tower, {@code input_ids} → {@code text_embeds}
   * @param vocabulary a folder with {@code vocab.json} and {@code merges.txt}
   */
  public Clip(Path vision, Path text, Path vocabulary, OnnxSettings settings) {
    this.vision = vision;
    this.text = text;
    this.vocabulary = vocabulary;
    this.settings = settings;
  }

  private OnnxSession session(Path file) {
    return sessions.computeIfAbsent(file, f -> OnnxSession.open(f, settings));
  }

  /**
   * Returns the vector of a picture, not normalised.
   *
   * @throws InputException if the file is no such tower
   */
  public float[] embed(Image picture, PictureProcessor processor) {
    OnnxSession session = session(vision);
    String input = session.inputNamed("pixel_values");
    String output = session.outputNamed("image_embeds");
    return vector(session, output, Map.of(input, processor.pixels(picture)));
  }

  /** Returns the vector of a text, not normalised; what is beyond 77 tokens is cut off. */
  public float[] embed(String words) {
    if (tokenizer.isEmpty()) {
      tokenizer = Optional.of(ClipTokenizer.open(vocabulary));
    }
    return embed(tokenizer.get().encode(words, tokenizer.get().end()));
  }

  /** Returns the vector of a text that is given by its token ids, start and end included. */
  public float[] embed(long... ids) {
    OnnxSession session = session(text);
    Map<String, HostTensor> inputs = new LinkedHashMap<>();
    inputs.put(session.inputNamed("input_ids"), new LongTensor(ids, 1, ids.length));
    if (session.inputs().contains("attention_mask")) {
      long[] all = new long[ids.length];
      Arrays.fill(all, 1);
      inputs.put("attention_mask", new LongTensor(all, 1, ids.length));
    }
    return vector(session, session.outputNamed("text_embeds"), inputs);
  }

  private static float[] vector(
      OnnxSession session, String output, Map<String, ? extends HostTensor> inputs) {
    FloatTensor made = session.run(inputs, List.of(output)).get(output);
    if (made.shape().length != 2 || made.shape()[0] != 1) {
      throw new InputException(
          session.name(), "is no tower of CLIP: it makes " + Arrays.toString(made.shape()));
    }
    return made.values();
  }

  /** Returns the cosine of the angle between two vectors. */
  public static double cosine(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new InputException(
          "CLIP", "its towers make vectors of " + a.length + " and " + b.length + " numbers");
    }
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(squaresA * squaresB);
  }

  /**
   * Returns how much more a vector is like one than like another: the first part of the softmax of
   * 100 times the cosines ("motion-video" section 8.6).
   */
  static double preference(float[] picture, float[] first, float[] second) {
    double difference = cosine(picture, second) - cosine(picture, first);
    return 1 / (1 + Math.exp(LOGIT_SCALE * difference));
  }

  @Override
  public void close() {
    sessions.values().forEach(OnnxSession::close);
    sessions.clear();
  }
}
