package org.drag4d.priors.neural;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The committed models of tools/parity/tiny_models.py, laid out as the published ones are. */
final class TinyModels {
  private static final Path MODELS = Path.of("src/test/resources/models");
  private static final Path WORDS = Path.of("../nets/src/test/resources/clip-tokenizer");

  private TinyModels() {}

  /** Copies a model, with the tokenizer that all share. */
  static Path layOut(String model, Path to) throws IOException {
    copy(model, to);
    Files.createDirectories(to.resolve("tokenizer"));
    for (String words : List.of("vocab.json", "merges.txt")) {
      Files.copy(WORDS.resolve(words), to.resolve("tokenizer").resolve(words));
    }
    return to;
  }

  /** Copies the files of a folder over what is there. */
  static Path copy(String model, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(MODELS.resolve(model))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(MODELS.resolve(model).relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }
}
