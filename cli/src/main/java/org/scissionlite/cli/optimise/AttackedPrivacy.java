package org.scissionlite.cli.optimise;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.scissionlite.bundle.PreparedScenario;
import org.scissionlite.engine.Engine;
import org.scissionlite.optimise.Candidate;
import org.scissionlite.optimise.Privacy;
import org.scissionlite.optimise.measure.Finds;
import org.scissionlite.privacy.PrivacyExperiment;
import org.scissionlite.privacy.Wiretap;
import org.scissionlite.transfer.FittedTransferLayer;

/**
 * Privacy as a limit on what an attacker rebuilds: a candidate that would be the best is attacked.
 * What leaves the device at the input shows the picture, and is not allowed; nor is a cut without a
 * transfer layer, which is not attacked.
 */
final class AttackedPrivacy implements Privacy {
  private final Finds finds;
  private final OptimumBundle bundle;
  private final PrivacyExperiment experiment;
  private final double mostSsim;
  private final Consumer<String> teller;
  private final Map<List<String>, Double> known = new HashMap<>();

  AttackedPrivacy(
      Finds finds,
      OptimumBundle bundle,
      PrivacyExperiment experiment,
      double mostSsim,
      Consumer<String> teller) {
    this.finds = finds;
    this.bundle = bundle;
    this.experiment = experiment;
    this.mostSsim = mostSsim;
    this.teller = teller;
  }

  @Override
  public boolean allows(Candidate candidate) {
    return candidate.isAlone()
        || (isHidden(candidate)
            && known.computeIfAbsent(place(candidate), unknown -> attack(candidate)) <= mostSsim);
  }

  @Override
  public boolean isKnownToAllow(Candidate candidate) {
    return candidate.isAlone()
        || known.getOrDefault(place(candidate), Double.POSITIVE_INFINITY) <= mostSsim;
  }

  /** Nobody knows how to attack several tensors: what sends them does not compete. */
  private boolean isHidden(Candidate candidate) {
    return finds.layers(candidate).filter(layers -> layers.size() == 1).isPresent()
        && finds.cut(candidate).layer() > 0;
  }

  private static List<String> place(Candidate candidate) {
    return List.of(candidate.cut(), candidate.transferLayer());
  }

  private double attack(Candidate candidate) {
    PreparedScenario scenario = bundle.scenario(candidate);
    FittedTransferLayer layer = scenario.inserted().layers().get(0);
    Engine engine = experiment.engine();
    try (Wiretap wiretap =
        Wiretap.on(
            engine,
            scenario.slices().device(),
            scenario.slices().edge(),
            layer.codec(),
            layer.decoder().output().name())) {
      double ssim =
          experiment.attack(Map.of(scenario.name(), wiretap)).similarities().get(0).ssim();
      finds.remember(candidate, ssim, experiment.images().test().size());
      teller.accept(
          String.format(
              Locale.ROOT,
              "cut %s: pictures are rebuilt from %s with an SSIM of %.3f: %s",
              candidate.cut(),
              candidate.transferLayer(),
              ssim,
              ssim <= mostSsim ? "hidden well enough" : "not hidden well enough"));
      return ssim;
    }
  }
}
