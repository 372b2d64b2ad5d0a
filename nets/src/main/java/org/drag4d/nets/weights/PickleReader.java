package org.drag4d.nets.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.drag4d.nets.weights.Pickled.Bool;
import org.drag4d.nets.weights.Pickled.Bytes;
import org.drag4d.nets.weights.Pickled.Dictionary;
import org.drag4d.nets.weights.Pickled.Global;
import org.drag4d.nets.weights.Pickled.Inert;
import org.drag4d.nets.weights.Pickled.None;
import org.drag4d.nets.weights.Pickled.Persistent;
import org.drag4d.nets.weights.Pickled.Real;
import org.drag4d.nets.weights.Pickled.Sequence;
import org.drag4d.nets.weights.Pickled.Tensor;
import org.drag4d.nets.weights.Pickled.Text;
import org.drag4d.nets.weights.Pickled.Tuple;
import org.drag4d.nets.weights.Pickled.Whole;
import org.drag4d.task.InputException;

/**
 * A stack machine for Python pickles that builds inert values. Safety is structural: a global
 * becomes its name; of all calls only the three that PyTorch saves tensors with are understood,
 * every other becomes a record; an unknown opcode is an error that names its byte. Stack, memo and
 * text are bounded by the size of the pickle, and containers are not nested deeper than {@link
 * #DEEPEST}.
 */
final class PickleReader {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble BIG_ENDIAN_DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** Marks where the items of a container begin; never part of a result. */
  private static final Pickled MARK = new Inert(new Text("mark"), new None());

  private final String where;
  private final MemorySegment pickle;
  private final List<Pickled> stack = new ArrayList<>();
  private final Map<Integer, Pickled> memo = new HashMap<>();
  private long at;

  private PickleReader(String where, MemorySegment pickle) {
    this.where = where;
    this.pickle = pickle;
  }

  /**
   * Reads one pickle.
   *
   * @param where what to call it in errors
   * @throws InputException if it is damaged or uses an unknown opcode
   */
  static Pickled read(String where, MemorySegment pickle) {
    var reader = new PickleReader(where, pickle);
    try {
      return reader.run();
    } catch (IndexOutOfBoundsException | NoSuchElementException | NumberFormatException e) {
      throw new InputException(
          where + ", byte " + reader.at, "the pickle is cut off or its stack runs empty");
    }
  }

