package org.scissionlite.benchmarks.experiment.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.GridLinks;
import org.scissionlite.benchmarks.experiment.Knowledge;
import org.scissionlite.benchmarks.experiment.LinkSetting;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;
import org.scissionlite.chart.Picture;
import org.scissionlite.chart.PredictedMeasuredChart;
import org.scissionlite.chart.PredictedMeasuredChart.Across;
import org.scissionlite.chart.PredictedMeasuredChart.Curve;
import org.scissionlite.chart.PredictedMeasuredChart.Point;
import org.scissionlite.evidence.Measurement;
import org.scissionlite.link.Link;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.transfer.spec.LayerSpec;

/**
 * The pictures of a model on a class of devices at a pace: predictions as lines, what was measured
 * as symbols.
 *
 * @param results with what was measured, of whatever places
 * @param group any place of the model, class and pace
 * @param knowledge that predicts
 */
record Figures(Results results, Place group, Knowledge knowledge) {
  private static final int STEPS = 40;

  /**
   * A picture with its file and what a reader should know of it.
   *
   * @param file its name
   * @param alt what it shows, for who cannot see it
   * @param caption a sentence above it
   * @param picture itself
   */
  record Named(String file, String alt, String caption, Picture picture) {}

  List<Named> all() {
    String where = "%s, %s, %s".formatted(group.model(), group.device().words(), group.pace());
    return List.of(
        new Named(
            file("cuts"),
            "Latency of every cut: " + where,
            "**%s**: the paper's figure, latency over the place of the cut at %s. Lines are predicted, symbols measured; ours has a dot where a search has confirmed a layer."
                .formatted(where, LinkSetting.HEADLINE.words()),
            overCuts()),
        new Named(
            file("bandwidth"),
            "Latency of all strategies over the bandwidth: " + where,
            "All strategies over the bandwidth, at %s ms round trip:"
                .formatted(LinkSetting.HEADLINE.roundTripMillis()),
            overBandwidth()),
        new Named(
            file("winners"),
            "Who wins at which bandwidth and round trip: " + where,
            "Who wins where; only what has a dark frame was measured:",
            new Winners(results.winners(), group).picture()));
  }

  /** Latency of all strategies against the bandwidth, at the round trip of the paper's example. */
  Picture overBandwidth() {
    GridLinks links = new GridLinks(knowledge.probed());
    Map<Contender, List<Point>> lines = new LinkedHashMap<>();
    double least = LinkSetting.MEGABITS.get(0);
    double most = LinkSetting.MEGABITS.get(LinkSetting.MEGABITS.size() - 1);
    for (int step = 0; step <= STEPS; step++) {
      double megabits = least * Math.pow(most / least, (double) step / STEPS);
      Link link = links.of(new LinkSetting(megabits, LinkSetting.HEADLINE.roundTripMillis()));
      for (Predicted each : knowledge.predictor().over(link, group.intervalMillis())) {
        lines
            .computeIfAbsent(each.contender(), missing -> new ArrayList<>())
            .add(new Point(megabits, each.millis()));
      }
    }
    List<Curve> curves =
        Arrays.stream(Contender.values())
            .sorted(Comparator.comparing(each -> each == Contender.OURS))
            .map(
                each ->
                    curve(
                        each.words(),
                        each,
                        lines.getOrDefault(each, List.of()),
                        measuredOverBandwidth(each)))
            .toList();
    return new PredictedMeasuredChart(
            "%s: latency against bandwidth".formatted(group.model()),
            "%s, %s ms round trip, %s; lines: predicted, symbols: measured"
                .formatted(
                    group.device().words(), LinkSetting.HEADLINE.roundTripMillis(), group.pace()),
            new Across("bandwidth (Mbit/s)", true),
            curves)
        .picture();
  }

  private List<Point> measuredOverBandwidth(Contender contender) {
    return here(cell -> isAtHeadlineRoundTrip(cell.place()))
        .flatMap(
            cell ->
                cell
                    .of(contender)
                    .map(found -> new Point(cell.place().link().megabits(), found.median()))
                    .stream())
        .toList();
  }

  private static boolean isAtHeadlineRoundTrip(Place place) {
    return place.link().roundTripMillis() == LinkSetting.HEADLINE.roundTripMillis();
  }

  private Stream<Cell> here(Predicate<Cell> which) {
    return results.cells().stream().filter(cell -> group.isAlike(cell.place())).filter(which);
  }

