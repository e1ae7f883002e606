package org.scissionlite.benchmarks.law;

import java.util.ArrayList;
import java.util.List;

/**
 * Which networks, links and paces are tried.
 *
 * @param models networks
 * @param megabits bandwidths in Mbit/s
 * @param roundTrips in milliseconds
 * @param intervals milliseconds from one request to the next; 0 for back to back
 * @param rounds in which predictions and requests take turns
 * @param requests of each case in a round
 */
record LawGrid(
    List<LawModel> models,
    List<Double> megabits,
    List<Double> roundTrips,
    List<Long> intervals,
    int rounds,
    int requests) {
  LawGrid {
    models = List.copyOf(models);
    megabits = List.copyOf(megabits);
    roundTrips = List.copyOf(roundTrips);
    intervals = List.copyOf(intervals);
  }

  /** The grid of a name: whole, half or tenth. */
  static LawGrid named(String name) {
    return switch (name) {
      case "whole" -> whole();
      case "half" -> half();
      case "tenth" -> tenth();
      default -> throw new IllegalArgumentException("grid: expected whole, half or tenth: " + name);
    };
  }

  /** 648 cases: three networks, three cuts and layers each, twelve links, two paces. */
  private static LawGrid whole() {
    return new LawGrid(
        List.of(LawModel.values()),
        List.of(5.0, 20.0, 60.0, 200.0),
        List.of(2.0, 27.4, 80.0),
        List.of(0L, 1_000L),
        3,
        3);
  }

  /** 324 cases: the same at half of the links, in one round. */
  private static LawGrid half() {
    return new LawGrid(
        List.of(LawModel.values()),
        List.of(5.0, 60.0),
        List.of(2.0, 27.4, 80.0),
        List.of(0L, 1_000L),
        1,
        5);
  }

  /** 72 cases of one small network over four links, in one round. */
  private static LawGrid tenth() {
    return new LawGrid(
        List.of(LawModel.RESNET56),
        List.of(5.0, 60.0),
        List.of(2.0, 27.4),
        List.of(0L, 1_000L),
        1,
        2);
  }

  /** A link of the testbed. */
  record Setting(double megabits, double roundTripMillis) {
    @Override
    public String toString() {
      return megabits + " Mbit/s, " + roundTripMillis + " ms";
    }
  }

  List<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (double rate : megabits) {
      for (double roundTrip : roundTrips) {
        settings.add(new Setting(rate, roundTrip));
      }
    }
    return settings;
  }
}
