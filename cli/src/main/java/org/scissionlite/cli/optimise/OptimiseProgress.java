package org.scissionlite.cli.optimise;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.scissionlite.cli.terminal.ProgressPace;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.CutBound;
import org.scissionlite.optimise.CutDecision;
import org.scissionlite.optimise.JointListener;
import org.scissionlite.optimise.Outlook;
import org.scissionlite.training.search.SearchListener;
import org.scissionlite.training.search.trial.SearchTrial;

/** Tells a line a cut, and every five seconds how long the rest takes. */
final class OptimiseProgress implements JointListener, SearchListener {
  private static final Duration PACE = Duration.ofSeconds(5);

  private final Consumer<String> teller;
  private final ProgressPace told = new ProgressPace(PACE, System::nanoTime);
  private final StageClock clock = new StageClock(System::nanoTime);
  private final Set<String> begun = new HashSet<>();
  private String measure = "";
  private String cut = "";
  private int canWin;
  private int closed;

  OptimiseProgress(Consumer<String> teller) {
    this.teller = teller;
  }

  @Override
  public void looking(CutBound bound, int unseen) {
    begin(bound, unseen);
  }

  @Override
  public void looked(CutBound bound, Outlook outlook) {
    clock.end();
    if (!outlook.words().isEmpty()) {
      teller.accept(
          String.format(
              Locale.ROOT,
              "cut %s: at least %.1f ms; a quick look: %s",
              cut,
              millis(bound),
              outlook.words()));
    }
  }

  private void begin(CutBound bound, int others) {
    cut = bound.cut();
    canWin = others;
    clock.begin();
  }

  @Override
  public void opening(CutBound bound, long mostBytes, int stillToOpen) {
    begin(bound, stillToOpen);
    teller.accept(
        String.format(
            Locale.ROOT,
            "cut %s: opened, at least %.1f ms; %s; %d cuts are to be opened as far as is known",
            cut,
            millis(bound),
            mostBytes == Long.MAX_VALUE
                ? "any number of bytes can win"
                : String.format(Locale.ROOT, "wins with at most %,d bytes", mostBytes),
            stillToOpen));
  }

  @Override
  public void resumed(int trials) {
    if (begun.add(cut)) {
      teller.accept("cut %s: goes on after trial %d of an earlier run".formatted(cut, trials));
    }
  }

  @Override
  public void afterTrial(SearchTrial trial, int done, int most) {
    begun.add(cut);
    tellMeasure(trial);
    String left = clock.left(done, most, canWin - 1);
    if (!left.isEmpty() && told.isDue()) {
      teller.accept("cut %s: trial %d of about %d, %s".formatted(cut, done, most, left));
    }
  }

  private void tellMeasure(SearchTrial trial) {
    if (measure.isEmpty()) {
      measure = trial.measure();
      teller.accept("drops are in points of " + measure);
    }
  }

  @Override
  public void decided(CutDecision decision) {
    if (decision.isOpened()) {
      clock.end();
      teller.accept(line(decision));
    } else {
      closed++;
    }
  }

  private static double millis(CutBound bound) {
    return bound.scenario().latencyNanos() / 1e6;
  }

  @Override
  public void checking() {
    end();
    teller.accept("to check the winner, other cuts are opened, with any number of bytes");
  }

  /** Says how many cuts were not opened. */
  void end() {
    if (closed > 0) {
      teller.accept(String.format(Locale.ROOT, "%d other cuts cannot win", closed));
      closed = 0;
    }
  }

  static String line(CutDecision decision) {
    String found =
        decision.best().map(OptimiseProgress::text).orElseGet(() -> "nothing: " + decision.why());
    String verdict =
        switch (decision.kind()) {
          case BEST_SO_FAR -> ": the best so far";
          case NOT_BETTER -> decision.best().isPresent() ? ": not better" : "";
          case OUT_OF_REACH, CANNOT_WIN, TOO_LATE, LIKE_THE_NEXT -> "";
        };
    return "cut %s: %s%s".formatted(decision.bound().cut(), found, verdict);
  }

  private static String text(Candidate candidate) {
    return String.format(
        Locale.ROOT,
        "%s sends %,d bytes, drop %.2f points (at most %.2f), %.1f ms",
        candidate.transferLayer(),
        candidate.scenario().wireBytes(),
        candidate.drop().points(),
        candidate.drop().atMostPoints(),
        candidate.scenario().latencyNanos() / 1e6);
  }
}