  /** The paper's figure: latency against the cut, over the link of its example. */
  Picture overCuts() {
    Link link = new GridLinks(knowledge.probed()).of(LinkSetting.HEADLINE);
    List<Scenario> all = knowledge.predictor().scenarios(link, group.intervalMillis());
    Map<String, Integer> places = places(all);
    List<Cell> measured = here(cell -> cell.place().link().equals(LinkSetting.HEADLINE)).toList();
    List<Curve> curves =
        List.of(
            alone(all, places.size(), measured),
            curve("without a TL", Contender.EDGE_PIXELS, all, places, measured, this::isPlain),
            curve("published TL", Contender.SCISSION_TL, all, places, measured, this::isPool),
            curve("our TLs", Contender.OURS, all, places, measured, this::isOurs));
    return new PredictedMeasuredChart(
            "%s: latency of every cut".formatted(group.model()),
            "%s, %s, %s; lines: predicted, symbols: measured; place 0 is the picture itself"
                .formatted(group.device().words(), LinkSetting.HEADLINE.words(), group.pace()),
            new Across("place of the cut", false),
            curves)
        .picture();
  }

  /** Cuts in the model's order. */
  private static Map<String, Integer> places(List<Scenario> all) {
    List<String> names =
        all.stream()
            .flatMap(scenario -> scenario.route().hops().stream())
            .map(Hop::cut)
            .distinct()
            .sorted(Comparator.comparingInt(Hop.CutPoint::block))
            .map(Hop.CutPoint::name)
            .toList();
    Map<String, Integer> places = new LinkedHashMap<>();
    names.forEach(name -> places.put(name, places.size()));
    return places;
  }

  private static Curve alone(List<Scenario> all, int cuts, List<Cell> measured) {
    List<Point> line =
        all.stream()
            .filter(scenario -> scenario.route().hops().isEmpty())
            .flatMap(
                scenario ->
                    IntStream.of(0, Math.max(1, cuts - 1))
                        .mapToObj(x -> new Point(x, scenario.latencyNanos() / 1e6)))
            .toList();
    List<Point> points =
        measured.stream()
            .flatMap(cell -> cell.of(Contender.DEVICE_ALONE).stream())
            .map(found -> new Point(Math.max(1, cuts - 1), found.median()))
            .toList();
    return curve(Contender.DEVICE_ALONE.words(), Contender.DEVICE_ALONE, line, points);
  }

  private static Curve curve(
      String name,
      Contender style,
      List<Scenario> all,
      Map<String, Integer> places,
      List<Cell> measured,
      Predicate<Measurement.Place> which) {
    Map<Integer, Double> best = new TreeMap<>();
    for (Scenario scenario : all) {
      for (Hop hop : scenario.route().hops()) {
        if (which.test(place(hop.cut().name(), hop.payload().transferLayer()))) {
          best.merge(places.get(hop.cut().name()), scenario.latencyNanos() / 1e6, Math::min);
        }
      }
    }
    List<Point> points =
        measured.stream()
            .flatMap(cell -> cell.measured().stream())
            .filter(found -> isSent(found) && which.test(place(found)))
            .map(found -> new Point(places.getOrDefault(found.cut(), 0), found.median()))
            .toList();
    List<Point> line =
        best.entrySet().stream().map(entry -> new Point(entry.getKey(), entry.getValue())).toList();
    return curve(name, style, line, points);
  }

  private static Curve curve(
      String name, Contender style, List<Point> predicted, List<Point> measured) {
    return style == Contender.OURS
        ? Curve.main(name, style.style(), predicted, measured)
        : Curve.of(name, style.style(), predicted, measured);
  }

  private static boolean isSent(Measured measured) {
    return !measured.cut().equals("-");
  }

  private static Measurement.Place place(Measured measured) {
    return place(measured.cut(), measured.transferLayer());
  }

  private static Measurement.Place place(String cut, String layer) {
    return new Measurement.Place(cut, LayerSpec.of(layer));
  }

  private boolean isPlain(Measurement.Place place) {
    return place.layer().family().equals(Hop.NO_TL) || place.layer().family().equals("pixels");
  }

  private boolean isPool(Measurement.Place place) {
    return place.layer().spec().equals("pool2") && !place.cut().equals("input");
  }

  private boolean isOurs(Measurement.Place place) {
    return knowledge.predictor().confirmed().contains(place) && !isPlain(place);
  }

  /** The name of a file of this group. */
  String file(String kind) {
    return String.format(
        Locale.ROOT,
        "%s-%s-%s-%s.png",
        kind,
        group.model(),
        group.device().id(),
        group.intervalMillis() == 0 ? "steady" : group.intervalMillis() + "ms");
  }
}
