package org.drag4d.nets.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.drag4d.nets.store.PublishedModel.ModelFile;
import org.drag4d.nets.store.PublishedModel.Source;
import org.drag4d.task.CancelledException;
import org.drag4d.task.InputException;
import org.drag4d.task.Progress;

/**
 * Fetches models. What has come is kept when the connection is cut or the person stops, and the
 * next attempt continues there; a file gets its name only when its size and checksum are right. The
 * checksum is the catalogue's where it knows one, else what the hub says beforehand.
 */
public final class ModelPull {
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 4;

  private final ModelStore store;
  private final StoreSettings settings;
  private final Transfer.Disk disk;
  private final ToLongFunction<Path> freeBytes;
  private final long pauseMillis;

  /** Fetches into a store. */
  public ModelPull(ModelStore store) {
    this(
        store,
        file -> Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        ModelPull::usableSpace,
        1000);
  }

  /**
   * Fetches with a disk of one's own.
   *
   * @param freeBytes how much still fits where a file goes
   * @param pauseMillis before the second attempt; doubled from one to the next
   */
  ModelPull(
      ModelStore store, Transfer.Disk disk, ToLongFunction<Path> freeBytes, long pauseMillis) {
    this.store = store;
    this.settings = store.settings();
    this.disk = disk;
    this.freeBytes = freeBytes;
    this.pauseMillis = pauseMillis;
  }

  /**
   * Fetches what a model lacks.
   *
   * @throws InputException if nothing may be fetched ({@code HF_HUB_OFFLINE}), or the hub wants its
   *     terms accepted or a token
   * @throws UncheckedIOException if no source has it or can be reached, or the disk is full
   */
  public InstalledModel pull(PublishedModel model, Progress progress) {
    Map<String, Path> have = store.filesOf(model);
    List<ModelFile> lacking =
        model.files().stream().filter(f -> !have.containsKey(f.path())).toList();
    if (!lacking.isEmpty() && settings.offline()) {
      throw new InputException(
          "HF_HUB_OFFLINE",
          "is set, so nothing is downloaded",
          "Unset it, or: drag4d models import " + model.name() + " FOLDER");
    }
    try (Transfer transfer = new Transfer(settings, disk)) {
      for (ModelFile file : lacking) {
        fetch(model, file, transfer, progress);
      }
    }
    return store.find(model).orElseThrow();
  }

  private void fetch(PublishedModel model, ModelFile file, Transfer transfer, Progress progress) {
    List<String> failures = new ArrayList<>();
    List<InputException> gated = new ArrayList<>();
    for (Source source : model.sources()) {
      try {
        switch (source) {
          case Source.Hub hub -> fromHub(hub, file, transfer, progress);
          case Source.Web web -> fromWeb(web, model, file, transfer, progress);
        }
        return;
      } catch (Transfer.Refused e) {
        if (source instanceof Source.Hub hub && (e.status() == 401 || e.status() == 403)) {
          gated.add(gated(hub, e));
        }
        failures.add(source.where() + ": " + e.getMessage());
      } catch (FileSystemException e) {
        throw new UncheckedIOException(e);
      } catch (IOException e) {
        failures.add(source.where() + ": " + e.getMessage());
      }
    }
    if (gated.size() == failures.size()) {
      throw gated.getFirst();
    }
    throw new UncheckedIOException(
        new IOException(
            file.path()
                + " of "
                + model.name()
                + " could not be downloaded\n  "
                + String.join("\n  ", failures)
                + "\n"
                + "  What has come is kept: the same command continues. Files that you have: drag4d"
                + " models import "
                + model.name()
                + " FOLDER"));
  }

  private InputException gated(Source.Hub hub, Transfer.Refused refusal) {
    String page = settings.endpoint() + "/" + hub.repository();
    return new InputException(
        hub.repository(),
        "the hub does not give it out ("
            + refusal.getMessage()
            + "): it may want its terms accepted, or there is no such model",
        (settings.token().isPresent()
                ? "Sign in as the owner of your token and accept the terms at "
                : "Accept the terms at "
                    + page
                    + ", make an access token there and set HF_TOKEN to it. The page: ")
            + page);
  }

