package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.ReferenceCuts;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.MultiplyAdds;

/** Each architecture at its usual size, built once. */
@ParameterizedClass
@MethodSource("names")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final long MOST_SECONDS = 10;

  @Parameter private String name;
  private ModelGraph graph;
  private long seconds;

  @BeforeParameterizedClassInvocation
  void build() {
    long start = System.nanoTime();
    graph = Zoo.build(name);
    seconds = (System.nanoTime() - start) / 1_000_000_000;
  }

  static List<String> names() {
    return Zoo.names();
  }

  @Test
  void building_takesUnderTenSeconds() {
    assertThat(seconds).isLessThan(MOST_SECONDS);
  }

  @Test
  void documentation_statesWhatIsBuilt() throws IOException {
    String row =
        String.format(
            Locale.ROOT,
            "| `%s` | %d | %,d | %,d | %d | %d |",
            name,
            graph.layers().size(),
            graph.parameters(),
            MultiplyAdds.of(graph, graph.nodes()) / 1_000_000,
            graph.inputs().get(0).shape().dim(2),
            ReferenceCuts.of(graph).blocks().size());

    assertThat(Files.readAllLines(Path.of("../docs/zoo.md"))).contains(row);
  }

  @Test
  void blocks_equalTheReferenceTables() throws IOException {
    Map<Path, Map<String, List<ReferenceTables.Row>>> tables = ReferenceTables.readAll();
    assumeFalse(tables.isEmpty(), ReferenceTables.MISSING);
    List<ReferenceTables.Row> rows =
        ReferenceCuts.of(graph).blocks().stream().map(ReferenceTables.Row::of).toList();

    assumeTrue(
        tables.values().stream().anyMatch(models -> models.containsKey(name)),
        "the reference did not measure " + name);
    tables.forEach((file, models) -> assertThat(rows).as("%s", file).isEqualTo(models.get(name)));
  }

  @Test
  void cutsOfTheReference_areSingleTensorCuts() {
    assertThat(tensors(BlockChain.of(graph))).containsAll(tensors(ReferenceCuts.of(graph)));
  }

  private static Set<String> tensors(BlockChain chain) {
    return chain.cuts().stream()
        .map(cut -> cut.tensors().get(0).name())
        .collect(Collectors.toSet());
  }
}
