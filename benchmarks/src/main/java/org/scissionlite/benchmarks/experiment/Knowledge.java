package org.scissionlite.benchmarks.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int SYSTEMS = 2;
  private static final String EVIDENCE = ".evidence.json";

  public Knowledge {
    probed = Map.copyOf(probed);
  }

  /** Whether there are profiles, and a link was probed. */
  public static boolean isThere(Store store, Subject subject) {
    Path folder = store.model(subject.name()).resolve("profiles");
    return Files.isDirectory(folder)
        && ProfileFile.readFolder(folder).size() == SYSTEMS
        && store.machine().isPresent()
        && Arrays.stream(DeviceClass.values()).anyMatch(device -> !probed(store, device).isEmpty());
  }

  /**
   * Reads it from the folder of the experiment. Of a class of devices on which nothing was measured
   * the links are those that another class probed.
   */
  public static Knowledge of(Store store, Subject subject, DeviceClass device) {
    List<Profile> profiles = profiles(store, subject, device);
    Profile example = profiles.get(0);
    Evidence evidence = Evidence.of(example.model().name(), example.model().sha256(), List.of());
    Set<Measurement.Place> confirmed = new HashSet<>();
    for (Path file : evidenceFiles(store.model(subject.name()))) {
      evidence = evidence.updatedBy(EvidenceFile.read(file).measurements());
      confirmed.addAll(confirmed(OptimiseOutcome.beside(bundle(file))));
    }
    int depth = Depth.ofConvolutions(subject.model().graph(), 1);
    return new Knowledge(
        Predictor.of(profiles, evidence, confirmed, depth), probedByAny(store, device));
  }

  private static List<Profile> profiles(Store store, Subject subject, DeviceClass device) {
    Path own = store.device(subject.name(), device).resolve("profiles");
    if (Files.isDirectory(own)) {
      return ProfileFile.readFolder(own);
    }
    double slowdown = device.slowdown(store.machine().orElseThrow());
    Path here = store.model(subject.name()).resolve("profiles");
    return slowedDown(ProfileFile.readFolder(here), slowdown);
  }

  /**
   * Profiles of this machine as a slower device's.
   *
   * @param slowdown of the device; the edge stays as it is
   */
  public static List<Profile> slowedDown(List<Profile> here, double slowdown) {
    return here.stream()
        .map(
            profile ->
                profile.system().equals(Predictor.DEVICE) ? profile.slowedDown(slowdown) : profile)
        .toList();
  }

  private static Map<LinkSetting, Link> probedByAny(Store store, DeviceClass device) {
    return Stream.concat(Stream.of(device), Arrays.stream(DeviceClass.values()))
        .map(each -> probed(store, each))
        .filter(links -> !links.isEmpty())
        .findFirst()
        .orElseThrow();
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
