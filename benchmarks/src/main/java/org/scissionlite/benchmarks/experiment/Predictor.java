package org.scissionlite.benchmarks.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.scissionlite.evidence.Evidence;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.link.TransferModel;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.evidence.KnownLayers;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;
import org.scissionlite.profile.Tier;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * Asks the planner for every contender.
 *
 * @param profiles of device and edge, for images that come now and then, with the layers of the
 *     evidence
 * @param confirmed layers that lose little, which images that nothing was chosen on confirm
 * @param firstConvolution number of the first layer behind which nothing but features leaves
 */
public record Predictor(
    List<Profile> profiles, Set<Measurement.Place> confirmed, int firstConvolution) {
  /** The systems' names in profiles and network files. */
  public static final SystemId DEVICE = new SystemId(Tier.DEVICE, "device");

  /** The other end. */
  public static final SystemId EDGE = new SystemId(Tier.EDGE, "edge");

  private static final String POOL = "pool2";

  public Predictor {
    profiles = List.copyOf(profiles);
    confirmed = Set.copyOf(confirmed);
  }

  /** A predictor with what was measured of transfer layers. */
  public static Predictor of(
      List<Profile> profiles,
      Evidence evidence,
      Set<Measurement.Place> confirmed,
      int firstConvolution) {
    List<Profile> steady = profiles.stream().map(Profile::atIntervals).toList();
    return new Predictor(KnownLayers.of(steady, evidence).profiles(), confirmed, firstConvolution);
  }

  /**
   * The best way of each contender.
   *
   * @param intervalMillis from one image to the next; 0 for back to back
   */
  public List<Predicted> over(Link link, long intervalMillis) {
    List<Scenario> all = scenarios(link, intervalMillis);
    return Arrays.stream(Contender.values()).flatMap(each -> best(each, all).stream()).toList();
  }

  /** All cuts, without a transfer layer, with the published one, and with confirmed ones. */
  public List<Scenario> scenarios(Link link, long intervalMillis) {
    Question question =
        Question.fastest().over(new TransferModel(intervalMillis)).results(Question.ALL);
    return new Planner(profiles, Network.of(DEVICE.name(), EDGE.name(), link))
        .plan(question)
        .scenarios();
  }

  /**
   * What the planner says of a way, whoever chose it.
   *
   * @return milliseconds; empty of a way that is not known
   */
  public OptionalDouble millis(String cut, String transferLayer, Link link, long intervalMillis) {
    return scenarios(link, intervalMillis).stream()
        .filter(each -> isWay(each, cut, transferLayer))
        .mapToDouble(each -> each.latencyNanos() / 1e6)
        .findFirst();
  }

  private static boolean isWay(Scenario scenario, String cut, String transferLayer) {
    List<Hop> hops = scenario.route().hops();
    return hops.isEmpty()
        ? cut.equals("-")
        : hops.get(0).cut().name().equals(cut) && layer(scenario).equals(transferLayer);
  }

  /** Of pictures those that are known to lose little, where any is. */
  private Optional<Predicted> best(Contender contender, List<Scenario> all) {
    List<Scenario> its = all.stream().filter(scenario -> isOf(contender, scenario)).toList();
    List<Scenario> good = its.stream().filter(this::losesLittle).toList();
    boolean isPicture = contender == Contender.EDGE_JPEG || contender == Contender.EDGE_WEBP;
    return (isPicture && !good.isEmpty() ? good : its)
        .stream()
            .min(Comparator.comparingLong(Scenario::latencyNanos))
            .map(scenario -> predicted(contender, scenario));
  }

  private boolean isOf(Contender contender, Scenario scenario) {
    return switch (contender) {
      case DEVICE_ALONE -> scenario instanceof Scenario.OnDevice;
      case EDGE_PIXELS -> scenario instanceof Scenario.OnEdge && isRaw(scenario);
      case EDGE_JPEG -> scenario instanceof Scenario.OnEdge && isFamily(scenario, "jpeg");
      case EDGE_WEBP -> scenario instanceof Scenario.OnEdge && isFamily(scenario, "webp");
      case SCISSION -> scenario instanceof Scenario.Cut && layer(scenario).equals(Hop.NO_TL);
      case SCISSION_TL -> scenario instanceof Scenario.Cut && layer(scenario).equals(POOL);
      case OURS -> losesLittle(scenario);
      case OURS_DEEP -> losesLittle(scenario) && isDeep(scenario);
      default -> false;
    };
  }

  private static boolean isRaw(Scenario scenario) {
    return Accuracies.isLossless(layer(scenario));
  }

  private static boolean isFamily(Scenario scenario, String family) {
    return LayerSpec.of(layer(scenario)).family().equals(family);
  }

  /** Whether a way loses nothing, or is known to lose little. */
  private boolean losesLittle(Scenario scenario) {
    return scenario.route().hops().stream()
        .allMatch(
            hop ->
                Accuracies.isLossless(hop.payload().transferLayer())
                    || confirmed.contains(place(hop)));
  }

  private static Measurement.Place place(Hop hop) {
    return new Measurement.Place(hop.cut().name(), LayerSpec.of(hop.payload().transferLayer()));
  }

  private boolean isDeep(Scenario scenario) {
    return scenario.route().hops().stream().allMatch(hop -> hop.cut().layer() >= firstConvolution);
  }

  private static String layer(Scenario scenario) {
    return scenario.route().hops().get(0).payload().transferLayer();
  }

  private static Predicted predicted(Contender contender, Scenario scenario) {
    Optional<Hop> hop = scenario.route().hops().stream().findFirst();
    return Predicted.of(
        contender,
        hop.map(each -> each.cut().name()).orElse("-"),
        hop.map(each -> each.payload().transferLayer()).orElse("-"),
        scenario.latencyNanos() / 1e6,
        scenario.route().breakdown(),
        scenario.wireBytes());
  }
}
