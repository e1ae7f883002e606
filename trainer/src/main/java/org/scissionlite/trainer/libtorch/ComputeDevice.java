package org.scissionlite.trainer.libtorch;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.scissionlite.error.UsageException;

/** Where libtorch computes. */
public enum ComputeDevice {
  CPU,
  CUDA;

  /**
   * The device of a name, ready to be used.
   *
   * @param name "cpu" or "cuda"
   * @throws UsageException for another name, and for "cuda" where there is none
   */
  public static ComputeDevice named(String name) {
    ComputeDevice device =
        Arrays.stream(values())
            .filter(candidate -> candidate.label().equals(name.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(
                () ->
                    UsageException.unknownName(
                        "training device",
                        name,
                        Arrays.stream(values()).map(ComputeDevice::label).toList()));
    return device.checkPresent();
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * This device, after a check that this machine and this libtorch have it.
   *
   * @throws UsageException if not
   */
  public ComputeDevice checkPresent() {
    LibTorch.load();
    if (this == CUDA && !torch.cuda_is_available()) {
      throw new UsageException(
          "training device 'cuda': this libtorch sees no CUDA device; use 'cpu', or run on a machine"
              + " with an NVIDIA driver and the pytorch artifact of classifier linux-x86_64-gpu");
    }
    return this;
  }

  Device toTorch() {
    return new Device(label());
  }
}
