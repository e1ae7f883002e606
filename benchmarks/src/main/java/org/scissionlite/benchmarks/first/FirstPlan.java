package org.scissionlite.benchmarks.first;

import java.util.List;
import java.util.stream.Stream;

/**
 * When images are sent: slowly where they are measured, and faster in between, as nobody waits
 * three hours for the ten-thousandth image at one a second. That rests on an assumption: that the
 * JVM compiles by how often code ran, not by how fast.
 *
 * @param last the last image that is measured: 100, 1,000 or 10,000
 * @param slowMillis from one image to the next where they are measured
 * @param fastMillis the same in between
 */
record FirstPlan(int last, long slowMillis, long fastMillis) {
  private static final List<Window> ALL =
      List.of(
          new Window(1, 10),
          new Window(11, 30),
          new Window(86, 115),
          new Window(986, 1015),
          new Window(9986, 10_015));

  FirstPlan {
    if (last != 100 && last != 1000 && last != 10_000) {
      throw new IllegalArgumentException("expected 100, 1000 or 10000 images, got " + last);
    }
  }

  /** Images that are measured, counted from 1, the last one included. */
  record Window(int from, int to) {
    boolean holds(int image) {
      return from <= image && image <= to;
    }
  }

  List<Window> windows() {
    return windowStream().toList();
  }

  private Stream<Window> windowStream() {
    return ALL.stream().filter(window -> window.from() <= last);
  }

  /** How many images are sent. */
  int images() {
    return windowStream().mapToInt(Window::to).max().orElseThrow();
  }

  /** How long to wait after an image, counted from 1, was sent; the connection is idle as long. */
  long pauseMillis(int image) {
    boolean slow =
        windowStream().anyMatch(window -> window.holds(image) || window.holds(image + 1));
    return slow ? slowMillis : fastMillis;
  }
}
