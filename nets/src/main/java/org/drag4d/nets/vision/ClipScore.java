package org.drag4d.nets.vision;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.drag4d.geometry.Image;

/**
 * What CLIP says of pictures: how well they show a sentence (CLIPScore, Hessel et al. 2021) and how
 * good they look (CLIP-IQA, Wang et al. 2023), with ViT-B/32 as the paper has it ("motion-video"
 * sections 8.5 and 8.6).
 */
public final class ClipScore {
  private static final double SCALE = 2.5;
  private static final String PREFIX = "A photo depicts ";

  private final Clip clip;
  private final Map<String, float[]> texts = new LinkedHashMap<>();

  /** Takes a network, which stays the caller's to close. */
  public ClipScore(Clip clip) {
    this.clip = clip;
  }

  /** What is asked of a picture: which of two sentences fits. */
  public enum Quality {
    /** Good, not bad. */
    QUALITY("Good photo.", "Bad photo."),
    /** Sharp, not blurry. */
    SHARPNESS("Sharp photo.", "Blurry photo."),
    /** Colourful, not dull. */
    COLOURFULNESS("Colorful photo.", "Dull photo.");

    private final String yes;
    private final String no;

    Quality(String yes, String no) {
      this.yes = yes;
      this.no = no;
    }
  }

  /**
   * What is said of one picture.
   *
   * @param clipScore 2.5 max(cosine, 0)
   * @param cosine of picture and sentence
   * @param iqa from 0 to 1 for each quality
   */
  public record Opinion(double clipScore, double cosine, Map<Quality, Double> iqa) {}

  /**
   * Judges a picture.
   *
   * @param sentence what it should show; what is beyond 77 tokens is not read
   */
  public Opinion of(Image picture, String sentence) {
    float[] seen = clip.embed(picture, PictureProcessor.CLIP);
    double cosine = Clip.cosine(seen, text(PREFIX + sentence));
    Map<Quality, Double> iqa = new EnumMap<>(Quality.class);
    for (Quality quality : Quality.values()) {
      iqa.put(quality, Clip.preference(seen, text(quality.yes), text(quality.no)));
    }
    return new Opinion(SCALE * Math.max(0, cosine), cosine, iqa);
  }

  private float[] text(String words) {
    return texts.computeIfAbsent(words, clip::embed);
  }
}
