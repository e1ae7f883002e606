package org.scissionlite.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.UsageException;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.ElementType;
import org.scissionlite.model.ModelGraph;
import org.scissionlite.model.Node;
import org.scissionlite.model.Shape;
import org.scissionlite.model.Tensor;
import org.scissionlite.model.TensorSpec;
import org.scissionlite.task.ModelEnds;
import org.scissionlite.task.Segmentation;
import org.scissionlite.task.Task;
import org.scissionlite.training.Augmentation;
import org.scissionlite.training.EpochReport;
import org.scissionlite.training.Objective;
import org.scissionlite.training.Schedule;
import org.scissionlite.training.TrainingData;
import org.scissionlite.training.TrainingListener;
import org.scissionlite.training.TrainingMode;
import org.scissionlite.training.TrainingPlan;
import org.scissionlite.training.TrainingRun;
import org.scissionlite.training.examples.Examples;

/** A segmenter learns bright spots from their masks, also where pictures and masks are mirrored. */
class SegmenterTrainingTest {
  private static final int SIDE = 16;

  private final ModelGraph graph = twoConvolutions();

  /** Logits [1,2,16,16]. */
  private static ModelGraph twoConvolutions() {
    return new ModelGraph(
        "spots",
        Map.of("", 17),
        List.of(spec("x", 1, 3, SIDE, SIDE)),
        List.of(spec("y", 1, 2, SIDE, SIDE)),
        List.of(
            Node.of("conv", "Conv", List.of("x", "w"), Map.of("pads", Attribute.ints(1, 1, 1, 1))),
            Node.of("relu", "Relu", List.of("conv"), Map.of()),
            Node.of("y", "Conv", List.of("relu", "v"), Map.of())),
        Map.of("w", noise(4, 3, 3, 3), "v", noise(2, 4, 1, 1)),
        Map.of(
            "conv", spec("conv", 1, 4, SIDE, SIDE).type(),
            "relu", spec("relu", 1, 4, SIDE, SIDE).type()));
  }

  private static TensorSpec spec(String name, int... dims) {
    return new TensorSpec(name, ElementType.FLOAT32, Shape.of(dims));
  }

  private static Tensor noise(int... dims) {
    Random random = new Random(4);
    float[] values = new float[Math.toIntExact(Shape.of(dims).elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 * random.nextGaussian());
    }
    return Tensor.ofFloats(Shape.of(dims), values);
  }

  /** Pictures with one bright square each, off the middle. */
  private record Spots(int size, long seed, boolean marked) implements Examples {
    private int corner(int index) {
      return new Random(seed + index).nextInt(SIDE / 2);
    }

    private boolean isIn(int index, int x, int y) {
      int corner = corner(index);
      return x >= corner && x < corner + 5 && y >= 2 && y < 8;
    }

    @Override
    public Tensor input(int index) {
      float[] values = new float[3 * SIDE * SIDE];
      Random noise = new Random(seed - index);
      for (int i = 0; i < values.length; i++) {
        boolean spot = isIn(index, i % SIDE, i / SIDE % SIDE);
        values[i] = (float) ((spot ? 1 : -1) + 0.3 * noise.nextGaussian());
      }
      return Tensor.ofFloats(Shape.of(1, 3, SIDE, SIDE), values);
    }

    @Override
    public OptionalInt label(int index) {
      return OptionalInt.empty();
    }

    /** The first row counts neither way. */
    @Override
    public Optional<Tensor> target(int index) {
      float[] values = new float[SIDE * SIDE];
      IntStream.range(0, values.length)
          .forEach(i -> values[i] = i < SIDE ? 255 : isIn(index, i % SIDE, i / SIDE) ? 1 : 0);
      return marked
          ? Optional.of(Tensor.ofFloats(Shape.of(1, 1, SIDE, SIDE), values))
          : Optional.empty();
    }

    @Override
    public String sha256() {
      return "spots " + this;
    }
  }

  @Test
  void spots_areLearnedFromMasksThatMoveWithThePictures() {
    List<EpochReport> epochs = train(true, Augmentation.inspection(), 6);
    assertThat(epochs.get(epochs.size() - 1).validationLoss())
        .isLessThan(epochs.get(0).validationLoss() / 2);
    assertThat(epochs).anySatisfy(epoch -> assertThat(epoch.accuracy()).isGreaterThan(0.97));
  }

  @Test
  void imagesWithoutMasks_areRefused() {
    assertThatThrownBy(() -> train(false, Augmentation.none(), 1))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("examples without a target");
  }

  private List<EpochReport> train(boolean marked, Augmentation augmentation, int epochs) {
    Task task = Task.of(new ModelEnds(graph.inputs(), graph.outputs(), List.of()));
    TrainingPlan plan =
        new TrainingPlan(
            new TrainingMode.Everything(),
            new Objective.Areas((Segmentation) task),
            TrainingPlan.BatchNorm.FROZEN,
            new Schedule(epochs, 8, epochs, 0.05, 0.1, 0.0, 1.0),
            augmentation,
            1);
    TrainingData data = new TrainingData(new Spots(48, 1, marked), new Spots(12, 1000, marked));
    return new Trainer(TrainingRun.onCpu(), TrainingListener.SILENT)
        .train(graph, data, plan)
        .report()
        .epochs();
  }
}
