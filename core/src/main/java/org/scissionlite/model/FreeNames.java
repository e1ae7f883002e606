package org.scissionlite.model;

import java.util.HashSet;
import java.util.Set;

/**
 * Names for what is added to a graph: none that a tensor, a node or a layer of it has already.
 *
 * <p>A graph that holds "clip/max" gives "clip/max_2" to whom wants "clip/max", and "clip/max_3" to
 * the next.
 */
public final class FreeNames {
  private final Set<String> taken = new HashSet<>();

  private FreeNames() {}

  /** All names but these. */
  public static FreeNames except(Iterable<String> taken) {
    FreeNames names = new FreeNames();
    taken.forEach(names.taken::add);
    return names;
  }

  /** The names that are free in a graph. */
  public static FreeNames in(ModelGraph graph) {
    FreeNames names = except(graph.initializers().keySet());
    graph.inputs().forEach(input -> names.taken.add(input.name()));
    for (Node node : graph.nodes()) {
      names.taken.add(node.name());
      names.taken.add(node.layer());
      node.reads().forEach(names.taken::add);
      node.writes().forEach(names.taken::add);
    }
    return names;
  }

  /** The wanted name, or with a number behind it where it is taken; it is taken from now on. */
  public String take(String wanted) {
    String name = wanted;
    for (int number = 2; !taken.add(name); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }
}
