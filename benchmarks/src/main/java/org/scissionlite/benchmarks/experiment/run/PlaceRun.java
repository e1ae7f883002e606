package org.scissionlite.benchmarks.experiment.run;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Knowledge;
import org.scissionlite.benchmarks.experiment.MachineFacts;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.OptimiseOutcome;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.benchmarks.experiment.Predictor;
import org.scissionlite.benchmarks.experiment.Store;
import org.scissionlite.benchmarks.experiment.Subject;
import org.scissionlite.evaluation.TestImages;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.link.NetworkFile;

/**
 * All that is done at one place: the link is probed, the joint optimum searched, the slices tested,
 * and all contenders measured in turns.
 *
 * @param preparation what comes before
 * @param script of the testbed
 * @param clock that tells when a measurement began
 * @param told takes lines on what is being done
 */
public record PlaceRun(Preparation preparation, Path script, Clock clock, Consumer<String> told) {
  private static final int PICTURES = 12;

  /** A run of a subject in a folder. */
  public static PlaceRun of(
      Store store, Subject subject, Effort effort, Path script, Consumer<String> told) {
    Preparation preparation =
        new Preparation(store, subject, effort, new CommandLineTool(store.folder()));
    return new PlaceRun(preparation, script, Clock.systemUTC(), told);
  }

  /** Whether network namespaces can be had here. */
  public static boolean isPossible(Path script) {
    return TwoHosts.canBeHad(script);
  }

  /** Measures a place, as far as it was not measured. */
  public void measure(Place place) throws Exception {
    if (store().cell(place).isPresent()) {
      told.accept(place.words() + ": measured before");
    } else {
      measureAnew(place);
    }
    if (preparation.effort().retrainEpochs() > 0) {
      retrain(place, store().cell(place).orElseThrow());
    }
  }

  /**
   * Does at a place what comes before the measurement, as far as it was not done. All but the probe
   * of the link bears a busy machine.
   */
  public void prepare(Place place) throws Exception {
    if (store().cell(place).isPresent()) {
      told.accept(place.words() + ": measured before");
    } else {
      contest(place);
    }
  }

  /** Who takes part at a place, and what is predicted of them. */
  private record Contest(TwoHosts hosts, List<Predicted> predicted, Assignments assignments) {}

  private void measureAnew(Place place) throws Exception {
    Contest contest = contest(place);
    told.accept(place.words() + ": measuring");
    String begun = clock.instant().toString();
    double waiting = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    List<Measured> measured =
        contest
            .hosts()
            .measure(
                contest.assignments(), pictures(), place.intervalMillis(), preparation.effort());
    double slowdown = place.device().slowdown(preparation.machine(script));
    store().add(new Cell(place, slowdown, begun, waiting, measured, contest.predicted()));
  }

  private Contest contest(Place place) throws Exception {
    MachineFacts machine = preparation.machine(script);
    told.accept(place.words() + ": profiles");
    preparation.profiles(place.device(), machine);
    TwoHosts hosts = new TwoHosts(script, place.link(), place.device().quota(machine));
    Path network = network(place, hosts);
    Path folder = store().place(place);
    told.accept(place.words() + ": the joint optimum");
    preparation.optimise(place, network, folder.resolve("ours"));
    if (preparation.effort().isDeep()) {
      preparation.optimise(place, network, folder.resolve("deep"), "--least-convolutions", "1");
    }
    Link link = NetworkFile.read(network).link(Predictor.DEVICE.name(), Predictor.EDGE.name());
    List<Predicted> predicted =
        withChoices(
            folder,
            Knowledge.of(store(), subject(), place.device())
                .predictor()
                .over(link, place.intervalMillis()));
    Assignments assignments = assignments(folder, predicted);
    told.accept(place.words() + ": accuracy");
    new Accuracies(store(), subject(), preparation.effort().testImages())
        .measure(assignments.all());
    return new Contest(hosts, predicted, assignments);
  }

  /** The accuracy of the published layer, trained at its cut; its times and bytes stay. */
  private void retrain(Place place, Cell cell) throws Exception {
    Accuracies accuracies = new Accuracies(store(), subject(), preparation.effort().testImages());
    accuracies.measure(assignments(store().place(place), cell.predicted()).all());
    Optional<Measured> published = cell.of(Contender.SCISSION_TL).filter(each -> each.bytes() > 0);
    if (published.isEmpty() || subject().hasRandomWeights()) {
      told.accept(place.words() + ": no cut of ScissionTL with weights to train");
      return;
    }
    Measured found = published.orElseThrow();
    told.accept(place.words() + ": training " + found.transferLayer() + " at " + found.cut());
    Path bundle = preparation.retrained(found.cut(), found.transferLayer());
    accuracies.measureRetrained(Assignments.first(Contender.SCISSION_TL, bundle));
  }

  /** Of ours what was predicted when it was chosen: that knows what its very layer takes. */
  private List<Predicted> withChoices(Path folder, List<Predicted> predicted) {
    Map<Contender, Path> chosen = new EnumMap<>(Contender.class);
    chosen.put(Contender.OURS, folder.resolve("ours"));
    if (preparation.effort().isDeep()) {
      chosen.put(Contender.OURS_DEEP, folder.resolve("deep"));
    }
    List<Predicted> all = new ArrayList<>(predicted);
    all.removeIf(each -> chosen.containsKey(each.contender()));
    chosen.forEach(
        (contender, bundle) -> all.add(OptimiseOutcome.beside(bundle).best().as(contender)));
    return all;
  }

  private Store store() {
    return preparation.store();
  }

  private Subject subject() {
    return preparation.subject();
  }

  /** The link as the device sees it; that of the testbed where nothing is probed. */
  private Path network(Place place, TwoHosts hosts) throws Exception {
    Path network = store().network(place.device(), place.link());
    if (Files.exists(network)) {
      return network;
    }
    told.accept(place.words() + ": probing the link");
    if (preparation.effort().probes()) {
      hosts.probe(preparation.plain(), network);
    } else {
      Files.createDirectories(network.getParent());
      Link stated = new Link(place.link().roundTripMillis(), place.link().megabits());
      NetworkFile.write(
          network, Network.of(Predictor.DEVICE.name(), Predictor.EDGE.name(), stated));
    }
    return network;
  }

  private Assignments assignments(Path folder, List<Predicted> predicted) {
    List<Predicted> plain = predicted.stream().filter(each -> isPlain(each.contender())).toList();
    Path ways = folder.resolve("ways");
    if (!Files.isDirectory(ways)) {
      Set<Assignments.Way> different = new LinkedHashSet<>();
      plain.forEach(each -> different.add(Assignments.Way.of(each)));
      preparation.write(ways, List.copyOf(different));
    }
    List<Assignment> all = new ArrayList<>(Assignments.ofWays(ways, plain));
    all.add(Assignments.chosen(Contender.OURS, folder.resolve("ours")));
    if (preparation.effort().isDeep()) {
      all.add(Assignments.chosen(Contender.OURS_DEEP, folder.resolve("deep")));
    }
    return new Assignments(all);
  }

  /** Whether a contender needs no images to be fitted to, and sends something. */
  private static boolean isPlain(Contender contender) {
    return switch (contender) {
      case EDGE_PIXELS, EDGE_JPEG, EDGE_WEBP, SCISSION, SCISSION_TL -> true;
      default -> false;
    };
  }

  private List<Path> pictures() {
    return TestImages.read(subject().test(), "test").evenly(PICTURES).images().stream()
        .map(TestImages.TestImage::file)
        .toList();
  }
}
