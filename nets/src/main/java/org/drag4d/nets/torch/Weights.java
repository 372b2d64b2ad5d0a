package org.drag4d.nets.torch;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.drag4d.nets.weights.StoredTensor;
import org.drag4d.task.InputException;

/**
 * The numbers of one network, by parameter. They belong to no scope: closing the weights ends them.
 */
public final class Weights implements AutoCloseable {
  private static final int NAMES_SHOWN = 6;

  private final Map<String, Tensor> tensors;
  private final ComputeDevice device;
  private final Precision precision;

  private Weights(Map<String, Tensor> tensors, ComputeDevice device, Precision precision) {
    this.tensors = tensors;
    this.device = device;
    this.precision = precision;
  }

  /**
   * Where and how the numbers are kept.
   *
   * @param device where the network runs
   * @param precision what it computes with
   * @param prefix which part of the file is this network, for instance {@code
   *     "model.diffusion_model."}; tensors outside are another network's and not looked at
   * @param ignorable which names, after the prefix, may go unread: buffers that can be computed
   */
  public record Loading(
      ComputeDevice device, Precision precision, String prefix, Predicate<String> ignorable) {

    /** The whole file on the processor in 32 bits, nothing unread. */
    public static Loading usual() {
      return new Loading(ComputeDevice.PROCESSOR, Precision.FLOAT32, "", name -> false);
    }

    /** Returns the same in another precision. */
    public Loading in(Precision other) {
      return new Loading(device, other, prefix, ignorable);
    }

    /** Returns the same on another device. */
    public Loading on(ComputeDevice other) {
      return new Loading(other, precision, prefix, ignorable);
    }

    /** Returns the same with names that may go unread. */
    public Loading ignoring(Predicate<String> names) {
      return new Loading(device, precision, prefix, names);
    }

    /** Returns the same for a part of the file. */
    public Loading under(String other) {
      return new Loading(device, precision, other, ignorable);
    }
  }

  /**
   * Takes what a network wants out of a file. On the processor, tensors that are stored as they are
   * wanted are the mapped file itself: it stays open longer than the weights.
   *
   * @param table what the network wants
   * @param stored the file's tensors
   * @param source what to call the file in messages
   * @param loading where and how
   * @throws InputException naming every tensor that is missing, of another shape, or not read
   */
  public static Weights load(
      ParameterTable table, Map<String, StoredTensor> stored, String source, Loading loading) {
    Map<Parameter, StoredTensor> found = match(table, stored, source, loading);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    try {
      found.forEach(
          (parameter, from) -> {
            try (Scope _ = Scope.withoutGradients()) {
              Tensor tensor = Tensors.to(Tensors.view(from), loading.device(), loading.precision());
              Tensor owned = owned(parameter, tensor.view(parameter.dimensions()));
              tensors.put(parameter.name(), owned);
              letGoOf(from, owned);
            }
          });
    } catch (RuntimeException e) {
      tensors.values().forEach(Tensor::releaseReference);
      throw e;
    }
    return new Weights(tensors, loading.device(), loading.precision());
  }

