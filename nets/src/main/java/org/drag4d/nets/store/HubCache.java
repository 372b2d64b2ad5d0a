package org.drag4d.nets.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drag4d.geometry.WholeFile;

/**
 * One repository in the cache that all Hugging Face tools share (studio-and-cli section 6.1):
 * {@code refs/BRANCH} holds a commit, {@code snapshots/COMMIT/PATH} is a relative link to {@code
 * blobs/ETAG}, or the file itself where links cannot be made.
 */
record HubCache(Path folder, boolean links) {

  /** Returns the place of a repository, which need not exist. */
  static HubCache of(StoreSettings settings, String repository) {
    FileNames.checkRepository(repository, "repository");
    return new HubCache(
        settings.hubCache().resolve("models--" + repository.replace("/", "--")), settings.links());
  }

  /** Returns a file of a revision, if it is here. */
  Optional<Path> find(String revision, String path) throws IOException {
    Optional<String> commit =
        FileNames.isCommit(revision) ? Optional.of(revision) : commitOf(revision);
    if (commit.isPresent()) {
      Path file = FileNames.inside(snapshot(commit.get()), path);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Returns the commits of which there are files here, in the order of their names. */
  List<String> commits() throws IOException {
    Path snapshots = folder.resolve("snapshots");
    if (!Files.isDirectory(snapshots)) {
      return List.of();
    }
    try (Stream<Path> list = Files.list(snapshots)) {
      return list.map(p -> p.getFileName().toString())
          .filter(FileNames::isCommit)
          .sorted()
          .toList();
    }
  }

  private Optional<String> commitOf(String branch) throws IOException {
    Path ref = folder.resolve("refs").resolve(branch);
    if (!Files.isRegularFile(ref) || Files.size(ref) > 100) {
      return Optional.empty();
    }
    return Optional.of(Files.readString(ref).strip()).filter(FileNames::isCommit);
  }

  private Path snapshot(String commit) {
    return folder.resolve("snapshots").resolve(commit);
  }

  /** Returns the place of a blob. */
  Path blob(String etag) {
    return folder.resolve("blobs").resolve(FileNames.checkSegment(etag, "ETag"));
  }

  /** Returns where a blob grows while it is fetched. */
  Path incomplete(String etag) {
    Path blob = blob(etag);
    return blob.resolveSibling(blob.getFileName() + ".drag4d.incomplete");
  }

  /**
   * Gives a complete blob its names: a branch points to the commit, the commit's file to the blob.
   *
   * @return the file's place in the snapshot
   */
  Path place(String revision, String commit, String path, String etag) throws IOException {
    Path blob = blob(etag);
    Path file = FileNames.inside(snapshot(commit), path);
    Files.createDirectories(file.getParent());
    requireInside(file.getParent());
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || !Files.isRegularFile(file)) {
      Files.deleteIfExists(file); // a link to a blob that is gone
      if (!link(file, blob)) {
        Files.move(blob, file, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    if (!FileNames.isCommit(revision)) {
      Path ref = folder.resolve("refs").resolve(FileNames.checkSegment(revision, "revision"));
      Files.createDirectories(ref.getParent());
      requireInside(ref.getParent());
      WholeFile.write(ref, commit.getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private boolean link(Path file, Path blob) throws IOException {
    if (!links) {
      return false;
    }
    try {
      Files.createSymbolicLink(file, file.getParent().relativize(blob));
      return true;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false; // no links here: the file itself goes into the snapshot
    }
  }

  /**
   * Makes sure that a folder we are about to write into lies in this repository's folder, whatever
   * links somebody may have laid there.
   */
  void requireInside(Path written) throws IOException {
    if (!written.toRealPath().startsWith(folder.toRealPath())) {
      throw new IOException(written + " is a link that leads out of " + folder);
    }
  }

  /**
   * Removes a snapshot's files, and the blobs to which no other snapshot points.
   *
   * @return how many bytes that freed
   */
  long remove(String commit, List<String> paths) throws IOException {
    List<Path> blobs = new ArrayList<>();
    long freed = 0;
    for (String path : paths) {
      Path file = FileNames.inside(snapshot(commit), path);
      if (Files.isSymbolicLink(file)) {
        Path blob = file.getParent().resolve(Files.readSymbolicLink(file)).normalize();
        if (blob.startsWith(folder.resolve("blobs"))) {
          blobs.add(blob);
        }
      } else if (Files.isRegularFile(file)) {
        freed += Files.size(file);
      }
      Files.deleteIfExists(file);
    }
    List<Path> used = linkedBlobs();
    for (Path blob : blobs) {
      if (!used.contains(blob) && Files.isRegularFile(blob)) {
        freed += Files.size(blob);
        Files.delete(blob);
      }
    }
    removeEmpty(snapshot(commit));
    return freed;
  }

  private List<Path> linkedBlobs() throws IOException {
    Path snapshots = folder.resolve("snapshots");
    List<Path> blobs = new ArrayList<>();
    if (Files.isDirectory(snapshots)) {
      try (Stream<Path> all = Files.walk(snapshots, 12)) {
        for (Path file : all.filter(Files::isSymbolicLink).toList()) {
          blobs.add(file.getParent().resolve(Files.readSymbolicLink(file)).normalize());
        }
      }
    }
    return blobs;
  }

  /** Removes a folder and those in it as far as nothing is left in them. */
  static void removeEmpty(Path top) throws IOException {
    if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(top, 12)) {
      deepestFirst =
          all.filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
              .toList();
    }
    for (Path folder : deepestFirst) {
      try (Stream<Path> content = Files.list(folder)) {
        if (content.findAny().isPresent()) {
          continue;
        }
      }
      Files.delete(folder);
    }
  }
}
