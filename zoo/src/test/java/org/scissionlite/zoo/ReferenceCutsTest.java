package org.scissionlite.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.block.ReferenceCuts;
import org.scissionlite.model.ModelGraph;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceCutsTest {
  private final Map<Path, Map<String, List<ReferenceTables.Row>>> tables = new HashMap<>();

  @BeforeAll
  void readTables() throws IOException {
    for (String folder : List.of("scission", "scissiontl-tensorflow")) {
      for (Path file : ReferenceTables.files(folder)) {
        tables.put(file, ReferenceTables.read(file));
      }
    }
  }

  static List<String> names() {
    return Zoo.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void blocksEqualTheReference_andItsCutsAreSingleTensorCuts(String name) {
    assumeFalse(tables.isEmpty(), ReferenceTables.MISSING);
    ModelGraph graph = Zoo.build(name);
    BlockChain chain = ReferenceCuts.of(graph);

    tables.forEach(
        (file, models) -> assertThat(rows(chain)).as("%s", file).isEqualTo(models.get(name)));
    assertThat(tensors(BlockChain.of(graph))).containsAll(tensors(chain));
  }

  private static List<ReferenceTables.Row> rows(BlockChain chain) {
    return chain.blocks().stream()
        .map(
            block ->
                new ReferenceTables.Row(
                    block.firstLayer(), block.lastLayer(), ReferenceCuts.outputBytes(block)))
        .toList();
  }

  private static Set<String> tensors(BlockChain chain) {
    return chain.cuts().stream()
        .map(Cut::tensors)
        .map(tensors -> tensors.get(0).name())
        .collect(Collectors.toSet());
  }
}
