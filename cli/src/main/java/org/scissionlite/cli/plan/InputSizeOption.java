package org.scissionlite.cli.plan;

import org.scissionlite.plan.reference.ReferenceQuestion;
import picocli.CommandLine.Option;

/** How large an input is, where a file of the Python tools does not tell. */
final class InputSizeOption {
  @Option(
      names = {"-i", "--input-size"},
      paramLabel = "MB",
      defaultValue = "0.15",
      description =
          "How large the model's input is, which is sent when the device runs no layer; only for profiles "
              + "that do not tell it. 1 MB is 1,000,000 bytes. Default: ${DEFAULT-VALUE}.")
  private String megabytes;

  String megabytes() {
    return megabytes;
  }

  long bytes() {
    return Math.round(ReferenceQuestion.anything().withInput(megabytes).inputBytes());
  }
}
