package org.drag4d.nets.weights;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drag4d.nets.weights.Pickled.Dictionary;
import org.drag4d.nets.weights.Pickled.Global;
import org.drag4d.nets.weights.Pickled.Inert;
import org.drag4d.nets.weights.Pickled.Sequence;
import org.drag4d.nets.weights.Pickled.Tensor;
import org.drag4d.nets.weights.Pickled.Text;
import org.drag4d.nets.weights.Pickled.Tuple;
import org.drag4d.nets.weights.Pickled.Whole;
import org.drag4d.task.InputException;

/**
 * A checkpoint that PyTorch saved ({@code .pt .pth .ckpt .bin}, the zip format of 2020 and later):
 * every tensor in it, wherever it hides. Names are the keys on the way to it, joined by dots; a
 * state dict's own keys stay as they are, so a Lightning checkpoint gives {@code
 * state_dict.model.conv.weight}.
 */
public final class TorchCheckpoint implements WeightFile {
  private static final int DEEPEST = 64;

  /** A pickle can refer to one list many times over; no honest one unfolds to more than this. */
  private static final int MOST_VALUES = 400_000;

  /** Honest names have about a hundred characters. */
  private static final int LONGEST_NAME = 4096;

  /** A view may repeat its numbers, but a few bytes must not become gigabytes. */
  private static final long MOST_REPEATS = 4096;

  private final MappedFile mapped;
  private final Map<String, MemorySegment> members;
  private final String root;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private int values;

  private TorchCheckpoint(MappedFile mapped) {
    this.mapped = mapped;
    this.members = StoredZip.members(mapped);
    String pickle =
        members.keySet().stream()
            .filter(name -> name.endsWith("/data.pkl") || name.equals("data.pkl"))
            .findFirst()
            .orElseThrow(() -> mapped.damaged("the archive has no data.pkl"));
    this.root = pickle.substring(0, pickle.length() - "data.pkl".length());
    collect("", PickleReader.read(mapped.file() + ", " + pickle, members.get(pickle)), 0);
  }

  /**
   * Opens a checkpoint.
   *
   * @throws InputException if it is damaged or in PyTorch's format from before 2020
   */
  public static TorchCheckpoint open(Path file) {
    MappedFile mapped = MappedFile.open(file);
    try {
      if (!StoredZip.isZip(mapped.memory())) {
        throw new InputException(
            file.toString(),
            "not a weight file that is read",
            "Wanted: safetensors, or a PyTorch checkpoint of version 1.6 or later. Older ones are"
                + " converted by torch.save(torch.load(OLD, map_location='cpu'), NEW).");
      }
      return new TorchCheckpoint(mapped);
    } catch (RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private void collect(String name, Pickled value, int depth) {
    if (depth > DEEPEST || ++values > MOST_VALUES) {
      throw mapped.damaged(
          "containers are nested deeper than " + DEEPEST + " or hold more than " + MOST_VALUES);
    }
    switch (value) {
      case Tensor tensor -> tensors.put(name, stored(name, tensor));
      case Dictionary(Map<Pickled, Pickled> entries) ->
          entries.forEach((key, item) -> collect(join(name, key), item, depth + 1));
      case Sequence(List<Pickled> items) -> collectAll(name, items, depth);
      case Tuple(List<Pickled> items) -> collectAll(name, items, depth);
      case Inert(Pickled _, Pickled arguments) -> collect(name, arguments, depth + 1);
      default -> {}
    }
  }

  private void collectAll(String name, List<Pickled> items, int depth) {
    for (int i = 0; i < items.size(); i++) {
      collect(join(name, new Whole(i)), items.get(i), depth + 1);
    }
  }

  private String join(String name, Pickled key) {
    String last =
        switch (key) {
          case Text(String text) -> text;
          case Whole(long number) -> Long.toString(number);
          default -> "?";
        };
    if (name.length() + last.length() > LONGEST_NAME) {
      throw mapped.damaged("a name of more than " + LONGEST_NAME + " characters");
    }
    return name.isEmpty() ? last : name + "." + last;
  }

  private StoredTensor stored(String name, Tensor tensor) {
    // ('storage', torch.FloatStorage, key, location, numel)
    if (!(tensor.storage() instanceof Tuple(List<Pickled> id))
        || id.size() < 5
        || !(id.get(1) instanceof Global(String _, String storageClass))
        || !(id.get(2) instanceof Text(String key))) {
      throw mapped.damaged("tensor " + name + " names its storage in an unknown way");
    }
    ElementType type =
        ElementType.ofTorchStorage(storageClass)
            .orElseThrow(
                () ->
                    new InputException(
                        mapped.file() + ", tensor " + name, storageClass + " is not read"));
    MemorySegment storage = members.get(root + "data/" + key);
    if (storage == null) {
      throw mapped.damaged("the numbers of tensor " + name + " are missing (data/" + key + ")");
    }
    long elements = storage.byteSize() / type.bytes();
    long last = tensor.offset();
    boolean empty = false;
    double count = 1;
    for (long size : tensor.shape()) {
      count *= size;
    }
    if (count > Math.max(1, elements) * (double) MOST_REPEATS) {
      throw mapped.damaged(
          "tensor " + name + " would have " + count + " numbers, made of " + elements);
    }
    if (tensor.shape().length != tensor.strides().length) {
      throw mapped.damaged("tensor " + name + " has as many strides as no shape has");
    }
    for (int i = 0; i < tensor.shape().length; i++) {
      long steps = tensor.shape()[i] - 1;
      empty |= steps < 0;
      long stride = tensor.strides()[i];
      if (steps > 0 && stride > 0 && steps > (Long.MAX_VALUE - Math.max(0, last)) / stride) {
        throw mapped.damaged("tensor " + name + " has an impossible shape");
      }
      last += Math.max(0, steps) * stride;
    }
    if (!empty && (tensor.offset() > elements || last >= elements)) {
      throw mapped.damaged(
          "tensor " + name + " wants element " + last + " of " + elements + " in data/" + key);
    }
    long from = empty ? 0 : tensor.offset() * type.bytes();
    long bytes = empty ? 0 : (last + 1) * type.bytes() - from;
    return new StoredTensor(
        name, type, tensor.shape(), tensor.strides(), storage.asSlice(from, bytes));
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  @Override
  public void close() {
    mapped.close();
  }
}
