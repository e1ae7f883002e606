package org.scissionlite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.scissionlite.error.ScissionLiteException;

class TensorTest {
  @Test
  void dataOfAnotherLength_isRefusedWithBothLengths() {
    TensorType type = new TensorType(ElementType.FLOAT32, Shape.of(2, 3));

    assertThatThrownBy(() -> new Tensor(type, ByteBuffer.allocate(20)))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("tensor float32 [2,3]: expected 24 bytes, got 20");
  }

  @Test
  void readersDoNotDisturbEachOther() {
    Tensor tensor = Tensor.ofFloats(Shape.of(2), 1, 2);
    tensor.data().getFloat();

    assertThat(tensor.data().getFloat()).isEqualTo(1);
    assertThat(tensor.toFloats()).containsExactly(1, 2);
  }

  @Test
  void maxAbsDifference_isNaNWhereOnlyOneIsNaN() {
    Tensor numbers = Tensor.ofFloats(Shape.of(2), 1, 2);
    Tensor broken = Tensor.ofFloats(Shape.of(2), 1, Float.NaN);

    assertThat(numbers.maxAbsDifference(broken)).isNaN();
    assertThat(broken.maxAbsDifference(broken)).isZero();
    assertThat(numbers.maxAbsDifference(Tensor.ofFloats(Shape.of(2), 1, -2))).isEqualTo(4);
  }

  @Test
  void floatsOfIntegers_areRefused() {
    assertThatThrownBy(() -> Tensor.vector(1, 2).floats())
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("expected a tensor of FLOAT32, got int64 [2]");
  }

  @Test
  void shapeOfTooManyElements_isRefused() {
    Shape shape = Shape.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 4);

    assertThatThrownBy(shape::elements)
        .isInstanceOf(ScissionLiteException.class)
        .hasMessageContaining("too many elements");
  }

  @Test
  void tensorOverTwoGibibytes_isRefusedBeforeItIsAllocated() {
    TensorType type = new TensorType(ElementType.FLOAT32, Shape.of(1 << 20, 1 << 10));

    assertThatThrownBy(() -> Tensor.zeros(type))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("a tensor of 4294967296 bytes is over 2 GiB");
  }

  @Test
  void negativeDimension_isRefused() {
    assertThatThrownBy(() -> Shape.of(1, -1))
        .isInstanceOf(ScissionLiteException.class)
        .hasMessage("shape [1, -1]: a dimension is negative");
  }
}
