package org.scissionlite.cli.optimise;

import java.util.List;
import java.util.Optional;
import org.scissionlite.error.UsageException;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.JointResult;
import org.scissionlite.optimise.JointSearch;
import picocli.CommandLine.Option;

/** What is opened after the search, to check what it found. */
final class CheckOptions {
  @Option(
      names = "--check",
      description =
          "After the search open all other cuts, too, that can win by what they take at least, and"
              + " choose among all; takes as many times as long as there are more of them.")
  private boolean check;

  @Option(
      names = "--exhaustive",
      description =
          "After the search open every other cut, also those that cannot win by what they take at"
              + " least, and choose among all: brute force, which takes hours where the search takes minutes.")
  private boolean exhaustive;

  /**
   * Reads them.
   *
   * @throws UsageException if both are given
   */
  void require() {
    if (check && exhaustive) {
      throw new UsageException(
          "--check and --exhaustive: expected one of them; the latter opens all that the former does");
    }
  }

  /**
   * What is found when others are opened, too; nothing where that was not asked for.
   *
   * @param lossless candidates that need no search
   */
  Optional<JointResult> of(JointSearch search, List<Candidate> lossless) {
    if (exhaustive) {
      return Optional.of(search.exhaustive(lossless));
    }
    return check ? Optional.of(search.check(lossless)) : Optional.empty();
  }
}