  /**
   * Makes weights from a rule instead of a file, for measurements and for checks against published
   * numbers.
   *
   * @param table what the network wants
   * @param rule gives for a parameter and an index into it the number there
   */
  public static Weights byRule(
      ParameterTable table, Rule rule, ComputeDevice device, Precision precision) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : table.parameters()) {
      try (Scope _ = Scope.withoutGradients()) {
        ToDoubleFunction<Integer> numbers = rule.of(parameter);
        double[] values = new double[Math.toIntExact(parameter.count())];
        Arrays.setAll(values, numbers::applyAsDouble);
        Tensor tensor = Tensors.to(Tensors.of(values, parameter.dimensions()), device, precision);
        tensors.put(parameter.name(), owned(parameter, tensor));
      }
    }
    return new Weights(tensors, device, precision);
  }

  /**
   * Makes weights of small random numbers, for measurements: nothing that a network says with them
   * means anything.
   */
  public static Weights random(
      ParameterTable table, long seed, ComputeDevice device, Precision precision) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Libtorch.load();
    torch.manual_seed(seed);
    for (Parameter parameter : table.parameters()) {
      try (Scope _ = Scope.withoutGradients()) {
        long inputs = parameter.count() / Math.max(1, parameter.shape().getFirst());
        Tensor numbers =
            torch
                .rand(parameter.dimensions())
                .sub(new Scalar(0.5))
                .mul(new Scalar(2 / Math.sqrt(inputs)));
        tensors.put(parameter.name(), owned(parameter, Tensors.to(numbers, device, precision)));
      }
    }
    return new Weights(tensors, device, precision);
  }

  /**
   * Returns weights of which some are other numbers of the same shape. The rest is shared with
   * these, and either can be closed first.
   *
   * @param edits from a parameter's tensor to the one instead of it
   */
  public Weights edited(Map<Parameter, UnaryOperator<Tensor>> edits) {
    Map<String, Tensor> result = new LinkedHashMap<>(tensors);
    try (Scope _ = Scope.withoutGradients()) {
      edits.forEach(
          (parameter, edit) -> {
            Tensor changed = edit.apply(of(parameter));
            if (!Arrays.equals(changed.shape(), of(parameter).shape())) {
              throw new IllegalStateException(parameter.name() + " would change its shape");
            }
            result.put(parameter.name(), changed);
          });
      result.values().forEach(Tensor::retainReference);
    }
    return new Weights(result, device, precision);
  }

  /** Gives each parameter its numbers. */
  @FunctionalInterface
  public interface Rule {
    /** Returns the rule of one parameter: index in C order to number. */
    ToDoubleFunction<Integer> of(Parameter parameter);
  }

  /** What was copied out of a mapped file need not stay in memory there as well. */
  private static void letGoOf(StoredTensor stored, Tensor owned) {
    MemorySegment file = stored.memory();
    if (file.isMapped() && owned.data_ptr().address() != file.address()) {
      file.unload();
    }
  }

  /** Returns a tensor that outlives the scope, in the layout in which it is used. */
  private static Tensor owned(Parameter parameter, Tensor tensor) {
    boolean kernel = parameter.shape().size() == 4 && parameter.shape().getLast() > 1;
    Tensor laidOut = kernel ? Tensors.channelsLast(tensor) : tensor;
    laidOut.retainReference();
    return laidOut;
  }

  /** Returns the tensor of a parameter. */
  public Tensor of(Parameter parameter) {
    return Optional.ofNullable(tensors.get(parameter.name()))
        .orElseThrow(() -> new IllegalStateException("no weights for " + parameter.name()));
  }

  /** Returns the tensor of a parameter that a layer may lack, as libtorch takes it. */
  TensorOptional of(Optional<Parameter> parameter) {
    return parameter.map(p -> new TensorOptional(of(p))).orElseGet(TensorOptional::new);
  }

  /** Returns where the numbers are. */
  public ComputeDevice device() {
    return device;
  }

  /** Returns what the numbers are. */
  public Precision precision() {
    return precision;
  }

  /** Returns a tensor moved to where these weights are, and to their precision. */
  public Tensor place(Tensor input) {
    return Tensors.to(input, device, precision);
  }

  /** Returns whole numbers moved to where these weights are. */
  public Tensor placeIndices(Tensor indices) {
    return indices.to(device.open(), ScalarType.Long);
  }

  @Override
  public void close() {
    tensors.values().forEach(Tensor::releaseReference);
    tensors.clear();
  }

  private static Map<Parameter, StoredTensor> match(
      ParameterTable table, Map<String, StoredTensor> stored, String source, Loading loading) {
    Map<Parameter, StoredTensor> found = new LinkedHashMap<>();
    Set<String> unread = new LinkedHashSet<>();
    for (String name : stored.keySet()) {
      if (name.startsWith(loading.prefix())) {
        unread.add(name);
      }
    }
    List<String> missing = new ArrayList<>();
    List<String> misshapen = new ArrayList<>();
    for (Parameter parameter : table.parameters()) {
      Optional<StoredTensor> tensor = Optional.empty();
      for (String name : names(parameter)) {
        tensor = tensor.or(() -> Optional.ofNullable(stored.get(loading.prefix() + name)));
        unread.remove(loading.prefix() + name);
      }
      if (tensor.isEmpty()) {
        missing.add(parameter.name());
      } else if (!parameter.fits(tensor.get().shape())) {
        misshapen.add(
            tensor.get().name()
                + " is "
                + Arrays.toString(tensor.get().shape())
                + ", this network wants "
                + parameter.shape());
      } else {
        found.put(parameter, tensor.get());
      }
    }
    unread.removeIf(name -> loading.ignorable().test(name.substring(loading.prefix().length())));
    if (!missing.isEmpty() || !misshapen.isEmpty() || !unread.isEmpty()) {
      List<String> wrong = new ArrayList<>();
      describe(wrong, misshapen, "of another shape");
      describe(wrong, missing, "missing");
      describe(wrong, List.copyOf(unread), "that this network does not know");
      throw new InputException(
          source,
          String.join("; ", wrong),
          "These are the weights of another network, or its configuration is another one.");
    }
    return found;
  }

  private static List<String> names(Parameter parameter) {
    List<String> names = new ArrayList<>(parameter.otherNames());
    names.addFirst(parameter.name());
    return names;
  }

  private static void describe(List<String> wrong, List<String> names, String how) {
    if (!names.isEmpty()) {
      wrong.add(
          names.size()
              + (names.size() == 1 ? " tensor " : " tensors ")
              + how
              + ": "
              + String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())))
              + (names.size() > NAMES_SHOWN ? ", ..." : ""));
    }
  }
}
