package org.scissionlite.optimise;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.scissionlite.link.Network;
import org.scissionlite.plan.Planner;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.TransferLayerProfile;
import org.scissionlite.profile.WireSize;
import org.scissionlite.training.Lazy;
import org.scissionlite.transfer.quantize.PixelTransferLayer;

/**
 * What ways to run a model cost: the planner's own predictions, for transfer layers that were found
 * after the profiles were measured, too. A way has one cut at most, as a bundle has.
 */
public final class Pricing {
  private final List<Profile> profiles;
  private final Network network;
  private final Question question;

  /** All ways to send nothing, at every cut. */
  private final Lazy<List<Scenario>> free = new Lazy<>(this::free);

  /**
   * The prices of one question.
   *
   * @throws org.scissionlite.error.UsageException when the profiles are of different models, or a
   *     link is missing
   */
  public Pricing(List<Profile> profiles, Network network, Question question) {
    this.profiles = List.copyOf(profiles);
    this.network = network;
    this.question = question.results(Question.ALL);
  }

  /** The profiles that the prices stand on. */
  public List<Profile> profiles() {
    return profiles;
  }

  /** What the objective makes of a way; less is better. */
  public double value(Scenario scenario) {
    double sum = 0;
    for (Metric metric : Metric.values()) {
      sum += question.objective().weight(metric) * scenario.route().cost(metric);
    }
    return sum;
  }

  /**
   * The ways that give the same answers as the uncut model: the device alone, the picture as
   * pixels, each cut without a transfer layer, or with one that loses nothing.
   */
  public List<Scenario> lossless() {
    return ways(profile -> Pricing::withLosslessLayers);
  }

  /** What lies behind the input is no picture, even where it has the shape of one. */
  private static CutProfile withLosslessLayers(CutProfile cut) {
    return cut.withTransferLayers(
        cut.transferLayers().stream()
            .filter(each -> TransferLayerProfile.isLossless(each.spec()))
            .filter(each -> cut.layer() == 0 || !each.spec().equals(PixelTransferLayer.SPEC))
            .toList());
  }

  /** The bounds of all cuts that may be made, the least first; of equal ones the earlier cut. */
  public List<CutBound> bounds() {
    Map<String, Scenario> best = new LinkedHashMap<>();
    free.get().forEach(way -> best.merge(hop(way).cut().name(), way, this::better));
    return best.values().stream()
        .map(way -> new CutBound(hop(way).cut().name(), hop(way).cut().block(), way, value(way)))
        .sorted(Comparator.comparingDouble(CutBound::value).thenComparingInt(CutBound::block))
        .toList();
  }

  /** The best way that cuts there, with that layer; nothing where that may not be. */
  public Optional<Scenario> with(String cutName, LayerCosts layer) {
    Function<Profile, UnaryOperator<CutProfile>> change =
        profile ->
            cut ->
                cut.name().equals(cutName)
                    ? only(layer, profile, cut)
                    : cut.withTransferLayers(List.of());
    return ways(change).stream()
        .filter(way -> sends(way, layer) && hop(way).cut().name().equals(cutName))
        .reduce(this::better);
  }

  /** The best way with a layer when it sends as much as 95 of 100 messages keep to. */
  public Optional<Scenario> atTail(String cutName, LayerCosts layer) {
    return with(cutName, layer.atTail());
  }

  /** The best way that cuts there and sends so many bytes, with no time for a transfer layer. */
  public Optional<Scenario> sending(String cutName, long bytes) {
    return free.get().stream()
        .filter(way -> hop(way).cut().name().equals(cutName))
        .map(way -> resized(way, bytes))
        .reduce(this::better);
  }

  private Scenario resized(Scenario way, long bytes) {
    Hop hop = hop(way).sending(WireSize.fixed(bytes), question.transferModel());
    return Scenario.of(new Route(way.route().segments(), List.of(hop)));
  }

  /**
   * The most bytes with which a cut can still be better than a value: a transfer layer that takes
   * no time and sends one byte more is not. {@link Long#MAX_VALUE} where the bytes do not matter.
   */
  public long mostBytes(String cut, double value) {
    long few = -1;
    long many = 1;
    while (isBetter(cut, many, value)) {
      few = many;
      many *= 2;
      if (many > Integer.MAX_VALUE) {
        return Long.MAX_VALUE;
      }
    }
    while (many - few > 1) {
      long middle = (few + many) / 2;
      if (isBetter(cut, middle, value)) {
        few = middle;
      } else {
        many = middle;
      }
    }
    return few;
  }

  private boolean isBetter(String cut, long bytes, double value) {
    return bytes < 0 || sending(cut, bytes).filter(way -> value(way) < value).isPresent();
  }

  private List<Scenario> free() {
    LayerCosts layer = LayerCosts.free(0);
    return ways(profile -> cut -> only(layer, profile, cut)).stream()
        .filter(way -> sends(way, layer))
        .toList();
  }

  private static CutProfile only(LayerCosts layer, Profile profile, CutProfile cut) {
    return cut.withTransferLayers(List.of(layer.on(profile.system())));
  }

  private Scenario better(Scenario one, Scenario other) {
    return value(one) <= value(other) ? one : other;
  }

  /** All ways with at most one cut, when the cuts of each profile are changed. */
  private List<Scenario> ways(Function<Profile, UnaryOperator<CutProfile>> change) {
    List<Profile> changed =
        profiles.stream()
            .map(each -> each.withCuts(each.cuts().stream().map(change.apply(each)).toList()))
            .toList();
    return new Planner(changed, network)
        .plan(question).scenarios().stream().filter(way -> way.route().hops().size() <= 1).toList();
  }

  private static boolean sends(Scenario way, LayerCosts layer) {
    return !way.route().hops().isEmpty()
        && hop(way).payload().transferLayer().equals(TransferLayerProfile.canonical(layer.spec()));
  }

  private static Hop hop(Scenario way) {
    return way.route().hops().get(0);
  }
}
