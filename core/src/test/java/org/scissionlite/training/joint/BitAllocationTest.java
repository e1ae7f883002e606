package org.scissionlite.training.joint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.scissionlite.training.joint.BitAllocation.Point;

class BitAllocationTest {
  private static final List<Point> STEEP =
      List.of(new Point(0, 10, 100), new Point(1, 20, 20), new Point(2, 40, 10));
  private static final List<Point> FLAT =
      List.of(new Point(0, 10, 30), new Point(1, 20, 25), new Point(2, 40, 20));

  @Test
  void budget_goesWhereAByteTakesMostAway() {
    assertThat(BitAllocation.of(List.of(STEEP, FLAT), 30)).containsExactly(1, 0);
    assertThat(BitAllocation.of(List.of(STEEP, FLAT), 50)).containsExactly(2, 0);
    assertThat(BitAllocation.of(List.of(STEEP, FLAT), 1000)).containsExactly(2, 2);
  }

  @Test
  void whereTheNextBestDoesNotFit_anotherTensorGetsTheRest() {
    assertThat(BitAllocation.of(List.of(STEEP, FLAT), 40)).containsExactly(1, 1);
  }

  @Test
  void pointsAboveTheHull_arePassedOver() {
    List<Point> points =
        List.of(
            new Point(0, 10, 100),
            new Point(1, 20, 95),
            new Point(2, 30, 10),
            new Point(3, 35, 40));
    assertThat(BitAllocation.hull(points)).extracting(Point::layer).containsExactly(0, 2);
  }

  @Test
  void anyBudget_isKeptAndMoreOfItIsNeverWorse() {
    Random random = new Random(11);
    for (int round = 0; round < 300; round++) {
      List<List<Point>> points = List.of(random(random), random(random), random(random));
      double least = points.stream().mapToDouble(BitAllocationTest::smallest).sum();
      double budget = least + random.nextInt(200);
      List<Integer> chosen = BitAllocation.of(points, budget);
      assertThat(sum(points, chosen, true)).isLessThanOrEqualTo(budget);
      assertThat(sum(points, BitAllocation.of(points, 1e9), false))
          .isLessThanOrEqualTo(sum(points, chosen, false));
      assertThat(sum(points, chosen, false))
          .isLessThanOrEqualTo(sum(points, BitAllocation.of(points, least), false));
    }
  }

  private static double smallest(List<Point> points) {
    return points.stream().mapToDouble(Point::bytes).min().orElseThrow();
  }

  private static double sum(List<List<Point>> points, List<Integer> chosen, boolean bytes) {
    double sum = 0;
    for (int i = 0; i < chosen.size(); i++) {
      Point point = points.get(i).get(chosen.get(i));
      sum += bytes ? point.bytes() : point.distortion();
    }
    return sum;
  }

  private static List<Point> random(Random random) {
    List<Point> points = new ArrayList<>();
    double bytes = 1;
    double distortion = 100;
    for (int layer = 0; layer < 6; layer++) {
      bytes += 1 + random.nextInt(20);
      distortion *= 0.3 + 0.8 * random.nextDouble();
      points.add(new Point(layer, bytes, distortion));
    }
    return points;
  }
}
