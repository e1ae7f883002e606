package org.scissionlite.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.scissionlite.link.Link;
import org.scissionlite.link.Network;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.scenario.Hop;
import org.scissionlite.profile.Profile;
import org.scissionlite.profile.Tier;
import org.scissionlite.profile.WireSize;

/** A layer whose bytes nobody counted wins only where it would with the most that it can send. */
class UnknownBytesTest {
  private static final Network NETWORK = Network.of("d", "e", new Link(5, 10));
  private static final WireSize COUNTED = WireSize.measured(new long[] {100, 200, 300});
  private static final WireSize BOUND = new WireSize.AtMost(300_000);

  private static Plan plan(WireSize onDevice, WireSize onEdge, Constraint... constraints) {
    Profile device = Profiles.withSize(Profiles.random(Tier.DEVICE, "d", 6, 3), "pool2", onDevice);
    Profile edge = Profiles.withSize(Profiles.random(Tier.EDGE, "e", 6, 3), "pool2", onEdge);
    Question question = Question.fastest().results(Question.ALL);
    for (Constraint constraint : constraints) {
      question = question.with(constraint);
    }
    return new Planner(List.of(device, edge), NETWORK).plan(question);
  }

  private static Stream<Hop.Payload> payloads(Plan plan) {
    return plan.scenarios().stream()
        .flatMap(scenario -> scenario.route().hops().stream())
        .map(Hop::payload)
        .filter(payload -> payload.transferLayer().equals("pool2"));
  }

  @Test
  void nobodyCounted_theBoundCompetes() {
    Plan plan = plan(BOUND, BOUND);
    assertThat(payloads(plan)).isNotEmpty().allMatch(payload -> payload.wireBytes() == 300_000);
    assertThat(plan.scenarios())
        .filteredOn(scenario -> scenario.route().config().endsWith("+ pool2"))
        .allMatch(scenario -> scenario.layersOfUnknownSize().equals(List.of("pool2")));
    Plan limited = plan(BOUND, BOUND, new Constraint.UploadLimit(Tier.DEVICE, 200_000));
    assertThat(payloads(limited)).isEmpty();
  }

  @Test
  void countedOnOneMachine_holdsForTheOther() {
    for (Plan plan : List.of(plan(COUNTED, BOUND), plan(BOUND, COUNTED))) {
      assertThat(payloads(plan)).isNotEmpty().allMatch(payload -> payload.wireBytes() == 200);
      assertThat(plan.scenarios()).allMatch(each -> each.layersOfUnknownSize().isEmpty());
    }
  }

  @Test
  void uploadLimit_holdsForTheLargestMessageThatWasSeen() {
    Constraint below = new Constraint.UploadLimit(Tier.DEVICE, 299);
    Constraint enough = new Constraint.UploadLimit(Tier.DEVICE, 300);
    assertThat(payloads(plan(COUNTED, COUNTED, below))).isEmpty();
    assertThat(payloads(plan(COUNTED, COUNTED, enough))).isNotEmpty();
  }
}