  private Pickled run() {
    while (true) {
      long start = at;
      int opcode = byteValue();
      switch (opcode) {
        case '.' -> {
          return pop();
        }
        case 0x80 -> at++; // PROTO
        case 0x95 -> at += 8; // FRAME
        case 'N' -> push(new None());
        case 0x88 -> push(new Bool(true));
        case 0x89 -> push(new Bool(false));
        case 'K' -> push(new Whole(byteValue()));
        case 'M' -> push(new Whole(unsignedShort()));
        case 'J' -> push(new Whole(integer()));
        case 'I' -> push(oldInteger(line()));
        case 'L' -> push(oldInteger(line().replaceFirst("L$", "")));
        case 0x8a -> push(longOf(byteValue()));
        case 0x8b -> push(longOf(length(integer())));
        case 'G' -> push(new Real(real()));
        case 'F' -> push(new Real(Double.parseDouble(line())));
        case 'X' -> push(new Text(text(length(integer()))));
        case 0x8c -> push(new Text(text(byteValue())));
        case 0x8d -> push(new Text(text(length(longValue()))));
        case 'T' -> push(new Text(text(length(integer()))));
        case 'U' -> push(new Text(text(byteValue())));
        case 'V', 'S' -> push(new Text(line()));
        case 'B' -> push(bytes(length(integer())));
        case 'C' -> push(bytes(byteValue()));
        case 0x8e, 0x96 -> push(bytes(length(longValue())));
        case ')' -> push(new Tuple(List.of()));
        case ']', 0x8f -> push(new Sequence(new ArrayList<>()));
        case '}' -> push(new Dictionary(new LinkedHashMap<>()));
        case '(' -> push(MARK);
        case '0' -> pop();
        case '1' -> sinceMark();
        case '2' -> push(stack.getLast());
        case 't', 0x91 -> push(new Tuple(List.copyOf(sinceMark())));
        case 'l' -> push(new Sequence(sinceMark()));
        case 'd' -> {
          var dictionary = new Dictionary(new LinkedHashMap<>());
          putAll(dictionary, sinceMark());
          push(dictionary);
        }
        case 0x85 -> push(tuple(1));
        case 0x86 -> push(tuple(2));
        case 0x87 -> push(tuple(3));
        case 'a' -> append(List.of(pop()));
        case 'e', 0x90 -> append(sinceMark());
        case 's' -> {
          Pickled value = pop();
          Pickled key = pop();
          putAll(stack.getLast(), List.of(key, value));
        }
        case 'u' -> {
          List<Pickled> items = sinceMark();
          putAll(stack.getLast(), items);
        }
        case 'c' -> push(new Global(line(), line()));
        case 0x93 -> {
          Pickled name = pop();
          Pickled module = pop();
          push(new Global(textOf(module), textOf(name)));
        }
        case 'R', 0x81 -> {
          Pickled arguments = pop();
          push(call(pop(), arguments));
        }
        case 0x92 -> { // NEWOBJ_EX
          pop();
          Pickled arguments = pop();
          push(call(pop(), arguments));
        }
        case 'i' -> {
          var global = new Global(line(), line());
          push(new Inert(global, new Tuple(sinceMark())));
        }
        case 'o' -> {
          List<Pickled> items = sinceMark();
          push(new Inert(items.getFirst(), new Tuple(items.subList(1, items.size()))));
        }
        case 'b' -> build(pop());
        case 'Q' -> push(new Persistent(pop()));
        case 'P' -> push(new Persistent(new Text(line())));
        case 'q' -> memo.put(byteValue(), stack.getLast());
        case 'r' -> memo.put(integer(), stack.getLast());
        case 'p' -> memo.put(Integer.parseInt(line()), stack.getLast());
        case 0x94 -> memo.put(memo.size(), stack.getLast());
        case 'h' -> push(recall(byteValue()));
        case 'j' -> push(recall(integer()));
        case 'g' -> push(recall(Integer.parseInt(line())));
        default ->
            throw new InputException(
                where + ", byte " + start,
                "pickle opcode 0x" + Integer.toHexString(opcode) + " is not known");
      }
    }
  }

  /** What a call would give: only tensors and ordered dictionaries are more than a record. */
  private Pickled call(Pickled callable, Pickled arguments) {
    if (callable instanceof Global(String module, String name)
        && arguments instanceof Tuple(List<Pickled> a)) {
      switch (module + "." + name) {
        case "collections.OrderedDict" -> {
          return new Dictionary(new LinkedHashMap<>());
        }
        case "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state" -> {
          return a.isEmpty() ? new None() : a.getFirst();
        }
        case "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor" -> {
          if (a.size() >= 4
              && a.get(0) instanceof Persistent(Pickled id)
              && a.get(1) instanceof Whole(long offset)) {
            return new Tensor(id, offset, longs(a.get(2)), longs(a.get(3)));
          }
          throw new InputException(where + ", byte " + at, "a tensor is not saved as PyTorch does");
        }
        default -> {}
      }
    }
    return new Inert(callable, arguments);
  }

  /**
   * BUILD sets the state of an object; a tensor's or dictionary's extra state is of no interest.
   */
  private void build(Pickled state) {
    Pickled target = pop();
    push(
        target instanceof Inert(Pickled callable, Pickled arguments)
            ? new Inert(callable, new Tuple(List.of(arguments, state)))
            : target);
  }

  private void append(List<Pickled> items) {
    if (stack.getLast() instanceof Sequence(List<Pickled> list)) {
      list.addAll(items);
    }
  }

