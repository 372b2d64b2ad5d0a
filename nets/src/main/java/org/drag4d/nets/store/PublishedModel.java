package org.drag4d.nets.store;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model that someone has published.
 *
 * @param name what it is asked for by, for instance {@code u2netp}
 * @param makes what it makes, in a few words
 * @param licence under which terms it may be used
 * @param sources where it can be had, the first choice first; all hold the same files
 * @param files what it consists of
 * @param usedBy the commands and options that use it here; empty if nothing does yet
 * @param note something worth knowing before downloading it, or empty
 */
public record PublishedModel(
    String name,
    String makes,
    Licence licence,
    List<Source> sources,
    List<ModelFile> files,
    List<String> usedBy,
    String note) {

  /** Keeps the lists as they are now. */
  public PublishedModel {
    FileNames.checkSegment(name, "models.json");
    sources = List.copyOf(sources);
    files = List.copyOf(files);
    usedBy = List.copyOf(usedBy);
  }

  /** Returns the bytes of all files, exact where all are known exactly. */
  public long totalBytes() {
    return files.stream().mapToLong(ModelFile::aboutBytes).sum();
  }

  /** Returns whether all sizes are known exactly. */
  public boolean sizeIsExact() {
    return files.stream().allMatch(file -> file.bytes().isPresent());
  }

  /** Returns the size in words, with "about" where it is not known exactly. */
  public String size() {
    return (sizeIsExact() ? "" : "about ") + Sizes.inWords(totalBytes());
  }

  /**
   * The terms of use.
   *
   * @param name its name, for instance {@code Apache-2.0}
   * @param link where it can be read
   * @param commercial whether commercial use is allowed; false also where nothing says so
   * @param territories where the model may not be used, in words; empty if there is no such limit
   * @param note what else a person must know before accepting, or empty
   */
  public record Licence(
      String name, String link, boolean commercial, String territories, String note) {}

  /** Where a model's files can be had. */
  public sealed interface Source {
    /** Returns the place in words. */
    String where();

    /**
     * A repository of a model hub.
     *
     * @param repository {@code owner/name}
     * @param revision a commit (40 hexadecimal digits) where it is known, else a branch
     */
    record Hub(String repository, String revision) implements Source {
      /** Checks both names. */
      public Hub {
        FileNames.checkRepository(repository, "models.json");
        FileNames.checkSegment(revision, "models.json");
      }

      @Override
      public String where() {
        return "huggingface.co/" + repository;
      }
    }

    /**
     * A folder on the web; a file's path is appended to it.
     *
     * @param folder its address with a final slash
     */
    record Web(String folder) implements Source {
      @Override
      public String where() {
        return folder.replaceFirst("https?://", "");
      }
    }
  }

  /**
   * One file of a model.
   *
   * @param path where it lies inside the model, with forward slashes
   * @param bytes its exact size, where that is known beforehand
   * @param aboutBytes its size, exact or not
   * @param sha256 its SHA-256 as 64 hexadecimal digits, where that is known beforehand
   */
  public record ModelFile(
      String path, OptionalLong bytes, long aboutBytes, Optional<String> sha256) {
    /** Checks the path. */
    public ModelFile {
      FileNames.checkPath(path, "models.json");
    }
  }
}
