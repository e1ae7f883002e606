package org.scissionlite.cli.offload;

import java.util.List;
import org.scissionlite.error.UsageException;
import org.scissionlite.offload.stream.StreamOptions;
import org.scissionlite.offload.stream.WhenBehind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How many pictures are in work and wait, and what happens when more come. */
final class QueueOptions {
  @Option(
      names = "--when-behind",
      paramLabel = "WHAT",
      defaultValue = "wait",
      converter = Policy.class,
      description =
          "What happens to a picture that comes while as many wait as may: wait (the source is made to wait), drop-oldest, drop-newest, or local (the device answers it alone). Default: ${DEFAULT-VALUE}.")
  private WhenBehind whenBehind;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many pictures may wait for their turn. Default: ${DEFAULT-VALUE}.")
  private int queue;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      description =
          "How many pictures are in work at a time: read, in the device slice, on the way. Default: 1 for images that are named and for noise, one after another; 4 for folders and streams.")
  private Integer inFlight;

  @Option(
      names = "--unordered",
      description =
          "Give results as they are ready. Default: in the order in which the pictures came.")
  private boolean unordered;

  WhenBehind whenBehind() {
    return whenBehind;
  }

  /**
   * Checks what can be known before anything is opened.
   *
   * @param alone whether no edge is asked
   * @throws UsageException for a number or a policy that makes no sense
   */
  void check(boolean alone) {
    StreamOptions unused = options(StreamOptions.USUAL_IN_FLIGHT);
    if (alone && whenBehind == WhenBehind.LOCAL) {
      throw new UsageException(
          "--when-behind local: without an edge the device answers alone anyway; give --edge HOST:PORT, or another policy");
    }
  }

  /**
   * The options of a stream.
   *
   * @param usualInFlight how many pictures are in work, where nobody says otherwise
   */
  StreamOptions options(int usualInFlight) {
    int together = inFlight == null ? usualInFlight : inFlight;
    return new StreamOptions(whenBehind, queue, together, !unordered);
  }

  /** Reads "drop-oldest". */
  static final class Policy implements ITypeConverter<WhenBehind> {
    private static final List<WhenBehind> ALL = List.of(WhenBehind.values());

    @Override
    public WhenBehind convert(String value) {
      return ALL.stream()
          .filter(each -> each.toString().equals(value))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(unknown(value)));
    }

    private static String unknown(String value) {
      List<String> names = ALL.stream().map(WhenBehind::toString).toList();
      return UsageException.unknownName("policy", value, names).getMessage();
    }
  }
}
