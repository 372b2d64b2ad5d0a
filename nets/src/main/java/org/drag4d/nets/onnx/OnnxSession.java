package org.drag4d.nets.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
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
  private final Path file;
  private final OrtEnvironment environment;
  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final Map<String, TensorInfo> inputs;
  private final Map<String, TensorInfo> outputs;

  private OnnxSession(
      Path file, OrtEnvironment environment, OrtSession.SessionOptions options, OrtSession session)
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
    NativeRuntime.prepare();
    try {
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "drag4d");
      OrtSession.SessionOptions options = options(settings);
      OrtSession session;
      try {
        session = environment.createSession(file.toString(), options);
      } catch (OrtException e) {
        options.close();
        throw e;
      }
      return new OnnxSession(file, environment, options, session);
    } catch (OrtException e) {
      throw unusable(file, e);
    } catch (LinkageError e) {
      throw new InputException(
          file.toString(), "ONNX Runtime cannot be loaded on this machine: " + e.getMessage());
    }
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

  private static InputException unusable(Path file, OrtException failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    return new InputException(file.toString(), "cannot be run as a network: " + reason);
  }

  /** Returns the names of its inputs, in the file's order. */
  public List<String> inputs() {
    return List.copyOf(inputs.keySet());
  }

  /** Returns the names of its outputs, in the file's order. */
  public List<String> outputs() {
    return List.copyOf(outputs.keySet());
  }

  /** Returns the shape that an input must have; -1 where any size will do. */
  public long[] inputShape(String name) {
    TensorInfo info = inputs.get(name);
    if (info == null) {
      throw new InputException(
          file.toString(), "has no input " + name + "; it has " + inputs.keySet());
    }
    return info.getShape().clone();
  }

  /**
   * Runs the network.
   *
   * @param given a tensor for every input, by name
   * @param wanted the outputs to compute
   * @return the wanted outputs, by name
   * @throws InputException if the network wants other inputs or shapes, or has no such output
   */
  public Map<String, FloatTensor> run(Map<String, FloatTensor> given, List<String> wanted) {
    if (!given.keySet().equals(inputs.keySet())) {
      throw new InputException(
          file.toString(), "wants the inputs " + inputs.keySet() + ", not " + given.keySet());
    }
    for (String name : wanted) {
      requireFloat(outputs, name, "output");
    }
    given.forEach(this::requireShape);
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, FloatTensor> entry : given.entrySet()) {
        tensors.put(
            entry.getKey(),
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(entry.getValue().values()),
                entry.getValue().shape()));
      }
      try (OrtSession.Result result = session.run(tensors, new LinkedHashSet<>(wanted))) {
        Map<String, FloatTensor> values = new LinkedHashMap<>();
        for (String name : wanted) {
          OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
          FloatBuffer buffer = tensor.getFloatBuffer();
          float[] array = new float[buffer.remaining()];
          buffer.get(array);
          values.put(name, new FloatTensor(array, tensor.getInfo().getShape()));
        }
        return values;
      }
    } catch (OrtException e) {
      throw unusable(file, e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private void requireShape(String name, FloatTensor tensor) {
    requireFloat(inputs, name, "input");
    long[] wanted = inputs.get(name).getShape();
    boolean fits = wanted.length == tensor.shape().length;
    for (int i = 0; fits && i < wanted.length; i++) {
      fits = wanted[i] < 0 || wanted[i] == tensor.shape()[i];
    }
    if (!fits) {
      throw new InputException(
          file.toString(),
          "input "
              + name
              + " is "
              + Arrays.toString(wanted)
              + ", and this program gives "
              + Arrays.toString(tensor.shape()),
          "Take the export that 'drag4d models show' names.");
    }
  }

  private void requireFloat(Map<String, TensorInfo> tensors, String name, String kind) {
    TensorInfo info = tensors.get(name);
    if (info == null || info.type != OnnxJavaType.FLOAT) {
      throw new InputException(
          file.toString(),
          info == null
              ? "has no " + kind + " " + name + "; it has " + tensors.keySet()
              : kind + " " + name + " holds " + info.type + " instead of FLOAT",
          "Take the export that 'drag4d models show' names.");
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
