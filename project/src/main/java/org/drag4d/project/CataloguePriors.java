package org.drag4d.project;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.drag4d.animate.VideoGenerator;
import org.drag4d.compose.ForegroundSegmenter;
import org.drag4d.compose.ObjectGenerator;
import org.drag4d.geometry.ImageFiles;
import org.drag4d.priors.PriorCatalogue;
import org.drag4d.priors.SegmentationHints;
import org.drag4d.priors.SegmentationHints.Box;
import org.drag4d.priors.SegmentationHints.Click;
import org.drag4d.project.ProjectFile.MakingEntry;
import org.drag4d.scene.Inpainter;
import org.drag4d.scene.PanoramaGenerator;
import org.drag4d.scene.ScoreDistillation;
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
  public PanoramaGenerator panorama(String name, Optional<String> depthModel) {
    return panoramas.computeIfAbsent(
        name + depthModel.map(model -> " with " + model).orElse(""),
        _ -> PriorCatalogue.panorama(name, depthModel, workers));
  }

  @Override
  public PanoramaGenerator panoramaOfFile(
      Path picture, Optional<Path> depth, Optional<String> depthModel) {
    return PriorCatalogue.panoramaOfFile(picture, depth, depthModel, workers);
  }

  @Override
  public void checkPanoramaFile(Path picture, Optional<Path> depth, Optional<String> depthModel) {
    PriorCatalogue.panoramaOfFile(picture, depth, depthModel, workers).checkWhole();
  }

  @Override
  public String depthModel(Optional<String> choice) {
    return PriorCatalogue.depthModel(choice);
  }

  @Override
  public Optional<String> installedDepthModel() {
    return PriorCatalogue.installedDepthModel();
  }

  @Override
  public Inpainter inpainter(String name) {
    return PriorCatalogue.inpainter(name);
  }

  @Override
  public ScoreDistillation guidance(String name) {
    return PriorCatalogue.guidance(name);
  }

  @Override
  public ForegroundSegmenter segmenter(MakingEntry making, Optional<Path> scribbles) {
    return PriorCatalogue.segmenter(
        making.mask().orElse(PriorCatalogue.AUTOMATIC),
        new SegmentationHints(
            making.maskBox().map(text -> Box.parse(text, "--mask-box")),
            making.maskClick().map(Click::parse),
            scribbles.map(ImageFiles::read)));
  }

  @Override
  public ObjectGenerator objects(Optional<String> name) {
    return PriorCatalogue.objects(name.orElse(PriorCatalogue.BUILTIN));
  }

  @Override
  public VideoGenerator video() {
    return PriorCatalogue.video(PriorCatalogue.BUILTIN);
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
