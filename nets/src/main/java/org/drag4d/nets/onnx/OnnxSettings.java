package org.drag4d.nets.onnx;

/**
 * How a network runs.
 *
 * @param threads of one computation; 0 for as many as there are processors
 * @param keepMemory whether memory of one run is kept for the next, which is quicker and takes more
 * @param device where it runs
 */
public record OnnxSettings(int threads, boolean keepMemory, Device device) {
  /** All processors, memory given back. */
  public static final OnnxSettings DEFAULT = new OnnxSettings(0, false, Device.CPU);

  /** Where a network runs. */
  public enum Device {
    /** The processor. */
    CPU,
    /** The first NVIDIA GPU; needs the GPU build of ONNX Runtime. */
    CUDA
  }
}
