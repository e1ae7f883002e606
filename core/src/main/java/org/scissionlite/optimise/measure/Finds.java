package org.scissionlite.optimise.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.scissionlite.block.Cut;
import org.scissionlite.evidence.ByteCounts;
import org.scissionlite.evidence.ImageSet;
import org.scissionlite.evidence.ImageUse;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.file.Sha256;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.CutFindings;
import org.scissionlite.optimise.Drop;
import org.scissionlite.optimise.LayerCosts;
import org.scissionlite.optimise.Outlook;
import org.scissionlite.optimise.Pricing;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;
import org.scissionlite.training.search.SearchReport;
import org.scissionlite.training.search.SearchResult;
import org.scissionlite.training.search.TransferLayerSearch;
import org.scissionlite.training.search.TriedLayer;
import org.scissionlite.training.search.trial.SearchTrial;
import org.scissionlite.transfer.FittedTransferLayer;
import org.scissionlite.transfer.spec.LayerSpec;

/** Transfer layers that were found, as candidates; remembers the layers and what was measured. */
public final class Finds {
  private final Subject subject;
  private final Pricing pricing;
  private final LayerPrices prices;
  private final Map<Place, List<FittedTransferLayer>> layers = new LinkedHashMap<>();
  private final Map<Place, SearchResult.Dialling> dials = new LinkedHashMap<>();
  private final Map<Place, SearchTrial> confirmations = new LinkedHashMap<>();
  private final List<Measurement> measurements = new ArrayList<>();

  private record Place(String cut, String spec) {}

  /** Finds of a subject, at the prices given. */
  public Finds(Subject subject, Pricing pricing) {
    this.subject = subject;
    this.pricing = pricing;
    this.prices = new LayerPrices(subject, pricing.profiles());
  }

  /** The fitted layers of a candidate, one a tensor; nothing where it was not found here. */
  public Optional<List<FittedTransferLayer>> layers(Candidate candidate) {
    return Optional.ofNullable(layers.get(place(candidate)));
  }

  /** The trial that confirmed a candidate's layers; nothing where none had to. */
  public Optional<SearchTrial> confirmation(Candidate candidate) {
    return Optional.ofNullable(confirmations.get(place(candidate)));
  }

  private static Place place(Candidate candidate) {
    return new Place(candidate.cut(), candidate.transferLayer());
  }

  /**
   * The layer of a candidate with a dial whose finest step is its own; nothing where it has no
   * step, or was not found here.
   */
  public Optional<FittedTransferLayer> dialled(Candidate candidate, int steps) {
    Optional<SearchResult.Dialled> dialled =
        Optional.ofNullable(dials.get(place(candidate))).flatMap(each -> each.of(steps));
    dialled.ifPresent(
        each ->
            each.steps().stream()
                .skip(1)
                .map(step -> step.measurement(candidate.cut(), subject.images().confirmationSet()))
                .forEach(measurements::add));
    return dialled.map(SearchResult.Dialled::layer);
  }

  /** Where a candidate that was found here cuts. */
  public Cut cut(Candidate candidate) {
    return subject.cut(candidate.cut());
  }

  /** All that was measured of transfer layers on images. */
  public List<Measurement> measurements() {
    return List.copyOf(measurements);
  }

  /** What a search found at a cut: the layer that it confirmed, and those it tried beside it. */
  CutFindings of(Cut cut, SearchResult result) {
    SearchReport report = result.report();
    SearchTrial confirmed = report.confirmed();
    measurements.addAll(report.evidence());
    Place place = new Place(cut.name(), canonical(result.layers()));
    dials.put(place, result.dialling());
    confirmations.put(place, confirmed);
    Drop drop = Drop.confirmed(confirmed, report.atMostPoints());
    List<SearchTrial> others =
        report.trials().stream().filter(trial -> !trial.spec().equals(confirmed.spec())).toList();
    return new CutFindings(
        candidate(cut, result.layers(), drop, size(confirmed)).stream().toList(),
        tried(cut, result.layers(), others),
        "");
  }

