package org.drag4d.nets.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.drag4d.task.Progress;

/**
 * What a file's contents must add up to. The hub names large files by their SHA-256 and small ones
 * by git's SHA-1 of a blob: of the word "blob", the size, a zero byte and the contents.
 *
 * @param kind how it is computed
 * @param digits hexadecimal, lower case
 */
record Checksum(Kind kind, String digits) {
  enum Kind {
    SHA_256,
    GIT_BLOB
  }

  /** Returns the checksum that a blob's name says; empty if the name is something else. */
  static Optional<Checksum> ofBlobName(String name) {
    if (FileNames.isSha256(name)) {
      return Optional.of(new Checksum(Kind.SHA_256, name));
    }
    return FileNames.isCommit(name)
        ? Optional.of(new Checksum(Kind.GIT_BLOB, name))
        : Optional.empty();
  }

  static Checksum ofSha256(String digits) {
    return new Checksum(Kind.SHA_256, digits);
  }

  /** Returns whether a file's contents are right; reports the megabytes read. */
  boolean matches(Path file, Progress progress) throws IOException {
    return digits.equals(of(kind, file, progress));
  }

  /** Computes a file's checksum. */
  static String of(Kind kind, Path file, Progress progress) throws IOException {
    long size = Files.size(file);
    MessageDigest digest = digest(kind);
    if (kind == Kind.GIT_BLOB) {
      digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    progress.begin("checking " + file.getFileName(), Math.ceilDiv(size, 1_000_000), "MB");
    byte[] buffer = new byte[1 << 18];
    long done = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        progress.advance(done / 1_000_000);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(Kind kind) {
    try {
      return MessageDigest.getInstance(kind == Kind.SHA_256 ? "SHA-256" : "SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has both
    }
  }
}
