package org.scissionlite.optimise;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a search found at a cut.
 *
 * @param candidates layers that are confirmed to lose little
 * @param tried others that were tried on the way
 * @param why in words, where there is no candidate; else empty
 */
public record CutFindings(List<Candidate> candidates, List<Candidate> tried, String why) {
  public CutFindings {
    candidates = List.copyOf(candidates);
    tried = List.copyOf(tried);
  }

  /** These findings and others of the same cut. */
  public CutFindings and(CutFindings other) {
    List<Candidate> all = concat(candidates, other.candidates);
    String reasons =
        Stream.of(why, other.why).filter(each -> !each.isEmpty()).collect(joining("; "));
    return new CutFindings(all, concat(tried, other.tried), all.isEmpty() ? reasons : "");
  }

  private static List<Candidate> concat(List<Candidate> one, List<Candidate> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** Nothing. */
  public static CutFindings nothing(String why) {
    return new CutFindings(List.of(), List.of(), why);
  }
}
