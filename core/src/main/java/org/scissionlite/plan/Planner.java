package org.scissionlite.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.scissionlite.error.UsageException;
import org.scissionlite.link.Link;
import org.scissionlite.link.Message;
import org.scissionlite.link.Network;
import org.scissionlite.plan.question.Accuracies;
import org.scissionlite.plan.question.Objective;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.plan.scenario.Metric;
import org.scissionlite.plan.scenario.Route;
import org.scissionlite.plan.scenario.Scenario;
import org.scissionlite.plan.scenario.Segment;
import org.scissionlite.plan.search.CompiledQuestion;
import org.scissionlite.plan.search.PartialRoute;
import org.scissionlite.plan.search.Search;
import org.scissionlite.plan.search.SearchSpace;
import org.scissionlite.plan.search.SystemTable;
import org.scissionlite.profile.BlockProfile;
import org.scissionlite.profile.CutProfile;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.SystemId;

/**
 * Finds the best ways to run a model across systems: all on the device, all on another system, each
 * cut without and with each transfer layer, over any number of tiers.
 *
 * <p>Immutable: one planner answers any number of questions.
 */
public final class Planner {
  private final SearchSpace space;

  /**
   * A planner over the profiles of one model.
   *
   * @throws UsageException when the profiles are of different models or block tables, a system
   *     comes twice, or a link between two tiers is missing
   */
  public Planner(List<Profile> profiles, Network network) {
    this(SearchSpace.of(profiles, network));
  }

  private Planner(SearchSpace space) {
    this.space = space;
  }

  /** This planner over another network. */
  public Planner in(Network network) {
    return new Planner(space.in(network));
  }

  /**
   * This planner with what is known of accuracy.
   *
   * @throws UsageException if something is known of a cut or transfer layer that no profile has
   */
  public Planner with(Accuracies accuracies) {
    return new Planner(space.with(accuracies));
  }

  /**
   * This planner with some of its systems only.
   *
   * @throws UsageException if none of them has a profile
   */
  public Planner among(Set<SystemId> systems) {
    return new Planner(space.among(systems));
  }

  /** The links between the systems. */
  public Network network() {
    return space.network;
  }

  /** Names of the systems where data may originate. */
  public List<String> origins() {
    return IntStream.range(0, space.systems.size())
        .filter(space::isOrigin)
        .mapToObj(system -> space.systems.get(system).id.name())
        .toList();
  }

  /**
   * The Pareto front: the scenarios of which none is beaten by another in latency, bytes and
   * accuracy, the fastest first. A transfer layer whose accuracy is not known counts as the worst.
   */
  public List<Scenario> front(Question question) {
    space.requireKnown(question);
    Question fastest = question.minimising(Objective.latency());
    CompiledQuestion compiled =
        new CompiledQuestion(fastest, Set.of(Metric.LATENCY, Metric.BYTES), space.accuracies);
    List<PartialRoute> complete = new Search(space, compiled, fastest.transferModel(), 1).run();
    return PartialRoute.unbeaten(complete).stream()
        .map(label -> Scenario.of(route(label, fastest)))
        .toList();
  }

  /**
   * The best scenarios that meet the constraints; none when there are none.
   *
   * @throws UsageException if a constraint tells of a cut or transfer layer that no profile has
   */
  public Plan plan(Question question) {
    space.requireKnown(question);
    Search search =
        new Search(
            space,
            new CompiledQuestion(question, Set.of(), space.accuracies),
            question.transferModel(),
            question.results());
    List<PartialRoute> best = search.run();
    List<Scenario> scenarios =
        best.stream()
            .limit(question.results())
            .map(label -> Scenario.of(route(label, question)))
            .toList();
    return new Plan(
        question,
        space.example.model(),
        space.systems.stream().map(table -> table.id).toList(),
        search.considered(),
        scenarios,
        space.uncertainty.intervals(scenarios, question.transferModel()),
        scenarios.stream().map(each -> Accuracies.loss(each, space.accuracies)).toList());
  }

  /** What may leave the origins over their links. */
  public Set<Message> messagesFromOrigins() {
    return space.messagesFromOrigins();
  }

  private Route route(PartialRoute last, Question question) {
    List<Segment> segments = new ArrayList<>();
    List<Hop> hops = new ArrayList<>();
    int end = space.blocks();
    for (PartialRoute label = last; label != null; label = label.sender) {
      if (label.cut < end) {
        segments.add(segment(label.system, label.cut, end));
      }
      if (!label.atOrigin()) {
        hops.add(hop(label, question));
      }
      end = label.cut;
    }
    Collections.reverse(segments);
    Collections.reverse(hops);
    return new Route(segments, hops);
  }

  private Segment segment(int system, int fromBlock, int toBlock) {
    List<BlockProfile> blocks = space.example.blocks();
    SystemTable table = space.systems.get(system);
    return new Segment(
        table.id,
        fromBlock,
        toBlock - 1,
        blocks.get(fromBlock).firstLayer(),
        blocks.get(toBlock - 1).lastLayer(),
        (long) table.executionNanos(fromBlock, toBlock));
  }

  private Hop hop(PartialRoute receiver, Question question) {
    SystemTable from = space.systems.get(receiver.sender.system);
    SystemTable to = space.systems.get(receiver.system);
    int c = receiver.cut;
    int layer = receiver.transferLayer;
    CutProfile cut = space.example.cuts().get(c);
    Link link = space.link(receiver.sender.system, receiver.system);
    Hop.Payload payload =
        new Hop.Payload(space.specs.get(layer), from.sizes[c][layer], space.replyBytes(c));
    Hop.HopTime time =
        new Hop.HopTime(
            (long) from.send[c][layer],
            question.transferModel().transferNanos(link, payload.message()),
            (long) to.receive[c][layer]);
    return new Hop(
        from.id, to.id, new Hop.CutPoint(cut.name(), cut.layer(), c), payload, time, link);
  }
}
