package org.drag4d.nets.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.drag4d.task.InputException;

/**
 * A file as memory.
 *
 * @param file where it is
 * @param arena owns the mapping
 * @param memory all of it, read-only
 */
record MappedFile(Path file, Arena arena, MemorySegment memory) {

  static MappedFile open(Path file) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new MappedFile(file, arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
    } catch (IOException e) {
      arena.close();
      throw new InputException(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  InputException damaged(String what) {
    return new InputException(file.toString(), what, "The file is damaged or cut off.");
  }

  void close() {
    arena.close();
  }
}
