package org.scissionlite.benchmarks.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.EvidenceFile;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.link.Link;
import org.scissionlite.link.NetworkFile;
import org.scissionlite.plan.question.Depth;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.ProfileFile;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * What an experiment has found out so far of a model on a class of devices, for predictions.
 *
 * @param predictor with all layers that any search confirmed
 * @param probed links as this class of devices sees them
 */
public record Knowledge(Predictor predictor, Map<LinkSetting, Link> probed) {
  private static final String EVIDENCE = ".evidence.json";

  public Knowledge {
    probed = Map.copyOf(probed);
  }

  /** Reads it from the folder of the experiment. */
  public static Knowledge of(Store store, Subject subject, DeviceClass device) {
    List<Profile> profiles =
        ProfileFile.readFolder(store.device(subject.name(), device).resolve("profiles"));
    Profile example = profiles.get(0);
    Evidence evidence = Evidence.of(example.model().name(), example.model().sha256(), List.of());
    Set<Measurement.Place> confirmed = new HashSet<>();
    for (Path file : evidenceFiles(store.model(subject.name()))) {
      evidence = evidence.updatedBy(EvidenceFile.read(file).measurements());
      confirmed.addAll(confirmed(OptimiseOutcome.beside(bundle(file))));
    }
    int depth = Depth.ofConvolutions(subject.model().graph(), 1);
    return new Knowledge(Predictor.of(profiles, evidence, confirmed, depth), probed(store, device));
  }

  private static List<Path> evidenceFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return new ArrayList<>(
          files
              .filter(file -> file.toString().endsWith(EVIDENCE))
              .filter(file -> Files.isDirectory(bundle(file)))
              .sorted()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bundle that evidence lies beside; the search moves it there last of all. */
  private static Path bundle(Path evidence) {
    String name = evidence.getFileName().toString();
    return evidence.resolveSibling(name.substring(0, name.length() - EVIDENCE.length()));
  }

  private static Set<Measurement.Place> confirmed(OptimiseOutcome outcome) {
    Set<Measurement.Place> places = new HashSet<>();
    outcome.candidates().stream()
        .filter(way -> way.confirmed() && !way.cut().equals("-"))
        .forEach(
            way -> places.add(new Measurement.Place(way.cut(), LayerSpec.of(way.transferLayer()))));
    return places;
  }

  private static Map<LinkSetting, Link> probed(Store store, DeviceClass device) {
    Map<LinkSetting, Link> links = new LinkedHashMap<>();
    for (LinkSetting setting : LinkSetting.grid()) {
      Path file = store.network(device, setting);
      if (Files.isRegularFile(file)) {
        links.put(
            setting, NetworkFile.read(file).link(Predictor.DEVICE.name(), Predictor.EDGE.name()));
      }
    }
    return links;
  }
}
