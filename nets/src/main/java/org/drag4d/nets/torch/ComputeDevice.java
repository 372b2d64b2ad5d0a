package org.drag4d.nets.torch;

import org.bytedeco.pytorch.Device;
import org.drag4d.task.InputException;

/**
 * Where a network runs.
 *
 * @param cuda whether on an NVIDIA card; otherwise on the processor
 * @param index which card, from 0; 0 for the processor
 */
public record ComputeDevice(boolean cuda, int index) {
  /** The processor. */
  public static final ComputeDevice PROCESSOR = new ComputeDevice(false, 0);

  /** Checks that a card has an index. */
  public ComputeDevice {
    if (index < 0 || (!cuda && index != 0)) {
      throw new IllegalArgumentException("device index " + index);
    }
  }

  /**
   * Returns the device that a person calls {@code cpu}, {@code cuda} or {@code cuda:1}.
   *
   * @throws InputException if there is no such device, or if this build has no libtorch for cards
   */
  public static ComputeDevice named(String name) {
    if (name.equals("cpu")) {
      return PROCESSOR;
    }
    if (!name.matches("cuda(:[0-9]{1,2})?")) {
      throw new InputException("device", "'" + name + "' is neither cpu nor cuda nor cuda:N");
    }
    Libtorch.load();
    if (!Libtorch.hasCuda()) {
      throw new InputException(
          "device " + name,
          "no NVIDIA card can be used",
          "It wants a driver for CUDA 13 and a build with: mvn -Pcuda package");
    }
    return new ComputeDevice(
        true, name.equals("cuda") ? 0 : Integer.parseInt(name.substring("cuda:".length())));
  }

  /** Returns libtorch's object for it; it belongs to the scope around. */
  Device open() {
    return new Device(toString());
  }

  @Override
  public String toString() {
    return cuda ? "cuda:" + index : "cpu";
  }
}
