package org.drag4d.world.bench;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.drag4d.geometry.Camera;
import org.drag4d.geometry.Equirectangular;
import org.drag4d.geometry.Pinhole;
import org.drag4d.geometry.Pose;
import org.drag4d.geometry.Vec3;
import org.drag4d.task.Progress;
import org.drag4d.task.Workers;
import org.drag4d.world.World;
import org.drag4d.world.WorldView;
import org.drag4d.world.layout.Layout;
import org.drag4d.world.light.LightSettings;
import org.drag4d.world.model.Place;
import org.drag4d.world.model.PlaceBuilder;
import org.drag4d.world.object.SampleObjects;
import org.drag4d.world.text.SceneDescription;

/** Measures the renderer: the rows of {@code drag4d bench world}. */
public final class WorldBench {
  private static final int[] TEAMS = {1, 2, 8};
  private static final int FURTHER_VIEWS = 3;

  private final Settings settings;
  private final Workers workers;
  private final Progress progress;
  private final List<Figure> figures = new ArrayList<>();

  private WorldBench(Settings settings, Workers workers, Progress progress) {
    this.settings = settings;
    this.workers = workers;
    this.progress = progress;
  }

  /**
   * What to measure and how thoroughly.
   *
   * @param only which figures
   * @param threads who works
   * @param quality the effort of light
   * @param samples of pictures, per pixel
   * @param size pixels of views to a side; a panorama is four times as wide
   * @param pixels of each view whose light is compared with followed paths
   * @param paths of each of those pixels
   * @param rays whose hits are compared
   */
  public record Settings(
      Set<Measure> only,
      int threads,
      String quality,
      int samples,
      int size,
      int pixels,
      int paths,
      int rays) {

    /** Copies the set. */
    public Settings {
      only = Set.copyOf(only);
    }

    /** Returns what the accepted values are meant for. */
    public static Settings usual(int threads) {
      return new Settings(
          EnumSet.allOf(Measure.class), threads, "standard", 8, 512, 1500, 1024, 500_000);
    }
  }

  /** A world to measure in. */
  private record Subject(String name, String prompt) {}

  private static final Subject DINING_ROOM =
      new Subject(
          "dining room",
          "An elegant dining room featuring a long polished table set with fine china, crystal"
              + " glasses, and a chandelier, with ornate chairs and side tables adorned with"
              + " decorative items.");
  private static final Subject KITCHEN =
      new Subject(
          "kitchen",
          "A smoky grey kitchen with modern accents, small garden-facing windows, Bauhaus"
              + " furniture, high ceilings, and a pastel beige-blue-salmon palette. Cozy"
              + " atmosphere with a basket of produce, water bottle, magazine-style wall decor,"
              + " and wooden parquet flooring.");
  private static final Subject FOREST = new Subject("forest clearing", "a forest clearing");

  /**
   * Measures.
   *
   * @return the figures, in the order of {@link Measure}
   * @throws org.drag4d.task.CancelledException if the work was cancelled
   */
  public static List<Figure> run(Settings settings, Progress progress) {
    try (Workers workers = Workers.of(settings.threads)) {
      WorldBench bench = new WorldBench(settings, workers, progress);
      bench.measure();
      List<Figure> sorted = new ArrayList<>(bench.figures);
      sorted.sort((a, b) -> Measure.named(a.figure()).compareTo(Measure.named(b.figure())));
      return List.copyOf(sorted);
    }
  }

  private void measure() {
    // times first, before other work has filled memory
    for (Subject subject : List.of(DINING_ROOM, FOREST, KITCHEN)) {
      inWorld(subject);
    }
    LightSettings light = LightSettings.of(settings.quality);
    if (wants(Measure.AGREEMENT)) {
      World matte = World.light(place(DINING_ROOM), light.withMatte(true), workers, progress);
      double psnr = agreement(matte).colour(settings.samples);
      add(Figure.atLeast(word(Measure.AGREEMENT), "dining room, matte colours", psnr, "dB", 32));
    }
    if (wants(Measure.NOISE)) {
      double noise = RoomChecks.noise(light, settings.samples, workers, progress);
      add(Figure.atMost(word(Measure.NOISE), "plain wall", noise, "of 255", 1));
    }
    if (wants(Measure.DEPTH)) {
      double error = RoomChecks.depth(workers, progress);
      add(Figure.atMost(word(Measure.DEPTH), "closed box", error, "relative", 1e-5));
    }
    if (wants(Measure.FURNACE)) {
      double error = RoomChecks.furnace(light, workers, progress);
      add(Figure.atMost(word(Measure.FURNACE), "closed box, albedo 0.8", error, "relative", 0.01));
    }
    if (wants(Measure.TRAVERSAL)) {
      TraversalRates.Result rates =
          TraversalRates.measure(place(DINING_ROOM), settings.rays, workers, progress);
      String word = word(Measure.TRAVERSAL);
      add(Figure.atLeast(word, "eight boxes against one", rates.ratio(), "times", 1.9));
      add(Figure.atMost(word, "hits that differ", rates.different(), "rays", 0));
    }
    if (wants(Measure.THREADS)) {
      add(Figure.atMost(word(Measure.THREADS), "1, 2 and 8 threads", hashes(), "results", 1));
    }
    if (wants(Measure.OBJECT)) {
      for (String name : SampleObjects.NAMES) {
        long start = System.nanoTime();
        SampleObjects.named(name, SampleObjects.Choices.DEFAULT, workers, progress);
        add(Figure.atMost(word(Measure.OBJECT), name, since(start), "s", 6));
      }
    }
  }

