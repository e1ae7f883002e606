package org.scissionlite.cli.offload.policy;

import java.util.List;
import java.util.Locale;
import org.scissionlite.bundle.Manifest;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.adaptive.AdaptiveRuntime;
import org.scissionlite.transfer.codec.DialCodec;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether one scenario answers all pictures, or each is answered by the one that suits it. */
public final class PolicyOption {
  @Option(
      names = "--policy",
      paramLabel = "NAME",
      converter = PolicyName.class,
      description =
          "Which scenario answers: fixed (--scenario, else the first), or adaptive (the one that is the fastest as link, edge and device are now, with its dial at the finest step that answers soon enough, or the device alone; each change is told). Default: adaptive for pictures that come until the end (--watch, --stdin) if the bundle holds several scenarios or a dial and neither is named, else fixed.")
  private Policy policy;

  @Option(
      names = "--most-open",
      paramLabel = "N",
      description =
          "With --policy adaptive: how many scenarios are held in memory at a time, at least 2; the whole model comes on top. Default: 4.")
  private Integer mostOpen;

  @Option(
      names = "--step",
      paramLabel = "N",
      description =
          "Which step of the scenario's dial all pictures are sent with, from 0, the finest; for a transfer layer with dial=N. Default: with --policy adaptive the finest that answers soon enough, else 0.")
  private Integer step;

  private enum Policy {
    FIXED,
    ADAPTIVE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Reads "adaptive". */
  static final class PolicyName implements ITypeConverter<Policy> {
    @Override
    public Policy convert(String value) {
      return List.of(Policy.values()).stream()
          .filter(each -> each.toString().equals(value))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(unknown(value)));
    }

    private static String unknown(String value) {
      List<String> names = List.of(Policy.values()).stream().map(Policy::toString).toList();
      return UsageException.unknownName("policy", value, names).getMessage();
    }
  }

  /**
   * Checks what can be known before anything is opened.
   *
   * @param hasEdge whether an edge is named, or one that the bundle is fetched from
   * @param scenario that is named; else empty
   * @throws UsageException for options that do not go together
   */
  public void check(boolean hasEdge, String scenario) {
    if (mostOpen != null && policy == Policy.FIXED) {
      throw new UsageException("--most-open goes with --policy adaptive");
    }
    if (mostOpen != null && mostOpen < AdaptiveRuntime.LEAST_OPEN) {
      throw new UsageException("--most-open: expected at least 2 scenarios, got " + mostOpen);
    }
    if (step != null && (!hasEdge || policy == Policy.ADAPTIVE)) {
      throw new UsageException(
          "--step is for pictures that are sent by one scenario; give --edge HOST:PORT, and leave --policy adaptive out");
    }
    if (policy != Policy.ADAPTIVE) {
      return;
    }
    if (!hasEdge) {
      throw new UsageException(
          "--policy adaptive: without an edge there is nothing to choose; give --edge HOST:PORT");
    }
    if (!scenario.isEmpty()) {
      throw new UsageException(
          "--policy adaptive chooses among all scenarios; leave out --scenario, or take --policy fixed");
    }
  }

  /**
   * Whether the scenario is chosen for each picture.
   *
   * @param isEndless whether pictures come until the end
   * @param scenario that is named; else empty
   */
  public boolean isAdaptive(Manifest manifest, boolean isEndless, String scenario) {
    boolean free = scenario.isEmpty() && step == null;
    boolean usual = isEndless && free && isChoice(manifest);
    return policy == null ? usual : policy == Policy.ADAPTIVE;
  }

  /** Whether the scenario is chosen for each picture of a bundle that is fetched. */
  public boolean isAdaptive() {
    return policy == Policy.ADAPTIVE;
  }

  private static boolean isChoice(Manifest manifest) {
    return manifest.scenarios().size() > 1
        || manifest.scenarios().stream()
            .flatMap(each -> each.wire().stream())
            .anyMatch(each -> each.codec().equals(DialCodec.NAME));
  }

  /** The step of the dial that is fixed; the finest if none is named. */
  public int step() {
    return step == null ? 0 : step;
  }

  /** How many scenarios are held in memory at a time. */
  public int mostOpen() {
    return mostOpen == null ? AdaptiveRuntime.USUAL_OPEN : mostOpen;
  }
}
