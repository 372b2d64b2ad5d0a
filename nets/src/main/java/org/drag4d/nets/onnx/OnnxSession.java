package org.drag4d.nets.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.drag4d.task.InputException;

/**
 * One network, ready to run. What it wants is read from the file and compared with what it is
 * given, because a person's file is often another export of the same network. External data lies
 * beside the file. Close it: it holds memory that the garbage collector does not see.
 */
public final class OnnxSession implements AutoCloseable {
  private static final long MOST_VALUES = 1L << 29;
  private static final String OTHER_EXPORT = "Take the export that 'drag4d models show' names.";

  private final String file;
  private final OrtEnvironment environment;
  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final Map<String, TensorInfo> inputs;
  private final Map<String, TensorInfo> outputs;

  private OnnxSession(
      String file,
      OrtEnvironment environment,
      OrtSession.SessionOptions options,
      OrtSession session)
      throws OrtException {
    this.file = file;
    this.environment = environment;
    this.options = options;
    this.session = session;
    inputs = tensors(session.getInputInfo());
    outputs = tensors(session.getOutputInfo());
  }

  private static Map<String, TensorInfo> tensors(Map<String, NodeInfo> nodes) {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    nodes.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo tensor) {
            tensors.put(name, tensor);
          }
        });
    return tensors;
  }

  /**
   * Opens a network.
   *
   * @throws InputException if the file is missing, damaged or wants what this build lacks
   */
  public static OnnxSession open(Path file, OnnxSettings settings) {
    if (!Files.isRegularFile(file)) {
      throw new InputException(file.toString(), "there is no such file");
    }
    return open(
        file.toString(),
        settings,
        (environment, options) -> environment.createSession(file.toString(), options));
  }

  /**
   * Opens a network that was made here.
   *
   * @param name what to call it in messages
   * @param model a serialised ONNX model
   * @throws InputException if it cannot be run
   */
  public static OnnxSession of(String name, byte[] model, OnnxSettings settings) {
    return open(
        name, settings, (environment, options) -> environment.createSession(model, options));
  }

  private static OnnxSession open(String name, OnnxSettings settings, Opening opening) {
    NativeRuntime.prepare();
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "drag4d");
      OrtSession.SessionOptions options = options(settings);
      OrtSession session;
      try {
        session = opening.session(environment, options);
      } catch (OrtException e) {
        options.close();
        throw e;
      }
      return new OnnxSession(name, environment, options, session);
    } catch (OrtException e) {
      throw unusable(name, e);
    } catch (LinkageError e) {
      throw new InputException(
          name, "ONNX Runtime cannot be loaded on this machine: " + e.getMessage());
    }
  }

  @FunctionalInterface
  private interface Opening {
    OrtSession session(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  private static OrtSession.SessionOptions options(OnnxSettings settings) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    int threads =
        settings.threads() > 0 ? settings.threads() : Runtime.getRuntime().availableProcessors();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    options.setCPUArenaAllocator(settings.keepMemory());
    options.setMemoryPatternOptimization(settings.keepMemory());
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    if (settings.device() == OnnxSettings.Device.CUDA) {
      options.addCUDA(0);
    }
    return options;
  }

  private static InputException unusable(String file, OrtException failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new InputException(file, "cannot be run as a network: " + reason);
  }

  /** Returns what to call it in messages. */
  public String name() {
    return file;
  }

  /** Returns the names of its inputs, in the file's order. */
  public List<String> inputs() {
    return List.copyOf(inputs.keySet());
  }

  /** Returns the names of its outputs, in the file's order. */
  public List<String> outputs() {
    return List.copyOf(outputs.keySet());
  }

  /**
   * Returns the one of several names that an input has, because exports differ.
   *
   * @throws InputException if it has none of them
   */
  public String inputNamed(String... names) {
    return named("input", inputs, names);
  }

  /**
   * Returns the one of several names that an output has.
   *
   * @throws InputException if it has none of them
   */
  public String outputNamed(String... names) {
    return named("output", outputs, names);
  }

  private String named(String kind, Map<String, TensorInfo> tensors, String... names) {
    for (String name : names) {
      if (tensors.containsKey(name)) {
        return name;
      }
    }
    throw new InputException(
        file, "has no " + kind + " " + String.join(" or ", names) + "; it has " + tensors.keySet());
  }

  /** Returns the shape that an input must have; -1 where any size will do. */
  public long[] inputShape(String name) {
    TensorInfo info = inputs.get(name);
    if (info == null) {
      throw new InputException(file, "has no input " + name + "; it has " + inputs.keySet());
    }
    return info.getShape().clone();
  }

  /** Says whether an input holds whole numbers of 64 bits. */
  public boolean holdsLongs(String input) {
    return inputs.get(input).type == OnnxJavaType.INT64;
  }

  /**
   * Runs a network that makes 32-bit numbers.
   *
   * @param given a tensor for every input, by name
   * @param wanted the outputs to compute
   * @return the wanted outputs, by name
   * @throws InputException if the network wants other inputs or shapes, or has no such output
   */
  public Map<String, FloatTensor> run(
      Map<String, ? extends HostTensor> given, List<String> wanted) {
    for (String name : wanted) {
      require(outputs, name, "output", OnnxJavaType.FLOAT);
    }
    Map<String, FloatTensor> values = new LinkedHashMap<>();
    runAny(given, wanted).forEach((name, value) -> values.put(name, (FloatTensor) value));
    return values;
  }

  /**
   * Runs the network.
   *
   * @param given a tensor for every input, by name
   * @param wanted the outputs to compute, of 32-bit numbers, whole numbers or bytes
   * @return the wanted outputs, by name
   * @throws InputException if the network wants other inputs or shapes, or has no such output
   */
  public Map<String, HostTensor> runAny(
      Map<String, ? extends HostTensor> given, List<String> wanted) {
    if (!given.keySet().equals(inputs.keySet())) {
      throw new InputException(
          file, "wants the inputs " + inputs.keySet() + ", not " + given.keySet());
    }
    for (String name : wanted) {
      if (!outputs.containsKey(name)) {
        throw new InputException(
            file, "has no output " + name + "; it has " + outputs.keySet(), OTHER_EXPORT);
      }
    }
    given.forEach(this::requireShape);
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, ? extends HostTensor> entry : given.entrySet()) {
        tensors.put(entry.getKey(), onRuntime(entry.getValue()));
      }
      try (OrtSession.Result result = session.run(tensors, new LinkedHashSet<>(wanted))) {
        Map<String, HostTensor> values = new LinkedHashMap<>();
        for (String name : wanted) {
          values.put(name, host(name, (OnnxTensor) result.get(name).orElseThrow()));
        }
        return values;
      }
    } catch (OrtException e) {
      throw unusable(file, e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor onRuntime(HostTensor tensor) throws OrtException {
    return switch (tensor) {
      case FloatTensor t ->
          OnnxTensor.createTensor(environment, FloatBuffer.wrap(t.values()), t.shape());
      case LongTensor t ->
          OnnxTensor.createTensor(environment, LongBuffer.wrap(t.values()), t.shape());
      case ByteTensor t ->
          OnnxTensor.createTensor(
              environment, ByteBuffer.wrap(t.values()), t.shape(), OnnxJavaType.UINT8);
    };
  }

  private HostTensor host(String name, OnnxTensor tensor) {
    long[] shape = tensor.getInfo().getShape();
    if (HostTensor.count(shape) > MOST_VALUES) {
      throw new InputException(
          file, "makes an output of " + Arrays.toString(shape) + ", too large for this program");
    }
    return switch (tensor.getInfo().type) {
      case FLOAT -> {
        FloatBuffer buffer = tensor.getFloatBuffer();
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        yield new FloatTensor(values, shape);
      }
      case INT64 -> {
        LongBuffer buffer = tensor.getLongBuffer();
        long[] values = new long[buffer.remaining()];
        buffer.get(values);
        yield new LongTensor(values, shape);
      }
      case INT32 -> {
        IntBuffer buffer = tensor.getIntBuffer();
        long[] values = new long[buffer.remaining()];
        for (int at = 0; at < values.length; at++) {
          values[at] = buffer.get();
        }
        yield new LongTensor(values, shape);
      }
      case UINT8, BOOL -> {
        ByteBuffer buffer = tensor.getByteBuffer();
        byte[] values = new byte[buffer.remaining()];
        buffer.get(values);
        yield new ByteTensor(values, shape);
      }
      default ->
          throw new InputException(
              file, "output " + name + " holds " + tensor.getInfo().type, OTHER_EXPORT);
    };
  }

  private void requireShape(String name, HostTensor tensor) {
    require(
        inputs,
        name,
        "input",
        switch (tensor) {
          case FloatTensor _ -> OnnxJavaType.FLOAT;
          case LongTensor _ -> OnnxJavaType.INT64;
          case ByteTensor _ -> OnnxJavaType.UINT8;
        });
    long[] wanted = inputs.get(name).getShape();
    boolean fits = wanted.length == tensor.shape().length;
    for (int i = 0; fits && i < wanted.length; i++) {
      fits = wanted[i] < 0 || wanted[i] == tensor.shape()[i];
    }
    if (!fits) {
      throw new InputException(
          file,
          "input "
              + name
              + " is "
              + Arrays.toString(wanted)
              + ", and this program gives "
              + Arrays.toString(tensor.shape()),
          OTHER_EXPORT);
    }
  }

  private void require(
      Map<String, TensorInfo> tensors, String name, String kind, OnnxJavaType type) {
    TensorInfo info = tensors.get(name);
    if (info == null || info.type != type) {
      throw new InputException(
          file,
          info == null
              ? "has no " + kind + " " + name + "; it has " + tensors.keySet()
              : kind + " " + name + " holds " + info.type + " instead of " + type,
          OTHER_EXPORT);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
    options.close();
  }
}
