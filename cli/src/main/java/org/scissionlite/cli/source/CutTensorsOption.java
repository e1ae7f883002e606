package org.scissionlite.cli.source;

import org.scissionlite.block.BlockChain;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.plan.question.Constraint;
import picocli.CommandLine.Option;

/** How many tensors may cross a cut. */
public final class CutTensorsOption {
  @Option(
      names = "--max-cut-tensors",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "At most so many tensors cross a cut; from 2 on residual, dense and inception cells are cut "
              + "inside, too. Default: ${DEFAULT-VALUE}.")
  private int most;

  public int most() {
    return most;
  }

  public Constraint constraint() {
    return new Constraint.CutTensors(most);
  }

  /** The model with its cuts of so many tensors. */
  public BlockChain chain(ModelGraph graph) {
    return BlockChain.of(graph, most);
  }
}
