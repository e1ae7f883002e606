package org.scissionlite.profile;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.EngineSamples;
import org.scissionlite.transfer.TransferLayer;

/** Measures what crossing a cut costs: conversion to bytes and back, and each TL that fits. */
final class CutBenchmark {
  private final Engine engine;
  private final BenchmarkOptions options;
  private final Sampler sampler;
  private final long dispatchNanos;

  /**
   * @param dispatchNanos time of a run that does nothing: a TL is part of its slice and does not
   *     pay it
   */
  CutBenchmark(Engine engine, BenchmarkOptions options, Sampler sampler, long dispatchNanos) {
    this.engine = engine;
    this.options = options;
    this.sampler = sampler;
    this.dispatchNanos = dispatchNanos;
  }

  /**
   * @param crossing what crosses the cut, by name
   * @param memory of its slices
   */
  CutProfile measure(Cut cut, Map<String, Tensor> crossing, SliceMemory memory) {
    List<TransferLayerProfile> layers = new ArrayList<>();
    for (TransferLayer layer : options.layers()) {
      if (cut.tensors().stream().allMatch(tensor -> layer.misfit(tensor.type()).isEmpty())) {
        layers.add(measure(layer, cut, crossing));
      }
    }
    List<Tensor> tensors = cut.tensors().stream().map(spec -> crossing.get(spec.name())).toList();
    return new CutProfile(
        cut.name(), cut.layer(), cut.bytes(), tensors.size(), conversion(tensors), layers, memory);
  }

  /** Half of the way to bytes and back. */
  private Timing conversion(List<Tensor> tensors) {
    List<byte[]> messages =
        tensors.stream().map(tensor -> new byte[tensor.data().remaining()]).toList();
    List<ByteBuffer> received =
        messages.stream().map(message -> Tensor.allocate(message.length)).toList();
    return sampler
        .measure(
            () -> {
              for (int i = 0; i < messages.size(); i++) {
                tensors.get(i).data().get(messages.get(i));
                received.get(i).clear().put(messages.get(i));
              }
            })
        .times(0.5);
  }

  private TransferLayerProfile measure(TransferLayer layer, Cut cut, Map<String, Tensor> crossing) {
    List<TransferRun> runs = new ArrayList<>();
    try {
      for (TensorSpec spec : cut.tensors()) {
        runs.add(open(layer, spec, crossing.get(spec.name())));
      }
      Timing deviceTL =
          sampler.measure(
              () -> {
                for (int i = 0; i < runs.size(); i++) {
                  runs.get(i).encode(crossing.get(cut.tensors().get(i).name()));
                }
              });
      Timing edgeTL = sampler.measure(() -> runs.forEach(TransferRun::decode));
      long wireBytes = runs.stream().mapToLong(TransferRun::wireBytes).sum();
      long dispatches = dispatchNanos * runs.size();
      return new TransferLayerProfile(
          layer.spec(), wireBytes, deviceTL.minus(dispatches), edgeTL.minus(dispatches));
    } finally {
      runs.forEach(TransferRun::close);
    }
  }

  private TransferRun open(TransferLayer layer, TensorSpec spec, Tensor tensor) {
    int threads = options.threads();
    EngineSamples samples = new EngineSamples(engine, threads, spec, List.of(tensor));
    return TransferRun.open(engine, threads, layer.fit(samples), tensor);
  }
}
