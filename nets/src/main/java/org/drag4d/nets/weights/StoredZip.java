package org.drag4d.nets.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The records of a zip archive whose members are stored without compression, as PyTorch writes them
 * (zip64 too): name to memory, nothing copied.
 */
final class StoredZip {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final int END_OF_DIRECTORY = 0x06054b50;
  private static final int END_OF_DIRECTORY_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int MEMBER = 0x04034b50;
  private static final long MOST_MEMBERS = 1 << 20;

  private StoredZip() {}

  /** Says whether a file begins like a zip archive. */
  static boolean isZip(MemorySegment memory) {
    return memory.byteSize() >= 4 && memory.get(INT, 0) == MEMBER;
  }

  /**
   * Reads the directory.
   *
   * @throws org.drag4d.task.InputException if the archive is damaged or a member is compressed
   */
  static Map<String, MemorySegment> members(MappedFile mapped) {
    MemorySegment m = mapped.memory();
    long end = endOfDirectory(mapped);
    long count = m.get(SHORT, end + 10) & 0xffff;
    long at = m.get(INT, end + 16) & 0xffffffffL;
    if (end >= 20 && m.get(INT, end - 20) == LOCATOR_64) {
      long end64 = m.get(LONG, end - 20 + 8);
      need(mapped, end64, 56);
      if (m.get(INT, end64) != END_OF_DIRECTORY_64) {
        throw mapped.damaged("the zip64 directory is not where its locator says");
      }
      count = m.get(LONG, end64 + 32);
      at = m.get(LONG, end64 + 48);
    }
    if (count < 0 || count > MOST_MEMBERS) {
      throw mapped.damaged(count + " members in the archive");
    }
    Map<String, MemorySegment> members = new LinkedHashMap<>();
    for (long i = 0; i < count; i++) {
      need(mapped, at, 46);
      if (m.get(INT, at) != DIRECTORY_ENTRY) {
        throw mapped.damaged("the archive's directory is broken at byte " + at);
      }
      int nameLength = m.get(SHORT, at + 28) & 0xffff;
      int extraLength = m.get(SHORT, at + 30) & 0xffff;
      int commentLength = m.get(SHORT, at + 32) & 0xffff;
      need(mapped, at, 46L + nameLength + extraLength + commentLength);
      String name =
          new String(
              m.asSlice(at + 46, nameLength).toArray(ValueLayout.JAVA_BYTE),
              StandardCharsets.UTF_8);
      if (m.get(SHORT, at + 10) != 0) {
        throw mapped.damaged("member " + name + " is compressed, which PyTorch never does");
      }
      long size = m.get(INT, at + 24) & 0xffffffffL;
      long header = m.get(INT, at + 42) & 0xffffffffL;
      if (size == 0xffffffffL || header == 0xffffffffL) {
        long[] wide = zip64(m, at + 46 + nameLength, extraLength, size, header);
        size = wide[0];
        header = wide[1];
      }
      members.put(name, memberData(mapped, name, header, size));
      at += 46L + nameLength + extraLength + commentLength;
    }
    return members;
  }

  private static MemorySegment memberData(MappedFile mapped, String name, long header, long size) {
    MemorySegment m = mapped.memory();
    need(mapped, header, 30);
    if (m.get(INT, header) != MEMBER) {
      throw mapped.damaged("member " + name + " is not where the directory says");
    }
    long start =
        header + 30 + (m.get(SHORT, header + 26) & 0xffff) + (m.get(SHORT, header + 28) & 0xffff);
    need(mapped, start, size);
    return m.asSlice(start, size);
  }

  /** Returns size and header offset from the zip64 extra field where the short ones overflow. */
  private static long[] zip64(MemorySegment m, long extra, int length, long size, long header) {
    long at = extra;
    long end = extra + length;
    while (at + 4 <= end) {
      int id = m.get(SHORT, at) & 0xffff;
      int bytes = m.get(SHORT, at + 2) & 0xffff;
      if (id == 1 && at + 4 + bytes <= end) {
        long field = at + 4;
        if (size == 0xffffffffL && field + 8 <= at + 4 + bytes) {
          size = m.get(LONG, field);
          field += 16; // the compressed size, which is the same, lies between
        }
        if (header == 0xffffffffL && field + 8 <= at + 4 + bytes) {
          header = m.get(LONG, field);
        }
      }
      at += 4 + bytes;
    }
    return new long[] {size, header};
  }

  private static long endOfDirectory(MappedFile mapped) {
    MemorySegment m = mapped.memory();
    long lowest = Math.max(0, m.byteSize() - 22 - 65_535);
    for (long at = m.byteSize() - 22; at >= lowest; at--) {
      if (m.get(INT, at) == END_OF_DIRECTORY) {
        return at;
      }
    }
    throw mapped.damaged("the archive has no directory");
  }

  private static void need(MappedFile mapped, long at, long bytes) {
    long size = mapped.memory().byteSize();
    if (at < 0 || bytes < 0 || at > size || bytes > size - at) {
      throw mapped.damaged("the archive points beyond its end");
    }
  }
}
