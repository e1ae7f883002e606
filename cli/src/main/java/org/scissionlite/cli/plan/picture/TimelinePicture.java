package org.scissionlite.cli.plan.picture;

import static org.scissionlite.cli.plan.picture.PlanView.millis;

import java.util.ArrayList;
import java.util.List;
import org.scissionlite.chart.TimelineChart;
import org.scissionlite.chart.TimelineChart.Kind;
import org.scissionlite.chart.TimelineChart.Step;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Segment;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;

/** The blocks of a plan's best scenario, one after the other, with what happens between them. */
final class TimelinePicture {
  private final PlanView view;
  private final List<Step> steps = new ArrayList<>();

  private TimelinePicture(PlanView view) {
    this.view = view;
  }

  /**
   * Draws the best scenario.
   *
   * @throws org.scissionlite.error.ScissionLiteException if nothing meets the constraints
   */
  static TimelineChart of(PlanView view) {
    return new TimelinePicture(view).chart(view.plan().best());
  }

  private TimelineChart chart(Scenario best) {
    List<Hop> hops = best.route().hops();
    List<Segment> segments = best.route().segments();
    int first = hops.size() == segments.size() ? 0 : 1;
    if (first == 1) {
      add(segments.get(0));
    }
    for (int i = 0; i < hops.size(); i++) {
      add(hops.get(i));
      add(segments.get(first + i));
    }
    String title =
        "%s, %s: %.1f ms"
            .formatted(
                view.plan().model().name(), PlanView.words(best), millis(best.latencyNanos()));
    String subtitle = hops.isEmpty() ? "nothing is sent" : view.words(hops.get(0).link());
    return new TimelineChart(title, subtitle, steps);
  }

  /** The way into the engine, and the blocks, which share the time of a segment as measured. */
  private void add(Segment segment) {
    Profile profile = profile(segment.system());
    long entry = profile.entry().medianNanos();
    if (entry > 0) {
      steps.add(new Step("to begin", kind(segment.system()), millis(entry)));
    }
    List<BlockProfile> blocks =
        profile.blocks().subList(segment.firstBlock(), segment.lastBlock() + 1);
    long together = blocks.stream().mapToLong(block -> block.execution().medianNanos()).sum();
    double scale = together == 0 ? 0 : (double) (segment.executionNanos() - entry) / together;
    for (BlockProfile block : blocks) {
      double millis = block.execution().medianMillis() * scale;
      steps.add(new Step(block.name(), kind(segment.system()), millis));
    }
  }

  private Profile profile(SystemId system) {
    return view.profiles().stream()
        .filter(profile -> profile.system().equals(system))
        .findFirst()
        .orElseThrow();
  }

  private static Kind kind(SystemId system) {
    return switch (system.tier()) {
      case DEVICE -> Kind.DEVICE;
      case EDGE -> Kind.EDGE;
      case CLOUD -> Kind.CLOUD;
    };
  }

  private void add(Hop hop) {
    String spec = hop.payload().transferLayer();
    boolean plain = !hop.hasTransferLayer();
    steps.add(
        new Step(
            plain ? "to bytes" : "DeviceTL " + spec,
            plain ? Kind.CONVERSION : Kind.DEVICE_TL,
            millis(hop.time().sendNanos())));
    String most = hop.payload().hasKnownSize() ? "" : "at most ";
    String network = "network, " + most + "%,d bytes".formatted(hop.payload().wireBytes());
    steps.add(new Step(network, Kind.TRANSFER, millis(hop.time().transferNanos())));
    steps.add(
        new Step(
            plain ? "from bytes" : "EdgeTL " + spec,
            plain ? Kind.CONVERSION : Kind.EDGE_TL,
            millis(hop.time().receiveNanos())));
  }
}
