package org.scissionlite.cli.plan;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;

/** A scenario in the words that a user types: the names of systems, cuts and transfer layers. */
public record ScenarioWords(Route route) {
  private static final String NEXT = " > ";
  private static final String NOTHING = "-";

  /** Such as "device pi4 > edge ampere, cut after pool1 with pool2+q8". */
  public static String of(Scenario scenario) {
    ScenarioWords words = new ScenarioWords(scenario.route());
    String cuts =
        scenario.route().hops().stream().map(ScenarioWords::cut).collect(Collectors.joining());
    return words.systems() + (scenario.route().segments().size() == 1 ? " alone" : "") + cuts;
  }

  private static String cut(Hop hop) {
    String layer =
        hop.hasTransferLayer() ? " with " + hop.payload().transferLayer() : " without TL";
    String place = hop.cut().layer() == 0 ? "input sent" : "cut after " + hop.cut().name();
    return ", " + place + layer;
  }

  /** The systems that run a part, such as "device pi4 > edge ampere". */
  String systems() {
    return joined(
        route.segments(), segment -> segment.system().tier() + " " + segment.system().name());
  }

  /** What {@code --cut} takes; "-" where nothing is sent. */
  String cuts() {
    return joined(route.hops(), hop -> hop.cut().name());
  }

  /** What {@code --transfer-layer} takes; "-" where nothing is sent. */
  String transferLayers() {
    return joined(route.hops(), hop -> hop.payload().transferLayer());
  }

  private static <T> String joined(List<T> parts, Function<T, String> word) {
    return parts.isEmpty() ? NOTHING : parts.stream().map(word).collect(Collectors.joining(NEXT));
  }
}
