package org.scissionlite.trainer.loss;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Images that go through the model together.
 *
 * @param images [N,...], the model's input
 * @param labels [N] classes, where they are known
 * @param teacher what the teacher makes of the images, by tensor name, or the examples' own
 *     targets; empty without either
 */
public record Batch(Tensor images, Optional<Tensor> labels, Map<String, Tensor> teacher) {
  long size() {
    return images.size(0);
  }
}
