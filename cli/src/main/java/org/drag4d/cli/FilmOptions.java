package org.drag4d.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drag4d.animate.ViewRing;
import org.drag4d.geometry.StrictJson;
import org.drag4d.project.ProjectFile.FilmEntry;
import org.drag4d.scene.Quality;
import org.drag4d.task.InputException;
import picocli.CommandLine.Option;

/** The options that say how long and large videos are. */
final class FilmOptions {
  private static final Pattern SIZE = Pattern.compile("(\\d{2,4})[xX×](\\d{2,4})");

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Frames of each video; 25 unless the path says how long it takes.")
  private Optional<Integer> frames = Optional.empty();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Size of each video in pixels; 576x320 by default.")
  private Optional<String> size = Optional.empty();

  @Option(names = "--fps", paramLabel = "N", description = "Frames a second; 8 by default.")
  private Optional<Integer> fps = Optional.empty();

  @Option(
      names = "--views",
      paramLabel = "LIST",
      split = ",",
      description = "Which of a000_e00,a090_e00,...,a270_e30; all by default.")
  private List<String> views = List.of();

  /** Returns the film that the options ask for, checked. */
  FilmEntry film(Quality quality) {
    FilmEntry usual = of(quality, FilmEntry.DEFAULT);
    frames.ifPresent(n -> within("--frames", n, 2, 1000));
    fps.ifPresent(n -> within("--fps", n, 1, 240));
    for (String view : views) {
      if (!ViewRing.NAMES.contains(view)) {
        String nearest = StrictJson.nearest(view, ViewRing.NAMES);
        throw new InputException(
            "--views " + view,
            "is none of " + String.join(", ", ViewRing.NAMES),
            nearest.isEmpty() ? "" : "Did you mean '" + nearest + "'?");
      }
    }
    int width = usual.width();
    int height = usual.height();
    if (size.isPresent()) {
      Matcher match = SIZE.matcher(size.get());
      if (!match.matches()) {
        throw new InputException(
            "--size " + size.get(), "is not WIDTHxHEIGHT in pixels, for instance 576x320");
      }
      width = even(Integer.parseInt(match.group(1)));
      height = even(Integer.parseInt(match.group(2)));
    }
    return new FilmEntry(
        frames.or(usual::frames), width, height, fps.orElse(usual.framesPerSecond()), views);
  }

  private int even(int pixels) {
    within("--size " + size.orElse(""), pixels, 16, 8192);
    if (pixels % 2 != 0) {
      throw new InputException(
          "--size " + size.orElse(""), "must be two even numbers, as video files want it");
    }
    return pixels;
  }

  private static void within(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InputException(option, value + " does not lie in " + least + " to " + most);
    }
  }

  /** Returns what a quality makes of a film: tests want small ones. */
  static FilmEntry of(Quality quality, FilmEntry usual) {
    return quality == Quality.TINY
        ? new FilmEntry(Optional.of(5), 96, 64, usual.framesPerSecond(), usual.views())
        : usual;
  }
}
