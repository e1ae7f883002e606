package org.scissionlite.cli.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.scissionlite.block.Block;
import org.scissionlite.block.BlockChain;
import org.scissionlite.block.Cut;
import org.scissionlite.block.ReferenceCuts;
import org.scissionlite.cli.source.CutTensorsOption;
import org.scissionlite.cli.source.ModelSidecars;
import org.scissionlite.cli.source.ModelSource;
import org.scissionlite.cli.source.ShapeOption;
import org.scissionlite.cli.terminal.BaseCommand;
import org.scissionlite.cli.terminal.TextTable;
import org.scissionlite.error.UsageException;
import org.scissionlite.file.Json;
import org.scissionlite.model.Model;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.MultiplyAdds;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stages 1 and 2 on the command line. */
@Command(
    name = "inspect",
    description = "Shows a model's inputs, outputs, task, size, and where it can be cut.",
    footer = {
      "",
      "Example:",
      "  scissionlite inspect resnet56.onnx",
      "  scissionlite inspect zoo:densenet169 --json",
      "  scissionlite inspect zoo:inception_v3 --max-cut-tensors 4"
    })
public final class InspectCommand extends BaseCommand {

  private static final String NO_TASK = "none";
  private static final int LONGEST_NAME = 60;

  @Mixin private CutTensorsOption cutTensors;
  @Mixin private ShapeOption shapes;

  @Parameters(paramLabel = "MODEL", description = ModelSource.DESCRIPTION)
  private String source;

  @Option(names = "--json", description = "Print JSON instead of a table.")
  private boolean json;

  @Option(
      names = "--reference-cuts",
      description =
          "Only the cuts that Scission and ScissionTL know: one edge of the layer graph leaves them. "
              + "Output bytes are those of the reference's .npy files: 128 + 4 an element.")
  private boolean referenceCuts;

  /**
   * What {@code --json} prints.
   *
   * @param cutsInOtherHeads names of cuts that lie inside heads beside the one of the blocks
   */
  record Report(
      String name,
      String sha256,
      int opset,
      List<TensorReport> inputs,
      List<TensorReport> outputs,
      List<String> leftAside,
      String task,
      int layers,
      long parameters,
      long multiplyAdds,
      List<BlockReport> blocks,
      List<String> cutsInOtherHeads) {}

  /** A tensor in the JSON. */
  record TensorReport(String name, String elementType, List<Integer> shape, long bytes) {
    static List<TensorReport> of(List<TensorSpec> tensors) {
      return tensors.stream()
          .map(
              tensor ->
                  new TensorReport(
                      tensor.name(),
                      tensor.elementType().toString(),
                      tensor.shape().dims(),
                      tensor.bytes()))
          .toList();
    }
  }

  /**
   * A block in the JSON.
   *
   * @param lastLayer the one that the cut at its end lies after
   * @param cut the name of the cut at its end; null for the last block, which ends the model
   * @param outputShape of the first tensor that leaves it
   * @param outputBytes of all tensors that leave it
   * @param outputTensors their names
   * @param keptOutputs the model's outputs that are there at its end, which the device answers
   */
  record BlockReport(
      int firstLayer,
      int lastLayer,
      String cut,
      List<Integer> outputShape,
      long outputBytes,
      List<String> outputTensors,
      List<String> keptOutputs,
      long multiplyAdds) {}

  @Override
  protected void run() {
    Model model = load(source, shapes.reading());
    ModelGraph graph = model.graph();
    Report report =
        report(model, referenceCuts ? ReferenceCuts.of(graph) : cutTensors.chain(graph));
    print(json ? Json.text(report) : text(report));
  }

  private Report report(Model model, BlockChain chain) {
    ModelGraph graph = model.graph();
    int last = chain.blocks().size() - 1;
    return new Report(
        model.name(),
        model.sha256(),
        graph.opset(),
        TensorReport.of(graph.inputs()),
        TensorReport.of(graph.outputs()),
        model.leftAside(),
        Task.of(new ModelEnds(graph.inputs(), graph.outputs(), labels(graph))).spec(),
        graph.layers().size(),
        graph.parameters(),
        MultiplyAdds.of(graph, graph.nodes()),
        chain.blocks().stream().map(block -> blockReport(graph, block, last)).toList(),
        referenceCuts ? List.of() : chain.cutsInOtherHeads().stream().map(Cut::name).toList());
  }