  private void putAll(Pickled target, List<Pickled> items) {
    if (items.size() % 2 != 0) {
      throw new InputException(where + ", byte " + at, "a key without a value");
    }
    if (target instanceof Dictionary(Map<Pickled, Pickled> entries)) {
      for (int i = 0; i < items.size(); i += 2) {
        if (items.get(i) instanceof Text || items.get(i) instanceof Whole) {
          entries.put(items.get(i), items.get(i + 1)); // other keys name no tensors
        }
      }
    }
  }

  private long[] longs(Pickled tuple) {
    if (tuple instanceof Tuple(List<Pickled> items) && items.size() <= 16) {
      long[] values = new long[items.size()];
      for (int i = 0; i < values.length; i++) {
        if (!(items.get(i) instanceof Whole(long value)) || value < 0) {
          throw new InputException(where + ", byte " + at, "a tensor's shape is damaged");
        }
        values[i] = value;
      }
      return values;
    }
    throw new InputException(where + ", byte " + at, "a tensor's shape is damaged");
  }

  private Tuple tuple(int size) {
    List<Pickled> tail = stack.subList(stack.size() - size, stack.size());
    var tuple = new Tuple(List.copyOf(tail));
    tail.clear();
    return tuple;
  }

  private List<Pickled> sinceMark() {
    int mark = stack.size() - 1;
    while (stack.get(mark) != MARK) {
      mark--;
    }
    List<Pickled> tail = stack.subList(mark + 1, stack.size());
    List<Pickled> items = new ArrayList<>(tail);
    stack.subList(mark, stack.size()).clear();
    return items;
  }

  private void push(Pickled value) {
    stack.add(value);
  }

  private Pickled pop() {
    return stack.removeLast();
  }

  private Pickled recall(int index) {
    Pickled value = memo.get(index);
    if (value == null) {
      throw new InputException(where + ", byte " + at, "the memo has no entry " + index);
    }
    return value;
  }

  private static String textOf(Pickled value) {
    return value instanceof Text(String text) ? text : "?";
  }

  private static Pickled oldInteger(String digits) {
    return switch (digits) {
      case "00" -> new Bool(false);
      case "01" -> new Bool(true);
      default -> {
        try {
          yield new Whole(Long.parseLong(digits));
        } catch (NumberFormatException e) {
          yield new Inert(new Text("number"), new Text(digits));
        }
      }
    };
  }

  private Pickled longOf(int bytes) {
    long from = at;
    at += bytes;
    if (bytes > 8) {
      pickle.get(ValueLayout.JAVA_BYTE, at - 1); // bounds
      return new Inert(new Text("number"), new Bytes(bytes));
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (pickle.get(ValueLayout.JAVA_BYTE, from + i) & 255L) << 8 * i;
    }
    int unused = 64 - 8 * bytes;
    return new Whole(bytes == 0 ? 0 : value << unused >> unused);
  }

  private Bytes bytes(int length) {
    skip(length);
    return new Bytes(length);
  }

  private String text(int length) {
    byte[] bytes = pickle.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    at += length;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() {
    long end = at;
    while (pickle.get(ValueLayout.JAVA_BYTE, end) != '\n') {
      end++;
    }
    String line = text((int) Math.min(end - at, 1 << 20));
    at = end + 1;
    return line;
  }

  private int length(long stated) {
    if (stated < 0 || stated > pickle.byteSize() - at) {
      throw new InputException(where + ", byte " + at, "a length of " + stated + " bytes");
    }
    return (int) Math.min(stated, Integer.MAX_VALUE);
  }

  private void skip(long bytes) {
    at += length(bytes);
  }

  private int byteValue() {
    return pickle.get(ValueLayout.JAVA_BYTE, at++) & 255;
  }

  private int unsignedShort() {
    int value = pickle.get(SHORT, at) & 0xffff;
    at += 2;
    return value;
  }

  private int integer() {
    int value = pickle.get(INT, at);
    at += 4;
    return value;
  }

  private long longValue() {
    long value = pickle.get(LONG, at);
    at += 8;
    return value;
  }

  private double real() {
    double value = pickle.get(BIG_ENDIAN_DOUBLE, at);
    at += 8;
    return value;
  }
}
