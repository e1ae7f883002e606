package org.scissionlite.training.joint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shares a budget of bytes among tensors at one common slope (Shoham and Gersho 1988, "Efficient
 * bit allocation for an arbitrary set of quantizers"): from the coarsest point of each tensor on,
 * the step that takes the most distortion away a byte is made, while the budget lasts. Points above
 * the convex hull of a tensor are passed over.
 */
final class BitAllocation {
  private BitAllocation() {}

  /**
   * One way to send a tensor.
   *
   * @param layer its number
   * @param bytes an image
   * @param distortion when the other tensors are sent exactly
   */
  record Point(int layer, double bytes, double distortion) {}

  /**
   * The number of the layer for each tensor.
   *
   * @param points of each tensor; at least one
   * @param budget in bytes; where even the coarsest points take more, they are returned
   */
  static List<Integer> of(List<List<Point>> points, double budget) {
    List<List<Point>> hulls = points.stream().map(BitAllocation::hull).toList();
    int[] at = new int[hulls.size()];
    double spent = hulls.stream().mapToDouble(hull -> hull.get(0).bytes()).sum();
    while (true) {
      double left = budget - spent;
      int best =
          IntStream.range(0, at.length)
              .filter(i -> at[i] + 1 < hulls.get(i).size() && cost(hulls.get(i), at[i]) <= left)
              .boxed()
              .max(Comparator.comparingDouble(i -> slope(hulls.get(i), at[i])))
              .orElse(-1);
      if (best < 0) {
        return IntStream.range(0, at.length)
            .mapToObj(i -> hulls.get(i).get(at[i]).layer())
            .toList();
      }
      spent += cost(hulls.get(best), at[best]);
      at[best]++;
    }
  }

  private static double cost(List<Point> hull, int from) {
    return hull.get(from + 1).bytes() - hull.get(from).bytes();
  }

  private static double slope(List<Point> hull, int from) {
    return (hull.get(from).distortion() - hull.get(from + 1).distortion()) / cost(hull, from);
  }

  /** The points that no mixture of others beats, the fewest bytes first. */
  static List<Point> hull(List<Point> points) {
    List<Point> sorted =
        points.stream()
            .sorted(Comparator.comparingDouble(Point::bytes).thenComparingDouble(Point::distortion))
            .toList();
    List<Point> hull = new ArrayList<>();
    for (Point point : sorted) {
      if (!hull.isEmpty() && point.distortion() >= hull.get(hull.size() - 1).distortion()) {
        continue;
      }
      while (hull.size() > 1 && isAbove(hull, point)) {
        hull.remove(hull.size() - 1);
      }
      hull.add(point);
    }
    return hull;
  }

  /** Whether the last point lies above the line from the one before it to another. */
  private static boolean isAbove(List<Point> hull, Point next) {
    Point last = hull.get(hull.size() - 1);
    Point before = hull.get(hull.size() - 2);
    double whole = (before.distortion() - next.distortion()) / (next.bytes() - before.bytes());
    double part = (before.distortion() - last.distortion()) / (last.bytes() - before.bytes());
    return part <= whole;
  }
}
