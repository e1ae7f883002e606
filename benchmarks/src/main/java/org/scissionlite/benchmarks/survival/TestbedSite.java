package org.scissionlite.benchmarks.survival;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.scissionlite.benchmarks.law.Testbed;

/** Two network namespaces with a link of 60 Mbit/s and 27.4 ms between them. */
record TestbedSite(Testbed testbed) implements Site {
  private static final double MEGABITS = 60;
  private static final double ROUND_TRIP = 27.4;
  private static final double LOSS = 5;
  private static final int PORT = 8001;

  static TestbedSite open(Path script) {
    return new TestbedSite(Testbed.up(script, MEGABITS, ROUND_TRIP));
  }

  @Override
  public Place edge() {
    return new Place(Testbed.EDGE, PORT);
  }

  @Override
  public Place edgeFromDevice() {
    return edge();
  }

  @Override
  public ProcessBuilder onEdge(Class<?> main, String... arguments) {
    return in("edge", main, arguments);
  }

  @Override
  public ProcessBuilder onDevice(Class<?> main, String... arguments) {
    return in("device", main, arguments);
  }

  private ProcessBuilder in(String namespace, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(testbed.script().toString(), namespace));
    command.addAll(Site.java(main, arguments));
    return Site.program(command);
  }

  @Override
  public void cut() {
    testbed.set(0, ROUND_TRIP, 0);
  }

  @Override
  public void impair() {
    testbed.set(MEGABITS, ROUND_TRIP, LOSS);
  }

  @Override
  public void restore() {
    testbed.set(MEGABITS, ROUND_TRIP, 0);
  }

  @Override
  public void close() {
    testbed.close();
  }
}