  // --- the hub --------------------------------------------------------------------------------

  private void fromHub(Source.Hub hub, ModelFile file, Transfer transfer, Progress progress)
      throws IOException {
    URI address =
        URI.create(
            settings.endpoint()
                + "/"
                + hub.repository()
                + "/resolve/"
                + hub.revision()
                + "/"
                + file.path());
    progress.begin("asking for " + file.path(), 0, "");
    Announced announced = Announced.of(transfer.head(address, progress), hub.revision());
    announced.requireAsExpected(file);
    HubCache cache = HubCache.of(settings, hub.repository());
    Path blob = cache.blob(announced.etag());
    Files.createDirectories(blob.getParent());
    cache.requireInside(blob.getParent());
    tagCache();
    if (!Files.isRegularFile(blob)) {
      Path growing = cache.incomplete(announced.etag());
      grow(address, growing, announced.size(), announced.checksum(file), transfer, progress);
      Files.move(growing, blob, StandardCopyOption.ATOMIC_MOVE);
    }
    cache.place(hub.revision(), announced.commit(), file.path(), announced.etag());
  }

  /** What a server says about a file beforehand. */
  private record Announced(String commit, String etag, long size) {
    static Announced of(HttpHeaders headers, String revision) throws IOException {
      String commit = headers.firstValue("X-Repo-Commit").orElse(revision);
      String etag =
          headers
              .firstValue("X-Linked-Etag")
              .or(() -> headers.firstValue("ETag"))
              .map(text -> text.replaceFirst("^W/", "").replace("\"", ""))
              .orElse("");
      long size =
          headers
              .firstValueAsLong("X-Linked-Size")
              .orElse(headers.firstValueAsLong("Content-Length").orElse(-1));
      if (!FileNames.isCommit(commit) || !FileNames.isSegment(etag) || size < 0) {
        throw new IOException("this is no model hub: it says no commit, tag and size");
      }
      return new Announced(commit, etag, size);
    }

    void requireAsExpected(ModelFile file) throws IOException {
      if (file.bytes().isPresent() && file.bytes().getAsLong() != size) {
        throw new IOException(
            file.path() + " has " + size + " bytes there instead of " + file.bytes().getAsLong());
      }
      if (file.sha256().isPresent()
          && FileNames.isSha256(etag)
          && !file.sha256().get().equals(etag)) {
        throw new IOException(file.path() + " has other contents there than it should");
      }
    }

    Optional<Checksum> checksum(ModelFile file) {
      return file.sha256().map(Checksum::ofSha256).or(() -> Checksum.ofBlobName(etag));
    }
  }

  /** Says to backup programs that the hub's cache can be made again. */
  private void tagCache() throws IOException {
    Path tag = settings.hubCache().resolve("CACHEDIR.TAG");
    if (!Files.exists(tag, LinkOption.NOFOLLOW_LINKS)) {
      Files.writeString(
          tag, "Signature: 8a477f597d28d172789f06886806bc55\n# Models of the Hugging Face hub.\n");
    }
  }

  // --- plain web addresses --------------------------------------------------------------------

