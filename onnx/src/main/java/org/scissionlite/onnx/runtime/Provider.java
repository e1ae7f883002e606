package org.scissionlite.onnx.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.error.UsageException;
import org.scissionlite.onnx.proto.FailureReasons;

/** What ONNX Runtime computes on. */
public enum Provider {
  /** The processors; each build has them. */
  CPU {
    @Override
    void require() {
      // there always is one
    }

    @Override
    void addTo(SessionOptions options) {
      // it is what remains
    }
  },

  /** The first NVIDIA GPU, for which another build of ONNX Runtime is needed. */
  CUDA {
    @Override
    void require() {
      if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
        throw new UsageException(
            "this build computes on processors alone; build with 'mvn package -Pgpu' for a GPU, or leave --provider cuda out");
      }
      try (SessionOptions options = new SessionOptions()) {
        addTo(options);
      } catch (OrtException e) {
        throw new ScissionLiteException(
            "no GPU can be used here (is there one, with CUDA and cuDNN?): "
                + FailureReasons.reason(e),
            e);
      }
    }

    @Override
    void addTo(SessionOptions options) throws OrtException {
      options.addCUDA(0);
    }
  };

  /**
   * Checks that it is there.
   *
   * @throws UsageException if this build has it not
   * @throws ScissionLiteException if this machine has it not
   */
  abstract void require();

  abstract void addTo(SessionOptions options) throws OrtException;
}
