package org.drag4d.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.builtin.InflatedObject;
import org.drag4d.priors.file.FilePanorama;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.object.SampleObjects;

/** The priors of the catalogue. */
public final class CataloguePriors implements Priors {
  private final Workers workers;
  private final Progress progress;

  /** A prior may keep the place it furnished, so whoever asks by its name gets the same one. */
  private final Map<String, PanoramaGenerator> panoramas = new TreeMap<>();

  /**
   * Chooses from the catalogue.
   *
   * @param workers who works for the priors; not closed by them
   * @param progress who hears when a sample object is made
   */
  public CataloguePriors(Workers workers, Progress progress) {
    this.workers = workers;
    this.progress = progress;
  }

  @Override
  public PanoramaGenerator panorama(String name) {
    return panoramas.computeIfAbsent(
        name, choice -> PriorCatalogue.panorama(choice, Optional.empty(), workers));
  }

  @Override
  public PanoramaGenerator panoramaOfFile(Path picture, Optional<Path> depth) {
    return new FilePanorama(picture, depth);
  }

  @Override
  public void checkPanoramaFile(Path picture, Optional<Path> depth) {
    new FilePanorama(picture, depth).checkWhole();
  }

  @Override
  public ForegroundSegmenter segmenter() {
    return PriorCatalogue.segmenter();
  }

  @Override
  public ObjectGenerator objects() {
    return new InflatedObject();
  }

  @Override
  public VideoGenerator video() {
    return PriorCatalogue.video("builtin");
  }

  @Override
  public List<String> samples() {
    return SampleObjects.NAMES;
  }

  @Override
  public SampleFiles.Sample sample(String name) {
    return SampleFiles.load(name, workers, progress);
  }
}
