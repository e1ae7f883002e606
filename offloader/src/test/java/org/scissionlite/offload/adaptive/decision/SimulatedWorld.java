package org.scissionlite.offload.adaptive.decision;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * A device, a link and an edge in simulated time: one image after another in the device slice, one
 * message after another on the link, and a link that changes. Every random number follows from the
 * seed, and is the same whatever is chosen.
 */
final class SimulatedWorld {
  static final double MILLI = 1e6;
  private static final long TICK = 10_000_000;
  private static final int MOST_ON_THEIR_WAY = 6;
  private static final double FIRST_REST = 50 * MILLI;
  private static final int MOST_DOUBLINGS = 6;

  /** What a way truly costs. */
  record Cost(Way way, double deviceMillis, long bytes, double edgeMillis) {}

  /** What the link truly is. */
  record Link(double megabits, double roundTripMillis) {}

  /**
   * What is run.
   *
   * @param links from each second on
   * @param slowdowns of the device, from each second on
   * @param noise how much transfers and work vary, as a share
   * @param outliers which share of messages takes five times as long
   */
  record Scene(
      List<Cost> costs,
      NavigableMap<Double, Link> links,
      NavigableMap<Double, Double> slowdowns,
      double intervalMillis,
      double deadlineMillis,
      double seconds,
      double noise,
      double outliers) {}

  /** What became of a run. */
  record Outcome(
      int images, int timely, List<Chosen> chosen, List<Decision> switches, long probeBytes) {}

  /** A decision and when it was taken. */
  record Decision(double second, Switch what) {}

  /** The way of an image. */
  record Chosen(double second, Way way, double millis) {}

  /** Who chooses: knows the world, as an oracle does, or only what it was told. */
  interface Policy {
    Way choose(SimulatedWorld world, long now);
  }