  /**
   * Keeps what an attacker rebuilt from a candidate.
   *
   * @param ssim mean structural similarity of the pictures
   * @param pictures that were rebuilt
   */
  public void remember(Candidate candidate, double ssim, int pictures) {
    String images = Sha256.of("attack " + subject.images().choiceSet().sha256());
    measurements.add(
        new Measurement(
            candidate.cut(),
            LayerSpec.of(candidate.transferLayer()),
            new ImageSet(ImageUse.CHOICE, pictures, images),
            null,
            null,
            ssim));
  }

  /**
   * A candidate after its layer was trained; nothing where it may not stand there.
   *
   * @param trial on the images that confirmed it
   */
  public Optional<Candidate> trained(
      Candidate before, List<FittedTransferLayer> trained, SearchTrial trial) {
    Drop drop = Drop.confirmed(trial, subject.goal().atMostPoints(trial));
    Cut cut = cut(before);
    if (trial.isOfOneLayer()) {
      Measurement after = trial.measurement(cut.name(), subject.images().confirmationSet());
      measurements.removeIf(each -> each.place().equals(after.place()));
      measurements.add(after);
    }
    return priced(cut, prices.of(cut, trained, size(trial)), drop);
  }

  /**
   * What is to be expected of a cut where a layer of the first kind was tried: of the best kind no
   * less than a share of its bytes and of its time.
   */
  Outlook outlook(Cut cut, TriedLayer found) {
    LayerCosts costs = prices.of(cut, found.layers(), size(found.trial()));
    double likely = value(cut, costs);
    return new Outlook(
        likely,
        value(cut, costs.times(1 / TransferLayerSearch.KINDS_DIFFER)),
        String.format(
            Locale.ROOT,
            "%s sends some %,.0f bytes",
            found.trial().spec(),
            found.trial().meanBytes()));
  }

  private double value(Cut cut, LayerCosts costs) {
    return pricing.with(cut.name(), costs).map(pricing::value).orElse(Double.POSITIVE_INFINITY);
  }

  /** A layer that loses nothing and sends equally many bytes for every image. */
  Optional<Candidate> lossless(Cut cut, FittedTransferLayer layer) {
    return candidate(cut, List.of(layer), Drop.NONE, WireSize.fixed(layer.wire().bytes()));
  }

  private Optional<Candidate> candidate(
      Cut cut, List<FittedTransferLayer> found, Drop drop, WireSize size) {
    layers.put(new Place(cut.name(), canonical(found)), found);
    return priced(cut, prices.of(cut, found, size), drop);
  }

  private static String canonical(List<FittedTransferLayer> layers) {
    return TransferLayerProfile.canonical(
        FittedTransferLayer.specOf(layers.stream().map(FittedTransferLayer::spec).toList()));
  }

  /** Layers of the same family that were tried beside some. */
  List<Candidate> tried(Cut cut, List<FittedTransferLayer> like, List<SearchTrial> trials) {
    LayerCosts costs = prices.of(cut, like, WireSize.fixed(0));
    List<Candidate> candidates = new ArrayList<>();
    for (SearchTrial trial : trials) {
      LayerCosts each = new LayerCosts(trial.spec(), size(trial), costs.halves(), costs.source());
      priced(cut, each, Drop.tried(trial)).ifPresent(candidates::add);
    }
    return candidates;
  }

  private Optional<Candidate> priced(Cut cut, LayerCosts costs, Drop drop) {
    long tail =
        pricing.atTail(cut.name(), costs).map(Scenario::latencyNanos).orElse(Long.MAX_VALUE);
    return pricing
        .with(cut.name(), costs)
        .map(scenario -> new Candidate(scenario, tail, drop, costs.source()));
  }

  private static WireSize size(SearchTrial trial) {
    ByteCounts bytes = trial.bytes();
    return new WireSize.Measured(
        Math.round(bytes.mean()), bytes.p95(), bytes.most(), bytes.images());
  }
}
