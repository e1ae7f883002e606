package org.scissionlite.offload.edge.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairQueueTest {
  private static final long NEVER = Long.MAX_VALUE / 4;

  private record Item(String name, Object source, long dueNanos) implements FairQueue.Turn {}

  private final FairQueue<Item> queue = new FairQueue<>();

  private void add(String source, int count, long due) {
    for (int i = 0; i < count; i++) {
      queue.add(new Item(source + i, source, due));
    }
  }

  private List<String> all() {
    List<String> names = new ArrayList<>();
    for (Optional<Item> next = queue.poll(); next.isPresent(); next = queue.poll()) {
      names.add(next.get().name());
    }
    return names;
  }

  @Test
  void sourcesTakeTurns_howeverMuchOneOfThemWants() {
    add("a", 4, NEVER);
    add("b", 1, NEVER);
    add("c", 2, NEVER);
    assertThat(all()).containsExactly("a0", "b0", "c0", "a1", "c1", "a2", "a3");
    assertThat(queue.size()).isZero();
  }

  @Test
  void earliestDeadline_isFirstInItsRound() {
    add("a", 2, NEVER);
    add("b", 1, 200);
    add("c", 1, 100);
    queue.add(new Item("a-urgent", "a", 50));
    assertThat(all()).containsExactly("a-urgent", "c0", "b0", "a0", "a1");
  }

  @Test
  void sourceThatComesBackAtOnce_waitsForTheOthersOfTheRound() {
    add("a", 1, NEVER);
    add("b", 1, NEVER);
    add("hasty", 1, 1);
    assertThat(queue.poll()).map(Item::name).contains("hasty0");
    add("hasty", 1, 1);
    assertThat(all()).containsExactly("a0", "b0", "hasty0");
  }

  @Test
  void oneThatIsTakenOut_isNoLongerWaiting() {
    add("a", 1, NEVER);
    Item gone = new Item("gone", "a", 1);
    queue.add(gone);
    assertThat(queue.remove(gone)).isTrue();
    assertThat(queue.remove(gone)).isFalse();
    assertThat(all()).containsExactly("a0");
  }

  /** With a look at every source for each turn this takes a minute. */
  @Test
  @Timeout(20)
  void manySources_haveTheirTurnsInTimeAndInOrder() {
    int sources = 60_000;
    for (int i = 0; i < 2 * sources; i++) {
      queue.add(new Item("i" + i, i % sources, NEVER - i / sources));
    }
    for (int i = 0; i < 2 * sources; i++) {
      Item next = queue.poll().orElseThrow();
      assertThat(next.source()).isEqualTo(i % sources);
    }
    assertThat(queue.poll()).isEmpty();
  }

  /** Nobody who waits sees another source served twice more often than himself. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whoeverWaits_isNotPassedTwiceByTheSameSource(long seed) {
    Random random = new Random(seed);
    Map<Object, Map<Object, Integer>> passed = new HashMap<>();
    for (int step = 0; step < 2_000; step++) {
      if (random.nextBoolean()) {
        String source = "s" + random.nextInt(6);
        if (queue.size(source) == 0) {
          passed.put(source, new HashMap<>());
        }
        queue.add(new Item("i" + step, source, random.nextInt(100)));
      }
      queue
          .poll()
          .ifPresent(
              served -> {
                passed.remove(served.source());
                if (queue.size(served.source()) > 0) {
                  passed.put(served.source(), new HashMap<>());
                }
                passed.forEach(
                    (waiting, others) -> {
                      if (!waiting.equals(served.source())) {
                        others.merge(served.source(), 1, Integer::sum);
                        assertThat(others.get(served.source())).isLessThanOrEqualTo(2);
                      }
                    });
              });
    }
  }
}
