package org.scissionlite.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scissionlite.input.Preprocessing;
import org.scissionlite.onnx.SharedModels;
import org.scissionlite.onnx.read.OnnxReader;
import org.scissionlite.onnx.runtime.OrtEngine;

/** Real models on real images: as many right answers as another implementation counted. */
class KnownCountsTest {
  private static final double SHARE_OF_IMAGES = 0.005;

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @CsvSource({
    "mobilenet_v1_0.75_224, tf, imagenet-val650, 650, 502",
    "squeezenet1.1_from_fp16, caffe_bgr, imagenet-val650, 650, 465",
    "resnet8_cifar10_mlperftiny, raw, cifar10-jpeg, 5000, 3822",
    "resnet20_cifar10, torch, cifar10-jpeg, 5000, 4051",
    "resnet56_cifar10, torch, cifar10-jpeg, 5000, 4151"
  })
  void rightAnswers_areThoseKnown(
      String model, String preprocessing, String data, int images, int known) {
    Path shared = SharedModels.shared();
    Path file = shared.resolve("models").resolve(model + ".onnx");
    OrtEngine engine = new OrtEngine();
    try (UncutModel uncut =
        new UncutModel(
            engine.open(OnnxReader.read(file).graph(), 1), Preprocessing.named(preprocessing))) {
      TestImages all =
          TestImages.read(shared.resolve("data").resolve(data), "test")
              .forModel(List.of(), uncut.classes());
      Accuracy found = new Evaluation(uncut, List.of(), done -> {}).on(all).get(0).accuracy();

      assertThat(found.images()).isEqualTo(images);
      assertThat(found.top1Correct())
          .isCloseTo(known, within((int) Math.floor(SHARE_OF_IMAGES * images)));
    }
  }
}