  private void inWorld(Subject subject) {
    boolean timed = subject != KITCHEN && (wants(Measure.PANORAMA) || wants(Measure.VIEW));
    if (!timed && !wants(Measure.LIGHT) && !wants(Measure.AGREEMENT)) {
      return;
    }
    long start = System.nanoTime();
    World world =
        World.light(place(subject), LightSettings.of(settings.quality), workers, progress);
    Vec3 eye = world.place().eye();
    if (subject != KITCHEN && wants(Measure.PANORAMA)) {
      world.render(
          Equirectangular.at("panorama", 4 * settings.size, eye),
          settings.samples,
          workers,
          progress);
      add(Figure.atMost(word(Measure.PANORAMA), subject.name, since(start), "s", 40));
    }
    if (subject != KITCHEN && wants(Measure.VIEW)) {
      start = System.nanoTime();
      for (int i = 0; i < FURTHER_VIEWS; i++) {
        Vec3 aside = new Vec3(0.3 * Math.sin(2 * i), -0.2, 0.3 * Math.cos(2 * i));
        world.render(
            view("view " + i, eye.plus(aside), 120 * i, -20), settings.samples, workers, progress);
      }
      double seconds = since(start) / FURTHER_VIEWS;
      add(Figure.atMost(word(Measure.VIEW), subject.name, seconds, "s", 2));
    }
    if (wants(Measure.LIGHT)) {
      double psnr =
          LightAccuracy.psnr(
              world,
              List.of(view("ahead", eye, 0, -15), view("aside", eye, 110, -15)),
              settings.samples,
              settings.pixels,
              settings.paths,
              workers,
              progress);
      add(Figure.atLeast(word(Measure.LIGHT), subject.name, psnr, "dB", 32));
    }
    if (wants(Measure.AGREEMENT)) {
      double psnr = agreement(world).light(settings.samples);
      add(Figure.atLeast(word(Measure.AGREEMENT), subject.name + ", light", psnr, "dB", 34));
    }
  }

  private ViewAgreement agreement(World world) {
    Vec3 eye = world.place().eye();
    return new ViewAgreement(
        world,
        view("left", eye.plus(new Vec3(-0.25, 0, 0)), 0, -20),
        view("right", eye.plus(new Vec3(0.25, -0.2, -0.1)), 8, -15),
        workers,
        progress);
  }

  private Pinhole view(String name, Vec3 from, double turnDegrees, double upDegrees) {
    double turn = Math.toRadians(turnDegrees);
    double up = Math.toRadians(upDegrees);
    Vec3 ahead =
        new Vec3(Math.sin(turn) * Math.cos(up), Math.sin(up), -Math.cos(turn) * Math.cos(up));
    return Pinhole.ofVerticalFov(
        name, settings.size, settings.size, 75, Pose.lookingAt(from, from.plus(ahead)));
  }

  private static Place place(Subject subject) {
    return PlaceBuilder.build(Layout.arrange(SceneDescription.of(subject.prompt), 0));
  }

  /** Counts the different results that teams of different sizes have. */
  private int hashes() {
    Set<String> results = new TreeSet<>();
    Place place = place(DINING_ROOM);
    for (int threads : TEAMS) {
      try (Workers team = Workers.of(threads)) {
        World world = World.light(place, LightSettings.of("tiny"), team, progress);
        Camera panorama = Equirectangular.at("panorama", 256, place.eye());
        results.add(hash(world.render(panorama, 2, team, progress)));
      }
    }
    return results.size();
  }

  /** Returns a fingerprint of all that a view holds. */
  static String hash(WorldView view) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, view.colour().values());
      add(digest, view.radialDistance().metres());
      add(digest, view.normals());
      digest.update(view.marks());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    digest.update(bytes);
  }

  private boolean wants(Measure measure) {
    return settings.only.contains(measure);
  }

  private static String word(Measure measure) {
    return measure.word();
  }

  private void add(Figure figure) {
    figures.add(figure);
    progress.note(
        String.format(
            Locale.ROOT,
            "%s, %s: %.4g %s",
            figure.figure(),
            figure.subject(),
            figure.value(),
            figure.unit()));
  }

  private static double since(long start) {
    return (System.nanoTime() - start) * 1e-9;
  }
}
