package org.drag4d.nets.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.drag4d.nets.store.PublishedModel.ModelFile;
import org.drag4d.nets.store.PublishedModel.Source;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * The models on this computer: in our own folder ({@code NAME/PATH}; imported, or from a plain web
 * address) and in the hub cache that other tools fill too. Nothing here uses the network.
 */
public final class ModelStore {
  private final ModelCatalogue catalogue;
  private final StoreSettings settings;

  /** Looks for the models of a catalogue where the settings say. */
  public ModelStore(ModelCatalogue catalogue, StoreSettings settings) {
    this.catalogue = catalogue;
    this.settings = settings;
  }

  /** Returns the store of this process's environment. */
  public static ModelStore ofEnvironment() {
    return new ModelStore(ModelCatalogue.published(), StoreSettings.ofEnvironment());
  }

  /** Returns the models that there are. */
  public ModelCatalogue catalogue() {
    return catalogue;
  }

  /** Returns where the store looks, the first place first. */
  public StoreSettings settings() {
    return settings;
  }

  /** Returns a model if all its files are here. */
  public Optional<InstalledModel> find(PublishedModel model) {
    Map<String, Path> files = filesOf(model);
    return files.size() == model.files().size()
        ? Optional.of(new InstalledModel(model, files))
        : Optional.empty();
  }

  /**
   * Returns a model if all of its files are here.
   *
   * @param name one of the catalogue's
   * @throws InputException if there is no such model
   */
  public Optional<InstalledModel> find(String name) {
    return find(catalogue.get(name));
  }

  /**
   * Returns a model.
   *
   * @param name one of the catalogue's
   * @throws InputException if there is no such model
   * @throws MissingModelException if it is not here
   */
  public InstalledModel require(String name) {
    PublishedModel model = catalogue.get(name);
    return find(model).orElseThrow(() -> missing(model));
  }

  private MissingModelException missing(PublishedModel model) {
    Map<String, Path> have = filesOf(model);
    List<ModelFile> lacking =
        model.files().stream().filter(f -> !have.containsKey(f.path())).toList();
    List<Path> places = new ArrayList<>(List.of(settings.ownFolder().resolve(model.name())));
    for (Source source : model.sources()) {
      if (source instanceof Source.Hub hub) {
        places.add(HubCache.of(settings, hub.repository()).folder());
      }
    }
    return new MissingModelException(model, lacking, places);
  }

