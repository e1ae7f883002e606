package org.scissionlite.benchmarks.experiment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.scissionlite.benchmarks.experiment.Cell;
import org.scissionlite.benchmarks.experiment.Contender;
import org.scissionlite.benchmarks.experiment.Goals;
import org.scissionlite.benchmarks.experiment.Measured;
import org.scissionlite.benchmarks.experiment.Place;
import org.scissionlite.benchmarks.experiment.Predicted;

/**
 * What was measured of a strategy at a place, beside what is predicted of the very same way.
 *
 * @param place where
 * @param contender which strategy
 * @param cut after which layer; "-" where the device answers alone
 * @param transferLayer its spec; "-" where nothing is sent
 * @param predictedMillis null where nothing is predicted of this way
 * @param medianMillis of the latencies
 * @param p95Millis that 95 of 100 latencies keep to
 * @param bytes the median payload
 * @param speedUp against the device alone; null where that was not measured
 * @param accuracy null where it was not measured
 * @param deviceCpuSeconds of the device's process for an image
 * @param edgeCpuSeconds of the edge's
 * @param images how many latencies
 */
public record Row(
    Place place,
    Contender contender,
    String cut,
    String transferLayer,
    Double predictedMillis,
    double medianMillis,
    double p95Millis,
    long bytes,
    Double speedUp,
    Judged accuracy,
    double deviceCpuSeconds,
    double edgeCpuSeconds,
    int images) {

  /** Predicts a way that was not predicted when it was measured. */
  interface Later {
    OptionalDouble millis(Place place, String cut, String transferLayer);

    /** Nothing is predicted later. */
    static Later nothing() {
      return (place, cut, transferLayer) -> OptionalDouble.empty();
    }
  }

  /** All of what was measured, in its order. */
  static List<Row> of(Goals judged, Later later) {
    List<Row> rows = new ArrayList<>();
    for (Cell cell : judged.cells()) {
      cell.measured().forEach(each -> rows.add(of(judged, later, cell, each)));
    }
    return rows;
  }

  private static Row of(Goals judged, Later later, Cell cell, Measured measured) {
    return new Row(
        cell.place(),
        measured.contender(),
        measured.cut(),
        measured.transferLayer(),
        predicted(later, cell, measured),
        measured.median(),
        measured.p95(),
        measured.bytes(),
        cell.of(Contender.DEVICE_ALONE)
            .map(alone -> alone.median() / measured.median())
            .orElse(null),
        Judged.of(judged, cell.place().model(), measured).orElse(null),
        measured.deviceCpuSeconds(),
        measured.edgeCpuSeconds(),
        measured.images().size());
  }

  private static Double predicted(Later later, Cell cell, Measured measured) {
    Stream<Predicted> own = cell.predictedOf(measured.contender()).stream();
    Optional<Double> found =
        Stream.concat(own, cell.predicted().stream())
            .filter(each -> each.cut().equals(measured.cut()))
            .filter(each -> each.transferLayer().equals(measured.transferLayer()))
            .map(Predicted::millis)
            .findFirst();
    OptionalDouble afterwards =
        found
            .map(OptionalDouble::of)
            .orElseGet(() -> later.millis(cell.place(), measured.cut(), measured.transferLayer()));
    return afterwards.isPresent() ? afterwards.getAsDouble() : null;
  }
}
