package org.scissionlite.plan.reference;

import java.util.EnumMap;
import java.util.Map;
import org.scissionlite.error.UsageException;
import org.scissionlite.profile.Tier;

/**
 * What is asked of a reference planner.
 *
 * @param rules by tier; a tier without criteria may be missing
 * @param timeLimits by tier
 * @param uploadBytes by tier, at most so much may leave it
 * @param inputBytes what is sent when the device holds no block; the reference's default is 150,000
 * @param results how many scenarios to return at most
 */
public record ReferenceQuestion(
    Map<Tier, TierRule> rules,
    Map<Tier, TimeLimit> timeLimits,
    Map<Tier, Double> uploadBytes,
    double inputBytes,
    int results) {
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final double DEFAULT_INPUT_BYTES = 150_000;
  private static final int DEFAULT_RESULTS = 5;

  public ReferenceQuestion {
    rules = Map.copyOf(rules);
    timeLimits = Map.copyOf(timeLimits);
    uploadBytes = Map.copyOf(uploadBytes);
    if (results < 1) {
      throw new UsageException(
          "results: expected 1 or more, got " + results + "; 1 is the nearest");
    }
    checkTiersAgree(rules);
  }

  /** A layer is on one tier only, layers lie in order, and some tier holds layers. */
  private static void checkTiersAgree(Map<Tier, TierRule> rules) {
    int reached = TierRule.NO_LAYER;
    int emptyTiers = 0;
    for (Tier tier : Tier.values()) {
      TierRule rule = rules.getOrDefault(tier, TierRule.any(tier));
      emptyTiers += rule.layersOn().contains(TierRule.NO_LAYER) ? 1 : 0;
      for (int layer : rule.layersOn()) {
        if (layer != TierRule.NO_LAYER && layer <= reached) {
          throw TierRule.contradiction(
              tier,
              "layer %d cannot be here when layer %d is on a tier before it"
                  .formatted(layer, reached));
        }
      }
      reached = Math.max(reached, rule.layersOn().stream().mapToInt(i -> i).max().orElse(reached));
    }
    if (emptyTiers == Tier.values().length) {
      throw TierRule.contradiction(Tier.CLOUD, "-1 for every tier leaves the layers nowhere");
    }
  }

  /** No criteria, five results. */
  public static ReferenceQuestion anything() {
    return new ReferenceQuestion(
        Map.of(), Map.of(), Map.of(), DEFAULT_INPUT_BYTES, DEFAULT_RESULTS);
  }

  /** This question with criteria for a tier. */
  public ReferenceQuestion with(TierRule rule) {
    return new ReferenceQuestion(
        plus(rules, rule.tier(), rule), timeLimits, uploadBytes, inputBytes, results);
  }

  /** This question with a bound on a tier's time. */
  public ReferenceQuestion with(Tier tier, TimeLimit limit) {
    return new ReferenceQuestion(
        rules, plus(timeLimits, tier, limit), uploadBytes, inputBytes, results);
  }

  /** This question with a bound on what leaves a tier, in megabytes of 1,000,000 bytes. */
  public ReferenceQuestion withUpload(Tier tier, String megabytes) {
    double bytes = TimeLimit.number("upload limit of the " + tier, megabytes) * BYTES_PER_MEGABYTE;
    return new ReferenceQuestion(
        rules, timeLimits, plus(uploadBytes, tier, bytes), inputBytes, results);
  }

  /** This question for another input size, in megabytes of 1,000,000 bytes. */
  public ReferenceQuestion withInput(String megabytes) {
    double bytes = TimeLimit.number("input size", megabytes) * BYTES_PER_MEGABYTE;
    return new ReferenceQuestion(rules, timeLimits, uploadBytes, bytes, results);
  }

  /** This question for another number of results. */
  public ReferenceQuestion results(int most) {
    return new ReferenceQuestion(rules, timeLimits, uploadBytes, inputBytes, most);
  }

  private static <T> Map<Tier, T> plus(Map<Tier, T> map, Tier tier, T value) {
    Map<Tier, T> more = new EnumMap<>(Tier.class);
    more.putAll(map);
    more.put(tier, value);
    return more;
  }

  /** The criteria of a tier. */
  public TierRule rule(Tier tier) {
    return rules.getOrDefault(tier, TierRule.any(tier));
  }

  /** The bound on the time of a tier. */
  public TimeLimit timeLimit(Tier tier) {
    return timeLimits.getOrDefault(tier, TimeLimit.NONE);
  }

  /** The bound on the bytes that leave a tier; infinite where there is none. */
  public double uploadLimit(Tier tier) {
    return uploadBytes.getOrDefault(tier, Double.POSITIVE_INFINITY);
  }
}
