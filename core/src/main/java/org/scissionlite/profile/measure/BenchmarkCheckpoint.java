package org.scissionlite.profile.measure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.block.BlockRange;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.FileTree;
import org.scissionlite.file.Json;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.ProfileChecks;
import org.scissionlite.profile.Timing;
import org.scissionlite.profile.measure.sampling.MachineNoise;
import org.scissionlite.profile.measure.sampling.Sample;
import org.scissionlite.profile.measure.sampling.Samples;

/** What a benchmark has measured so far, in a file, so that one that was stopped continues. */
final class BenchmarkCheckpoint {
  private final Optional<Path> file;
  private final String key;
  private final Map<BlockRange, Timing> stretches = new LinkedHashMap<>();
  private final List<CutProfile> cuts = new ArrayList<>();
  private final Samples whole;
  private MachineNoise noise = MachineNoise.none();

  private BenchmarkCheckpoint(Optional<Path> file, String key, Samples whole) {
    this.file = file;
    this.key = key;
    this.whole = whole;
  }

  private record Content(
      String key,
      List<StretchTiming> stretches,
      List<CutProfile> cuts,
      List<Sample> whole,
      MachineNoise noise) {
    Content {
      stretches = List.copyOf(ProfileChecks.present(stretches, "stretches"));
      cuts = List.copyOf(ProfileChecks.present(cuts, "cuts"));
      whole = List.copyOf(ProfileChecks.present(whole, "whole"));
      ProfileChecks.present(noise, "noise");
    }
  }

  private record StretchTiming(BlockRange stretch, Timing timing) {}

  /** A checkpoint that is written nowhere. */
  static BenchmarkCheckpoint none(Samples whole) {
    return new BenchmarkCheckpoint(Optional.empty(), "", whole);
  }

  /**
   * The checkpoint of a file; an empty one where there is no such file, or one of another
   * benchmark.
   *
   * @param key tells benchmarks apart
   * @param whole takes the samples of the whole model
   */
  static BenchmarkCheckpoint open(Path file, String key, Samples whole) {
    BenchmarkCheckpoint checkpoint = new BenchmarkCheckpoint(Optional.of(file), key, whole);
    if (Files.isRegularFile(file)) {
      checkpoint.load(file);
    }
    return checkpoint;
  }

  private void load(Path from) {
    try {
      Content content = Json.read(from, Content.class, "checkpoint");
      if (key.equals(content.key())) {
        content.stretches().forEach(each -> stretches.put(each.stretch(), each.timing()));
        cuts.addAll(content.cuts());
        content.whole().forEach(whole::add);
        noise = content.noise();
      }
    } catch (UsageException e) {
      // A damaged checkpoint is worth nothing: the benchmark begins anew.
    }
  }

  Optional<Timing> timing(BlockRange stretch) {
    return Optional.ofNullable(stretches.get(stretch));
  }

  void put(BlockRange stretch, Timing timing) {
    stretches.put(stretch, timing);
  }

  /** The cuts in order, as far as they were measured. */
  List<CutProfile> cuts() {
    return cuts;
  }

  Samples whole() {
    return whole;
  }

  MachineNoise noise() {
    return noise;
  }

  void add(MachineNoise more) {
    noise = noise.plus(more);
  }

  void save() {
    file.ifPresent(
        place ->
            Json.write(
                place,
                new Content(
                    key,
                    stretches.entrySet().stream()
                        .map(entry -> new StretchTiming(entry.getKey(), entry.getValue()))
                        .toList(),
                    cuts,
                    whole.taken(),
                    noise)));
  }

  /** Removes the file, as the benchmark is done. */
  void delete() {
    file.ifPresent(FileTree::remove);
  }
}