  /** Returns those of a model's files that are here, in the model's order. */
  Map<String, Path> filesOf(PublishedModel model) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (ModelFile file : model.files()) {
      find(model, file).ifPresent(place -> files.put(file.path(), place));
    }
    return files;
  }

  private Optional<Path> find(PublishedModel model, ModelFile file) {
    Path own = ownFile(model, file);
    if (Files.isRegularFile(own)) {
      return Optional.of(own);
    }
    try {
      for (Source source : model.sources()) {
        if (source instanceof Source.Hub hub) {
          HubCache cache = HubCache.of(settings, hub.repository());
          Optional<Path> found = cache.find(hub.revision(), file.path());
          if (found.isEmpty() && file.sha256().isPresent()) {
            found = byContents(cache, file); // other tools may have fetched another revision
          }
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Looks through all revisions for a file whose blob bears the right name. */
  private static Optional<Path> byContents(HubCache cache, ModelFile file) throws IOException {
    for (String commit : cache.commits()) {
      Optional<Path> found = cache.find(commit, file.path());
      if (found.isPresent() && blobName(found.get()).equals(file.sha256().get())) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String blobName(Path file) throws IOException {
    return file.toRealPath().getFileName().toString();
  }

  /** Returns the place of a file in our own folder, which need not exist. */
  Path ownFile(PublishedModel model, ModelFile file) {
    return FileNames.inside(settings.ownFolder().resolve(model.name()), file.path());
  }

  /**
   * What checking a file found.
   *
   * @param path inside the model
   * @param place where it lies; empty if it is missing
   * @param finding how it stands
   * @param detail in words
   */
  public record Checked(String path, Optional<Path> place, Finding finding, String detail) {
    /** How a file stands. */
    public enum Finding {
      /** Its checksum is right. */
      RIGHT,
      /** Nothing says what its checksum should be; its size is as expected as far as known. */
      UNKNOWN,
      /** Its size or checksum is wrong. */
      WRONG,
      /** It is not here. */
      MISSING
    }
  }

  /** Checks every file of a model against what its contents must add up to. */
  public List<Checked> verify(PublishedModel model, Progress progress) {
    Map<String, Path> places = filesOf(model);
    List<Checked> findings = new ArrayList<>();
    for (ModelFile file : model.files()) {
      Path place = places.get(file.path());
      try {
        findings.add(
            place == null
                ? new Checked(file.path(), Optional.empty(), Checked.Finding.MISSING, "not here")
                : check(file, place, progress));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return findings;
  }

  private static Checked check(ModelFile file, Path place, Progress progress) throws IOException {
    long size = Files.size(place);
    if (file.bytes().isPresent() && file.bytes().getAsLong() != size) {
      return new Checked(
          file.path(),
          Optional.of(place),
          Checked.Finding.WRONG,
          size + " bytes instead of " + file.bytes().getAsLong());
    }
    Optional<Checksum> expected =
        file.sha256().map(Checksum::ofSha256).or(() -> Checksum.ofBlobName(nameOrEmpty(place)));
    if (expected.isEmpty()) {
      return new Checked(
          file.path(),
          Optional.of(place),
          Checked.Finding.UNKNOWN,
          "SHA-256 "
              + Checksum.of(Checksum.Kind.SHA_256, place, progress)
              + ", which nobody names");
    }
    boolean right = expected.get().matches(place, progress);
    return new Checked(
        file.path(),
        Optional.of(place),
        right ? Checked.Finding.RIGHT : Checked.Finding.WRONG,
        (right ? "is " : "is not ") + expected.get().digits());
  }

  private static String nameOrEmpty(Path place) {
    try {
      return blobName(place);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Removes a model's files, those in the hub cache too, and what was fetched of it so far.
   *
   * @return how many bytes that freed
   */
  public long remove(PublishedModel model) {
    long freed = 0;
    try {
      List<String> paths = model.files().stream().map(ModelFile::path).toList();
      for (ModelFile file : model.files()) {
        Path own = ownFile(model, file);
        for (Path each : List.of(own, incomplete(own))) {
          if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
            freed += Files.isSymbolicLink(each) ? 0 : Files.size(each);
            Files.delete(each);
          }
        }
      }
      HubCache.removeEmpty(settings.ownFolder().resolve(model.name()));
      for (Source source : model.sources()) {
        if (source instanceof Source.Hub hub) {
          HubCache cache = HubCache.of(settings, hub.repository());
          for (String commit : cache.commits()) {
            freed += cache.remove(commit, paths);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return freed;
  }

  /** Returns where a file grows while it is fetched. */
  static Path incomplete(Path file) {
    return file.resolveSibling(file.getFileName() + ".incomplete");
  }

  /**
   * Takes a model's files from somewhere on this computer. They are found by their path inside the
   * folder, by their name, or (where the catalogue knows it) by their SHA-256, whatever they are
   * called.
   *
   * @param from a folder, or the file of a model that has only one
   * @param link whether to link to the files instead of copying them
   * @throws InputException if a file is not found or has the wrong contents; then nothing is taken
   */
  public InstalledModel importFrom(
      PublishedModel model, Path from, boolean link, Progress progress) {
    if (!Files.exists(from)) {
      throw new InputException(from.toString(), "there is no such file or folder");
    }
    if (!Files.isDirectory(from) && model.files().size() != 1) {
      throw new InputException(
          from.toString(),
          "is one file, and " + model.name() + " has " + model.files().size(),
          "Give the folder that holds them.");
    }
    try {
      Map<ModelFile, Path> sources = new LinkedHashMap<>();
      for (ModelFile file : model.files()) {
        Path source = Files.isDirectory(from) ? foundIn(from, file, progress) : from;
        Checked checked = check(file, source, progress);
        if (checked.finding() == Checked.Finding.WRONG) {
          throw new InputException(
              source.toString(),
              "is not the " + file.path() + " of " + model.name() + ": it " + checked.detail());
        }
        sources.put(file, source);
      }
      for (Map.Entry<ModelFile, Path> entry : sources.entrySet()) {
        take(entry.getValue(), ownFile(model, entry.getKey()), link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return find(model).orElseThrow();
  }

  private static Path foundIn(Path folder, ModelFile file, Progress progress) throws IOException {
    Path same = FileNames.inside(folder, file.path());
    if (Files.isRegularFile(same)) {
      return same;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder, 6)) {
      all = walk.filter(Files::isRegularFile).limit(10_000).sorted().toList();
    }
    String name = same.getFileName().toString();
    List<Path> named = all.stream().filter(p -> p.endsWith(name)).toList();
    if (named.size() == 1) {
      return named.getFirst();
    }
    if (file.sha256().isPresent() && file.bytes().isPresent()) {
      Checksum wanted = Checksum.ofSha256(file.sha256().get());
      for (Path candidate : all) {
        if (Files.size(candidate) == file.bytes().getAsLong()
            && wanted.matches(candidate, progress)) {
          return candidate;
        }
      }
    }
    throw new InputException(
        folder.toString(),
        "holds no " + file.path(),
        "Files keep the paths of the published model.");
  }

  private static void take(Path source, Path target, boolean link) throws IOException {
    if (Files.exists(target) && Files.isSameFile(source, target)) {
      return;
    }
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    if (link) {
      Files.createSymbolicLink(target, source.toRealPath());
    } else {
      Path part = incomplete(target);
      Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
