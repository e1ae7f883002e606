package org.scissionlite.plan.mincut;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * A directed graph with capacities; its minimum cut by Dinic's algorithm (Dinitz 1970): shortest
 * augmenting paths, level by level, found with an explicit stack so that depth is no limit.
 */
final class FlowNetwork {
  private static final double NEGLIGIBLE = 1e-9;

  private final List<List<Integer>> arcsOf = new ArrayList<>();
  private final List<Integer> heads = new ArrayList<>();
  private final List<Double> left = new ArrayList<>();

  int addVertex() {
    arcsOf.add(new ArrayList<>());
    return arcsOf.size() - 1;
  }

  /** An arc; its reverse has the next number. */
  void addArc(int from, int to, double capacity) {
    arcsOf.get(from).add(heads.size());
    heads.add(to);
    left.add(capacity);
    arcsOf.get(to).add(heads.size());
    heads.add(from);
    left.add(0.0);
  }

  /** The vertices on the source's side of a minimum cut. */
  BitSet sourceSide(int source, int sink) {
    int[] levels = levels(source);
    while (levels[sink] >= 0) {
      int[] next = new int[arcsOf.size()];
      while (augment(source, sink, levels, next)) {
        // Each call fills at least one arc; a level has finitely many.
      }
      levels = levels(source);
    }
    BitSet side = new BitSet();
    for (int vertex = 0; vertex < levels.length; vertex++) {
      side.set(vertex, levels[vertex] >= 0);
    }
    return side;
  }

  private int[] levels(int source) {
    int[] levels = new int[arcsOf.size()];
    Arrays.fill(levels, -1);
    levels[source] = 0;
    Deque<Integer> queue = new ArrayDeque<>(List.of(source));
    while (!queue.isEmpty()) {
      int vertex = queue.remove();
      for (int arc : arcsOf.get(vertex)) {
        int head = heads.get(arc);
        if (levels[head] < 0 && left.get(arc) > NEGLIGIBLE) {
          levels[head] = levels[vertex] + 1;
          queue.add(head);
        }
      }
    }
    return levels;
  }

  /** Sends flow along one path of rising levels; false where none is left. */
  private boolean augment(int source, int sink, int[] levels, int[] next) {
    List<Integer> path = new ArrayList<>();
    int vertex = source;
    while (vertex != sink) {
      int arc = advance(vertex, levels, next);
      if (arc >= 0) {
        path.add(arc);
        vertex = heads.get(arc);
      } else if (path.isEmpty()) {
        return false;
      } else {
        int back = path.remove(path.size() - 1);
        vertex = heads.get(back ^ 1);
        next[vertex]++;
      }
    }
    double flow = path.stream().mapToDouble(left::get).min().orElse(0);
    for (int arc : path) {
      left.set(arc, left.get(arc) - flow);
      left.set(arc ^ 1, left.get(arc ^ 1) + flow);
    }
    return true;
  }

  private int advance(int vertex, int[] levels, int[] next) {
    List<Integer> arcs = arcsOf.get(vertex);
    for (; next[vertex] < arcs.size(); next[vertex]++) {
      int arc = arcs.get(next[vertex]);
      if (left.get(arc) > NEGLIGIBLE && levels[heads.get(arc)] == levels[vertex] + 1) {
        return arc;
      }
    }
    return -1;
  }
}
