package org.scissionlite.optimise;

import java.util.List;
import java.util.Optional;

/**
 * What a joint search found.
 *
 * @param best the best candidate; empty where none keeps the limits
 * @param candidates all whose loss is known and confirmed
 * @param tried transfer layers that were tried on the way and are no candidates
 * @param decisions what became of each cut, in the order of their bounds
 */
public record JointResult(
    Optional<Candidate> best,
    List<Candidate> candidates,
    List<Candidate> tried,
    List<CutDecision> decisions) {
  public JointResult {
    candidates = List.copyOf(candidates);
    tried = List.copyOf(tried);
    decisions = List.copyOf(decisions);
  }

  /** How many cuts were opened. */
  public long opened() {
    return decisions.stream().filter(CutDecision::isOpened).count();
  }
}
