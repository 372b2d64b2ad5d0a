package org.drag4d.nets.store;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A model that was asked for is not on this computer. The message has its files, size and licence,
 * where was looked for it, and the command that gets it.
 */
public final class MissingModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is missing. */
  MissingModelException(
      PublishedModel model, List<PublishedModel.ModelFile> missing, List<Path> lookedAt) {
    super(message(model, missing, lookedAt));
  }

  private static String message(
      PublishedModel model, List<PublishedModel.ModelFile> missing, List<Path> lookedAt) {
    String files =
        missing.stream()
            .map(
                f ->
                    f.path()
                        + " ("
                        + (f.bytes().isPresent() ? "" : "about ")
                        + Sizes.inWords(f.aboutBytes())
                        + ")")
            .collect(Collectors.joining(", "));
    String places = lookedAt.stream().map(Path::toString).collect(Collectors.joining(", "));
    return "the model %s (%s) is not on this computer\n".formatted(model.name(), model.makes())
        + "  Missing:  %s\n".formatted(files)
        + "  Licence:  %s\n".formatted(Terms.line(model.licence()))
        + "  Looked in %s\n".formatted(places)
        + "  Get it:   drag4d models pull %s\n".formatted(model.name())
        + "  Or take files that you have: drag4d models import %s FOLDER".formatted(model.name());
  }
}
