package org.scissionlite.zoo.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.scissionlite.model.Attribute;
import org.scissionlite.model.Shape;

class WindowTest {
  @Test
  void samePaddingWithAStride_putsTheOddPointAtTheEnd() {
    Shape input = Shape.of(1, 8, 112, 112);
    Window window = Window.same(3).by(2);

    assertThat(window.attributes(input)).containsEntry("pads", Attribute.ints(0, 0, 1, 1));
    assertThat(window.over(input, 16)).isEqualTo(Shape.of(1, 16, 56, 56));
  }

  @Test
  void samePaddingOfARow_isHorizontal() {
    assertThat(Window.same(1, 7).attributes(Shape.of(1, 8, 17, 17)))
        .containsEntry("pads", Attribute.ints(0, 3, 0, 3));
  }

  @Test
  void withoutPadding_theRestIsLeftOut() {
    assertThat(Window.valid(3).by(2).over(Shape.of(1, 8, 112, 112), 8))
        .isEqualTo(Shape.of(1, 8, 55, 55));
  }

  @Test
  void coverage_isTheShareOfPointsOnTheInput() {
    // Along one axis of 3 points a window of 3 covers 2, 3 and 2 points: 7 of 9.
    assertThat(Window.same(3).coverage(Shape.of(1, 1, 3, 3))).isCloseTo(49 / 81.0, within(1e-12));
  }

  @Test
  void halvingMargin_dependsOnTheParity() {
    assertThat(SpatialMargin.halving(112, 3)).isEqualTo(new SpatialMargin(0, 0, 1, 1));
    assertThat(SpatialMargin.halving(113, 3)).isEqualTo(new SpatialMargin(1, 1, 1, 1));
    assertThat(SpatialMargin.halving(28, 7)).isEqualTo(new SpatialMargin(2, 2, 3, 3));
  }
}
