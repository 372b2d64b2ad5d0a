package org.drag4d.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.drag4d.task.InputException;

/**
 * What a result depends on, in one number (SHA-256): two runs of a stage with the same fingerprint
 * give the same result. Names and values are told apart, so that moving text from one to the next
 * changes the number.
 */
final class Fingerprint {
  private final MessageDigest digest = sha256();

  /** Starts the fingerprint of a stage; a recipe that changes its results takes a new number. */
  Fingerprint(String stage, int recipe) {
    add("stage", stage);
    add("recipe", recipe);
  }

  /**
   * Adds a value by its text: numbers, texts, enums, and records of these, whose text names every
   * component.
   */
  Fingerprint add(String name, Object value) {
    put(name);
    put(value.toString());
    return this;
  }

  /** Adds the content of a file. */
  Fingerprint addFile(String name, Path file) {
    return add(name, ofFile(file));
  }

  /** Returns the number, as 64 hexadecimal digits. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Returns the SHA-256 of a file's content.
   *
   * @throws InputException if there is no such file
   */
  static String ofFile(Path file) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (NoSuchFileException e) {
      throw new InputException(
          file.toString(), "there is no such file, and project.json names it", "Put it back.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
