package org.scissionlite.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scissionlite.error.ScissionLiteException;
import org.scissionlite.model.FreeNames;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.transfer.codec.Codec;
import org.scissionlite.transfer.codec.DialCodec;

/**
 * A transfer layer fitted to one tensor of one model.
 *
 * @param spec the TL's spec, such as "pool2+q8"
 * @param encoder DeviceTL: reads the tensor at the cut, writes the wire tensor
 * @param decoder EdgeTL: reads the wire tensor, writes the restored tensor, of the type that the
 *     encoder reads
 * @param codec turns the wire tensor into bytes and back
 */
public record FittedTransferLayer(String spec, Fragment encoder, Fragment decoder, Codec codec) {
  /** Between the specs of several layers. */
  public static final String SEPARATOR = ";";

  public FittedTransferLayer {
    if (!encoder.output().equals(decoder.input())) {
      throw new ScissionLiteException(
          "TL %s: DeviceTL writes %s, EdgeTL reads %s"
              .formatted(spec, encoder.output(), decoder.input()));
    }
    if (!encoder.input().type().equals(decoder.output().type())) {
      throw new ScissionLiteException(
          "TL %s: the tensor at the cut is %s, EdgeTL restores %s"
              .formatted(spec, encoder.input().type(), decoder.output().type()));
    }
  }

  /**
   * The spec of the layers at the tensors of a cut: of those that do something, in the order of the
   * tensors where they differ; where none does, "none".
   */
  public static String specOf(List<String> specs) {
    List<String> acting =
        specs.stream().filter(spec -> !spec.equals(NoTransferLayer.SPEC)).toList();
    boolean alike = acting.stream().distinct().count() <= 1;
    return alike
        ? acting.stream().findFirst().orElse(NoTransferLayer.SPEC)
        : String.join(SEPARATOR, acting);
  }

  /** The tensor that crosses the wire. */
  public TensorSpec wire() {
    return encoder.output();
  }

  /** How many steps its dial has; 1 without one. */
  public int steps() {
    return codec instanceof DialCodec dial ? dial.steps().size() : 1;
  }

  /** This layer with names that are free, which are taken with that. */
  FittedTransferLayer named(FreeNames free) {
    Map<String, String> names = new HashMap<>();
    encoder.ownNames().forEach(name -> names.put(name, free.take(name)));
    decoder.ownNames().forEach(name -> names.computeIfAbsent(name, free::take));
    return new FittedTransferLayer(spec, encoder.renamed(names), decoder.renamed(names), codec);
  }

  /**
   * This layer after a training.
   *
   * @param weights trained constants; they take the place of those of the same names
   * @param sent what the trained DeviceTL sends for some images, from which the codec learns
   */
  public FittedTransferLayer trained(Map<String, Tensor> weights, List<Tensor> sent) {
    return new FittedTransferLayer(
        spec, encoder.trained(weights), decoder.trained(weights), codec.fittedTo(sent));
  }
}