  private void fromWeb(
      Source.Web web, PublishedModel model, ModelFile file, Transfer transfer, Progress progress)
      throws IOException {
    URI address = URI.create(web.folder() + file.path());
    Path target = store.ownFile(model, file);
    Files.createDirectories(target.getParent());
    Path root = settings.ownFolder().toRealPath();
    if (!target.getParent().toRealPath().startsWith(root)) {
      throw new IOException(target.getParent() + " is a link that leads out of " + root);
    }
    long size;
    if (file.bytes().isPresent()) {
      size = file.bytes().getAsLong();
    } else {
      size = sizeAt(address, transfer, progress);
    }
    Path growing = ModelStore.incomplete(target);
    grow(address, growing, size, file.sha256().map(Checksum::ofSha256), transfer, progress);
    Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static long sizeAt(URI address, Transfer transfer, Progress progress) throws IOException {
    progress.begin("asking for " + address.getPath(), 0, "");
    OptionalLong size = transfer.length(address, progress);
    return size.orElseThrow(() -> new IOException("the server does not say the file's size"));
  }

  // --- growing --------------------------------------------------------------------------------

  /** Fetches until a file is whole and right. Another process that fetches it too must wait. */
  private void grow(
      URI address,
      Path growing,
      long size,
      Optional<Checksum> checksum,
      Transfer transfer,
      Progress progress)
      throws IOException {
    if (Files.isSymbolicLink(growing)) {
      throw new IOException(growing + " is a link; it is not written through");
    }
    Path lockFile = growing.resolveSibling(growing.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(
                lockFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        throw new IOException("another process is downloading it right now");
      }
      growLocked(address, growing, size, transfer, progress);
      Files.delete(lockFile);
      if (checksum.isPresent() && !checksum.get().matches(growing, progress)) {
        truncate(growing);
        throw new IOException(
            "what came is damaged: its checksum is not "
                + checksum.get().digits()
                + "; it was thrown away");
      }
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void growLocked(
      URI address, Path growing, long size, Transfer transfer, Progress progress)
      throws IOException {
    if (!Files.exists(growing)) {
      Files.createFile(growing);
    }
    long have = Files.size(growing);
    if (have > size) {
      truncate(growing);
      have = 0;
    }
    requireSpace(growing, size - have);
    int attempts = 0;
    while (have < size) {
      String name = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
      long start = have;
      String step =
          "downloading " + name + (start == 0 ? "" : ", continued after " + Sizes.inWords(start));
      progress.begin(step, Math.ceilDiv(size - start, 1_000_000), "MB");
      AtomicLong come = new AtomicLong();
      try {
        Transfer.Answer answer = transfer.download(address, growing, start, size, progress, come);
        if (answer == Transfer.Answer.START_OVER) {
          truncate(growing);
        } else if (start + come.get() < size) {
          throw new IOException("the connection was cut");
        }
      } catch (Transfer.Refused e) {
        if (e.status() < 500 && e.status() != 429) {
          throw e;
        }
        attempts = again(attempts, e, progress);
      } catch (FileSystemException e) {
        throw e;
      } catch (IOException e) {
        if (isFullDisk(e)) {
          throw new FileSystemException(growing.toString(), null, e.getMessage());
        }
        attempts = come.get() > 0 ? 0 : attempts;
        attempts = again(attempts, e, progress);
      }
      have = Files.size(growing);
    }
  }

  private int again(int attempts, IOException failure, Progress progress) throws IOException {
    if (attempts + 1 >= ATTEMPTS_WITHOUT_PROGRESS) {
      throw failure;
    }
    progress.note(failure.getMessage() + "; trying again");
    long until = System.nanoTime() + (pauseMillis << attempts) * 1_000_000;
    while (System.nanoTime() < until) {
      progress.check();
      try {
        Thread.sleep(Math.min(100, pauseMillis));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException();
      }
    }
    return attempts + 1;
  }

  private static boolean isFullDisk(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("No space left") || message.contains("not enough space");
  }

  private static void truncate(Path file) throws IOException {
    Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)
        .close();
  }

  /** A disk that will not hold the file is said before hours of downloading. */
  private void requireSpace(Path growing, long bytes) throws IOException {
    long free = freeBytes.applyAsLong(growing);
    if (free < bytes) {
      throw new FileSystemException(
          growing.toString(),
          null,
          "No space left: "
              + Sizes.inWords(bytes)
              + " are needed, "
              + Sizes.inWords(free)
              + " are free");
    }
  }

  private static long usableSpace(Path file) {
    try {
      return Files.getFileStore(file).getUsableSpace();
    } catch (IOException e) {
      return Long.MAX_VALUE; // a file system that does not say is tried
    }
  }
}