  /** Names that do not fit are told, and keep nobody from looking at the model. */
  private List<String> labels(ModelGraph graph) {
    try {
      return ModelSidecars.labels(source, graph);
    } catch (UsageException e) {
      tell("warning: " + e.getMessage());
      return List.of();
    }
  }

  private BlockReport blockReport(ModelGraph graph, Block block, int last) {
    return new BlockReport(
        block.firstLayer(),
        block.output().layer(),
        block.index() == last ? null : block.output().name(),
        block.output().tensors().get(0).shape().dims(),
        referenceCuts ? ReferenceCuts.outputBytes(block) : block.output().bytes(),
        names(block.output().tensors()),
        names(block.output().kept()),
        block.multiplyAdds(graph));
  }

  private static List<String> names(List<TensorSpec> tensors) {
    return tensors.stream().map(TensorSpec::name).toList();
  }

  private String text(Report report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s (opset %d, SHA-256 %s)%n"
            .formatted(report.name(), report.opset(), report.sha256().substring(0, 16)));
    report.inputs().forEach(input -> text.append(line("input", input)));
    report.outputs().forEach(output -> text.append(line("output", output)));
    text.append("task %s%n".formatted(task(report)));
    text.append(
        "%,d layers, %,d parameters%s, %,d multiply-adds%n%n"
            .formatted(
                report.layers(),
                report.parameters(),
                ModelSource.isZoo(source) ? " (random weights, for latency only)" : "",
                report.multiplyAdds()));
    return text.append(cuts(report)).append(inOtherHeads(report)).toString();
  }

  private static String line(String role, TensorReport tensor) {
    return "%s '%s' %s %s%n"
        .formatted(
            role, tensor.name(), tensor.elementType().toLowerCase(Locale.ROOT), tensor.shape());
  }

  private static String task(Report report) {
    return report.task().equals(NO_TASK)
        ? NO_TASK + ": the shapes tell none; --task of 'prepare' and 'evaluate' names it"
        : report.task();
  }

  private static String cuts(Report report) {
    if (report.blocks().size() == 1) {
      return "No cut of so few tensors; try more with --max-cut-tensors.\n";
    }
    List<BlockReport> blocks = report.blocks().subList(0, report.blocks().size() - 1);
    boolean areKept = blocks.stream().anyMatch(block -> !block.keptOutputs().isEmpty());
    TextTable table =
        new TextTable(
            cells(
                areKept,
                "answered on device",
                "cut",
                "after layer",
                "tensors",
                "shape",
                "bytes",
                "work on device"));
    long done = 0;
    for (BlockReport block : blocks) {
      done += block.multiplyAdds();
      Object[] cells =
          cells(
              areKept,
              String.join(", ", block.keptOutputs()),
              shown(block.cut()),
              String.valueOf(block.lastLayer()),
              String.valueOf(block.outputTensors().size()),
              block.outputShape() + (block.outputTensors().size() == 1 ? "" : " ..."),
              "%,d".formatted(block.outputBytes()),
              "%.1f %%".formatted(100.0 * done / Math.max(1, report.multiplyAdds())));
      table.row(cells);
    }
    boolean shortened = report.blocks().stream().anyMatch(block -> isLong(block.cut()));
    return "%d cuts; 'input' stands before all layers.%n%n%s%s"
        .formatted(
            report.blocks().size() - 1,
            table,
            shortened
                ? "%nof long names the ends are shown: --cut takes the layer's number, too%n"
                    .formatted()
                : "");
  }

  private static String inOtherHeads(Report report) {
    return report.cutsInOtherHeads().isEmpty()
        ? ""
        : "%ninside other heads, with all else on the device: --cut %s%n"
            .formatted(String.join(", ", report.cutsInOtherHeads()));
  }

  private static boolean isLong(String name) {
    return name != null && name.length() > LONGEST_NAME;
  }

  private static String shown(String name) {
    int end = LONGEST_NAME / 2 - 2;
    return isLong(name)
        ? name.substring(0, end) + "..." + name.substring(name.length() - end)
        : name;
  }

  /** A row, with its last cell only where there is something to tell in one row at least. */
  private static String[] cells(boolean withLast, String last, String... first) {
    return withLast
        ? Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new)
        : first;
  }
}
