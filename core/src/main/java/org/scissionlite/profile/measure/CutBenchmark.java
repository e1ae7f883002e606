package org.scissionlite.profile.measure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.SliceMemory;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;
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
   * @param examples what crosses the cut, by name
   * @param memory of its slices
   */
  CutProfile measure(Cut cut, ExampleInputs examples, SliceMemory memory) {
    List<TransferLayerProfile> layers = new ArrayList<>();
    for (TransferLayer layer : options.layers()) {
      if (cut.tensors().stream().allMatch(tensor -> layer.misfit(tensor.type()).isEmpty())) {
        layers.add(measure(layer, cut, examples));
      }
    }
    List<Tensor> tensors =
        cut.tensors().stream().map(spec -> examples.timed().get(spec.name())).toList();
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

  private TransferLayerProfile measure(TransferLayer layer, Cut cut, ExampleInputs examples) {
    List<TransferLayerRun> runs = new ArrayList<>();
    try {
      for (TensorSpec spec : cut.tensors()) {
        runs.add(open(layer, spec, examples));
      }
      Timing deviceTL = sampler.measure(() -> runs.forEach(TransferLayerRun::encode));
      Timing edgeTL = sampler.measure(() -> runs.forEach(TransferLayerRun::decode));
      long dispatches = dispatchNanos * runs.size();
      return new TransferLayerProfile(
          layer.spec(),
          size(layer, runs, examples),
          deviceTL.minus(dispatches),
          edgeTL.minus(dispatches));
    } finally {
      runs.forEach(TransferLayerRun::close);
    }
  }

  private TransferLayerRun open(TransferLayer layer, TensorSpec spec, ExampleInputs examples) {
    int threads = options.threads();
    String name = spec.name();
    List<Tensor> fitted = examples.fitted().stream().map(each -> each.get(name)).toList();
    EngineSamples samples = new EngineSamples(engine, threads, spec, fitted);
    return TransferLayerRun.open(engine, threads, layer.fit(samples), examples.timed().get(name));
  }

  private static WireSize size(
      TransferLayer layer, List<TransferLayerRun> runs, ExampleInputs examples) {
    if (layer.sendsFixedSize()) {
      return WireSize.fixed(runs.stream().mapToLong(TransferLayerRun::wireBytes).sum());
    }
    return examples.areImages()
        ? WireSize.measured(
            examples.counted().stream()
                .mapToLong(image -> runs.stream().mapToLong(run -> run.wireBytes(image)).sum())
                .toArray())
        : new WireSize.AtMost(runs.stream().mapToLong(TransferLayerRun::mostBytes).sum());
  }
}
