package org.scissionlite.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageExceptionTest {
  @Test
  void unknownName_listsTheNearestFirstWhateverTheCase() {
    assertThat(UsageException.unknownName("cut", "CONV2", List.of("pool", "conv1", "conv2")))
        .hasMessage("unknown cut 'CONV2'; valid, nearest first: conv2, conv1, pool");
  }

  @Test
  void namesAsNearAsEachOther_areShownByTheAlphabetInWhateverOrderTheyCame() {
    List<List<String>> orders =
        List.of(List.of("dial", "tile", "step"), List.of("tile", "step", "dial"));

    assertThat(orders)
        .allSatisfy(
            order ->
                assertThat(UsageException.unknownName("option", "stop", order))
                    .hasMessage("unknown option 'stop'; valid, nearest first: step, dial, tile"));
  }

  @Test
  void manyNames_areCutToTwelve() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "layer" + i).toList();

    assertThat(UsageException.unknownName("cut", "layer5", names))
        .message()
        .startsWith("unknown cut 'layer5'; valid, nearest first: layer5, ")
        .endsWith(" and 88 more");
  }

  @Test
  void noNames_areSaidToBeNone() {
    assertThat(UsageException.unknownName("scenario", "a", List.of()))
        .hasMessage("unknown scenario 'a'; there are none");
  }

  @Test
  void endlessName_isShortened() {
    assertThat(UsageException.unknownName("cut", "x".repeat(100_000), List.of("a")))
        .message()
        .hasSizeLessThan(300)
        .endsWith("nearest first: a");
  }
}
