package org.scissionlite.cli.source;

import java.util.List;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Task;
import picocli.CommandLine.Option;

/** How the outputs of a model read. */
public final class TaskOption {
  /** What the option says, wherever it is. */
  public static final String DESCRIPTION =
      "How the outputs read: classification, detection, segmentation, anomaly or none, with settings such as detection:head=yolo (docs/tasks.md).";

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "",
      description = DESCRIPTION + " Default: what the shapes of the outputs tell.")
  private String task;

  /**
   * The task of a model.
   *
   * @throws org.scissionlite.error.UsageException if it does not suit the model
   */
  public Task of(ModelGraph graph, List<String> labels) {
    return Task.parse(task, new ModelEnds(graph.inputs(), graph.outputs(), labels));
  }

  /** As it was given; empty where it was not. */
  public String text() {
    return task;
  }
}
