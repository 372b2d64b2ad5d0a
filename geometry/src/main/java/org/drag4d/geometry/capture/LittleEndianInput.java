package org.drag4d.geometry.capture;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.drag4d.task.InputException;

/** Reads little-endian numbers and knows at which byte of which file it is. */
final class LittleEndianInput implements AutoCloseable {
  private final Path file;
  private final InputStream in;
  private final long size;
  private final byte[] bytes = new byte[8];
  private final ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private long offset;

  LittleEndianInput(Path file) throws IOException {
    this.file = file;
    this.size = Files.size(file);
    this.in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  long readLong() throws IOException {
    fill(8);
    return view.getLong(0);
  }

  double readDouble() throws IOException {
    fill(8);
    return view.getDouble(0);
  }

  int readInt() throws IOException {
    fill(4);
    return view.getInt(0);
  }

  int readByte() throws IOException {
    fill(1);
    return bytes[0] & 255;
  }

  /**
   * Reads how many records follow.
   *
   * @param smallestRecord bytes that each of them takes at least
   * @throws InputException if the rest of the file cannot hold so many
   */
  int readCount(String what, int smallestRecord) throws IOException {
    long count = readLong();
    if (count < 0 || count > (size - offset) / smallestRecord || count > Integer.MAX_VALUE - 16) {
      throw damaged("says " + count + " " + what + ", more than the file can hold");
    }
    return (int) count;
  }

  String readName() throws IOException {
    var name = new ByteArrayOutputStream();
    for (int b = readByte(); b != 0; b = readByte()) {
      if (name.size() >= 4096) {
        throw damaged("a file name longer than 4096 bytes");
      }
      name.write(b);
    }
    return name.toString(StandardCharsets.UTF_8);
  }

  void skip(long count) throws IOException {
    if (count < 0 || count > size - offset) {
      throw damaged("ends in the middle of a record");
    }
    in.skipNBytes(count);
    offset += count;
  }

  InputException damaged(String what) {
    return new InputException(file + ", byte " + offset, what, "The file seems damaged.");
  }

  private void fill(int count) throws IOException {
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException(file + " ends at byte " + size + " in the middle of a record");
    }
    offset += count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
