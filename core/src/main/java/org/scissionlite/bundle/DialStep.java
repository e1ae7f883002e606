package org.scissionlite.bundle;

import java.util.List;
import java.util.stream.IntStream;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.DialCodec;

/**
 * One step of a scenario's dial.
 *
 * @param size of the quantiser's step, of the first tensor that has a dial
 * @param bytes that an image sends on average, as counted on the calibration images; without those
 *     of tensors that have no dial
 */
public record DialStep(double size, long bytes) {
  private static final DialStep NONE = new DialStep(0, 0);

  /** The steps of the codecs of a scenario's wire tensors; a single one where none has a dial. */
  public static List<DialStep> of(List<Codec> codecs) {
    List<DialCodec> dials =
        codecs.stream().filter(DialCodec.class::isInstance).map(DialCodec.class::cast).toList();
    int count = dials.stream().mapToInt(each -> each.steps().size()).min().orElse(0);
    return count == 0
        ? List.of(NONE)
        : IntStream.range(0, count).mapToObj(step -> step(dials, step)).toList();
  }

  private static DialStep step(List<DialCodec> dials, int step) {
    return new DialStep(
        dials.get(0).steps().get(step).size(),
        dials.stream().mapToLong(each -> each.steps().get(step).meanBytes()).sum());
  }
}
