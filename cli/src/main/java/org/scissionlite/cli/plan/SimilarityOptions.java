package org.scissionlite.cli.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.scissionlite.cli.source.FilePath;
import org.scissionlite.error.UsageException;
import org.scissionlite.plan.question.Constraint;
import org.scissionlite.plan.question.Question;
import org.scissionlite.plan.question.Similarities;
import picocli.CommandLine.Option;

/** Privacy as a limit on what an attacker can rebuild. */
final class SimilarityOptions {
  @Option(
      names = "--max-ssim",
      paramLabel = "X",
      description =
          "For privacy: only scenarios from whose payloads pictures were rebuilt with a mean "
              + "SSIM of at most X (0 to 1); needs --evidence or --privacy.")
  private Optional<Double> most = Optional.empty();

  @Option(
      names = "--privacy",
      converter = FilePath.class,
      paramLabel = "FILE",
      description = "What 'evaluate --privacy' measured, instead of --evidence: its privacy.json.")
  private Optional<Path> file = Optional.empty();

  /**
   * The question with the limit, where one is given.
   *
   * @param evidence what is known without --privacy
   */
  Question limit(Question question, Optional<Similarities> evidence) {
    if (most.isEmpty()) {
      return question;
    }
    Similarities known =
        file.map(Similarities::read)
            .or(() -> evidence)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--max-ssim needs --evidence BUNDLE or --privacy FILE with what 'evaluate --privacy' measured"));
    return question.with(new Constraint.MostSimilar(most.get(), known));
  }
}