  private final Scene scene;
  private final Random random;
  private final Random restRandom;
  private final Map<Way, Cost> costs = new HashMap<>();
  private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparing(Event::at));
  private final List<Decision> switches = new ArrayList<>();
  private Decider decider;
  private long deviceFree;
  private long linkFree;
  private int onTheirWay;
  private final Map<Way, Rest> rests = new HashMap<>();
  private long clock;

  private boolean probing;
  private long probeBytes;
  private final Deque<Message> messages = new ArrayDeque<>();

  /** When a message is on the link. */
  private record Message(long begin, long end) {}

  private record Event(long at, Runnable happens) {}

  /** When the edge is not asked on a way, as it was late. */
  private static final class Rest {
    private int failures;
    private long since;
    private long until;
    private double usual;

    private void answered(long nanos) {
      failures = 0;
      usual = Math.max((double) nanos, usual + 0.1 * (nanos - usual));
    }
  }

  /** All ways are open, and ready where the edge does not rest. */
  private final class Access implements WayAccess {
    @Override
    public boolean isReady(Way way) {
      return rests.get(way).until <= clock;
    }

    @Override
    public boolean canOpen(Way way) {
      return false;
    }

    @Override
    public void open(Way way, Way present) {}

    @Override
    public void begin(Way way) {}
  }

  private SimulatedWorld(Scene scene, long seed) {
    this.scene = scene;
    this.random = new Random(seed);
    this.restRandom = new Random(seed + 1);
    scene.costs().forEach(cost -> costs.put(cost.way(), cost));
    scene.costs().forEach(cost -> rests.put(cost.way(), new Rest()));
  }

  /** Runs with the decider, which is told what a device would see. */
  static Outcome adaptive(Scene scene, long seed) {
    SimulatedWorld world = new SimulatedWorld(scene, seed);
    world.decider =
        new Decider(
            scene.costs().stream().map(Cost::way).toList(),
            MOST_ON_THEIR_WAY,
            world.new Access(),
            0);
    scene.costs().stream()
        .filter(cost -> cost.way().isAlone())
        .forEach(cost -> world.decider.warmed(cost.way(), cost.deviceMillis() * MILLI, 0));
    return world.run((it, now) -> it.decider.next(it.onTheirWay + 1, now));
  }

  static Outcome fixed(Scene scene, long seed, Way way) {
    return new SimulatedWorld(scene, seed).run((it, now) -> way);
  }

  /** Knows the links beforehand, and takes the ways that answer the most images in time. */
  static Outcome oracle(Scene scene, long seed) {
    List<Double> changes = List.copyOf(scene.links().keySet());
    int ways = scene.costs().size();
    long plans = Math.round(Math.pow(ways, changes.size()));
    return LongStream.range(0, plans)
        .mapToObj(plan -> planned(scene, seed, changes, plan))
        .max(Comparator.comparing(Outcome::timely))
        .orElseThrow();
  }

  private static Outcome planned(Scene scene, long seed, List<Double> changes, long plan) {
    TreeMap<Double, Way> ways = new TreeMap<>();
    long left = plan;
    for (double change : changes) {
      ways.put(change, scene.costs().get((int) (left % scene.costs().size())).way());
      left /= scene.costs().size();
    }
    return new SimulatedWorld(scene, seed).run((it, now) -> ways.floorEntry(now / 1e9).getValue());
  }

  private Outcome run(Policy policy) {
    List<Chosen> chosen = new ArrayList<>();
    int images = (int) (scene.seconds() * 1000 / scene.intervalMillis());
    int[] timely = {0};
    long tick = 0;
    for (int i = 0; i < images; i++) {
      long now = Math.round(i * scene.intervalMillis() * MILLI);
      while (tick <= now) {
        happenUntil(tick);
        clock = tick;
        tick(tick);
        tick += TICK;
      }
      happenUntil(now);
      clock = now;
      double work = varied();
      double transfer = varied() * (random.nextDouble() < scene.outliers() ? 5 : 1);
      if (onTheirWay >= MOST_ON_THEIR_WAY) {
        continue;
      }
      Cost cost = costs.get(policy.choose(this, now));
      Plan plan = plan(cost, now, work, transfer);
      deviceFree = plan.deviceEnd();
      boolean tooLate = !cost.way().isAlone() && plan.deviceEnd() > now + deadline();
      if (tooLate || rests.get(cost.way()).until > plan.deviceEnd()) {
        onTheirWay++;
        chosen.add(new Chosen(now / 1e9, cost.way(), 0));
        events.add(new Event(plan.deviceEnd(), () -> unasked(cost, plan)));
        continue;
      }
      if (!cost.way().isAlone()) {
        events.add(new Event(plan.deviceEnd(), () -> sent(cost.way())));
      }
      boolean missed = plan.done() > now + deadline();
      if (!cost.way().isAlone()) {
        long givenUp = Math.max(linkFree, Math.max(now + deadline(), plan.deviceEnd()));
        long begin = Math.max(linkFree, plan.deviceEnd());
        linkFree = Math.min(plan.linkEnd(), givenUp);
        messages.addLast(new Message(begin, linkFree));
      }
      timely[0] += missed ? 0 : 1;
      chosen.add(new Chosen(now / 1e9, cost.way(), (plan.done() - now) / MILLI));
      onTheirWay++;
      long end = missed ? Math.max(now + deadline(), plan.deviceEnd()) : plan.done();
      boolean lost = missed && !cost.way().isAlone();
      events.add(
          new Event(cost.way().isAlone() ? plan.done() : end, () -> ended(cost, plan, end, lost)));
    }
    return new Outcome(images, timely[0], chosen, switches, probeBytes);
  }

  private double varied() {
    return Math.exp(scene.noise() * random.nextGaussian());
  }

  private record Plan(long deviceBegin, long deviceEnd, long linkEnd, long done, double edge) {}

  private Plan plan(Cost cost, long now, double work, double transfer) {
    long begin = Math.max(now, deviceFree);
    double slow = scene.slowdowns().floorEntry(begin / 1e9).getValue();
    long end = begin + Math.round(cost.deviceMillis() * slow * work * MILLI);
    if (cost.way().isAlone()) {
      return new Plan(begin, end, linkFree, end, 0);
    }
    long sent = sent(Math.max(end, linkFree), cost.bytes() * transfer);
    double edge = cost.edgeMillis() * work * MILLI;
    double travel = link(sent).roundTripMillis() * MILLI * (1 + (transfer - 1) / 4);
    return new Plan(begin, end, sent, sent + Math.round(travel + edge), edge);
  }

  private Link link(long now) {
    return scene.links().floorEntry(now / 1e9).getValue();
  }

  /** When so many bytes have entered the link, whatever its rate becomes on the way. */
  private long sent(long begin, double bytes) {
    long now = begin;
    double left = bytes * 8;
    while (left > 0) {
      Double change = scene.links().higherKey(now / 1e9);
      double bitsPerNano = link(now).megabits() / 1e3;
      double until = change == null ? Double.POSITIVE_INFINITY : change * 1e9;
      double taken = Math.min(left / bitsPerNano, until - now);
      left -= taken * bitsPerNano;
      now += Math.max(1, Math.round(taken));
      left = left < 1e-3 ? 0 : left;
    }
    return now;
  }

  private void decided(long now, Switch decision) {
    switches.add(new Decision(now / 1e9, decision));
  }

  private long deadline() {
    return Math.round(scene.deadlineMillis() * MILLI);
  }

  /** An image that has no answer at its deadline is given up: the link carries it no further. */
  private void ended(Cost cost, Plan plan, long end, boolean lost) {
    onTheirWay--;
    if (lost) {
      rest(rests.get(cost.way()), end - plan.deviceEnd(), end);
    } else {
      rests.get(cost.way()).answered(plan.done() - plan.deviceEnd());
    }
    if (decider != null) {
      double transfer = end - plan.deviceEnd() - (lost ? 0 : plan.edge());
      decider
          .observed(
              new Observation(
                  cost.way(),
                  0,
                  end,
                  plan.deviceEnd() - plan.deviceBegin(),
                  cost.way().isAlone() ? 0 : transfer,
                  0,
                  plan.edge(),
                  cost.bytes(),
                  lost ? Observation.End.LATE : Observation.End.AS_PLANNED,
                  0,
                  plan.done() > end || lost))
          .ifPresent(each -> decided(end, each));
    }
  }

  /** An edge that was late is not asked until it has been found well. */
  private void rest(Rest rest, long waited, long now) {
    if (rest.until > now || waited < rest.usual) {
      return;
    }
    double pause = FIRST_REST * (1 << Math.min(MOST_DOUBLINGS, rest.failures));
    rest.failures++;
    rest.since = now;
    long probed = now + Math.round(pause * (1 + restRandom.nextDouble()) / 2);
    rest.until = probed + Math.round(3 * link(probed).roundTripMillis() * MILLI);
  }

  private void sent(Way way) {
    if (decider != null) {
      decider.sent(way, clock);
    }
  }

  private void unasked(Cost cost, Plan plan) {
    onTheirWay--;
    long end = plan.deviceEnd();
    if (decider != null) {
      decider
          .observed(
              new Observation(
                  cost.way(),
                  0,
                  end,
                  end - plan.deviceBegin(),
                  0,
                  0,
                  0,
                  0,
                  Observation.End.UNASKED,
                  rests.get(cost.way()).until > end ? end - rests.get(cost.way()).since : 0,
                  true))
          .ifPresent(each -> decided(end, each));
    }
  }

  /** A probe goes between two messages, or after the one that is being sent. */
  private long busyUntil(long now) {
    messages.removeIf(message -> message.end() <= now);
    long free = now;
    for (Message message : messages) {
      free = message.begin() <= free ? Math.max(free, message.end()) : free;
    }
    return free;
  }

  private void tick(long now) {
    if (decider == null) {
      return;
    }
    decider.passed(now).ifPresent(each -> decided(now, each));
    if (probing) {
      return;
    }
    decider
        .probe(now)
        .ifPresent(
            bytes -> {
              probing = true;
              probeBytes += bytes;
              long sent = sent(busyUntil(now), bytes + 100);
              long done = sent + Math.round(link(sent).roundTripMillis() * MILLI * varied());
              events.add(new Event(done, () -> probed(bytes, done - now, done)));
            });
  }

  private void probed(int bytes, long nanos, long now) {
    probing = false;
    decider.probed(bytes, nanos, now).ifPresent(each -> decided(now, each));
  }

  private void happenUntil(long now) {
    while (!events.isEmpty() && events.peek().at() <= now) {
      Event event = events.poll();
      clock = event.at();
      event.happens().run();
    }
  }
}
