package org.scissionlite.trainer.libtorch;

import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Bounds the life of native tensors: what a block of code makes is freed when it ends. */
public final class NativeMemory {
  private NativeMemory() {}

  /** Runs a block; every tensor made in it is freed at its end. The result is a Java value. */
  @SuppressWarnings("try")
  public static <T> T scoped(Supplier<T> block) {
    LibTorch.load();
    try (PointerScope scope = new PointerScope()) {
      return block.get();
    }
  }

  /** Like {@link #scoped}, and libtorch records nothing for gradients. */
  @SuppressWarnings("try")
  public static <T> T withoutGradients(Supplier<T> block) {
    LibTorch.load();
    try (PointerScope scope = new PointerScope();
        NoGradGuard guard = new NoGradGuard()) {
      return block.get();
    }
  }

  /** Runs a block in the surrounding scope; libtorch records nothing for gradients. */
  @SuppressWarnings("try")
  public static <T> T recordingNothing(Supplier<T> block) {
    try (NoGradGuard guard = new NoGradGuard()) {
      return block.get();
    }
  }

  /** Runs a block and keeps the tensor that it returns until somebody closes it. */
  @SuppressWarnings("try")
  public static Tensor kept(Supplier<Tensor> block) {
    LibTorch.load();
    try (PointerScope scope = new PointerScope()) {
      Tensor result = new Tensor(block.get());
      result.retainReference();
      return result;
    }
  }

  /** Runs a block and passes the tensors that it returns on to the surrounding scope. */
  @SuppressWarnings("try")
  public static List<Tensor> passedOn(Supplier<List<Tensor>> block) {
    PointerScope outer = PointerScope.getInnerScope();
    if (outer == null) {
      throw new IllegalStateException("tensors are made outside of any NativeMemory scope");
    }
    try (PointerScope scope = new PointerScope()) {
      List<Tensor> results = block.get().stream().map(Tensor::new).toList();
      results.forEach(outer::attach);
      return results;
    }
  }
}
