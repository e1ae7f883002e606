package org.scissionlite.profile.measure;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.scissionlite.block.Cut;
import org.scissionlite.engine.Engine;
import org.scissionlite.model.Tensor;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.LayerCost;
import org.scissionlite.profile.SliceMemory;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.measure.sampling.Sampler;
import org.scissionlite.transfer.TransferLayer;

/** Measures what crossing a cut costs: conversion to bytes and back, and each TL that fits. */
final class CutBenchmark {
  private final Engine engine;
  private final BenchmarkOptions options;
  private final Sampler sampler;
  private final Sampler fewSamples;
  private final long dispatchNanos;
  private final TypicalCosts typical = new TypicalCosts();

  /**
   * @param dispatchNanos time of a run that does nothing: a TL is part of its slice and does not
   *     pay it
   */
  CutBenchmark(Engine engine, BenchmarkOptions options, Sampler sampler, long dispatchNanos) {
    this.engine = engine;
    this.options = options;
    this.sampler = sampler;
    this.fewSamples = sampler.ofFewRuns();
    this.dispatchNanos = dispatchNanos;
  }

  /**
   * @param examples what crosses the cut, by name
   * @param memory of its slices
   */
  CutProfile measure(Cut cut, ExampleInputs examples, SliceMemory memory) {
    CutPlace place = new CutPlace(engine, options.runs().threads(), cut);
    List<Tensor> tensors =
        cut.tensors().stream().map(spec -> examples.timed().get(spec.name())).toList();
    return new CutProfile(
        cut.name(),
        cut.layer(),
        cut.bytes(),
        tensors.size(),
        cut.keptBytes(),
        conversion(tensors),
        options.layers().fittedLayers().stream()
            .filter(place::fits)
            .map(layer -> measure(layer, place, examples))
            .toList(),
        options.layers().typicalLayers().stream()
            .filter(place::fits)
            .map(layer -> typical.at(cut, layer.spec(), () -> cost(layer, place, examples.timed())))
            .toList(),
        memory);
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

  private TransferLayerProfile measure(
      TransferLayer layer, CutPlace place, ExampleInputs examples) {
    try (LayerRuns runs = place.fitted(layer, examples)) {
      return new TransferLayerProfile(
          layer.spec(),
          runs.size(layer, examples),
          timing(sampler, runs, runs::encode),
          timing(sampler, runs, runs::decode));
    }
  }

  private LayerCost cost(TransferLayer layer, CutPlace place, Map<String, Tensor> tensors) {
    try (LayerRuns runs = place.typical(layer, tensors)) {
      return new LayerCost(
          layer.spec(),
          runs.assumedZeros(),
          timing(fewSamples, runs, runs::encode),
          timing(fewSamples, runs, runs::decode));
    }
  }

  private Timing timing(Sampler sampling, LayerRuns runs, Runnable half) {
    return sampling.measure(half).minus(dispatchNanos * runs.runs().size());
  }
}
